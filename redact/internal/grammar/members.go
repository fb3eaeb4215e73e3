package grammar

import "bytes"

const (
	// maxMembers bounds the bytes of an object that are read for what one member says of another.
	maxMembers = 1024
	// maxNestedMembers bounds the brackets in one another of a member that is passed over.
	maxNestedMembers = 8
	// maxStated bounds the values that wait for their name.
	maxStated = 4
	// minNumber is the digits of a number from which on it may be a secret here.
	minNumber = 4
)

// A Members reads the members of an object of JSON of which one names what others hold:
// {"name":"DB_PASSWORD","value":"x"}, {"field":"password","rejectedValue":"x"},
// {"value":"x","path":"/password"}. It is of fixed size and resumable like a Candidate.
type Members struct {
	Pos    int
	flat   int // up to here all was read, but for what is nested
	start  int
	form   quote
	mark   quote // of the text at hand
	plain  bool  // names of members stand without marks, as in JavaScript
	over   bool  // the object has ended
	phase  membersPhase
	kind   memberKind // of the member at hand
	part   int        // start of its name, or of its value
	nested int        // brackets that are open in it
	many   bool       // one had some
	count  int        // members before it
	class  Class
	named  namedBy
	at     int // the member that gave the name
	values [maxStated]statedValue
	n      int
}

// statedValue is a value: of the member at, with or without quote marks, of one that holds it in a
// change only.
type statedValue struct {
	start, end, at int
	bare, change   bool
}

type membersPhase uint8

const (
	membersMark  membersPhase = iota // behind the word "value": its closing mark, at a level of JSON in JSON
	membersColon                     // and the colon behind the name of a member
	membersGap
	membersText
	membersBare
	membersNested
	membersNestedText
	membersNext // behind a value
	membersKey  // behind the comma
	membersName
)

type memberKind uint8

const (
	otherMember  memberKind = iota
	namingMember            // "name", of anything
	fieldMember             // "field", of what an object holds
	valueMember             // "value", "rejectedValue"
	changeMember            // "old", "new"
)

// namedBy tells which member gave the name.
type namedBy uint8

const (
	unnamed namedBy = iota
	byPath          // of a pointer or a URL: what stands beside it
	byName
	byField
)

// StatedWords announce a member that holds what another names. The second one is of JSON in
// JSON, at any level, the third of Python.
var StatedWords = []string{`alue"`, `alue\`, `alue'`}

// OpenStated begins behind one of StatedWords at text[start:end].
func OpenStated(text []byte, start, end int) (m Members, ok bool) {
	key := start - 1
	if key < 1 || lower32(text[key]) != 'v' {
		return m, false
	}
	for key > max(0, start-maxMemberName) && nameByte(text[key-1]) {
		key--
	}
	m = Members{Pos: end, flat: end, start: end, part: end, form: quote{'"', 0}, phase: membersColon, kind: memberOf(text[key : start+len("alue")])}
	before := text[end-1]
	switch before {
	case '\\':
		m.Pos, m.phase, before = end-1, membersMark, '"'
		for i := end; i < len(text) && m.form.esc < maxSlashes; i++ {
			if m.form.esc++; text[i] != '\\' {
				break
			}
		}
	case '\'':
		m.form = quote{ch: '\''}
	}
	if key == 0 || text[key-1] != before {
		return m, false
	}
	m.mark = m.form
	return m, m.holds()
}

// Rebase moves all offsets down by k.
func (m *Members) Rebase(k int) {
	m.Pos -= k
	m.flat -= k
	m.start -= k
	m.part -= k
	for i := range m.n {
		m.values[i].start -= k
		m.values[i].end -= k
	}
}

// Hold returns the smallest offset that may be replaced.
func (m *Members) Hold() int {
	switch {
	case m.n > 0:
		return m.values[0].start
	case m.holds() && (m.phase == membersText || m.phase == membersBare || m.phase == membersNested || m.phase == membersNestedText):
		return m.part
	}
	return m.Pos
}

// holds reports that the member at hand holds what another names.
func (m *Members) holds() bool { return m.kind == valueMember || m.kind == changeMember }

// Covers reports that the member with which o begins was read, as one of the same object and not in a
// string of it, and far enough behind it: of many members each is read twice at most.
func (m *Members) Covers(o *Members) bool {
	return m.form == o.form && o.start >= m.start && o.start < m.flat && o.start-m.start < maxMembers/2
}

// Run reads text from Pos on, to the next value, which [Members.Next] returns.
func (m *Members) Run(n *Names, text []byte, final bool) Status {
	for m.Pos-m.start <= maxMembers {
		if m.ready() {
			return Done
		}
		if m.over {
			return Dead
		}
		if m.named == byPath && m.n == 0 && m.count > m.at+1 {
			return Dead
		}
		m.skip(text)
		t := next(text, m.Pos, 0, final)
		switch t.kind {
		case tokMore:
			return More
		case tokEnd:
			return Dead
		case tokSkip:
			m.Pos += t.width
			continue
		}
		if m.phase != membersMark && t.kind == tokQuote && t.ch == '"' && t.esc < m.form.esc || !m.member(n, text, t) {
			m.over = true // a number may have ended with it
			continue
		}
		if m.Pos += t.width; !m.many {
			m.flat = m.Pos
		}
	}
	return Dead
}

// skip passes over bytes that mean nothing.
func (m *Members) skip(text []byte) {
	switch m.phase {
	case membersText, membersName, membersNestedText:
		for m.Pos < len(text) && byteClass[text[m.Pos]]&(spans|blanks) != 0 {
			m.Pos++
		}
	}
}

// member takes the token t. False tells that the object ends or is none.
func (m *Members) member(n *Names, text []byte, t token) bool {
	mark := t.kind == tokQuote && t.ch == m.form.ch && t.esc == m.form.esc
	blank := t.kind == tokSpace || t.kind == tokLine || t.kind == tokBreak && m.form.esc > 0
	switch m.phase {
	case membersMark:
		m.form, m.mark, m.phase = quote{t.ch, t.esc}, quote{t.ch, t.esc}, membersColon
		return t.kind == tokQuote && t.ch == '"'
	case membersColon:
		if t.kind == tokChar && t.ch == ':' {
			m.phase = membersGap
			return true
		}
		return blank
	case membersGap:
		switch {
		case mark, t.kind == tokQuote && m.form.ch == '\'' && t.esc == 0:
			m.phase, m.part, m.mark = membersText, m.Pos+t.width, quote{t.ch, t.esc}
		case blank:
		case t.kind == tokChar && (t.ch == '{' || t.ch == '['):
			m.phase, m.part, m.nested = membersNested, m.Pos, 1
			if m.many {
				return false
			}
			m.many = true
		case t.kind == tokChar && t.ch != ',' && t.ch != '}':
			m.phase, m.part = membersBare, m.Pos
		default:
			return false
		}
	case membersText:
		switch {
		case t.kind == tokQuote && m.mark == quote{t.ch, t.esc}:
			m.phase = membersNext
			m.note(n, text, statedValue{start: m.part, end: m.Pos})
		case t.kind == tokLine:
			return false
		}
	case membersBare:
		switch {
		case blank, t.kind == tokChar && (t.ch == ',' || t.ch == '}'):
			if v := text[m.part:m.Pos]; len(v) >= minNumber && digits(v) {
				m.note(n, text, statedValue{start: m.part, end: m.Pos, bare: true})
			}
			m.phase = membersNext
			return m.member(n, text, t)
		case t.kind != tokChar:
			return false
		}
	case membersNested:
		switch {
		case mark:
			m.phase = membersNestedText
		case t.kind == tokChar && (t.ch == '{' || t.ch == '['):
			if m.nested++; m.nested > maxNestedMembers {
				return false
			}
		case t.kind == tokChar && (t.ch == '}' || t.ch == ']'):
			if m.nested--; m.nested == 0 {
				m.phase = membersNext
				if m.kind == valueMember {
					m.note(n, text, statedValue{start: m.part, end: m.Pos + t.width, bare: true})
				}
			}
		}
	case membersNestedText:
		if mark {
			m.phase = membersNested
		}
	case membersNext:
		if t.kind == tokChar && t.ch == ',' {
			m.phase = membersKey
			m.count++
			return true
		}
		return blank
	case membersKey:
		if mark {
			m.phase, m.part = membersName, m.Pos+t.width
			return true
		}
		if m.plain && t.kind == tokChar && nameByte(t.ch) {
			m.phase, m.part = membersName, m.Pos
			return true
		}
		return blank
	case membersName:
		switch {
		case mark:
			m.kind, m.phase = memberOf(text[m.part:m.Pos]), membersColon
		case m.plain && t.kind == tokChar && t.ch == ':':
			m.kind, m.phase = memberOf(text[m.part:m.Pos]), membersGap
		case t.kind != tokChar:
			return false
		}
	}
	return true
}

// note takes the value of a member.
func (m *Members) note(n *Names, text []byte, v statedValue) {
	switch m.kind {
	case valueMember, changeMember:
		v.at, v.change = m.count, m.kind == changeMember
		if v.change && (v.bare || described(text[v.start:v.end])) {
			return
		}
		if m.n == maxStated {
			copy(m.values[:], m.values[1:])
			m.n--
		}
		m.values[m.n] = v
		m.n++
	case namingMember, fieldMember:
		for _, b := range text[v.start:v.end] {
			if !inValue[b] {
				return // a title, say
			}
		}
		if class, ok := n.Classify(text[v.start:v.end]); ok && !v.bare {
			switch {
			case m.kind == fieldMember:
				m.named = byField
			case text[v.start] != '/':
				m.named = byName
			case !patches(text[max(0, m.start-maxNamed):m.start]):
				return // of a URL
			default:
				m.named = byPath
			}
			m.class, m.at = class, m.count
		}
	}
}

// patches reports text before the value of a patch: {"op":"replace",.
func patches(left []byte) bool {
	return bytes.Contains(left, []byte(`"op"`)) || bytes.Contains(left, []byte(`"op\`))
}

// ready reports a value whose name is known.
func (m *Members) ready() bool {
	if m.named == byName || m.named == byPath {
		k := 0
		for _, v := range m.values[:m.n] {
			if !v.change && (m.named == byName || v.at-m.at == 1 || m.at-v.at == 1) {
				m.values[k] = v
				k++
			}
		}
		m.n = k
	}
	return m.named != unnamed && m.n > 0
}

// Next returns the value that Run has found, the quote marks to put around what replaces it, and the
// class of its name.
func (m *Members) Next() (start, end int, w Wrap, class Class) {
	v := m.values[0]
	copy(m.values[:], m.values[1:m.n])
	m.n--
	if v.bare {
		w = Wrap{m.form.ch, m.form.esc}
	}
	return v.start, v.end, w, m.class
}
