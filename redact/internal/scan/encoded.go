package scan

import (
	"encoding/binary"
	"unicode/utf8"

	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

const (
	// MaxEncoded bounds the bytes of a run of base64 that are decoded at once;
	// what begins in one part and ends in the next is found in their overlap of
	// encodedLeft bytes.
	MaxEncoded  = 4096
	encodedLeft = 256
	// MaxDecodings is how often text is decoded: base64 in base64.
	MaxDecodings = 2
	// minPlain is the number of bytes with which decoded text begins, and
	// maxBegins bounds the places in a run where it may.
	minPlain  = 12
	maxBegins = 8
)

// sextet returns the value of a digit plus one; 0 is none.
var sextet = func() (t [256]byte) {
	const std = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	for i := range len(std) {
		t[std[i]] = byte(i) + 1
	}
	t['-'], t['_'] = t['+'], t['/']
	return t
}()

// An encoded is the run of base64 that is being read.
type encoded struct {
	seen  int // no run begins before, but the one that is open
	open  bool
	skip  bool // the rest of the run is not text
	spill bool // the rest of the run belongs to a match
	span  Span // that match
	start int  // of the first digit
	pos   int  // next byte to read
	pads  int
	again int // where to begin again when the run is cut

	plain  []byte
	used   bool  // plain holds text
	groups []int // where the groups of plain stand
	sub    *Machine
}

func (e *encoded) reset() {
	e.seen, e.open = 0, false
	if e.used {
		clear(e.plain[:cap(e.plain)])
		e.used = false
	}
	if e.sub != nil {
		e.sub.enc.reset()
	}
}

func (e *encoded) hold(n int) int {
	switch {
	case !e.open:
		return n
	case e.skip:
		return min(n, e.pos)
	}
	return min(n, e.start)
}

func (e *encoded) rebase(k int) {
	e.seen = max(0, e.seen-k)
	e.start -= k
	e.pos -= k
	e.again -= k
}

// digit reads the digit, or the padding, at text[i]. A width of 0 asks for more.
func digit(text []byte, i int, final bool) (sym byte, width int) {
	if b := text[i]; !unit.Special(b) {
		return b, 1
	}
	switch kind, sym, w := unit.At(text, i, final); kind {
	case unit.More:
		return 0, 0
	case unit.Sym:
		return sym, w
	}
	return 0, 1
}

// runOf returns the start of the run of digits that goes on at text[at]. It reads a few
// bytes before, and more only if no digit ends there: from any byte the units soon are
// those that are read from further off.
func runOf(text []byte, at int) int {
	const nearby, longest = 32, len(`\\\\\\\u0041`)
	floor := max(0, at-encodedLeft)
	if from := at - nearby; from > floor {
		if cut, start := runFrom(text, from, at); !cut || start > from+longest {
			return start
		}
	}
	_, start := runFrom(text, floor, at)
	return start
}

// runFrom is runOf for text from floor on. It reports whether there may be digits before.
func runFrom(text []byte, floor, at int) (cut bool, start int) {
	i := at
	for i > floor && (literal.IsDigit(text[i-1]) || text[i-1] == '%') && !lone(text, i-1) {
		i--
	}
	cut, start = i == floor, i
	for i < at {
		sym, w := digit(text, i, true)
		if i += w; sextet[sym] == 0 {
			start = i
		}
	}
	return cut, min(start, at)
}

// lone reports a backslash at i that is no part of an escape: a unit of its own.
func lone(text []byte, i int) bool {
	if text[i] != '\\' || i+1 == len(text) {
		return false
	}
	b := text[i+1]
	return b != '\\' && b != 'u' && b != 'x' && b != '/'
}

// lookEncoded looks at the runs of text[:to] if there may be any.
func (m *Machine) lookEncoded(to int, final bool) {
	switch e := &m.enc; {
	case m.plan.Search == nil || m.depth >= MaxDecodings && len(m.plan.Runs) == 0:
	case e.open || m.lit.Runs.Any():
		text, was := m.text, m.final
		m.text, m.final = text[:to], final
		m.runEncoded()
		m.text, m.final = text, was
		m.lit.Runs = literal.Runs{}
	default:
		e.seen = max(e.seen, m.pos-literal.MinRun+1)
	}
}

// runEncoded looks at the runs of base64 in the text.
func (m *Machine) runEncoded() {
	e := &m.enc
	for {
		if !e.open {
			if e.seen >= len(m.text) {
				return
			}
			start, end := m.lit.Runs.Next(m.plan.Kernel, m.text, e.seen, m.final)
			if e.seen = end; start < 0 {
				return
			}
			start = runOf(m.text, start)
			if end, idle := m.plan.idleFrom(m.text, start, m.depth == 0, m); idle && m.trace == nil && (start > 0 || m.depth == 0) && (m.final || end < len(m.text)) {
				e.seen = max(e.seen, end) + 1
				continue
			}
			e.open, e.skip, e.spill, e.start, e.pos, e.pads = true, m.depth >= MaxDecodings, false, start, start, 0
			m.beginRun(start)
		}
		if e.pos >= len(m.text) {
			if !m.final {
				return
			}
			m.endEncoded()
			continue
		}
		if e.pads == 0 {
			stop, from := len(m.text), e.pos
			if !e.skip {
				stop = min(stop, e.start+MaxEncoded-1)
			}
			for e.pos < stop && sextet[m.text[e.pos]] != 0 {
				e.pos++
			}
			m.beginParts(from, e.pos)
			if e.pos >= len(m.text) {
				continue
			}
		}
		sym, w := digit(m.text, e.pos, m.final)
		switch {
		case w == 0:
			return
		case sextet[sym] != 0 && e.pads == 0:
			if e.pos += w; signs[sym] && m.plan.runs != nil {
				m.beginPart(e.pos, ^uint32(0))
			}
		case sym == '=' && e.pads < 2:
			e.pads++
			e.pos += w
		default:
			m.endEncoded()
			continue
		}
		if e.pos-e.start >= MaxEncoded {
			m.cutEncoded()
		}
	}
}

// cutEncoded decodes what was read, since it is enough, and goes on behind it.
func (m *Machine) cutEncoded() {
	e := &m.enc
	if e.skip {
		e.start = e.pos
		return
	}
	if e.spill {
		m.spill()
		e.start = e.pos
		return
	}
	if m.inSecret(e.start) {
		e.span = m.manifest()
		m.spill()
		e.spill, e.start = true, e.pos
		return
	}
	switch text, last := m.decode(); {
	case last:
		e.spill, e.start = true, e.pos
	case !text:
		e.skip, e.start = true, e.pos
	default:
		e.start = e.again
	}
}

func (m *Machine) endEncoded() {
	e := &m.enc
	e.open = false
	if e.seen = max(e.seen, e.pos); e.pads == 0 {
		e.seen++ // behind padding the next run may begin at once
	}
	switch {
	case e.spill:
		m.spill()
	case !e.skip && m.inSecret(e.start):
		e.span = m.manifest()
		m.spill()
	case !e.skip:
		m.decode()
	}
}

// spill adds the rest of a run to the match that was cut.
func (m *Machine) spill() {
	s := m.enc.span
	s.Start, s.End = m.enc.start, m.enc.pos
	m.addSpan(s)
}

// decode looks at what a run holds. It reports text, and a match that reaches its
// end.
func (m *Machine) decode() (text, last bool) {
	e := &m.enc
	e.again = e.pos
	begins := maxBegins
	if e.start == 0 && m.depth > 0 || e.start > 0 && (literal.IsDigit(m.text[e.start-1]) || m.text[e.start-1] == '%') {
		// The run was cut, or it begins behind the letter of an escape.
		for k := 1; k < 4; k++ {
			t, l := m.decodeFrom(k, -1)
			text, last = text || t, last || l
		}
	}
	for i, k := e.start, 0; i < e.pos && i-e.start < encodedLeft && begins > 0; begins-- {
		t, l := m.decodeFrom(k, i)
		text, last = text || t, last || l
		for sign := false; !sign && i < e.pos && i-e.start < encodedLeft; k++ {
			sym, w := m.text[i], 1
			if sextet[sym] == 0 {
				sym, w = digit(m.text, i, true)
			}
			sign = signs[sym]
			i += w
		}
	}
	return text, last
}

// decodeFrom does so for the digits from the given one on, which stands at text[at] if
// that is not negative.
func (m *Machine) decodeFrom(first, at int) (text, last bool) {
	e := &m.enc
	if at >= 0 && !begins64(m.text[at:e.pos]) {
		return false, false
	}
	if m.group64(first, minPlain); textLen(e.plain) < minPlain {
		return false, false
	}
	m.group64(first, MaxEncoded)
	if n := len(e.groups) - 1 - encodedLeft/4; n > 0 {
		e.again = e.groups[n]
	}
	return true, m.inside(textLen(e.plain))
}

// begins64 reports that digits may be those of text, by the first minPlain bytes.
func begins64(digits []byte) bool {
	if len(digits) >= 4 {
		a, b, c, d := sextet[digits[0]], sextet[digits[1]], sextet[digits[2]], sextet[digits[3]]
		acc := uint32(a-1)<<18 | uint32(b-1)<<12 | uint32(c-1)<<6 | uint32(d-1)
		x, y, z := byte(acc>>16), byte(acc>>8), byte(acc)
		if a != 0 && b != 0 && c != 0 && d != 0 && (noText[x] || x < 0x80 && (noText[y] || y < 0x80 && noText[z])) {
			return false // most digits are no text, and most of them show it here
		}
	}
	var plain [minPlain]byte
	ascii := true
	for k := range minPlain / 3 {
		if len(digits) < 4*k+4 {
			return true
		}
		a, b, c, d := sextet[digits[4*k]], sextet[digits[4*k+1]], sextet[digits[4*k+2]], sextet[digits[4*k+3]]
		if a == 0 || b == 0 || c == 0 || d == 0 {
			return true // an escape, or padding
		}
		acc := uint32(a-1)<<18 | uint32(b-1)<<12 | uint32(c-1)<<6 | uint32(d-1)
		plain[3*k], plain[3*k+1], plain[3*k+2] = byte(acc>>16), byte(acc>>8), byte(acc)
		if ascii = ascii && printable(byte(acc>>16)) && printable(byte(acc>>8)) && printable(byte(acc)); ascii {
			continue
		}
		// A character of four bytes does not end in the first three.
		if n := 3 * (k + 1); textLen(plain[:n]) < n && (k > 0 || plain[0] < 0xf0) {
			return false
		}
	}
	return true
}

// group64 decodes the groups of the run from its given digit on, up to so many
// bytes.
func (m *Machine) group64(first, most int) {
	e := &m.enc
	if e.plain == nil {
		e.plain = make([]byte, 0, MaxEncoded) // it never grows, and leaves no copy behind
	}
	e.plain, e.groups, e.used = e.plain[:0], e.groups[:0], true
	var acc uint32
	n := 0
	for i, k := e.start, 0; i < e.pos && len(e.plain) < most; k++ {
		if k >= first && n%4 == 0 && i+4 <= e.pos {
			q := m.text[i : i+4 : i+4]
			a, b, c, d := sextet[q[0]], sextet[q[1]], sextet[q[2]], sextet[q[3]]
			if a != 0 && b != 0 && c != 0 && d != 0 {
				acc = uint32(a-1)<<18 | uint32(b-1)<<12 | uint32(c-1)<<6 | uint32(d-1)
				e.groups, e.plain = append(e.groups, i), append(e.plain, byte(acc>>16), byte(acc>>8), byte(acc))
				n, k, i = n+4, k+3, i+4
				continue
			}
		}
		sym, w := m.text[i], 1
		if sextet[sym] == 0 {
			if sym, w = digit(m.text, i, true); sextet[sym] == 0 {
				break
			}
		}
		if k >= first {
			if n%4 == 0 {
				e.groups = append(e.groups, i)
			}
			acc = acc<<6 | uint32(sextet[sym]-1)
			if n++; n%4 == 0 {
				e.plain = append(e.plain, byte(acc>>16), byte(acc>>8), byte(acc))
			}
		}
		i += w
	}
	switch n % 4 {
	case 2:
		e.plain = append(e.plain, byte(acc>>4))
	case 3:
		e.plain = append(e.plain, byte(acc>>10), byte(acc>>2))
	}
	e.groups = append(e.groups, e.pos)
}

// noText marks the bytes with which no text begins.
var noText = func() (t [256]bool) {
	for b := range t {
		t[b] = b < ' ' && b != '\t' && b != '\n' && b != '\r' || b == 0x7f || b >= 0x80 && b < 0xc2
	}
	return t
}()

func printable(b byte) bool { return b-' ' < 0x7f-' ' }

// textLen returns the number of bytes that read as text.
func textLen(b []byte) int {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	i := 0
	for i < len(b) {
		if i+8 <= len(b) {
			if w := binary.LittleEndian.Uint64(b[i:]); (w|(w-' '*ones)|(w+ones))&high == 0 {
				i += 8 // of printable ASCII
				continue
			}
		}
		switch c := b[i]; {
		case c >= 0x80:
			r, w := utf8.DecodeRune(b[i:])
			if r == utf8.RuneError && w <= 1 {
				if i > 0 && !utf8.FullRune(b[i:]) {
					return len(b) // cut inside a character
				}
				return i
			}
			i += w
		case c >= ' ' && c < 0x7f, c == '\t', c == '\n', c == '\r':
			i++
		default:
			return i
		}
	}
	return i
}

// decoded is a Plan as the filter of decoded text, in which a run may be cut at the start.
type decoded Plan

func (p *decoded) Idle(text []byte, h literal.Hit) bool { return (*Plan)(p).Idle(text, h) }

func (p *decoded) Judge(text []byte, h literal.Hit, until int) literal.Finding {
	return (*Plan)(p).Judge(text, h, until)
}

func (p *decoded) IdleRun(text []byte, at int) (end int, idle bool) {
	start := runOf(text, at)
	end, idle = (*Plan)(p).idleFrom(text, start, false, nil)
	end = max(end, at)
	if idle && start == 0 {
		for k := 1; k < 4; k++ {
			if end-k >= minPlain/3*4 && begins64(text[k:end]) {
				return at, false
			}
		}
	}
	return end, idle
}

// look scans decoded text. It returns what the machine for such text found, until that is used again.
func (m *Machine) look(plain []byte) []Span {
	e := &m.enc
	if e.sub == nil {
		e.sub = &Machine{depth: m.depth + 1}
	}
	sub := e.sub
	defer func() { sub.text = nil }()
	fault.Point("decode")
	var found literal.Found
	if p, ok := m.plan.Search.(*literal.Prefilter); ok && p.Find(plain, (*decoded)(m.plan), &found) || !ok && m.plan.Search.Quiet(plain, (*decoded)(m.plan)) {
		return nil
	}
	sub.Reset(m.plan, nil)
	sub.OnReport, sub.OnPanic = m.OnReport, m.OnPanic
	sub.AdvanceFound(plain, &found)
	return sub.spans
}

// inside scans the first n bytes of the decoded text and hides the groups that
// hold a match. It reports one that reaches the end of the run.
func (m *Machine) inside(n int) (last bool) {
	e := &m.enc
	for _, s := range m.look(e.plain[:n]) {
		if s.Cond {
			continue
		}
		a, b := s.Start/3, min((s.End+2)/3, len(e.groups)-1)
		if s.End == len(e.plain) {
			b, last = len(e.groups)-1, true
			e.span = Span{Det: s.Det, Rank: s.Rank, Confirmed: s.Confirmed}
		}
		m.addSpan(Span{Start: e.groups[a], End: e.groups[b], Det: s.Det, Rank: s.Rank, Confirmed: s.Confirmed})
	}
	return last
}
