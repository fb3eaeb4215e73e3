package grammar

import (
	"bytes"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// maxLeft bounds the bytes of a name before the word that announced it.
const maxLeft = 128

// Lookback is the number of bytes before a name that Open reads.
const Lookback = maxLeft + 32

// quote is a quote mark with its level of quoting; the zero value is none.
type quote struct{ ch, esc uint8 }

// context is what stands before a name.
type context struct {
	form   quote // a quote mark right before the name
	pct    uint8 // levels of percent encoding of the value
	prose  bool  // a word in small letters and a blank stand before the name
	xmlAt  uint8 // level of the "<" of the element
	query  bool  // the name is a parameter of a URL
	matrix bool  // the name stands behind a semicolon
	xml    bool  // the name opens an element
	flag   bool  // the name is a command line flag
	user   bool  // the name stands where a URL has its user
}

func nameByte(b byte) bool {
	return kindOf(b) != sep || b == '_' || b == '-' || b == '.'
}

var inName = func() (t [256]bool) {
	for b := range t {
		t[b] = nameByte(byte(b))
	}
	return t
}()

// nameStart walks left from the literal at start to where the name begins.
func nameStart(text []byte, start int) int {
	floor := max(0, start-maxLeft)
	j := start
	for j > floor && inName[text[j-1]] {
		j--
	}
	if unit.Clear(text, j) {
		return j
	}
	j = start
	for j > floor && (nameByte(text[j-1])) {
		if size := escapedBefore(text, j); size > 0 && j-size >= floor {
			j -= size
			continue
		}
		w, sym, ok := unit.Before(text, j)
		switch {
		case !ok:
			j--
		case nameByte(sym) && j-w >= floor:
			j -= w
		default:
			return j
		}
	}
	return j
}

// before reads what stands before text[i].
func before(text []byte, i int) (c context) {
	if i == 0 {
		return c
	}
	sym, esc := symbolBefore(text, i)
	switch sym {
	case '"', '\'', '`':
		if esc == 0 {
			for int(esc) < maxSlashes && i-2-int(esc) >= 0 && text[i-2-int(esc)] == '\\' {
				esc++
			}
		}
		c.form = quote{sym, esc}
		switch c.form.esc {
		case pctLevel:
			c.pct = 1
		case pctTwice:
			c.pct = 2
		}
	case '<':
		c.xml, c.xmlAt = true, esc
	case ':':
		if j := nameStart(text, i-1); j < i-1 && j > 0 {
			if sym, esc := symbolBefore(text, j); sym == '<' { // <wsse:Password>
				c.xml, c.xmlAt = true, esc
			}
		}
		c.user = inUser(text, i)
	case ',':
		c.user = inUser(text, i)
	case ' ':
		c.prose = esc == 0 && wordBefore(text, i-1)
	case '/':
		c.user = bytes.HasSuffix(text[:i], []byte("://"))
		c.form = pointed(text, i)
	case ';':
		c.matrix, c.user = true, inUser(text, i)
	case '?', '&':
		c.query = true
	case '[':
		c.query = esc == pctLevel || parameter(text, i)
	}
	return c
}

// parameter reports a name in brackets at text[i] that belongs to the name of a parameter of a query:
// ?user[password]=x, ?a[b][password]=x.
func parameter(text []byte, i int) bool {
	for range maxBrackets {
		sym, j := symbolAt(text, i)
		if sym != '[' {
			return false
		}
		k := nameStart(text, j)
		if sym, i = symbolAt(text, k); k < j {
			return sym == '?' || sym == '&'
		}
		if sym != ']' {
			return false
		}
		i = nameStart(text, i)
	}
	return false
}

// maxBrackets bounds those of the name of a parameter.
const maxBrackets = 4

// symbolAt returns the symbol that ends at text[i], and where it begins.
func symbolAt(text []byte, i int) (sym byte, from int) {
	if w, sym, ok := unit.Before(text, i); ok {
		return sym, i - w
	}
	if i == 0 {
		return 0, 0
	}
	return text[i-1], i - 1
}

// pointed returns the quote mark before a pointer that ends with the name at text[i], as a patch of
// JSON has it: {"op":"replace","path":"/data/password","value":"x"}.
func pointed(text []byte, i int) quote {
	floor := max(0, i-maxWord)
	for i--; i > floor && (nameByte(text[i-1]) || text[i-1] == '/' || text[i-1] == '~'); i-- {
	}
	if i == floor || text[i-1] != '"' {
		return quote{}
	}
	mark := i - 1
	for i = mark; i > floor && text[i-1] == '\\'; i-- {
	}
	esc := mark - i
	left := bytes.TrimRight(text[floor:i], " ")
	left, ok := bytes.CutSuffix(left, []byte(":"))
	if left = bytes.TrimRight(left, ` \"`); !ok || !bytes.HasSuffix(left, []byte("path")) {
		return quote{}
	}
	return quote{'"', uint8(esc)}
}

// symbolBefore returns the character that ends before text[i], which is not the first,
// and at which level of escapes it stands.
func symbolBefore(text []byte, i int) (sym byte, esc uint8) {
	sym = text[i-1]
	if w, s, ok := unit.Before(text, i); ok {
		sym = s
		esc = 1
		for k := i - w - 1; k >= 0 && text[k] == '\\' && esc < maxSlashes; k-- {
			esc++
		}
		switch {
		case text[i-w] == '%':
			esc = pctLevel
			if w == 5 {
				esc = pctTwice
			}
		case sym == '"' || sym == '\'' || sym == '`':
			esc = markLevel(esc)
		}
	} else if sym == ';' && bytes.IndexByte(text[max(0, i-maxEntity):i], '&') >= 0 {
		for _, e := range entities {
			if bytes.HasSuffix(text[:i], []byte(e.name)) {
				sym, esc = e.ch, entityLevel
			}
		}
	} else if sym == ';' {
		for _, e := range entities {
			if bytes.HasSuffix(text[:i], []byte(e.name[1:])) {
				at := i - len(e.name) + 1
				if w, s, ok := unit.Before(text, at); ok && s == '&' && text[at-w] == '\\' {
					sym, esc = e.ch, entityLevel
				}
			}
		}
	}
	return sym, esc
}

// markLevel returns the level of a quote mark that n backslashes before u0022 stand for.
// \u0022 is an escaped mark, and \\u0022 one in a string in a string. \\\u0022 is a
// backslash before one.
func markLevel(n uint8) uint8 { return min(n+n&-n-1, maxSlashes) }

// shell reports that the name is a variable that a command sets: -e NAME=value. A blank
// ends it.
func (c *Candidate) shell(text []byte) bool {
	l := c.left(text)
	for _, before := range []string{" -e ", " --env ", "export "} {
		if bytes.HasSuffix(l, []byte(before)) {
			return true
		}
	}
	return false
}

var userByte = func() (t [256]bool) {
	for b := range t {
		t[b] = inName[b] || bytes.IndexByte([]byte(":,;%!$*+=~"), byte(b)) >= 0
	}
	return t
}()

// inUser reports that text[i] lies in what may be the user info of a URL.
func inUser(text []byte, i int) bool {
	for floor := max(2, i-maxLeft); i > floor; i-- {
		switch b := text[i-1]; {
		case b == '/':
			return text[i-2] == '/' && bytes.HasSuffix(text[:i], []byte("://"))
		case !userByte[b]:
			return false
		}
	}
	return false
}

// wordBefore reports that a word, with a capital at most, ends at text[i], with a blank,
// an opening mark or nothing before it.
func wordBefore(text []byte, i int) bool {
	n := 0
	for i-n > 0 && n < 24 && text[i-n-1] >= 'a' && text[i-n-1] <= 'z' {
		n++
	}
	if n > 0 && i-n > 0 && kindOf(text[i-n-1]) == upper {
		n++
	}
	if n == 0 || n == 24 {
		return false
	}
	return i-n == 0 || bytes.IndexByte([]byte(" \t\n\"'(["), text[i-n-1]) >= 0
}
