package redact_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/pattern"
)

var update = flag.Bool("update", false, "write internal/pattern/compiled.bin and internal/literal/planned.bin")

// TestCompiledBeforehand compiles the patterns of the catalogue and compares them with
// what package pattern has at hand, and places the literals that package literal has at
// hand once more. Both may lack a few that are new: they are compiled and placed by New.
func TestCompiledBeforehand(t *testing.T) {
	alone(t)
	const compiled, guards, planned = "internal/pattern/compiled.bin", "internal/pattern/guards.bin", "internal/literal/planned.bin"
	var exprs []string
	runs := map[string]bool{}
	for _, d := range detectors.All() {
		if d.Pattern != "" {
			for _, expr := range pattern.Alternatives(d.Pattern) {
				exprs = append(exprs, expr)
				runs[expr] = len(d.Run) > 0
			}
		}
	}
	lits := redact.LiteralsOf(redact.WithDetectors(detectors.Default()...))
	if *update {
		progs, around := pattern.Precompile(exprs, func(expr string) bool { return runs[expr] })
		write(t, compiled, progs)
		write(t, guards, around)
		write(t, planned, literal.Plan(lits))
	}
	const few = 20 // of so many one
	if missing, wrong := pattern.Compare(read(t, compiled), read(t, guards), exprs); wrong > 0 || missing > len(exprs)/few {
		t.Errorf("%s: of %d patterns %d are missing and %d are compiled otherwise; run this test with -update", compiled, len(exprs), missing, wrong)
	}
	data := read(t, planned)
	known := map[literal.Literal]bool{}
	for _, l := range literal.Planned(data) {
		known[l] = true
	}
	missing := 0
	for _, l := range lits {
		if !known[l] {
			missing++
		}
	}
	if !bytes.Equal(literal.Plan(literal.Planned(data)), data) || missing > len(lits)/few {
		t.Errorf("%s: of %d literals %d are missing, or they are placed otherwise; run this test with -update", planned, len(lits), missing)
	}
}

func write(t *testing.T, file string, data []byte) {
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, file string) []byte {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
