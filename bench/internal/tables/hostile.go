package tables

import (
	"fmt"

	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/bench/internal/measure"
	"github.com/tacit-go/tacit/bench/internal/report"
	"github.com/tacit-go/tacit/bench/internal/worst"
)

// hostile measures texts that are made to cost time, and a quarter of each: what
// is not linear shows there before it takes minutes.
func (b *Bench) hostile() ([]*report.Table, error) {
	size := 64 << 10
	if b.cfg.Quick {
		size = 8 << 10
	}
	known, err := worst.Known()
	if err != nil {
		return nil, err
	}
	texts := append([]corpus.Hostile{{Name: "clean text", Text: b.texts[0].text[:size]}}, corpus.HostileTexts(b.cfg.Seed, size)...)
	for i, r := range known {
		texts = append(texts, corpus.Hostile{Name: fmt.Sprintf("worst text found, %d", i+1), Text: r.Text(size)})
	}
	table := &report.Table{
		Title: "Hostile text",
		Note: fmt.Sprintf("%d KiB each, AppendMatches. Growth is the cost of a byte against that in the first quarter of the text: near 1 is linear. "+
			"The worst texts were found by the search and are in internal/worst/worst.txt.", size>>10),
		Columns: []string{"", "ns/byte", "GB/s", "time / clean", "growth", "matches/KB"},
	}
	for _, v := range b.variants[1:] {
		table.Columns = append(table.Columns, v.Name+", ns/byte")
	}
	// For each text: the default on a quarter, then every variant on all of it.
	var cases []measure.Case
	for _, h := range texts {
		cases = append(cases, measure.Case{Bytes: size / 4, Ops: 1, Run: matching(b.engines[0], h.Text[:size/4])})
		for _, r := range b.engines {
			cases = append(cases, measure.Case{Name: h.Name, Bytes: size, Ops: 1, Run: matching(r, h.Text)})
		}
	}
	settings := b.settings
	settings.Rounds = min(settings.Rounds, 5)
	results := settings.Run(cases)
	each := 1 + len(b.engines)
	for k, h := range texts {
		quarter, res := results[k*each], results[k*each+1]
		n := len(b.engines[0].AppendMatches(nil, h.Text))
		row := []string{h.Name, report.Number(res.NSPerByte()), report.Number(res.GBs()), report.Times(res.Times(results[1])),
			report.Times(res.Times(quarter)), report.Number(float64(n) / (float64(size) / 1000))}
		for _, other := range results[k*each+2 : (k+1)*each] {
			row = append(row, report.Number(other.NSPerByte()))
		}
		table.Add(row...)
	}
	return []*report.Table{table}, nil
}
