package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

func TestExplain(t *testing.T) {
	long(t)
	text := "\n password=" + token + " max_tokens=4096\nuser [REDACTED:password] at (REDACTED:url-userinfo) [REDACTED:nosuch]\n"
	r := tacit(t, text, "explain")
	if r.status != 0 || strings.Contains(r.out, token) || strings.Contains(r.out, "\x1b") {
		t.Errorf("%+v", r)
	}
	for _, want := range []string{
		"2:11-51 replaced github-personal-access-token  aaa_9999999999aaaaaaaaaaAAAAAAAA+\n    ",
		"2:11-51 overlap  password  aaa_",
		"name     (names)\n",
		"3:6-25 mark     password\n",
		"3:29-52 mark     url-userinfo\n    ",
	} {
		if !strings.Contains(r.out, want) {
			t.Errorf("no %q in\n%s", want, r.out)
		}
	}
	if r := tacit(t, text, "explain", "--color", "always"); !strings.Contains(r.out, "\x1b[31mreplaced\x1b[0m") {
		t.Errorf("%+v", r)
	}
	if r := tacit(t, text, "explain", "--values"); !strings.Contains(r.out, token) {
		t.Errorf("%+v", r)
	}
	r = tacit(t, text, "explain", "--json")
	kinds := map[string]bool{}
	for l := range strings.Lines(r.out) {
		var e explained
		if err := json.Unmarshal([]byte(l), &e); err != nil {
			t.Fatalf("%v in %q", err, l)
		}
		kinds[e.Outcome] = true
		if e.Outcome == "replaced" && (e.Detector != tokenID || e.Tier != "structural" || e.Doc == "" || text[e.Start:e.End] != token) {
			t.Errorf("%+v", e)
		}
	}
	if strings.Contains(r.out, token) || !kinds["replaced"] || !kinds["mark"] {
		t.Errorf("%v %s", kinds, r.out)
	}
	file := write(t, "f", strings.Repeat("x", redact.MaxExplainBytes+1))
	if r := tacit(t, "", "explain", file); r.status != statusError {
		t.Errorf("a text that is too long: %+v", r)
	}
	for _, args := range [][]string{{"explain", "--color", "red"}, {"explain", "a", "b"}, {"explain", "nosuch"}} {
		if r := tacit(t, "", args...); r.status != statusError {
			t.Errorf("%q: %+v", args, r)
		}
	}
}

// TestExplainEscapes checks that text cannot act on a terminal.
func TestExplainEscapes(t *testing.T) {
	text := "password=\"a\x1b]52;c;x\x07\u202e<script>[x](y)\u009b31m\" password=" + strings.Repeat("\x1b[31m", 4) + "x\n"
	for _, args := range [][]string{{"explain"}, {"explain", "--values"}, {"explain", "--json"}, {"explain", "--json", "--values"}} {
		r := tacit(t, text, args...)
		if r.status != 0 || !strings.Contains(r.out, "replaced") {
			t.Errorf("%q: %+v", args, r)
		}
		for _, c := range r.out {
			if c < ' ' && c != '\n' || c >= 0x7f && c <= 0x9f || c == '\u202e' {
				t.Errorf("%q: %U in the output", args, c)
			}
		}
	}
}
