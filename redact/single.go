package redact

import (
	"slices"

	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/scan"
)

// single tells what a machine would of a text in which found knows of one secret and of
// nothing else that has to be read: the group and its end, or that there is none. Otherwise
// it is scan.Several.
func (st *state) single(text []byte, found *literal.Found, g *scan.Group, from origin) (end int, v scan.Verdict) {
	all := found.Settled()
	if len(all) == 0 || fault.On || st.observer != nil {
		return 0, scan.Several
	}
	if !st.plan.Verifies(all) {
		return st.plan.Single(nil, text, all, g)
	}
	w, _ := st.workers.Get().(*worker)
	if w == nil {
		return 0, scan.Several
	}
	w.sink.st, w.sink.from = st, from // to be told of a panic
	end, v = st.plan.Single(&w.machine, text, all, g)
	w.sink.st, w.sink.from = nil, origin{}
	st.workers.Put(w)
	return end, v
}

// appendSingle appends the replacement of the one group of a text, and counts it.
func (st *state) appendSingle(dst, text []byte, g *scan.Group, end int, from origin) []byte {
	d := &st.dets[g.First.Det]
	dst = st.appendGroup(dst, text, g, d, MatchInfo{Detector: d.ID, Tier: d.Tier, Spans: g.Spans}, from)
	d.matches.Add(1)
	from.found(d)
	if g.Denies > 0 {
		from.found(&st.dets[g.Denies-1])
	}
	st.hidden.Add(uint64(end - g.Start))
	return dst
}

// spliced appends text with its one group replaced.
func (st *state) spliced(dst, text []byte, g *scan.Group, end int, from origin) []byte {
	need := len(text) - (end - g.Start)
	if dst == nil {
		need += maxReplacement
	}
	if d := &st.dets[g.First.Det]; g.Wrap.Ch == 0 {
		if _, ok := d.rep.(label); ok {
			need = len(text) - (end - g.Start) + len(labelHead) + len(d.ID) + 1
		}
	}
	dst = slices.Grow(dst, need)
	dst = st.appendSingle(append(dst, text[:g.Start]...), text, g, end, from)
	return append(dst, text[end:]...)
}
