package logrusredact_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/sirupsen/logrus"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/logrusredact"
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

// formatters are those of logrus, without the time.
var formatters = map[string]func() logrus.Formatter{
	"text": func() logrus.Formatter { return &logrus.TextFormatter{DisableTimestamp: true, DisableColors: true} },
	"unquoted": func() logrus.Formatter {
		return &logrus.TextFormatter{DisableTimestamp: true, DisableQuote: true, DisableColors: true}
	},
	"colored": func() logrus.Formatter { return &logrus.TextFormatter{DisableTimestamp: true, ForceColors: true} },
	"JSON":    func() logrus.Formatter { return &logrus.JSONFormatter{DisableTimestamp: true} },
	"nested": func() logrus.Formatter {
		return &logrus.JSONFormatter{DisableTimestamp: true, DataKey: "data", PrettyPrint: true}
	},
}

// newLogger returns a logger that writes to out and logs everything.
func newLogger(out *bytes.Buffer, formatter string) *logrus.Logger {
	l := logrus.New()
	l.SetOutput(out)
	l.SetLevel(logrus.TraceLevel)
	l.SetFormatter(formatters[formatter]())
	l.ExitFunc = func(int) {}
	return l
}

// logged returns what log writes through Install for r.
func logged(formatter string, r *redact.Redactor, log func(*logrus.Logger)) string {
	var b bytes.Buffer
	l := newLogger(&b, formatter)
	logrusredact.Install(l, r)
	log(l)
	return b.String()
}

// plain returns what log writes without.
func plain(formatter string, log func(*logrus.Logger)) string {
	var b bytes.Buffer
	log(newLogger(&b, formatter))
	return b.String()
}

// fields parses one record.
func fields(t testing.TB, out string) map[string]any {
	t.Helper()
	m := map[string]any{}
	if err := json.Unmarshal([]byte(out), &m); err != nil {
		t.Fatalf("%v in %q", err, out)
	}
	return m
}

func mustHide(t *testing.T, out string, secrets ...string) {
	t.Helper()
	if out == "" {
		t.Error("nothing was logged")
	}
	for _, s := range secrets {
		for _, form := range []string{s, base64.StdEncoding.EncodeToString([]byte(s))} {
			if strings.Contains(out, form) {
				t.Errorf("a secret got out: %s", out)
			}
		}
	}
}
