package main

import (
	"bytes"
	"io"
	"log"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// buffer is a writer for several goroutines.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

// output runs fn and returns what it has written to standard output, standard error
// and package log, whoever wrote it.
func output(t *testing.T, fn func()) string {
	t.Helper()
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	stdout, stderr, std := os.Stdout, os.Stderr, log.Writer()
	os.Stdout, os.Stderr = f, f
	log.SetOutput(f)
	defer func() {
		os.Stdout, os.Stderr = stdout, stderr
		log.SetOutput(std)
	}()
	fn()
	b, err := os.ReadFile(f.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// leaks returns the eight bytes of a secret that are in text.
func leaks(text string) string {
	for _, s := range []string{token[4:], password, "0x53, 0x55, 0x50"} {
		for i := 0; i+8 <= len(s); i++ {
			if strings.Contains(text, s[i:i+8]) {
				return s[i : i+8]
			}
		}
	}
	return ""
}

func TestSitesLogNoSecret(t *testing.T) {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	blind := redact.MustNew(redact.WithDetectors(redact.Detector{ID: "x", Pattern: `\bnever_[0-9]{9}\b`}))
	for _, s := range sites {
		t.Run(s.name, func(t *testing.T) {
			var out, raw buffer
			std := output(t, func() { visit(s.new(r, &out), s.name == "connect") })
			logged := out.b.String()
			if l := leaks(logged); l != "" {
				t.Errorf("%q is in %s", l, logged)
			}
			if l := leaks(std); l != "" {
				t.Errorf("%q is in what passed by: %s", l, std)
			}
			for _, want := range []string{"REDACTED", "refused", "fails"} {
				if !strings.Contains(logged, want) {
					t.Errorf("%q is not in %s", want, logged)
				}
			}
			// A Redactor that finds nothing: the secrets do come here.
			output(t, func() { visit(s.new(blind, &raw), s.name == "connect") })
			if !strings.Contains(raw.b.String(), token) || !strings.Contains(raw.b.String(), password) {
				t.Errorf("the control shows no secret: %s", raw.b.String())
			}
		})
	}
}

// What the client gets is what it gets with a Redactor that finds nothing, but for
// the text of errors that connect sends.
func TestSitesAnswer(t *testing.T) {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	for _, s := range sites {
		var codes []int
		output(t, func() {
			h := s.new(r, io.Discard)
			for _, req := range requests(s.name == "connect") {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, req)
				codes = append(codes, w.Code)
				if s.name == "connect" && leaks(w.Body.String()) != "" {
					t.Errorf("the client gets %s", w.Body)
				}
			}
		})
		want := []int{200, 200, 502, 500, 404}
		switch s.name {
		case "connect":
			want = []int{200, 503, 500}
		case "fiber":
			want[2] = 500
		}
		for i := range want {
			if codes[i] != want[i] {
				t.Errorf("%s: %v, want %v", s.name, codes, want)
				break
			}
		}
	}
}
