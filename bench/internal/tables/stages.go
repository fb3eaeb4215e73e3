package tables

import (
	"time"

	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/bench/internal/measure"
	"github.com/tacit-go/tacit/bench/internal/report"
)

const ours = "github.com/tacit-go/tacit/redact"

// engineStages are the stages of DESIGN.md, by packages and, where one package has
// two, by functions.
var engineStages = []measure.Stage{
	{Name: "search: kernel", Functions: []string{ours + "/internal/literal.scan", ours + "/internal/literal.marks", ours + "/internal/literal.Kernel.marks"}},
	{Name: "search: sieve and literals", Functions: []string{ours + "/internal/literal."}},
	{Name: "runs of base64", Functions: []string{ours + "/internal/literal.(*Runs)", ours + "/internal/literal.NextRun", ours + "/internal/literal.runs",
		ours + "/internal/literal.skipRuns", ours + "/internal/encode.", ours + "/internal/scan.(*Plan).IdleRun", ours + "/internal/scan.spelled"}},
	{Name: "names and values", Functions: []string{ours + "/internal/grammar."}},
	{Name: "automata of detectors", Functions: []string{ours + "/internal/pattern."}},
	{Name: "machine: what ties them", Functions: []string{ours + "/internal/scan.", ours + "/internal/unit."}},
	{Name: "calls, output", Functions: []string{ours + "."}},
}

// stages tells where the time goes, by a profile.
func (b *Bench) stages() ([]*report.Table, error) {
	type input struct {
		name string
		text []byte
	}
	const slices = 25 // the profiler looks a hundred times a second
	size := 8 * mib
	if b.cfg.Quick {
		size = mib
	}
	inputs := make([]input, 0, len(b.texts)+3)
	for _, t := range b.texts {
		inputs = append(inputs, input{"clean text, " + t.name, t.text[:min(len(t.text), size)]})
	}
	inputs = append(inputs, input{"a clean line", []byte(cleanLine)}, input{"a line with a password", []byte(dirtyLine)},
		input{"dirty text", corpus.Join(corpus.Dirty(b.cfg.Seed, 2000))})
	table := &report.Table{
		Title:   "Where the time goes",
		Note:    "ns/byte of Append into touched memory, by a profile; the stages are those of DESIGN.md.",
		Columns: []string{"", "all"},
	}
	for _, s := range engineStages {
		table.Columns = append(table.Columns, s.Name)
	}
	table.Columns = append(table.Columns, "else")
	r := b.engines[0]
	for _, in := range inputs {
		dst := make([]byte, 0, 2*len(in.text)+1024)
		times := max(1, 64<<10/len(in.text))
		shares, err := measure.Stages(engineStages, slices*b.settings.Slice, func() {
			for range times {
				dst = r.Append(dst[:0], in.text)
			}
		})
		if err != nil {
			return nil, err
		}
		all, row := time.Duration(0), []string{}
		for _, s := range shares {
			all += s
			row = append(row, report.Number(float64(s)/float64(times*len(in.text))))
		}
		table.Add(append([]string{in.name, report.Number(float64(all) / float64(times*len(in.text)))}, row...)...)
	}
	return []*report.Table{table}, nil
}
