package redact_test

import (
	"strings"
	"testing"
)

// What stands in a label that is not ours is judged as if it stood there alone, also under a
// weak name, in whose brackets it is no member of the name REDACTED.
func TestContractForgedLabels(t *testing.T) {
	r := defaults(t)
	for _, value := range []string{"[REDACTED:hunter2hunter2]", "[REDACTED: hunter2hunter2]", "[REDACTED:x:hunter2hunter2]", "[REDACTED:x REDACTED:hunter2hunter2]", "(REDACTED:hunter2hunter2)", "[[REDACTED:hunter2hunter2]]"} {
		for _, in := range []string{"token=" + value, `token="` + value + `"`, "session: " + value, `{"token":"` + value + `"}`, `{"token":["` + value + `"]}`} {
			once := r.String(in)
			for call, got := range map[string]string{"String": once, "again": r.String(once), "stream": streamed(t, r, singles(in)...), "AppendJSON": string(r.AppendJSON(nil, []byte(in)))} {
				if strings.Contains(got, "hunter2") {
					t.Errorf("%s: %q became %q", call, in, got)
				}
			}
			if got := r.String(once); got != once {
				t.Errorf("%q became %q, and again %q", in, once, got)
			}
		}
	}
	for _, in := range []string{"token=[REDACTED:other-kind]", `{"token":"[REDACTED:x]"}`, "token=[REDACTED:token]"} {
		if got := r.String(in); got != in {
			t.Errorf("%q became %q", in, got)
		}
	}
}
