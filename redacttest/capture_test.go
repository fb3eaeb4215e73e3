package redacttest

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// trial is a test that is expected to fail: it keeps what it is told.
type trial struct {
	testing.TB
	cleanups []func()
	errors   []string
	log      bytes.Buffer
}

func (t *trial) Helper()                      {}
func (t *trial) Cleanup(f func())             { t.cleanups = append(t.cleanups, f) }
func (t *trial) Log(args ...any)              { fmt.Fprintln(&t.log, args...) }
func (t *trial) Error(args ...any)            { t.errors = append(t.errors, fmt.Sprint(args...)) }
func (t *trial) Errorf(f string, args ...any) { t.errors = append(t.errors, fmt.Sprintf(f, args...)) }
func (t *trial) Fatal(args ...any)            { t.Error(args...); panic("trial ends") }
func (t *trial) Fatalf(f string, args ...any) { t.Errorf(f, args...); panic("trial ends") }
func (t *trial) Output() io.Writer            { return &t.log }
func (t *trial) Attr(key, value string)       { fmt.Fprintln(&t.log, key, value) }
func (t *trial) Skip(args ...any)             { t.Log(args...) }
func (t *trial) Setenv(key, value string)     { t.TB.Setenv(key, value) }

// try runs a test with a Capture and returns its errors.
func try(t *testing.T, test func(c *Capture), opts ...CaptureOption) []string {
	t.Helper()
	tr := &trial{TB: t}
	func() {
		defer func() {
			if v := recover(); v != nil && v != "trial ends" {
				panic(v)
			}
		}()
		test(NewCapture(tr, opts...))
	}()
	for i := len(tr.cleanups) - 1; i >= 0; i-- {
		tr.cleanups[i]()
	}
	_, oracle := defaultLot()
	for _, e := range append(tr.errors, tr.log.String()) {
		if oracle.Leaks([]byte(e)) != nil {
			t.Error("the report itself leaks")
		}
	}
	return tr.errors
}

func TestCaptureNamesThePlace(t *testing.T) {
	for _, c := range []struct {
		name string
		want string // a pattern of the first error; none at all if empty
		test func(c *Capture)
	}{
		{"nothing", "", func(c *Capture) { fmt.Println("order 7"); fmt.Fprintln(c.Writer("app"), "order 8") }},
		{"writer", `^leak in app, line 2: canary password as raw at byte 15$`, func(c *Capture) {
			fmt.Fprintf(c.Writer("app"), "first\nsecond p=%s\n", c.Canary(Password))
		}},
		{"one line", `^leak in app: canary hex as raw at byte 0$`, func(c *Capture) {
			fmt.Fprint(c.Writer("app"), c.Canary(Hex))
		}},
		{"fragment", `^leak in app: canary password as fragment at byte 2$`, func(c *Capture) {
			fmt.Fprintf(c.Writer("app"), "p=%s", c.Canary(Password)[5:13])
		}},
		{"json value", `^leak in app, line 2, \$\.request\.headers\[1\]\.Cookie: canary quoted as json at byte \d+$`, func(c *Capture) {
			w := json.NewEncoder(c.Writer("app"))
			_ = w.Encode(map[string]any{"a": 1})
			_ = w.Encode(map[string]any{"request": map[string]any{"headers": []any{map[string]int{"x": 1}, map[string]string{"Cookie": c.Canary(QuotedPassword)}}}})
		}},
		{"json name", `^leak in app, \$\.labels\.\* \(name\): canary numeric as raw at byte \d+$`, func(c *Capture) {
			_ = json.NewEncoder(c.Writer("app")).Encode(map[string]any{"labels": map[string]any{c.Canary(Numeric): true}})
		}},
		{"json under a secret name", `^leak in app, \$\.\*\.x: canary base64 as raw at byte \d+$`, func(c *Capture) {
			_ = json.NewEncoder(c.Writer("app")).Encode(map[string]any{"żółw": map[string]any{"x": c.Canary(Base64)}})
		}},
		{"json document", `^leak in body, \$\.a\[2\]\.b: canary hex as raw at byte \d+$`, func(c *Capture) {
			c.Add("body", "", []byte("{\n \"a\": [1, {}, {\"b\": \""+c.Canary(Hex)+"\"}]\n}\n"))
		}},
		{"stdout", `^leak in stdout, line 2: canary github-token as base64/2 at byte \d+$`, func(c *Capture) {
			fmt.Println("x\n" + base64.StdEncoding.EncodeToString([]byte("u"+c.Canary(GitHubToken))))
		}},
		{"stderr", `^leak in stderr, line 1: canary unicode as percent at byte \d+$`, func(c *Capture) {
			log.Printf("get %s", "/x%"+fmt.Sprintf("% x", "/")[:0]+percent(c.Canary(UnicodePassword)))
		}},
		{"default of slog", `^leak in stderr, line 1: canary password as raw at byte \d+$`, func(c *Capture) {
			slog.Error("failed", "err", errors.New("login with "+c.Canary(Password)))
		}},
		{"slog", `^leak in slog json, \$\.g\.k: canary hex as raw at byte \d+$`, func(c *Capture) {
			slog.New(c.Slog()).WithGroup("g").Debug("m", "k", c.Canary(Hex))
		}},
		{"slog, as text only", `^leak in slog text, line 1: canary password as raw at byte \d+$`, func(c *Capture) {
			slog.New(c.Slog()).Info("m", "k", textOnly{c.Canary(Password)})
		}},
		{"panic", `^leak in panic, line 1: canary url-password as raw at byte \d+$`, func(c *Capture) {
			if c.Recover(func() { panic(errors.New("dial " + c.Canary(URLPassword))) }) == nil {
				c.Add("x", "", []byte(c.Canary(Hex)))
			}
		}},
		{"no panic", "", func(c *Capture) {
			if c.Recover(func() {}) != nil {
				c.Add("x", "", []byte(c.Canary(Hex)))
			}
		}},
		{"test log", `^leak in test log, line 2: canary jwt as raw at byte \d+$`, func(c *Capture) {
			c.TB().Log("fine")
			c.TB().Logf("token %s", c.Canary(JWT))
		}},
		{"test output", `^leak in test log: canary pem as raw at byte \d+$`, func(c *Capture) {
			_, _ = io.WriteString(c.TB().Output(), strings.Split(c.Canary(PEM), "\n")[1])
		}},
		{"test skip", `^leak in test log, line 1: canary hex`, func(c *Capture) { c.TB().Skip("as of", c.Canary(Hex)) }},
		{"test attr", `^leak in test log: canary hex`, func(c *Capture) { c.TB().Attr("k", c.Canary(Hex)) }},
		{"test fatal", `^hidden \[canary hex\]$`, func(c *Capture) { c.TB().Fatalf("hidden %s", c.Canary(Hex)) }},
		{"response header", `^leak in http response, response 1, header Set-Cookie: canary hex as raw at byte \d+$`, func(c *Capture) {
			serve(c, func(w http.ResponseWriter) { w.Header().Set("Set-Cookie", "s="+c.Canary(Hex)) })
		}},
		{"response trailer", `^leak in http response, response 1, header X-Late: canary hex`, func(c *Capture) {
			serve(c, func(w http.ResponseWriter) {
				w.Header().Set("Trailer", "X-Late")
				_, _ = io.WriteString(w, "x")
				w.Header().Set("X-Late", c.Canary(Hex))
			})
		}},
		{"response body", `^leak in http response, response 1, body, line 1, \$\.error: canary password as raw`, func(c *Capture) {
			serve(c, func(w http.ResponseWriter) {
				_, _ = io.Copy(w, strings.NewReader(`{"error":"`+c.Canary(Password)+`"}`+"\n"+"x"))
			})
		}},
		{"response body, gzip", `^leak in http response, response 1, body, gzip: canary password as raw`, func(c *Capture) {
			serve(c, func(w http.ResponseWriter) {
				zw := gzip.NewWriter(w)
				_, _ = io.WriteString(zw, c.Canary(Password))
				_ = zw.Close()
			})
		}},
		{"request url", `^leak in http request, request 1, URL: canary hex`, func(c *Capture) { send(c, "/?k="+c.Canary(Hex), "", "") }},
		{"request header", `^leak in http request, request 1, header X-Key: canary hex`, func(c *Capture) { send(c, "/", c.Canary(Hex), "") }},
		{"request body", `^leak in http request, request 1, body: canary hex`, func(c *Capture) { send(c, "/", "", c.Canary(Hex)) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			errs := try(t, c.test)
			if c.want == "" {
				if len(errs) > 0 {
					t.Errorf("%q", errs)
				}
				return
			}
			if len(errs) == 0 || !regexp.MustCompile(c.want).MatchString(errs[0]) {
				t.Errorf("%q, want %s", errs, c.want)
			}
		})
	}
}

// percent escapes every byte outside ASCII.
func percent(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] < 0x80 {
			b.WriteByte(s[i])
		} else {
			fmt.Fprintf(&b, "%%%02X", s[i])
		}
	}
	return b.String()
}

// textOnly shows itself as text, and nothing as JSON.
type textOnly struct{ s string }

func (t textOnly) MarshalJSON() ([]byte, error) { return []byte("{}"), nil }
func (t textOnly) MarshalText() ([]byte, error) { return []byte(t.s), nil }

func serve(c *Capture, f func(w http.ResponseWriter)) {
	srv := httptest.NewServer(c.Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { f(w) })))
	defer srv.Close()
	resp, err := http.Get(srv.URL)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		panic(err)
	}
}

func send(c *Capture, path, header, body string) {
	srv := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) { _, _ = io.Copy(io.Discard, req.Body) }))
	defer srv.Close()
	req, err := http.NewRequest("POST", srv.URL+path, strings.NewReader(body))
	if err != nil {
		panic(err)
	}
	req.Header.Set("X-Key", header)
	resp, err := (&http.Client{Transport: c.Transport(nil)}).Do(req)
	if err != nil {
		panic(err)
	}
	_ = resp.Body.Close()
}

// The streams get what was held, without secrets.
func TestCaptureReplays(t *testing.T) {
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	restore, ok := redirect(f, 1)
	if !ok {
		t.Skip("descriptors cannot be redirected here")
	}
	errs := try(t, func(c *Capture) { fmt.Printf("before %s behind\n", c.Canary(Hex)) })
	restore()
	got, err := os.ReadFile(f.Name())
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != "before [canary hex] behind\n" || len(errs) != 1 {
		t.Errorf("%q, %q", got, errs)
	}
}

func TestCaptureOptions(t *testing.T) {
	mine := CanaryOf("mine", "shop_"+"q7x2k9v4j1z8", "q7x2k9v4j1z8")
	r := redact.MustNew(redact.WithNames("pass"))
	errs := try(t, func(c *Capture) {
		w := c.Writer("app")
		fmt.Fprintln(w, "key "+c.Canary(Other))
		fmt.Fprintln(w, "pass=hunter2-prod")
		fmt.Fprintln(w, `{"p\u0061ss":"\u0068unter2-prod"}`)
		fmt.Fprintln(w, r.String("pass=hunter2-prod"))
		fmt.Print("pass=hunter2-prod")
		c.Canary(Hex)
	}, WithCanaries(mine), WithRedactor(r), WithoutStdio())
	want := []string{
		`^redacttest: no canary of shape`,
		`^leak in app, line 1: canary mine as raw at byte 9$`,
		`^leak in app, line 2: name at byte 27$`,
		`^leak in app, line 3, \$\.pass: \w+ at byte \d+$`,
	}
	if len(errs) != len(want) {
		t.Fatalf("%q", errs)
	}
	for i, w := range want {
		if !regexp.MustCompile(w).MatchString(errs[i]) {
			t.Errorf("%q, want %s", errs[i], w)
		}
	}
}

// What is hidden for the streams is all that is found.
func TestMaskHidesWhatIsFound(t *testing.T) {
	in := inspector{redactor: redact.MustNew(redact.WithNames("pass"))}
	for _, text := range []string{
		"a pass=hunter2-prod b\n",
		"x\n" + `{"p\u0061ss":12345678,"a":1}` + "\ny\n" + `{"b":[1, 2]}` + "\n",
		"[\n" + `{"pass":"hunter2-prod"}` + "\n]",
		"",
	} {
		masked := in.mask([]byte(text))
		if text != "" && len(in.findings("x", "", []byte(text))) == 0 {
			t.Errorf("nothing is found in %q", text)
		}
		if found := in.findings("x", "", masked); found != nil {
			t.Errorf("%q is masked as %q: %v", text, masked, found)
		}
		if strings.Count(text, "\n") != strings.Count(string(masked), "\n") {
			t.Errorf("%q is masked as %q", text, masked)
		}
	}
}

func TestCaptureIsBounded(t *testing.T) {
	errs := try(t, func(c *Capture) {
		w := c.Writer("app")
		text := make([]byte, MaxCapture+1)
		if n, err := w.Write(text); n != len(text) || err != nil {
			t.Error(n, err)
		}
	}, WithCanaries(CanaryOf("mine", "q7x2k9v4j1z8")), WithoutStdio())
	if len(errs) != 1 || errs[0] != errCapture.Error() {
		t.Errorf("%q", errs)
	}
}

func TestCaptureTellsManyFindingsOnce(t *testing.T) {
	errs := try(t, func(c *Capture) {
		fmt.Fprint(c.Writer("app"), strings.Repeat(c.Canary(Hex)+"\n", MaxFindings+5))
	}, WithoutStdio())
	if len(errs) != MaxFindings {
		t.Errorf("%d errors", len(errs))
	}
}

func TestCanaryOf(t *testing.T) {
	defer func() {
		if v := recover(); v == nil || strings.Contains(fmt.Sprint(v), "q7x2k9v") {
			t.Errorf("%v", v)
		}
	}()
	CanaryOf("short", "q7x2k9v")
}
