package tables

import (
	"fmt"
	"strings"

	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/bench/internal/report"
	"github.com/tacit-go/tacit/detectors"
)

// corpora tells what the clean texts are made of.
func (b *Bench) corpora() *report.Table {
	ds := detectors.Default()
	literals := corpus.Literals(ds, b.engines[0].Describe().Names)
	table := &report.Table{
		Title: "The clean texts",
		Note: fmt.Sprintf("Counted with another library over %d literals that stand in the catalogue's patterns and names; the generator knows %d kinds of application. "+
			"Candidates are occurrences of literals of %d bytes or more; confirms are matches of the patterns alone, before words nearby and checksums are asked.",
			len(literals), len(corpus.Kinds()), corpus.MinLiteral),
		Columns: []string{"", "lines", "mean bytes", "with a literal", "literals of 1 and 2 bytes too", "candidates/KB", "confirms/KB", "matches/MB", "most common literals"},
	}
	sample, small := 8*mib, mib
	if b.cfg.Quick {
		sample, small = mib, mib/8
	}
	for _, t := range b.texts {
		text := t.text[:min(len(t.text), sample)]
		d := corpus.Measure(text, literals)
		matches := len(b.engines[0].AppendMatches(nil, text))
		table.Add(t.name, report.Number(float64(d.Lines)), fmt.Sprint(len(text)/max(1, d.Lines)), report.Percent(d.Share()), report.Percent(d.ShortShare()),
			report.Number(d.Candidates), report.Number(corpus.Confirms(text[:min(len(text), small)], ds)),
			report.Number(float64(matches)/(float64(len(text))/1e6)), "`"+strings.Join(d.Common, "` `")+"`")
	}
	return table
}
