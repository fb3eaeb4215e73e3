package scan

import (
	"testing"

	"github.com/tacit-go/tacit/redact/internal/literal"
)

func TestShortIsOfTheWholeSize(t *testing.T) {
	for size, want := range map[int]literal.Outcome{0: literal.Slight, 24: literal.Slight, 25: literal.Something, 1 << 16: literal.Something, 1<<16 + 9: literal.Something} {
		if got := counted(finding(isValue, 5, 5+size), size, true).Outcome; got != want {
			t.Errorf("%d bytes that are spared are %v", size, got)
		}
		if got := counted(finding(isValue, 5, 5+size), size, false).Outcome; got != literal.Something {
			t.Errorf("%d bytes that are hidden are %v", size, got)
		}
	}
}

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
