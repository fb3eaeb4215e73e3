package fingerprint

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// What is merged, and what was added or taken out meanwhile, is all found, also by a
// State that began before.
func TestMerge(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	var entries []Entry
	var forms []string
	add := func(s *Snapshot) *Snapshot {
		f := fmt.Sprintf("%s%06d", randomForm(r), len(entries))
		entries, forms = append(entries, Entry{Form: []byte(f), ID: int32(len(entries)), Joined: r.IntN(2) == 0}), append(forms, f)
		return s.With(entries[len(entries)-1])
	}
	s := Build(testSeed)
	merges, kept := 0, 0
	for len(entries) < 16_000 {
		s = add(s)
		if !s.Crowded() {
			continue
		}
		m := s.Merge()
		if m == nil {
			t.Fatal("crowded, but there is nothing to merge")
		}
		for range r.IntN(4) {
			s = add(s)
		}
		if r.IntN(8) == 0 { // the tiers that were merged are not those of s any more
			gone := r.IntN(len(entries))
			s = s.Without(entries[gone].ID)
			forms[gone] = ""
		}
		text := "some text " + forms[len(forms)-1] + " and more"
		var st State
		cut := r.IntN(len(text))
		out := s.Advance(&st, []byte(text), cut, false, nil)
		n := s.Merged(m)
		merges++
		if n.lanes[0].tiers[0] != s.lanes[0].tiers[0] || n.filter != s.filter {
			kept++
		}
		out = n.Advance(&st, []byte(text), len(text), true, out)
		if len(whole(s, text)) > 0 && !slices.ContainsFunc(out, func(m Match) bool { return slices.Contains(whole(s, text), m) }) {
			t.Fatalf("%q cut at %d: lost by a merge: %v", text, cut, out)
		}
		s = n
		for i := range s.lanes {
			if n := len(s.lanes[i].tiers); n > maxTiers {
				t.Fatalf("%d tiers", n)
			}
		}
	}
	if merges < 20 || kept < 10 {
		t.Errorf("%d merges, of which %d did something: the test shows nothing", merges, kept)
	}
	for i, f := range forms {
		if i%5 != 0 {
			continue
		}
		text := "x " + f + " y"
		if want := whole(Build(testSeed, entries[i]), text); f != "" && !slices.ContainsFunc(whole(s, text), func(m Match) bool { return len(want) == 0 || m == want[0] }) && len(want) > 0 {
			t.Errorf("%q is lost", f)
		}
	}
}

// A merge does not interrupt a view.
func TestMergeWithinARun(t *testing.T) {
	const value = "Zk9vLmW0x2pTbR4nC8sD1fG6"
	s := Build(testSeed, Entry{Form: []byte(value), ID: 7})
	text := fmt.Appendf(nil, "id=%x%x end", "something before ", value)
	merged := s.Merged(&Merger{base: s})
	for cut := range text {
		var st State
		out := s.Advance(&st, text, cut, false, nil)
		if out = merged.Advance(&st, text, len(text), true, out); len(out) != 1 {
			t.Fatalf("cut at %d: %v", cut, out)
		}
	}
}

// A value that is added within a run of hexadecimal digits is found from there on.
func TestSetWithinARun(t *testing.T) {
	const value = "Zk9vLmW0x2pTbR4nC8sD1fG6"
	s := Build(testSeed, Entry{Form: []byte("another-value-1"), ID: 1})
	after := s.With(Entry{Form: []byte(value), ID: 7})
	text := fmt.Appendf(nil, "id=%x%x end", "something before ", value)
	for cut := range len("id=") + 2*len("something before ") {
		var st State
		out := s.Advance(&st, text, cut, false, nil)
		if out = after.Advance(&st, text, len(text), true, out); len(out) == 0 {
			t.Fatalf("cut at %d: not found", cut)
		}
	}
}
