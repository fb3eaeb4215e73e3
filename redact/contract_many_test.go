package redact_test

import (
	"strings"
	"testing"
)

// Of many candidates that end together some are not judged, and count as matches. How many
// there are is told by the text alone, not by how often they were read on.
func TestContractManyCandidates(t *testing.T) {
	const firstHidden = 146
	r := defaults(t)
	for _, n := range []int{100, 145, 146, 150, 160} {
		text := strings.Repeat("pa-", n) + "."
		got := r.String(text)
		if hides, want := got != text, n >= firstHidden; hides != want {
			t.Errorf("%d candidates: hidden is %v, want %v", n, hides, want)
		}
		for at := 1; at < len(text); at += 29 {
			var out strings.Builder
			w := r.NewStreamWriter(&out)
			w.Write([]byte(text[:at]))
			w.Write([]byte(text[at:]))
			w.Close()
			if out.String() != got {
				t.Errorf("%d candidates, cut at %d: %d bytes, want %d", n, at, out.Len(), len(got))
			}
		}
	}
}
