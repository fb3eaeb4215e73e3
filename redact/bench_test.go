package redact_test

import (
	"encoding/base64"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// benchLine holds no literal of a detector; nearLine, as a fifth of all lines do,
// holds one that comes to nothing.
const (
	benchLine = `{"time":"2026-01-02T03:04:05.678Z","level":"INFO","msg":"request done","verb":"GET","route":"/v1/orders/42","status":200,"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","took":"12ms","bytes":512,"host":"web-1"}` + "\n"
	nearLine  = `{"time":"2026-01-02T03:04:05.678Z","level":"INFO","msg":"request done","method":"GET","path":"/v1/orders/42","status":200,"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","duration":"12ms","bytes":512}` + "\n"
)

func benchText(size int) string { return repeated(benchLine, size) }

// imageText is a line with a picture in base64.
func imageText(size int) string {
	rng := rand.New(rand.NewPCG(3, 4))
	b := make([]byte, size*3/4)
	for i := range b {
		b[i] = byte(rng.Uint32())
	}
	return `{"img":"data:image/png;base64,` + base64.StdEncoding.EncodeToString(b) + `"}`
}

func repeated(line string, size int) string {
	return strings.Repeat(line, 1+size/len(line))[:size]
}

func benchRedactor(b testing.TB, opts ...redact.Option) *redact.Redactor {
	b.Helper()
	return redact.MustNew(append(opts, redact.WithDetectors(detectors.Default()...))...)
}

// benchSecrets is a set of n random secrets.
func benchSecrets(b testing.TB, n int) *redact.SecretSet {
	b.Helper()
	set, rng := &redact.SecretSet{}, rand.New(rand.NewPCG(1, 2))
	for i := range n {
		if _, err := set.Set(fmt.Sprint("s", i), fmt.Appendf(nil, "%016x%016X", rng.Uint64(), rng.Uint64())); err != nil {
			b.Fatal(err)
		}
	}
	return set
}

func BenchmarkString(b *testing.B) {
	r := benchRedactor(b)
	run := func(name, text string, clean bool) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if (r.String(text) == text) != clean {
					b.Fatal("clean text changed, or dirty text did not")
				}
			}
		})
	}
	for _, size := range []int{5, 20, 60, 200, 2000, 64 << 10} {
		run(fmt.Sprintf("input=clean/size=%d", size), benchText(size), true)
	}
	for _, size := range []int{200, 2000} {
		run(fmt.Sprintf("input=near/size=%d", size), repeated(nearLine, size), true)
	}
	run("input=image/size=65536", imageText(64<<10), true)
	run("input=dirty/size=200", strings.Replace(benchText(200), "/v1/orders/42", "/v1?token=abc123def456", 1), false)
}

// BenchmarkKernel is one clean line with each kernel of the machine.
func BenchmarkKernel(b *testing.B) {
	for _, k := range []redact.Kernel{redact.KernelAVX512, redact.KernelAVX2, redact.KernelGo, redact.KernelReference} {
		if !k.Available() {
			continue
		}
		r := benchRedactor(b, redact.WithKernel(k))
		for _, size := range []int{20, 200} {
			text := benchText(size)
			b.Run(fmt.Sprintf("kernel=%s/size=%d", k, size), func(b *testing.B) {
				b.SetBytes(int64(size))
				b.ReportAllocs()
				for b.Loop() {
					_ = r.String(text)
				}
			})
		}
	}
}

// BenchmarkClean is one clean line through each call.
func BenchmarkClean(b *testing.B) {
	r := benchRedactor(b)
	text := []byte(benchText(200))
	dst := make([]byte, 0, 1024)
	field := r.Scope("bench").Field("note")
	record := r.NewRecordWriter(io.Discard)
	records := r.NewRecordWriter(io.Discard, redact.AsJSON())
	for _, call := range []struct {
		name string
		do   func()
	}{
		{"none", func() { redact.QuietOnly(r, text) }}, // the search that all of them need
		{"Bytes", func() { r.Bytes(text) }},
		{"Append", func() { r.Append(dst, text) }},
		{"AppendJSON", func() { r.AppendJSON(dst, text) }},
		{"AppendMatches", func() { r.AppendMatches(nil, text) }},
		{"Field.Bytes", func() { field.Bytes(text) }},
		{"RecordWriter", func() { _, _ = record.Write(text) }},
		{"RecordWriterJSON", func() { _, _ = records.Write(text) }},
	} {
		b.Run("call="+call.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				call.do()
			}
		})
	}
}

func BenchmarkLive(b *testing.B) {
	for _, n := range []int{10, 5_000} {
		for _, size := range []int{20, 200} {
			b.Run(fmt.Sprintf("secrets=%d/size=%d", n, size), func(b *testing.B) {
				r, text := benchRedactor(b, redact.WithSecrets(benchSecrets(b, n))), benchText(size)
				b.SetBytes(int64(size))
				b.ReportAllocs()
				for b.Loop() {
					if r.String(text) != text {
						b.Fatal("clean text changed")
					}
				}
			})
		}
	}
}

// BenchmarkReplace is one secret, by what takes its place.
func BenchmarkReplace(b *testing.B) {
	text := []byte(strings.Replace(benchText(200), "/v1/orders/42", "ghp_"+"16C7e42F292c6912E7710c838347Ae178B4a", 1))
	for _, rep := range []struct {
		name string
		rep  redact.Replacement
	}{
		{"Label", redact.Label()},
		{"HMAC", redact.HMAC(redact.KeyRing{Current: redact.Key{ID: "k1", Secret: []byte(strings.Repeat("k", 32))}})},
	} {
		r := benchRedactor(b, redact.WithReplacement(rep.rep))
		b.Run("rep="+rep.name+"/call=Append", func(b *testing.B) {
			dst := make([]byte, 0, 1024)
			b.ReportAllocs()
			for b.Loop() {
				r.Append(dst, text)
			}
		})
		b.Run("rep="+rep.name+"/call=String", func(b *testing.B) {
			s := string(text)
			b.ReportAllocs()
			for b.Loop() {
				_ = r.String(s)
			}
		})
	}
}

func BenchmarkField(b *testing.B) {
	scope := benchRedactor(b).Scope("bench")
	for _, name := range []string{"status", "http_request_method", "x9f8e7d6c5", "password"} {
		b.Run("name="+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = scope.Field(name).Action()
			}
		})
	}
	// Names that come but once: those that could be remembered, and as many that
	// could not.
	for _, kind := range []struct{ name, last string }{{"flood", "_by_x"}, {"flood-unfit", "_by x"}} {
		flood := make([]string, 1_000_000)
		for i := range flood {
			flood[i] = strings.TrimSuffix(hostileName(i), "_by_x") + kind.last
		}
		b.Run("name="+kind.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				_ = scope.Field(flood[i%len(flood)]).Action()
			}
		})
	}
}

// hostileName is a name that looks like one and comes but once.
func hostileName(i int) string {
	const letters = "aeioulnr"
	b := []byte("field_")
	for ; i > 0; i /= len(letters) {
		b = append(b, letters[i%len(letters)])
	}
	return string(append(b, "_by_x"...))
}

func BenchmarkAppendMatches(b *testing.B) {
	r := benchRedactor(b)
	text := []byte(repeated(nearLine, 1<<20))
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
		text := []byte(repeated(nearLine, size))
		b.Run(fmt.Sprintf("input=near/write=%d", size), func(b *testing.B) {
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

// userDetectors returns n detectors as users write them: a prefix and a run.
func userDetectors(n int) []redact.Detector {
	const vowels, consonants = "aeiou", "bcdfghklmnprstvw"
	kinds := []string{"live", "test", "prod", "pat", "svc", "app"}
	runs := []string{"[0-9A-Za-z]{24,}", "[0-9a-f]{32,}", "[0-9A-Za-z_-]{20,}"}
	ds := make([]redact.Detector, n)
	for i := range ds {
		var name []byte
		for x, k := int(int64(i)*2654435761%(80*80*80)), 0; k < 3; k++ {
			name = append(name, consonants[x%16], vowels[x/16%5])
			x /= 80
		}
		ds[i] = redact.Detector{
			ID:      "user-" + string(name),
			Doc:     "A token of a user's own.",
			Pattern: fmt.Sprintf("%s_%s_%s", name, kinds[i%len(kinds)], runs[i/7%len(runs)]),
		}
	}
	return ds
}

func BenchmarkNew(b *testing.B) {
	for _, more := range []int{0, 1000} {
		name, ds := "default", detectors.Default()
		if more > 0 {
			name = fmt.Sprint("default+", more)
			ds = append(ds, userDetectors(more)...)
		}
		b.Run("detectors="+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := redact.New(redact.WithDetectors(ds...)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
