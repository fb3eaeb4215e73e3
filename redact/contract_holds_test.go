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
		{"passwords", `{"db":"hunter2A3xQ9zL7b","n":5}`},
		{"secrets", `{"prod":{"db":"h3Qhunter2Qx9Zb8W"}}`},
		{"passwords", `{"db":["Zb8hunter2Qx9Wn"]}`},
		{"apiKeys", `[{"v":"q1Zhunter2Zk4Xb8"}]`},
		{"credentials", `{"region":"eu-west-1","S":"A7xhunter2x7Qb9Z"}`},
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
		`{"secrets":[{"name":"db-creds-v2","namespace":"prod-eu1","uid":"550e8400-e29b-41d4-a716-446655440000","resourceVersion":"12345","created":"2026-11-29T12:00:00Z"}]}`,
		`{"secrets":{"backend":"aws-sm","region":"eu-west-1","path":"kv-v2/data/app1","url":"https://v1.example.org/x2y"}}`,
		`{"passwords":{"min_length":12,"algorithm":"argon2id","changed_by":"ada4u2x9","db":"none","api":"expired"}}`,
		`{"credentials":{"provider":"vault","mount":"kv-v2","lease_id":"a1b2c3d4e5f6g7","ttl":"1h30m0s","role":"app-role-7"}}`,
		`{"tokens":{"input":1200,"output":34,"model":"gpt-4o-2024-08-06"}}`, `{"tokens":{"eth":{"contract":"0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48"}}}`,
		`{"passwords":{"hash_algorithm":"argon2id","db":"rotated"}}`,
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
