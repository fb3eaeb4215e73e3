package literal

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// kernels are the kernels that this machine can run, but the reference.
func kernels() (ks []Kernel) {
	for _, k := range []Kernel{AVX512, AVX2, Go} {
		if k.Available() {
			ks = append(ks, k)
		}
	}
	return ks
}

func TestUnitKinds(t *testing.T) {
	var text [4 + unit.MaxWidth]byte
	for a := range 256 {
		for b := range 256 {
			for _, rest := range []string{"", "u0041", "0041", "41", "1", "[0m", "0m", "/", "\x80\x8b", "\x8b", "\xbc\xa1", "\xa1", "\xa0\x80\x80", "\x81\x81"} {
				s := append(text[:0], byte(a), byte(b))
				s = append(s, rest...)
				kind, _, w := unit.At(s, 0, true)
				if kind == unit.Plain {
					continue
				}
				ok := false
				for _, k := range unitKinds {
					ok = ok || has(k[0], byte(a)) && (k[1] == "" || has(k[1], byte(b)))
				}
				if !ok {
					t.Fatalf("unit %q of %d bytes is not listed", s, w)
				}
			}
		}
	}
}

func BenchmarkMarks(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	lits := testLits(r, 400)
	for _, size := range []int{20, 200, 4096} {
		text := logText(r, size)
		masks := make([]uint64, size/64+1)
		for _, k := range kernels() {
			b.Run(fmt.Sprintf("kernel=%s/size=%d", k, size), func(b *testing.B) {
				t := newPrefilter(New(lits), k).tables
				b.SetBytes(int64(size))
				b.ReportAllocs()
				for b.Loop() {
					k.marks(text, &t, masks)
				}
			})
		}
	}
}

func testLits(r *rand.Rand, n int) (lits []Literal) {
	for range n {
		b := make([]byte, 3+r.IntN(10))
		for i := range b {
			b[i] = "abcdefghijklmnopqrstuvwxyz0123456789_-"[r.IntN(38)]
		}
		lits = append(lits, Literal{Text: string(b), Fold: r.IntN(3) == 0})
	}
	return lits
}

func logText(r *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = " etaoinshrdlu0123456789:\"{},./-_ETAONI"[r.IntN(38)]
	}
	return b
}
