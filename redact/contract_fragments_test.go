package redact_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// fragments are pieces of telemetry that mean something to the engine. Joined at
// random they find what no text that makes sense does.
var fragments = []string{
	"{", "}", "[", "]", "(", ")", `"`, `'`, "`", ":", ",", "=", " ", "\n", ";", "&", "?", "/", "://", "@", "@tcp(", `\`, `\"`, `\\`, `\n`,
	`\u0022`, `\\\"`, "%22", "%3D", "%20", "<", ">", "\x1b[31m", `\u001b[0m`, "\x00", "\t", "|", "#", "$", "*", "-", "--", "_", ".", "+", "!",
	"key", "password", "token", "cookie", "Cookie: ", "Authorization: ", "session", "secret", "pin", "sig", "Bearer ", "Basic ", "pass:", "auth",
	"[REDACTED:token]", "[REDACTED:password]", "(REDACTED:url-userinfo)", "[REDACTED:", "REDACTED", "[REDACTED:limit]",
	"hunter2zz", "0", "1", "12345678", "abc", "x", "null", "true", "nil", "is", "a b", "eyJ", ghPrefix + "0123456789abcdefghijABCDEFGHIJ012345",
	"-----BEGIN PRIVATE " + "KEY-----", "-----END PRIVATE " + "KEY-----", strings.Repeat("A", 24), "user", "name", "value", `"a":`, `"password":`,
	`"key":`, `{"a":"`, `"}`, `\r\n`, "\r\n", "IDENTIFIED BY ", "&x=1", "map[", "&{", "Password:", "é", "\u200b", "EOF", "xxxx", "***", "%2F", "%", "u:p@h", "http",
}

// joined returns up to twelve fragments in a row.
func joined(rng *rand.Rand) string {
	var b strings.Builder
	for range 2 + rng.IntN(11) {
		b.WriteString(fragments[rng.IntN(len(fragments))])
	}
	return b.String()
}

// nearJSON returns JSON of sensitive names and values, with up to two fragments in the
// wrong place.
func nearJSON(rng *rand.Rand) string {
	parts := jsonParts(rng, 3)
	for range rng.IntN(3) {
		i := rng.IntN(len(parts))
		parts[i] = []string{"", fragments[rng.IntN(len(fragments))], parts[i] + fragments[rng.IntN(len(fragments))]}[rng.IntN(3)]
	}
	return strings.Join(parts, "")
}

func jsonParts(rng *rand.Rand, depth int) []string {
	words := []string{"a", "key", "password", "token", "abc123def456", "[REDACTED:token]", "correcthorse", "name", "value", "Cookie: a=b",
		"password=x1 y", "http://u:pw9@h/", "true", "", "1", "[x]", "{a:b}", "cookie", "secret"}
	word := func() []string { return []string{`"`, words[rng.IntN(len(words))], `"`} }
	switch k := rng.IntN(6); {
	case k < 2 || depth == 0:
		return word()
	case k == 2:
		return []string{[]string{"0", "12345678", "null", "true", "1.5"}[rng.IntN(5)]}
	case k == 3:
		out := []string{"["}
		for i := range rng.IntN(4) {
			if i > 0 {
				out = append(out, ",")
			}
			out = append(out, jsonParts(rng, depth-1)...)
		}
		return append(out, "]")
	}
	out := []string{"{"}
	for i := range 1 + rng.IntN(3) {
		if i > 0 {
			out = append(out, ",")
		}
		out = append(append(append(out, word()...), ":"), jsonParts(rng, depth-1)...)
	}
	return append(out, "}")
}

// TestContractFragments checks contracts 2 to 4 on the same texts in each run.
func TestContractFragments(t *testing.T) {
	alone(t)
	rounds := 5000
	if testing.Short() || raced {
		rounds = 300
	}
	rs := map[string]*redact.Redactor{"Label": defaults(t), "Fixed": fixed(t)}
	for name, text := range map[string]func(*rand.Rand) string{"joined": joined, "near JSON": nearJSON} {
		t.Run(name, func(t *testing.T) {
			rng := random(7)
			for range rounds {
				in := text(rng)
				for kind, r := range rs {
					checkContracts(t, kind, r, in)
				}
			}
		})
	}
}

func checkContracts(t *testing.T, kind string, r *redact.Redactor, in string) {
	t.Helper()
	once, onceJSON := r.String(in), string(r.AppendJSON(nil, []byte(in)))
	if twice := r.String(once); twice != once {
		t.Errorf("%s: %q gives %q, twice %q", kind, in, once, twice)
	}
	if twice := string(r.AppendJSON(nil, []byte(onceJSON))); twice != onceJSON {
		t.Errorf("%s, AppendJSON: %q gives %q, twice %q", kind, in, onceJSON, twice)
	}
	if got := streamed(t, r, singles(in)...); got != once {
		t.Errorf("%s: %q gives %q, in a stream %q", kind, in, once, got)
	}
	if json.Valid([]byte(in)) && !(json.Valid([]byte(once)) && json.Valid([]byte(onceJSON))) {
		t.Errorf("%s: %q became invalid: %q, %q", kind, in, once, onceJSON)
	}
}
