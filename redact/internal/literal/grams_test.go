package literal

import (
	"strings"
	"testing"
)

func TestGramsHaveRoom(t *testing.T) {
	g := newGrams()
	last := gramWords - 1
	for c := range codes {
		if g[0][c][last]>>63 != 0 {
			t.Error("there are more grams than room for them")
		}
	}
	for _, window := range []string{"serv", "rvic", "VICE", "conn", "http", " ses"} {
		if !g.holds(window) {
			t.Errorf("%q is no gram", window)
		}
	}
	for _, window := range []string{"ghp_", "zqxj", "a b ", strings.Repeat("~", width)} {
		if g.holds(window) {
			t.Errorf("%q is a gram", window)
		}
	}
}

// A window that logs are full of is not chosen where the literal has another one.
func TestCommonWindowsAreAvoided(t *testing.T) {
	for _, text := range []string{"servicezqxj", "zqxjservice", "connection-kz9"} {
		places := arrange([]Literal{{Text: text}}, "")
		if window := text[places[0].off : places[0].off+places[0].n]; newGrams().holds(window) {
			t.Errorf("%q is looked for by %q", text, window)
		}
	}
}
