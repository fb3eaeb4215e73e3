package collector_test

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"strings"
	"testing"
)

// A configuration in the words of the redaction processor.
const renamed = `
allow_all_keys: false
allowed_keys: [description, group, id, name, notes, api_token, list]
ignored_keys: [safe_attribute]
ignored_key_patterns: ["^safe_.*", ".*_trusted$"]
redact_all_types: true
blocked_key_patterns: [".*token.*", ".*api_key.*"]
blocked_values: ["4[0-9]{12}(?:[0-9]{3})?", "(5[1-5][0-9]{14})", "mycompany[.]com"]
allowed_values: ["support.mycompany.com"]
summary: debug
url_sanitizer: {enabled: true, attributes: ["http.url", "url"], sanitize_span_name: true}
db_sanitizer: {sql: {enabled: true, attributes: [description]}, sanitize_span_name: false}
masking_string: "****"
`

func TestRenamedConfiguration(t *testing.T) {
	ld := newLogs()
	m := recordOf(ld).Attributes()
	m.PutStr("gone", "x")
	m.PutStr("id", "A-1")
	m.PutStr("description", "SELECT 1")
	m.PutStr("group", "card 4111111111111111 and 5500000000000004, see mycompany.com")
	m.PutStr("name", "write to support.mycompany.com")
	m.PutStr("notes", token)
	m.PutInt("api_token", 12345)
	m.PutEmptyMap("list").PutStr("inner_token", "abc")
	m.PutStr("safe_attribute", "4111111111111111")
	m.PutStr("safe_too", token)
	m.PutInt("x_trusted", 4111111111111111)
	b := recordOf(ld).Body().SetEmptyMap()
	b.PutStr("gone", "x")
	b.PutInt("id", 1)
	td := newSpans()
	spanOf(td).Attributes().PutStr("gone", "x")
	spanOf(td).SetName("GET /4111111111111111")
	p := newPipes(t, renamed)
	out := recordOf(p.throughLogs(t, ld))
	got := out.Attributes().AsRaw()
	delete(got, "tacit.redacted.count")
	delete(got, "tacit.redacted.keys")
	want := map[string]any{
		"id": "A-1", "description": "****", "group": "card **** and ****, see ****", "name": "write to support.mycompany.com",
		"notes": "[REDACTED:github-personal-access-token]", "api_token": "****", "safe_attribute": "4111111111111111",
		"safe_too": "[REDACTED:github-personal-access-token]", "x_trusted": int64(4111111111111111),
	}
	for key, v := range want {
		if got[key] != v {
			t.Errorf("%s: %v, want %v", key, got[key], v)
		}
	}
	if inner, ok := got["list"].(map[string]any); !ok || inner["inner_token"] != "****" || len(got) != len(want)+1 {
		t.Errorf("%v", got)
	}
	if body := out.Body().Map().AsRaw(); len(body) != 1 || body["id"] != int64(1) {
		t.Error(body)
	}
	s := spanOf(p.throughTraces(t, td))
	if _, ok := s.Attributes().Get("gone"); ok || s.Name() != "GET /****" {
		t.Errorf("%s %v", s.Name(), s.Attributes().AsRaw())
	}
}

func TestAllKeysGoUnlessAllowed(t *testing.T) {
	for yaml, left := range map[string]int{"{allowed_keys: []}": 0, "{allow_all_keys: false}": 0, "{allow_all_keys: true}": 1, "{allowed_keys: [a]}": 1, "{}": 1} {
		ld := newLogs()
		recordOf(ld).Attributes().PutStr("a", "x")
		if out := recordOf(newPipes(t, yaml).throughLogs(t, ld)); out.Attributes().Len() != left || out.Body().Str() != "order placed" {
			t.Errorf("%s: %v", yaml, out.Attributes().AsRaw())
		}
	}
}

func TestAllowedValues(t *testing.T) {
	p := newPipes(t, `{allow_all_keys: true, blocked_key_patterns: [password, mail], blocked_values: ['\S+@\S+'], allowed_values: ['[a-z]+@corp\.com']}`)
	for _, c := range []struct{ key, text, want string }{
		{"password", "hunter2 x@corp.com", "****"},
		{"mail", "bob@corp.com", "bob@corp.com"},
		{"mail", "bob@corp.com eve@evil.com", "****"},
		{"to", "bob@corp.com and eve@evil.com", "bob@corp.com and ****"},
		{"to", "bob@corp.com " + token, "bob@corp.com [REDACTED:github-personal-access-token]"},
	} {
		ld := newLogs()
		recordOf(ld).Attributes().PutStr(c.key, c.text)
		if got, _ := recordOf(p.throughLogs(t, ld)).Attributes().Get(c.key); got.Str() != c.want {
			t.Errorf("%s: %q: %q, want %q", c.key, c.text, got.Str(), c.want)
		}
	}
}

func TestSums(t *testing.T) {
	const key = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	const secret = "4111111111111111"
	plain := md5.Sum([]byte(secret))
	mac, long := hmac.New(sha256.New, []byte(key)), hmac.New(sha512.New, []byte(key))
	mac.Write([]byte(secret))
	long.Write([]byte(secret))
	for yaml, want := range map[string]string{
		"hash_function: md5": hex.EncodeToString(plain[:]),
		"{hash_function: hmac-sha256, hmac_key: " + key + "}": hex.EncodeToString(mac.Sum(nil)),
		"{hash_function: hmac-sha512, hmac_key: " + key + "}": hex.EncodeToString(long.Sum(nil))[:64],
	} {
		yaml = strings.Trim(yaml, "{}")
		p := newPipes(t, "{allow_all_keys: true, blocked_values: ['4[0-9]{15}'], blocked_key_patterns: [card], "+yaml+"}")
		ld := newLogs()
		recordOf(ld).Body().SetStr("paid with " + secret + " today")
		recordOf(ld).Attributes().PutInt("card", 4111111111111111)
		out := recordOf(p.throughLogs(t, ld))
		if got, _ := out.Attributes().Get("card"); out.Body().Str() != "paid with "+want+" today" || got.Str() != want {
			t.Errorf("%s: %q, %q, want %s", yaml, out.Body().Str(), got.Str(), want)
		}
	}
}

func TestSummary(t *testing.T) {
	for level, want := range map[string][2]any{"silent": {nil, nil}, "info": {int64(4), nil}, "debug": {int64(4), "name,a,[REDACTED:github-personal-access-token]"}} {
		p := newPipes(t, "{summary: "+level+"}")
		td := newSpans()
		s := spanOf(td)
		s.SetName("x " + token)
		s.Attributes().PutStr("clean", "x")
		l := s.Attributes().PutEmptySlice("a")
		l.AppendEmpty().SetStr(token)
		l.AppendEmpty().SetStr(token)
		s.Attributes().PutInt(token, 1)
		got := spanOf(p.throughTraces(t, td)).Attributes().AsRaw()
		if got["tacit.redacted.count"] != want[0] || got["tacit.redacted.keys"] != want[1] {
			t.Errorf("%s: %v", level, got)
		}
		got = spanOf(p.throughTraces(t, newSpans())).Attributes().AsRaw()
		if len(got) != 0 {
			t.Errorf("%s: a clean span has %v", level, got)
		}
	}
	// As many keys as fit are listed.
	p := newPipes(t, "{summary: debug}")
	ld := newLogs()
	for i := range 100 {
		recordOf(ld).Attributes().PutStr("k"+strings.Repeat("x", i), token)
	}
	v, _ := recordOf(p.throughLogs(t, ld)).Attributes().Get("tacit.redacted.keys")
	if n := strings.Count(v.Str(), ","); n != 31 {
		t.Errorf("%d commas", n)
	}
}
