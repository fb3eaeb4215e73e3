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
		brace := bytes.LastIndexByte(text, '}')
		if got := lastBrace(text); got != brace {
			t.Fatalf("%q: a brace at %d", text, got)
		}
		want := bytes.LastIndex(text, []byte("data"))
		if want < brace {
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
