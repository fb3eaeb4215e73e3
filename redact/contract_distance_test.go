package redact_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// A literal at a varying distance from the start of its match: the leftmost start
// counts, however many there are.
func TestLeftmostStartAtVaryingDistance(t *testing.T) {
	for _, verify := range []func([]byte) redact.Verdict{nil, func([]byte) redact.Verdict { return redact.Unknown }} {
		d := redact.Detector{ID: "far", Doc: "x", Pattern: `[0-9a-z]{10,24}MARK[0-9a-z]{4,}`, Verify: verify}
		r := build(t, redact.WithDetectors(d))
		m, err := newModel([]redact.Detector{d})
		if err != nil {
			t.Fatal(err)
		}
		for n := range 40 {
			text := []byte("( " + strings.Repeat("q", n) + "MARKaaaaaaa)")
			want := m.matches(text)
			if got := r.AppendMatches(nil, text); !slices.Equal(got, want) {
				t.Errorf("%d before the literal: %v, want %v", n, got, want)
			}
			if got := streamed(t, r, singles(string(text))...); got != r.String(string(text)) {
				t.Errorf("%d before the literal: stream %s, whole %s", n, fmt.Sprintf("%q", got), r.String(string(text)))
			}
		}
	}
}
