package pattern

import (
	"reflect"
	"slices"
	"testing"
)

func TestPrecompile(t *testing.T) {
	exprs := []string{`not valid (`, `(?m:^)x[^\n]{0,9}(y{2,})z`, `(?i:abc)|x{3}[a-f]{1,300}\b`}
	for _, tt := range tokens {
		exprs = append(exprs, tt.expr)
	}
	data := Precompile(exprs)
	for _, expr := range exprs {
		want, _ := new(Compiler).compile(expr)
		if got := precompiled(string(data), expr); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: differs from what is compiled", expr)
		}
		if precompiled(string(data), expr+"x") != nil || precompiled("", expr) != nil {
			t.Errorf("%s: another expression has its automaton", expr)
		}
	}
	if missing, wrong := Compare(data, append(exprs[1:], `another[0-9]`)); missing != 1 || wrong != 0 {
		t.Errorf("%d are missing and %d wrong", missing, wrong)
	}
	other := slices.Clone(data)
	other[len(other)-1] ^= 1
	if missing, wrong := Compare(other, exprs); missing != 0 || wrong != 1 {
		t.Errorf("%d are missing and %d wrong, want one", missing, wrong)
	}
	// Broken data is no automaton, or one that stays within its table.
	for i := range data {
		broken := slices.Clone(data)
		broken[i] ^= byte(1 + i%255)
		for _, expr := range exprs[1:3] {
			for _, d := range []string{string(broken), string(data[:i])} {
				if p := precompiled(d, expr); p != nil {
					p.longest("xyyyyz\nxxxaf0123", 0)
				}
			}
		}
	}
}
