package redact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// TestPathRules: the rules decide alike in a Scope, in AppendJSON and in Value.
func TestPathRules(t *testing.T) {
	type rule struct {
		path string
		act  redact.Action
	}
	for _, tt := range []struct {
		rules  []rule
		path   string
		hidden bool
	}{
		{[]rule{{"a.b", redact.Redact}}, "a.b", true},
		{[]rule{{"a.b", redact.Redact}}, "A.B", true},
		{[]rule{{"a.b", redact.Redact}}, "b", false},
		{[]rule{{"a.b", redact.Redact}}, "x.a.b", false},
		{[]rule{{"a.b", redact.Redact}}, "a.bb", false},
		{[]rule{{"a.b", redact.Redact}}, "a.b.c", true}, // the whole value
		{[]rule{{"a.*", redact.Redact}}, "a.b", true},
		{[]rule{{"a.*", redact.Redact}}, "b.a", false},
		{[]rule{{"a.*.c", redact.Redact}}, "a.b.c", true},
		{[]rule{{"a.*.c", redact.Redact}}, "a.c", false},
		{[]rule{{"a.*.c", redact.Redact}}, "a.b.b.c", false},
		{[]rule{{"**.c", redact.Redact}}, "c", true},
		{[]rule{{"**.c", redact.Redact}}, "a.b.c", true},
		{[]rule{{"**.c", redact.Redact}}, "a.c.b", true},
		{[]rule{{"a.**.c", redact.Redact}}, "a.c", true},
		{[]rule{{"a.**.c", redact.Redact}}, "a.x.y.c", true},
		{[]rule{{"a.**.c", redact.Redact}}, "b.x.c", false},
		{[]rule{{"**.b", redact.Redact}, {"a.b", redact.Scan}}, "a.b", false},
		{[]rule{{"a.b", redact.Scan}, {"**.b", redact.Redact}}, "a.b", true},
		{[]rule{{"a.password", redact.Keep}}, "a.password", false},
		{[]rule{{"a.password", redact.Keep}}, "b.password", true},
		{[]rule{{"a.b", redact.DropField}}, "a.b", true},
	} {
		t.Run(fmt.Sprint(tt.rules, " ", tt.path), func(t *testing.T) {
			opts := []redact.Option{redact.WithNames("password")}
			for _, r := range tt.rules {
				opts = append(opts, redact.WithPath(r.path, r.act))
			}
			r := build(t, opts...)
			const value = "vXjQzK7pqW4x"
			segs := strings.Split(tt.path, ".")

			s := r.Scope("test")
			for _, seg := range segs[:len(segs)-1] {
				s = s.Enter(seg)
			}
			field := s.Field(segs[len(segs)-1])
			text := `"` + value + `"`
			var v any = value
			for i := len(segs) - 1; i >= 0; i-- {
				text = `{"` + segs[i] + `":` + text + `}`
				v = map[string]any{segs[i]: v}
			}
			for call, got := range map[string]string{
				"Scope":      field.String(value),
				"AppendJSON": string(r.AppendJSON(nil, []byte(text))),
				"Value":      fmt.Sprint(r.Value(v)),
			} {
				if strings.Contains(got, value) == tt.hidden {
					t.Errorf("%s: %s", call, got)
				}
			}
		})
	}
}
