package grammar

import (
	"strings"
	"testing"
)

// TestLine marks with | the offset to ask for; ( and ) stand around what belongs
// to the value of a name.
func TestLine(t *testing.T) {
	for _, tt := range []struct {
		text string
		want bool
	}{
		{`|`, false},
		{`"|`, true},
		{`"a"|`, false},
		{`"a\"|`, true},
		{`"a\\"|`, false},
		{`{"a":"b","c":["d",{"e":"|`, true},
		{`{"a":"b","c":["d"],"e"|`, false},
		{`  "pretty": "|`, true},
		{`{"a":12.5,"b":null , "c" : "|`, true},
		{`{a:b, c:"|`, true},
		{`{a:b[0].c, d:"|`, true},
		{`{"a":"b" "c":"|`, false},
		{`{"a":"b"c,"d":"|`, false},
		{`{a b:"|`, false},
		{`{'a':"|`, false},
		{`{a="|`, false},
		{`{a:"b"} "|`, false},
		{"\"open\n|", false},
		{"it's\n\"|", true},
		{`2024-01-02 INFO {"a":"|`, true},
		{`2024-01-02 [main] INFO {"a":"|`, true},
		{`it's {"a":"|`, true},
		{`x y="|`, false},
		{`x pass('a {"b):"|`, false},
		{`x pass('a) {"b:"|`, false},
		{`x pass('a') {"b":"|`, true},
	} {
		value := strings.IndexByte(tt.text, ')')
		if value >= 0 {
			value--
		}
		text := strings.NewReplacer("(", "", ")", "").Replace(tt.text)
		at := strings.IndexByte(text, '|')
		b := []byte(strings.Replace(text, "|", "", 1))
		var whole Line
		if got := whole.At(b, at, value); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.text, got, tt.want)
		}
		var steps Line
		for i := range b {
			steps.At(b, i, value)
			if i == 3 {
				steps.Rebase(2)
				b, at, value = b[2:], at-2, value-2
			}
			if i >= at {
				break
			}
		}
		if got := steps.At(b, at, value); got != tt.want {
			t.Errorf("%s, step by step: got %v, want %v", tt.text, got, tt.want)
		}
	}
}
