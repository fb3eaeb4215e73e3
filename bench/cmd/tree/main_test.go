package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestGenerate checks that planted lines stand where it says.
func TestGenerate(t *testing.T) {
	planted, err := generate(t.TempDir(), 1, 1)
	if err != nil || len(planted) == 0 {
		t.Fatal(len(planted), err)
	}
	again, err := generate(t.TempDir(), 1, 1)
	if err != nil || len(again) != len(planted) {
		t.Errorf("%d planted, then %d; %v", len(planted), len(again), err)
	}
	for p := range planted {
		text, err := os.ReadFile(p.File)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(p.File) == "" || p.Line < 1 || p.Line > strings.Count(string(text), "\n") {
			t.Errorf("%+v", p)
		}
	}
}

func TestCompared(t *testing.T) {
	planted := map[place]bool{{"a", 1}: true, {"a", 2}: true, {"a", 3}: true}
	ours := run{cpu: 1e9, out: []byte(`{"file":"a","line":1}` + "\n" + `{"file":"a","line":9}` + "\n")}
	theirs := run{cpu: 30e9, out: []byte(`{"file":"a","line":1,"rule":"x"}
{"file":"a","line":2,"rule":"y"}
{"file":"a","line":3,"rule":"z","named":true}
{"file":"a","line":7,"rule":"w"}
`)}
	md, err := compared(1, 1, planted, ours, theirs)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| tacit scan | 1.00 | 0.00 | 0 | 1 | 1 |", "| gitleaks dir, default rules | 30.00 | 0.00 | 0 | 3 | 1 |",
		"takes 30 times", "misses 1 by rules", "- `y`: 1\n- `z`: 1\n", "no secret:\n\n- `w`: 1\n",
	} {
		if !strings.Contains(string(md), want) {
			t.Errorf("no %q in\n%s", want, md)
		}
	}
}
