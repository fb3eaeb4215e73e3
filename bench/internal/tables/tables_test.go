package tables

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/bench/internal/measure"
)

// TestSteps fills every table on little text: that each has rows and no figure
// is missing.
func TestSteps(t *testing.T) {
	if testing.Short() {
		t.Skip("some seconds")
	}
	b, err := New(Config{Seed: 1, Quick: true})
	if err != nil {
		t.Fatal(err)
	}
	b.settings = measure.Settings{Rounds: 1, Slice: time.Millisecond}
	b.whole = 256 << 10
	two := min(2, len(b.variants))
	b.variants, b.engines, b.more = b.variants[:two], b.engines[:two], b.more[:two]
	b.texts[0].text = b.texts[0].text[:1<<20]
	for _, s := range b.Steps() {
		filled, err := s.Fill()
		if err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
		for _, table := range filled {
			if len(table.Rows) == 0 {
				t.Errorf("%s has no rows", table.Title)
			}
			for _, row := range table.Rows {
				if len(row) != len(table.Columns) {
					t.Errorf("%s: %d cells under %d columns", table.Title, len(row), len(table.Columns))
				}
				if text := strings.Join(row, " "); strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
					t.Errorf("%s: %s", table.Title, text)
				}
			}
		}
	}
	if len(b.Panels()) != 2 {
		t.Errorf("%d panels, want 2", len(b.Panels()))
	}
}

// TestTacitFindsWhatIsPlanted reads the table that others will read.
func TestTacitFindsWhatIsPlanted(t *testing.T) {
	b, err := New(Config{Seed: 1, Quick: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range b.finders() {
		if got := hits(&p, [][]byte{[]byte("nothing here"), []byte("password=hunter2-prod")}); got != "50.0 %" {
			t.Errorf("%s hits %s", p.Name, got)
		}
	}
}

// TestFairTokenIsNoText: its digits do not decode to text.
func TestFairTokenIsNoText(t *testing.T) {
	_, digits, _ := strings.Cut(fairToken(), "_")
	plain, err := base64.StdEncoding.DecodeString(digits)
	if err != nil || strings.IndexFunc(string(plain[:12]), func(r rune) bool { return r < ' ' || r > '~' }) < 0 {
		t.Errorf("%v: %q decodes to text", err, digits)
	}
}
