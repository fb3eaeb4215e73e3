package scan

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

func TestLastData(t *testing.T) {
	pieces := []string{"data", "dat", "ata", "}", "{", "a", "\xfd", "~", "\n", "a long piece of text"}
	rng := rand.New(rand.NewPCG(1, 6))
	found := 0
	for range 50_000 {
		var text []byte
		for range rng.IntN(12) {
			text = append(text, pieces[rng.IntN(len(pieces))]...)
		}
		want := bytes.LastIndex(text, []byte("data"))
		if want < bytes.LastIndexByte(text, '}') {
			want = -1
		}
		if got := lastData(text); got != want {
			t.Fatalf("%q: %d, want %d", text, got, want)
		}
		if want >= 0 {
			found++
		}
	}
	if found < 10_000 {
		t.Errorf("found %d times", found)
	}
}

// TestLastDataGoesOn compares what is told of one place after the other, in text that is
// dropped meanwhile, with what is told of each by itself.
func TestLastDataGoesOn(t *testing.T) {
	pieces := []string{"data", "dat", "a", "}", "{", "\n", "some text", "a piece of text that is longer than others, by far, as it goes on to its end"}
	rng := rand.New(rand.NewPCG(3, 8))
	found := 0
	for range 40 {
		m := &Machine{epoch: 1}
		for at := 0; at < 6000; {
			for range rng.IntN(6) {
				m.text = append(m.text, pieces[rng.IntN(len(pieces))]...)
			}
			if k := len(m.text) - 2*maxManifest; k > 0 && rng.IntN(8) == 0 {
				m.text = m.text[k:]
				m.epoch++
				at -= k
			}
			at = max(0, at, len(m.text)-rng.IntN(40))
			if rng.IntN(10) == 0 {
				at = rng.IntN(len(m.text) + 1)
			}
			want := lastData(m.text[max(0, at-maxManifest):at])
			if got := m.data.last(m, at); got != want {
				t.Fatalf("before %d of %q: %d, want %d", at, m.text, got, want)
			}
			if want >= 0 {
				found++
			}
			if len(m.text) > 4000 {
				break
			}
		}
	}
	if found < 100 {
		t.Errorf("found %d times", found)
	}
}
