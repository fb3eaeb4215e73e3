package grammar

import (
	"bytes"
	"strings"
)

// Some printed values have blanks in them and no quote marks around: those of Go's
// %v, and phrases. Where they end is told by what follows.

// inMap reports a name that is a key of a map as Go prints it: the bracket that is
// open before it belongs to "map".
func (c *Candidate) inMap(text []byte) bool {
	if !c.colon || c.n != 1 || c.name <= 0 || c.quoted || text[c.name-1] != ' ' && text[c.name-1] != '[' {
		return false
	}
	depth := 0
	from := startOfLine(text, max(0, c.name-maxText), c.name)
	for i := lastEither(text, from, c.name, '[', ']'); i >= from; i = lastEither(text, from, i, '[', ']') {
		if text[i] == ']' {
			depth++
		} else if depth--; depth < 0 {
			return bytes.HasSuffix(text[:i], []byte("map"))
		}
	}
	return false
}

// mapped reports a name that may be a key of a map of Scala: Map(user -> ada, password -> x).
func mapped(text []byte, name int) bool {
	if name < 2 || text[name-1] != '(' && (text[name-1] != ' ' || text[name-2] != ',') {
		return false
	}
	left := text[max(0, name-maxText):name]
	i := bytes.LastIndex(left, []byte("Map("))
	return i >= 0 && bytes.Count(left[i:], []byte("(")) > bytes.Count(left[i:], []byte(")"))
}

// firstOfLine reports a name in brackets of which only blanks stand before, as those of
// print_r.
func (c *Candidate) firstOfLine(text []byte) bool {
	l := c.left(text)
	if !bytes.HasSuffix(l, []byte("[")) {
		return false
	}
	l = bytes.TrimRight(l[:len(l)-1], " \t")
	return len(l) == 0 || l[len(l)-1] == '\n' || bytes.HasSuffix(l, []byte(`\n`))
}

// goesOn reports that the value reaches beyond the blank at Pos.
func (c *Candidate) goesOn(n *Names, text []byte) bool {
	if c.wasCut || c.glued || c.Pos == c.val {
		return false
	}
	switch v := text[c.val:c.Pos]; {
	case !c.after && (c.member || c.keyed):
		c.doubt = !n.Hide(c.Class, v, false)
		if c.doubt && (c.Class.Weak || n.IsMark(v)) {
			return false
		}
		c.doubt = c.doubt && c.keyed
	case c.after && c.colon && !c.quoted && c.ctx.form.ch == 0 && phrased(text[c.name:c.nameTo]) && small(v):
		c.phrase = true
	default:
		return false
	}
	c.phase, c.gap, c.soft, c.n = phMember, c.Pos, c.Pos, 0
	return true
}

// indented reports that t begins a list or an object of JSON on another line than its
// name. A line that begins with one is another record.
func (c *Candidate) indented(t token) bool {
	return c.after && t.kind == tokChar && (t.ch == '[' || t.ch == '{') && c.ctx.form.esc < pctLevel
}

// singly notes a string in single quotes within brackets. A mark behind a letter or a digit is an
// apostrophe.
func (c *Candidate) singly(text []byte, t token) (yes, more bool) {
	if t.ch != '\'' || t.esc >= pctLevel || isHop(t.esc) || c.glued || c.inQ && c.nestMark != t.ch {
		return false, false
	}
	if !c.inQ {
		before := text[c.val:c.Pos]
		for n := 0; n < 2 && len(before) > 0 && stringWord(before[len(before)-1:]); n++ {
			before = before[:len(before)-1] // b'x'
		}
		before = bytes.TrimRight(before, " ")
		if t.esc != 0 || len(before) == 0 || c.Pos-c.val-len(before) > maxBlanks || kindOf(before[len(before)-1]) != sep || isQuote(before[len(before)-1]) {
			return false, false
		}
		c.inQ, c.nestMark, c.nestEsc = true, t.ch, 0
		return true, false
	}
	i := c.Pos + t.width
	if i == len(text) && !c.fin {
		return false, true
	}
	if t.esc&1 == 0 && (i == len(text) || kindOf(text[i]) == sep && text[i] != t.ch) {
		c.inQ, c.nestMark = false, 0
	}
	return true, false
}

// nestedQuote notes a quote mark inside a bracket of a bare value. An escaped one does
// not end a string.
func (c *Candidate) nestedQuote(t token) {
	switch {
	case t.ch != '"' && t.ch != '`' && !c.glued:
	case c.glued:
		c.inQ = !c.inQ
	case !c.inQ:
		c.inQ, c.nestMark, c.nestEsc = true, t.ch, t.esc
	case t.ch != c.nestMark, t.esc >= pctLevel && c.nestEsc < pctLevel:
	case t.esc >= pctLevel || c.nestEsc >= pctLevel || t.esc < c.nestEsc:
		c.inQ = false
	default:
		c.inQ = !ends(t.esc, c.nestEsc)
	}
}

// definition reports the letter of a flag that defines a property: -Ddb.password=x.
func definition(text []byte, name int) bool {
	return name >= 1 && name+1 < len(text) && text[name] == 'D' && text[name-1] == '-' && kindOf(text[name+1]) == lower && (name < 2 || text[name-2] != '-')
}

// jsonEnd ends a value of another line than its name: it counts only where JSON goes
// on behind it.
func (c *Candidate) jsonEnd(t token) Status {
	if c.phase == phBracketEnd && c.n == 0 {
		c.end, c.n = c.Pos, 1
	}
	switch {
	case t.kind == tokSpace:
		return c.step(t)
	case t.kind == tokEnd, t.kind == tokLine, t.kind == tokBreak, t.kind == tokQuote, t.kind == tokChar && (t.ch == ',' || t.ch == '}' || t.ch == ']'):
		return Done
	}
	return Dead
}

// phrased reports the name of a secret that is made of words.
func phrased(name []byte) bool {
	return hasSuffixFold(name, "phrase") || hasSuffixFold(name, "mnemonic")
}

// small reports a word of small letters.
func small(v []byte) bool {
	for _, b := range v {
		if kindOf(b) != lower || b >= 0x80 {
			return false
		}
	}
	return len(v) > 0
}

// inMember reads what stands behind a blank in the value of a member: the value
// reaches to the next member or to the brace, a phrase to the end of its words.
func (c *Candidate) inMember(text []byte, t token) Status {
	switch {
	case c.phrase:
		return c.inPhrase(text, t)
	case c.argument:
		return c.readArgument(text, t)
	}
	closing := byte('}')
	if c.keyed {
		closing = ']'
	}
	switch {
	case t.kind == tokSpace:
		c.soft, c.n = c.Pos, 0
	case t.kind != tokChar, c.Pos-c.gap > maxText, pairEnd(t.ch) != 0:
		return c.stays()
	case t.ch == closing:
		return c.endMember(text, c.Pos)
	case t.ch == ':' && c.n > 0 && (c.keyed || kindOf(text[c.soft+1]) == upper) && nameBytes(text[c.soft+1:c.Pos]):
		return c.endMember(text, c.soft)
	default:
		c.n++
	}
	return c.step(t)
}

// stays ends a value at its first blank.
func (c *Candidate) stays() Status {
	c.far = max(c.far, c.Pos)
	c.end, c.soft = c.gap, -1
	return Done
}

// endMember ends the value of a member at end, unless what it says is a sentence about
// it: map[password:cannot be blank].
func (c *Candidate) endMember(text []byte, end int) Status {
	if c.doubt && says(text[c.val:end]) {
		return c.stays()
	}
	return c.done(end)
}

// inPhrase reads words in small letters. They are a phrase if there are three or
// more, they say nothing about it, and their line or clause ends behind them.
func (c *Candidate) inPhrase(text []byte, t token) Status {
	switch {
	case c.Pos-c.gap > maxText:
		return c.stays()
	case t.kind == tokSpace && t.esc == 0:
		if c.n > 0 {
			c.soft = c.Pos
		}
		c.n = 0
		return c.step(t)
	case t.kind == tokChar && kindOf(t.ch) == lower && t.ch < 0x80:
		c.n++
		return c.step(t)
	case t.kind == tokChar && (t.ch == '=' || t.ch == ':') && c.n > 0: // the next name
	case c.n > 0 && t.kind == tokChar && t.ch != ',' && t.ch != '.' && t.ch != ';' && t.ch != ')' && t.ch != ']' && t.ch != '}':
		return c.stays()
	case c.n > 0:
		c.soft = c.Pos
	}
	if v := text[c.val:c.soft]; bytes.Count(v, []byte(" ")) < 2 || says(v) {
		return c.stays()
	}
	return c.done(c.soft)
}

// says reports words about a secret: it cannot be blank, must have 8 characters.
func says(v []byte) bool {
	for len(v) > 0 {
		word := v
		if i := bytes.IndexByte(v, ' '); i >= 0 {
			word, v = v[:i], v[i+1:]
		} else {
			v = nil
		}
		if in(sayWords, bytes.Trim(word, ".,;:!()'\"")) {
			return true
		}
	}
	return false
}

// sayWords are words of sentences about a secret.
var sayWords = set(`is are was were be been not must should cannot can't could may might has have had does did do doesn't isn't
	required missing invalid incorrect expired failed failure error denied mismatch wrong empty blank unset supplied provided
	too than at least most for from to of in with without and or no such unable already allowed needed supported protected
	prompt prompts attempts characters longer shorter match matches found set given entered changed read reading`)

// unsized are types, or their beginnings, whose values have no length, or none if
// they are empty.
var unsized = []string{"int", "uint", "float", "string", "error", "interface {}"}

// spewed reports the type that go-spew prints before a value, with its length: that
// text[i:], behind a name and a blank, begins with (string) (len=7) or (int). It
// returns what follows; more tells that text ends in it.
func spewed(text []byte, i int, final bool) (at int, more, ok bool) {
	const lengths = "(len="
	wanting := func(i int) (int, bool, bool) { return 0, !final && i >= len(text), false }
	start := i + 1
	i = start
	for i < len(text) && i-start <= maxMember && (nameByte(text[i]) || text[i] == '*' || text[i] == '[' || text[i] == ']' || text[i] == '{' || text[i] == '}' || text[i] == ' ' && text[i-1] == 'e') {
		i++
	}
	switch {
	case i == len(text), i+1 == len(text) && text[i] == ')':
		return wanting(len(text))
	case text[i] != ')' || text[i+1] != ' ':
		return 0, false, false
	}
	name := text[start:i]
	i += 2
	sized := bytes.HasPrefix(text[i:], []byte(lengths))
	if len(text)-i < len(lengths) && bytes.HasPrefix([]byte(lengths), text[i:]) {
		return wanting(len(text))
	}
	if !sized {
		switch yes, more := spewNone(name, text[i:], final); {
		case more:
			return wanting(len(text))
		case yes:
			return i, false, true
		}
		for _, p := range unsized {
			if ok = ok || bytes.HasPrefix(name, []byte(p)); ok {
				return i, false, true
			}
		}
		return 0, false, false
	}
	j := i + len(lengths)
	for j < len(text) && j-i < maxMember && text[j] != ')' {
		j++
	}
	switch {
	case j == len(text), j+1 == len(text) && text[j] == ')':
		return wanting(len(text))
	case text[j] != ')' || text[j+1] != ' ':
		return 0, false, false
	case j+2 == len(text):
		return wanting(len(text))
	}
	return j + 2, false, true
}

// spewNone reports a value without a length, of a type that has a package, brackets or a star: nil, true, a
// number, a string without a byte, or a structure.
func spewNone(name, v []byte, final bool) (yes, more bool) {
	if !goType(name) {
		return false, false
	}
	for _, none := range [...]string{"<nil>", "true,", "false,", `"",`, "{\n"} {
		if len(v) < len(none) && !final && strings.HasPrefix(none, string(v)) {
			return false, true
		}
		if bytes.HasPrefix(v, []byte(none)) {
			return true, false
		}
	}
	return len(v) > 0 && (kindOf(v[0]) == digit || v[0] == '['), false
}

// goType reports a type of Go that no word could be: []uint8, *string, http.Header, bool.
func goType(name []byte) bool {
	bare := bytes.TrimLeft(name, "[]*")
	return dottedName(bare) && (len(bare) < len(name) || bytes.IndexByte(bare, '.') > 0 || string(bare) == "bool")
}

// berKinds begin what go-asn1-ber prints before a string: (Context, Primitive, 0x00) Len=16.
var berKinds = [...]string{"(Context, Primitive, ", "(Universal, Primitive, ", "(Application, Primitive, "}

// printedBER returns where the string begins behind that at text[i], or 0, and whether more text decides.
func printedBER(text []byte, i int, final bool) (at int, more bool) {
	for _, kind := range berKinds {
		yes, wants := reads(text, i, kind, final)
		if more = more || wants; !yes {
			continue
		}
		const size = ") Len="
		end := i + len(kind)
		for stop := end + maxMember; end < len(text) && end < stop && (text[end] == ' ' || nameByte(text[end])); end++ {
		}
		if yes, more = reads(text, end, size, final); !yes {
			return 0, more
		}
		for end += len(size); end < len(text) && kindOf(text[end]) == digit; end++ {
		}
		if end == len(text) {
			return 0, !final
		}
		if text[end] != ' ' {
			return 0, false
		}
		return end + 1, false
	}
	return 0, more
}

// spewGoesOn reports that the line behind Pos belongs to the value, as one that is
// indented does in what go-spew prints.
func (c *Candidate) spewGoesOn(text []byte) (yes, more bool) {
	if c.carrier != spew || c.quoted {
		return true, false
	}
	i := c.Pos + 1
	if i >= len(text) {
		return false, !c.fin
	}
	return text[i] == ' ' || text[i] == '\t' || text[i] == '}', false
}
