package redact

import "testing"

func TestDescribeStates(t *testing.T) {
	states := func(patterns ...string) int {
		var ds []Detector
		for i, p := range patterns {
			ds = append(ds, Detector{ID: string(rune('a' + i)), Pattern: p})
		}
		return MustNew(WithNames("password"), WithDetectors(ds...)).Describe().States
	}
	short, long := states(`abcd[0-9]{4}`), states(`abcd[0-9]{40}`)
	if long-short != 36 {
		t.Errorf("%d states, and %d with 36 digits more", short, long)
	}
	if both := states(`abcd[0-9]{4}`, `abcd[0-9]{40}`); both != short+long {
		t.Errorf("%d states of both, want %d", both, short+long)
	}
	if n := states(); n != 0 {
		t.Errorf("%d states without a pattern", n)
	}
}
