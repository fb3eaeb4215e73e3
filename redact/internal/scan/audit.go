package scan

import (
	"bytes"

	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// Linux' auditd writes an argument that has a blank, a quote mark or a control byte as
// hexadecimal: a2=6D7973716C202D7078, and so the title of a process, with a NUL between its
// arguments, and the command of sudo. What such digits stand for is read as text, and if
// something is to be hidden in it, all of them are.

// AuditWords announce a record of auditd: the first three one with arguments, the others a
// value.
var AuditWords = []string{`a0="`, `a0=\`, "argc=", "proctitle=", " cmd="}

// auditLists is the number of words that announce arguments.
const auditLists = 3

type auditPhase uint8

const (
	auditOff    auditPhase = iota
	auditSkip              // in what is no argument
	auditName              // behind a blank
	auditNumber            // in the number of an argument: a1, a1[0]
	auditDigits
)

const (
	// maxAuditDigits bounds the digits that are decoded at once: MaxEncoded bytes, which
	// is more than auditd writes of an argument in one field. Of more, what begins in one part
	// and ends in the next is found in their overlap of encodedLeft bytes.
	maxAuditDigits = 2 * MaxEncoded
	minAuditDigits = 8
	// maxTitle bounds the digits of a title: the kernel writes 256. Quotes make each of its bytes
	// up to three, which is less than maxIdleText.
	maxTitle       = 320
	maxAuditNumber = 12
	// maxAuditLook bounds the bytes behind a word that are looked at to tell that nothing
	// comes of it.
	maxAuditLook = 256
)

// An audit is the record that is being read, up to the end of its line.
type audit struct {
	pos   int
	run   int // start of the digits before pos
	phase auditPhase
	size  int8 // of the number
	list  bool // arguments may follow
	spill bool // the rest of the digits belongs to a match
	span  Span // that match
}

func (r *audit) hold(n int) int {
	if r.phase == auditDigits {
		return min(n, r.run)
	}
	return n
}

func (r *audit) rebase(k int) {
	r.pos -= k
	r.run -= k
}

// openAudit begins behind the word with a number at text[start:end].
func (m *Machine) openAudit(start, end int, number int32) {
	if m.depth >= MaxDecodings {
		return
	}
	m.runAudit(start)
	r := &m.audit
	switch list := number < auditLists; {
	case list && r.phase != auditOff:
		r.list = true
	case list:
		*r = audit{pos: end, phase: auditSkip, list: true}
	default:
		if r.phase == auditDigits {
			m.endAudit()
		}
		*r = audit{pos: end, run: end, phase: auditDigits, list: r.list && r.phase != auditOff}
	}
}

// runAudit reads on up to limit.
func (m *Machine) runAudit(limit int) {
	r := &m.audit
	if r.phase == auditOff {
		return
	}
	for limit = min(limit, len(m.text)); r.pos < limit; {
		b := m.text[r.pos]
		if r.phase == auditDigits {
			if upperHex(b) {
				if r.pos++; r.pos-r.run >= maxAuditDigits {
					m.cutAudit()
				}
				continue
			}
			m.endAudit()
		}
		if !r.list || b == '\n' {
			r.phase = auditOff
			return
		}
		r.pos++
		switch {
		case b == ' ':
			r.phase = auditName
		case r.phase == auditName && b == 'a':
			r.phase, r.size = auditNumber, 0
		case r.phase == auditNumber && r.size > 0 && b == '=':
			r.phase, r.run, r.spill = auditDigits, r.pos, false
		case r.phase == auditNumber && r.size < maxAuditNumber && (b >= '0' && b <= '9' || r.size > 0 && (b == '[' || b == ']')):
			r.size++
		default:
			r.phase = auditSkip
		}
	}
	if m.final && r.pos == len(m.text) && r.phase == auditDigits {
		m.endAudit()
	}
}

// cutAudit decodes what was read, since it is enough, and goes on behind it.
func (m *Machine) cutAudit() {
	r := &m.audit
	if !r.spill {
		r.spill = m.decodeAudit()
	}
	if r.spill {
		m.hideAudit()
		r.run = r.pos
		return
	}
	r.run = r.pos - 2*encodedLeft
}

// endAudit decodes digits that end at the reader's place, unless they are part of a word.
func (m *Machine) endAudit() {
	r := &m.audit
	r.phase = auditSkip
	if r.spill || endsAudit(m.text, r.pos) && m.decodeAudit() {
		m.hideAudit()
	}
}

// hideAudit hides the digits that were read.
func (m *Machine) hideAudit() {
	s := m.audit.span
	s.Start, s.End = m.audit.run, m.audit.pos
	m.addSpan(s)
}

// decodeAudit looks at what the digits stand for. It reports, and keeps, a match.
func (m *Machine) decodeAudit() bool {
	r, e := &m.audit, &m.enc
	digits := m.text[r.run:r.pos]
	if len(digits) < minAuditDigits || len(digits)%2 != 0 {
		return false
	}
	if e.plain == nil {
		e.plain = make([]byte, 0, MaxEncoded)
	}
	e.plain, e.used = decodeHex(e.plain[:0], digits), true
	for _, s := range m.look(e.plain) {
		if !s.Cond {
			r.span = Span{Det: s.Det, Rank: s.Rank, Confirmed: s.Confirmed}
			return true
		}
	}
	return false
}

// endsAudit reports that digits which end at i are no part of a word.
func endsAudit(text []byte, i int) bool {
	return i == len(text) || text[i] <= ' ' || bytes.IndexByte([]byte(`"'\,;&<)}`), text[i]) >= 0
}

// idleAudit reports that nothing comes of the word with a number at text[start:end]: no digits
// behind it may be an argument, or nothing is found in what they stand for.
func (p *Plan) idleAudit(text []byte, start, end int, number int32) bool {
	if number >= auditLists {
		return p.idleDigits(text, end, len(text))
	}
	left := text[max(0, start-len("argc=123 ")):start]
	if i := bytes.Index(left, []byte("argc=")); i >= 0 && bytes.IndexByte(left[i:], '\n') < 0 {
		return true // that word tells
	}
	stop := min(len(text), end+maxAuditLook)
	if i := bytes.IndexByte(text[end:stop], '\n'); i >= 0 {
		stop = end + i
	} else if stop < len(text) {
		return false
	}
	for at := end; ; {
		i := bytes.Index(text[at:stop], []byte(" a"))
		if i < 0 {
			return true
		}
		for at += i + 2; at < stop && text[at] != '=' && text[at] != ' '; at++ {
		}
		if at == stop {
			return true
		}
		if text[at] == '=' && !p.idleDigits(text, at+1, stop) {
			return false
		}
	}
}

// idleDigits reports that nothing is found in what the digits at text[start:stop] stand for.
func (p *Plan) idleDigits(text []byte, start, stop int) bool {
	if !auditHex(text[start:stop]) {
		return true
	}
	end := start + minAuditDigits
	for end < stop && upperHex(text[end]) {
		end++
	}
	search, ok := p.Search.(*literal.Prefilter)
	switch {
	case (end-start)%2 != 0 || !endsAudit(text, end):
		return true
	case !ok || end-start > maxIdleText:
		return false
	}
	fault.Point("decode")
	room, _ := p.rooms.Get().(*plainRoom)
	if room == nil {
		room = &plainRoom{}
	}
	plain := decodeHex(room.plain[:0], text[start:end])
	var found literal.Found
	idle := search.Find(plain, (*decoded)(p), &found)
	clear(plain)
	p.rooms.Put(room)
	return idle
}

// decodeHex appends what digits stand for. Of a title the arguments are written in quotes.
func decodeHex(dst, digits []byte) []byte {
	title := false
	for i := 0; i+1 < len(digits) && len(digits) <= maxTitle; i += 2 {
		title = title || digits[i] == '0' && digits[i+1] == '0'
	}
	if title {
		dst = append(dst, '"')
	}
	for i := 0; i+1 < len(digits); i += 2 {
		switch b := byte(unit.Hex(digits[i])<<4 | unit.Hex(digits[i+1])); {
		case b == 0 && title:
			dst = append(dst, `" "`...)
		case b == 0:
			dst = append(dst, ' ')
		case title && (b == '"' || b == '\\'):
			dst = append(dst, '\\', b)
		default:
			dst = append(dst, b)
		}
	}
	if title {
		dst = append(dst, '"')
	}
	return dst
}

// auditHex reports text that begins with as many digits as are decoded.
func auditHex(text []byte) bool {
	for i := range minAuditDigits {
		if i == len(text) || !upperHex(text[i]) {
			return false
		}
	}
	return true
}

func upperHex(b byte) bool { return b >= '0' && b <= '9' || b >= 'A' && b <= 'F' }
