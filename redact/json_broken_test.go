package redact

import (
	"strings"
	"testing"
)

// TestBrokenRecordsAreLinear: to ask what replaces a broken value takes as long as there
// are matches, so it is asked only where a match begins, and not for ever.
func TestBrokenRecordsAreLinear(t *testing.T) {
	r := MustNew(WithNames("password"), WithStrict("ok"))
	for line, want := range map[string]int{
		"{\"q\":1,\n":                              0,
		"{\"q\":1\n":                               0,
		"{\"password\":\"hunter2\",\n":             0,
		"[{\"password\":{\"a\":\"hunter2\"},\n":    0,
		"{\"ok\":[\"a\" 1],\"q\":{\"a\":[1 2]}}\n": 0,
		"password=x\n":                             maxTries,
	} {
		for _, size := range []int{256, 1 << 10, 4 << 10, 16 << 10} {
			st := r.load()
			src := []byte(strings.Repeat(line, 1+size/len(line)))
			w := st.get()
			w.machine.Advance(src, true)
			j := jsonScan{st: st, jsonRecord: jsonRecord{paths: st.paths}, m: &w.machine, src: src}
			j.documents(&verdict{})
			if !j.found || j.tries > want {
				t.Errorf("%q, %d bytes: found %t, asked %d times", line, size, j.found, j.tries)
			}
			st.put(w)
		}
	}
}
