package redact_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// What attacks on the built thing have found: colours before names and tokens, and
// quote marks at the end of a string of JSON.
func TestAttackFound(t *testing.T) {
	r := defaults(t)
	const secret = "hunter2zzQ9"
	for _, text := range []string{
		"\x1b[31m--token " + secret + " y", "\x1b[0m--password " + secret, "\x1b[36mcookie: sid=" + secret, "\x1b[1;36msession=" + secret + "x",
		`{"msg":"\u001b[32msk_` + `live_0EXAMPLE0EXAMPLE0` + secret + `\u001b[0m"}`, `msg="\x1b[32msk_` + `live_0EXAMPLE0EXAMPLE0` + secret + `\x1b[0m"`,
	} {
		out := r.String(text)
		if strings.Contains(out, secret) {
			t.Errorf("%q: %q", text, out)
		}
		for i := range len(text) {
			if got := streamed(t, r, text[:i], text[i:]); got != out {
				t.Errorf("%q cut at %d: %q, whole %q", text, i, got, out)
				break
			}
		}
	}
	for _, text := range []string{`["password=hunter2'",1]`, "[\"password=hunter2`\",true]", `["curl 'https://h/?token=9f2c4e11d0aa'",2]`} {
		out := r.String(text)
		if !json.Valid([]byte(out)) || !strings.HasSuffix(out, text[strings.LastIndex(text, ","):]) {
			t.Errorf("%q: %q", text, out)
		}
	}
}

// The colour behind a token is no part of it, however the token ends.
func TestColourBehindTokenStays(t *testing.T) {
	r := defaults(t)
	for _, token := range []string{"gh" + "p_q7Wm2Xv9Lk4Rt8Yz3Bn6Hd1Fs5Jc0Pg2Tx4Vb", "ddp" + "_q7Wm2Xv9Lk4Rt8Yz3Bn6Hd1Fs5Jc0Pg2Tx4Vb", "xox" + "b-102938475610-102938475610-q7Wm2Xv9Lk4Rt8Yz3Bn6Hd1F"} {
		for _, end := range []string{"\x1b[0m", "\x1b[0m\x1b[1m", `\u001b[0m`} {
			for _, after := range []string{" done", "\n", "", ", n=1"} {
				text := "sync \x1b[32m" + token + end + after
				out := r.String(text)
				if strings.Contains(out, token[:12]) || !strings.HasSuffix(out, "]"+end+after) {
					t.Errorf("%q: %q", text, out)
				}
				if got := streamed(t, r, singles(text)...); got != out {
					t.Errorf("%q: %q, in bytes %q", text, out, got)
				}
			}
		}
	}
}
