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
	Pos   int  // next byte to read
	ID    int  // the caller's
	Waits bool // the caller's
	Class Class

	sides    Sides // of a name that may be a part, see May
	phase    phase
	ctx      context
	quoted   bool // the name was closed by the quote mark that opened it
	inStr    bool // the value lies inside a string of the line's JSON
	asked    bool // something depended on that
	outside  bool // it does not, whatever the caller told
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
	remarked bool // the value begins what is said about a secret
	glued    bool // the value goes on behind its closing quote mark
	slash    bool // the last character was a backslash
	inText   bool // the value lies inside a string of logfmt: msg="…"
	signs    bool // the text of the element has a < that ends nothing
	rest     bool // the name is more than its sensitive part
	firm     bool // a bracketed value that is more than a structure
	flat     bool // brackets of the bare value do not count: one did not close
	loose    bool // a structure, if nothing hangs on to its bracket
	member   bool // of a struct as %+v prints it
	printed  bool // the same, behind a member without a comma
	typed    bool // the name is a type of Go
	arrow    bool // the separator is ->
	beside   bool // of a table, a map of Scala or a list of arguments, where what describes a name may stand
	entry    bool // of an array as print_r prints it: the value has its line
	sign     bool // a bare value begins with a sign that means more there than behind
	nestCh   byte // bracket that is open in a bare or bracketed value
	run      uint8
	keyed    bool  // of a map as %v prints it
	phrase   bool  // of words
	argument bool  // of a list of arguments: it ends with its quote mark
	worded   bool  // that one is of a shell
	nestEsc  uint8 // level of a quote mark in a bracket
	nestMark byte  // that quote mark
	rooted   bool  // it begins with a solidus, right behind a colon
	doubt    bool  // the first word of a member is no value by itself
	carrier  carrier
	gapLines int8 // line ends in it
	softCh   byte
	mode     [6]byte
	open     quote
	stood    [2]struct {
		mark        quote
		known, open bool
	} // see standsOpen
	depth    int
	n        int
	begun    bool // the mode of the value is known
	wasCut   bool // the beginning of the value was replaced already
	blind    bool // see Blind
	name     int  // start of the name
	calm     int  // see Calm
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
	bracket  int  // that in the name of a parameter behind soft, or -1
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
	phBlock
	phDollar
	phRejected
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
	if c.ctx.flag && definition(text[:end], c.name) {
		c.name++
	}
	c.nameTo, c.calm = end, c.name
	return c
}

// OpenPlain is Open for the name text[start:end] that Look has found to be plain. It
// is classified already. False tells that there is no value.
func (c *Candidate) OpenPlain(text []byte, start, end int, inString bool, class Class) bool {
	*c = Candidate{Pos: end, phase: phAfterName, soft: -1, eol: -1, gap: -1, nest: -1, skipTo: -1, closedAt: -1, inStr: inString}
	c.name, c.calm, c.nameTo, c.Class = start, start, end, class
	c.ctx = before(text, start)
	return !shared(text, start, class)
}

// Asked reports that something depended on whether the name lies in a string of JSON.
func (c *Candidate) Asked() bool { return c.asked }

// within reports whether the value lies inside a string of the line's JSON.
func (c *Candidate) within() bool {
	c.asked = c.asked || !c.outside
	return c.inStr
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

// Certain reports whether the extent of the value is certain, see [Names.Hide].
func (c *Candidate) Certain() bool { return c.open.ch != 0 || c.quoted }

// Run reads text from Pos on. Final tells that nothing follows the text. A
// bracketed value that has not closed after limit bytes ends at its line end.
func (c *Candidate) Run(n *Names, text []byte, final bool, limit int) Status {
	c.fin = final
	for {
		switch c.phase {
		case phName:
			c.skipName(text[:min(len(text), c.name+maxName+1)])
		case phLongName:
			c.skipName(text)
		case phRest:
			c.skip(text[:min(len(text), c.nameTo+maxRest+1)], spans|blanks)
		case phQuoted:
			c.skip(text, spans|blanks)
		case phDollar:
			if c.Pos > c.val {
				c.skip(text[:max(c.Pos, min(len(text), c.val+maxDollar+1))], spans|blanks)
			}
		case phBare:
			if c.depth == 0 && !c.inQ {
				c.skip(text, spans)
			}
		case phLine, phRejected:
			c.skip(text, spans|blanks)
		}
		pct := c.ctx.pct
		if c.phase < phPrefix {
			pct = 2
		}
		t := next(text, c.Pos, pct, final)
		if (c.phase == phQuoted && c.open == (quote{'"', 0}) || c.phase == phBare && !c.glued) && t == (token{tokQuote, '\'', 0, 1}) && c.near() && c.standsOpen(text, t) {
			if t = t.nested(text, c.Pos, final); isHop(t.esc) { // a shell's argument that holds the value goes on
				t = token{kind: tokChar, ch: '\'', width: t.width}
			}
		}
		if c.phase == phPrefix || c.open.ch == '\'' && (isHop(c.open.esc) || c.phase == phQuoted && c.open.esc == 0) {
			t = t.nested(text, c.Pos, final)
			if c.phase == phQuoted && isHop(c.open.esc) {
				t = t.literal(text, c.Pos, final)
			}
			if c.phase == phPrefix {
				switch t = t.atStart(text, c.Pos, final); {
				case t.kind == tokQuote && t.esc == brokenLevel: // all of it is the value, to the first blank outside of marks
					c.ctx.form, c.glued, c.phase, c.val = quote{}, true, phBare, c.whole
					continue
				}
			}
		}
		if ch, yes := c.pairing(); yes {
			t = t.pairs(text, c.Pos, ch, final)
		}
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
			return c.unended()
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
			if st == Dead {
				return c.unended()
			}
			if c.carrier >= tabbed && c.told(text) || c.rooted && !c.wasCut && c.rootedPath(text) {
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

// skipName passes over plain bytes of the name.
func (c *Candidate) skipName(text []byte) {
	i := c.Pos
	for i < len(text) && byteClass[text[i]]&inNames != 0 {
		i++
	}
	if i > c.Pos {
		c.Pos, c.nameTo = i, i-1
	}
}
