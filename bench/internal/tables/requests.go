package tables

import (
	"fmt"

	"github.com/tacit-go/tacit/bench/internal/measure"
	"github.com/tacit-go/tacit/bench/internal/peers"
	"github.com/tacit-go/tacit/bench/internal/report"
)

// requests measures what stands around a handler of net/http.
func (b *Bench) requests() *report.Table {
	table := &report.Table{
		Title:   "A request without bodies, clean",
		Note:    "A handler that writes eleven bytes. The record alone is what the access log writes; httpsnoop only counts, so it stands beside that record; chi's logger writes a line of text.",
		Columns: []string{"", "ns", "more than the record, ns", "allocs"},
	}
	names := map[string]string{"none": "the handler alone", "record": "a record of slog alone", "tacit": "Tacit's access log", "httpsnoop": "httpsnoop and a record of slog", "chi": "chi's logger"}
	var cases []measure.Case
	for _, r := range peers.Requests(b.engines[0]) {
		cases = append(cases, measure.Case{Name: r.Name, Ops: 1, Bytes: 1, Run: r.Serve})
	}
	results := b.settings.Run(cases)
	var record measure.Result
	for _, r := range results {
		if r.Name == "record" {
			record = r
		}
	}
	for _, r := range results {
		more := ""
		if r.Name == "tacit" || r.Name == "httpsnoop" {
			more = fmt.Sprintf("%+.0f", (r.TimesOp(record)-1)*record.NSPerOp())
		}
		table.Add(names[r.Name], report.Number(r.NSPerOp()), more, report.Allocs(r.Allocs()))
	}
	return table
}
