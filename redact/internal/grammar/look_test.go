package grammar

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// What a quick look tells is what Open and Run would find.
func TestLookEqualsRun(t *testing.T) {
	n := NewNames([]Rule{{Name: "password"}, {Name: "token", Weak: true, Det: 1}, {Name: "api_key", Det: 2}, {Name: "pin", Det: 3}}, nil,
		func(v []byte) bool { return string(v) == "[REDACTED:x]" })
	pieces := []string{"password", "token", "api_key", "pin", "pass", "PASSWORD", "user_", "max_", "_id", "ship", "ping", "-", ".", "_",
		" ", "  ", "\t", ":", "=", ",", "\"", "'", "`", "<", ">", "[", "]", "value", "v", "is", "abc", "17", "hunter2", "/", "?", "&", "+", "%",
		"%3D", "\\", "\\\"", "\\n", "\\u003c", "&lt;", "\n", "(", "?", "s", "'s", "\":", "':\"", "*", "{", "\x00", "\x1b[36m", "\x1b[1;36m", "\x1b[0m", "é", "->", "=>", ":=",
		"name: ", "\n  value: ", "('", "', '", "<key>", "</key>", "<string>", "string(3) ", "]=>", "| ", " |", "is ", "s:8:", ";s:3:"}
	rng := rand.New(rand.NewPCG(1, 2))
	seen := [3]int{}
	for range 200_000 {
		var b strings.Builder
		for range 1 + rng.IntN(9) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		text := []byte(b.String())
		lower := strings.ToLower(b.String())
		for _, lit := range []string{"password", "token", "api_key", "pin"} {
			start := strings.Index(lower, lit)
			if start < 0 {
				continue
			}
			end, final, inString := start+len(lit), rng.IntN(3) > 0, rng.IntN(2) > 0
			from, to, o := Look(text, start, end, final)
			seen[o]++
			if o == Unclear {
				continue
			}
			slow := Open(text, start, end, inString)
			want := finish(&slow, n, text, final)
			got := Dead
			quick := Candidate{}
			if class, ok := n.ClassifyPlain(text[from:to]); o == Plain && ok {
				if quick, ok = OpenPlain(text, from, to, inString, class); ok {
					got = finish(&quick, n, text, final)
				}
			}
			if got != want || got == Done && (quick.val != slow.val || quick.end != slow.end || quick.Class != slow.Class) {
				t.Fatalf("%q at %d, final %v, in a string %v: look %d gives %d [%d,%d), Run gives %d [%d,%d)",
					text, start, final, inString, o, got, quick.val, quick.end, want, slow.val, slow.end)
			}
		}
	}
	for o, count := range seen {
		if count < 1000 {
			t.Errorf("outlook %d came up %d times only", o, count)
		}
	}
}

func finish(c *Candidate, n *Names, text []byte, final bool) Status {
	for {
		if st := c.Run(n, text, final, 1<<14); st != Begun {
			return st
		}
	}
}
