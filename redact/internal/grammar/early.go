package grammar

import "bytes"

// maxEarly bounds the bytes of a pair whose name comes last.
const maxEarly = 1024

// An Early reads {"value":"x","name":"DB_PASSWORD"}: a pair of which the value comes
// first. It is of fixed size and resumable like a Candidate.
type Early struct {
	Pos   int
	start int
	form  quote
	phase earlyPhase
	comma bool
	word  int // start of the word "name", or of the name
	val   int
	end   int
}

type earlyPhase uint8

const (
	earlyGap earlyPhase = iota
	earlyValue
	earlyBetween
	earlyWord
	earlyColon
	earlyName
	earlyMark // behind the word "value": its closing mark, at a level of JSON in JSON
	earlySign // and the colon behind that
)

// EarlyWords announce a pair whose value may come first. The second one is of JSON in JSON, at any level.
var EarlyWords = []string{`alue":`, `alue\`}

// OpenEarly begins behind one of EarlyWords at text[start:end].
func OpenEarly(text []byte, start, end int) (e Early, ok bool) {
	first := start - 1
	if first < 1 || lower32(text[first]) != 'v' || text[first-1] != '"' {
		return e, false
	}
	switch text[end-1] {
	case '\\':
		return Early{Pos: end - 1, start: end, phase: earlyMark}, true
	case ':':
		return Early{Pos: end, start: end, form: quote{'"', 0}}, true
	}
	return e, false
}

// Hold returns the smallest offset that may be replaced.
func (e *Early) Hold() int {
	if e.phase == earlyGap || e.phase >= earlyMark {
		return e.Pos
	}
	return e.val
}

// Rebase moves all offsets down by k.
func (e *Early) Rebase(k int) {
	e.Pos -= k
	e.start -= k
	e.word -= k
	e.val -= k
	e.end -= k
}

// Run reads text from Pos on.
func (e *Early) Run(text []byte, final bool) Status {
	for e.Pos-e.start <= maxEarly {
		t := next(text, e.Pos, 0, final)
		mark := t.kind == tokQuote && t.ch == e.form.ch && t.esc == e.form.esc
		blank := t.kind == tokSpace || t.kind == tokLine || t.kind == tokBreak && e.form.esc > 0
		switch {
		case t.kind == tokMore:
			return More
		case t.kind == tokEnd:
			return Dead
		case e.phase == earlyMark:
			if t.kind != tokQuote || t.ch != '"' {
				return Dead
			}
			e.form, e.phase = quote{t.ch, t.esc}, earlySign
		case e.phase == earlySign:
			if t.kind != tokChar || t.ch != ':' {
				return Dead
			}
			e.phase = earlyGap
		case t.kind == tokSkip:
		case e.phase == earlyValue:
			switch {
			case mark:
				e.end, e.phase = e.Pos, earlyBetween
			case t.kind == tokLine, t.kind == tokQuote && t.esc < e.form.esc:
				return Dead
			}
		case e.phase == earlyWord || e.phase == earlyName:
			switch {
			case !mark && t.kind == tokChar:
			case !mark:
				return Dead
			case e.phase == earlyName:
				return Done
			case !bytes.EqualFold(text[e.word:e.Pos], []byte("name")) && !bytes.EqualFold(text[e.word:e.Pos], []byte("key")):
				return Dead
			default:
				e.phase = earlyColon
			}
		case mark && (e.phase == earlyGap || e.comma):
			e.comma = false
			e.phase++
			if e.word = e.Pos + t.width; e.phase == earlyValue {
				e.val = e.word
			}
		case t.kind == tokChar && !e.comma && (e.phase == earlyBetween && t.ch == ',' || e.phase == earlyColon && t.ch == ':'):
			e.comma = true
		case !blank:
			return Dead
		}
		e.Pos += t.width
	}
	return Dead
}

// Span returns the value, and the name that decides on it.
func (e *Early) Span(text []byte) (start, end int, name []byte) {
	return e.val, e.end, text[e.word:e.Pos]
}
