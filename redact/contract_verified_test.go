package redact_test

import (
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// What verifies a match is asked once, also where the first look at a line cannot settle it.
func TestVerifiedOnce(t *testing.T) {
	for name, verify := range map[string]func() redact.Verdict{
		"unknown":   func() redact.Verdict { return redact.Unknown },
		"confirmed": func() redact.Verdict { return redact.Confirmed },
		"panic":     func() redact.Verdict { panic("x") },
	} {
		calls := 0
		d := redact.Detector{ID: "own", Doc: "x", Tier: redact.Structural, Pattern: `NRfQp(t[0-9]{4})`, Verify: func([]byte) redact.Verdict { calls++; return verify() }}
		r := build(t, redact.WithDetectors(d), redact.WithDetectors(detectors.Default()...))
		for text, want := range map[string]int{
			"NRfQpt1231": 1, "NRfQpt1231 NRfQpt1234": 2, "NRfQpt1231NRfQpt1234": 2, "password=NRfQpt1231": 1, "NRfQpt1231 1 NRfQpt1231 2 NRfQpt1231 3": 3,
			"NRfQpt1231 password=hx7Q2mZ0cLr9": 1, "NRfQpt1231 https://a:hx7Q2mZ0cLr9@h/": 1, "a=NRfQpt1231, b=NRfQpt1234, password=hx7Q2mZ0cLr9": 2,
		} {
			calls = 0
			before := r.Stats().Errors
			r.String(text)
			if calls != want {
				t.Errorf("%s: %q was asked of %d times, want %d", name, text, calls, want)
			}
			if n := r.Stats().Errors - before; name == "panic" && n != uint64(want) || name != "panic" && n != 0 {
				t.Errorf("%s: %q counted %d errors", name, text, n)
			}
		}
	}
}
