package grammar

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// What a quick look at a URL tells is what Run would find.
func TestNoUserinfoEqualsRun(t *testing.T) {
	pieces := []string{"host", "db-1.example", ":", ":8080", ":80a", "/", "//", "://", "?", "#", "@", " ", "\t", "\n", "\"", "\\\"", "'", "`", "'s",
		"<", ">", "[::1]", ",", ";", "%3A", "%40", "+", "&", "&quot;", "\\n", "\x00", "\x1b[0m", "é", "user", "pa55", "17", "~", "!", "*", "^", "parse \"", strings.Repeat("a", 300)}
	rng := rand.New(rand.NewPCG(1, 3))
	none, found := 0, 0
	for range 100_000 {
		text := []string{"", "x ", "\"", "parse \"", "'"}[rng.IntN(5)] + []string{"http", "amqp", "", "postgres"}[rng.IntN(4)]
		start := len(text)
		text += []string{"://", "%3A%2F%2F", `:\/\/`}[rng.IntN(3)]
		end := len(text)
		for range rng.IntN(7) {
			text += pieces[rng.IntN(len(pieces))]
		}
		final := rng.IntN(3) > 0
		u := OpenUserinfo([]byte(text), start, end)
		st := u.Run([]byte(text), final)
		quick := NoUserinfo([]byte(text), end, final)
		if quick && st != Dead {
			t.Fatalf("%q, final %v: a quick look finds none, Run gives %d", text, final, st)
		}
		switch {
		case quick:
			none++
		case st == Done:
			found++
		}
	}
	if none < 5_000 || found < 2_000 {
		t.Errorf("none in %d texts, one in %d", none, found)
	}
}
