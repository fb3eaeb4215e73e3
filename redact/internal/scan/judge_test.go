package scan

import (
	"testing"

	"github.com/tacit-go/tacit/redact/internal/literal"
)

func TestFindingOfManyDetectors(t *testing.T) {
	x := finding(isMatch, 1, 2)
	for _, n := range []int32{0, 1, 1<<16 - 1, 1 << 16, 1<<16 + 1, 1<<31 - 1} {
		switch got := by(n, x); {
		case got.Outcome == literal.Unclear:
			if n < 1<<16 {
				t.Errorf("%d cannot be named", n)
			}
		case int32(got.By) != n:
			t.Errorf("%d is named %d", n, got.By)
		}
		if got := by(n, nothing); got.Outcome != literal.Nothing {
			t.Errorf("%d: nothing has become %v", n, got.Outcome)
		}
	}
}
