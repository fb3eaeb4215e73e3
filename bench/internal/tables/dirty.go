package tables

import (
	"fmt"

	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/bench/internal/engine"
	"github.com/tacit-go/tacit/bench/internal/measure"
	"github.com/tacit-go/tacit/bench/internal/report"
	"github.com/tacit-go/tacit/redact"
)

// dirty measures text of which every line holds a secret.
func (b *Bench) dirty() *report.Table {
	n := 20_000
	if b.cfg.Quick {
		n = 2000
	}
	text := corpus.Join(corpus.Dirty(b.cfg.Seed, n))
	table := &report.Table{
		Title:   "Dirty text: every line holds a secret",
		Note:    fmt.Sprintf("%d lines of %d kinds of secret in turn, %s.", n, len(corpus.PlantedKinds()), size(len(text))),
		Columns: []string{"", "ns/byte", "ns/match", "matches", "time / clean", "allocs/match"},
	}
	for i, r := range b.engines[:1] {
		name := b.variants[i].Name
		hmac := b.variants[i].MustNew(redact.WithReplacement(redact.HMAC(engine.Keys())))
		matches := len(r.AppendMatches(nil, text))
		clean := b.texts[0].text[:min(len(b.texts[0].text), len(text))]
		dst := make([]byte, 0, 2*len(text))
		results := b.settings.Run([]measure.Case{
			{Bytes: len(clean), Ops: 1, Run: matching(r, clean)},
			{Name: name + " AppendMatches", Bytes: len(text), Ops: matches, Run: matching(r, text)},
			{Name: name + " Append, Label", Bytes: len(text), Ops: matches, Run: func() { dst = r.Append(dst[:0], text) }},
			{Name: name + " Append, HMAC", Bytes: len(text), Ops: matches, Run: func() { dst = hmac.Append(dst[:0], text) }},
		})
		for _, res := range results[1:] {
			table.Add(res.Name, report.Number(res.NSPerByte()), report.Number(res.NSPerOp()), report.Number(float64(matches)),
				report.Times(res.Times(results[0])), report.Allocs(res.Allocs()))
		}
	}
	return table
}
