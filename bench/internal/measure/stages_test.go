package measure

import (
	"strings"
	"testing"
	"time"
)

//go:noinline
func spin(text string) (n int) {
	for range 2000 {
		n += strings.Count(text, "b")
	}
	return n
}

// TestStages profiles a loop that one function fills: its stage, by the longest
// prefix, has the time, with what it calls in the standard library.
func TestStages(t *testing.T) {
	text, n := strings.Repeat("abc", 1000), 0
	stages := []Stage{{"package", []string{"github.com/tacit-go/tacit/bench/internal/measure."}}, {"spin", []string{"github.com/tacit-go/tacit/bench/internal/measure.spin"}}}
	took, err := Stages(stages, 300*time.Millisecond, func() { n += spin(text) })
	if err != nil {
		t.Fatal(err)
	}
	if len(took) != 3 || took[1] == 0 || took[1] < took[0] || took[1] < took[2] {
		t.Errorf("package, spin and else take %v", took)
	}
}
