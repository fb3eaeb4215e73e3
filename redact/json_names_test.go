package redact

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestPlainNames compares the quick look at names with the reading of the structure:
// what it passes of quiet text holds nothing to add.
func TestPlainNames(t *testing.T) {
	r := MustNew(WithNames("password", "api_key", "pin"), WithLimits(Limits{MaxDepth: 6}))
	st := r.load()
	rnd := rand.New(rand.NewPCG(1, 2))
	names := []string{
		"status", "level", "pass_word", "Pass-Word", `pass\u0077ord`, "api key", "apiKey", "a", "", "x:y", `a\"b`, "password", "pi_n", "time", "spin",
		strings.Repeat("long name ", 20), "pass\tword",
	}
	texts := []string{`"v"`, "1", `"a: b"`, `"\": \"pass_word"`, `"12:30:00"`, "null", `"{[{[{[{[{[{["`, "tru", `"x`}
	var value func(depth int) string
	value = func(depth int) string {
		switch rnd.IntN(4) {
		case 0:
			if depth < 8 {
				return fmt.Sprintf(`{"%s"%s:%s %s}`, names[rnd.IntN(len(names))], strings.Repeat(" \n", rnd.IntN(2)), strings.Repeat("\t", rnd.IntN(2)), value(depth+1))
			}
		case 1:
			if depth < 8 {
				return "[" + value(depth+1) + "," + value(depth+1) + "]"
			}
		}
		return texts[rnd.IntN(len(texts))]
	}
	passed, nested := 0, 0
	for range 20_000 {
		text := value(0)
		if st.quiet([]byte(text)) && st.plainNames([]byte(text)) {
			passed++
			j := jsonScan{st: st, src: []byte(text)}
			if j.documents(&verdict{}); j.found {
				t.Fatalf("%q has something to hide", text)
			}
			if strings.Contains(text, `":`) {
				nested++
			}
		}
	}
	if passed < 5000 || nested < 1000 {
		t.Errorf("%d texts were passed, %d with names", passed, nested)
	}
	for text, want := range map[string]bool{
		`{"a":1,"b":"x"}`: true, `{"a":{"pass_word":1}}`: false, `{"a" : 1}`: true, `{"pass_word" :1}`: false, `{"":1}`: true, `:`: true, `":`: true,
		`{"n\"pass_word":1}`: false, `[[[[[[[1]]]]]]]`: false, `[[[[[[1]]]]]]`: true,
	} {
		if got := st.plainNames([]byte(text)); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
