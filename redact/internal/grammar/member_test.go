package grammar

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// What Member reads is what Run reads, whether the name is taken to stand in a string or not.
func TestMemberEqualsRun(t *testing.T) {
	rules := []Rule{{Name: "password"}, {Name: "token", Weak: true, Det: 1}, {Name: "pass", Det: 2}, {Name: "pwd", Det: 3}, {Name: "cookie", Det: 4, Extent: ExtentLine},
		{Name: "auth", Det: 5, Extent: ExtentScheme}, {Name: "key", Weak: true, Det: 6}, {Name: "stringData", Det: 7}, {Name: "pin", Det: 8}}
	n := NewNames(rules, nil, func(v []byte) bool { return string(v) == "[REDACTED:x]" })
	names := []string{"password", "token", "pass", "PWD", "cookie", "auth", "key", "stringData", "v1.Token", "db_pass", "pin", "-password"}
	before := []string{"{\"", ",\"", ", \"", "{\"a\": \"", " \"", "\"", "=\"", "\\\"", "{\\\"", "x=\"", "\n\"", "[\"", "(\"", "{'", "host, \"", "?a=\"", "name=\"", "arn:aws: \"", "{{<<\""}
	pieces := []string{"\"", ",", "}", "]", "\n", " ", ":", "\",", "\"}", "\" -> \"", "hunter2", "Bearer x", "Bearer ", "basic  ", "Digest\t", "Bearerx ", "a b", "[", "{", "(", "it's", "`", "\\", "\\n", "\\\"", "%", "%22", "+", "&", "&quot;",
		"=", "<", ">", "@", "#", "\t", "\r", "é", "\x00", "\x1b[0m", "\u200b", "？", "[REDACTED:x]", "value", "//", ";", "|", "null"}
	rng := rand.New(rand.NewPCG(3, 9))
	known := 0
	for range 200_000 {
		var b strings.Builder
		if rng.IntN(3) == 0 {
			b.WriteString("{\"id\":1,")
		}
		b.WriteString(before[rng.IntN(len(before))])
		from := b.Len()
		b.WriteString(names[rng.IntN(len(names))])
		to := b.Len()
		b.WriteString([]string{"\":\"", "\": \"", "\":", "\"", "\" : \"", "\":  \"", "\"=\""}[rng.IntN(7)])
		for range rng.IntN(4) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		b.WriteString([]string{"", "\",", "\"}", "\"\n", "\",\"x\":1}"}[rng.IntN(5)])
		text := []byte(b.String())
		class, ok := n.ClassifyPlain(text[from:to])
		if !ok {
			continue
		}
		start, end, ok := Member(text, from, to, class)
		if !ok {
			continue
		}
		known++
		var c Candidate
		st := Dead
		if c.OpenPlain(text, from, to, rng.IntN(2) == 0, class) {
			st = c.Run(n, text, true, 1<<14)
		}
		if st != Begun || c.Value() != start || c.Nests() || c.Rest() {
			t.Fatalf("%q, name [%d,%d): value at %d, Run gives %d, value at %d", text, from, to, start, st, c.Value())
		}
		st = c.Run(n, text, true, 1<<14)
		a, z, wrap := c.Span()
		_, _, list := c.List()
		if _, mode := c.Mode(); st != Done || a != start || z != end || wrap != (Wrap{}) || c.Reach() != end+1 || mode || list || c.Prose(text) || c.Single(text) || !c.Certain() {
			t.Fatalf("%q, name [%d,%d): value [%d,%d), Run gives %d, value [%d,%d) to %d", text, from, to, start, end, st, a, z, c.Reach())
		}
	}
	if known < 4_000 {
		t.Errorf("only %d members are known", known)
	}
}

// What is evident is what the whole verdict would be.
func TestEvidentIsTheVerdict(t *testing.T) {
	n := NewNames(nil, nil, func(v []byte) bool { return string(v) == "MARK-0042-of-this-Redactor-x" })
	var classes []Class
	for s := ordinary; s <= block; s++ {
		for _, e := range []Extent{ExtentValue, ExtentScheme, ExtentLine} {
			classes = append(classes, Class{Extent: e, special: s}, Class{Extent: e, special: s, Weak: true})
		}
	}
	var words []string
	for _, l := range []*wordList{statusWords, plainWords, voidWords, typeWords, goTypes, units, placeholders} {
		for w := range l.table.long {
			if len(w) > longWord && strings.ContainsAny(w, "0123456789") { // an evident value has a digit
				t.Errorf("%q is longer than a long word", w)
			}
		}
	}
	for w := range strings.FieldsSeq(`failed expired sha256 SCRAM-SHA-256 scram-sha-512 authentication Authentication md5 x509 asn1 deny-all not-set string String true null undefined
		xxxxxxxx XXXX v1 1.2.3 2024-01 10MB 3m2s 1.5h 30546173_4261722401 1700000000 0x7ffe12ab Foo Bar EnvironmentVariables SIGTERM env process getenv 9f86d081 aB3 Zq8wKx4Jv2Qb 0000 7 - _ . a Z
		x-Request-Id X-Amz-Date kube-system orders-7 user-created MARK-0042-of-this-Redactor-x hunter2 correct-horse-41x true123456789012345678901234 nil-0`) {
		words = append(words, w)
	}
	rng := rand.New(rand.NewPCG(7, 8))
	seen := map[bool]int{}
	for range 60_000 {
		var b strings.Builder
		for range 1 + rng.IntN(5) {
			b.WriteString(words[rng.IntN(len(words))])
			b.WriteString([]string{"", "", "-", "_"}[rng.IntN(4)])
		}
		v, quoted := []byte(b.String()), rng.IntN(2) == 0
		for _, c := range classes {
			if !evident(c, v) {
				continue
			}
			got, want := n.hidesEvident(c, v, quoted), n.verdict(c, v, quoted)
			if got != want {
				t.Fatalf("%q under %+v, quoted %v: hidden %v, want %v", v, c, quoted, got, want)
			}
			seen[got]++
		}
	}
	if seen[true] < 20_000 || seen[false] < 20 {
		t.Errorf("seen: %v", seen)
	}
}
