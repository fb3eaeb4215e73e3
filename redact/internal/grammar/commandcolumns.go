package grammar

import (
	"bytes"
	"strings"
)

// A statement that inserts rows names its columns before their values:
// INSERT INTO users (name, password) VALUES ('ada', 'x'), ('bob', 'y').

// maxColumns bounds the columns that are told apart; a statement with more is not read.
const maxColumns = 64

// columns is what was read of such a statement.
type columns struct {
	stage  columnStage
	n      int8   // of the column
	nest   int8   // brackets of a row
	secret uint64 // columns with the name of a secret, by number
	weak   uint64 // of these, those with a weak name
	str    quote  // around the string in which Pos is
	paired bool   // that mark is doubled
	outer  quote  // the mark that is open around the statement, or none
	tears  bool   // it is not certain where strings begin and end
	remark bool   // Pos is in a comment
}

type columnStage uint8

const (
	inTable   columnStage = iota // before the columns
	inColumns                    // in the list of them
	inValues                     // before or in the word values
	betweenRows
	inRow
)

// readColumns reads up to the next value of a column with the name of a secret.
func (c *Command) readColumns(n *Names, text []byte, t token) {
	k := &c.cols
	if t.kind == tokQuote && t.ch == k.outer.ch && t.esc <= k.outer.esc && (t.esc > 0 || lone(text, c.Pos, t.ch, 0)) {
		c.phase = cmdOff // the string around the statement ends before it does
		return
	}
	if t.kind == tokChar && t.ch >= 0x80 {
		t.ch = 'a'
	}
	blank := t.kind == tokSpace || t.kind == tokBreak || t.kind == tokLine
	switch {
	case k.stage == inRow:
		c.readRow(text, t)
		return
	case blank && k.stage == inValues:
		switch {
		case int(c.letters) < len("value"):
			c.letters = 0
		case int(c.letters) == len(valuesWord):
			k.stage = betweenRows
		default:
			c.letters = aValue
		}
	case blank:
	case t.kind == tokQuote && k.stage <= inColumns:
	case t.kind != tokChar:
		c.phase = cmdOff
		return
	case k.stage == inTable:
		switch {
		case t.ch == '(' && c.found:
			k.stage, c.word, c.end = inColumns, c.Pos, c.Pos
		case !nameByte(t.ch) && t.ch != '[' && t.ch != ']' || c.Pos-c.word > 2*maxWord:
			c.phase = cmdOff
			return
		default:
			c.found = true
		}
	case k.stage == inColumns:
		switch {
		case t.ch == ',', t.ch == ')':
			if c.Pos-c.word <= 2*maxWord {
				c.column(n, text[c.word:c.end])
			}
			c.word, c.end = c.Pos+t.width, c.Pos+t.width
			if k.n++; t.ch == ')' {
				k.stage, c.letters = inValues, 0
			}
			if k.n == maxColumns || t.ch == ')' && k.secret == 0 {
				c.phase = cmdOff
				return
			}
		case !nameByte(t.ch) && t.ch != '[' && t.ch != ']':
			c.phase = cmdOff
			return
		case c.word == c.end && t.ch != '[':
			c.word, c.end = c.Pos, c.Pos+t.width
		case t.ch != ']':
			c.end = c.Pos + t.width
		}
	case k.stage == inValues && c.Pos-c.word < 2*maxWord && (nameByte(t.ch) || t.ch == ','): // OUTPUT inserted.id VALUES
		if c.letters == aValue {
			c.letters = 0
		}
		if i := int(c.letters); i >= 0 && i < len(valuesWord) && lower32(t.ch) == valuesWord[i] {
			c.letters++
		} else {
			c.letters = -1
		}
	case k.stage == betweenRows && strings.IndexByte("row", lower32(t.ch)) >= 0: // VALUES ROW(…)
	case (k.stage == betweenRows || k.stage == inValues && int(c.letters) >= len("value")) && t.ch == '(':
		k.stage, k.n, k.nest = inRow, 0, 1
	case k.stage == betweenRows && t.ch == ',':
	default:
		c.phase = cmdOff
		return
	}
	c.Pos += t.width
}

// continues reports that the statement may go on in the line that begins at text[i]. A row does where
// that is indented or begins with a mark: else it may be of another record.
func (k *columns) continues(text []byte, i int) bool {
	return k.stage != inRow || i < len(text) && bytes.IndexByte([]byte(" \t)'"), text[i]) >= 0
}

const valuesWord = "values"

// aValue is the number of letters behind the word value and a blank: OVERRIDING SYSTEM VALUE VALUES.
const aValue = 100

// column notes the name of the column at hand.
func (c *Command) column(n *Names, name []byte) {
	if class, ok := n.Classify(name); ok && class.special == ordinary && class.Extent == ExtentValue {
		c.cols.secret |= 1 << c.cols.n
		if class.Weak {
			c.cols.weak |= 1 << c.cols.n
		}
	}
}

// readRow reads in the values of a row.
func (c *Command) readRow(text []byte, t token) {
	k, mark := &c.cols, quote{t.ch, t.esc}
	run := 0 // of marks
	for t.kind == tokQuote && t.esc == 0 && run < 4 && c.Pos+run < len(text) && text[c.Pos+run] == t.ch {
		run++
	}
	if k.remark {
		k.remark = !(t.ch == '/' && text[c.Pos-1] == '*')
		c.Pos += t.width
		return
	}
	k.tears = k.tears || c.torn(text, t)
	if isHop(k.str.esc) && t.kind == tokQuote && t.esc == 0 {
		k.tears, k.str = true, quote{} // it was '\'' of SQL, not of a shell
	}
	switch {
	case k.tears && t.kind == tokQuote && (k.str.ch == 0 || mark == k.str):
		c.Pos += t.width
		c.quote, c.twice, c.certain, c.weak = quote{ch: t.ch}, false, true, false
		c.begin(text, t)
		c.doubtful = true
		return
	case k.str.ch != 0:
		if t.kind == tokQuote && mark == k.str {
			switch {
			case !k.paired:
				k.str = quote{}
			case run == 4:
				c.Pos += 3
			case run == 1:
				c.phase = cmdOff // that around the statement
				return
			default:
				c.Pos++
				k.str = quote{}
			}
		}
	case t.kind == tokQuote:
		paired := run >= 2 && c.Pos+2 < len(text) && kindOf(text[c.Pos+2]) != sep
		if run >= 2 && !paired && run != 3 {
			c.Pos += 2 // empty
			return
		}
		if paired {
			c.Pos++
		}
		if k.secret>>k.n&1 == 0 {
			k.str, k.paired = mark, paired
			break
		}
		c.around, c.covered = 0, paired && t.ch == '\'' && openAt(text, c.Pos-1, quote{ch: '"'})
		if paired && openAt(text, c.Pos-1, quote{ch: t.ch}) {
			c.around = t.ch
		}
		c.Pos += t.width
		c.quote, c.twice, c.certain, c.weak = mark, paired, true, k.weak>>k.n&1 != 0
		c.begin(text, t)
		return
	case t.kind != tokChar:
	case t.ch == '/' && c.Pos+1 < len(text) && text[c.Pos+1] == '*':
		k.remark = true
		c.Pos++
	case (t.ch == '(' || t.ch == '[') && k.nest < 100:
		k.nest++
	case t.ch == ')' || t.ch == ']':
		if k.nest--; k.nest == 0 {
			k.stage = betweenRows
		}
	case t.ch == ',' && k.nest == 1:
		if k.n++; k.n == maxColumns {
			c.phase = cmdOff
			return
		}
	}
	c.Pos += t.width
}

// torn reports what makes it uncertain where strings begin and end: a backslash before a mark that
// may end one, a comment to the end of a line, and strings in other marks. From the next mark on all is
// hidden to the end of the line.
func (c *Command) torn(text []byte, t token) bool {
	k, i := &c.cols, c.Pos+t.width
	after := byte(0)
	if i < len(text) {
		after = text[i]
	}
	if k.str.ch != 0 {
		return t.kind == tokQuote && t.ch == k.str.ch && t.esc > k.str.esc && (after == ',' || after == ')' || after == t.ch)
	}
	switch {
	case t.kind == tokQuote:
		return c.Pos > 1 && (text[c.Pos-1] == 'q' || text[c.Pos-1] == 'Q') && kindOf(text[c.Pos-2]) == sep
	case t.kind != tokChar:
		return false
	case t.ch == '$':
		name := lastName(text[max(0, c.Pos-maxWord):c.Pos])
		return after == '$' || len(name) > 0 && c.Pos > len(name) && text[c.Pos-len(name)-1] == '$' // $x$
	}
	return t.ch == '-' && after == '-'
}

// tears reports a value that may end at a mark behind a backslash, and what follows belong to others.
func tears(v []byte) bool {
	return bytes.Contains(v, []byte(`\',`)) || bytes.Contains(v, []byte(`\')`))
}

// outerMark returns the innermost quote mark that is open before text[i], or none. In JSON in JSON it stands
// behind backslashes.
func outerMark(text []byte, i int) quote {
	for _, mark := range []quote{{'"', 3}, {'"', 1}, {'"', 0}, {'\'', 0}, {'`', 0}} {
		if openAt(text, i, mark) {
			return mark
		}
	}
	return quote{}
}
