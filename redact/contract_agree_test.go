package redact_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

type schema struct {
	Type      string `json:"type"`
	MinLength int    `json:"minLength,omitempty"`
	Default   string `json:"default,omitempty"`
}

// The same data as a value of Go, as JSON and as text: what stays in one stays in all. Under
// a weak name text hides a list whole of which one element goes.
func TestContractValuesAgreeWithText(t *testing.T) {
	r := defaults(t)
	values := []any{
		"hunter2abc", "can't be blank", "", `""`, "''", `\"\"`, "null", "${DB_PASS}", "required", "string", `os.Getenv("X")`, 12345678, true, nil,
		[]string{"can't be blank"}, []string{"can't be blank", "is too short (minimum is 8 characters)"}, [2]string{"is invalid", "is too long"},
		[]string{"hunter2abc"}, []string{"can't be blank", "hunter2abc"}, []string{"can't be beat"}, []string{"blank"}, []string{"is 123456", "can't be blank"},
		[]string{""}, []string{"", ""}, []string{"${A}", "${B}"}, []string{"required"}, []string{"string"}, []string{"****"},
		[]any{nil, nil}, []any{true, false}, []any{1, 2}, []any{12345678}, []any{}, []any{[]any{}}, []any{"can't be blank", 12345678},
		[]any{[]any{"can't be blank"}, []any{"is too short"}}, []any{[]any{"can't be blank"}, []any{"hunter2abc"}},
		[]string{"[REDACTED:password]"}, []string{"[REDACTED:password]", "can't be blank"},
		map[string]any{}, map[string]any{"a": "hunter2abc"}, map[string]any{"a": "can't be blank"}, map[string]any{"type": "string", "minLength": 8},
		map[string]any{"secretName": "db"}, map[string]any{"secretName": "hunter2 abc"}, map[string]any{"type": "hunter2abc"}, map[string]any{"type": "string", "default": "hunter2abc"},
		[]any{map[string]any{"error": "too_short", "count": 8}}, []any{map[string]any{"error": "too_short"}, map[string]any{"error": "hunter2abc"}},
		map[string]any{"code": "required"}, []any{map[string]any{"error": "blank"}, "hunter2abc"}, []map[string]any{{"error": "blank"}},
		schema{Type: "string", MinLength: 8}, &schema{Type: "string"}, schema{Type: "string", Default: "hunter2abc"}, []schema{{Type: "string"}},
	}
	for _, name := range []string{"password", "secret", "api_key", "authorization", "token", "session", "credentials", "pin"} {
		weak := name == "token" || name == "session" || name == "credentials"
		for _, v := range values {
			for _, data := range []any{map[string]any{name: v}, map[string]any{"errors": map[string]any{name: v}, "n": 1}} {
				in := marshal(t, data)
				shown := map[string][]string{"Value": leaves(t, []byte(marshal(t, r.Value(data)))), "again": leaves(t, []byte(marshal(t, r.Value(r.Value(data))))),
					"AppendJSON": leaves(t, r.AppendJSON(nil, []byte(in))), "String": leaves(t, []byte(r.String(in)))}
				want := shown["String"]
				for call, got := range shown {
					if !slices.Equal(got, want) && (!weak || len(got) == len(leaves(t, []byte(in)))) {
						t.Errorf("%s: %s shows %q, String %q", in, call, got, want)
					}
					if s := fmt.Sprint(got); !weak && name != "pin" && (strings.Contains(s, "hunter2") || strings.Contains(s, "123456")) {
						t.Errorf("%s: %s shows %q", in, call, got)
					}
				}
			}
		}
	}
}

// marshal writes JSON as it stands in logs.
func marshal(t *testing.T, v any) string {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return string(bytes.TrimSpace(b.Bytes()))
}

// leaves lists what is shown of JSON: its scalars in order, but for marks.
func leaves(t *testing.T, text []byte) (out []string) {
	t.Helper()
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			var names []string
			for name := range v {
				names = append(names, name)
			}
			slices.Sort(names)
			for _, name := range names {
				walk(v[name])
			}
		case []any:
			for _, x := range v {
				walk(x)
			}
		default:
			if s := fmt.Sprint(v); !isMark(s) {
				out = append(out, s)
			}
		}
	}
	walk(v)
	return out
}

// isMark reports a label of a name.
func isMark(s string) bool {
	return slices.Contains([]string{"[REDACTED:password]", "[REDACTED:secret]", "[REDACTED:api-key]", "[REDACTED:authorization]", "[REDACTED:token]", "[REDACTED:session-id]", "[REDACTED:pin]"}, s)
}
