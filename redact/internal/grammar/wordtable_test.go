package grammar

import (
	"strings"
	"testing"
)

// A table finds its words and no others, whatever they have in common.
func TestWordTable(t *testing.T) {
	words := []string{"a", "ab", "abc", "aab", "abb", "abcd", "abcde", "abcdefg", "abcdefgh", "abcdefghi", "abcdefgabcdefg", "\x00", "a\x00", "a\x00\x00",
		strings.Repeat("x", 15), strings.Repeat("x", 16), strings.Repeat("x", 17), strings.Repeat("x", 40)}
	table := newTable(words)
	has := map[string]int{}
	for i, w := range words {
		has[w] = i
	}
	check := func(w string) {
		t.Helper()
		want, ok := has[w]
		if !ok {
			want = -1
		}
		if got := table.find([]byte(w)); got != want {
			t.Errorf("%q: %d, want %d", w, got, want)
		}
	}
	check("")
	for _, w := range words {
		check(w)
		for i := range w {
			for _, b := range []string{"", "a", "b", "x", "\x00"} {
				check(w[:i] + b + w[i+1:])
				check(w[:i] + b + w[i:])
			}
		}
	}
	if got := newTable(nil).find([]byte("a")); got != -1 {
		t.Errorf("an empty table finds %d", got)
	}
	if got := newTable([]string{"a", "b", "a"}).find([]byte("a")); got != 0 {
		t.Errorf("of equal words number %d is found", got)
	}
}
