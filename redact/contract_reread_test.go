package redact_test

import (
	"strings"
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

// The bounds of reading again: both sides of each.
func TestContractRereadBounds(t *testing.T) {
	r := defaults(t)
	for gap, want := range map[int]string{200: "[REDACTED:password]", 300: "[REDACTED:password]{}"} {
		in := "Password:" + strings.Repeat("\u200b", gap/3)
		if got := r.String(in + "map[user{}"); got != in+want {
			t.Errorf("a gap of %d: %q", gap, got[gap:])
		}
	}
	for broken, hides := range map[int]bool{8: true, 9: false} {
		in := "{" + strings.Repeat(`"key":["abc123def456" 0],`, broken) + `"key":["correcthorsebattery":0`
		if got := string(r.AppendJSON(nil, []byte(in))); (leaked(got, "correcthorsebattery") < 0) != hides {
			t.Errorf("%d syntax errors: %q", broken, got)
		}
	}
}

// A mark with more behind it is a secret, also where another rule reads marks.
func TestContractMarkWithMore(t *testing.T) {
	r := defaults(t)
	for _, in := range []string{
		"password=abc,[REDACTED:token]/hunter2zz", "password=[REDACTED:token]/hunter2zz", "mysql -p[REDACTED:password]/hunter2zz",
		"vault login [REDACTED:password]<hunter2zz9", "Cookie: [REDACTED:cookie]; sid=hunter2zz", "token=[REDACTED:token]hunter2zz",
	} {
		if got := r.String(in); leaked(got, "hunter2zz") >= 0 {
			t.Errorf("%q gives %q", in, got)
		}
	}
	for _, in := range []string{"password: user next", "wrong password: password for ada", "password: all 7"} {
		if got := r.String(in); got == in {
			t.Errorf("%q stays", in)
		}
	}
}
