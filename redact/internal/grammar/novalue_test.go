package grammar

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// Where NoValue tells that no value follows, Run finds none and begins none.
func TestNoValueEqualsRun(t *testing.T) {
	rules := []Rule{{Name: "password"}, {Name: "token", Weak: true, Det: 1}, {Name: "pass", Det: 2}, {Name: "pwd", Det: 3}, {Name: "cookie", Det: 4, Extent: ExtentLine},
		{Name: "auth", Det: 5, Extent: ExtentScheme}, {Name: "key", Weak: true, Det: 6}, {Name: "stringData", Det: 7}}
	n := NewNames(rules, nil, func(v []byte) bool { return string(v) == "[REDACTED:x]" || string(v) == "x:" })
	names := []string{"password", "token", "pass", "PASS", "PWD", "cookie", "auth", "key", "stringData", "Token", "main.token", "v1.Token", "a.stringData", "db_pass", "tokenTracker"}
	before := []string{"", " ", "\"", ": \"", ":\"", "{\"a\":\"", "(\"", "[\"", "[", "x=[", "*", "&", "?", "<", ">", "/", "://", ";", "a:", "'", "\\\"", "name: ", "\"name\": \"", "[[\"", "[\"host\", \"a\", \"", "arn:aws:", "-e ", "--", "\n", "key ", "map[", "{Name:"}
	pieces := []string{" ", "  ", "\t", ":", ": ", "=", ",", "\"", "\",\"", "\"}", "\", \"", "\",\n", "'", "`", "]", "] ", "] - ", "[", "->", "value", "v", "Value", "is", "abc", "A", "17", "hunter2",
		"/", "&", "+", "%3D", "%22", "\\", "\\\"", "\\n", "\n", "\r", "\x00", "\x1b[0m", "é", "-", "{", "}", "<", "|", "[REDACTED:x]", "x:", "(", ")", "\":\""}
	rng := rand.New(rand.NewPCG(1, 4))
	without, with := 0, 0
	for range 120_000 {
		var b strings.Builder
		if rng.IntN(2) == 0 {
			b.WriteString("{\"id\":1,")
		}
		b.WriteString(before[rng.IntN(len(before))])
		from := b.Len()
		b.WriteString(names[rng.IntN(len(names))])
		to := b.Len()
		for range rng.IntN(8) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		text := []byte(b.String())
		class, ok := n.ClassifyPlain(text[from:to])
		if !ok {
			continue
		}
		final := rng.IntN(3) > 0
		quick := NoValue(text, from, to, class, final)
		var c Candidate
		got := Dead
		if c.OpenPlain(text, from, to, rng.IntN(2) == 0, class) {
			got = finish(&c, n, text, final)
		}
		switch {
		case quick && (got != Dead || c.HasBegun()):
			t.Fatalf("%q, name [%d,%d), final %v: Run gives %d, begun %v", text, from, to, final, got, c.HasBegun())
		case quick:
			without++
		case got == Done:
			with++
		}
	}
	if without < 400 || with < 4_000 {
		t.Errorf("%d names without a value, %d with one", without, with)
	}
}
