package redact_test

import (
	"fmt"
	"testing"
)

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
