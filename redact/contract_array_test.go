package redact_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// A number that is replaced gets quotes where it stands in JSON, at the level of the
// string around it, however long the array is that it ends.
func TestContractLongArraysOfNumbers(t *testing.T) {
	alone(t)
	const number = "7390184625550"
	set := redact.NewSecretSet()
	if _, err := set.Set("number", []byte(number)); err != nil {
		t.Fatal(err)
	}
	r := build(t, redact.WithSecrets(set), redact.WithReplacement(redact.Fixed(hidden)))
	for _, n := range []int{1, 300, 5000} {
		list := "[" + strings.Repeat("17, ", n) + number + ", " + number + ", " + strings.Repeat("17, ", n) + number + "]"
		quoted := func(text string) string {
			out, err := json.Marshal(text)
			if err != nil {
				t.Fatal(err)
			}
			return string(out)
		}
		for _, v := range []struct {
			in, mark string
		}{
			{list, `"` + hidden + `"`},
			{"{\n\"a\": " + list + "}", `"` + hidden + `"`},
			{quoted(list), hidden},
			{`{"m":` + quoted("got "+list+" end") + "}", hidden},
			{`{"m":` + quoted(`{"x":`+list+"}") + `,"n":` + list + "}", `\"` + hidden + `\"`},
			{`{"m":` + quoted(`{"n":`+quoted(`{"x":`+list+"}")+"}") + "}", `\\\"` + hidden + `\\\"`},
		} {
			name := fmt.Sprintf("%d, %.20s", n, v.in)
			got := r.String(v.in)
			if !json.Valid([]byte(got)) || !strings.Contains(got, " "+v.mark+",") || strings.Contains(got, number) {
				t.Errorf("%s: %s", name, got[max(0, len(got)-100):])
			}
			if out := r.AppendJSON(nil, []byte(v.in)); string(out) != got {
				t.Errorf("%s: JSON is not as text: %s", name, out[max(0, len(out)-100):])
			}
			for _, size := range []int{64, 700, len(v.in) / 2} {
				if out := streamed(t, r, pieces(v.in, size)...); out != got {
					t.Errorf("%s: in pieces of %d bytes: %s", name, size, out[max(0, len(out)-100):])
				}
			}
		}
	}
}
