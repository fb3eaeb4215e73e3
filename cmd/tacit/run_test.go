package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Synthetic secrets, split so that no scanner takes them for real ones.
const (
	token      = "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345"
	tokenLabel = "[REDACTED:github-personal-access-token]"
	live       = "Kx7-vQ2m" + "zzWp_81t"
	canary     = "zq9Wt" + "7hunter2Kd"
)

type result struct {
	status      int
	out, stderr string
}

func tacit(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	return tacitEnv(t, nil, stdin, args...)
}

func tacitEnv(t *testing.T, env []string, stdin string, args ...string) result {
	t.Helper()
	var out, stderr bytes.Buffer
	status := run(context.Background(), args, strings.NewReader(stdin), &out, &stderr, env)
	r := result{status, out.String(), stderr.String()}
	r.noSecret(t, r.stderr)
	return r
}

func (r result) noSecret(t *testing.T, text string) {
	t.Helper()
	for _, s := range []string{token, live, canary} {
		if strings.Contains(text, s) {
			t.Errorf("a secret got out: %q", text)
		}
	}
}

func (r result) want(t *testing.T, status int, out string) {
	t.Helper()
	if r.status != status || r.out != out {
		t.Errorf("status %d, output %.300q\nwant %d, %.300q\nstandard error: %s", r.status, r.out, status, out, r.stderr)
	}
}

// complains checks that standard error holds every one of the words.
func (r result) complains(t *testing.T, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(r.stderr, w) {
			t.Errorf("standard error lacks %q: %s", w, r.stderr)
		}
	}
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// syncBuffer is a bytes.Buffer for two goroutines.
type syncBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// failingReader gives text and then err.
func failingReader(text string, err error) io.Reader {
	return io.MultiReader(strings.NewReader(text), readerFunc(func([]byte) (int, error) { return 0, err }))
}
