package detectors

import (
	"bufio"
	"bytes"
	"os"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// TestEngineExamples checks every example against the engine, one detector at a
// time: the exact span of each hit, and nothing in a miss.
func TestEngineExamples(t *testing.T) {
	for _, d := range All() {
		t.Run(d.ID, func(t *testing.T) {
			r := engine(t, d)
			for _, hit := range d.Hits {
				text, want := parseExample(t, hit)
				got := r.AppendMatches(nil, []byte(text))
				if len(got) != 1 || (span{got[0].Start, got[0].End}) != want || got[0].Detector != d.ID {
					t.Errorf("%q: got %v, want %v", text, got, want)
				}
			}
			for _, miss := range d.Misses {
				if got := r.AppendMatches(nil, []byte(miss)); len(got) > 0 {
					t.Errorf("%q: got %v", miss, got)
				}
			}
		})
	}
}

// TestEngineContexts puts the structural examples into the places of telemetry.
func TestEngineContexts(t *testing.T) {
	for _, d := range Structural() {
		t.Run(d.ID, func(t *testing.T) {
			r := engine(t, d)
			for _, hit := range contextHits(d) {
				for _, c := range logContexts {
					text, want := place(t, d, hit, c.format)
					got := r.AppendMatches(nil, []byte(text))
					if len(got) != 1 || !covers(text, span{got[0].Start, got[0].End}, want) {
						t.Errorf("%s: %q: got %v, want %v", c.name, text, got, want)
					}
				}
			}
		})
	}
}

// TestEngineDefaultHides checks that no detector of the preset stands in the way
// of another: each hit is hidden by the whole preset too.
func TestEngineDefaultHides(t *testing.T) {
	r := engine(t, Default()...)
	for _, d := range Default() {
		for _, hit := range d.Hits {
			text, want := parseExample(t, hit)
			hidden := false
			for _, m := range r.AppendMatches(nil, []byte(text)) {
				hidden = hidden || m.Start <= want.start && m.End >= want.end
			}
			if !hidden {
				t.Errorf("%s: %q is not hidden", d.ID, text)
			}
		}
	}
}

// TestMustSurvive checks that lines which on-call engineers read pass the preset
// byte for byte.
func TestMustSurvive(t *testing.T) {
	f, err := os.Open("testdata/must-survive.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := engine(t, Default()...)
	lines := bufio.NewScanner(f)
	n := 0
	for ; lines.Scan(); n++ {
		if got := r.String(lines.Text()); got != lines.Text() {
			t.Errorf("%q became %q", lines.Text(), got)
		}
	}
	if err := lines.Err(); err != nil || n < 50 {
		t.Errorf("%d lines, %v", n, err)
	}
}

// TestPatternsSurvive is TestMustSurvive for the patterns by package regexp.
func TestPatternsSurvive(t *testing.T) {
	lines, err := os.ReadFile("testdata/must-survive.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range All() {
		if d.Pattern == "" {
			continue
		}
		if got := newModel(t, d).find(string(lines)); len(got) > 0 {
			t.Errorf("%s: matched %q", d.ID, lines[got[0].start:got[0].end])
		}
	}
}

func engine(t *testing.T, ds ...redact.Detector) *redact.Redactor {
	t.Helper()
	r, err := redact.New(redact.WithDetectors(ds...))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A pattern of which the literal stands far from the start would have a stream hold back every line.
func TestNoLineIsHeldBack(t *testing.T) {
	var b bytes.Buffer
	w := engine(t, Default()...).NewStreamWriter(&b)
	if _, err := w.Write([]byte("one\n")); err != nil || b.String() != "one\n" {
		t.Errorf("%q, %v", b.String(), err)
	}
}
