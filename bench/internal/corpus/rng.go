package corpus

import "math/rand/v2"

const (
	lower  = "abcdefghijklmnopqrstuvwxyz"
	upper  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	digits = "0123456789"
	base62 = digits + upper + lower
	hexes  = "0123456789abcdef"
)

// rng is a seeded source with the few draws that a generator needs.
type rng struct{ *rand.Rand }

func newRNG(seed uint64, salt string) rng {
	h := uint64(14695981039346656037)
	for i := range len(salt) {
		h = (h ^ uint64(salt[i])) * 1099511628211
	}
	return rng{rand.New(rand.NewPCG(seed, h))}
}

// run appends n letters of an alphabet.
func (r rng) run(dst []byte, alphabet string, n int) []byte {
	for range n {
		dst = append(dst, alphabet[r.IntN(len(alphabet))])
	}
	return dst
}

func (r rng) text(alphabet string, n int) string { return string(r.run(nil, alphabet, n)) }

// between returns a number in [lo, hi].
func (r rng) between(lo, hi int) int { return lo + r.IntN(hi-lo+1) }

func pick[T any](r rng, list []T) T { return list[r.IntN(len(list))] }
