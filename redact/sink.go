package redact

import (
	"slices"

	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/scan"
)

// textSink builds the output of a machine in buf and collects matches.
type textSink struct {
	st      *state
	w       *worker
	buf     []byte
	mark    []byte // of the last group
	start   int    // of the last group
	collect bool   // matches instead of text
	matches []Match
	from    origin // for events
	class   string
	used    []use // the live secrets in the last group
}

func (s *textSink) reset(st *state, w *worker) {
	s.st, s.w = st, w
	s.from, s.class = origin{}, "match"
	s.collect, s.matches, s.used = false, nil, s.used[:0]
}

// report and failed are what the machine tells of.
func (s *textSink) report(det int32, found []byte) { s.st.onReport(det, found, s.from) }
func (s *textSink) failed()                        { s.st.fail(s.from) }

// clear forgets the text.
func (s *textSink) clear() {
	clear(s.buf)
	s.buf = s.buf[:0]
	s.st, s.w, s.matches = nil, nil, nil
}

// Clean implements scan.Sink.
func (s *textSink) Clean(text []byte) {
	if !s.collect {
		s.buf = append(s.buf, text...)
	}
}

// Replace implements scan.Sink.
func (s *textSink) Replace(text []byte, g scan.Group) {
	d, m := s.info(g)
	if s.collect {
		s.matches = append(s.matches, Match{Start: g.Start, Detector: d.ID})
		if g.Again {
			s.mark = s.replacement(s.mark[:0], text, g, d, m)
		}
		return
	}
	fault.Point("replace")
	from := len(s.buf)
	s.buf = s.replacement(s.buf, text, g, d, m)
	if g.Again {
		s.mark = append(s.mark[:0], s.buf[from:]...)
	}
	d.matches.Add(1)
	s.from.found(d)
	if g.Denies > 0 {
		s.from.found(&s.st.dets[g.Denies-1])
	}
	s.start = g.Start
	if s.st.observer != nil {
		s.st.observe(s.event(text, d, m, g), s.from)
	}
	if s.used = s.used[:0]; g.First.Live {
		s.used = append(s.used, use{g.First.Set, g.First.Det})
		s.noteLive(g.First)
	}
}

// use is one generation of a live secret.
type use struct {
	set uint8
	id  int32
}

// maxUses bounds the generations that are counted in one group.
const maxUses = 32

// Inside implements scan.Sink. A generation is counted once in a group.
func (s *textSink) Inside(live scan.Span) {
	u := use{live.Set, live.Det}
	if s.collect || len(s.used) == maxUses || slices.Contains(s.used, u) {
		return
	}
	s.used = append(s.used, u)
	if s.st.observer != nil {
		s.st.observe(s.liveEvent("inside", live), s.from)
	}
	s.noteLive(live)
}

// noteLive counts the use of a live secret, and reports what is remarkable about it.
func (s *textSink) noteLive(live scan.Span) {
	for _, class := range s.w.sets[live.Set].noteUse(live.Det) {
		if class != "" && s.st.observer != nil {
			s.st.observe(s.liveEvent(class, live), s.from)
		}
	}
}

func (s *textSink) liveEvent(class string, live scan.Span) Event {
	name, generation := s.w.snaps[live.Set].info(live.Det)
	return Event{Class: class, Kind: liveKind, Detector: liveID, Secret: name, Generation: generation}
}

// replacement appends what stands in the place of a group.
func (s *textSink) replacement(dst, text []byte, g scan.Group, d *detector, m MatchInfo) []byte {
	return s.st.appendGroup(dst, text, &g, d, m, s.from)
}

// appendGroup appends what stands in the place of a group.
func (st *state) appendGroup(dst, text []byte, g *scan.Group, d *detector, m MatchInfo, at origin) []byte {
	dst = g.Wrap.Append(dst)
	from := len(dst)
	secret := st.first(text, g)
	if _, shows := d.rep.(mask); shows && g.Glued {
		m.Spans = max(m.Spans, 2)
	}
	dst = st.appendReplacement(dst, d, m, secret, at)
	if g.Parens {
		parens(dst[from:])
	}
	return g.Wrap.Append(dst)
}

// Mark implements scan.Sink.
func (s *textSink) Mark(dst []byte) []byte { return append(dst, s.mark...) }

// End implements scan.Sink.
func (s *textSink) End(end int) {
	if s.collect {
		s.matches[len(s.matches)-1].End = end
		return
	}
	s.st.hidden.Add(uint64(end - s.start))
}

func (s *textSink) info(g scan.Group) (*detector, MatchInfo) {
	if !g.First.Live {
		d := &s.st.dets[g.First.Det]
		return d, MatchInfo{Detector: d.ID, Tier: d.Tier, Spans: g.Spans}
	}
	name, _ := s.w.snaps[g.First.Set].info(g.First.Det)
	return &s.st.live, MatchInfo{Detector: liveID, Secret: name, Spans: g.Spans}
}

func (s *textSink) event(text []byte, d *detector, m MatchInfo, g scan.Group) Event {
	e := Event{Class: s.class, Kind: d.kind(), Confirmed: g.Confirmed, Detector: d.ID, Secret: m.Secret}
	if g.First.Live {
		_, e.Generation = s.w.snaps[g.First.Set].info(g.First.Det)
	}
	e.Fingerprint = s.st.fingerprint(d.ID, s.st.first(text, &g))
	return e
}

// first returns the bytes of the first match of a group, as far as a Replacement sees
// them.
func (st *state) first(text []byte, g *scan.Group) []byte {
	return text[g.First.Start:min(g.First.End, g.First.Start+st.plan.MaxMatch)]
}

// appendReplacement appends what stands in the place of a secret. Whatever a
// Replacement does, the result is a valid one.
func (st *state) appendReplacement(dst []byte, d *detector, m MatchInfo, secret []byte, at origin) (out []byte) {
	from := len(dst)
	defer func() {
		if recover() != nil {
			st.fail(at)
			out = append(dst[:from], markError...)
		}
	}()
	if d.trusted {
		return d.rep.AppendReplacement(dst, m, secret)
	}
	out = d.rep.AppendReplacement(dst, m, secret)
	if len(out) < from || !validReplacement(out[from:]) || !st.harmless(out[from:], m, secret) {
		st.fail(at)
		return append(dst[:from], markError...)
	}
	return out
}

// harmless reports that the output of a user's Replacement holds neither a secret
// nor a piece of the one that it replaces: eight bytes, or all of it if that is
// less. Under four bytes the two can be alike by chance.
func (st *state) harmless(text []byte, m MatchInfo, secret []byte) bool {
	piece := min(8, max(4, len(secret)))
	for i := 0; i+piece <= len(text); i++ {
		for j := 0; j+piece <= len(secret); j++ {
			if string(text[i:i+piece]) == string(secret[j:j+piece]) {
				return false
			}
		}
	}
	w := st.get()
	defer st.put(w)
	w.machine.Advance(text, true)
	return !w.machine.Pending()
}

func parens(mark []byte) {
	for i, b := range mark {
		switch b {
		case '[':
			mark[i] = '('
		case ']':
			mark[i] = ')'
		}
	}
}
