package pattern

import (
	"slices"
	"strings"
	"testing"
)

func TestAnchors(t *testing.T) {
	at := func(lo, hi int, texts ...string) (all []Anchor) {
		for _, text := range texts {
			fold := strings.HasPrefix(text, "~")
			all = append(all, Anchor{strings.TrimPrefix(text, "~"), fold, lo, hi})
		}
		return all
	}
	var digits []string
	for d := '1'; d <= '9'; d++ {
		digits = append(digits, string(d))
	}
	for _, tt := range []struct {
		name, expr string
		want       []Anchor
	}{
		{"behind a count", `[A-Za-z0-9]{14}\.atlasv1\.`, at(14, 14, ".atlasv1.")},
		{"alternations", `(?:sk|rk)_(?:live|test)_[0-9A-Za-z]{16,}`, at(0, 0, "rk_live_", "rk_test_", "sk_live_", "sk_test_")},
		{"class", `xox[abp]-`, at(0, 0, "xoxa-", "xoxb-", "xoxp-")},
		{"bounded distance", `[0-9]{8,10}:AA[\w-]{33}`, at(8, 10, ":AA")},
		{"bounded distance, folded", `(?i)[0-9]{8,10}:AA[\w-]{33}`, at(8, 10, "~:aa")},
		{"one digit", `\b4[0-9]{12,18}\b`, at(0, 0, "4")},
		{"nine digits", `[1-9][0-9]{11,}`, at(0, 0, digits...)},
		{"folded", `(?i)ApiKey=`, at(0, 0, "~apikey=")},
		{"mixed", `Api(?i:KEY)X`, at(0, 0, "~apikeyx")},
		{"partly folded", `(?:Key|(?i:tok))=`, at(0, 0, "~tok=", "Key=")},
		{"optional", `https?://`, at(0, 0, "https://", "http://")},
		{"cut at percent", `abc%defgh`, at(4, 4, "defgh")},
		{"cut outside ASCII", `abcé[a-z]`, at(0, 0, "abc")},
		{"cut at backslash", `ab\\x`, at(0, 0, "ab")},
		{"cut at NUL and ESC", `ab\x00[a-z]+\x1bxyz`, at(0, 0, "ab")},
		{"cut at ESC", `ab\x1bcdef`, at(3, 3, "cdef")},
		{"longest", `a[^a]{3}wxyz`, at(4, 4, "wxyz")},
		{"24 bytes", `abcdefghijklmnopqrstuvwxyz`, at(0, 0, "abcdefghijklmnopqrstuvwx")},
		{"in a repetition", `(?:[g-z]{20}abc){2,}`, at(20, 20, "abc")},
		{"in the group", `[g-z]{4}(abc[g-z]+)`, at(4, 4, "abc")},
		{"across assertions", `\bab\b-(?m:$)`, at(0, 0, "ab-")},
		{"alternatives at distances", `(?:[g-z]{4}abc|de[g-z]{5})`, append(at(4, 4, "abc"), at(0, 0, "de")...)},
		{"prefix covers", `(?:abc|abcde)[g-z]`, at(0, 0, "abc")},
		{"star", `(?:ab)*xy`, at(0, 0, "xy", "ab")},
		{"at the limits", `[a-z]{224,256}-`, at(224, 256, "-")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Compile(tt.expr)
			if err != nil {
				t.Fatal(err)
			}
			got := slices.Clone(p.Anchors())
			sort := func(a, b Anchor) int { return strings.Compare(a.Text, b.Text) }
			slices.SortFunc(got, sort)
			slices.SortFunc(tt.want, sort)
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestManyAlternativesAreShortened(t *testing.T) {
	var words []string
	for a := 'a'; a <= 'j'; a++ {
		for b := 'a'; b <= 'j'; b++ {
			for c := 'a'; c <= 'c'; c++ {
				words = append(words, string(a)+"-"+string(b)+string(c)+"word")
			}
		}
	}
	p, err := Compile(strings.Join(words, "|"))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(p.Anchors()); n == 0 || n > maxLiterals {
		t.Errorf("%d anchors", n)
	}
	for _, word := range words {
		checkMatch(t, p, "300 words", word)
	}
}

func TestAnchorBytes(t *testing.T) {
	for _, tt := range tokens {
		p, err := Compile(tt.expr)
		if err != nil {
			continue
		}
		for _, a := range p.Anchors() {
			if a.Text == "" || len(a.Text) > maxLiteralLen || a.Fold && a.Text != asciiLower(a.Text) {
				t.Errorf("%s: anchor %+v", tt.name, a)
			}
			for _, b := range []byte(a.Text) {
				if b == 0 || b == 0x1b || b == '\\' || b == '%' || b >= 0x80 {
					t.Errorf("%s: byte %#x in an anchor", tt.name, b)
				}
			}
		}
	}
}
