package logrusredact_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/tacit-go/tacit/logrusredact"
	"github.com/tacit-go/tacit/redact"
)

var errWrapped = fmt.Errorf("query orders: %w", errors.New("connection reset"))

// inputs are the records of the allocation tests and the benchmarks.
var inputs = []struct {
	name  string
	clean bool
	log   func(*logrus.Entry)
	data  logrus.Fields
}{
	{"scalars", true, func(e *logrus.Entry) { e.Info("request done") }, logrus.Fields{
		"verb": "GET", "route": "/v1/orders/17", "status": 200, "took": time.Duration(1234567), "bytes": 5120, "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
	}},
	{"errors", true, func(e *logrus.Entry) { e.Error("request failed") }, logrus.Fields{"error": errWrapped, "status": 502}},
	{"message", true, func(e *logrus.Entry) { e.Infof("request %d done", 17) }, nil},
	{"dirty-message", false, func(e *logrus.Entry) { e.Info("request with " + token) }, logrus.Fields{"status": 200}},
	{"dirty-field", false, func(e *logrus.Entry) { e.Info("signed in") }, logrus.Fields{"status": 200, "password": password}},
}

func TestAllocs(t *testing.T) {
	if raceEnabled {
		t.Skip("pools forget under the race detector")
	}
	var set redact.SecretSet
	if _, err := set.Set("db", []byte("zK7-quartz-lemon-41")); err != nil {
		t.Fatal(err)
	}
	for policy, r := range map[string]*redact.Redactor{
		"default": newRedactor(t), "secrets": newRedactor(t, redact.WithSecrets(&set)), "paths": newRedactor(t, redact.WithPath("a.*.b", redact.Redact)),
	} {
		for f := range formatters {
			for _, in := range inputs {
				if !in.clean {
					continue
				}
				measure := func(install func(*logrus.Logger)) float64 {
					l := newLogger(new(bytes.Buffer), f)
					l.SetOutput(io.Discard)
					// Any hook costs logrus a copy of the list.
					l.AddHook(after{func() {}})
					install(l)
					e := l.WithFields(in.data)
					return testing.AllocsPerRun(200, func() { in.log(e) })
				}
				with := measure(func(l *logrus.Logger) { logrusredact.Install(l, r) })
				if without := measure(func(*logrus.Logger) {}); with > without {
					t.Errorf("%s/%s/%s: %v allocations, %v without", policy, f, in.name, with, without)
				}
			}
		}
	}
}

func BenchmarkLogger(b *testing.B) {
	r := newRedactor(b)
	for _, in := range inputs {
		for _, mode := range []string{"plain", "redacted"} {
			b.Run("input="+in.name+"/mode="+mode, func(b *testing.B) {
				var out counter
				l := newLogger(new(bytes.Buffer), "JSON")
				l.SetOutput(&out)
				if mode == "redacted" {
					logrusredact.Install(l, r)
				}
				e := l.WithFields(in.data)
				before := r.Stats()
				b.ReportAllocs()
				for b.Loop() {
					in.log(e)
				}
				b.SetBytes(out.n / out.writes)
				if hits := len(r.Stats().Matches) > len(before.Matches); hits && in.clean {
					b.Error("a clean input was not clean")
				}
			})
		}
	}
}

// counter counts what is written.
type counter struct{ n, writes int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	c.writes++
	return len(p), nil
}
