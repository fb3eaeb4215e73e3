package redact_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact/internal/pattern"
)

var update = flag.Bool("update", false, "write internal/pattern/compiled.bin")

// TestCompiledBeforehand compiles the patterns of the catalogue and compares what it
// makes with what package pattern has at hand.
func TestCompiledBeforehand(t *testing.T) {
	const file = "internal/pattern/compiled.bin"
	var exprs []string
	for _, d := range detectors.All() {
		if d.Pattern != "" {
			exprs = append(exprs, d.Pattern)
		}
	}
	want := pattern.Precompile(exprs)
	if *update {
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is not what the catalogue compiles to: run go test ./redact -run %s -update (%v)", file, t.Name(), err)
	}
}
