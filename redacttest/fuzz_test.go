package redacttest

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// FuzzFuzz feeds the writers of redact.
func FuzzFuzz(f *testing.F) {
	set := redact.NewSecretSet()
	r := redact.MustNew(redact.WithSecrets(set))
	Fuzz(f, set, func(w io.Writer) func(key, value string) {
		rw := r.NewRecordWriter(w)
		return func(key, value string) { fmt.Fprintf(rw, "%s=%s\n", key, value) }
	})
}

func TestFuzzFindsFaults(t *testing.T) {
	canaries, oracle := fuzzLot()
	for _, c := range []struct {
		name  string
		open  func(w io.Writer) func(key, value string)
		asKey bool
		want  string
	}{
		{"raw", func(w io.Writer) func(key, value string) {
			return func(key, value string) { fmt.Fprintln(w, key, value) }
		}, false, "planted as base64: leak in output, line 1: canary password as base64/2 at byte"},
		{"key", func(w io.Writer) func(key, value string) {
			return func(key, _ string) { fmt.Fprintln(w, key) }
		}, true, "planted as base64: leak in output, line 1: canary password as base64/2 at byte"},
		{"lost", func(w io.Writer) func(key, value string) {
			return func(string, string) {}
		}, false, "canary password as base64: nothing was written"},
	} {
		tr := &trial{TB: t}
		fuzzOne(tr, c.open, oracle, canaries[0], 1, "a ", " b", c.asKey)
		if len(tr.errors) != 1 || !strings.HasPrefix(tr.errors[0], c.want) {
			t.Errorf("%s: %q, want %s", c.name, tr.errors, c.want)
		}
	}
}
