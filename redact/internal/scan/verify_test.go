package scan

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// TestSpelledParts compares what is spelled for one candidate after another with each by
// itself.
func TestSpelledParts(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 4))
	pieces := []string{"a", "\\", `\u0041`, "%41", "%2541", "\x1b[0m", "\x00", "é", "%", "41", `\/`}
	for range 300 {
		var text []byte
		for range rng.IntN(100) {
			text = append(text, pieces[rng.IntN(len(pieces))]...)
		}
		m := Machine{text: text}
		end := len(text)
		for start := 0; start < end; start += rng.IntN(6) {
			if rng.IntN(20) == 0 {
				end = start + rng.IntN(len(text)-start)
			}
			if rng.IntN(20) == 0 {
				start = rng.IntN(start + 1)
			}
			if got, want := m.spell(nil, start, end), decode(nil, text[start:end]); !bytes.Equal(got, want) {
				t.Fatalf("%q from %d to %d: %q, want %q", text, start, end, got, want)
			}
		}
	}
}

func TestSpellingIsCleared(t *testing.T) {
	m := Machine{text: []byte(`%41BCDEFGHIJKLMNOPQRSTUVWXYZ %41B`)}
	m.spell(nil, 0, 28)
	m.spell(nil, 29, 33)
	m.spelled.clear()
	for _, b := range m.spelled.plain[:cap(m.spelled.plain)] {
		if b != 0 {
			t.Fatalf("%q is left", m.spelled.plain[:cap(m.spelled.plain)])
		}
	}
}

func TestUnitsAreCleared(t *testing.T) {
	m := Machine{text: []byte(`\u0041\u0042`)}
	m.unitAt(0)
	m.unitAt(6)
	if m.units.of == [maxUnits]unitAt{} {
		t.Error("none is kept")
	}
	if sym, ok := m.units.symBefore([]byte(`a%41`), 4); !ok || sym != 'A' {
		t.Errorf("before: %q, %v", sym, ok)
	}
	m.units.clear()
	if m.units.of != [maxUnits]unitAt{} || m.units.ends != [maxEnds]unitBefore{} {
		t.Error("some are left")
	}
}
