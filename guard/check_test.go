package guard_test

import (
	"bytes"
	"expvar"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/pprof"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/guard"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

// secret is in every variable that is set here, and never in a report.
const secret = "hunter2-correct-horse"

var variables = []string{"GODEBUG", "GOTRACEBACK", "GRPC_BINARY_LOG_FILTER", "GRPC_GO_LOG_SEVERITY_LEVEL", "GRPC_GO_LOG_VERBOSITY_LEVEL", "SENTRYGODEBUG", "SSLKEYLOGFILE"}

// fresh makes the process one that nothing is said about, until the test ends.
func fresh(t *testing.T) {
	t.Helper()
	for _, v := range variables {
		t.Setenv(v, "")
	}
	logger, writer, flags, mux, transport := slog.Default(), log.Writer(), log.Flags(), http.DefaultServeMux, http.DefaultTransport
	http.DefaultServeMux = http.NewServeMux()
	t.Cleanup(func() {
		slog.SetDefault(logger)
		log.SetOutput(writer)
		log.SetFlags(flags)
		http.DefaultServeMux, http.DefaultTransport = mux, transport
	})
}

func ids(r guard.Report) (out []string) {
	for _, f := range r.Findings {
		if f.ID != "core-limit" { // as the machine has it
			out = append(out, fmt.Sprint(f.ID, " ", f.Severity))
		}
	}
	slices.Sort(out)
	return out
}

// quiet are options that leave out what most tests are not about.
var quiet = guard.Ignore("unguarded:slog.Default()", "unguarded:log.Writer()", "unguarded:http.DefaultTransport")

func TestHazards(t *testing.T) {
	for _, tt := range []struct {
		name, value string
		want        []string
	}{
		{"GODEBUG", "http2debug=1", []string{"godebug-http2debug critical"}},
		{"GODEBUG", "madvdontneed=1,http2debug=2", []string{"godebug-http2debug critical"}},
		{"GODEBUG", "http2debug=0,x=" + secret, nil},
		{"GODEBUG", "tracebacklabels=1", []string{"godebug-tracebacklabels warning"}},
		{"GODEBUG", "tracebacklabels=1,tracebacklabels=0", nil},
		{"GODEBUG", "http2debug=2,tracebacklabels=1", []string{"godebug-http2debug critical", "godebug-tracebacklabels warning"}},
		{"GOTRACEBACK", "all", nil},
		{"GRPC_BINARY_LOG_FILTER", secret, []string{"grpc-binary-log critical"}},
		{"GRPC_GO_LOG_SEVERITY_LEVEL", "info", []string{"grpc-log warning"}},
		{"GRPC_GO_LOG_VERBOSITY_LEVEL", "99", []string{"grpc-log warning"}},
		{"SENTRYGODEBUG", "httptrace=1,httpdump=1", []string{"sentry-httpdump critical"}},
		{"SENTRYGODEBUG", "httptrace=1", []string{"sentry-debug warning"}},
		{"SSLKEYLOGFILE", "/tmp/" + secret, []string{"tls-key-log warning"}},
	} {
		t.Run(tt.name+"="+tt.value, func(t *testing.T) {
			fresh(t)
			t.Setenv(tt.name, tt.value)
			r := guard.Check(quiet)
			if got := ids(r); !slices.Equal(got, tt.want) {
				t.Errorf("got %v want %v", got, tt.want)
			}
			text := fmt.Sprintf("%+v %v %v %v", r, r, r.Err(guard.Notice), r.LogValue())
			if strings.Contains(text, secret) || strings.Contains(text, "madvdontneed") {
				t.Errorf("the report has a value: %s", text)
			}
		})
	}
}

func TestMux(t *testing.T) {
	fresh(t)
	http.DefaultServeMux.HandleFunc("/", func(http.ResponseWriter, *http.Request) {})
	if got := ids(guard.Check(quiet)); got != nil {
		t.Errorf("a page of the service: %v", got)
	}
	http.DefaultServeMux.HandleFunc("GET /debug/pprof/", pprof.Index)
	http.DefaultServeMux.Handle("/debug/vars", expvar.Handler())
	if got := ids(guard.Check(quiet)); !slices.Equal(got, []string{"expvar-served warning", "pprof-served warning"}) {
		t.Errorf("got %v", got)
	}
}

func TestSinks(t *testing.T) {
	r := redact.MustNew(redact.WithNames("password"))
	guarded := func() slog.Handler { return slogredact.NewHandler(slog.NewJSONHandler(io.Discard, nil), r) }
	plain := slog.NewJSONHandler(io.Discard, nil)
	const slogOpen, logOpen, transport = "unguarded:slog.Default() warning", "unguarded:log.Writer() warning", "unguarded:http.DefaultTransport notice"
	for _, tt := range []struct {
		name  string
		setup func()
		want  []string
	}{
		{"as a program starts", func() {}, []string{transport, logOpen, slogOpen}},
		{"log, which slog writes to", func() { log.SetOutput(r.NewRecordWriter(os.Stderr)) }, []string{transport}},
		{"log as a stream", func() { log.SetOutput(r.NewStreamWriter(os.Stderr)) }, []string{transport}},
		{"log thrown away", func() { log.SetOutput(io.Discard) }, []string{transport}},
		{"slog, which log writes to", func() { slog.SetDefault(slog.New(guarded())) }, []string{transport}},
		{"slog with attributes", func() { slog.SetDefault(slog.New(guarded()).With("a", 1).WithGroup("g")) }, []string{transport}},
		{"slog, and log elsewhere", func() { slog.SetDefault(slog.New(guarded())); log.SetOutput(os.Stderr) }, []string{transport, logOpen}},
		{"slog that is not guarded", func() { slog.SetDefault(slog.New(plain)) }, []string{transport, logOpen, slogOpen}},
		{"guarded branches", func() { slog.SetDefault(slog.New(slog.NewMultiHandler(guarded(), guarded()))) }, []string{transport}},
		{"one branch that is not", func() { slog.SetDefault(slog.New(slog.NewMultiHandler(guarded(), plain))) }, []string{transport, logOpen, slogOpen}},
		{"a handler around ours", func() { slog.SetDefault(slog.New(around{guarded()})) }, []string{transport, logOpen, slogOpen}},
		{"a transport", func() { http.DefaultTransport = guardedTransport{} }, []string{logOpen, slogOpen}},
		{"a transport that panics", func() { http.DefaultTransport = (*panicking)(nil) }, []string{transport, logOpen, slogOpen}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fresh(t)
			log.SetOutput(os.Stderr)
			tt.setup()
			if got := ids(guard.Check()); !slices.Equal(got, tt.want) {
				t.Errorf("got %v want %v", got, tt.want)
			}
		})
	}
}

type around struct{ slog.Handler }

type guardedTransport struct{ http.RoundTripper }

func (guardedTransport) GuardsSink() bool { return true }

type panicking struct{ http.RoundTripper }

func (*panicking) GuardsSink() bool { panic(secret) }

func TestHTTP2DebugIsLogged(t *testing.T) {
	fresh(t)
	t.Setenv("GODEBUG", "http2debug=2")
	log.SetOutput(redact.MustNew(redact.WithNames("password")).NewRecordWriter(io.Discard))
	if got := ids(guard.Check(quiet)); !slices.Equal(got, []string{"godebug-http2debug warning"}) {
		t.Errorf("got %v", got)
	}
}

func TestWithSinks(t *testing.T) {
	fresh(t)
	r := guard.Check(quiet, nil, guard.WithSinks(
		func() []redact.Sink {
			return []redact.Sink{{Name: "zap.L()", Remedy: "zap.ReplaceGlobals"}, {Name: "otel", Guarded: true}, {Name: "mine"}}
		},
		func() []redact.Sink { panic(secret) }, nil), guard.Vouch("mine"))
	if got := ids(r); !slices.Equal(got, []string{"unguarded:a function of WithSinks warning", "unguarded:zap.L() warning"}) {
		t.Errorf("got %v", got)
	}
	if n := len(r.Sinks); n != 3+4 {
		t.Errorf("%d sinks", n)
	}
	for _, s := range r.Sinks {
		if (s.Name == "otel" || s.Name == "mine") && !s.Guarded {
			t.Errorf("%s is not guarded", s.Name)
		}
	}
	if strings.Contains(r.String(), secret) {
		t.Errorf("the report has a value: %s", r)
	}
}

func TestErr(t *testing.T) {
	fresh(t)
	t.Setenv("SENTRYGODEBUG", "httpdump=1")
	t.Setenv("SSLKEYLOGFILE", "x")
	r := guard.Check(quiet)
	if r.Worst() != guard.Critical || r.Findings[0].ID != "sentry-httpdump" {
		t.Errorf("the worst is %v", r.Findings)
	}
	critical, warning := r.Err(guard.Critical), r.Err(guard.Warning)
	if critical == nil || strings.Contains(critical.Error(), "tls-key-log") || !strings.Contains(critical.Error(), "sentry-httpdump") {
		t.Errorf("critical: %v", critical)
	}
	if warning == nil || !strings.Contains(warning.Error(), "tls-key-log") {
		t.Errorf("warning: %v", warning)
	}
	none := guard.Check(quiet, guard.Ignore("sentry-httpdump", "tls-key-log", "core-limit"))
	if err := none.Err(guard.Notice); err != nil || none.Worst() != 0 {
		t.Errorf("nothing: %v", err)
	}
	var b bytes.Buffer
	slog.New(slog.NewJSONHandler(&b, nil)).Info("m", "report", guard.Check(quiet, guard.Vouch("log.Writer()")))
	for _, want := range []string{`"critical":["sentry-httpdump"]`, `"tls-key-log"`, `"guarded":["log.Writer()"]`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s is missing: %s", want, &b)
		}
	}
}

func ExampleCheck() {
	r := redact.MustNew(redact.WithNames("password"))
	slog.SetDefault(slog.New(slogredact.NewHandler(slog.NewJSONHandler(os.Stderr, nil), r)))
	os.Setenv("GRPC_BINARY_LOG_FILTER", "*")
	defer os.Unsetenv("GRPC_BINARY_LOG_FILTER")

	report := guard.Check(guard.Ignore("unguarded:http.DefaultTransport", "core-limit"))
	for _, s := range report.Sinks {
		fmt.Println(s.Name, s.Guarded)
	}
	if err := report.Err(guard.Critical); err != nil {
		fmt.Println("refusing to start:", err)
	}
	// Output:
	// slog.Default() true
	// log.Writer() true
	// http.DefaultTransport false
	// refusing to start: guard: critical grpc-binary-log: GRPC_BINARY_LOG_FILTER writes messages and metadata of gRPC calls to a file; unset it
}
