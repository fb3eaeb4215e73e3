package literal

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSiftsAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for round := range 200 {
		k := kernels()[round%len(kernels())]
		p := newPrefilter(New(testLits(r, 1+r.IntN(300))), k)
		text := logText(r, r.IntN(2*block))
		words := (len(text) + 63) / 64
		masks := make([]uint64, words)
		for i := range masks {
			// From none to all of the positions.
			masks[i] = r.Uint64() & r.Uint64() & -uint64(r.IntN(2))
			if r.IntN(20) == 0 {
				masks[i] = ^uint64(0)
			}
		}
		if n := len(text) % 64; n > 0 {
			masks[words-1] &= 1<<n - 1
		}
		var want, got []Hit
		for i := range text {
			if m := (find{in: p.index.lists(text, i)}); masks[i/64]>>(i%64)&1 == 1 {
				want = p.confirm(text, i, &m, 0, 0, len(text), want)
			}
		}
		var f finds
		f.begin(&p.index, text, masks)
		last := -1
		for found, ok := f.next(k, &p.index, text, masks); ok; found, ok = f.next(k, &p.index, text, masks) {
			for i := range found {
				if at := int(found[i].at); at < last {
					t.Fatalf("kernel %v: finds out of order", k)
				} else {
					last = at
				}
				got = p.confirm(text, last, &found[i], 0, 0, len(text), got)
			}
		}
		if order(got); !slices.Equal(got, sorted(want)) {
			t.Fatalf("kernel %v, %d bytes: got %d hits, want %d", k, len(text), len(got), len(want))
		}
	}
}

func sorted(hits []Hit) []Hit {
	order(hits)
	return hits
}

// TestSiftIsFull has more to find than there is room for at once, and more literals of
// one hash than are compared at once.
func TestSiftIsFull(t *testing.T) {
	for _, n := range []int{1, 7, 8, 9, 63, 64, 65, 200} {
		var lits []Literal
		for i := range n {
			lits = append(lits, Literal{Text: fmt.Sprintf("qxzj%c%d", 'a'+i%3, i), Fold: i%2 == 0})
		}
		var text []byte
		for i := range 700 {
			text = append(text, lits[i*7%n].Text...)
			text = append(text, "qxzj \\u0041"[:i%12]...)
		}
		ref := New(lits)
		_, want := ref.Scan(&State{}, text, 0, len(text), true, nil)
		for _, k := range kernels() {
			p := newPrefilter(ref, k)
			if _, got := p.Scan(&State{}, text, 0, len(text), true, nil); !slices.Equal(got, want) {
				t.Errorf("kernel %v, %d literals: got %d hits, want %d", k, n, len(got), len(want))
			}
		}
	}
}

// TestLook looks at short texts of every length in one go.
func TestLook(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	looked := 0
	for n := range small + 1 {
		lits := testLits(r, 1+r.IntN(60))
		k := kernels()[n%len(kernels())]
		p := newPrefilter(New(lits), k)
		for range 6 {
			text := logText(r, n)
			for at := r.IntN(20); at < n; at += 1 + r.IntN(80) {
				copy(text[at:], []string{lits[r.IntN(len(lits))].Text, "\\u0041", "\x1b[", "\u200b", "ABCabc0123ABCabc0123ABCabc0123"}[r.IntN(5)])
			}
			room, ok := p.lookTest(text)
			if !ok {
				t.Fatalf("kernel %v, literals %+v, text %q", p.kernel, lits, text)
			}
			if room {
				looked++
			}
		}
	}
	if looked < 3*small {
		t.Errorf("there was room for what is in %d texts only", looked)
	}
}
