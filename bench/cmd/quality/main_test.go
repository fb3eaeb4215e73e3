package main

import (
	"testing"

	"github.com/tacit-go/tacit/bench/quality"
	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// TestLabelled holds what is published: nothing of what may stay goes, and of some 50,000
// lines with a secret no more than these show one. What a change finds it may lower.
func TestLabelled(t *testing.T) {
	if testing.Short() {
		t.Skip("all carriers with all kinds")
	}
	r, err := redact.New(redact.WithDetectors(detectors.Default()...))
	if err != nil {
		t.Fatal(err)
	}
	most := map[string]int{"miss": 8, "part": 0, "over": 65}
	find, got, lines := tacit(r), map[string]int{}, 0
	counted := func(dst []quality.Span, line []byte) []quality.Span {
		lines++
		return find(dst, line)
	}
	quality.Count(1, 1, []quality.Subject{{Name: "Tacit", Find: counted}}, func(f quality.Failure) {
		s := f.Sample
		got[f.Word()]++
		switch s.Set {
		case "look-alike", "harmless name", "reference":
			t.Errorf("%s (%s, %s): %s becomes %s", s.Set, s.Kind, s.Carrier, s.Text.Marked(), f.Hidden())
		}
	})
	for word, n := range got {
		if n > most[word] {
			t.Errorf("%s: %d lines, at most %d expected", word, n, most[word])
		}
	}
	if lines < 50_000 {
		t.Errorf("%d lines measured", lines)
	}
}
