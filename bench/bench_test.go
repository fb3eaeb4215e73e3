package bench

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/bench/internal/engine"
	"github.com/tacit-go/tacit/bench/internal/peers"
	"github.com/tacit-go/tacit/bench/internal/worst"
	"github.com/tacit-go/tacit/redact"
)

const (
	seed    = 1
	further = 1000
)

// each runs a benchmark for each variant, with and without further detectors.
func each(b *testing.B, fn func(b *testing.B, r *redact.Redactor)) {
	for _, v := range engine.Variants() {
		for _, n := range []int{0, further} {
			b.Run(fmt.Sprintf("engine=%s/further=%d", v.Name, n), func(b *testing.B) {
				fn(b, v.MustNew(redact.WithDetectors(engine.UserDetectors(seed, n)...)))
			})
		}
	}
}

func BenchmarkAppendMatches(b *testing.B) {
	hostile := corpus.HostileTexts(seed, 64<<10)
	recipes, err := worst.Known()
	if err != nil {
		b.Fatal(err)
	}
	for i := range hostile {
		hostile[i].Name = strings.ReplaceAll(hostile[i].Name, "`", "")
	}
	texts := append([]corpus.Hostile{
		{Name: "clean", Text: corpus.Clean(seed, 4<<20)},
		{Name: "dirty", Text: corpus.Join(corpus.Dirty(seed, 5000))},
	}, hostile...)
	for i, r := range recipes {
		texts = append(texts, corpus.Hostile{Name: fmt.Sprintf("worst-%d", i+1), Text: r.Text(16 << 10)})
	}
	each(b, func(b *testing.B, r *redact.Redactor) {
		for _, t := range texts {
			b.Run(fmt.Sprintf("input=%s/size=%d", t.Name, len(t.Text)), func(b *testing.B) {
				var ms []redact.Match
				b.SetBytes(int64(len(t.Text)))
				b.ReportAllocs()
				for b.Loop() {
					ms = r.AppendMatches(ms[:0], t.Text)
				}
			})
		}
	})
}

func BenchmarkAppend(b *testing.B) {
	text := corpus.Clean(seed, 4<<20)
	each(b, func(b *testing.B, r *redact.Redactor) {
		b.Run(fmt.Sprintf("input=clean/size=%d", len(text)), func(b *testing.B) {
			dst := slices.Clone(text)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				dst = r.Append(dst[:0], text)
			}
		})
	})
}

func BenchmarkStreamWriter(b *testing.B) {
	text := corpus.Clean(seed, 32<<10)
	each(b, func(b *testing.B, r *redact.Redactor) {
		b.Run(fmt.Sprintf("input=clean/write=%d", len(text)), func(b *testing.B) {
			w := r.NewStreamWriter(io.Discard)
			b.SetBytes(int64(len(text)))
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
	})
}

// BenchmarkString takes the lines of a corpus in turn.
func BenchmarkString(b *testing.B) {
	clean := make([]string, 0, 2000)
	for _, l := range corpus.CleanLines(seed, 20_000) {
		if len(l) >= 150 && len(l) <= 250 && len(clean) < cap(clean) {
			clean = append(clean, string(l))
		}
	}
	var dirty []string
	for _, l := range corpus.Dirty(seed, 2000) {
		dirty = append(dirty, string(l.Line))
	}
	each(b, func(b *testing.B, r *redact.Redactor) {
		for _, c := range []struct {
			name  string
			lines []string
		}{{"clean", clean}, {"dirty", dirty}} {
			total := 0
			for _, l := range c.lines {
				total += len(l)
			}
			b.Run(fmt.Sprintf("input=%s/size=%d", c.name, total/len(c.lines)), func(b *testing.B) {
				b.SetBytes(int64(total / len(c.lines)))
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					r.String(c.lines[i%len(c.lines)])
				}
			})
		}
	})
}

func BenchmarkLogger(b *testing.B) {
	for _, v := range engine.Variants() {
		for _, l := range peers.Loggers(v.MustNew()) {
			b.Run(fmt.Sprintf("engine=%s/logger=%s/how=%s", v.Name, l.Family, l.Name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					l.Log()
				}
			})
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for _, v := range engine.Variants() {
		for _, n := range []int{0, further} {
			more := redact.WithDetectors(engine.UserDetectors(seed, n)...)
			b.Run(fmt.Sprintf("engine=%s/further=%d", v.Name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					v.MustNew(more)
				}
			})
		}
	}
}

func BenchmarkPeer(b *testing.B) {
	all, err := peers.All()
	if err != nil {
		b.Fatal(err)
	}
	var lines [][]byte
	total := 0
	for _, l := range corpus.CleanLines(seed, 500) {
		if len(l) >= 150 && len(l) <= 250 {
			lines = append(lines, l)
			total += len(l)
		}
	}
	for _, p := range all {
		b.Run(fmt.Sprintf("peer=%s/input=clean/size=%d", p.Name, total/len(lines)), func(b *testing.B) {
			b.SetBytes(int64(total / len(lines)))
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				p.Line(lines[i%len(lines)])
			}
		})
	}
}
