package redact_test

import (
	"io"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// An unstable writes what it gets and then panics while it is broken.
type unstable struct {
	out    strings.Builder
	calls  int
	broken bool
}

func (u *unstable) Write(p []byte) (int, error) {
	u.calls++
	u.out.Write(p)
	if u.broken {
		panic("the inner writer's own")
	}
	return len(p), nil
}

func panicOf(f func()) (v any) {
	defer func() { v = recover() }()
	f()
	return nil
}

func TestWritersAfterAPanicOfTheInnerOne(t *testing.T) {
	r := redact.MustNew(redact.WithNames("password"))
	line := []byte("first line password=hunter2\n" + strings.Repeat("more text\n", 2000))
	for name, open := range map[string]func(io.Writer) io.Writer{
		"record": func(w io.Writer) io.Writer { return r.NewRecordWriter(w) },
		"JSON":   func(w io.Writer) io.Writer { return r.NewRecordWriter(w, redact.AsJSON()) },
		"stream": func(w io.Writer) io.Writer { return r.NewStreamWriter(w) },
	} {
		inner := &unstable{broken: true}
		w := open(inner)
		if got := panicOf(func() { _, _ = w.Write(line) }); got != "the inner writer's own" {
			t.Errorf("%s: panic %v", name, got)
		}
		if inner.calls != 1 {
			t.Fatalf("%s: %d calls", name, inner.calls)
		}
		inner.broken = false
		if _, ok := w.(*redact.StreamWriter); !ok {
			// A record writer has no state: the next record goes out, the first does not again.
			if n, err := w.Write([]byte("next line\n")); n != 10 || err != nil || strings.Count(inner.out.String(), "first line") > 1 {
				t.Errorf("%s: %d, %v", name, n, err)
			}
			continue
		}
		for range 2 {
			if n, err := w.Write([]byte("next line\n")); n != 0 || err == nil {
				t.Errorf("%s: %d, %v", name, n, err)
			}
		}
		if s, ok := w.(*redact.StreamWriter); ok && (s.Release() == nil || s.Flush() == nil || s.Close() == nil) {
			t.Errorf("%s: no error", name)
		}
		if out := inner.out.String(); inner.calls != 1 || strings.Count(out, "first line") > 1 || strings.Contains(out, "hunter2") {
			t.Errorf("%s: %d calls: %.200q", name, inner.calls, out)
		}
	}
	if out := r.String("clean"); out != "clean" { // the workers are as they were
		t.Errorf("%q", out)
	}
}

// The panic may also come from what Flush or Close write.
func TestStreamIsDeadAfterAPanicAtItsEnd(t *testing.T) {
	for name, end := range map[string]func(*redact.StreamWriter) error{
		"Flush": (*redact.StreamWriter).Flush, "Close": (*redact.StreamWriter).Close,
	} {
		r := redact.MustNew(redact.WithNames("password"))
		inner := &unstable{}
		w := r.NewStreamWriter(inner)
		if _, err := io.WriteString(w, "a prompt for the password: hunter2"); err != nil {
			t.Fatal(err)
		}
		inner.broken, inner.calls = true, 0
		if panicOf(func() { _ = end(w) }) == nil || inner.calls != 1 {
			t.Fatalf("%s: no panic in %d calls", name, inner.calls)
		}
		inner.broken = false
		if end(w) == nil || w.Close() == nil || inner.calls != 1 || strings.Contains(inner.out.String(), "hunter2") {
			t.Errorf("%s: %d calls: %q", name, inner.calls, inner.out.String())
		}
	}
}

func TestStreamWriterQuiet(t *testing.T) {
	w := redact.MustNew(redact.WithDetectors(redact.Detector{ID: "x", Pattern: `\bab[0-9]+z?`})).NewStreamWriter(io.Discard)
	for _, c := range []struct {
		text  string
		quiet bool
	}{{"", true}, {"clean", false}, {" line\n", true}, {"ab1", false}, {"2", false}, {"3\n", true}} {
		if _, err := io.WriteString(w, c.text); err != nil {
			t.Fatal(err)
		}
		_ = w.Release()
		if w.Quiet() != c.quiet {
			t.Errorf("%q: %v", c.text, !c.quiet)
		}
	}
	_ = w.Close()
	if w.Quiet() {
		t.Error("a closed one is quiet")
	}
}
