package redact_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestContractValueBeforeItsName has a pair whose name comes last in JSON in JSON, at six levels.
func TestContractValueBeforeItsName(t *testing.T) {
	r := defaults(t)
	for _, pair := range []string{
		`{"value":"hx7Q2mZ0cLr9VtB4nKe6W","name":"password"}`,
		`{ "Value": "hx7Q2mZ0cLr9VtB4nKe6W", "Key": "DB_PASSWORD" }`,
		`{"value":"hx7Q2mZ0cLr9VtB4nKe6W","name":"colour"}`,
		`{"value\n":"hx7Q2mZ0cLr9VtB4nKe6W","name":"password"}`,
	} {
		hides := !strings.Contains(pair, "colour") && !strings.Contains(pair, `\n`)
		for level := range 7 {
			whole := r.String(pair)
			for how, got := range map[string]string{"String": whole, "AppendJSON": string(r.AppendJSON(nil, []byte(pair))), "stream": streamed(t, r, singles(pair)...)} {
				switch {
				case strings.Contains(got, "hx7Q2") == hides:
					t.Errorf("%s at level %d: %s gives %s", how, level, pair, got)
				case !json.Valid([]byte(got)):
					t.Errorf("%s at level %d: %s gives %s, which is no JSON", how, level, pair, got)
				}
			}
			text, err := json.Marshal(map[string]string{"msg": pair})
			if err != nil {
				t.Fatal(err)
			}
			pair = string(text)
		}
	}
}
