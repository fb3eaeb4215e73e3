package redact_test

import (
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// A second pass sees replacements in the place of values; what it takes for the rest
// of a value goes with the first. Found by joining fragments at random.
func TestContractReread(t *testing.T) {
	gh := ghPrefix + "0123456789abcdefghijABCDEFGHIJ012345"
	inputs := []string{
		"pass:map[user{}", "Password:\\x1b[0m[]", "://,pass:/u:p@h", "pass::0@tcp(", "pass:[REDACTED:@tcp(", "://pass:pass:?@",
		"pass:pass:<>", `"key` + gh + `":"{a:b}}`, "token:{\"http://u:pw9@h/\"[x]", `token:{"Password:password""":`,
		`{"key":["correcthorsebattery":0`, `{"[x]` + gh + `":"}`, "\"a\":" + gh + "\x1b[31m=@tcp(",
		`[REDACTED:token]\\":http://u:pw9@h/`, `Cookie: [Password:` + gh + `\"a":`, "cookie[:value", `"pin\\Cookie: a=b":[`,
		"\"password\":{\n\"password=x1 y\"\"\"\"\"\"\"\"\"\"\"\"\"}0", "\"password\":{\n\"\"\"\"\"\"\"\"\"\"password\":\"}}",
		"\"password\":{\n\"Cookie: a=b\"", "\"cookie\":{\"\"}\n\"\"password\":{\"\"\"}\"password=x1 y", ";pass:pass:)?", `"Authorization: AWS4-HMAC-SHA256 Sig=4"$ s`, `curl -H "Authorization: AWS4 Credential=a, Signature=b"; echo x`,
		"\"cookie\":{\"\"\"\"{\"\"\"\"\"\"\"\"\"\"\"\"}\n\"\"\"\"\"\"\"\"\"\"password\":{\"\"\"}\"password=x1 y", `{"[REDACTED:password]http://u:pw9@h/":{"":true,"":""},"":""}`,
		`[{"[REDACTED:password]value":["","token"]}]`, `{"":"secret","value://":""}`, `{"":0,"IDENTIFIED BY value":[{"":""}],"":{}}`,
	}
	for name, r := range map[string]*redact.Redactor{"Label": defaults(t), "Fixed": build(t,
		redact.WithDetectors(detectors.Default()...), redact.WithReplacement(redact.Fixed("[HIDDEN]")))} {
		for _, in := range inputs {
			checkContracts(t, name, r, in)
		}
	}
}

// A value of a quoted name that reads on past other names covers none of them.
func TestContractValueBeforeTheBracket(t *testing.T) {
	for in, want := range map[string]string{
		`"pin Cookie: a=b":[`:            `"pin Cookie: [REDACTED:cookie]":[`,
		"\"password\":{\n\"cookie:a9x\"": "\"password\":{\n\"cookie:[REDACTED:cookie]\"",
	} {
		if got := defaults(t).String(in); got != want {
			t.Errorf("%q gives %q, not %q", in, got, want)
		}
	}
}
