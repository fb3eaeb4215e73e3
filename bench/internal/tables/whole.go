package tables

import (
	"fmt"
	"io"

	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/bench/internal/measure"
	"github.com/tacit-go/tacit/bench/internal/peers"
	"github.com/tacit-go/tacit/bench/internal/report"
	"github.com/tacit-go/tacit/redact"
)

const piece = 32 << 10 // of a stream

// wholeTexts measures throughput on whole texts.
func (b *Bench) wholeTexts() ([]*report.Table, error) {
	var tables []*report.Table
	for _, t := range b.texts {
		table := &report.Table{
			Title:   fmt.Sprintf("Clean text, %s, %d MiB", t.name, b.whole/mib),
			Note:    "Slow peers are given the beginning of the same buffer, by line where that is how they are used.",
			Columns: []string{"", "GB/s", "of memcpy", "time / memcpy", "time / Tacit", "allocs/MiB", "given"},
		}
		cases := b.wholeCases(t.text)
		results := b.settings.Run(cases)
		var bars []report.Bar
		for i, r := range results {
			table.Add(r.Name, report.Number(r.GBs()), report.Percent(1/r.Times(results[0])), report.Times(r.Times(results[0])),
				report.Times(r.Times(results[1])), report.Allocs(r.Allocs()*float64(r.Ops)/(float64(r.Bytes)/mib)), size(r.Bytes))
			ours := i > 0 && i <= len(b.variants)
			if i == 0 || ours || i >= len(results)-len(b.peers) {
				bars = append(bars, report.Bar{Name: r.Name, Value: r.GBs(), Ours: ours})
			}
		}
		if len(tables) == 0 {
			b.panels = append(b.panels, report.Panel{Title: "Clean logs, one core, GB/s (longer is better)", Unit: "GB/s", Bars: bars})
		}
		tables = append(tables, table)
	}
	return tables, nil
}

// wholeCases returns memcpy, then AppendMatches of each variant, then other calls
// of the default one, then the peers.
func (b *Bench) wholeCases(text []byte) []measure.Case {
	n := len(text)
	dst := append(make([]byte, 0, n+n/4), text...) // touched
	cases := []measure.Case{{Name: "memcpy", Bytes: n, Run: func() { copy(dst[:n], text) }}}
	for i, r := range b.engines {
		cases = append(cases, measure.Case{Name: b.variants[i].Name, Bytes: n, Run: matching(r, text)})
	}
	r := b.engines[0]
	cases = append(cases,
		measure.Case{Name: "Tacit Append, touched memory", Bytes: n, Run: func() { dst = r.Append(dst[:0], text) }},
		measure.Case{Name: "Tacit StreamWriter, writes of 32 KiB", Bytes: n, Run: streaming(r, text)},
	)
	for i := range b.peers {
		cases = append(cases, b.wholePeer(&b.peers[i], text))
	}
	for i := range cases {
		cases[i].Ops = 1
	}
	return cases
}

func matching(r *redact.Redactor, text []byte) func() {
	var ms []redact.Match
	return func() { ms = r.AppendMatches(ms[:0], text) }
}

func streaming(r *redact.Redactor, text []byte) func() {
	return func() {
		w := r.NewStreamWriter(io.Discard)
		for rest := text; len(rest) > 0; rest = rest[min(piece, len(rest)):] {
			if _, err := w.Write(rest[:min(piece, len(rest))]); err != nil {
				panic(err)
			}
		}
		if err := w.Close(); err != nil {
			panic(err)
		}
	}
}

func (b *Bench) wholePeer(p *peers.Peer, text []byte) measure.Case {
	if p.Text != nil {
		kib := b.fit(func(n int) { p.Text(text[:n<<10]) }, 16, len(text)>>10)
		part := text[:kib<<10]
		return measure.Case{Name: p.Name, Bytes: len(part), Run: func() { p.Text(part) }}
	}
	lines := corpus.Lines(text[:min(len(text), 2*mib)])
	run := func(n int) {
		for _, l := range lines[:n] {
			p.Line(l)
		}
	}
	n := b.fit(run, 32, len(lines))
	bytes := 0
	for _, l := range lines[:n] {
		bytes += len(l) + 1
	}
	return measure.Case{Name: p.Name, Bytes: bytes, Run: func() { run(n) }}
}

func size(n int) string {
	if n >= mib {
		return fmt.Sprintf("%d MiB", n/mib)
	}
	return fmt.Sprintf("%d KiB", (n+1023)>>10)
}
