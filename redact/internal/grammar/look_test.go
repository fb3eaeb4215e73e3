package grammar

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// What a quick look tells is what Open and Run would find.
func TestLookEqualsRun(t *testing.T) {
	rules := []Rule{{Name: "password"}, {Name: "token", Weak: true, Det: 1}, {Name: "api_key", Det: 2}, {Name: "pin", Det: 3}}
	n := NewNames(rules, nil, func(v []byte) bool { return string(v) == "[REDACTED:x]" })
	announced := n.Announcements(rules)
	pieces := []string{"password", "token", "api_key", "pin", "pass", "PASSWORD", "user_", "max_", "_id", "ship", "ping", "-", ".", "_",
		" ", "  ", "\t", ":", "=", ",", "\"", "'", "`", "<", ">", "[", "]", "value", "v", "is", "abc", "17", "hunter2", "/", "?", "&", "+", "%",
		"%3D", "\\", "\\\"", "\\n", "\\u003c", "&lt;", "\n", "(", "?", "s", "'s", "\":", "':\"", "*", "{", "\x00", "\x1b[36m", "\x1b[1;36m", "\x1b[0m", "é", "->", "=>", ":=", "opping ", "spin", "tokenize", "X",
		"&amp;", "&quot;", "&#34;", "&#x", "amp;", "&a", "apos", "gt;", "?a=b&", "&", "&c=d;", "\\&", "%26", "&&", "name: ", "\n  value: ", "('", "', '", "<key>", "</key>", "<string>", "string(3) ", "]=>", "| ", " |", "is ", "s:8:", ";s:3:"}
	rng := rand.New(rand.NewPCG(1, 2))
	seen := [4]int{}
	for range 300_000 {
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
			from, to, o := Look(text, start, end, n.Sides(lit), final)
			seen[o]++
			if o == Unclear {
				continue
			}
			slow := Open(text, start, end, inString)
			want := finish(&slow, n, text, final)
			got := Dead
			quick := Candidate{}
			if o == Part {
				if want == Done && !elsewhere(n, announced, text, final, inString, &slow) {
					t.Fatalf("%q: at %d is a part, and nothing else finds [%d,%d)", text, start, slow.val, slow.end)
				}
				continue
			}
			if class, ok := n.ClassifyPlain(text[from:to]); o == Plain && ok {
				if quick.OpenPlain(text, from, to, inString, class) {
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

// elsewhere reports that an announcement which is no part finds the value of c.
func elsewhere(n *Names, announced []string, text []byte, final, inString bool, c *Candidate) bool {
	lower := strings.ToLower(string(text))
	for _, lit := range announced {
		for i := 0; ; i++ {
			k := strings.Index(lower[i:], lit)
			if k < 0 {
				break
			}
			i += k
			if _, _, o := Look(text, i, i+len(lit), n.Sides(lit), final); o == Part {
				continue
			}
			other := Open(text, i, i+len(lit), inString)
			if finish(&other, n, text, final) == Done && other.val == c.val && other.end == c.end {
				return true
			}
		}
	}
	return false
}

// A sensitive name is announced by a text that is no part of another word.
func TestNamesAreNotAllParts(t *testing.T) {
	var rules []Rule
	for _, name := range strings.Fields("password passphrase pass pin otp secret client_secret secret_access_key api_key token auth authorization key_material db_pass psk") {
		rules = append(rules, Rule{Name: name})
	}
	n := NewNames(rules, nil, func([]byte) bool { return false })
	announced := n.Announcements(rules)
	pieces := strings.Fields("password passphrase pass pin otp secret access key client api token auth authorization material db psk " +
		"a s x p k ping shop ship ton ity key_ _ - . Pass PIN Key SECRET Token X A S 1 2 word phrase")
	rng := rand.New(rand.NewPCG(3, 4))
	names, parts := 0, 0
	for range 300_000 {
		var b strings.Builder
		for range 1 + rng.IntN(5) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		text := []byte(b.String() + "=x")
		lower, found, none := strings.ToLower(b.String()), false, true
		for _, lit := range announced {
			for i := 0; ; i++ {
				k := strings.Index(lower[i:], lit)
				if k < 0 {
					break
				}
				i += k
				_, _, o := Look(text, i, i+len(lit), n.Sides(lit), true)
				found, none = found || o != Part, false
			}
		}
		_, ok := n.ClassifyPlain([]byte(b.String()))
		switch {
		case found && ok:
			names++
		case !found && !none:
			parts++
			if ok {
				t.Fatalf("%q is sensitive, and nothing announces it", b.String())
			}
		}
	}
	if names < 10_000 || parts < 10_000 {
		t.Errorf("%d names and %d parts came up", names, parts)
	}
}

// No byte that restOf asks for is dull, wherever it stands.
func TestDull(t *testing.T) {
	for b := range 256 {
		k := byteClass[b]
		asked := k&(parts|quotes) != 0 || b == '\n' || b == '\r'
		for at := range 8 {
			for _, other := range []byte("a !~,/_=") {
				w := uint64(b) << (8 * at)
				for i := range 8 {
					if i != at {
						w |= uint64(other) << (8 * i)
					}
				}
				got := dull(w)
				if got && asked {
					t.Errorf("%#x among %q is dull", b, other)
				}
				if plain := b >= 0x28 && b < 0x80 || b == ' '; !got && plain && !asked && other != '!' {
					t.Errorf("%#x among %q is not dull", b, other)
				}
			}
		}
	}
}
