package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestSecretsEnv(t *testing.T) {
	long(t)
	env := []string{"DB_PASS=" + live, "APP_A_TOKEN=" + canary, "APP_B_TOKEN=", "EMPTY=", "BLANK=  ", "WEAK=" + "zq1", "MANY=" + canary + "\nsecond"}
	const hidden = "[REDACTED:live-secret]"
	tacitEnv(t, env, "a "+live+" b", "--secrets-env", "DB_PASS").want(t, 0, "a "+hidden+" b")
	tacitEnv(t, env, live+"\n"+canary+"\n", "--secrets-env", "DB_*,APP_*_TOKEN").want(t, 0, hidden+"\n"+hidden+"\n")
	for _, c := range []struct{ flag, word string }{
		{"NOSUCH", `"NOSUCH" is not set`},
		{"EMPTY", `"EMPTY" is empty`},
		{"BLANK", `"BLANK" is empty`},
		{"NO*", `matches "NO*"`},
		{"E*Y", `matches "E*Y"`},
		{"WEAK", `environment variable "WEAK": refused: shorter`},
		{"[", `not a valid glob`},
		{"DB_PASS,NOSUCH", `"NOSUCH" is not set`},
	} {
		r := tacitEnv(t, env, live, "--secrets-env", c.flag)
		r.want(t, 2, "")
		r.complains(t, c.word)
		if strings.Contains(r.stderr, "zq1") {
			t.Errorf("the value is named: %s", r.stderr)
		}
	}
}

// A glob matches what is no secret too: that it may mask nothing is no reason to stop.
func TestSecretsEnvGlobs(t *testing.T) {
	env := []string{"DB_HOST=localhost", "DB_PORT=5432", "DB_PASSWORD=" + live, "DB_USER="}
	for _, more := range [][]string{nil, {"--allow-weak"}} {
		r := tacitEnv(t, env, "localhost:5432 "+live, append([]string{"--secrets-env", "DB_*"}, more...)...)
		r.want(t, 0, "localhost:5432 [REDACTED:live-secret]")
		r.complains(t, `warning: environment variable "DB_HOST": refused`, `"DB_PORT": refused`)
	}
	env[2] = "DB_PASSWORD=" + "zq1"
	r := tacitEnv(t, env, "zq1", "--secrets-env", "DB_*")
	r.want(t, 2, "")
	r.complains(t, `tacit: environment variable "DB_PASSWORD": refused`)
	r = tacitEnv(t, env, "x", "--secrets-env", "DB_PORT")
	r.want(t, 2, "")
}

func TestSecretsFile(t *testing.T) {
	const hidden = "[REDACTED:live-secret]"
	good := write(t, "good", "\xef\xbb\xbf"+live+"\r\n\r\n  \n"+canary)
	tacit(t, live+" "+canary, "--secrets-file", good).want(t, 0, hidden+" "+hidden)
	tacit(t, live, "scan", "--secrets-file", good, "-").want(t, 1, "-:1:1: live-secret\n")

	bad := write(t, "bad", live+"\npassword\n\nzq1\nzq1x\n")
	r := tacit(t, live, "--secrets-file", bad)
	r.want(t, 2, "")
	r.complains(t, "line 2: refused: a common word", "line 4: refused: shorter", "line 5: refused: shorter")
	if strings.Contains(r.stderr, "zq1") || strings.Contains(r.stderr, "password") {
		t.Errorf("a value is named: %s", r.stderr)
	}
	r = tacit(t, live+" zq1x password", "--secrets-file", bad, "--allow-weak")
	r.want(t, 0, hidden+" "+hidden+" password")
	r.complains(t, "warning: --secrets-file: line 2:", "line 4: refused")
	if strings.Contains(r.stderr, "zq1") || strings.Contains(r.stderr, "line 5") {
		t.Errorf("standard error: %s", r.stderr)
	}

	old := write(t, "old", live+"\r"+canary+"\r")
	tacit(t, live+" "+canary, "--secrets-file", old).want(t, 0, hidden+" "+hidden)

	for text, word := range map[string]string{
		"":        "holds no value",
		"\n \r\n": "holds no value",
		"ok-" + live + "\n" + strings.Repeat("long", 20_000): "line 2: longer than 64 KiB",
	} {
		r := tacit(t, "", "--secrets-file", write(t, "f", text))
		r.want(t, 2, "")
		r.complains(t, word)
	}
	for _, name := range []string{t.TempDir(), t.TempDir() + "/nosuch"} {
		r := tacit(t, live, "--secrets-file", name)
		r.want(t, 2, "")
		r.complains(t, "--secrets-file: ", name)
	}
}

// A file that is taken for a key and has no end ends the command.
func TestKeyFileIsBounded(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	putAll(t, file, strings.Repeat("k", maxKey)+"\n!")
	for _, args := range [][]string{
		{"redact", "--replacement", "hmac", "--hmac-key-file", file},
		{"fingerprint", "--hmac-key-file", file},
		{"scan", "--fingerprint-key-file", file, "-"},
	} {
		if res := tacit(t, "x", args...); res.status == 0 || !strings.Contains(res.stderr, "longer than 64 KiB") || strings.Contains(res.stderr, "kkk") {
			t.Errorf("%q: %+v", args, res)
		}
	}
}
