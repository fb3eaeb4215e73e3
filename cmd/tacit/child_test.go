package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/tacit-go/tacit/redact"
)

const childSecret = "q7We9Rt2" + "Yu#x-child"

func needShell(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("no sh")
	}
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip(err)
	}
}

func TestRunRedactsBothStreams(t *testing.T) {
	needShell(t)
	env := append(os.Environ(), "APP_SECRET="+childSecret)
	r := tacitEnv(t, env, "typed", "run", "--secrets-env", "APP_*", "--", "sh", "-c",
		`read x; echo "out $x $APP_SECRET"; echo "err $APP_SECRET" >&2; printf '%s' "$APP_SECRET" | base64; exit 7`, "--", "--name", "x")
	if r.status != 7 {
		t.Errorf("status %d: %s", r.status, r.stderr)
	}
	if strings.Contains(r.out+r.stderr, childSecret) || !strings.HasPrefix(r.out, "out typed [REDACTED:live-secret]\n[REDACTED:live-secret]") || r.stderr != "err [REDACTED:live-secret]\n" {
		t.Errorf("%q, %q", r.out, r.stderr)
	}
}

func TestRunStatus(t *testing.T) {
	needShell(t)
	dir := t.TempDir()
	put(t, filepath.Join(dir, "plain"), "no program")
	for _, tc := range []struct {
		args   []string
		status int
	}{
		{[]string{"sh", "-c", "exit 0"}, 0},
		{[]string{"sh", "-c", "exit 3"}, 3},
		{[]string{"sh", "-c", "kill -TERM $$"}, 128 + int(syscall.SIGTERM)},
		{[]string{"no-such-command-here"}, statusNotFound},
		{[]string{filepath.Join(dir, "none")}, statusNotFound},
		{[]string{filepath.Join(dir, "plain")}, statusNotRun},
		{nil, statusError},
	} {
		if r := tacit(t, "", append([]string{"run", "--"}, tc.args...)...); r.status != tc.status {
			t.Errorf("%q: status %d, want %d: %s", tc.args, r.status, tc.status, r.stderr)
		}
	}
}

func TestRunSecretsDir(t *testing.T) {
	needShell(t)
	dir := t.TempDir()
	put(t, filepath.Join(dir, "password"), childSecret+"\n")
	for _, args := range [][]string{{"run", "--secrets-dir", dir, "--", "echo", childSecret}, {"redact", "--secrets-dir", dir}} {
		r := tacit(t, childSecret+"\n", args...)
		r.want(t, 0, "[REDACTED:live-secret]\n")
	}
	if r := tacit(t, "", "redact", "--secrets-dir", filepath.Join(dir, "none")); r.status != statusError {
		t.Errorf("%+v", r)
	}
}

// A prompt appears while the command waits.
func TestRunReleasesWhenIdle(t *testing.T) {
	needShell(t)
	var out, errs syncBuffer
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := make(chan int)
	go func() {
		done <- run(ctx, []string{"run", "--", "sh", "-c", "printf 'Name: '; sleep 2"}, strings.NewReader(""), &out, &errs, os.Environ())
	}()
	for deadline := time.Now().Add(10 * time.Second); out.String() != "Name: "; time.Sleep(5 * time.Millisecond) {
		select {
		case <-done:
			t.Fatal("the prompt came only at the end")
		default:
		}
		if time.Now().After(deadline) {
			t.Fatalf("%q, %q", out.String(), errs.String())
		}
	}
	if status := <-done; status != 0 {
		t.Error(status)
	}
}

func TestFingerprintIsTheTokenOfRedact(t *testing.T) {
	dir := t.TempDir()
	key, file := filepath.Join(dir, "key"), filepath.Join(dir, "secrets")
	put(t, key, strings.Repeat("k3y-", 8)+"\n")
	put(t, file, childSecret+"\n")
	token := tacit(t, childSecret+"\n", "fingerprint", "--hmac-key-file", key)
	if token.status != 0 || !strings.HasPrefix(token.out, "[REDACTED:live-secret.k1.") || strings.Contains(token.out, childSecret) {
		t.Fatalf("%+v", token)
	}
	tacit(t, "x "+childSecret+" y", "redact", "--secrets-file", file, "--replacement", "hmac", "--hmac-key-file", key).
		want(t, 0, "x "+strings.TrimSpace(token.out)+" y")
	for _, r := range []result{
		tacit(t, childSecret, "fingerprint"), tacit(t, "\n", "fingerprint", "--hmac-key-file", key),
		tacit(t, strings.Repeat("x", redact.MaxSecretBytes+1), "fingerprint", "--hmac-key-file", key),
	} {
		if r.status != statusError || r.out != "" {
			t.Errorf("%+v", r)
		}
	}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
