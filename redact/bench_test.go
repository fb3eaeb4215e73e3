package redact_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

const benchLine = `{"time":"2026-01-02T03:04:05.678Z","level":"INFO","msg":"request done","method":"GET","path":"/v1/orders/42","status":200,"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","duration":"12ms","bytes":512}` + "\n"

func benchText(size int) string { return strings.Repeat(benchLine, 1+size/len(benchLine))[:size] }

func benchRedactor(b *testing.B) *redact.Redactor {
	return redact.MustNew(redact.WithDetectors(detectors.Default()...))
}

func BenchmarkString(b *testing.B) {
	r := benchRedactor(b)
	for _, size := range []int{20, 200, 2000, 64 << 10} {
		text := benchText(size)
		b.Run(fmt.Sprintf("input=clean/size=%d", size), func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				if r.String(text) != text {
					b.Fatal("clean text changed")
				}
			}
		})
	}
	dirty := strings.Replace(benchText(200), "/v1/orders/42", "/v1?token=abc123def456", 1)
	b.Run("input=dirty/size=200", func(b *testing.B) {
		b.SetBytes(int64(len(dirty)))
		b.ReportAllocs()
		for b.Loop() {
			if r.String(dirty) == dirty {
				b.Fatal("nothing was hidden")
			}
		}
	})
}

func BenchmarkAppendMatches(b *testing.B) {
	r := benchRedactor(b)
	text := []byte(benchText(1 << 20))
	var ms []redact.Match
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if ms = r.AppendMatches(ms[:0], text); len(ms) != 0 {
			b.Fatal(len(ms))
		}
	}
}

func BenchmarkStream(b *testing.B) {
	r := benchRedactor(b)
	for _, size := range []int{200, 32 << 10} {
		text := []byte(benchText(size))
		b.Run(fmt.Sprintf("input=clean/write=%d", size), func(b *testing.B) {
			w := r.NewStreamWriter(io.Discard)
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := w.Write(text); err != nil {
					b.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				b.Fatal(err)
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	ds := detectors.Default()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := redact.New(redact.WithDetectors(ds...)); err != nil {
			b.Fatal(err)
		}
	}
}
