package middleware

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inProse appends where a value stands by itself in any text, also as Go and JSON quote it.
func (g *search) inProse(found []span, text string) []span {
	read, at := text, []int(nil)
	for range maxQuoted + 1 {
		q := newUnescaped(read)
		q.within(at)
		for _, k := range g.known {
			if !k.hide {
				continue
			}
			found = q.findInProse(found, k.shown)
			found = behindPercent(found, read, at, k.shown)
			if !utf8.ValidString(k.shown.text) {
				found = q.standing(found, string([]rune(k.shown.text)), k.shown.mark) // as JSON has it
			}
		}
		for _, v := range g.redirects() {
			found = q.findInProse(found, v)
			found = behindPercent(found, read, at, v)
		}
		var more bool
		if read, at, more = unquoted(read, at); !more {
			break
		}
	}
	return found
}

// behindPercent appends where a value stands behind a percent sign that makes an escape of its first two
// digits, as in LIKE '%cafe%'.
func behindPercent(dst []span, text string, at []int, v shown) []span {
	if len(v.text) < 2 || !hex(v.text[0]) || !hex(v.text[1]) || strings.IndexByte(text, '%') < 0 {
		return dst
	}
	q := unescapedPath{text: allSmall(text), at: at}
	return q.standing(dst, v.text, v.mark)
}

// maxQuoted bounds how often a text was quoted.
const maxQuoted = 4

// within takes the text, which is that of another, for where that was.
func (q *unescapedPath) within(at []int) {
	switch {
	case at == nil:
	case q.at == nil:
		q.at = at
	default:
		for i, n := range q.at {
			q.at[i] = at[n]
		}
	}
}

// unquoted undoes the escapes of Go and JSON in a text once, and tells where each byte of it stood, and
// the end, as at does for the text. It reports whether there were any.
func unquoted(text string, at []int) (_ string, _ []int, any bool) {
	if strings.IndexByte(text, '\\') < 0 {
		return text, at, false
	}
	place := func(i int) int {
		if at == nil {
			return i
		}
		return at[i]
	}
	out, to := make([]byte, 0, len(text)), make([]int, 0, len(text)+1)
	for i := 0; i < len(text); {
		from, n := place(i), len(out)
		if c, wide, size := quotedChar(text[i:]); size > 0 {
			if i, any = i+size, true; wide {
				out = utf8.AppendRune(out, c)
			} else {
				out = append(out, byte(c))
			}
		} else {
			out = append(out, text[i])
			i++
		}
		for ; n < len(out); n++ {
			to = append(to, from)
		}
	}
	return string(out), append(to, place(len(text))), any
}

// quotedChar reads the escape that text begins with. It has no size if there is none.
func quotedChar(text string) (c rune, wide bool, size int) {
	if len(text) < 2 || text[0] != '\\' {
		return 0, false, 0
	}
	quote := text[1]
	switch quote {
	case '/':
		return '/', false, 2
	case '"', '\'':
	default:
		quote = 0
	}
	c, wide, rest, err := strconv.UnquoteChar(text, quote)
	if err != nil {
		return 0, false, 0
	}
	return c, wide, len(text) - len(rest)
}

// findInProse is find in any text.
func (q *unescapedPath) findInProse(dst []span, v shown) []span {
	dst = q.standing(dst, v.text, v.mark)
	if v.clean != v.text {
		dst = q.standing(dst, v.clean, v.mark)
	}
	if v.other != v.clean {
		dst = q.standing(dst, v.other, v.mark)
	}
	return dst
}

// standing appends where a value stands by itself. It is the search of Knuth, Morris and Pratt: a value may
// repeat itself as much as the text does.
func (q *unescapedPath) standing(dst []span, value, mark string) []span {
	start := strings.Index(q.text, value)
	if start < 0 || value == "" {
		return dst
	}
	f := freedomOf(value)
	back := make([]int, len(value)+1) // the longest end of the first bytes with which they begin
	for i, k := 1, 0; i < len(value); i++ {
		for k > 0 && value[i] != value[k] {
			k = back[k]
		}
		if value[i] == value[k] {
			k++
		}
		back[i+1] = k
	}
	for i, k := start, 0; i < len(q.text); i++ {
		for k > 0 && q.text[i] != value[k] {
			k = back[k]
		}
		if q.text[i] == value[k] {
			k++
		}
		if k < len(value) {
			continue
		}
		if from, to := i+1-k, i+1; f.before(q.text[:from]) && f.behind(q.text[to:]) {
			dst, k = append(dst, span{q.place(from), q.place(to), mark}), 0
		} else {
			k = back[k]
		}
	}
	return dst
}

// The signs that join a value in any text to what stands before and behind it. All others part it from that.
const (
	joinsBefore = "-_."
	joinsBehind = "-_"
)

// A freedom tells where a value stands by itself. One that is long, and has digits, does so also within
// a name, and one that is longer within a word.
type freedom uint8

const (
	short   freedom = iota // a part of a word of many languages
	medium                 // beside letters that are not of ASCII, too
	inNames                // beside signs, too
	anywhere
)

func freedomOf(value string) freedom {
	digits := strings.ContainsAny(value, "0123456789")
	letters := strings.ContainsFunc(value, unicode.IsLetter)
	switch n := len(value); {
	case n >= 16 && digits && letters:
		return anywhere
	case n >= 12 && digits:
		return inNames
	case n >= 6:
		return medium
	}
	return short
}

// before reports that a value may begin behind a text.
func (f freedom) before(text string) bool {
	r, n := utf8.DecodeLastRuneInString(text)
	return n == 0 || f.beside(r, n, joinsBefore) || colored(text)
}

// behind reports that it may end before one.
func (f freedom) behind(text string) bool {
	r, n := utf8.DecodeRuneInString(text)
	return n == 0 || f.beside(r, n, joinsBehind)
}

func (f freedom) beside(r rune, n int, joins string) bool {
	switch {
	case f == anywhere:
		return true
	case r >= utf8.RuneSelf:
		return f >= medium || r == utf8.RuneError && n == 1 || !unicode.In(r, unicode.L, unicode.M, unicode.N)
	case alnum(byte(r)):
		return false
	}
	return f >= inNames || strings.IndexByte(joins, byte(r)) < 0
}

// colored reports a text that ends in a sequence for terminals, such as ESC [ 31 m.
func colored(text string) bool {
	n := len(text) - 1
	if n < 2 || text[n] < '@' || text[n] > '~' {
		return false
	}
	text = text[max(0, n-maxSequence):n]
	i := strings.LastIndexByte(text, 0x1b)
	return i >= 0 && strings.HasPrefix(text[i+1:], "[") && strings.Trim(text[i+2:], "0123456789;:?") == ""
}

// maxSequence bounds one.
const maxSequence = 32
