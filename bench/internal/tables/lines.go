package tables

import (
	"bytes"
	"fmt"
	"runtime"

	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/bench/internal/measure"
	"github.com/tacit-go/tacit/bench/internal/peers"
	"github.com/tacit-go/tacit/bench/internal/report"
	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// clean lines are taken from these lengths, and at most so many.
const (
	shortLine = 150
	longLine  = 250
	mostLines = 2000
)

// lineSet is what the line tables run over.
type lineSet struct {
	free    []byte   // a line of about 200 bytes without a literal
	lines   [][]byte // of shortLine to longLine bytes, as they come
	strings []string
	bytes   int
}

// pickLines takes the lines from a clean text. A line that the catalogue hides
// is left out: these tables are about clean lines.
func (b *Bench) pickLines(text []byte) (lineSet, error) {
	r := b.engines[0]
	literals := corpus.Literals(detectors.Default(), r.Describe().Names)
	var s lineSet
	for _, l := range corpus.Lines(text[:min(len(text), 4*mib)]) {
		if len(l) < shortLine || len(l) > longLine || len(r.AppendMatches(nil, l)) > 0 {
			continue
		}
		if len(s.lines) < mostLines {
			s.lines, s.strings, s.bytes = append(s.lines, l), append(s.strings, string(l)), s.bytes+len(l)
		}
		if abs(len(l)-200) < abs(len(s.free)-200) && !holds(l, literals) {
			s.free = l
		}
		if len(s.lines) == mostLines && len(s.free) == 200 {
			break
		}
	}
	if len(s.lines) == 0 || s.free == nil {
		return s, fmt.Errorf("tables: no clean lines of %d to %d bytes", shortLine, longLine)
	}
	return s, nil
}

func holds(line []byte, literals []string) bool {
	low := bytes.ToLower(line)
	for _, l := range literals {
		if len(l) >= corpus.MinLiteral && bytes.Contains(low, []byte(l)) {
			return true
		}
	}
	return false
}

func abs(n int) int { return max(n, -n) }

// lines measures calls on single lines.
func (b *Bench) lines() ([]*report.Table, error) {
	var tables []*report.Table
	for _, t := range b.texts {
		set, err := b.pickLines(t.text)
		if err != nil {
			return nil, err
		}
		table := &report.Table{
			Title: "A clean line, " + t.name,
			Note: fmt.Sprintf("One line of %d bytes that holds no literal of %d bytes or more, over and over; and the mean over %d lines of %d to %d bytes (mean %d), as they come.",
				len(set.free), corpus.MinLiteral, len(set.lines), shortLine, longLine, set.bytes/len(set.lines)),
			Columns: []string{"", "no literal, ns", "allocs", "mean, ns", "allocs", "mean / copy", "mean / Tacit"},
		}
		var free, mean []measure.Case
		buf := make([]byte, longLine)
		freeString := string(set.free)
		free = append(free, measure.Case{Name: "copy of the line", Run: func() { copy(buf, set.free) }})
		mean = append(mean, measure.Case{Bytes: set.bytes, Ops: len(set.lines), Run: func() {
			for _, l := range set.lines {
				copy(buf, l)
			}
		}})
		for i, r := range b.engines {
			free = append(free, measure.Case{Name: b.variants[i].Name + " String", Run: func() { use(r.String(freeString)) }})
			mean = append(mean, measure.Case{Bytes: set.bytes, Ops: len(set.lines), Run: stringing(r, set.strings)})
		}
		for i := range b.peers {
			p := &b.peers[i]
			free = append(free, measure.Case{Name: p.Name, Run: freeLine(p, set.free)})
			if p.Lines != nil {
				free[len(free)-1].Ops = repeated
			}
			mean = append(mean, b.meanLines(p, set))
		}
		for i := range free {
			free[i].Bytes, free[i].Ops = len(set.free), max(1, free[i].Ops)
		}
		frees, means := b.settings.Run(free), b.settings.Run(mean)
		var bars []report.Bar
		for i, f := range frees {
			m := means[i]
			table.Add(f.Name, report.Number(f.NSPerOp()), report.Allocs(f.Allocs()), report.Number(m.NSPerOp()), report.Allocs(m.Allocs()),
				report.Times(m.TimesOp(means[0])), report.Times(m.TimesOp(means[1])))
			bars = append(bars, report.Bar{Name: f.Name, Value: means[i].NSPerOp(), Ours: i > 0 && i <= len(b.variants)})
		}
		if len(tables) == 0 {
			b.panels = append(b.panels, report.Panel{Title: "A clean line of about 200 bytes, ns (shorter is better)", Unit: "ns", Bars: bars})
		}
		tables = append(tables, table)
	}
	return tables, nil
}

const repeated = 256 // times that a peer with Lines is given the one line

func freeLine(p *peers.Peer, line []byte) func() {
	if p.Lines == nil {
		return func() { p.Line(line) }
	}
	lines := make([][]byte, repeated)
	for i := range lines {
		lines[i] = line
	}
	return func() { p.Lines(lines) }
}

func (b *Bench) meanLines(p *peers.Peer, set lineSet) measure.Case {
	run := func(n int) {
		if p.Lines != nil {
			p.Lines(set.lines[:n])
			return
		}
		for _, l := range set.lines[:n] {
			p.Line(l)
		}
	}
	n := len(set.lines)
	if p.Lines == nil {
		n = b.fit(run, min(64, n), n)
	}
	bytes := 0
	for _, l := range set.lines[:n] {
		bytes += len(l)
	}
	return measure.Case{Bytes: bytes, Ops: n, Run: func() { run(n) }}
}

func stringing(r *redact.Redactor, lines []string) func() {
	return func() {
		for _, s := range lines {
			use(r.String(s))
		}
	}
}

// use keeps a result, so that no call is left out by the compiler.
func use(s string) { runtime.KeepAlive(s) }
