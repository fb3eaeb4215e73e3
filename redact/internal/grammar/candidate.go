package grammar

import "bytes"

// Status is what Run found.
type Status uint8

const (
	// More means that the candidate needs more text.
	More Status = iota
	// Dead means that there is no value.
	Dead
	// Done means that Span holds the value.
	Done
	// Begun means that the value has begun and that Run is to be called again.
	Begun

	// wait means that a decision needs bytes behind the token.
	wait
)

// A Candidate is a sensitive name whose value is being read: the whole state of
// the scanner, of fixed size, resumable at any byte. Offsets are into the text
// that is given to Run.
type Candidate struct {
	Pos   int // next byte to read
	ID    int // the caller's
	Class Class

	phase    phase
	ctx      context
	quoted   bool // the name was closed by the quote mark that opened it
	inStr    bool // the value lies inside a string of the line's JSON
	colon    bool // the separator is a colon
	after    bool // a blank followed the separator
	list     bool // the value is a bracketed list of credentials
	index    bool // the name is an index: user[password]
	inQ      bool // inside a quoted string of a bracketed value
	span     bool // the value may cross line ends if it really closes
	fin      bool // nothing follows the text of this Run
	blank    bool // a blank followed an equals sign that stood next to the name
	crossed  bool // a line end lies between name and value
	column   bool // two blanks stand behind a flag
	bytes    bool // a number of bytes
	glued    bool // the value goes on behind its closing quote mark
	slash    bool // the last character was a backslash
	inText   bool // the value lies inside a string of logfmt: msg="…"
	rest     bool // the name is more than its sensitive part
	firm     bool // a bracketed value that is more than a structure
	flat     bool // brackets of the bare value do not count: one did not close
	loose    bool // a structure, if nothing hangs on to its bracket
	member   bool // of a struct as %+v prints it
	printed  bool // the same, behind a member without a comma
	typed    bool // the name is a type of Go
	arrow    bool // the separator is ->
	sign     bool // a bare value begins with a sign that means more there than behind
	nestCh   byte // bracket that is open in a bare or bracketed value
	run      uint8
	keyed    bool  // of a map as %v prints it
	phrase   bool  // of words
	argument bool  // of a list of arguments: it ends with its quote mark
	nestEsc  uint8 // level of a quote mark in a bracket
	doubt    bool  // the first word of a member is no value by itself
	carrier  carrier
	gapLines int8 // line ends in it
	softCh   byte
	mode     [6]byte
	open     quote
	depth    int
	n        int
	begun    bool // the mode of the value is known
	wasCut   bool // the beginning of the value was replaced already
	blind    bool // see Blind
	name     int  // start of the name
	nameTo   int  // end of the name, as far as it is read
	val      int  // start of the value
	whole    int  // start of the value with its quote mark and prefix
	closeAt  int  // end of the quote mark that closes the value
	closedAt int  // end of the bracket of the value, or -1
	soft     int  // offset of a character that may end the value, or -1
	eol      int  // first line end inside the value, or -1
	gap      int  // first blank in brackets of a bare value, or -1
	far      int  // end of what was read, if that is behind Pos
	nest     int  // the bracket of a bare value that is open, or -1
	skipAt   int  // start of the last run of what shows nothing
	skipTo   int  // its end, or -1
	end      int  // end of the value
}

type phase uint8

const (
	phName phase = iota
	phLongName
	phAfterName
	phSeparator
	phSecond
	phAttributes
	phPair
	phRest
	phCarrier
	phBlanks
	phPrefix
	phScheme
	phSchemeGap
	phQuoted
	phClosed
	phAhead
	phBracket
	phBracketEnd
	phBare
	phSoft
	phMember
	phLine
	phElement
	phElementEnd
	phCData
)

const (
	maxBlanks = 64   // behind a quote mark that may end a string
	maxHead   = 4096 // characters between a name and its value
	maxAttrs  = 1024 // attributes of an element
	maxSpec   = 1024 // bytes behind the first blank in brackets of a bare value
	// MaxElement is the number of bytes in which an element must close.
	MaxElement = 2048
	maxScheme  = 24
	maxRun     = 64  // a name behind a character that may end a value
	maxRest    = 64  // bytes of a quoted name behind its sensitive part
	maxText    = 256 // bytes of a string of logfmt before a name
	// SureLen is the number of bytes from which no verdict can spare a value.
	SureLen = maxHarmless + 2*maxBlanks
)

// Open begins a candidate at a literal that announced a name. In inString the
// caller tells whether the name lies inside a double-quoted string of its line.
func Open(text []byte, start, end int, inString bool) Candidate {
	c := Candidate{Pos: end, phase: phName, soft: -1, eol: -1, gap: -1, nest: -1, skipTo: -1, closedAt: -1, inStr: inString}
	c.name = nameStart(text, start)
	c.ctx = before(text, c.name)
	glued := c.name > 0 && bytes.IndexByte([]byte(")]}#*"), text[c.name-1]) >= 0 // to a replacement, say
	for c.name < start && (text[c.name] == '-' || text[c.name] == '.') {
		c.ctx.flag = text[c.name] == '-' && !glued
		c.name++
	}
	if c.ctx.flag && definition(text[:start], c.name) {
		c.name++
	}
	c.nameTo = end
	return c
}

// OpenPlain is Open for the name text[start:end] that Look has found to be plain. It
// is classified already. False tells that there is no value.
func OpenPlain(text []byte, start, end int, inString bool, class Class) (c Candidate, ok bool) {
	c = Candidate{Pos: end, phase: phAfterName, soft: -1, eol: -1, gap: -1, nest: -1, skipTo: -1, closedAt: -1, inStr: inString}
	c.name, c.nameTo, c.Class = start, end, class
	c.ctx = before(text, start)
	return c, !shared(text, start, class)
}

// shared reports that the word before a weak name makes it the name of something
// else.
func shared(text []byte, name int, class Class) bool {
	return class.Weak && name > 0 && text[name-1] == ' ' && otherKey(text[:name])
}

// Classified reports that Class is known.
func (c *Candidate) Classified() bool { return c.phase != phName }

// Rest reports a quoted name that is more than its sensitive part.
func (c *Candidate) Rest() bool { return c.rest }

// Reach returns the end of what was read.
func (c *Candidate) Reach() int { return max(c.far, c.Pos) }

// BracketEnd returns the end of the value's bracket, or -1.
func (c *Candidate) BracketEnd() int { return c.closedAt }

// Cut hides all that was read of the value, because it is about to be shown: the
// rest belongs to it. It returns the bytes to replace.
func (c *Candidate) Cut() (start, end int, ok bool) {
	if c.phase < phPrefix || c.phase >= phElement || c.Pos <= c.val || c.loose {
		return 0, 0, false
	}
	start, end = c.val, c.Pos
	if c.phase == phClosed || c.phase == phAhead {
		end = c.end
	}
	if c.phase == phSoft || c.phase == phMember {
		c.phase = phBare
	}
	if c.phase == phPrefix || c.phase == phScheme {
		c.plainMode()
		c.setMode()
		c.begun = true
	}
	c.val, c.wasCut, c.soft, c.eol, c.gap, c.nest, c.n = c.Pos, true, -1, -1, -1, -1, 0
	return start, end, end > start
}

// List returns the value with its brackets, if it is a bracketed credential.
func (c *Candidate) List() (start, end int, ok bool) {
	return c.val - 1, c.end + 1, c.list && !c.wasCut
}

// NameEnd returns the end of the name, as far as it is read.
func (c *Candidate) NameEnd() int {
	if c.phase <= phLongName {
		return max(c.Pos, c.nameTo)
	}
	return c.nameTo
}

// Value returns the start of the value, and HasBegun whether there is one.
func (c *Candidate) Value() int { return c.val }

// HasBegun reports whether the mode of the value is known.
func (c *Candidate) HasBegun() bool { return c.begun }

// Mode identifies how the value ends; two values of one mode, of which one begins
// inside the other, end at the same place or the inner one first.
func (c *Candidate) Mode() (m [6]byte, ok bool) { return c.mode, c.mode[0] != 0 }

func (c *Candidate) setMode() {
	if c.quoted || c.sign {
		return
	}
	switch c.phase {
	case phBare, phLine:
		c.mode = [6]byte{byte(c.phase), b2i(c.ctx.query) | b2i(c.inStr)<<1 | b2i(c.list)<<2 | b2i(c.blank)<<3 | b2i(c.flat)<<4 | b2i(c.member)<<5 | b2i(c.ctx.user)<<6, c.ctx.pct,
			b2i(c.ctx.matrix) | b2i(c.inText)<<1 | b2i(c.printed && c.after)<<2 | b2i(c.keyed)<<3 | b2i(c.ctx.flag)<<4, c.ctx.form.ch, c.ctx.form.esc}
	}
}

// Blind makes the value, of which nothing but the beginning was read, reach to the
// end of its line, or of the string in which it lies; every verdict hides it.
func (c *Candidate) Blind() {
	c.blind, c.phase, c.open, c.list, c.span, c.depth = true, phLine, quote{}, false, false, 0
	c.mode = [6]byte{blindMode, b2i(c.inStr) | b2i(c.quoted)<<1, c.ctx.pct, 0, c.ctx.form.ch, c.ctx.form.esc}
}

const blindMode = 0xff

// IsBlind is described at Blind.
func (c *Candidate) IsBlind() bool { return c.blind }

// Nests reports a value in brackets; Sure that every verdict hides it, so that a
// value inside adds nothing; OneLine makes it end at its line end.
func (c *Candidate) Nests() bool { return c.phase == phBracket }

// Sure is described at Nests.
func (c *Candidate) Sure() bool { return !c.Class.Weak && c.Class.special == ordinary }

// OneLine is described at Nests.
func (c *Candidate) OneLine() { c.span = false }

// LineEnd returns the first line end inside the value, or -1.
func (c *Candidate) LineEnd() int { return c.eol }

func b2i(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// Hold returns the smallest offset that may be part of the value, or Pos.
func (c *Candidate) Hold() int {
	if c.phase < phPrefix {
		return c.Pos
	}
	if !c.wasCut && (c.open.ch != 0 && c.open.esc == 0 || c.list) {
		return c.whole // the mark may turn out to belong to the value
	}
	return c.val
}

// Settled returns the offset up to which the value is certain to reach.
func (c *Candidate) Settled() int {
	switch {
	case c.phase == phMember:
		return c.gap
	case c.mayBeSign():
		return c.val
	case c.eol >= 0:
		return c.eol
	case c.soft >= 0:
		return c.soft
	case c.nest >= 0 && c.Pos-c.nest <= maxSpec:
		return c.nest // if it does not close, the value may end behind it
	case c.gap >= 0:
		return c.gap
	}
	return c.shown(c.Pos)
}

// shown returns i, or the start of what shows nothing and ends there: the colour
// behind a value is no part of it.
func (c *Candidate) shown(i int) int {
	if i == c.skipTo && c.skipAt >= c.val {
		return c.skipAt
	}
	return i
}

// Flush makes the value begin at i, after the bytes before were replaced.
func (c *Candidate) Flush(i int) { c.val, c.wasCut = i, true }

// Flushed reports whether the beginning of the value was replaced.
func (c *Candidate) Flushed() bool { return c.wasCut }

// Rebase moves all offsets down by k.
func (c *Candidate) Rebase(k int) {
	c.Pos -= k
	c.far -= k
	c.closeAt -= k
	c.name -= k
	c.nameTo -= k
	c.val -= k
	c.whole -= k
	if c.closedAt >= 0 {
		c.closedAt -= k
	}
	c.end -= k
	c.skipAt -= k
	c.skipTo -= k
	if c.soft >= 0 {
		c.soft -= k
	}
	if c.eol >= 0 {
		c.eol -= k
	}
	if c.gap >= 0 {
		c.gap -= k
	}
	if c.nest >= 0 {
		c.nest -= k
	}
}

// Span returns the bytes to replace. Whether a bare or bracketed value stands
// where JSON needs a string is told by wrap: the quote mark and its level.
func (c *Candidate) Span() (start, end int, wrap Wrap) {
	if c.quoted && c.colon && c.open.ch == 0 && !c.list {
		wrap = Wrap{Ch: c.ctx.form.ch, Esc: c.ctx.form.esc}
	}
	return c.val, c.end, wrap
}

// Prose reports a value that goes on as a sentence does: a name behind a word, a
// colon, and a plain word with more text behind it. Under a strong name a colon must
// follow the word, as in "private key: asn1: …".
func (c *Candidate) Prose(text []byte) bool {
	if c.bytes {
		return true // as kubectl describes a secret
	}
	if !c.colon && c.open.ch == 0 && !c.wasCut && phpType(text[c.val:c.end]) {
		return true
	}
	if v := text[c.val:c.end]; !c.wasCut && !c.quoted && c.open.ch == 0 && c.after && (c.ctx.flag && !c.colon && flagLike(v) || c.colon && c.program(text)) {
		return true
	}
	if c.arrow && c.open.ch == 0 && !c.wasCut && call(text[c.val:c.end]) {
		return true // VerifyCsrfToken->handle(…)
	}
	if c.phase == phElementEnd && c.Class.special == keyed {
		return letters(text[c.val:c.end]) // <key>payload</key>
	}
	if !c.ctx.prose || !c.colon || !c.after || c.quoted || c.open.ch != 0 || c.wasCut {
		return false
	}
	v := text[c.val:c.end]
	if c.phase == phLine {
		return sentence(v)
	}
	nums, colon := 0, c.end < len(text) && text[c.end] == ':'
	for i, b := range v {
		switch k := kindOf(b); {
		case k == lower && b < 0x80, k == upper && i == 0:
		case k == digit:
			nums++
		case (b == '/' || b == '-') && i > 0 && colon:
		default:
			return false
		}
	}
	if colon {
		return nums <= 3 && len(v) <= 24
	}
	return c.end < len(text) && text[c.end] == ' ' && (c.Class.Weak && nums == 0 && len(v) <= 20 || nums == len(v) && nums <= 3)
}

// flagLike reports a flag where a value could stand: --password -u root.
func flagLike(v []byte) bool {
	if len(v) < 2 || v[0] != '-' {
		return false
	}
	if v[1] != '-' {
		return len(v) == 2 && (kindOf(v[1]) == lower || kindOf(v[1]) == upper)
	}
	return len(v) > 3 && kindOf(v[2]) == lower && bytes.IndexFunc(v[2:], func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') }) < 0
}

// call reports the call of a method.
func call(v []byte) bool {
	i := bytes.IndexByte(v, '(')
	return i > 0 && nameBytes(v[:i]) && kindOf(v[0]) != digit
}

// program reports what a program of the name, or one that judges passwords, says:
// passwd: password updated; BAD PASSWORD: The password is too short.
func (c *Candidate) program(text []byte) bool {
	if c.end >= len(text) || text[c.end] != ' ' {
		return false
	}
	v := text[c.val:c.end]
	return in(openers, v) || string(v) == "password" && (c.ctx.prose || string(text[max(0, c.name):c.nameTo]) == "passwd")
}

// openers are words that begin a sentence and are no secrets.
var openers = set("the all a an it your this user authentication unlocking locking you")

// sentence reports text of words without digits that has a colon behind the first.
func sentence(v []byte) bool {
	colon := bytes.IndexByte(v, ':')
	if colon < 0 || colon > 24 || colon+1 >= len(v) || v[colon+1] != ' ' {
		return false
	}
	for i, b := range v {
		if k := kindOf(b); k == digit || k == sep && (b != ' ' || i < colon) && i != colon && b != ',' && b != '.' && b != ':' && b != '\'' {
			return false
		}
	}
	return bytes.Count(v, []byte(" ")) >= 3
}

// Certain reports whether the extent of the value is certain, see [Names.Hide].
func (c *Candidate) Certain() bool { return c.open.ch != 0 || c.quoted }

// Wrap is the quote mark to put around a replacement; the zero value is none.
type Wrap struct{ Ch, Esc uint8 }

// Append appends the quote mark at its level.
func (w Wrap) Append(dst []byte) []byte {
	switch {
	case w.Ch == 0:
		return dst
	case w.Esc == pctLevel:
		const digits = "0123456789ABCDEF"
		return append(dst, '%', digits[w.Ch>>4], digits[w.Ch&15])
	case w.Esc == entityLevel:
		if w.Ch == '"' {
			return append(dst, "&quot;"...)
		}
		return append(dst, "&#39;"...)
	}
	if w.Ch == '"' {
		for range w.Esc {
			dst = append(dst, '\\')
		}
	}
	return append(dst, w.Ch) // JSON knows no other escaped mark
}

// Run reads text from Pos on. Final tells that nothing follows the text. A
// bracketed value that has not closed after limit bytes ends at its line end.
func (c *Candidate) Run(n *Names, text []byte, final bool, limit int) Status {
	c.fin = final
	for {
		switch c.phase {
		case phQuoted:
			c.skip(text, spans|blanks)
		case phBare:
			if c.depth == 0 && !c.inQ {
				c.skip(text, spans)
			}
		case phLine:
			c.skip(text, spans|blanks)
		}
		pct := c.ctx.pct
		if c.phase < phPrefix {
			pct = 2
		}
		t := next(text, c.Pos, pct, final)
		if t.kind == tokMore {
			return More
		}
		if t.kind == tokSkip && c.phase != phPrefix {
			if c.skipTo != c.Pos {
				c.skipAt = c.Pos
			}
			c.Pos += t.width
			c.skipTo = c.Pos
			continue
		}
		if c.phase >= phElement && c.Pos-c.val > MaxElement {
			return Dead
		}
		if c.span && c.eol >= 0 && c.Pos-c.val > limit {
			c.end = c.eol
			return Done
		}
		var st Status
		if c.phase < phPrefix {
			st = c.head(n, text, t)
		} else {
			st = c.value(n, text, t)
		}
		switch st {
		case wait:
			return More
		case Done, Dead:
			if st == Done && c.carrier >= tabbed && c.told(text) {
				return Dead
			}
			return st
		}
		if !c.begun && c.phase >= phQuoted {
			c.begun = true
			c.setMode()
			return Begun
		}
		if t.kind == tokEnd {
			if c.phase < phPrefix {
				return Dead
			}
			continue // the step changed the phase: read the end once more
		}
	}
}

// skip passes over bytes that mean nothing in the value.
func (c *Candidate) skip(text []byte, class uint8) {
	i := c.Pos
	for i < len(text) && byteClass[text[i]]&class != 0 {
		i++
	}
	if i > c.Pos {
		c.Pos, c.slash = i, false
	}
}

// head reads from the name to the start of the value.
func (c *Candidate) head(n *Names, text []byte, t token) Status {
	switch c.phase {
	case phName, phLongName:
		return c.readName(n, text, t)
	case phAfterName:
		c.phase, c.n = phSeparator, 0
		if t.kind == tokQuote && c.ctx.form == (quote{t.ch, t.esc}) {
			c.closeName(t)
			return c.step(t)
		}
		return More
	case phSeparator:
		if st := c.separator(n, text, t); st != Dead {
			return st
		}
		return c.more()
	case phRest:
		return c.readRest(n, text, t)
	case phSecond:
		return c.second(t)
	case phAttributes:
		if c.n++; t.kind == tokEnd || t.kind == tokLine || t.ch == '<' || c.n > maxAttrs {
			return Dead
		}
		c.step(t)
		if t.kind == tokChar && t.ch == '>' {
			c.begin(phElement)
		}
		return More
	case phPair:
		return c.pair(t)
	case phCarrier:
		return c.carry(text, t)
	}
	return c.blanks(text, t)
}

func (c *Candidate) step(t token) Status {
	c.Pos += t.width
	return More
}

func (c *Candidate) readName(n *Names, text []byte, t token) Status {
	inName := t.kind == tokChar && nameByte(t.ch)
	c.nameTo = c.Pos
	if c.phase == phName && (!inName || c.Pos-c.name > maxName) {
		class, ok := n.Classify(text[max(0, c.name):c.Pos])
		if !ok || shared(text, c.name, class) {
			return Dead
		}
		c.Class = class
		c.phase = phLongName
	}
	if inName {
		return c.step(t)
	}
	c.phase = phAfterName
	return More
}

func (c *Candidate) separator(n *Names, text []byte, t token) Status {
	if c.n++; c.n > maxHead {
		return Dead
	}
	if st, ok := c.carried(n, text, t); ok {
		return st
	}
	switch t.kind {
	case tokLine, tokBreak:
		if c.quoted && !c.ctx.flag && !c.index && c.ctx.form.ch == '"' && (t.kind == tokLine || c.ctx.form.esc > 0) {
			c.crossed = true // only JSON
			return c.step(t)
		}
		return Dead
	case tokSpace:
		c.step(t)
		if c.ctx.flag && !c.quoted {
			c.phase, c.after = phBlanks, true
		}
		return More
	case tokQuote:
		switch {
		case c.ctx.flag && c.quoted && c.n > 1:
			c.phase = phBlanks // "--password" "…"
			return More
		case c.index && !c.quoted && (t.esc == 0 || t.esc&1 != 0 || t.esc >= pctLevel):
			c.closeName(t) // "user[password]":
			return c.step(t)
		case c.Class.introduces && c.n > 1 && !c.index && !c.quoted && t.ch != '`' && (c.ctx.form.ch == 0 || t.esc > c.ctx.form.esc && t.esc < pctLevel):
			c.phase = phBlanks
			c.inText = c.inLogfmt(text)
			return More
		}
		return Dead
	case tokChar:
	default:
		return Dead
	}
	if c.crossed && t.ch != ':' {
		return Dead
	}
	switch t.ch {
	case ':', '=':
		if t.ch == ':' && !c.quoted && arn(text, c.name) {
			return Dead
		}
		if c.Class.special == pwd && (c.ctx.query || c.ctx.matrix) {
			c.Class.special, c.Class.Weak = home, false
			if c.ctx.matrix && !c.ctx.query {
				c.Class.special = ordinary // of a connection string
			}
		}
		c.colon = t.ch == ':'
		c.member, c.printed = c.inStruct(text)
		c.keyed = c.inMap(text)
		c.typed = c.colon && !c.quoted && typed(text, c.name, c.nameTo)
		c.inText = c.inLogfmt(text)
		c.blank = !c.colon && c.n == 1
		switch {
		case t.esc == pctTwice:
			c.ctx.pct = 2
		case t.esc == pctLevel:
			c.ctx.pct = max(c.ctx.pct, 1)
		}
		c.phase, c.n = phSecond, 0
	case ']', '[':
		if !c.index && c.n > 1 {
			return Dead
		}
		switch yes, more := n.opensMark(text, c.Pos, c.fin); {
		case more:
			c.n-- // it is read once more
			return wait
		case yes:
			return Dead // the name is glued to it
		}
		if n.endsMark(text, c.name, c.Pos) {
			c.rest = true // a mark is no part of a quoted name
			return Dead
		}
		c.index = true
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		if !c.index {
			return Dead
		}
	case '>':
		if c.Pos > 0 && text[c.Pos-1] == '-' {
			c.phase, c.n, c.arrow = phBlanks, 0, true // ->, of which the hyphen was read as part of the name
			return c.step(t)
		}
		if !c.ctx.xml {
			return Dead
		}
		c.step(t)
		c.begin(phElement)
		return More
	case ',':
		if !c.quoted {
			return Dead
		}
		c.phase, c.n = phPair, 0
		if c.ctx.flag {
			c.phase, c.colon = phBlanks, true // as in JSON
		}
	default:
		if c.ctx.xml && c.n > 1 {
			c.phase, c.n = phAttributes, 0
			return More
		}
		if (c.quoted || c.n > 1 && !c.index) && lower32(t.ch) == 'v' {
			c.phase, c.n = phPair, 0
			return More
		}
		return Dead
	}
	return c.step(t)
}

// second reads the rest of a separator: :=, =>, ==, ===.
func (c *Candidate) second(t token) Status {
	if t.kind == tokChar && t.esc < pctLevel {
		switch {
		case t.ch == '=', t.ch == '>' && c.n == 0:
			c.colon = false
			if c.n++; c.n < 3 {
				return c.step(t)
			}
		case t.ch == ':' && c.colon && c.n == 0:
			return Dead
		}
	}
	c.phase, c.n = phBlanks, 0
	return More
}

const pairWord = "value"

// pair reads ,"value": after a name that is itself a value, as in
// {"name":"DB_PASSWORD","value":"…"} and key="password" value="…".
func (c *Candidate) pair(t token) Status {
	switch {
	case c.n == 0 && t.kind == tokLine && t.ch == '\n' && c.carrier == yamlPair && !c.index:
		c.index = true // behind a carriage return
		return c.step(t)
	case c.n == 0 && (t.kind == tokSpace || t.kind == tokQuote):
		c.softCh = t.ch & -b2i(t.kind == tokQuote)
		return c.step(t)
	case c.n < len(pairWord) && t.kind == tokChar && lower32(t.ch) == pairWord[c.n]:
		c.n++
		return c.step(t)
	case c.n == len(pairWord) && t.kind == tokQuote && t.ch == c.softCh:
		c.softCh = 0
		return c.step(t)
	case c.n == len(pairWord) && t.kind == tokSpace:
		return c.step(t)
	case c.n == len(pairWord) && t.kind == tokChar && c.softCh == 0 && (t.ch == ':' || t.ch == '='):
		c.colon = t.ch == ':'
		c.phase = phSecond
		return c.step(t)
	}
	return Dead
}

// blanks reads up to the first character of the value.
func (c *Candidate) blanks(text []byte, t token) Status {
	if c.n++; c.n > maxHead {
		return Dead
	}
	if t.ch == '+' && c.ctx.pct == 0 && t.esc == pctLevel {
		c.begin(phPrefix) // no blank: the value is not percent-encoded
		return More
	}
	switch t.kind {
	case tokSpace:
		if c.ctx.query && !c.colon && t.esc == 0 {
			return Dead // a parameter without a value
		}
		c.column = c.after && c.ctx.flag && !c.quoted
		c.after = true
		return c.step(t)
	case tokLine:
		if c.index && !c.colon && c.quoted {
			return c.step(t) // var_dump
		}
		if c.quoted && c.colon {
			c.crossed, c.after = true, false
			return c.step(t)
		}
		return Dead
	case tokBreak:
		if c.index && !c.colon && c.quoted {
			return c.step(t)
		}
		if c.quoted && c.colon && c.ctx.form.esc > 0 {
			c.crossed, c.after = true, true // the string is one record
			return c.step(t)
		}
		return Dead
	case tokEnd:
		return Dead
	}
	if c.crossed && t.kind != tokQuote && !c.indented(t) || c.rest && c.colon && !jsonValue(t) || c.typed && c.after {
		return Dead
	}
	if c.column && t.kind == tokChar && (kindOf(t.ch) == upper || t.ch == '<' || t.ch == '[' || t.ch == '(') {
		return Dead // a column of help texts
	}
	if c.ctx.flag && !c.quoted && c.after && (c.column || c.n > 1 && !c.colon && c.blank) && t.kind == tokChar && t.ch == '-' {
		return Dead // no value: another flag
	}
	if c.Class.special == bare && c.colon && c.after && !c.quoted {
		return Dead
	}
	if c.colon && !c.after && t.kind == tokChar && t.ch == '/' && !c.quoted {
		return Dead // token://
	}
	if c.index && c.quoted && !c.colon && t.kind == tokChar && t.ch == 's' && c.carrier == noCarrier {
		c.carrier, c.phase, c.n, c.val = varDump, phCarrier, 0, c.Pos
		return c.step(t)
	}
	if t.kind == tokChar && t.ch == '(' && c.colon && c.after && !c.crossed {
		switch at, more, ok := spewed(text, c.Pos, c.fin); {
		case more:
			c.n--
			return wait
		case ok:
			c.Pos, c.carrier = at, spew
			c.begin(phPrefix)
			return More
		}
	}
	c.blank = c.blank && c.after
	c.begin(phPrefix)
	return More
}

func (c *Candidate) begin(p phase) {
	c.phase, c.val, c.n, c.depth = p, c.Pos, 0, 0
	if p == phPrefix {
		c.whole = c.Pos
	}
}

func lower32(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}
