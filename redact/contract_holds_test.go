package redact_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// Inside of a value under a weak name each member is judged by its own name, but for one
// that says nothing: that holds what the name is about. Text, JSON, values and groups agree.
func TestContractHolds(t *testing.T) {
	r := defaults(t)
	for _, c := range []struct{ name, in string }{
		{"token", `{"value":"hunter2","n":5}`},
		{"token", `{"type":"opaque","Value":"hunter2"}`},
		{"credentials", `{"user":"alice","value":"hunter2"}`},
		{"credentials", `[{"user":"alice","raw":"hunter2"}]`},
		{"cookie", `{"name":"sid","value":"hunter2","path":"/"}`},
		{"session", `{"current":"hunter2","previous":"hunter2"}`},
	} {
		doc := fmt.Sprintf(`{"x":1,%q:%s}`, c.name, c.in)
		var v, inner map[string]any
		if err := json.Unmarshal([]byte(doc), &v); err != nil {
			t.Fatal(err)
		}
		out := string(r.AppendJSON(nil, []byte(doc)))
		val, err := json.Marshal(r.Value(v))
		if err != nil || !json.Valid([]byte(out)) {
			t.Errorf("%s: %v, %s", doc, err, out)
		}
		outs := []string{out, string(val), r.String(doc), r.String(fmt.Sprintf("%+v", v)), string(r.AppendJSON(nil, []byte(out)))}
		if json.Unmarshal([]byte(c.in), &inner) == nil {
			s := r.Scope("test").Enter(c.name)
			for k, v := range inner {
				out, _ := s.Field(k).Value(v)
				outs = append(outs, k+fmt.Sprint(out))
				if text, ok := v.(string); ok {
					outs = append(outs, k+s.Field(k).String(text))
				}
			}
			rec, _ := s.AppendJSON(nil, []byte(c.in))
			outs = append(outs, string(rec))
		}
		for _, out := range outs {
			if strings.Contains(out, "hunter2") {
				t.Errorf("%s gives %s", doc, out)
			}
		}
	}
	for _, doc := range []string{
		`{"token":{"type":"Bearer","issuer":"https://h/","subject":"alice","expires":3600}}`,
		`{"token":{"value":5,"kind":"number"}}`, `{"credentials":{"value":"none","user":"alice"}}`,
		`{"session":{"user":"alice","page":{"value":"orders42"}}}`, `{"metric":{"value":"hunter2"}}`,
		`{"token":{"count":{"value":"hunter2"}}}`,
	} {
		var v any
		if err := json.Unmarshal([]byte(doc), &v); err != nil {
			t.Fatal(err)
		}
		val, _ := json.Marshal(r.Value(v))
		var again any
		_ = json.Unmarshal(val, &again)
		if got := string(r.AppendJSON(nil, []byte(doc))); got != doc || r.String(doc) != doc || fmt.Sprint(again) != fmt.Sprint(v) {
			t.Errorf("%s gives %s, %s, %s", doc, got, r.String(doc), val)
		}
	}
}
