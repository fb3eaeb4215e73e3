package corpus

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

const seed = 1

func defaults(t testing.TB) *redact.Redactor {
	t.Helper()
	r, err := redact.New(redact.WithDetectors(detectors.Default()...))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestDeterministic(t *testing.T) {
	if !bytes.Equal(Clean(seed, 1<<20), Clean(seed, 1<<20)) {
		t.Error("Clean differs for one seed")
	}
	if bytes.Equal(Clean(seed, 1<<16), Clean(seed+1, 1<<16)) {
		t.Error("Clean is the same for two seeds")
	}
	if !bytes.Equal(Clean(seed, 1<<20)[:1<<16], Clean(seed, 1<<16)) {
		t.Error("a shorter clean text is not the beginning of a longer one")
	}
	if !bytes.Equal(Join(Dirty(seed, 500)), Join(Dirty(seed, 500))) {
		t.Error("Dirty differs for one seed")
	}
	if !slices.EqualFunc(NearMisses(seed, 500), NearMisses(seed, 500), bytes.Equal) {
		t.Error("NearMisses differs for one seed")
	}
	same := func(a, b Hostile) bool { return a.Name == b.Name && bytes.Equal(a.Text, b.Text) }
	if !slices.EqualFunc(HostileTexts(seed, 1<<14), HostileTexts(seed, 1<<14), same) {
		t.Error("HostileTexts differs for one seed")
	}
}

func TestManyKinds(t *testing.T) {
	kinds := Kinds()
	if len(kinds) < 30 {
		t.Errorf("%d kinds of application, want at least 30", len(kinds))
	}
	slices.Sort(kinds)
	if n := len(slices.Compact(kinds)); n != len(Kinds()) {
		t.Errorf("%d of %d kinds have names of their own", n, len(Kinds()))
	}
	for _, l := range CleanLines(seed, 5000) {
		for name := range drawers {
			if name != "id" && bytes.Contains(l, []byte("{"+name+"}")) {
				t.Fatalf("the kind of value %s was not drawn in %q", name, l)
			}
		}
	}
}

func TestLiteralShare(t *testing.T) {
	r := defaults(t)
	literals := Literals(detectors.Default(), r.Describe().Names)
	if len(literals) < 300 {
		t.Fatalf("%d literals, want some hundreds", len(literals))
	}
	d := Measure(Clean(seed, 4<<20), literals)
	t.Logf("%.1f %% of %d lines, %.2f candidates/KB, most often %q; with short literals %.1f %%",
		100*d.Share(), d.Lines, d.Candidates, d.Common, 100*d.ShortShare())
	if d.Share() < 0.15 || d.Share() > 0.30 {
		t.Errorf("%.1f %% of the lines hold a literal, want 15 to 30 %%", 100*d.Share())
	}
}

// overRedacted lists innocent text that the default catalogue hides today. Each
// row is a defect of the catalogue, not of the corpus; the test fails when a row
// is no longer needed.
var overRedacted []string

func TestCleanTextHasNoMatch(t *testing.T) {
	r := defaults(t)
	lines := append(CleanLines(seed, 100_000), NearMisses(seed, 20_000)...)
	seen := make([]int, len(overRedacted))
	finds := 0
	for _, line := range lines {
		for _, m := range r.AppendMatches(nil, line) {
			known := slices.IndexFunc(overRedacted, func(s string) bool { return bytes.Contains(line, []byte(s)) })
			if known >= 0 {
				seen[known]++
				continue
			}
			if finds++; finds <= 10 {
				t.Errorf("%s hides %q in %q", m.Detector, line[m.Start:m.End], line)
			}
		}
	}
	for i, n := range seen {
		if n == 0 {
			t.Errorf("%q is left alone now: take it off the list", overRedacted[i])
		}
	}
}

// notFound lists planted secrets that are not hidden whole today, as the kind
// and what the secret begins with. Like overRedacted, a row is a defect.
var notFound [][2]string

func TestDirtyLinesAreFound(t *testing.T) {
	r := defaults(t)
	seen := make([]int, len(notFound))
	kinds := map[string]int{}
	for _, p := range Dirty(seed, 100*len(plants())) {
		kinds[p.Kind]++
		secret := string(p.Line[p.Secret.Start:p.Secret.End])
		var spans []Span
		for _, m := range r.AppendMatches(nil, p.Line) {
			spans = append(spans, Span{m.Start, m.End})
		}
		if Covers(spans, p.Secret) {
			continue
		}
		known := slices.IndexFunc(notFound, func(k [2]string) bool { return k[0] == p.Kind && strings.HasPrefix(secret, k[1]) })
		if known < 0 {
			t.Errorf("%s at %v is not hidden whole: %v", p.Kind, p.Secret, spans)
			continue
		}
		seen[known]++
	}
	for i, n := range seen {
		if n == 0 {
			t.Errorf("%q is found now: take it off the list", notFound[i])
		}
	}
	for _, k := range PlantedKinds() {
		if kinds[k] != 100 {
			t.Errorf("%d lines of %s, want 100", kinds[k], k)
		}
	}
}

func TestCovers(t *testing.T) {
	spans := []Span{{2, 5}, {5, 8}, {10, 12}}
	for _, c := range []struct {
		s    Span
		want bool
	}{{Span{2, 8}, true}, {Span{3, 7}, true}, {Span{1, 4}, false}, {Span{7, 11}, false}, {Span{12, 13}, false}, {Span{10, 12}, true}} {
		if got := Covers(spans, c.s); got != c.want {
			t.Errorf("Covers(%v) = %v", c.s, got)
		}
	}
}

func TestLiteralsAreNeeded(t *testing.T) {
	one := func(pattern string) []string { return Literals([]redact.Detector{{Pattern: pattern}}, nil) }
	for pattern, want := range map[string][]string{
		`gh[po]_[0-9A-Za-z]{36}`: {"gho_", "ghp_"},
		`(?:abc|abd)+x[0-9]`:     {"abc", "abd"},
		`[0-9]{32}-us[0-9]`:      {"-us"},
		`a?bcd`:                  {"bcd"},
	} {
		if got := one(pattern); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", pattern, got, want)
		}
	}
}
