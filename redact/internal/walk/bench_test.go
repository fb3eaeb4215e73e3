package walk

import (
	"errors"
	"net/http"
	"testing"
)

func BenchmarkValue(b *testing.B) {
	for _, bc := range []struct {
		name string
		v    any
	}{
		{"string", "clean"}, {"trivial", struct{ A, B int }{1, 2}}, {"error", errors.New("clean")},
		{"struct", &login{User: "u", Note: "n"}},
		{"map", map[string]any{"a": 1, "b": "x", "c": []any{"y"}, "d": nil, "e": 2.5}},
		{"header", http.Header{"Accept": {"a"}, "Host": {"b"}, "User-Agent": {"c"}}},
		{"dirty", &login{User: "u", Password: "hunter2"}},
	} {
		b.Run("input="+bc.name, func(b *testing.B) {
			w, p := New(Config{}), &fake{}
			b.ReportAllocs()
			for b.Loop() {
				w.Value(p, Scope{}, bc.v)
			}
		})
	}
}
