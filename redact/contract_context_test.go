package redact_test

import (
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// What a pattern has behind its group stays, as it is spelled, and all of the group goes.
func TestContractRightContext(t *testing.T) {
	r := redact.MustNew(redact.WithDetectors(
		redact.Detector{ID: "test-and", Pattern: `ka=([a-z0-9]{8})&ab`},
		redact.Detector{ID: "test-escape", Pattern: `kb=([a-z0-9]{8})\\n`},
		redact.Detector{ID: "test-long", Pattern: `kc=([a-z]{8,})&ab`},
	), redact.WithReplacement(redact.Fixed("#")))
	for in, want := range map[string]string{
		`x ka=hunter2x&ab y`:                              `x ka=#&ab y`,
		`x ka=hunter2x\u0026ab y`:                         `x ka=#\u0026ab y`,
		`x ka=hunter2x\\u0026ab y`:                        `x ka=#\\u0026ab y`,
		`x ka=hunter2x%26ab y`:                            `x ka=#%26ab y`,
		`x ka=hunter2x%2526ab y`:                          `x ka=#%2526ab y`,
		`x ka=hunter2\u0078&ab y`:                         `x ka=#&ab y`,
		`x ka=hunter2x&\u0061b y`:                         `x ka=#&\u0061b y`,
		`x ka=hunter2x&amp;ab y`:                          `x ka=hunter2x&amp;ab y`,
		`x kb=hunter2x\ny`:                                `x kb=#\ny`,
		"x ka=hunter2x&\x1b[1mab y":                       "x ka=#&\x1b[1mab y",
		`x kc=` + strings.Repeat("z", 400) + `\u0026ab y`: `x kc=#\u0026ab y`,
		`x kc=` + strings.Repeat("z", 600) + `\u0026ab y`: `x kc=#6ab y`, // beyond the bound more goes
	} {
		if got := r.String(in); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
		for i := range in {
			var out strings.Builder
			w := r.NewStreamWriter(&out)
			_, _ = w.Write([]byte(in[:i]))
			_, _ = w.Write([]byte(in[i:]))
			_ = w.Close()
			if got := out.String(); got != want {
				t.Errorf("%q cut at %d gives %q, want %q", in, i, got, want)
			}
		}
	}
}
