package tables

import (
	"fmt"

	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/bench/internal/measure"
	"github.com/tacit-go/tacit/bench/internal/report"
	"github.com/tacit-go/tacit/redact"
)

// linear measures whether a byte costs the same in a text twice as long.
func (b *Bench) linear() *report.Table {
	const first = 64 << 10
	last := b.whole
	table := &report.Table{
		Title:   fmt.Sprintf("Linear: %s to %s, doubled", size(first), size(last)),
		Note:    "ns/byte of AppendMatches by the size of the text; a ratio near 1 is linear. A smaller text is another part of the largest each time: one that is read over and over is cheaper, since the processor foresees its branches.",
		Columns: []string{"", "first", "last", "last / first", "largest step"},
	}
	half := corpus.HostileTexts(b.cfg.Seed, last)[0]
	dirty := corpus.Join(corpus.Dirty(b.cfg.Seed, last/100))
	for i, r := range b.engines[:1] {
		for _, t := range []named{{"clean", b.texts[0].text}, {"dirty", dirty[:min(len(dirty), last)]}, {half.Name, half.Text}} {
			var cases []measure.Case
			for n := first; n <= len(t.text); n *= 2 {
				cases = append(cases, measure.Case{Bytes: n, Ops: 1, Run: parts(r, t.text, n)})
			}
			settings := b.settings
			settings.Rounds = min(settings.Rounds, 5)
			results := settings.Run(cases)
			step := 0.0
			for k := 1; k < len(results); k++ {
				step = max(step, results[k].Times(results[k-1]))
			}
			end := results[len(results)-1]
			table.Add(b.variants[i].Name+", "+t.name, report.Number(results[0].NSPerByte()), report.Number(end.NSPerByte()), report.Times(end.Times(results[0])), report.Times(step))
		}
	}
	return table
}

// parts matches another n bytes of the text at each call.
func parts(r *redact.Redactor, text []byte, n int) func() {
	var ms []redact.Match
	at := 0
	return func() {
		if at+n > len(text) {
			at = 0
		}
		ms = r.AppendMatches(ms[:0], text[at:at+n])
		at += n
	}
}
