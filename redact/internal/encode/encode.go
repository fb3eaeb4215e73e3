// Package encode lists the forms that a value takes when other code prints it.
package encode

import (
	"encoding/base64"
	"encoding/hex"
	"hash/maphash"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// A Form is one form of a value. Text is valid only during the call that
// receives it.
type Form struct {
	Kind string // "raw", "percent", "json", "quote", "xml", "hex", "base64", "decimal"
	Text []byte
	// Before and After count the base64 digits beside Text that carry bits of
	// the value together with bits of its neighbours, to the borders of their
	// groups of four.
	Before, After uint8
}

// MaxValue is the longest value that Visit takes; longer ones yield nothing.
const MaxValue = 64 << 10

// minBase64 is the number of wholly determined digits below which base64 is not
// a form: fewer would be found in unrelated text.
const minBase64 = 8

// Visit calls yield for every distinct form of value, the raw one first. With
// few set only raw and percent-encoded forms are made: the others of a short or
// guessable value would be found in unrelated text. All forms are built in one
// scratch buffer, which is cleared before Visit returns; no form is longer than
// six bytes for each byte of value and 16 more. Cost: one allocation for the
// buffer and a set of 64-bit hashes.
func Visit(value []byte, few bool, yield func(Form)) {
	if len(value) == 0 || len(value) > MaxValue {
		return
	}
	v := &visitor{
		buf:  make([]byte, 0, 6*len(value)+16),
		seed: maphash.MakeSeed(),
		seen: make(map[uint64]bool, 32),
		give: yield,
	}
	defer func() { clear(v.buf[:cap(v.buf)]) }()

	v.yield("raw", value)
	for _, upper := range []bool{true, false} {
		v.yield("percent", percent(v.buf, value, querySafe, true, upper))
		v.yield("percent", percent(v.buf, value, querySafe, false, upper))
		v.yield("percent", percent(v.buf, value, pathSafe, false, upper))
		v.yield("percent", percent(v.buf, value, noneSafe, false, upper))
	}
	if few {
		return
	}
	v.yield("json", jsonText(v.buf, value, jsonStyle{}))
	v.yield("json", jsonText(v.buf, value, jsonStyle{html: true}))
	v.yield("json", jsonText(v.buf, value, jsonStyle{slash: true}))
	v.yield("json", jsonText(v.buf, value, jsonStyle{html: true, slash: true}))
	v.yield("json", jsonText(v.buf, value, jsonStyle{ascii: true}))
	v.yield("json", jsonText(v.buf, value, jsonStyle{ascii: true, slash: true}))
	v.yield("json", jsonText(v.buf, value, jsonStyle{all: true}))
	v.yield("json", jsonText(v.buf, value, jsonStyle{all: true, upper: true}))
	v.yield("quote", quoted(v.buf, value, false))
	v.yield("quote", quoted(v.buf, value, true))
	v.yield("xml", xmlText(v.buf, value, xmlGo))
	v.yield("xml", xmlText(v.buf, value, xmlHTML))
	v.yield("xml", xmlText(v.buf, value, xmlNamed))
	v.yield("xml", xmlText(v.buf, value, xmlMinimal))
	lower := hex.AppendEncode(v.buf, value)
	v.yield("hex", lower)
	for i, c := range lower {
		if c >= 'a' {
			lower[i] = c - 'a' + 'A'
		}
	}
	v.yield("hex", lower)
	v.base64(value, base64.RawStdEncoding)
	v.base64(value, base64.RawURLEncoding)
	v.yield("decimal", decimal(v.buf, value))
}

type visitor struct {
	buf  []byte
	seed maphash.Seed
	seen map[uint64]bool
	give func(Form)
}

func (v *visitor) yield(kind string, text []byte) { v.form(Form{Kind: kind, Text: text}) }

func (v *visitor) form(f Form) {
	if len(f.Text) == 0 {
		return
	}
	h := maphash.Bytes(v.seed, f.Text)
	if v.seen[h] {
		return
	}
	v.seen[h] = true
	v.give(f)
}

// base64 yields, for each of the three alignments, the digits that hold bits of
// the value only.
func (v *visitor) base64(value []byte, enc *base64.Encoding) {
	for k := range 3 {
		src := append(append(v.buf, 0, 0)[:k], value...)
		out := src[len(src):]
		out = enc.AppendEncode(out, src)
		from := (8*k + 5) / 6
		to := 8 * (k + len(value)) / 6
		if to-from < minBase64 {
			continue
		}
		v.form(Form{
			Kind:   "base64",
			Text:   out[from:to],
			Before: uint8(from),
			After:  uint8((4 - to%4) % 4),
		})
	}
}

type safe uint8

const (
	noneSafe safe = iota
	querySafe
	pathSafe
)

// keeps tells whether c stays as it is, as in net/url's QueryEscape and
// PathEscape.
func (s safe) keeps(c byte) bool {
	if s == noneSafe {
		return false
	}
	switch {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
		return true
	case c == '-', c == '_', c == '.', c == '~':
		return true
	case c == '$', c == '&', c == '+', c == ':', c == '=', c == '@':
		return s == pathSafe
	}
	return false
}

const (
	hexLower = "0123456789abcdef"
	hexUpper = "0123456789ABCDEF"
)

func digits(upper bool) string {
	if upper {
		return hexUpper
	}
	return hexLower
}

func percent(dst, value []byte, keep safe, plus, upper bool) []byte {
	d := digits(upper)
	for _, c := range value {
		switch {
		case keep.keeps(c):
			dst = append(dst, c)
		case plus && c == ' ':
			dst = append(dst, '+')
		default:
			dst = append(dst, '%', d[c>>4], d[c&15])
		}
	}
	return dst
}

type jsonStyle struct {
	html  bool // < > & as \u00XX, as encoding/json does by default
	slash bool // \/ for a slash
	ascii bool // every rune beyond ASCII as \uXXXX
	all   bool // every rune as \uXXXX
	upper bool // upper-case hex digits
}

func jsonText(dst, value []byte, s jsonStyle) []byte {
	d := digits(s.upper)
	for i := 0; i < len(value); {
		c, size := utf8.DecodeRune(value[i:])
		bad := c == utf8.RuneError && size == 1
		switch {
		case s.all || bad || s.ascii && c >= utf8.RuneSelf || c == '\u2028' || c == '\u2029':
			dst = appendU(dst, c, d)
		case c == '"' || c == '\\':
			dst = append(dst, '\\', byte(c))
		case c == '/' && s.slash:
			dst = append(dst, '\\', '/')
		case c == '\n':
			dst = append(dst, '\\', 'n')
		case c == '\r':
			dst = append(dst, '\\', 'r')
		case c == '\t':
			dst = append(dst, '\\', 't')
		case c == '\b':
			dst = append(dst, '\\', 'b')
		case c == '\f':
			dst = append(dst, '\\', 'f')
		case c < ' ' || s.html && (c == '<' || c == '>' || c == '&'):
			dst = appendU(dst, c, d)
		default:
			dst = append(dst, value[i:i+size]...)
		}
		i += size
	}
	return dst
}

func appendU(dst []byte, c rune, d string) []byte {
	if c > 0xffff {
		hi, lo := utf16.EncodeRune(c)
		return appendU(appendU(dst, hi, d), lo, d)
	}
	return append(dst, '\\', 'u', d[c>>12&15], d[c>>8&15], d[c>>4&15], d[c&15])
}

// quoted writes value as strconv.Quote does, without the quotes. It is written
// out here because strconv takes a string, which would be a copy that nothing
// clears.
func quoted(dst, value []byte, ascii bool) []byte {
	for i := 0; i < len(value); {
		c, size := utf8.DecodeRune(value[i:])
		if c == utf8.RuneError && size == 1 {
			dst = append(dst, '\\', 'x', hexLower[value[i]>>4], hexLower[value[i]&15])
			i++
			continue
		}
		if c == '"' || c == '\\' {
			dst = append(dst, '\\', byte(c))
		} else if c < utf8.RuneSelf && strconv.IsPrint(c) || !ascii && strconv.IsPrint(c) {
			dst = append(dst, value[i:i+size]...)
		} else if k := controlIndex(c); k >= 0 {
			dst = append(dst, '\\', "abtnvfr"[k])
		} else if c < ' ' || c == 0x7f {
			dst = append(dst, '\\', 'x', hexLower[c>>4], hexLower[c&15])
		} else if c <= 0xffff {
			dst = appendU(dst, c, hexLower)
		} else {
			dst = append(dst, '\\', 'U')
			for s := 28; s >= 0; s -= 4 {
				dst = append(dst, hexLower[c>>s&15])
			}
		}
		i += size
	}
	return dst
}

func controlIndex(c rune) int {
	for i, k := range "\a\b\t\n\v\f\r" {
		if c == k {
			return i
		}
	}
	return -1
}

// The ways of writing " ' & < > and line breaks in XML and HTML.
var (
	xmlGo      = map[byte]string{'"': "&#34;", '\'': "&#39;", '&': "&amp;", '<': "&lt;", '>': "&gt;", '\t': "&#x9;", '\n': "&#xA;", '\r': "&#xD;"}
	xmlHTML    = map[byte]string{'"': "&#34;", '\'': "&#39;", '&': "&amp;", '<': "&lt;", '>': "&gt;"}
	xmlNamed   = map[byte]string{'"': "&quot;", '\'': "&apos;", '&': "&amp;", '<': "&lt;", '>': "&gt;"}
	xmlMinimal = map[byte]string{'&': "&amp;", '<': "&lt;", '>': "&gt;"}
)

func xmlText(dst, value []byte, names map[byte]string) []byte {
	for _, c := range value {
		if s, ok := names[c]; ok {
			dst = append(dst, s...)
		} else {
			dst = append(dst, c)
		}
	}
	return dst
}

func decimal(dst, value []byte) []byte {
	for i, c := range value {
		if i > 0 {
			dst = append(dst, ' ')
		}
		dst = strconv.AppendUint(dst, uint64(c), 10)
	}
	return dst
}
