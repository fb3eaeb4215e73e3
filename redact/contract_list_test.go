package redact_test

import (
	"fmt"
	"testing"
)

// A schema and the source of a volume stay as they are; what may hold a value does not.
func TestSchemasStay(t *testing.T) {
	r := fixed(t)
	for in, want := range map[string]string{
		`{"secret":{"secretName":"db"},"password":{"type":"string","minLength":8}}`: `{"secret":{"secretName":"db"},"password":{"type":"string","minLength":8}}`,
		`{"password":{"type":"string","example":"hunter2"}}`:                        `{"password":"[HIDDEN]"}`,
		`{"password":{"type":"string","default":"hunter2"}}`:                        `{"password":"[HIDDEN]"}`,
		`{"password":{"type":"hunter2"}}`:                                           `{"password":"[HIDDEN]"}`,
		`{"password":{"type":["hunter2"]}}`:                                         `{"password":"[HIDDEN]"}`,
		`{"password":{"type":"string","minLength":{"a":"hunter2"}}}`:                `{"password":"[HIDDEN]"}`,
		`{"password":{"description":"hunter2"}}`:                                    `{"password":"[HIDDEN]"}`,
		`{"secret":{"secretName":"hunter2 x"}}`:                                     `{"secret":"[HIDDEN]"}`,
		`{"secret":{"secretName":"db","items":["hunter2"]}}`:                        `{"secret":"[HIDDEN]"}`,
	} {
		for call, got := range map[string]string{"String": r.String(in), "AppendJSON": string(r.AppendJSON(nil, []byte(in))), "stream": streamed(t, r, singles(in)...)} {
			if got != want {
				t.Errorf("%s: %s became %s, want %s", call, in, got, want)
			}
		}
	}
}

// Neighbours in a list may be a name and its value: a flag and its argument, a header
// and what it says.
func TestValueOfNeighbours(t *testing.T) {
	r := fixed(t)
	for _, tt := range []struct {
		in   any
		want string
	}{
		{[]string{"mysqld", "--password", "hx7", "-n"}, "[mysqld --password [HIDDEN] -n]"},
		{[]any{"--token", "hunter2", 1}, "[--token [HIDDEN] 1]"},
		{[]string{"--verbose", "hunter2"}, "[--verbose hunter2]"},
		{[][]string{{"Authorization", "Bearer hunter2xyz"}, {"accept", "*/*"}}, "[[Authorization [HIDDEN]] [accept */*]]"},
		{[][2]string{{"X-Api-Key", "hunter2"}}, "[[X-Api-Key [HIDDEN]]]"},
		{[]any{[]any{"cookie", "sid=abc123"}}, "[[cookie [HIDDEN]]]"},
		{[]string{"authorization", "cookie"}, "[authorization cookie]"},
		{[]string{"x-api-key", "x-request-id"}, "[x-api-key x-request-id]"},
		{[]string{"x-api-key", "a1", "b2"}, "[x-api-key a1 b2]"},
		{map[string]any{"value": "hx7", "name": "DB_PASSWORD"}, "map[name:DB_PASSWORD value:[HIDDEN]]"},
	} {
		if got := fmt.Sprint(r.Value(tt.in)); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.in, got, tt.want)
		}
	}
}
