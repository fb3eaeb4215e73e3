package redact_test

import (
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// TestTooShort compares String, which does not look at a text that is too short for any
// match, with Append, which does.
func TestTooShort(t *testing.T) {
	key := redact.Detector{ID: "test-key", Pattern: `k-[0-9]`}
	const letters = `q=:"x/@-k1`
	for name, r := range map[string]*redact.Redactor{
		"default": redact.MustNew(redact.WithDetectors(detectors.Default()...)),
		"name":    redact.MustNew(redact.WithNames("q")),
		"token":   redact.MustNew(redact.WithDetectors(key), redact.WithNames("q")),
	} {
		hidden := 0
		var try func(text []byte)
		try = func(text []byte) {
			want := string(r.Append(nil, text))
			if got := r.String(string(text)); got != want {
				t.Errorf("%s: String(%q) = %q, want %q", name, text, got, want)
			}
			if want != string(text) {
				hidden++
			}
			if len(text) < 4 {
				for i := range len(letters) {
					try(append(text[:len(text):len(text)], letters[i]))
				}
			}
		}
		try(nil)
		if name != "default" && hidden == 0 {
			t.Errorf("%s: nothing is hidden in a short text", name)
		}
	}
}

// BenchmarkShort is what an adapter asks of the texts of a record one by one.
func BenchmarkShort(b *testing.B) {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	for name, text := range map[string]string{
		"input=method/size=3": "GET", "input=level/size=5": "error", "input=message/size=12": "request done",
		"input=route/size=15": "/v1/orders/{id}", "input=trace/size=32": "4bf92f3577b34da6a3ce929d0e0e4736",
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for range b.N {
				if r.String(text) != text {
					b.Fatal("a clean text is changed")
				}
			}
		})
	}
}
