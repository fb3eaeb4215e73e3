package redact_test

import (
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// A name that is given is found as it is written, or refused: none is silently without
// effect.
func TestNamesAreFoundOrRefused(t *testing.T) {
	for _, name := range []string{"member_no2", "zz_name0", "pin2", "zz1", "x9_key", "apikey1", "oauth2_code", "ab", "step_2_word"} {
		r, err := redact.New(redact.WithNames(name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, text := range []string{name + "=hunter2-prod", `{"` + name + `":"hunter2-prod"}`} {
			if r.String(text) == text {
				t.Errorf("%s stays", text)
			}
		}
	}
	for _, name := range []string{"zz_q", "a_b", "aBc"} {
		if _, err := redact.New(redact.WithNames(name)); err == nil {
			t.Errorf("%s is taken and never found", name)
		}
	}
}
