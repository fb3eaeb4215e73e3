package scan

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// TestLeftOf compares what is known of the characters before one place after another with
// a reading of each by itself.
func TestLeftOf(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	pieces := []string{"a", "b", "\\", "\\u0041", "%41", "%2541", "\\\\", "\x1b[0m", "\\u001b[38;2;255;100;100m", "\x00", "é", "ａ", "%", "\\x41", "u00", "41", "\\/"}
	for range 400 {
		var text []byte
		for range rng.IntN(400) {
			if rng.IntN(60) == 0 {
				text = append(text, ' ')
			}
			text = append(text, pieces[rng.IntN(len(pieces))]...)
		}
		m := Machine{text: text}
		at := 0
		for range 100 {
			switch rng.IntN(10) {
			case 0:
				at = rng.IntN(len(text) + 1)
			case 1:
				at = min(at+rng.IntN(300), len(text))
			default:
				at = min(at+rng.IntN(5), len(text))
			}
			var want []int32
			for p := m.runStart(at, maxLeft); p < at; {
				kind, _, w := unit.At(text[:at], p, true)
				if kind != unit.Skip {
					want = append(want, int32(p))
				}
				p += w
			}
			if l := m.leftOf(at); !slices.Equal(l.starts[:l.n], want) {
				t.Fatalf("%q at %d: %v, want %v", text, at, l.starts[:l.n], want)
			}
		}
	}
}
