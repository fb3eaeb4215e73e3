package redact_test

import (
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// TestAllocations counts what calls on text that is clean, and on text with one
// secret, allocate. Pools forget under the race detector.
func TestAllocations(t *testing.T) {
	if raced {
		t.Skip("pools forget under the race detector")
	}
	key := redact.Key{ID: "k1", Secret: []byte(strings.Repeat("k", 32))}
	clean, near := benchText(200), repeated(nearLine, 200)
	dirty := strings.Replace(clean, "/v1/orders/42", "ghp_"+"16C7e42F292c6912E7710c838347Ae178B4a", 1)
	for name, r := range map[string]*redact.Redactor{
		"label": benchRedactor(t),
		"hmac":  benchRedactor(t, redact.WithReplacement(redact.HMAC(redact.KeyRing{Current: key}))),
		"live":  benchRedactor(t, redact.WithSecrets(benchSecrets(t, 10))),
	} {
		dst, matches := make([]byte, 0, 1024), make([]redact.Match, 0, 8)
		scope := r.Scope("x")
		record := r.NewRecordWriter(io.Discard)
		count := func(what string, most float64, do func()) {
			t.Helper()
			if n := testing.AllocsPerRun(200, do); n > most {
				t.Errorf("%s, %s: %v allocations, want at most %v", name, what, n, most)
			}
		}
		for _, text := range []string{"x", "short", clean, near, dirty} {
			src, most := []byte(text), 0.0
			if text == dirty {
				most = 1
			}
			count("String", most, func() { _ = r.String(text) })
			count("Append", 0, func() { r.Append(dst, src) })
			count("AppendString", 0, func() { r.AppendString(dst, text) })
			count("AppendJSON", 0, func() { r.AppendJSON(dst, src) })
			count("AppendMatches", 0, func() { r.AppendMatches(matches, src) })
			count("RecordWriter", 0, func() { _, _ = record.Write(src) })
			count("Field.String", most, func() { _ = scope.Field("note").String(text) })
			count("Field.Name", 0, func() { _ = scope.Field("note").Name() })
			count("Field.Int64", 0, func() { _, _ = scope.Field("note").Int64(200) })
			if text != dirty {
				count("Bytes", 0, func() { r.Bytes(src) })
				count("Field.Bytes", 0, func() { scope.Field("note").Bytes(src) })
			}
			count("Batch", 0, func() {
				b := scope.Batch()
				b.Field("note")
				b.Text(text)
				b.Int64(1 << 40)
				b.Clean()
			})
		}
	}
}

// TestNewAllocates bounds the bytes that New allocates.
func TestNewAllocates(t *testing.T) {
	if raced {
		t.Skip("the race detector allocates too")
	}
	for _, c := range []struct {
		more int
		most uint64
	}{{0, 2 << 20}, {1000, 8 << 20}} {
		ds := append(detectors.Default(), userDetectors(c.more)...)
		least := ^uint64(0) // of a few runs, since tests around this one allocate too
		for range 5 {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			r, err := redact.New(redact.WithDetectors(ds...))
			runtime.ReadMemStats(&after)
			if err != nil {
				t.Fatal(err)
			}
			runtime.KeepAlive(r)
			least = min(least, after.TotalAlloc-before.TotalAlloc)
		}
		if least > c.most {
			t.Errorf("the default detectors and %d more: %d bytes, want at most %d", c.more, least, c.most)
		}
	}
}
