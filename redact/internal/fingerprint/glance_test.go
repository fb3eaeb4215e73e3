package fingerprint

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// glanceOf is a glance at text, of which nothing but its bytes is read.
func glanceOf(k kernel, text []byte, t *tables) (g glance, found some) {
	for _, m := range []*glanceMarks{&g.odd, &g.may, &g.run64, &g.run32, &g.list, &g.in64, &g.inList, &g.doubt, &g.number} {
		*m = glanceMarks{1, 2, 3, 4} // what was there does not matter
	}
	found = glanceAsm(k, text, t, &g)
	return g, found
}

// compareGlance fails unless a glance of k at text tells what a survey does.
func compareGlance(t *testing.T, k kernel, text []byte, tab *tables, seen map[string]int) {
	t.Helper()
	var want survey
	surveyGo(text, tab, &want)
	have, found := glanceOf(k, text, tab)
	any := func(m *marks) bool { return *m != marks{} }
	fields := []struct {
		name string
		want *marks
		have *glanceMarks
		bit  some
	}{
		{"odd", &want.odd, &have.odd, someOdd},
		{"may", &want.may, &have.may, someMay},
		{"run64", &want.run64, &have.run64, some64},
		{"run32", &want.run32, &have.run32, some32},
		{"list", &want.list, &have.list, 0},
		{"in64", &want.in64, &have.in64, 0},
		{"inList", &want.inList, &have.inList, 0},
		{"number", &want.number, &have.number, someNumber},
	}
	for _, f := range fields {
		if f.name == "number" && !any(&want.list) && found&someNumber == 0 {
			continue
		}
		if glanceMarks(f.want[:glanceReach/64]) != *f.have && !(f.name == "may" && any(&want.odd) && len(text) > glanceReach-2*maxToken) {
			t.Fatalf("kernel %d: %s of %d bytes %q:\n%x, want\n%x", k, f.name, len(text), text, *f.have, *f.want)
		}
		if f.bit != 0 && any(f.want) != (found&f.bit != 0) {
			t.Fatalf("kernel %d: %s of %q: told %v", k, f.name, text, found)
		}
		if any(f.want) {
			seen[f.name]++
		}
	}
	var doubt glanceMarks
	for i, c := range text {
		if c >= 0x80 || classes[c]&classDoubt == 0 && i > 0 && classOf[text[i-1]]&isHex != 0 {
			continue // not at the beginning of eight digits
		}
		doubt[i/64] |= want.doubt[i/64] & (1 << (i % 64))
	}
	if (found&someDoubt != 0) != (doubt != glanceMarks{}) || found&someDoubt != 0 && doubt != have.doubt {
		t.Fatalf("kernel %d: doubt of %q:\n%x, want\n%x", k, text, have.doubt, doubt)
	}
	if hits := any(&want.hits) && want.index(len(text)) >= 2*window; hits != (found&someHits != 0) {
		t.Fatalf("kernel %d: hits of %q: told %v", k, text, found)
	}
	many := want.index(len(text)) > 64 // glanceVBMI packs them in another way
	for name, some := range map[string]bool{
		"doubt": found&someDoubt != 0, "hits": found&someHits != 0 && !many, "hits of many": found&someHits != 0 && many,
		"none": found&(someDoubt|someHits) == 0, "none of many": found&someHits == 0 && many,
	} {
		if some {
			seen[name]++
		}
	}
}

// listText is a list of digits that spell symbols, what may be skipped between them, and what ends both.
func listText(r *rand.Rand, n int) []byte {
	skipped := []string{"\xc2\xad", "\xe2\x80", "\xe2\x81", "\xef\xbb", "\x00", "\r", "=\n", "\\n", "\x1b[", "\xc2\xbb"}
	var text []byte
	for ends := r.IntN(6); len(text) < n; {
		switch k := r.IntN(8); {
		case k == 0:
			text = append(text, ' ')
		case k == 1:
			text = fmt.Appendf(text, "%x", skipped[r.IntN(len(skipped))])
		case k < 2+ends:
			text = append(text, "ff"...)
		default:
			text = fmt.Appendf(text, "%02x", "abcXYZ019+-_ "[r.IntN(13)])
		}
	}
	return text[:n]
}

func TestGlance(t *testing.T) {
	kernels := surveyKernels()
	if len(kernels) == 0 {
		t.Skip("no kernel")
	}
	for _, k := range kernels {
		if !k.glanceAgrees() {
			t.Errorf("kernel %d fails its test", k)
		}
		r := rand.New(rand.NewPCG(5, 5))
		seen := map[string]int{}
		for range 20_000 {
			compareGlance(t, k, surveyText(r, 1+r.IntN(glanceReach)), surveyTables(r), seen)
			compareGlance(t, k, listText(r, 1+r.IntN(glanceReach)), surveyTables(r), seen)
		}
		for _, name := range []string{"odd", "may", "run64", "run32", "list", "number", "doubt", "hits", "hits of many", "none", "none of many"} {
			if seen[name] < 100 {
				t.Errorf("kernel %d: %s in %d texts only", k, name, seen[name])
			}
		}
	}
	if fastGlance() != kernels[0] {
		t.Error("the fastest kernel does not glance")
	}
}

// What glances skip of short texts has nothing in it, wherever they are cut.
func TestGlanceLosesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	quiet, matched, blank, rounds := 0, 0, 0, 10_000
	if testing.Short() {
		rounds = 2000
	}
	for round := range rounds {
		var entries []Entry
		var forms []string
		for id := range 1 + r.IntN(4) {
			set := []string{"abnrtXYZ019/+", "0123456789abcdef", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "kZ9-_.!$", "0123456789", "aZ=09\\n", "aZ 09", "b \t=\n1"}[r.IntN(8)]
			f := make([]byte, window+r.IntN(30))
			for i := range f {
				f[i] = set[r.IntN(len(set))]
			}
			for Symbols(f) < window {
				f = append(f, "n1"...)
			}
			forms = append(forms, string(f))
			entries = append(entries, Entry{Form: f, ID: int32(id), WordBound: r.IntN(3) == 0, Joined: r.IntN(3) > 0, Before: uint8(r.IntN(3))})
		}
		s := Build(testSeed, entries...)
		text := []byte(logText(r, r.IntN(mostGlances*glanceReach), forms))
		if r.IntN(3) == 0 {
			text = text[r.IntN(1+len(text)/2):]
		}
		all := State{whole: true}
		want := sorted(s.Advance(&all, text, len(text), true, nil))
		if s.Quiet(text, false) {
			if quiet++; s.blanks {
				blank++
			}
			if len(want) > 0 {
				t.Fatalf("round %d: forms %q: quiet %q has %v", round, forms, text, want)
			}
		}
		lacks := func(have []Match) bool {
			return slices.ContainsFunc(want, func(m Match) bool { return !slices.Contains(have, m) })
		}
		var st State
		if have := s.Advance(&st, text, len(text), true, nil); lacks(have) {
			t.Fatalf("round %d: forms %q: %q has %v, want %v", round, forms, text, have, want)
		}
		var pieces State
		var have []Match
		for at := 0; at < len(text); {
			at = min(len(text), at+1+r.IntN(200))
			have = s.Advance(&pieces, text, at, at == len(text), have)
		}
		if lacks(have) {
			t.Fatalf("round %d: forms %q: %q in pieces has %v, want %v", round, forms, text, have, want)
		}
		matched += len(want)
	}
	if quiet < rounds/20 || blank < rounds/100 || matched < rounds/2 {
		t.Errorf("only %d quiet texts, %d beside early blanks, and %d matches: the test shows little", quiet, blank, matched)
	}
}
