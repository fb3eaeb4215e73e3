package grammar

import (
	"math/rand/v2"
	"testing"
)

// What plain leaves out, by the first byte of a value, would not have held.
func TestPlainAsksEnough(t *testing.T) {
	all := func(v []byte) bool {
		return in(plainWords, v) || in(statusWords, v) || short(v) || status(v) || stamp(v) || relative(v) || dashedPlain(v) || smallNumber(v) ||
			measure(v) || version(v) || typeName(v) || path(v) || slug(v) || header(v) || pointer(v) || numbered(v) || hostPort(v)
	}
	pieces := []string{"a", "x", "v", "V", "s", "ab", "word", "deny", "all", "not", "set", "Foo", "Bar", "SIG", "TERM", "X", "AB", "0", "1", "7", "12", "1700", "0x", "ff",
		"-", "_", ".", ":", "/", "\\", "://", "~", "+", "%", ",", " ", "#", "*", "&", "[]", "func(", ")", "map[", "]", "string", "ms", "KiB", "é", "µs", "localhost", "x-", "rc1", "!", "=", "@", "?", "\x80"}
	rng := rand.New(rand.NewPCG(2, 3))
	seen := map[bool]int{}
	for range 150_000 {
		var v []byte
		for range rng.IntN(8) {
			v = append(v, pieces[rng.IntN(len(pieces))]...)
		}
		want := all(v)
		if got := plain(v); got != want {
			t.Fatalf("%q: %v, want %v", v, got, want)
		}
		seen[want]++
	}
	if seen[true] < 10_000 || seen[false] < 10_000 {
		t.Errorf("seen: %v", seen)
	}
}
