package logrredact_test

import (
	"encoding/json"
	"log/slog"
	"strings"
	"testing"

	"github.com/go-logr/logr"
	"github.com/go-logr/logr/funcr"

	"github.com/tacit-go/tacit/logrredact"
	"github.com/tacit-go/tacit/redact"
)

// A float is printed by its digits, so it is looked at as an integer is, also where
// nothing else of the record calls for it.
func TestFloats(t *testing.T) {
	set := redact.NewSecretSet()
	if _, err := set.Set("account", []byte("49291232")); err != nil {
		t.Fatal(err)
	}
	r := newRedactor(t, redact.WithSecrets(set))
	for name, log := range map[string]func(logr.Logger){
		"float64": func(l logr.Logger) { l.Info("m", "n", float64(49291232)) },
		"float32": func(l logr.Logger) { l.Info("m", "n", float32(49291232)) },
		"slog": func(l logr.Logger) {
			slog.New(logr.ToSlogHandler(l)).Info("m", slog.Float64("n", 49291232))
		},
		"slog, in a group": func(l logr.Logger) {
			slog.New(logr.ToSlogHandler(l)).Info("m", slog.Group("g", slog.Float64("n", 49291232)))
		},
	} {
		for sink := range sinks {
			if out := logged(sink, r, log); !strings.Contains(out, "[REDACTED:live-secret]") {
				t.Errorf("%s, %s: %s", name, sink, out)
			}
		}
	}
}

// selfKeyed is a value of which each key is the value again.
type selfKeyed struct{}

func (s selfKeyed) MarshalLog() any { return funcr.PseudoStruct{s, s, s, s} }

type silentSink struct{}

func (silentSink) Init(logr.RuntimeInfo)            {}
func (silentSink) Enabled(int) bool                 { return true }
func (silentSink) Info(int, string, ...any)         {}
func (silentSink) Error(error, string, ...any)      {}
func (s silentSink) WithValues(...any) logr.LogSink { return s }
func (s silentSink) WithName(string) logr.LogSink   { return s }

func TestKeysCount(t *testing.T) {
	cycle := make(funcr.PseudoStruct, 4)
	cycle[0], cycle[2] = cycle, cycle
	for _, v := range []any{cycle, selfKeyed{}} {
		log := logrredact.New(logr.New(silentSink{}), newRedactor(t)) // what sinks do with it is their affair
		log.Info("m", "v", v)                                         // ends
	}
}

func TestKeyDenies(t *testing.T) {
	r := newRedactor(t, redact.WithPath("*.audit", redact.Deny))
	out := logged("funcr", r, func(l logr.Logger) {
		l.Info("m", funcr.PseudoStruct{"audit", "x"}, 1)
	})
	if strings.TrimSpace(out) != `: "level"=0 "msg"="[DENIED:path]"` {
		t.Errorf("a record that is to be denied was written: %s", out)
	}
}

// Numbers beside a secret stay as they are.
func TestNumbersStay(t *testing.T) {
	v := json.RawMessage(`{"password":"` + password + `","id":18446744073709551615,"f":1.000000000000000000001,"h":0.25}`)
	for _, sink := range []string{"funcr", "funcr JSON"} {
		out := logged(sink, newRedactor(t), func(l logr.Logger) { l.Info("m", "v", v) })
		for _, want := range []string{"18446744073709551615", "1.000000000000000000001", "0.25", "[REDACTED:password]"} {
			if !strings.Contains(out, want) {
				t.Errorf("%s: no %s in %s", sink, want, out)
			}
		}
	}
}
