package pattern

import (
	"slices"
	"testing"
)

func TestAlternatives(t *testing.T) {
	for _, c := range []struct {
		expr string
		want []string // nil: as it is
	}{
		{`a`, nil}, {`a|b`, nil}, {`a(x)|b`, nil}, {`a(x)b(y)`, nil}, {``, nil}, {`(`, nil}, {`[`, nil}, {`\`, nil}, {`(?`, nil},
		{`a(x)|b(y)`, []string{`a(x)`, `b(y)`}},
		{`a(x)|b|c(?P<n>y)`, []string{`a(x)`, `b`, `c(?P<n>y)`}},
		{`(?:p|q)(x|z)|b(?<n>y)`, []string{`(?:p|q)(x|z)`, `b(?<n>y)`}},
		{`[|)](x)|[^]|(]\|\((y)`, []string{`[|)](x)`, `[^]|(]\|\((y)`}},
		{`[[:alpha:]|](x)|b(y)`, []string{`[[:alpha:]|](x)`, `b(y)`}},
		{`[\]|](x)|b(y)`, []string{`[\]|](x)`, `b(y)`}},
		{`(?i)a(x)|b(y)`, nil}, {`(?i:a)(x)|b(y)`, []string{`(?i:a)(x)`, `b(y)`}}, {`(?:(?i)a)(x)|b(y)`, []string{`(?:(?i)a)(x)`, `b(y)`}},
		{`\Qa|b\E(x)|c(y)`, nil},
	} {
		if c.want == nil {
			c.want = []string{c.expr}
		}
		if got := Alternatives(c.expr); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.expr, got, c.want)
		}
	}
}
