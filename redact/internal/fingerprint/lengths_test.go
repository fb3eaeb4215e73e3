package fingerprint

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// run ends where a slow search does, in runs of all sizes.
func TestRunOfLength(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 200 {
		var of tier
		for n := uint32(10); len(of.entries) < 300; n += 1 + r.Uint32N(3) {
			for range 1 + r.IntN(1+r.IntN(60)) {
				of.entries = append(of.entries, entry{meta: newMeta(int(n), 0, 0, false, false, false)})
			}
		}
		hi := uint32(1 + r.IntN(len(of.entries)))
		for lo := range hi {
			want := lo
			for want < hi && of.entries[want].meta.length() == of.entries[lo].meta.length() {
				want++
			}
			if have := of.run(lo, hi); have != want {
				t.Fatalf("run from %d of %d: to %d, want %d", lo, hi, have, want)
			}
		}
	}
}

// The fingerprint of what stands between two places is that of the same symbols by themselves.
func TestMiddle(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 5))
	s := testSeed.s
	for n := range 1200 {
		var from, to, alone uint64
		for range r.IntN(50) {
			from = s.step(from, byte(r.Uint32()))
		}
		to = from
		for range n {
			c := byte(r.Uint32())
			to, alone = s.step(to, c), s.step(alone, c)
		}
		if have, want := s.middle(from, to, n), s.middle(0, alone, n); have != want {
			t.Fatalf("%d symbols: %#x, want %#x", n, have, want)
		}
	}
}

// BenchmarkHostileLengths is text of what many values of as many lengths begin with.
func BenchmarkHostileLengths(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 7))
	for _, longest := range []int{250, 1000} {
		var entries []Entry
		for n := 20; n < longest; n++ {
			f := []byte("k3ymat")
			for len(f) < n {
				f = append(f, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"[r.IntN(62)])
			}
			entries = append(entries, Entry{Form: f, ID: int32(n), Joined: true})
		}
		s := Build(testSeed, entries...)
		text := []byte(strings.Repeat("k3ymat", 16<<10/6))
		b.Run(fmt.Sprintf("longest=%d", longest), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			var out []Match
			for b.Loop() {
				var st State
				if out = s.Advance(&st, text, len(text), true, out[:0]); len(out) > 0 {
					b.Fatal("matches")
				}
			}
		})
	}
}
