package middleware

import (
	"encoding/json"
	"strings"
	"testing"
)

// JSON that is cut shows no value whose name may have come behind it.
func TestCutPairs(t *testing.T) {
	const secret = "s3-7d1f90aa"
	r := newRedactor(t)
	for _, body := range []string{
		`{"value":"` + secret + `","name":"password"}`,
		`{"\u0076alue":"` + secret + `","x":1,"n\u0061me":"password"}`,
		`{"Value" : "` + secret + `" , "Key":"DB_PASSWORD"}`,
		`{"a":[{"value":"x","name":"y"},{"value":"` + secret + `","name":"password"}],"n":1}`,
		`{"value":"` + secret + `","other":{"a":[1,2,3]},"name":"password"}`,
		`{"name":"color","value":"` + secret + `","name":"password"}`,
		`{"n":1,"key":"color","value":"` + secret + `" , "\u004eame" : "password"}`,
		`{"value":"` + secret + `","value":"` + secret + `","name":"password"}`,
		`{"name":5,"value":"` + secret + `","x":1,"name":"password"}`,
	} {
		for n := range len(body) {
			got := renderJSON(r.Scope("x"), []byte(body[:n]), true)
			if strings.Contains(got, secret) {
				t.Errorf("%q shows %s", body[:n], got)
			}
			if got != "" && !json.Valid([]byte(got)) {
				t.Errorf("%q became %s", body[:n], got)
			}
		}
	}
	for in, want := range map[string]string{
		`{"a":[{"name":"y","value":"x","n":1,"m`:   `{"a":[{"name":"y","value":"x","n":1}]}`,
		`{"a":[{"value":"x","name":"y"},{"valu`:    `{"a":[{"value":"x","name":"y"},{}]}`,
		`{"a":[{"name":"y","value":"x","m`:         `{"a":[{"name":"y"}]}`,
		`{"ts":1,"value":1.5,"b":{"c":2},"m`:       `{"ts":1,"value":1.5,"b":{"c":2}}`, // what the rule for pairs leaves
		`{"c":"x","value":[{"a":"b"},{"a":"c`:      `{"c":"x","value":[{"a":"b"},{}]}`,
		`{"ts":1,"value":"x","b":{"c":2},"m`:       `{"ts":1}`,
		`["value":"x",["value","name",1,`:          `[]`,
		`{"a":"value","b":1,"c`:                    `{"a":"value","b":1}`,
		`{"a":[{"value":"x","n":1},{"b":"c","d":1`: `{"a":[{"value":"x","n":1},{"b":"c"}]}`,
	} {
		if got := renderJSON(r.Scope("x"), []byte(in), true); got != want {
			t.Errorf("%s became %s", in, got)
		}
	}
}
