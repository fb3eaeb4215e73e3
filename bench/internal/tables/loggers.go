package tables

import (
	"fmt"

	"github.com/tacit-go/tacit/bench/internal/measure"
	"github.com/tacit-go/tacit/bench/internal/peers"
	"github.com/tacit-go/tacit/bench/internal/report"
)

// loggers measures whole records of loggers, plain and with us.
func (b *Bench) loggers() *report.Table {
	table := &report.Table{
		Title:   "A record: message and six attributes, clean, as JSON",
		Note:    "A RecordWriter stands between a logger and its sink and sees the finished line.",
		Columns: []string{"", "ns", "more ns", "overhead", "allocs"},
	}
	var cases []measure.Case
	var of []peers.Logger
	for _, l := range peers.Loggers(b.engines[0]) {
		of = append(of, l)
		cases = append(cases, measure.Case{Name: l.Family + " " + l.Name, Ops: 1, Bytes: 1, Run: l.Log})
	}
	results := b.settings.Run(cases)
	plain := map[string]measure.Result{}
	for i, r := range results {
		family := of[i].Family
		base, ok := plain[family]
		if !ok {
			plain[family] = r
			table.Add(r.Name, report.Number(r.NSPerOp()), "", "", report.Allocs(r.Allocs()))
			continue
		}
		over := r.TimesOp(base) - 1
		table.Add(r.Name, report.Number(r.NSPerOp()), fmt.Sprintf("%+.0f", over*base.NSPerOp()), fmt.Sprintf("%+.1f %%", 100*over), report.Allocs(r.Allocs()))
	}
	return table
}
