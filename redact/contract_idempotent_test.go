package redact_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// Contract 3: redacting twice is redacting once.

func TestContractIdempotent(t *testing.T) {
	alone(t)
	// The first inputs hold something to hide.
	inputs := []string{
		"password=ab", "password='a' secret=\"b\" api_key=c", "https://bob:hunter2@example.org/?access_token=abc#x",
		`{"password":1234567,"a":{"secret":["x"]}}`, `{"body":"{\"password\":\"hunter2\"}"}`,
		"Cookie: a=b; session=hunter2", "password=\"unclosed\npassword=hunter2",
	}
	inputsThatHide := len(inputs)
	inputs = append(inputs,
		"password=[REDACTED:hunter2]", "password=[REDACTED", "password=[REDACTED:limit]x", "password=ab****realsecret",
	)
	for _, p := range plantings {
		inputs = append(inputs, p.put(rare(random(1), 36)))
	}
	for _, o := range openers {
		inputs = append(inputs, o, o+"\n"+o)
	}
	for seed := range uint64(20) {
		text, _ := corpus(random(seed), 20)
		inputs = append(inputs, text)
	}
	set := &redact.SecretSet{}
	if _, err := set.Set("known", []byte(val)); err != nil {
		t.Fatal(err)
	}
	// Tokens side by side, and quote marks inside of what is replaced.
	slack, stripe := "xoxa-"+strings.Repeat("a", 30), "sk_live_"+strings.Repeat("a", 24)
	inputs = append(inputs, slack+stripe, slack+"/"+stripe, "x"+stripe+"."+slack, slack+"\\u0041"+stripe,
		`password='a"b' token="x" secret 'c", d' x`, `{"a":"password 'a\"b","b":"secret 'c"}`,
		`x {"a":{"password":{"b":"c"}},"d":"secret 'e","f":"it's"}`, "{\"ApikeY:\"\"0\":00", "{\"0key\":[\"\",\"\x00", "{\"0\":\"\\00 pAssword+\\\\\":00000000000000000000")
	// Marks with colons in user info, closed brackets with text behind, odd escapes.
	gh := ghPrefix + strings.Repeat("qX", 18)
	inputs = append(inputs,
		"https://h/?u=https%3A%2F%2Fu%3Ahunter2%40host%2F&b=1", "dsn="+gh+"@tcp(h)/db", "Bearer "+gh+"@tcp(h)/db", "://="+gh+"@", "secret=[x]:", "KEY=[2x}}2;", "Cookie:()x<;",
		"password=[x]:", `secret:(x)"x`, "pass=[xxxxx].", `passwd:\"\\\u0022`, `{"h":"\"{\\\"password\\\":\\\"x\\\\\\\\u0022\\\"}\""}`, "auth::@tcp(", "pwd:)<@tcp(", `"pass":;@tcp(`,
		gh+"-Key ]+", "key=----BEGIN PRIVATE "+"KEY----000000000000000000000000\\", `"User Password" = abc`, `password=["a"] token=[b] {"secret":["c"]}`,
		`&{A:b Password:two words C:d}`, `{"key":["\x1b":`, "secret:b[auth=interface {}", "password=a( b", "password=a(=b;x=1",
		"curl -u "+gh+" https://x", "curl -u "+stripe+": https://x", "curl -u "+stripe+":hunter2 https://x", `curl -u "`+gh+`" x`, "curl -u token%3Dhunter22 https://x")
	for _, form := range []string{val, hex.EncodeToString([]byte(val)), base64.StdEncoding.EncodeToString([]byte(val))} {
		inputs = append(inputs, form, form+form, "a "+form+" password="+form, `{"`+form+`":["`+form+`"]}`)
	}
	for name, rep := range replacements(t) {
		t.Run(name, func(t *testing.T) {
			r := build(t, redact.WithDetectors(detectors.Default()...), redact.WithSecrets(set), redact.WithReplacement(rep))
			for i, in := range inputs {
				for call, f := range map[string]func(string) string{
					"String":     r.String,
					"URL":        r.URL,
					"AppendJSON": func(s string) string { return string(r.AppendJSON(nil, []byte(s))) },
					"stream":     func(s string) string { return streamed(t, r, singles(s)...) },
				} {
					once := f(in)
					if i < inputsThatHide && once == in {
						t.Errorf("input %d, %s: nothing was replaced", i, call)
					}
					if twice := f(once); twice != once {
						at := differ(once, twice)
						t.Errorf("input %d, %s: once %q, twice %q at byte %d", i, call, near(once, at), near(twice, at), at)
					}
				}
			}
		})
	}
}

// replacements returns one of each kind.
func replacements(t testing.TB) map[string]redact.Replacement {
	t.Helper()
	return map[string]redact.Replacement{
		"Label":       redact.Label(),
		"Fixed":       redact.Fixed(hidden),
		"Fixed word":  redact.Fixed("REDACTED"),
		"Fixed stars": redact.Fixed("***"),
		"Mask":        redact.Mask(2, 2),
		"Mask head":   redact.Mask(4, 0),
		"HMAC":        redact.HMAC(redact.KeyRing{Current: testKey("k1")}),
		"HMAC, two keys": redact.HMAC(redact.KeyRing{
			Current: testKey("k2"), Previous: &redact.Key{ID: "k1", Secret: testKey("k1").Secret}, Tenant: "shop"}),
	}
}

// testKey returns a key of 32 bytes that protects nothing.
func testKey(id string) redact.Key {
	return redact.Key{ID: id, Secret: bytes.Repeat([]byte(id), 16)}
}

// A mark in percent-encoding, as a URL that is built of what was redacted has it, is no name.
func TestEscapedMarks(t *testing.T) {
	r := defaults(t)
	for _, text := range []string{
		`pushing to http://h/metrics/job/%5BREDACTED%3Alive-secret%5D: pushed metrics are invalid`,
		`Get "http://h/?q=%5BREDACTED%3Apassword%5D": EOF`, `Get "http://h/?q=%5bREDACTED%3apassword%5d": EOF`,
		"x %5BREDACTED%3Aaccess-token%5D=hello there", "x [REDACTED:access-token]=hello there",
	} {
		for call, got := range map[string]string{"String": r.String(text), "stream": streamed(t, r, singles(text)...)} {
			if got != text {
				t.Errorf("%s: %s became %s", call, text, got)
			}
		}
	}
	if text := "x %5BREDACTED%3Aother-token%5D=" + val; r.String(text) == text {
		t.Errorf("%s stays: it is no mark", text)
	}
}
