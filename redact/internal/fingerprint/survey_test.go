package fingerprint

import (
	"math/rand/v2"
	"testing"
)

// Each kernel tells of each byte what the tables say.
func TestSurvey(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	f := noFirsts
	for c := range f {
		f[c] |= byte(r.Uint32()) & (bitOdd - 1)
	}
	if hasSurvey() && !fastSurvey() {
		t.Error("the kernel fails its test")
	}
	kernels := map[string]func([]byte, *firsts, []block){"go": surveyGo, "chosen": func(t []byte, f *firsts, out []block) { survey(t, f, out, false) }}
	for n := 0; n < 200; n += 1 + n/16 {
		text := make([]byte, n)
		for i := range text {
			text[i] = byte(r.Uint32())
		}
		for name, kernel := range kernels {
			out := make([]block, (n+63)/64+1)
			out[len(out)-1].odd = 1 << 17
			kernel(text, &f, out)
			for i := range 64 * (len(out) - 1) {
				b, k := &out[i/64], i%64
				var class, first byte
				high := false
				if i < n {
					if high = text[i] >= 0x80; !high {
						class, first = classes[text[i]], f[text[i]]
					}
				}
				var haveClass, haveFirst byte
				for p := range 8 {
					haveClass |= byte(b.classes[p]>>k&1) << p
				}
				for p := range window {
					haveFirst |= byte(b.at[p]>>k&1) << p
				}
				haveFirst |= byte(b.odd>>k&1)<<window | byte(b.wall>>k&1)<<(window+1)
				if haveClass != class || haveFirst != first || b.high>>k&1 != 0 != high {
					t.Fatalf("%s: byte %d of %d: %x, %x, want %x, %x", name, i, n, haveClass, haveFirst, class, first)
				}
			}
			if out[len(out)-1].odd != 1<<17 {
				t.Fatalf("%s: %d bytes: it writes beyond", name, n)
			}
		}
	}
}

func TestRunsOf(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	for range 2000 {
		x, next := r.Uint64()|r.Uint64()|r.Uint64(), r.Uint64()|r.Uint64()|r.Uint64()
		for _, n := range []int{least32, minList, MinInner} {
			var want uint64
			for i := range 64 {
				run := 0
				for k := i; k < 128 && (k < 64 && x>>k&1 != 0 || k >= 64 && next>>(k-64)&1 != 0); k++ {
					run++
				}
				if run >= n {
					want |= 1 << i
				}
			}
			if have := runsOf(x, next, n); have != want {
				t.Fatalf("%#x, %#x, %d: %#x, want %#x", x, next, n, have, want)
			}
		}
	}
}
