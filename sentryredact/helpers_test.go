package sentryredact_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/getsentry/sentry-go"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/sentryredact"
)

const (
	token    = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	password = "corr3ct" + "-horse-b4ttery"
)

var preset = sync.OnceValue(func() *redact.Redactor {
	return redact.MustNew(redact.WithDetectors(detectors.Default()...))
})

// leak returns eight bytes of a canary that text holds, or nothing.
func leak(text string) string {
	for _, c := range []string{token, password} {
		for i := 0; i+8 <= len(c); i++ {
			if strings.Contains(text, c[i:i+8]) {
				return c[i : i+8]
			}
		}
	}
	return ""
}

func clean(t *testing.T, text string) {
	t.Helper()
	if l := leak(text); l != "" {
		i := strings.Index(text, l)
		t.Errorf("a canary is in …%s…", text[max(0, i-80):min(len(text), i+20)])
	}
}

func wants(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%q is missing in\n%s", p, text)
		}
	}
}

// sent runs use with a hub whose client sends to a server of this process, and returns
// all that arrived. set changes the options, Apply included.
func sent(t *testing.T, set func(*sentry.ClientOptions), use func(*sentry.Hub)) string {
	t.Helper()
	var mu sync.Mutex
	var got bytes.Buffer
	srv := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
		body := io.Reader(req.Body)
		if req.Header.Get("Content-Encoding") == "gzip" {
			body, _ = gzip.NewReader(body)
		}
		mu.Lock()
		defer mu.Unlock()
		if _, err := io.Copy(&got, body); err != nil {
			t.Error(err)
		}
	}))
	defer srv.Close()
	opts := sentry.ClientOptions{
		Dsn:              strings.Replace(srv.URL, "://", "://public@", 1) + "/1",
		EnableTracing:    true,
		TracesSampleRate: 1,
		ServerName:       "host",
		Release:          "app@1.2.3",
		Environment:      "test",
	}
	set(&opts)
	c, err := sentry.NewClient(opts)
	if err != nil {
		t.Fatal(err)
	}
	use(sentry.NewHub(c, sentry.NewScope()))
	if !c.Flush(10 * time.Second) {
		t.Error("the client did not flush")
	}
	c.Close()
	mu.Lock()
	defer mu.Unlock()
	return got.String()
}

func apply(o *sentry.ClientOptions) { sentryredact.Apply(o, preset()) }
