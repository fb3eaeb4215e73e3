package redact_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// Broken JSON has no end of its own: under a sensitive name all of it is hidden.
func TestContractNamedBrokenJSON(t *testing.T) {
	r := redact.MustNew(redact.WithNames("password"), redact.WithPath("ruled", redact.Redact))
	for _, raw := range []string{`{"a":"one` + "\n" + `two-lines`, `{"a":`, `[1,` + "\n" + `"x-y-z"`, `"open` + "\n\n" + `end`, `bare`} {
		for _, name := range []string{"password", "ruled"} {
			out := fmt.Sprint(r.Value(map[string]any{name: json.RawMessage(raw)}))
			for _, part := range []string{"one", "two-lines", "x-y-z", "open", "end", "bare"} {
				if strings.Contains(strings.ReplaceAll(out, "REDACTED", ""), part) {
					t.Errorf("%s under %s: %q shows %q", raw, name, out, part)
				}
			}
		}
	}
}
