package redact_test

import (
	"strings"
	"testing"
)

// What a validation says of a value, what a declaration says of its type, and where code
// reads it from, are no values.
func TestContractSaidOfValues(t *testing.T) {
	r := defaults(t)
	clean := []string{
		`{"errors":{"password":["can't be blank"]}}`,
		`{"errors":{"password":["is too short (minimum is 8 characters)","can't be blank"]}}`,
		`{"password":"This field is required."}`,
		`{"password":["This field may not be blank."],"api_key":["is invalid."]}`,
		`{"password":"must contain at least 1 uppercase letter"}`,
		`{"password_confirmation":["doesn't match Password"]}`,
		`{"body":"{\"password\":[\"can't be blank\"]}"}`,
		`password: "must be at least 8 characters"`,
		`token := os.Getenv("X")`,
		`password = process.env.DB_PASSWORD;`,
		`password = os.environ["DB_PASSWORD"]`,
		`secret = System.getenv("APP_SECRET");`,
		`let password = std::env::var("DB_PASSWORD");`,
		`interface Login { user: string; password: string }`,
		`input Login { user: String!, password: String! }`,
		`{"user":"string","password":"string"}`,
		`{"password":[{"error":"too_short","count":8}]}`,
		`{"errors":{"password":[{"error":"blank"},{"error":"too_short","count":12}]}}`,
		`{"password":[{"message":"This password is too short.","code":"password_too_short"}]}`,
		`{"password":{"kind":"required","path":"password"}}`,
		`{"api_key":[ { "code": "PasswordTooShort", "description": "must be at least 6 characters" } ]}`,
		`{"body":"{\"password\":[{\"error\":\"blank\"}]}"}`,
	}
	for _, text := range clean {
		if got := r.String(text); got != text {
			t.Errorf("%s became %s", text, got)
		}
		if got := streamed(t, r, singles(text)...); got != text {
			t.Errorf("stream: %s became %s", text, got)
		}
	}
	hidden := []string{
		`{"password":["¦can't be beat¦"]}`,
		`{"password":["¦must be my dog Rex¦"]}`,
		`{"password":"¦blank¦"}`,
		`{"password":"¦password is required¦"}`,
		`{"password":"¦is 123456¦"}`,
		`{"password":["¦can't be blank hunter2¦"]}`,
		`{"password":["can't be blank","¦hunter22¦"]}`,
		`{"password":[{"error":"¦hunter22¦"}]}`,
		`{"password":[{"error":"¦username¦"}]}`,
		`{"password":[{"error":"blank"},{"error":"¦hunter22¦"}]}`,
		`{"password":[{"error":"blank","value":"¦hunter22¦"}]}`,
		`{"password":[{"error":"blank"},"¦hunter22¦"]}`,
		`{"password":[{"error":"blank"}¦hunter22¦]}`,
		`{"password":[{"error":"blank","count":¦1234¦}]}`,
		`{"password":[{"path":"¦username¦"}]}`,
		`{"password":{"kind":"required","path":"¦my_password_rex¦"}}`,
		`{"password":[{"error":"is wrong}"},{"x":"¦hunter22¦"}]}`,
		`password = os.environ.get("DB_PASSWORD", "¦hunter22¦")`,
		`password = process.env.¦hunter22¦`,
		`password = os.Getenv(¦hunter22¦)`,
		`password=¦string1¦`,
		`password=¦stringstring¦`,
	}
	for _, text := range hidden {
		parts := strings.Split(text, "¦")
		if got := r.String(strings.Join(parts, "")); strings.Contains(got, parts[1]) {
			t.Errorf("%s became %s", text, got)
		}
	}
}
