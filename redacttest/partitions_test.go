package redacttest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// recorder stands in for the test that a faulty writer should fail.
type recorder struct {
	testing.TB
	errors []string
}

func (r *recorder) Helper()             {}
func (r *recorder) Logf(string, ...any) {}
func (r *recorder) Errorf(format string, args ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}

// perWrite upper-cases each Write on its own, as a faulty redactor treats chunks,
// if it holds word whole.
type perWrite struct {
	w    io.Writer
	word string
}

func (p perWrite) Write(b []byte) (int, error) {
	if _, err := p.w.Write(bytes.ReplaceAll(b, []byte(p.word), []byte("*"))); err != nil {
		return 0, err
	}
	return len(b), nil
}
func (p perWrite) Close() error { return nil }

// whole replaces word in everything at Close.
type whole struct {
	perWrite
	all bytes.Buffer
}

func (w *whole) Write(b []byte) (int, error) { return w.all.Write(b) }
func (w *whole) Close() error {
	_, err := w.perWrite.Write(w.all.Bytes())
	return err
}

type faulty struct {
	io.Writer
	short bool
	err   error
}

func (f faulty) Write(b []byte) (int, error) {
	if f.short {
		return len(b) / 2, nil
	}
	return len(b), nil
}
func (f faulty) Close() error { return f.err }

func TestPartitions(t *testing.T) {
	const word = "needle"
	long := strings.Repeat("hay ", 200)
	for _, tt := range []struct {
		name, input string
		newWriter   func(io.Writer) io.WriteCloser
		wantError   string // part of the only error; empty if none
	}{
		{"right", "a needle here", func(w io.Writer) io.WriteCloser { return &whole{perWrite: perWrite{w, word}} }, ""},
		{"right, long", long + word + long, func(w io.Writer) io.WriteCloser { return &whole{perWrite: perWrite{w, word}} }, ""},
		{"empty", "", func(w io.Writer) io.WriteCloser { return perWrite{w, word} }, ""},
		{"wrong at any cut", "a needle here", func(w io.Writer) io.WriteCloser { return perWrite{w, word} }, "at byte 2"},
		{"wrong, long", long + word + long, func(w io.Writer) io.WriteCloser { return perWrite{w, word} }, "at byte 800"},
		{"short count", "abc", func(w io.Writer) io.WriteCloser { return faulty{Writer: w, short: true} }, "returned 1"},
		{"error of Close", "abc", func(w io.Writer) io.WriteCloser { return faulty{Writer: w, err: errors.New("full")} }, "Close: full"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := &recorder{TB: t}
			Partitions(r, tt.newWriter, []byte(tt.input))
			switch {
			case tt.wantError == "" && len(r.errors) > 0:
				t.Errorf("unexpected: %v", r.errors)
			case tt.wantError != "" && (len(r.errors) != 1 || !strings.Contains(r.errors[0], tt.wantError)):
				t.Errorf("errors %q, want one with %q", r.errors, tt.wantError)
			}
		})
	}
}

// TestPartitionsTriesEveryCut has a writer that is wrong at one cut only, which
// single bytes do not show.
func TestPartitionsTriesEveryCut(t *testing.T) {
	input := strings.Repeat("x", 300)
	r := &recorder{TB: t}
	Partitions(r, func(w io.Writer) io.WriteCloser { return &oneCut{w: w, at: 157} }, []byte(input))
	if len(r.errors) != 1 {
		t.Errorf("errors %q, want one", r.errors)
	}
}

func TestPartitionsTriesSingleBytes(t *testing.T) {
	r := &recorder{TB: t}
	Partitions(r, func(w io.Writer) io.WriteCloser { return &oneCut{w: w, at: 1} }, []byte(strings.Repeat("x", 3000)))
	if len(r.errors) != 1 || !strings.HasPrefix(r.errors[0], "one byte at a time") {
		t.Errorf("errors %q, want one of single bytes", r.errors)
	}
}

type oneCut struct {
	w  io.Writer
	at int
}

func (o *oneCut) Write(b []byte) (int, error) {
	n := len(b)
	if n == o.at {
		b = b[1:]
	}
	_, err := o.w.Write(b)
	return n, err
}
func (o *oneCut) Close() error { return nil }
