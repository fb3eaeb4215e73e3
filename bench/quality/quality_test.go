package quality

import (
	"encoding/base64"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestExpand(t *testing.T) {
	r := newRNG(1, t.Name())
	for spec, want := range map[string]string{
		"a-{h8}":         `^a-[0-9a-f]{8}$`,
		"{an2-4}.x":      `^[0-9A-Za-z]{2,4}\.x$`,
		"{B32:5}{b58:3}": `^[A-Z2-7]{5}[1-9A-HJ-NP-Za-km-z]{3}$`,
		"{uuid}":         `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`,
		"${d3}$":         `^\$[0-9]{3}\$$`,
	} {
		for range 20 {
			if got := expand(r, spec); !regexp.MustCompile(want).MatchString(got) {
				t.Errorf("expand(%q) = %q, want a match of %s", spec, got, want)
			}
		}
	}
}

// TestBechCheck uses a valid string of BIP 173.
func TestBechCheck(t *testing.T) {
	if got := bechCheck("split", "checkupstagehandshakeupstreamerranterredcaperred"); got != "2y9e3w" {
		t.Errorf("check = %q, want 2y9e3w", got)
	}
}

// TestBase58Check uses the example of the Bitcoin wiki's page on the wallet import
// format.
func TestBase58Check(t *testing.T) {
	key := []byte{0x80,
		0x0c, 0x28, 0xfc, 0xa3, 0x86, 0xc7, 0xa2, 0x27, 0x60, 0x0b, 0x2f, 0xe5, 0x0b, 0x7c, 0xae, 0x11,
		0xec, 0x86, 0xd3, 0xbf, 0x1f, 0xbe, 0x47, 0x1b, 0xe8, 0x98, 0x27, 0xe1, 0x9d, 0x72, 0xaa, 0x1d}
	if got, want := base58check(key, true), "5HueCGU8rMjxEXxiPuD5BDku4MkFqe"+"Zyd4dZ1jvhTVqvbTLvyTJ"; got != want {
		t.Errorf("base58check = %q, want %q", got, want)
	}
}

func TestEncode64(t *testing.T) {
	for _, before := range []string{"", "a", "ab", "abc", `{"k":"`} {
		for _, s := range []string{"x", "hunter2", "0123456789"} {
			for _, after := range []string{"", ".", "..", `","n":1}`} {
				text := encode64(base64.StdEncoding, before, s, after)
				whole, err := base64.StdEncoding.DecodeString(text.String())
				if err != nil || string(whole) != before+s+after {
					t.Fatalf("encode64(%q, %q, %q) decodes to %q, %v", before, s, after, whole, err)
				}
				// Without the digits that must go nothing of the value is left: with
				// A in their place its bytes are zero, but for bits of neighbours.
				zeroed := text.each(func(p string) string { return p })
				for i := range zeroed {
					if zeroed[i].Class == Secret {
						zeroed[i].Text = strings.Repeat("A", len(zeroed[i].Text))
					}
				}
				left, err := base64.StdEncoding.DecodeString(zeroed.String())
				if err != nil {
					t.Fatalf("encode64(%q, %q, %q): %v", before, s, after, err)
				}
				if got := left[len(before) : len(before)+len(s)]; strings.Trim(string(got), "\x00") != "" {
					t.Errorf("encode64(%q, %q, %q) leaves % x", before, s, after, got)
				}
			}
		}
	}
}

func TestScore(t *testing.T) {
	text := join(stay("password="), secret("hunter2"), either(";"), stay(" n=1"))
	for _, c := range []struct {
		spans []Span
		want  Result
	}{
		{nil, Result{7, 7, 0}},
		{[]Span{{9, 16}}, Result{7, 0, 0}},
		{[]Span{{9, 17}}, Result{7, 0, 0}},
		{[]Span{{8, 18}}, Result{7, 0, 2}},
		{[]Span{{9, 12}, {14, 16}}, Result{7, 2, 0}},
		{[]Span{{0, 21}}, Result{7, 0, 13}},
	} {
		if got := Score(text, c.spans); got != c.want {
			t.Errorf("Score(%v) = %+v, want %+v", c.spans, got, c.want)
		}
	}
}

func TestMerge(t *testing.T) {
	got := Merge(nil, []Span{{5, 7}, {0, 2}, {6, 9}, {9, 10}, {12, 13}})
	if want := []Span{{0, 2}, {5, 10}, {12, 13}}; !slices.Equal(got, want) {
		t.Errorf("Merge = %v, want %v", got, want)
	}
}

// TestSamples looks at every labelled line: it has a secret, nothing is left of the
// templates, and the same seed gives the same lines.
func TestSamples(t *testing.T) {
	var first []string
	left := regexp.MustCompile(`\{[ncPkHNdv]\}|[«»]`)
	seen := map[string]int{}
	Samples(3, 1, func(s Sample) bool {
		line := s.Text.String()
		first = append(first, line)
		seen[s.Carrier]++
		secrets := 0
		for _, seg := range s.Text {
			if seg.Class == Secret {
				secrets++
			}
			if seg.Class == Stay && left.MatchString(seg.Text) {
				t.Errorf("%s: %q is left of a template in %q", s.Carrier, left.FindString(seg.Text), line)
			}
		}
		if secrets == 0 {
			t.Errorf("%s, %s: no secret in %q", s.Carrier, s.Kind, line)
		}
		return true
	})
	i := 0
	Samples(3, 1, func(s Sample) bool {
		if line := s.Text.String(); line != first[i] {
			t.Fatalf("line %d of the same seed is %q, then %q", i, first[i], line)
		}
		i++
		return i < 5000
	})
	for _, c := range Carriers() {
		if seen[c] < 20 {
			t.Errorf("%s has %d lines", c, seen[c])
		}
	}
	if len(Carriers()) < 40 || len(Kinds()) < 200 {
		t.Errorf("%d carriers and %d kinds", len(Carriers()), len(Kinds()))
	}
}

// TestJSON parses what the JSON carriers and frames write.
func TestJSON(t *testing.T) {
	n := 0
	check := func(s Sample) bool {
		line := s.Text.String()
		if !strings.HasPrefix(line, "{") || !strings.HasPrefix(s.Carrier, "JSON") && !strings.Contains(s.Frame, "JSON") || s.Carrier == "JSON: JavaScript object" && s.Frame == "none" {
			return true
		}
		n++
		if !json.Valid([]byte(line)) {
			t.Errorf("%s in %s is no JSON: %s", s.Carrier, s.Frame, line)
		}
		return true
	}
	Samples(5, 1, check)
	Clean(5, 1, check)
	if n < 1000 {
		t.Errorf("%d lines of JSON", n)
	}
}

// TestClean sees that the lines that must stay are labelled so.
func TestClean(t *testing.T) {
	sets := map[Set]int{}
	Clean(3, 1, func(s Sample) bool {
		sets[s.Set]++
		for _, seg := range s.Text {
			if seg.Class == Secret {
				t.Errorf("%s, %s: a secret in %q", s.Carrier, s.Kind, s.Text.Marked())
			}
		}
		return true
	})
	for _, set := range []Set{Lookalike, Harmless, Reference} {
		if sets[set] < 1000 {
			t.Errorf("%s has %d lines", set, sets[set])
		}
	}
}

// TestCount scores two subjects whose results are known.
func TestCount(t *testing.T) {
	none := func(dst []Span, _ []byte) []Span { return dst }
	all := func(dst []Span, line []byte) []Span { return append(dst, Span{0, len(line)}) }
	failures := 0
	c := Count(2, 1, []Subject{{"none", none}, {"all", all}}, func(f Failure) {
		if len(f.Spans) != 0 || f.Word() != "miss" {
			t.Fatalf("a failure of the wrong subject: %s", f.Word())
		}
		failures++
	})
	lines := 0
	for _, set := range []Set{Structural, Named, Contextual, Encoded} {
		cell := c.All[set][""]
		lines += cell.Lines
		if n, a := cell.Scores[0], cell.Scores[1]; n.Found != 0 || n.Left != n.Secret || a.Found != cell.Lines || a.Left != 0 {
			t.Errorf("%s: %+v", set, *cell)
		}
	}
	if failures != lines {
		t.Errorf("%d failures of %d lines", failures, lines)
	}
	if cell := c.All[Lookalike][""]; cell.Scores[0].Touched != 0 || cell.Scores[1].Touched != cell.Lines {
		t.Errorf("look-alikes: %+v", *cell)
	}
}
