package redact

import (
	"strings"
	"testing"
)

// TestBrokenValues: what a broken value under a sensitive name begins with is not all of it.
func TestBrokenValues(t *testing.T) {
	r := MustNew(WithNames("password"))
	for in, want := range map[string]string{
		`{"password":nul hunterQ7pw,"x":"y"}`:         `{"password":[REDACTED:name]`,
		`{"password"::"hunterQ7pw","x":1}`:            `{"password":[REDACTED:name]`,
		`{"password":"a" "hunterQ7pw"}` + "\nnext":    `{"password":"[REDACTED:name]" [REDACTED:name]` + "\nnext",
		`{"password":1 hunterQ7pw}`:                   `{"password":"[REDACTED:name]" [REDACTED:name]`,
		`{"password":["a"] hunterQ7pw}`:               `{"password":["[REDACTED:name]"] [REDACTED:name]`,
		`{"user":"a" "b"}`:                            `{"user":"a" "b"}`,
		`{"password":"abc12"`:                         `{"password":"[REDACTED:name]"`,
		`{"password":"abc12"` + "\n" + `{"user":"b"}`: `{"password":"[REDACTED:name]"` + "\n" + `{"user":"b"}`,
	} {
		got := string(r.AppendJSON(nil, []byte(in)))
		if got != want {
			t.Errorf("%s gives %s, want %s", in, got, want)
		}
		if again := string(r.AppendJSON(nil, []byte(got))); again != got {
			t.Errorf("%s gives %s again", got, again)
		}
	}
}

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
