//go:build tacitfault

package redact

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact/internal/fault"
)

// TestFaults panics at every boundary between two stages, one at a time, in every
// public call: nothing of a secret gets out, the record exists and the panic is
// counted.
func TestFaults(t *testing.T) {
	const named, token, held = "vQ7kZx2Wq9", "tok_" + "9xKqW3vZ7bQpJ2mN", "Zq8wKx4Jv2QbLive"
	const harmless = "request done in 12ms"
	set := &SecretSet{}
	if _, err := set.Set("held", []byte(held)); err != nil {
		t.Fatal(err)
	}
	r, err := New(WithNames("password"), WithSecrets(set), WithDetectors(Detector{
		ID: "token", Doc: "x", Pattern: `tok_[0-9A-Za-z]{12,}`,
		Verify: func([]byte) Verdict { return Confirmed },
	}))
	if err != nil {
		t.Fatal(err)
	}
	text := `{"msg":"user=bob password=` + named + ` and ` + token + `","n":"` + held + `","url":"https://u:p@h/"}` + "\n"
	stream := func(size int) string {
		var out bytes.Buffer
		w := r.NewStreamWriter(&out)
		for rest := text; rest != ""; {
			n := min(size, len(rest))
			_, _ = io.WriteString(w, rest[:n])
			rest = rest[n:]
		}
		_ = w.Release()
		_ = w.Close()
		return out.String()
	}
	calls := map[string]func() string{
		"String":       func() string { return r.String(text) },
		"Bytes":        func() string { return string(r.Bytes([]byte(text))) },
		"Append":       func() string { return string(r.Append([]byte("head "), []byte(text))) },
		"AppendString": func() string { return string(r.AppendString(nil, text)) },
		"AppendJSON":   func() string { return string(r.AppendJSON(nil, []byte(text))) },
		"AppendMatches": func() string {
			out := []byte(text)
			for _, m := range r.AppendMatches(nil, out) {
				for i := m.Start; i < m.End; i++ {
					out[i] = '.'
				}
			}
			return string(out)
		},
		"URL":   func() string { return r.URL("https://h/?password=" + named + "&t=" + token + "#" + held) },
		"Error": func() string { return r.Error(errors.New(text)).Error() },
		"Value": func() string {
			return fmt.Sprint(r.Value(struct{ Password, Text, Held string }{named, text, held}))
		},
		"record": func() string {
			var out bytes.Buffer
			_, _ = io.WriteString(r.NewRecordWriter(&out), text)
			return out.String()
		},
		"record, JSON": func() string {
			var out bytes.Buffer
			_, _ = io.WriteString(r.NewRecordWriter(&out, AsJSON()), text)
			return out.String()
		},
		"stream":        func() string { return stream(len(text)) },
		"stream, bytes": func() string { return stream(1) },
		"reader": func() string {
			b, _ := io.ReadAll(r.NewReader(strings.NewReader(text)))
			return string(b)
		},
		"Scope.Text":    func() string { return r.Scope("x").Text(text) },
		"Field.String":  func() string { return r.Scope("x").Field("password").String(named) },
		"Field.Bytes":   func() string { return string(r.Scope("x").Field("text").Bytes([]byte(text))) },
		"Field.Value":   func() string { v, _ := r.Scope("x").Field("text").Value([]string{text, held}); return fmt.Sprint(v) },
		"Field in hide": func() string { return r.Scope("x").Enter("password").Text(named) },
		"Field.Name":    func() string { return r.Scope("x").Field(token).Name() },
		"String, clean": func() string { return r.String(harmless) },
		"Batch": func() string {
			if b := r.Scope("x").Batch(); b.Field("text") && b.Text(text) && b.Clean() {
				return text
			}
			return "not clean"
		},
	}
	fault.Arm("")
	fault.Record(true)
	for _, call := range calls {
		call()
	}
	fault.Record(false)
	points := fault.Seen()
	if len(points) < 10 || !slices.Contains(points, "quiet") {
		t.Fatalf("only the points %v were passed", points)
	}
	fault.Arm("quiet")
	if out := r.String(harmless); out != markError {
		t.Errorf("the short way has failed, and the text became %q", out)
	}
	if b := r.Scope("x").Batch(); b.Text(harmless) && b.Clean() {
		t.Error("the short way has failed, and the batch is clean")
	}
	fault.Arm("")
	for _, point := range points {
		for name, call := range calls {
			t.Run(point+"/"+name, func(t *testing.T) {
				fault.Arm(point)
				defer fault.Arm("")
				before := r.Stats().Errors
				out := call()
				if out == "" {
					t.Fatal("the record is gone")
				}
				for _, secret := range []string{named, token, held} {
					for i := 0; i+6 <= len(secret); i++ {
						if strings.Contains(out, secret[i:i+6]) {
							t.Fatalf("leak: %q", out)
						}
					}
				}
				if strings.Contains(out, "injected fault") {
					t.Fatalf("the panic's text got out: %q", out)
				}
				if strings.Contains(out, markError) && r.Stats().Errors == before {
					t.Fatal("the panic was not counted")
				}
			})
		}
	}
}
