package pattern

import (
	"regexp"
	"strings"
	"sync"
	"testing"
)

func TestRefused(t *testing.T) {
	const secret = "zq" + "wvkjxy"
	for _, tt := range []struct {
		name, expr string
		want       []string // words of every error expected
	}{
		{"empty", ``, []string{"expression is empty"}},
		{"lazy star", secret + `.*?;`, []string{"lazy quantifier"}},
		{"lazy plus", secret + `.+?;`, []string{"lazy quantifier"}},
		{"lazy quest", secret + `a??;`, []string{"lazy quantifier"}},
		{"lazy count", secret + `a{2,3}?;`, []string{"lazy quantifier"}},
		{"lazy by flag", `(?U)` + secret + `a+`, []string{"lazy quantifier"}},
		{"matches nothing needed", `(?:` + secret + `)*`, []string{"empty text matches"}},
		{"only assertions", `\b`, []string{"empty text matches"}},
		{"empty alternative", `(?:` + secret + `|)`, []string{"empty text matches"}},
		{"begin of text", `\A` + secret, []string{`beginning of the text`, `(?m:^)`}},
		{"caret", `^` + secret, []string{`(?m:^)`}},
		{"end of text", secret + `\z`, []string{`end of the text`, `(?m:$)`}},
		{"dollar", secret + `$`, []string{`(?m:$)`}},
		{"two groups", `(` + secret + `)(a)`, []string{"more than one capturing group"}},
		{"named groups", `(?P<a>` + secret + `)(?P<b>a)`, []string{"more than one capturing group"}},
		{"group in repetition", secret + `(a)+`, []string{"inside a repetition"}},
		{"group in count", secret + `(a){0}`, []string{"inside a repetition"}},
		{"optional group", secret + `(a)?`, []string{"inside a repetition"}},
		{"group in alternation", `x(?:` + secret + `|(a))`, []string{"alternation"}},
		{"loose left", secret + `a*(b)`, []string{"before the capturing group"}},
		{"loose left by UTF-8", secret + `[aé](b)`, []string{"before the capturing group"}},
		{"loose right", `(` + secret + `)a?`, []string{"after the capturing group"}},
		{"empty group", secret + `(a*)`, []string{"group can be empty"}},
		{"letters", secret[:1] + `\pL` + secret, []string{"some but not all"}},
		{"without one character", secret + `[^é]`, []string{"some but not all"}},
		{"65 characters", secret + `[\x{100}-\x{140}]`, []string{"some but not all"}},
		{"no anchor: class", `[a-z]{20}`, []string{"no literal"}},
		{"no anchor: unbounded", `[a-z]+` + secret, []string{"no literal"}},
		{"no anchor: far", `[a-z]{257}` + secret, []string{"no literal"}},
		{"no anchor: varies", `[a-z]{0,33}` + secret, []string{"no literal"}},
		{"no anchor: one alternative", `(?:` + secret + `|[a-z]{9})`, []string{"no literal"}},
		{"no anchor: forbidden bytes", `%[a-z]+é\\\x00\x1b`, []string{"no literal"}},
		{"impossible class", secret + `[^\x00-\x{10ffff}]`, []string{"no text can match"}},
		{"impossible assertion", secret + `\b\w`, []string{"no text can match"}},
		{"too many states", `x(?:a|b)*a(?:a|b){17}`, []string{"automaton has more than"}},
		{"too many instructions", `x(?:[a-z]{999}` + strings.Repeat(`[a-z]{999}`, 120) + `)`, []string{"automaton has more than"}},
		{"invalid UTF-8", secret + "\xff", []string{"not valid UTF-8"}},
		{"lookahead", `(?=` + secret + `)`, []string{"lookahead"}},
		{"back reference", `(a)` + secret + `\1`, []string{"back references"}},
		{"open class", secret + `[` + secret, []string{"class is not closed", "at byte 8"}},
		{"open group", secret + `(`, []string{"group is not closed"}},
		{"closed group", secret + `)`, []string{"closing parenthesis"}},
		{"bad range", secret + `[z-a]`, []string{"invalid range", "at byte 9"}},
		{"bad count", secret + `{1001}`, []string{"at most 1000"}},
		{"nothing to repeat", `*` + secret, []string{"nothing before it", "at byte 0"}},
		{"double quantifier", secret + `**`, []string{"follows a quantifier"}},
		{"trailing backslash", secret + `\`, []string{"ends in a backslash"}},
		{"bad name", `(?P<` + secret + `->a)`, []string{"named group"}},
		{"too deep", strings.Repeat(`(?:`, 1001) + secret + strings.Repeat(`)*`, 1001), []string{"nested too deeply"}},
		{"several at once", `^` + secret + `\pL*?(a)(b)$`, []string{"lazy", "beginning", "end of", "more than one", "some but not all"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Compile(tt.expr)
			if err == nil {
				t.Fatalf("accepted, %d states, anchors %+v", p.States(), p.Anchors())
			}
			text := err.Error()
			for _, want := range tt.want {
				if !strings.Contains(text, want) {
					t.Errorf("error %q lacks %q", text, want)
				}
			}
			if lines := strings.Count(text, "\n") + 1; len(tt.want) == 1 && lines != 1 {
				t.Errorf("%d problems reported, want 1: %s", lines, text)
			}
			for i := range len(secret) - 5 {
				if strings.Contains(text, secret[i:i+6]) {
					t.Errorf("error %q quotes the expression", text)
				}
			}
		})
	}
}

// An offset that may be the wrong one is worse than none.
func TestAmbiguousOffsetIsNotGiven(t *testing.T) {
	_, err := Compile(`z-a[z-a]`)
	if err == nil || strings.Contains(err.Error(), "at byte") {
		t.Errorf("error %v", err)
	}
}

func TestEveryProblemHasText(t *testing.T) {
	for p, text := range problemText {
		if text == "" {
			t.Errorf("problem %d has no text", p)
		}
	}
	if len(problemText) != int(tooLarge)+1 {
		t.Errorf("%d texts for %d problems", len(problemText), tooLarge+1)
	}
}

func TestLongest(t *testing.T) {
	for _, tt := range []struct {
		name, expr, text string
		start, want      int
	}{
		{"longest alternative", `ab|abcd|abc`, "abcde", 0, 4},
		{"end of text", `ab+`, "abbb", 0, 4},
		{"word edge before", `\bab`, "xab", 1, -1},
		{"word edge at begin", `\bab`, "ab", 0, 2},
		{"word edge after", `ab+\b`, "abbb.", 0, 4},
		{"word edge fails", `ab+\b`, "abbb_", 0, -1},
		{"no word edge", `ab+\B`, "abbb", 0, 3},
		{"line begin after newline", `(?m:^)ab`, "x\nab", 2, 4},
		{"line begin fails", `(?m:^)ab`, "xab", 1, -1},
		{"line end before newline", `(?m)ab*$`, "abb\nb", 0, 3},
		{"line end in the middle", `(?m)ab$\nb`, "ab\nb", 0, 4},
		{"edge outside ASCII", `ab\b`, "ab\xc3\xa9", 0, 2},
		{"dot is a byte", `a.b`, "a\xffb", 0, 3},
		{"dot counts bytes", `a.b`, "aéb", 0, -1},
		{"negated class counts bytes", `a[^"]{2}b`, "aéb", 0, 4},
		{"dot is no newline", `a.b`, "a\nb", 0, -1},
		{"listed character", `a[éx]b`, "aéb", 0, 4},
		{"listed character beside all", `a[^"]é`, "aéé", 0, -1},
		{"listed after bytes", `a[^"]{2}é`, "aéé", 0, 5},
		{"i flag, Kelvin sign", `(?i)ak`, "a\u212a", 0, -1},
		{"i flag, long s", `(?i)a[r-t]`, "a\u017f", 0, -1},
		{"i flag, merged class", `a(?:x|(?i:k))`, "a\u212a", 0, -1},
		{"i flag, negated class", `(?i)a[^k]{3}`, "a\u212a", 0, 4},
		{"i flag", `(?i)aKs`, "AkS", 0, 3},
		{"listed Kelvin sign", `a[kK\x{212a}]`, "a\u212a", 0, 4},
		{"surrogate", `a[\x{d800}b]`, "ab", 0, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Compile(tt.expr)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.longest(tt.text, tt.start); got != tt.want {
				t.Errorf("end %d, want %d", got, tt.want)
			}
		})
	}
}

func TestGroupAndLengths(t *testing.T) {
	for _, tt := range []struct {
		expr                  string
		left, right, min, max int
	}{
		{`key-[a-z]{8}`, 0, 0, 12, 12},
		{`key-([a-z]{8,})`, 4, 0, 12, -1},
		{`\bkey(?:-|_)([a-z]{8,20})['"]\b`, 4, 1, 13, 25},
		{`(?P<v>key-(?:[a-z]{2}|é)*)x`, 0, 1, 5, -1},
		{`a(?:b((c+))?)`, 0, 0, 0, 0},
		{`é"([a-z]+)"`, 3, 1, 5, -1},
		{`ab?(?:cd){2,3}`, 0, 0, 5, 8},
		{`ab{0}(?:\b)*`, 0, 0, 1, 1},
	} {
		p, err := Compile(tt.expr)
		if tt.max == 0 {
			if err == nil {
				t.Errorf("%q accepted", tt.expr)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", tt.expr, err)
			continue
		}
		left, right := p.Group()
		if left != tt.left || right != tt.right || p.MinLen() != tt.min || p.MaxLen() != tt.max {
			t.Errorf("%q: group %d, %d length %d to %d; want %d, %d and %d to %d", tt.expr,
				left, right, p.MinLen(), p.MaxLen(), tt.left, tt.right, tt.min, tt.max)
		}
	}
}

// tokens are shaped like what detectors look for. States includes Dead.
var tokens = []struct {
	name, expr string
	states     int
}{
	{"github", `\bgh[pousr]_[0-9A-Za-z]{36,255}\b`, 261},
	{"stripe", `\b[rs]k_(?:live|test)_[0-9A-Za-z]{16,247}\b`, 0},
	{"slack", `xox[abp]-[0-9A-Za-z-]{10,}`, 17},
	{"jwt", `\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}`, 0},
	{"aws", `\b(?:AKIA|ASIA|A3T[A-Z0-9])[A-Z2-7]{16}\b`, 0},
	{"card", `\b4[0-9]{12,18}\b`, 0},
	{"atlas", `[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,70}`, 0},
	{"telegram", `[0-9]{8,10}:AA[\w-]{33}`, 0},
	{"header", `(?im)^authorization:[ \t]*bearer[ \t]+[^\s]{8,}$`, 0},
	{"counted", `key-[0-9a-f]{22,300}`, 306},
	{"pem", `-----BEGIN (?:RSA |EC )?PRIVATE KEY-----`, 0},
}

func TestStates(t *testing.T) {
	for _, tt := range tokens {
		p, err := Compile(tt.expr)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		next, stride := p.Table().Next, int(p.stride)
		t.Logf("%s: %d states, stride %d, anchors %+v", tt.name, p.States(), stride, p.Anchors())
		if len(next) != stride*p.States() {
			t.Errorf("%s: table of %d entries", tt.name, len(next))
		}
		if tt.states != 0 && p.States() != tt.states {
			t.Errorf("%s: %d states, want %d", tt.name, p.States(), tt.states)
		}
	}
	// One state for each byte counted, one before the first, and Dead.
	p, err := Compile(`1{36,}`)
	if err != nil || p.States() != 38 {
		t.Errorf("%v, %v states, want 38", err, p.States())
	}
}

func TestStepTakesEverySymbol(t *testing.T) {
	for _, tt := range tokens {
		p, err := Compile(tt.expr)
		if err != nil {
			continue
		}
		table := p.Table()
		class, eof, next, shift := &table.Class, table.EOF, table.Next, table.Shift
		stride := int(p.stride >> shift)
		valid := func(s State) bool { return int(s)%stride == 0 && int(s)<<shift < len(next) }
		for prev := -1; prev < 256; prev++ {
			if s := p.Start(prev); !valid(s) {
				t.Fatalf("%s: start %d after %d", tt.name, s, prev)
			}
		}
		for s := State(0); int(s)<<shift < len(next); s += State(stride) {
			for sym := range EOF + 1 {
				n := p.Step(s, sym)
				if !valid(n &^ Accept) {
					t.Fatalf("%s: state %d after %d", tt.name, n, sym)
				}
				if s == Dead && n != Dead {
					t.Fatalf("%s: Dead is left on %d", tt.name, sym)
				}
				if sym == EOF {
					if n != next[int(s)<<shift+eof] || n&^Accept != Dead {
						t.Fatalf("%s: %d at the end of the text", tt.name, n)
					}
				} else if n != next[int(s)<<shift+int(class[sym])] {
					t.Fatalf("%s: Step and Table differ", tt.name)
				}
			}
		}
	}
}

// Minimal means that no two states agree on everything.
func TestMinimal(t *testing.T) {
	for _, tt := range tokens {
		p, err := Compile(tt.expr)
		if err != nil {
			continue
		}
		block := make([]int, p.States())
		for count := 1; ; {
			ids := map[string]int{}
			refined := make([]int, len(block))
			for s := range block {
				var key strings.Builder
				for _, n := range p.Table().Next[s*int(p.stride):][:p.stride] {
					key.WriteString(string(rune(block[int(n&^Accept)<<p.shift/int(p.stride)])))
					key.WriteByte(byte(n >> 15))
				}
				id, ok := ids[key.String()]
				if !ok {
					id = len(ids)
					ids[key.String()] = id
				}
				refined[s] = id
			}
			block = refined
			if len(ids) == count {
				break
			}
			count = len(ids)
		}
		seen := map[int]bool{}
		for _, b := range block {
			seen[b] = true
		}
		if len(seen) != p.States() {
			t.Errorf("%s: %d states, %d would do", tt.name, p.States(), len(seen))
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	p, err := Compile(tokens[0].expr)
	if err != nil {
		t.Fatal(err)
	}
	text := "gh" + "p_" + strings.Repeat("0", 40)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if got := p.longest(text, 0); got != len(text) {
				t.Errorf("end %d, want %d", got, len(text))
			}
		})
	}
	wg.Wait()
}

func BenchmarkCompile(b *testing.B) {
	for _, tt := range tokens {
		b.Run("pattern="+tt.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Compile(tt.expr); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkStep(b *testing.B) {
	p, err := Compile(tokens[0].expr)
	if err != nil {
		b.Fatal(err)
	}
	text := "gh" + "p_" + strings.Repeat("0", 200)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if p.longest(text, 0) != len(text) {
			b.Fatal("no match")
		}
	}
}

// TestLargeTable steps through a table that has more entries than states have numbers.
func TestLargeTable(t *testing.T) {
	expr := `key[a-z]{2}(?:ab|cd|ef|gh|ij|kl|mn|op|qr|st|uv|wx|yz|01|23|45|67|89){1,500}(?:AB|CD|EF|GH){0,400}!`
	p, err := Compile(expr)
	if err != nil {
		t.Fatal(err)
	}
	if p.shift == 0 || p.States()*int(p.stride) != len(p.Table().Next) {
		t.Fatalf("%d states, stride %d, shift %d", p.States(), p.stride, p.shift)
	}
	re := regexp.MustCompile(`^(?:` + expr + `)`)
	for _, text := range []string{
		"keyaaab!", "keyaa!", "keyaaabAB!", "keyaa" + strings.Repeat("cdef", 250) + strings.Repeat("EFGH", 200) + "!",
		"keyaa" + strings.Repeat("cdef", 251) + "!", "keyaa" + strings.Repeat("yz", 499) + strings.Repeat("AB", 401) + "!", "keyzz01x!",
	} {
		want := -1
		if m := re.FindStringIndex(text); m != nil {
			want = m[1]
		}
		if got := p.longest(text, 0); got != want {
			t.Errorf("a text of %d bytes: match ends at %d, want %d", len(text), got, want)
		}
	}
}
