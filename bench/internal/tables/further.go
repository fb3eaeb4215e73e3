package tables

import (
	"github.com/tacit-go/tacit/bench/internal/engine"
	"github.com/tacit-go/tacit/bench/internal/measure"
	"github.com/tacit-go/tacit/bench/internal/report"
	"github.com/tacit-go/tacit/redact"
)

// further measures what 1,000 detectors of a user's own cost.
func (b *Bench) further() ([]*report.Table, error) {
	set, err := b.pickLines(b.texts[0].text)
	if err != nil {
		return nil, err
	}
	run := &report.Table{
		Title:   "1,000 further detectors",
		Note:    "The default catalogue alone and with 1,000 detectors of a user's own, each a prefix and a run.",
		Columns: []string{"", "default", "with 1,000 more", "ratio"},
	}
	build := &report.Table{Title: "New", Columns: []string{"", "ms", "MB allocated", "allocs"}}
	extra := redact.WithDetectors(engine.UserDetectors(b.cfg.Seed, furtherDetectors)...)
	for i, v := range b.variants {
		text := b.texts[0].text
		pair := func(of func(r *redact.Redactor) func(), bytes, ops int) []measure.Result {
			return b.settings.Run([]measure.Case{
				{Bytes: bytes, Ops: ops, Run: of(b.engines[i])},
				{Bytes: bytes, Ops: ops, Run: of(b.more[i])},
			})
		}
		whole := pair(func(r *redact.Redactor) func() { return matching(r, text) }, len(text), 1)
		run.Add(v.Name+" AppendMatches, GB/s", report.Number(whole[0].GBs()), report.Number(whole[1].GBs()), report.Times(whole[1].Times(whole[0])))
		stream := pair(func(r *redact.Redactor) func() { return streaming(r, text) }, len(text), 1)
		run.Add(v.Name+" StreamWriter, GB/s", report.Number(stream[0].GBs()), report.Number(stream[1].GBs()), report.Times(stream[1].Times(stream[0])))
		line := pair(func(r *redact.Redactor) func() { return stringing(r, set.strings) }, set.bytes, len(set.lines))
		run.Add(v.Name+" String, mean line, ns", report.Number(line[0].NSPerOp()), report.Number(line[1].NSPerOp()), report.Times(line[1].TimesOp(line[0])))

		news := b.settings.Run([]measure.Case{
			{Name: v.Name + " New, default catalogue", Ops: 1, Bytes: 1, Run: func() { v.MustNew() }},
			{Name: v.Name + " New, 1,000 more", Ops: 1, Bytes: 1, Run: func() { v.MustNew(extra) }},
		})
		for _, r := range news {
			build.Add(r.Name, report.Number(r.NS()/1e6), report.Number(r.MB()), report.Number(r.Allocs()))
		}
	}
	return []*report.Table{run, build}, nil
}
