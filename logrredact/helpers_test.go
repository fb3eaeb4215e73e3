package logrredact_test

import (
	"encoding/base64"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/go-logr/logr"
	"github.com/go-logr/logr/funcr"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/logrredact"
	"github.com/tacit-go/tacit/redact"
)

// Synthetic secrets, split so that no scanner takes them for real ones.
const (
	token    = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	stripe   = "sk_" + "live_0000EXAMPLE0000EXAMPLE"
	password = "hunter2-correct-horse"
)

// preset is built once for the tests that change nothing about it.
var preset = sync.OnceValue(func() *redact.Redactor { return redact.MustNew(redact.WithDetectors(detectors.Default()...)) })

// newRedactor returns the preset, or with options a Redactor of a few detectors, which
// is built much faster.
func newRedactor(t testing.TB, opts ...redact.Option) *redact.Redactor {
	t.Helper()
	if len(opts) == 0 {
		return preset()
	}
	few := slices.DeleteFunc(detectors.Default(), func(d redact.Detector) bool {
		return !slices.Contains([]string{"github-personal-access-token", "stripe-secret-key", "password", "secret"}, d.ID)
	})
	r, err := redact.New(append([]redact.Option{redact.WithDetectors(few...)}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// output collects lines.
type output struct {
	mu sync.Mutex
	b  strings.Builder
}

func (o *output) line(prefix, args string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	fmt.Fprintf(&o.b, "%s: %s\n", prefix, args)
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// sinks are the sinks that need no other module: the formats of funcr, a sink that
// prints with fmt, one that knows nothing but the interface, and log/slog.
var sinks = map[string]func(*output) logr.Logger{
	"funcr": func(o *output) logr.Logger { return funcr.New(o.line, funcr.Options{Verbosity: 5}) },
	"funcr JSON": func(o *output) logr.Logger {
		return funcr.NewJSON(func(s string) { o.line("", s) }, funcr.Options{Verbosity: 5})
	},
	"fmt":       func(o *output) logr.Logger { return logr.New(printing{o, ""}) },
	"slog JSON": func(o *output) logr.Logger { return logr.FromSlogHandler(slog.NewJSONHandler(o, noTime)) },
	"slog text": func(o *output) logr.Logger { return logr.FromSlogHandler(slog.NewTextHandler(o, noTime)) },
}

var noTime = &slog.HandlerOptions{Level: slog.Level(-5), ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}}

// printing is a sink that keeps what is bound as it is and prints it late.
type printing struct {
	o     *output
	bound string
}

func (p printing) Init(logr.RuntimeInfo)  {}
func (p printing) Enabled(level int) bool { return level <= 5 }
func (p printing) Info(level int, msg string, kv ...any) {
	fmt.Fprintf(p.o, "%d %s%s %+v\n", level, p.bound, msg, kv)
}
func (p printing) Error(err error, msg string, kv ...any) {
	fmt.Fprintf(p.o, "%s%s %+v %+v\n", p.bound, msg, err, kv)
}
func (p printing) WithValues(kv ...any) logr.LogSink {
	p.bound += fmt.Sprintf("%+v ", kv)
	return p
}
func (p printing) WithName(name string) logr.LogSink {
	p.bound += name + " "
	return p
}

// logged returns what log writes through New for r, and plain what it writes without.
func logged(sink string, r *redact.Redactor, log func(logr.Logger)) string {
	var o output
	log(logrredact.New(sinks[sink](&o), r))
	return o.String()
}

func plain(sink string, log func(logr.Logger)) string {
	var o output
	log(sinks[sink](&o))
	return o.String()
}

func mustHide(t *testing.T, out string, secrets ...string) {
	t.Helper()
	if out == "" {
		t.Error("nothing was logged")
	}
	for _, s := range secrets {
		decimal := strings.Trim(fmt.Sprint([]byte(s)), "[]")
		for _, form := range []string{s, base64.StdEncoding.EncodeToString([]byte(s)), decimal, strings.ReplaceAll(decimal, " ", ",")} {
			if strings.Contains(out, form) {
				t.Errorf("a secret got out: %s", out)
			}
		}
	}
}
