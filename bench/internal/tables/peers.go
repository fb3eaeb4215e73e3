package tables

import "github.com/tacit-go/tacit/bench/internal/report"

// peerNotes says how the peers are used.
func (b *Bench) peerNotes() *report.Table {
	table := &report.Table{Title: "The peers", Columns: []string{"", "how it is used", "tells"}, Words: true}
	for _, p := range b.peers {
		tells := "spans"
		switch {
		case p.Prefilter:
			tells = "that there may be something"
		case p.Spans == nil:
			tells = "a masked line"
		}
		table.Add(p.Name, p.Note, tells)
	}
	return table
}
