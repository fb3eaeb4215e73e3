package quality

import (
	"math/rand/v2"
	"strings"
)

const (
	lower    = "abcdefghijklmnopqrstuvwxyz"
	upper    = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	digits   = "0123456789"
	alnum    = digits + upper + lower
	hexes    = digits + "abcdef"
	base58   = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
	bech32   = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
	base32   = upper + "234567"
	base64s  = upper + lower + digits + "+/"
	base64us = upper + lower + digits + "-_"
)

// rng is a seeded source with the few draws that the generators need.
type rng struct{ *rand.Rand }

// newRNG returns the source of one cell of the corpus: it depends on the seed and
// the cell's name only, so that a new row does not change the others.
func newRNG(seed uint64, cell ...string) rng {
	h := uint64(14695981039346656037)
	for _, c := range cell {
		for i := range len(c) {
			h = (h ^ uint64(c[i])) * 1099511628211
		}
		h = (h ^ 0xff) * 1099511628211
	}
	return rng{rand.New(rand.NewPCG(seed, h))}
}

func (r rng) text(alphabet string, n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte(alphabet[r.IntN(len(alphabet))])
	}
	return b.String()
}

// between returns a number in [lo, hi].
func (r rng) between(lo, hi int) int { return lo + r.IntN(hi-lo+1) }

func pick[T any](r rng, list []T) T { return list[r.IntN(len(list))] }

// uuid returns a UUID of version 4.
func (r rng) uuid() string {
	return r.text(hexes, 8) + "-" + r.text(hexes, 4) + "-4" + r.text(hexes, 3) + "-" + r.text("89ab", 1) + r.text(hexes, 3) + "-" + r.text(hexes, 12)
}
