package sinks

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/slogtest"

	"github.com/rs/zerolog"
	"go.opentelemetry.io/contrib/bridges/otelslog"
	"go.opentelemetry.io/otel/attribute"
	otellog "go.opentelemetry.io/otel/log"
	"go.opentelemetry.io/otel/log/embedded"
	"go.uber.org/zap"
	"go.uber.org/zap/exp/zapslog"
	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

// bridges are handlers of log/slog that write to another logger.
var bridges = []struct {
	name string
	new  func(*bytes.Buffer) slog.Handler
}{
	{"otelslog", func(b *bytes.Buffer) slog.Handler {
		return otelslog.NewHandler("test", otelslog.WithLoggerProvider(provider{out: b}), otelslog.WithSource(true))
	}},
	{"zapslog", func(b *bytes.Buffer) slog.Handler {
		cfg := zap.NewProductionEncoderConfig()
		cfg.TimeKey = ""
		core := zapcore.NewCore(zapcore.NewJSONEncoder(cfg), zapcore.AddSync(b), zapcore.DebugLevel)
		return zapslog.NewHandler(core, zapslog.WithCaller(true))
	}},
	{"zerolog", func(b *bytes.Buffer) slog.Handler { return noTime{zerolog.NewSlogHandler(zerolog.New(b))} }},
}

// noTime makes output comparable.
type noTime struct{ slog.Handler }

func (h noTime) Handle(ctx context.Context, r slog.Record) error {
	out := slog.NewRecord(r.Time.Truncate(1<<62), r.Level, r.Message, r.PC)
	r.Attrs(func(a slog.Attr) bool { out.AddAttrs(a); return true })
	return h.Handler.Handle(ctx, out)
}

func (h noTime) WithAttrs(as []slog.Attr) slog.Handler { return noTime{h.Handler.WithAttrs(as)} }
func (h noTime) WithGroup(name string) slog.Handler    { return noTime{h.Handler.WithGroup(name)} }

// provider writes all that a log record of OpenTelemetry holds.
type provider struct {
	embedded.LoggerProvider
	out *bytes.Buffer
}

func (p provider) Logger(string, ...otellog.LoggerOption) otellog.Logger {
	return otelLogger{out: p.out}
}

type otelLogger struct {
	embedded.Logger
	out *bytes.Buffer
}

func (otelLogger) Enabled(context.Context, otellog.EnabledParameters) bool { return true }

func (r otelLogger) Emit(_ context.Context, rec otellog.Record) {
	fmt.Fprintf(r.out, "%s %s", rec.Severity(), rec.Body().String())
	rec.WalkAttributes(func(kv attribute.KeyValue) bool {
		fmt.Fprintf(r.out, " %s=%s", kv.Key, kv.Value.String())
		return true
	})
	for err := rec.Err(); err != nil; err = errors.Unwrap(err) {
		fmt.Fprintf(r.out, " error=%v %+v %T", err, err, err)
		var u *url.Error
		if errors.As(err, &u) {
			fmt.Fprint(r.out, u.URL)
		}
	}
	fmt.Fprintln(r.out)
}

type valuer struct{ v slog.Value }

func (v valuer) LogValue() slog.Value { return v.v }

type stringer struct{ s string }

func (s stringer) String() string { return s.s }

type account struct {
	ID       int    `json:"id"`
	Password string `json:"password"`
	Note     any    `json:"note"`
}

// token is found by its shape, held by its name or as a live secret.
const token = "tok_" + "9f2c4e11d0aa47b58c3e"

func redactor(t *testing.T, opts ...redact.Option) *redact.Redactor {
	t.Helper()
	r, err := redact.New(append([]redact.Option{redact.WithNames("password"),
		redact.WithDetectors(redact.Detector{ID: "test-token", Doc: "Tokens of this test.", Pattern: `\b(tok_[0-9a-f]{20})\b`})}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// speak puts the token into every place that log/slog has for it.
func speak(l *slog.Logger) {
	attrs := []any{
		"s", token, "error", fmt.Errorf("wrapped: %w", &url.Error{Op: "Get", URL: "http://h/?t=" + token, Err: errors.New(token)}),
		"joined", errors.Join(errors.New("a"), errors.New(token)),
		"bytes", []byte(token), "list", []string{"a", token}, "map", map[string]any{"x": token, token: 1, "password": 1234567},
		"struct", account{1, held, token}, "pointer", &account{2, held, []any{token}}, "valuer", valuer{slog.StringValue(token)},
		"group valuer", valuer{slog.GroupValue(slog.String("k", token), slog.String("password", held))},
		"valuers", []valuer{{slog.StringValue(token)}}, "stringer", stringer{token}, "raw", json.RawMessage(`{"t":"` + token + `","password":"` + held + `"}`),
		"header", http.Header{"X-Token": {token}}, "url", &url.URL{Scheme: "http", Host: "h", RawQuery: "t=" + token},
		"password", held, token, "key", slog.Group("g", "t", token, "password", held), slog.Group(token, "a", 1),
	}
	l.Info("message "+token, attrs...)
	l.With(attrs...).Warn("with")
	l.With("password", held).WithGroup("req").With("t", token).WithGroup(token).Error("groups", attrs...)
}

// TestBridgesHide: whatever a bridge does with a value, it is redacted before.
func TestBridgesHide(t *testing.T) {
	r := redactor(t)
	for _, b := range bridges {
		t.Run(b.name, func(t *testing.T) {
			var plain, out bytes.Buffer
			speak(slog.New(b.new(&plain)))
			if !shows(plain.String()) || !strings.Contains(plain.String(), token[4:12]) {
				t.Fatal("without a redactor nothing is shown: the test shows nothing")
			}
			speak(slog.New(slogredact.NewHandler(b.new(&out), r)))
			if n := strings.Count(out.String(), "\n"); n < 3 {
				t.Errorf("%d lines", n)
			}
			if shows(out.String()) || strings.Contains(out.String(), token[4:12]) {
				t.Errorf("a secret is shown: %s", &out)
			}
			for _, want := range []string{"message", "with", "groups", "test-token", "bridges_test.go"} {
				if !strings.Contains(out.String(), want) && (want != "bridges_test.go" || b.name != "zerolog") {
					t.Errorf("%s is missing: %s", want, &out)
				}
			}
		})
	}
}

// TestBridgesKeep: what has nothing to hide reaches a bridge as if there was no
// redactor.
func TestBridgesKeep(t *testing.T) {
	r := redactor(t)
	for _, b := range bridges {
		t.Run(b.name, func(t *testing.T) {
			var with, without bytes.Buffer
			for _, l := range []*slog.Logger{slog.New(b.new(&without)), slog.New(slogredact.NewHandler(b.new(&with), r))} {
				l = l.With("service", "billing", "n", 5)
				l.Info("served", "status", 200, "ratio", 0.5, "ok", true, "err", errors.New("refused"), "list", []string{"a", "b"},
					"map", map[string]int{"a": 1}, slog.Group("http", "method", "GET"))
				l.WithGroup("req").Warn("slow", "path", "/v1/orders/17")
				l.Debug("detail")
			}
			if with.String() != without.String() {
				t.Errorf("with\n%swithout\n%s", &with, &without)
			}
		})
	}
}

// TestBridgesFollow: a live secret that is set later, and strict rules that come
// later, hold for what was bound before.
func TestBridgesFollow(t *testing.T) {
	for _, b := range bridges {
		t.Run(b.name, func(t *testing.T) {
			var out bytes.Buffer
			set := redact.NewSecretSet()
			r := redactor(t, redact.WithSecrets(set))
			l := slog.New(slogredact.NewHandler(b.new(&out), r)).With("note", "with "+held).WithGroup("http").With("agent", "lemur")
			if _, err := set.Set("late", []byte(held)); err != nil {
				t.Fatal(err)
			}
			l.Info("set", "status", 200)
			if shows(out.String()) || !strings.Contains(out.String(), "lemur") {
				t.Errorf("after Set: %s", &out)
			}
			out.Reset()
			r.Replace(redactor(t, redact.WithSecrets(set), redact.WithStrict("http.status")))
			l.Info("replaced", "status", 200, "x", "zebra")
			if got := out.String(); shows(got) || strings.Contains(got, "lemur") || strings.Contains(got, "zebra") || !strings.Contains(got, "200") || !strings.Contains(got, "replaced") {
				t.Errorf("after Replace: %s", got)
			}
		})
	}
}

// TestBridgesConform: a bridge keeps to the rules of log/slog with a redactor as far as
// it does without.
func TestBridgesConform(t *testing.T) {
	r := redactor(t)
	for _, b := range bridges[1:] { // those that write JSON
		run := func(wrap func(slog.Handler) slog.Handler) string {
			var out bytes.Buffer
			err := slogtest.TestHandler(wrap(b.new(&out)), func() (records []map[string]any) {
				for line := range bytes.Lines(out.Bytes()) {
					m := map[string]any{}
					if err := json.Unmarshal(line, &m); err != nil {
						t.Fatal(err)
					}
					records = append(records, m)
				}
				return records
			})
			return fmt.Sprint(err)
		}
		without := run(func(h slog.Handler) slog.Handler { return h })
		with := run(func(h slog.Handler) slog.Handler { return slogredact.NewHandler(h, r) })
		if with != without {
			t.Errorf("%s:\nwith\n%s\nwithout\n%s", b.name, with, without)
		}
	}
}

// TestStdLog: package log writes through the default logger of log/slog.
func TestStdLog(t *testing.T) {
	logger, writer, flags := slog.Default(), log.Writer(), log.Flags()
	t.Cleanup(func() {
		slog.SetDefault(logger)
		log.SetOutput(writer)
		log.SetFlags(flags)
	})
	for _, b := range bridges {
		t.Run(b.name, func(t *testing.T) {
			var out bytes.Buffer
			log.SetOutput(writer)
			slog.SetDefault(slog.New(slogredact.NewHandler(b.new(&out), redactor(t))))
			log.Printf("got %s", token)
			log.Print("password=" + held)
			slog.Info("m", "password", held)
			if got := out.String(); shows(got) || strings.Contains(got, token[4:12]) || strings.Count(got, "\n") != 3 || !strings.Contains(got, "got ") {
				t.Errorf("got %s", got)
			}
		})
	}
}
