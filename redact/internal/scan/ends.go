package scan

import (
	"github.com/tacit-go/tacit/redact/internal/fingerprint"
	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// maxTail is how much of the end of a text Ends looks at: a run of base64 that is decoded has 24 digits.
const maxTail = 24

// Ends reports that of detectors more than is known may match if the text ends here: something is
// open, or the last bytes are then read in another way.
func (m *Machine) Ends() bool {
	n := len(m.text)
	if len(m.active)+len(m.names)+len(m.urls)+len(m.members)+len(m.args.open)+len(m.armed)+m.queue.waiting > 0 || m.asking || m.pos < n ||
		m.enc.open || m.lit.Runs.Any() || m.cmd.All(0) != nil || m.man.pos < m.man.until || m.audit.phase == auditDigits {
		return true
	}
	digits := 0
	for i := n; i > 0 && i > n-maxTail && literal.IsDigit(m.text[i-1]); i-- {
		digits++
	}
	return digits == min(n, maxTail) || unit.AnySpecial(m.text[max(0, n-maxTail):])
}

// Ended takes the matches of o, which has read the same text from an offset on as one that ends
// here, in what is not passed on yet: of some it is not known whether they stand until more has come.
func (m *Machine) Ended(o *Machine, from int) {
	for _, s := range o.spans {
		s.Start, s.End = s.Start+from, s.End+from
		if s.Start = max(s.Start, m.out.done); s.Start < s.End && !s.Cond {
			m.addSpan(s) // of one whose beginning was shown the rest
		}
	}
}

// LiveEnded takes the live secrets that end with the text. It reads on, in the states of o, from where
// m is.
func (m *Machine) LiveEnded(o *Machine) {
	if o.liveSt = o.liveSt[:0]; cap(o.liveSt) < len(m.live) {
		o.liveSt = make([]fingerprint.State, 0, len(m.live))
	}
	o.liveSt = o.liveSt[:len(m.live)]
	for i := range m.live {
		st := &o.liveSt[i]
		st.CopyFrom(&m.liveSt[i])
		m.liveHit = m.live[i].Snapshot.Advance(st, m.text, len(m.text), true, m.liveHit[:0])
		for _, h := range m.liveHit {
			if start := max(h.Start, m.out.done); start < h.End {
				m.addSpan(Span{Start: start, End: h.End, Det: h.ID, Set: uint8(i), Rank: RankLive, Live: true})
			}
		}
		st.Reset()
	}
}
