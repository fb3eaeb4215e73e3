package jsonname

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestMark compares Mark with a plain loop, over texts that begin at any byte and end
// in any.
func TestMark(t *testing.T) {
	if !Fast() {
		if hasKernel() {
			t.Fatal("the kernel fails its self-test")
		}
		t.Skip("this machine has no kernel")
	}
	t.Run("words", func(t *testing.T) { testMark(t, markWords) })
	if hasWide() {
		t.Run("wide", func(t *testing.T) { testMark(t, markWide) })
	}
}

func testMark(t *testing.T, mark func(text []byte, masks []uint64) int) {
	r := rand.New(rand.NewPCG(1, 2))
	pieces := []string{`"`, `":`, `" :`, "\"\n", `a`, `word`, `_`, "Z", `[`, `{`, `}`, `1`, `"name":`, `"two_words":`, `\"`, "\xff", "z", "{", "`", ":", ",", " ", `"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz":`}
	marked, spared := 0, 0
	for round := range 4000 {
		var text []byte
		n := r.IntN(200)
		if round%40 == 0 {
			n = r.IntN(10_000)
		}
		for len(text) < n {
			text = append(text, pieces[r.IntN(len(pieces))]...)
		}
		masks := make([]uint64, (len(text)+Word-1)/Word)
		for i := range masks {
			masks[i] = r.Uint64()
		}
		if len(text) == 0 {
			continue
		}
		if got, want := mark(text, masks), opening(text); got < want {
			t.Fatalf("%q: %d brackets, want %d", text, got, want)
		} else if got > 2*want+1 && len(text) <= most {
			t.Fatalf("%q: %d brackets instead of %d", text, got, want)
		}
		for i := range text {
			have := masks[i/Word]>>(i%Word)&1 == 1
			switch last := i == len(text)-1; {
			case have && (last || text[i] != '"' || text[i+1] != ':' && text[i+1] > ' '):
				t.Fatalf("%q: %d is no end of a name", text, i)
			case !last && odd(text, i) && !have:
				t.Fatalf("%q: %d is missed", text, i)
			case have:
				marked++
			case !last && text[i] == '"' && text[i+1] == ':':
				spared++
			}
		}
		if n := len(masks); n > 0 && len(text)%Word != 0 && masks[n-1]>>(len(text)%Word) != 0 {
			t.Fatalf("%q: bits behind the end", text)
		}
	}
	if marked < 1000 || spared < 1000 {
		t.Errorf("%d were marked, %d spared", marked, spared)
	}
}

// TestManyBrackets has more of them than a byte counts.
func TestManyBrackets(t *testing.T) {
	if !Fast() {
		t.Skip("this machine has no kernel")
	}
	for _, n := range []int{1, 64, 65, 128, most - 1, most, most + 1, 8 << 10, 9 << 10, 20 << 10} {
		text, masks := bytes.Repeat([]byte{'['}, n), make([]uint64, n/Word+1)
		if got := markWords(text, masks); got < n {
			t.Errorf("%d brackets, want %d", got, n)
		}
	}
}

func BenchmarkMark(b *testing.B) {
	if !Fast() {
		b.Skip("this machine has no kernel")
	}
	for _, size := range []int{50, 200, 2000} {
		text := bytes.Repeat([]byte(`{"level":"info","status":200,"trace_id":"0123456789","message":"done"}`), 40)[:size]
		masks := make([]uint64, (size+Word-1)/Word)
		b.Run(fmt.Sprintf("size=%d", size), func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				Mark(text, masks)
			}
		})
	}
}
