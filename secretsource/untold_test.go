package secretsource

import (
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// TestNamesThatTell has names that hold their value, or its hexadecimal digits.
func TestNamesThatTell(t *testing.T) {
	const value = "k3J9x7Qm" + "2Zb8Wn4T"
	for name, of := range map[string]string{value: value, "x-" + hex.EncodeToString([]byte(value)): value, "abc12": "abc12"} {
		files := t.TempDir()
		write(t, files, "ok", first)
		write(t, files, name, of)
		var said strings.Builder
		s := New(redact.NewSecretSet(), Dir(files)).OnReport(func(r Report) { fmt.Fprintf(&said, "%+v\n", r) })
		err := s.Load(t.Context())
		if err == nil || !strings.Contains(err.Error(), "[REDACTED:live-secret]: refused: ") {
			t.Errorf("%s: %v", name, err)
		}
		s.sources[0].(*dir).path = t.TempDir()
		fmt.Fprintln(&said, err, s.Load(t.Context()), s.Names())
		if text := said.String(); strings.Contains(text, name) || !strings.Contains(text, "Gone:[ok]") {
			t.Errorf("%s is told: %s", name, text)
		}
	}
}

// TestNamesThatTellTwice has such a name twice, and one that is refused and gone then.
func TestNamesThatTellTwice(t *testing.T) {
	const value = "k3J9x7Qm" + "2Zb8Wn4T"
	f := &fake{wake: make(chan struct{}), values: []Value{{Name: value, Value: []byte(value)}, {Name: value, Value: []byte(value)}, {Name: "weak", Value: []byte("true")}}}
	var said strings.Builder
	var last Report
	s := New(redact.NewSecretSet(), f).OnReport(func(r Report) { last = r; fmt.Fprintf(&said, "%+v\n", r) })
	fmt.Fprintln(&said, s.Load(t.Context()))
	if len(last.Refused) != 3 || strings.Contains(said.String(), value) {
		t.Errorf("%+v: %s", last, said.String())
	}
	f.values = nil
	if err := s.Load(t.Context()); err != nil || len(last.Gone) != 0 || strings.Contains(said.String(), value) {
		t.Errorf("%+v, %v", last, err)
	}
}
