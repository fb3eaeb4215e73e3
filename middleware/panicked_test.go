package middleware

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"runtime/debug"
	"runtime/pprof"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/redact"
)

// What the access record of a request hides by the name in its route is hidden in the record of a panic.
func TestNamedInPanics(t *testing.T) {
	const secret = "s3Kr000001dqZ"
	r := newRedactor(t)
	bad := func(req *http.Request) any { return fmt.Errorf("bad %s", req.URL) }
	say := func(format string) func(*http.Request) any {
		return func(*http.Request) any { return fmt.Sprintf(format, secret) }
	}
	type list = []Option
	patterns := WithPathPatterns("/panic/{token}")
	for name, c := range map[string]struct {
		route, target string // the route of a ServeMux, if there is one
		around        func(http.Handler) http.Handler
		access, own   list // options of the AccessLog, if any, and of Recover
		v             func(*http.Request) any
		want          string
	}{
		"an error":             {"/panic/{token}", "/panic/" + secret, nil, list{}, nil, bad, "bad /panic/(REDACTED:token)"},
		"no access log":        {"/panic/{token}", "/panic/" + secret, nil, nil, nil, bad, "bad /panic/(REDACTED:token)"},
		"a string":             {"/panic/{token}", "/panic/" + secret, nil, list{}, nil, say("lost %s!"), "lost (REDACTED:token)!"},
		"a colon behind":       {"/panic/{token}", "/panic/" + secret, nil, list{}, nil, say("no user of %s: EOF"), "no user of (REDACTED:token): EOF"},
		"a sentence":           {"/panic/{token}", "/panic/" + secret, nil, list{}, nil, say("I know\n%s.\nNot you"), "I know\n(REDACTED:token).\nNot you"},
		"between stars":        {"/panic/{token}", "/panic/" + secret, nil, list{}, nil, say("is *%s*"), "is *(REDACTED:token)*"},
		"quoted":               {"/panic/{token}", "/panic/" + secret, nil, list{}, nil, say("value=%q;"), "value=\"(REDACTED:token)\";"},
		"a struct":             {"/panic/{token}", "/panic/" + secret, nil, list{}, nil, func(*http.Request) any { return struct{ A, B string }{secret, "x"} }, "{(REDACTED:token) x}"},
		"escaped":              {"/panic/{token}", "/panic/s3Kr%30%300001dqZ", nil, list{}, nil, bad, "bad /panic/(REDACTED:token)"},
		"in another text":      {"/panic/{token}", "/panic/" + secret, nil, list{}, nil, say("is %sx-1"), "is " + secret + "x-1"},
		"a word":               {"/panic/{token}", "/panic/list", nil, list{}, nil, bad, "bad /panic/list"},
		"no name":              {"/panic/{id}", "/panic/" + secret, nil, list{}, nil, bad, "bad /panic/" + secret},
		"and the Redactor":     {"/panic/{token}", "/panic/" + secret + "?password=" + password, nil, list{}, nil, bad, "bad /panic/(REDACTED:token)?password=[REDACTED:password]"},
		"both of one":          {"/panic/{token}", "/panic/" + secret, nil, list{}, nil, say("password=%s, again %[1]s"), "password=[REDACTED:password], again (REDACTED:token)"},
		"several":              {"/{user}/{secret}/{token}", "/ada/" + secret + "/q7w2hunter9zz", nil, list{}, nil, bad, "bad /ada/(REDACTED:secret)/(REDACTED:token)"},
		"a copy":               {"/panic/{token}", "/panic/" + secret, copying, list{}, nil, bad, "bad /panic/(REDACTED:token)"},
		"behind a timeout":     {"/panic/{token}", "/panic/" + secret, inTime, list{}, nil, bad, "bad /panic/(REDACTED:token)"},
		"below a path":         {"/panic/{token}", "/api/panic/" + secret, func(h http.Handler) http.Handler { return http.StripPrefix("/api", h) }, list{}, nil, bad, "bad /panic/(REDACTED:token)"},
		"patterns":             {"", "/panic/" + secret, nil, nil, list{patterns}, bad, "bad /panic/(REDACTED:token)"},
		"patterns, access log": {"", "/panic/" + secret, nil, list{patterns}, nil, bad, "bad /panic/(REDACTED:token)"},
		"patterns of both":     {"", "/panic/" + secret, nil, list{patterns}, list{WithPathPatterns("/x/{y}")}, bad, "bad /panic/(REDACTED:token)"},
		"a route":              {"", "/panic/" + secret, nil, list{WithRoute(func(*http.Request) string { return "/panic/{token}" })}, nil, bad, "bad /panic/(REDACTED:token)"},
		"a route that fails":   {"", "/panic/" + secret, nil, list{WithRoute(func(*http.Request) string { panic("x") })}, nil, bad, "[REDACTED:error]"},
		"long":                 {"/panic/{token}", "/panic/" + secret, nil, list{}, nil, say(strings.Repeat(" x", maxURL/2) + "%s"), "[REDACTED:limit]"},
		"long, no name":        {"/panic/{id}", "/panic/" + secret, nil, list{}, nil, say(strings.Repeat("x", maxURL) + " %s"), strings.Repeat("x", maxURL) + " " + secret},
		"a long path":          {"/panic/{token}", "/panic/" + strings.Repeat("x", maxPath), nil, list{}, nil, bad, "[REDACTED:limit]"},
	} {
		t.Run(name, func(t *testing.T) {
			h := http.Handler(http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) { panic(c.v(req)) }))
			if c.route != "" {
				mux := http.NewServeMux()
				mux.Handle(c.route, h)
				h = mux
			}
			var out sink
			h = Recover(r, append(c.own, out.logger())...)(h)
			if c.around != nil {
				h = c.around(h)
			}
			if c.access != nil {
				h = AccessLog(r, append(c.access, WithLogger(discard))...)(h)
			}
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", c.target, nil))
			if got := out.record(t)["panic"]; got != c.want {
				t.Errorf("%.300v", got)
			}
		})
	}
}

// A value that stands in many places of a URL is looked for once, and where too many values would have to be
// looked for, the text is hidden.
func TestValuesInManyPlaces(t *testing.T) {
	for name, c := range map[string]struct {
		target  string
		want    int // values that the request does not tell
		in, out string
	}{
		"one":       {"/p/Zk3vQ8?x=1", 0, "lost Zk3vQ8", "lost (REDACTED:password)"},
		"in places": {"/p/a?" + strings.Repeat("a&", 10_000), 0, "lost a, a&b", "lost (REDACTED:password), (REDACTED:password)&b"},
		"escaped":   {"/p/Zk3vQ8?" + strings.Repeat("Zk3vQ8&%5ak3vQ8&%255Ak3vQ8&zk3vq8&", 500), 0, "x", "x"},
		"slashes":   {"/p/a%5Cb?" + strings.Repeat("a%5Cb&a/b&a%255Cb&", 500), 1, "x", "x"},
		"too many":  {"/p/" + "a%5C..%5Cb%5C..%5Cc%5C..%5Cd%5C..%5Ce%5C..%5Cy?" + slashesOf("a*..*b*..*c*..*d*..*e*..*y&"), 0, "x", "[REDACTED:limit]"},
	} {
		mux := http.NewServeMux()
		mux.HandleFunc("/p/{password}", func(_ http.ResponseWriter, req *http.Request) {
			x := asked(newRedactor(t), req, "", nil)
			g := x.search(x.r.Scope("http"))
			if n := len(g.redirects()); n != c.want || len(g.found) < strings.Count(c.target, "&") {
				t.Errorf("%s: %d values of %d places, want %d", name, n, len(g.found), c.want)
			}
			if got := g.panicked(c.in, c.in); got != c.out {
				t.Errorf("%s: %s", name, got)
			}
			if got, limit := g.header(c.in, true), strings.Contains(c.out, "limit"); limit != (got == "(REDACTED:limit)") {
				t.Errorf("%s, in a header: %s", name, got)
			}
			if url := apply(g.uri, g.found); strings.HasSuffix(url, "?(REDACTED:limit)") != strings.Contains(c.out, "limit") {
				t.Errorf("%s: %.100s", name, url)
			}
		})
		mux.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", c.target, nil))
	}
}

// slashesOf returns a text once with each choice of a slash and a backslash for its stars.
func slashesOf(text string) string {
	head, rest, ok := strings.Cut(text, "*")
	if !ok {
		return text
	}
	var b strings.Builder
	for t := range strings.SplitSeq(slashesOf(rest), "&") {
		if t != "" {
			b.WriteString(head + "/" + t + "&" + head + "%5C" + t + "&")
		}
	}
	return b.String()
}

// A panic that goes on, and a nil Redactor, show no more.
func TestNamedInPanicsThatGoOn(t *testing.T) {
	const secret = "s3Kr000001dqZ"
	var out sink
	for _, r := range []*redact.Redactor{newRedactor(t), nil} {
		for _, v := range []any{"lost " + secret, fmt.Errorf("lost %s: %w", secret, io.EOF)} {
			mux := http.NewServeMux()
			mux.HandleFunc("/panic/{token}", func(http.ResponseWriter, *http.Request) { panic(v) })
			var again any
			func() {
				defer func() { again = recover() }()
				Recover(r, WithRepanic(), out.logger())(mux).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/panic/"+secret, nil))
			}()
			mustHide(t, out.String(), secret)
			for _, verb := range []string{"%v", "%+v", "%#v", "%q", "%s"} {
				mustHide(t, fmt.Sprintf(verb, again), secret)
			}
			if err, ok := again.(error); ok {
				if !errors.Is(err, io.EOF) || errors.Unwrap(err) != nil && strings.Contains(errors.Unwrap(err).Error(), secret) {
					t.Errorf("%v", err)
				}
			} else if _, was := v.(error); was {
				t.Errorf("%T", again)
			}
		}
	}
}

// The first line of a stack may have labels, which it is shown without.
func TestNamedInStackHeaders(t *testing.T) {
	const secret = "s3Kr000001dqZ"
	if os.Getenv("TACIT_LABELS") == "" {
		exe, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(exe, "-test.run=^TestNamedInStackHeaders$", "-test.v") // the setting is read at the start
		cmd.Env = append(os.Environ(), "TACIT_LABELS=1", "GODEBUG=tracebacklabels=1")
		if text, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, text)
		}
		return
	}
	var out sink
	mux := http.NewServeMux()
	mux.HandleFunc("/panic/{token}", func(_ http.ResponseWriter, req *http.Request) {
		pprof.SetGoroutineLabels(pprof.WithLabels(req.Context(), pprof.Labels("path", req.URL.Path)))
		panic("x")
	})
	Recover(newRedactor(t), out.logger())(mux).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/panic/"+secret, nil))
	if raw := string(debug.Stack()); !strings.Contains(raw, secret) {
		t.Skip("this Go shows no labels")
	}
	head, rest, ok := strings.Cut(out.record(t)["stack"].(string), "\n")
	if mustHide(t, out.String(), secret); !ok || !strings.HasPrefix(head, "goroutine ") || !strings.Contains(rest, "net/http.HandlerFunc.ServeHTTP(") {
		t.Errorf("%s\n%s", head, rest)
	}
}

// A handler that panics when its time is up shows no more than one that does so in time.
func TestNamedInLatePanics(t *testing.T) {
	const secret = "s3Kr000001dqZ"
	var out sink
	goOn := make(chan struct{})
	mux := http.NewServeMux()
	mux.HandleFunc("/panic/{id}", func(_ http.ResponseWriter, req *http.Request) {
		<-goOn
		panic("lost " + req.URL.Path)
	})
	h := http.TimeoutHandler(Recover(newRedactor(t), out.logger(), WithPathPatterns("/panic/{token}"))(mux), time.Millisecond, "")
	AccessLog(newRedactor(t), WithLogger(discard))(h).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/panic/"+secret, nil))
	close(goOn)
	out.wait()
	if got := out.record(t)["panic"]; got != "lost /panic/(REDACTED:token)" {
		t.Errorf("%v", got)
	}
}

func inTime(h http.Handler) http.Handler { return http.TimeoutHandler(h, time.Minute, "") }
