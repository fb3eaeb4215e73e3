package scan

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tacit-go/tacit/redact/internal/literal"
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
			case 2, 3:
				at = max(0, at-rng.IntN(20))
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

// TestRunOf compares where a run begins with a reading of all units before, and what
// unitLeft tells with what stands there.
func TestRunOf(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	pieces := []string{`\`, `\\`, `\/`, `\u0041`, `\u001b[1m`, `\n`, "\x1b[", "0;3", "m", "%41", "%2541", "%", "A", "abcdefgh", "\x00", "\u200b", "\uff21", "[", ".", " ", "0123456789ABCDEF"}
	for range 3000 {
		var text []byte
		few := pieces[rng.IntN(len(pieces)-4):]
		for len(text) < 400 {
			text = append(text, few[rng.IntN(min(4, len(few)))]...)
		}
		for at := 0; at <= len(text); at += 1 + rng.IntN(60) {
			if got, want := runOf(text, at), runSlowly(text, at); got != want {
				t.Fatalf("%q: the run at %d begins at %d, want %d", text, at, got, want)
			}
			m, n := Machine{text: text}, 1+rng.IntN(60)
			if l := m.leftOf(at); !m.unitLeft(at, n) && n <= l.n && int(l.starts[l.n-n]) != at-n {
				t.Fatalf("%q: %d characters before %d a unit that is not seen", text, n, at)
			}
		}
	}
}

// runSlowly is runOf that reads all units.
func runSlowly(text []byte, at int) int {
	floor := max(0, at-encodedLeft)
	i := at
	for i > floor && (literal.IsDigit(text[i-1]) || text[i-1] == '%') {
		i--
	}
	start := i
	for i < at {
		sym, w := digit(text, i, true)
		if i += w; sextet[sym] == 0 {
			start = i
		}
	}
	return min(start, at)
}
