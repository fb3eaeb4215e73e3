package pattern

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// longest returns the end of the longest match that starts at s, or -1.
func (p *Prog) longest(text string, s int) int {
	prev := -1
	if s > 0 {
		prev = int(text[s-1])
	}
	end, state := -1, p.Start(prev)
	for i := s; i <= len(text); i++ {
		sym := EOF
		if i < len(text) {
			sym = int(text[i])
		}
		next := p.Step(state, sym)
		if next&Accept != 0 {
			end = i
		}
		if state = next &^ Accept; state == Dead {
			break
		}
	}
	return end
}

// latin1 maps every byte to the character of its number, so that package regexp
// counts bytes.
func latin1(s string) string {
	out := make([]rune, len(s))
	for i := range len(s) {
		out[i] = rune(s[i])
	}
	return string(out)
}

// An oracle finds matches with package regexp. The start is forced by a prefix
// of fixed length inside the whole text, so that assertions see their context.
type oracle struct {
	expr string
	at   map[int]*regexp.Regexp
}

func newOracle(expr string) *oracle { return &oracle{expr, map[int]*regexp.Regexp{}} }

// longest is in characters of text, whose end it reports in characters too.
func (o *oracle) longest(text string, s int) int {
	re := o.at[s]
	if re == nil {
		re = regexp.MustCompile(fmt.Sprintf(`\A(?s:.{%d})(?:%s)`, s, o.expr))
		re.Longest()
		o.at[s] = re
	}
	m := re.FindStringIndex(text)
	if m == nil {
		return -1
	}
	return utf8.RuneCountInString(text[:m[1]])
}

// countsBytes reports whether every literal is ASCII and every class holds all
// or none of the characters outside ASCII: then Latin-1 stands for bytes.
func countsBytes(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			if r >= 0x80 {
				return false
			}
		}
	case syntax.OpCharClass:
		high := 0
		for i := 0; i < len(re.Rune); i += 2 {
			if lo, hi := max(re.Rune[i], 0x80), re.Rune[i+1]; lo <= hi && (lo != hi || lo != longS && lo != kelvinSign) {
				high += int(hi - lo + 1)
			}
		}
		// The folds of k and s cannot occur in Latin-1, so holes there do not count.
		if high != 0 && high < unicode.MaxRune-0x80+1-2 {
			return false
		}
	}
	for _, sub := range re.Sub {
		if !countsBytes(sub) {
			return false
		}
	}
	return true
}

// check compares every start of text with the oracle and tests the laws that
// bind Anchors, MinLen and MaxLen. It returns the number of matches.
func check(t *testing.T, p *Prog, o *oracle, text string) int {
	t.Helper()
	wide := latin1(text)
	count := 0
	for s := range len(text) + 1 {
		want := o.longest(wide, s)
		if got := p.longest(text, s); got != want {
			t.Fatalf("%q on %q from %d: end %d, want %d", o.expr, text, s, got, want)
		}
		if want >= 0 {
			count++
			checkMatch(t, p, o.expr, text[s:want])
		}
	}
	return count
}

func checkMatch(t *testing.T, p *Prog, expr, match string) {
	t.Helper()
	if len(match) < p.MinLen() || p.MaxLen() >= 0 && len(match) > p.MaxLen() {
		t.Fatalf("%q matches %q, outside %d to %d", expr, match, p.MinLen(), p.MaxLen())
	}
	if left, right := p.Group(); left+right >= len(match) && left+right > 0 {
		t.Fatalf("%q matches %q without room for group %d, %d", expr, match, left, right)
	}
	for _, a := range p.Anchors() {
		for d := a.Lo; d <= a.Hi && d+len(a.Text) <= len(match); d++ {
			here := match[d : d+len(a.Text)]
			if a.Fold {
				here = asciiLower(here)
			}
			if here == a.Text {
				return
			}
		}
	}
	t.Fatalf("%q matches %q without any of %+v", expr, match, p.Anchors())
}

func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return string(b)
}

// A grammar writes random expressions and texts over a few bytes that are near
// every border: words, lines, letter case, ASCII.
type grammar struct{ *rand.Rand }

var (
	atoms = []string{
		"a", "b", "k", "A", "_", "-", "0", " ", `\n`, "ab", "a-", "k0",
		".", "(?s:.)", "[^a]", "[^k-]", "[ab]", "[a-z]", "[aA]", "[kK]", `\w`, `\W`, `\s`, `\d`, `[^\n]`, "[[:^ascii:]]",
		"(?i:a)", "(?i:k)", "(?i:[k-t])", "(?i:[^s])", "(?i:ak)",
	}
	looks       = []string{`\b`, `\B`, `(?m:^)`, `(?m:$)`}
	quantifiers = []string{"*", "+", "?", "{2}", "{1,3}", "{2,}", "{0,2}", "{3,5}"}
	letters     = []string{"a", "a", "a", "b", "k", "A", "K", "_", "-", "0", " ", "\n", "\x00", "\x80", "\xc3", "\xff", "é"}
)

func pick(g grammar, from []string) string { return from[g.IntN(len(from))] }

func (g grammar) expr(depth int) string {
	if depth == 0 {
		return pick(g, atoms)
	}
	switch g.IntN(8) {
	case 0, 1, 2:
		return g.expr(depth-1) + g.expr(depth-1)
	case 3:
		return "(?:" + g.expr(depth-1) + "|" + g.expr(depth-1) + ")"
	case 4:
		return "(?:" + g.expr(depth-1) + ")" + pick(g, quantifiers)
	case 5:
		return pick(g, looks) + g.expr(depth-1)
	case 6:
		return g.expr(depth-1) + pick(g, looks)
	}
	return pick(g, atoms) + pick(g, quantifiers)
}

func (g grammar) text() string {
	var sb strings.Builder
	for range g.IntN(12) {
		sb.WriteString(pick(g, letters))
	}
	return sb.String()
}

func TestRandomPatternsAgreeWithRegexp(t *testing.T) {
	g := grammar{rand.New(rand.NewPCG(1, 2))}
	compiled, matches := 0, 0
	for range 4000 {
		expr := g.expr(1 + g.IntN(4))
		p, err := Compile(expr)
		if err != nil {
			continue
		}
		compiled++
		o := newOracle(expr)
		for range 25 {
			matches += check(t, p, o, g.text())
		}
	}
	// Were nearly everything refused or nothing matched, this would prove little.
	if compiled < 1000 || matches < 5000 {
		t.Errorf("only %d expressions compiled and %d matches seen", compiled, matches)
	}
	t.Logf("%d expressions, %d matches", compiled, matches)
}

// In valid UTF-8, classes and literals with few characters outside ASCII mean
// what package regexp says of them.
func TestListedCharactersAgreeWithRegexp(t *testing.T) {
	g := grammar{rand.New(rand.NewPCG(3, 4))}
	alphabet := []rune("aé€ß𝄞É-k\n")
	for _, expr := range []string{
		`aé+`, `a[é€]{2,3}`, `(?i:aé)k`, `a(?:é|€𝄞)*-`, `\ba[𝄞aß]*\b`, `[aé]{1,3}-`, `a\x{20ac}?k`, `(?i)a[é-ë]+`,
	} {
		p, err := Compile(expr)
		if err != nil {
			t.Fatalf("%q: %v", expr, err)
		}
		o, matches := newOracle(expr), 0
		for range 1500 {
			text := make([]rune, g.IntN(10))
			for i := range text {
				text[i] = alphabet[g.IntN(len(alphabet))]
			}
			for s := range len(text) + 1 {
				want := o.longest(string(text), s)
				if want >= 0 {
					matches++
					want = len(string(text[:want]))
					checkMatch(t, p, expr, string(text)[len(string(text[:s])):want])
				}
				if got := p.longest(string(text), len(string(text[:s]))); got != want {
					t.Fatalf("%q on %q from %d: end %d, want %d", expr, string(text), s, got, want)
				}
			}
		}
		if matches == 0 {
			t.Errorf("%q never matched", expr)
		}
	}
}

func FuzzCompile(f *testing.F) {
	for _, p := range tokens {
		f.Add(p.expr, "x gh"+"p_0 xoxb-\n")
	}
	g := grammar{rand.New(rand.NewPCG(5, 6))}
	for range 50 {
		f.Add(g.expr(3), g.text())
	}
	f.Fuzz(func(t *testing.T, expr, text string) {
		if len(expr) > 60 || len(text) > 40 {
			return
		}
		p, err := Compile(expr)
		if err != nil {
			return
		}
		re, err := syntax.Parse(expr, syntax.Perl)
		if err != nil {
			t.Fatalf("Compile takes %q, the parser does not", expr)
		}
		if _, err := syntax.Parse("(?:"+expr+")", syntax.Perl); err != nil {
			return // \Q without \E swallows the oracle's own parenthesis
		}
		if !countsBytes(re) {
			p.longest(text, 0)
			return
		}
		check(t, p, newOracle(expr), text)
	})
}
