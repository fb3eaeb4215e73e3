package literal

import (
	"math/rand/v2"
	"testing"
)

// runText is made of what runs are made of and of what ends them.
func runText(r *rand.Rand, n int) []byte {
	const digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/-_\\"
	text := make([]byte, n)
	for i := 0; i < n; {
		kind, end := r.IntN(6), i+1+r.IntN(40)
		for ; i < n && i < end; i++ {
			switch kind {
			case 0:
				text[i] = byte(r.IntN(256))
			case 1:
				text[i] = digits[r.IntN(26)]
			case 2:
				text[i] = digits[26+r.IntN(26)]
			default:
				text[i] = digits[r.IntN(len(digits))]
			}
		}
		if i < n && r.IntN(2) == 0 {
			text[i] = ` ":{}@[]^~,=`[r.IntN(12)]
			i++
		}
	}
	return text
}

// skipNaive returns the offset of the first run from i on, or the length of text.
func skipNaive(text []byte, i int) int {
	for ; i+MinRun <= len(text); i++ {
		all, kind := anyDigit, uint8(0)
		for _, b := range text[i : i+MinRun] {
			all &= digitKinds[b]
			kind |= digitKinds[b]
		}
		if all != 0 && kind == anyDigit|smallLetter|capitalLetter {
			return i
		}
	}
	return len(text)
}

func TestNextRun(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 5_000 {
		text := runText(r, r.IntN(300))
		want := skipNaive(text, 0)
		for _, k := range append(kernels(), Reference) {
			at, _ := NextRun(k, text, 0, true)
			if want == len(text) && at != -1 || want < len(text) && at != want {
				t.Fatalf("%s: got %d, want %d in %q", k, at, want, text)
			}
			// In pieces, it is found at the first byte at which it is one.
			again := 0
			for end := range len(text) {
				at, again = NextRun(k, text[:end], again, false)
				if found := end-MinRun >= want; found != (at >= 0) {
					t.Fatalf("%s: %d of %d bytes: got %d, want %d in %q", k, end, len(text), at, want, text)
				} else if found {
					break
				}
			}
		}
	}
}

// TestMarksTellRuns: a kernel misses no run, and tells none where ASCII has no capital
// or no 16 digits in a row.
func TestMarksTellRuns(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	lits := testLits(r, 40)
	for _, k := range kernels() {
		tab := newPrefilter(New(lits), k).tables
		for range 5_000 {
			text := runText(r, 1+r.IntN(900))
			for i, b := range text {
				if b >= 0x7f || b == '|' || b < ' ' {
					text[i] = ' '
				}
			}
			masks := make([]uint64, len(text)/64+1)
			runs := Runs{bits: k.marks(text, &tab, masks)}
			for from := 0; ; from++ {
				want, _ := NextRun(k, text, from, true)
				if at, _ := runs.Next(k, text, from, true); at != want {
					t.Fatalf("%s: from %d: got %d, want %d in %q", k, from, at, want, text)
				}
				if from = want; want < 0 {
					break
				}
			}
			got, row, longest, capital := runs.Any(), 0, 0, false
			for _, b := range text {
				if row++; !IsDigit(b) {
					row = 0
				}
				longest = max(longest, row)
				capital = capital || digitKinds[b]&capitalLetter != 0
			}
			may := longest >= 16 && capital
			if run := skipNaive(text, 0) < len(text); got && !may || run && !got {
				t.Fatalf("%s: got %v, a run is there: %v, may be: %v, in %q", k, got, run, may, text)
			}
		}
	}
}

func BenchmarkNextRun(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	text := logText(r, 4096)
	for _, k := range kernels() {
		b.Run("kernel="+k.String(), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				NextRun(k, text, 0, true)
			}
		})
	}
}
