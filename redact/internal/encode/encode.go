// Package encode lists the forms that a value takes when other code prints it.
package encode

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A Form is one form of a value. Text is valid only during the call that
// receives it.
type Form struct {
	Kind string // "raw", "percent", "utf-16", "json", "quote", "xml", "hex", "base64", "base32", "shell", "decimal", "quoted-printable"
	Text []byte // nil: those of this kind are found without a form of their own
	// Before and After count the base64 digits beside Text that carry bits of
	// the value together with bits of its neighbours, to the borders of their
	// groups of four.
	Before, After uint8
	// Joined tells that programs break Text into lines anywhere.
	Joined bool
	// Digits tells that Text is digits of base64.
	Digits bool
}

// Embedded tells that the form may stand inside a longer run of its own digits, as
// the base64 of user:password does: what adjoins it says nothing about the value.
func (f Form) Embedded() bool { return f.Kind == "base64" || f.Kind == "base32" || f.Kind == "hex" }

// MaxValue is the longest value that Visit takes; longer ones yield nothing.
const MaxValue = 64 << 10

// minBase64 is the number of wholly determined digits below which base64 is not
// a form: fewer would be found in unrelated text.
const minBase64 = 8

// A Choice says which forms are wanted.
type Choice uint8

const (
	// All are the forms that Visit knows.
	All Choice = iota
	// Own leaves out those that can be undone in any text: all bytes in percent, \u or
	// hexadecimal digits, decimal bytes and base32. Each of these kinds is given
	// once, without Text.
	Own
	// Few are the raw one, those that escape single characters and UTF-16: the others
	// of a short value would be found in unrelated text.
	Few
)

// Visit calls yield for every distinct form of value that choice says, the raw one first.
// Percent and JSON or Go quotes are also given twice over, JSON of Go three times, and UTF-16 without its
// NULs, which a search is to skip. All forms are built in two scratch buffers, which are cleared
// before Visit returns; no form is longer than seven bytes for each byte of value
// and 16 more. Cost: one allocation for each buffer and a set of 64-bit hashes.
func Visit(value []byte, choice Choice, yield func(Form)) { new(Scratch).Visit(value, choice, yield) }

// A Scratch keeps a buffer, cleared, for many values. It is not safe for concurrent use.
type Scratch struct{ buf []byte }

// Visit is the function of that name.
func (s *Scratch) Visit(value []byte, choice Choice, yield func(Form)) {
	if len(value) == 0 || len(value) > MaxValue {
		return
	}
	if choice == Own && Unescaped(value) {
		yield(Form{Kind: "raw", Text: value, Joined: true})
		for _, kind := range ownKinds {
			yield(Form{Kind: kind})
		}
		s.Base64(value, func(text []byte, before, after uint8) {
			yield(Form{Kind: "base64", Text: text, Before: before, After: after, Joined: true, Digits: true})
		})
		yield(Form{Kind: "quoted-printable"})
		return
	}
	v := &visitor{
		buf:   make([]byte, 0, maxForm(len(value))),
		twice: make([]byte, 0, maxForm(len(value))),
		seed:  maphash.MakeSeed(),
		seen:  make([]uint64, 0, 32),
		give:  yield,
	}
	defer func() {
		clear(v.buf[:cap(v.buf)])
		clear(v.twice[:cap(v.twice)])
	}()

	v.joined = choice != Few && likePrintable(value)
	v.form(Form{Kind: "raw", Text: value, Joined: v.joined})
	if choice == Few && Unescaped(value) {
		return
	}
	for _, upper := range []bool{true, false} {
		v.percent(value, querySafe, true, upper)
		v.percent(value, querySafe, false, upper)
		v.percent(value, pathSafe, false, upper)
		v.percent(value, componentSafe, false, upper)
		v.percent(value, uriSafe, false, upper)
		v.yield("percent", percent(v.buf, value, slashSafe, false, upper))
		if choice != Own {
			v.percent(value, noneSafe, false, upper)
		}
	}
	if utf8.Valid(value) {
		v.yield("utf-16", wide(v.buf, value, binary.LittleEndian))
		v.yield("utf-16", wide(v.buf, value, binary.BigEndian))
	}
	for _, s := range []jsonStyle{
		{}, {html: true}, {slash: true}, {html: true, slash: true}, {ascii: true}, {ascii: true, slash: true},
	} {
		text := jsonText(v.buf, value, s)
		v.yield("json", text)
		v.again(text)
	}
	for _, s := range []jsonStyle{{}, {html: true}} {
		v.thrice(value, s)
	}
	for _, s := range otherStyles {
		text := jsonText(v.buf, value, s)
		v.yield("json", text)
		v.yield("json", jsonText(v.twice, text, jsonStyle{}))
	}
	for _, ascii := range []bool{false, true} {
		text := quoted(v.buf, value, ascii)
		v.yield("quote", text)
		v.again(text)
	}
	for _, style := range byteStyles {
		v.inJSON("quote", style.append(v.buf, value))
	}
	v.inJSON("quote", doubled(v.buf, value, '"'))
	for _, names := range xmlNames {
		v.inJSON("xml", xmlText(v.buf, value, names))
	}
	if utf8.Valid(value) { // what is broken would be longer than the buffer, which is cleared
		v.yield("xml", references(v.buf, value))
	}
	switch choice {
	case Few:
		return
	case Own:
		v.own(value)
		v.shell(value)
		return
	}
	v.yield("json", jsonText(v.buf, value, jsonStyle{all: true}))
	v.yield("json", jsonText(v.buf, value, jsonStyle{all: true, upper: true}))
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
	v.base32(value)
	v.shell(value)
	v.yield("decimal", decimal(v.buf, value))
	v.quotedPrintable(value)
}

// Base64 calls yield with the digits of base64 that hold bits of an unescaped value only, for
// each of the three alignments: see Form. They are valid only during the call.
func (s *Scratch) Base64(value []byte, yield func(text []byte, before, after uint8)) {
	// Digits of such values are letters and digits only: there are no two alphabets.
	need := 2 + len(value) + base64.RawStdEncoding.EncodedLen(2+len(value))
	if cap(s.buf) < need {
		s.buf = make([]byte, 0, max(need, 256))
	}
	src, out := s.buf[:2+len(value)], s.buf[2+len(value):need]
	copy(src[2:], value)
	for k := range 3 {
		base64.RawStdEncoding.Encode(out, src[2-k:])
		if from, to := base64Digits(k, len(value)); to-from >= minBase64 {
			yield(out[from:to], uint8(from), uint8((4-to%4)%4))
		}
	}
	if clear(s.buf[:need]); need > maxScratch {
		s.buf = nil
	}
}

// maxScratch bounds the buffer that a Scratch keeps.
const maxScratch = 4 << 10

// base64Digits returns which digits hold bits of a value only, of n bytes with k before it.
func base64Digits(k, n int) (from, to int) { return (8*k + 5) / 6, 8 * (k + n) / 6 }

var ownKinds = [...]string{"percent", "json", "hex", "base32", "decimal"}

// own yields what Own has of the forms that are not of single characters.
func (v *visitor) own(value []byte) {
	for _, kind := range ownKinds {
		v.give(Form{Kind: kind})
	}
	v.base64(value, base64.RawStdEncoding)
	v.base64(value, base64.RawURLEncoding)
	v.quotedPrintable(value)
}

// Unescaped tells whether no escape changes value. Of such a value Own gives the raw form,
// Base64 and the names of the others.
func Unescaped(value []byte) bool {
	for _, c := range value {
		if !unescaped[c] {
			return false
		}
	}
	return true
}

var unescaped = func() (t [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") {
		t[c] = true
	}
	return t
}()

func maxForm(n int) int { return 7*n + 16 }

type visitor struct {
	buf, twice []byte
	seed       maphash.Seed
	seen       []uint64 // hashes of what was given
	give       func(Form)
	joined     bool // the raw form is also that of quoted-printable
}

func (v *visitor) yield(kind string, text []byte) { v.form(Form{Kind: kind, Text: text}) }

func (v *visitor) form(f Form) {
	if len(f.Text) == 0 {
		return
	}
	h := maphash.Bytes(v.seed, f.Text)
	if f.Joined {
		if f.Kind == "raw" {
			v.seen = append(v.seen, h)
		}
		h++ // it says more than the same text that is not
	}
	if slices.Contains(v.seen, h) {
		return
	}
	v.seen = append(v.seen, h)
	v.give(f)
}

// percent yields value encoded once and twice.
func (v *visitor) percent(value []byte, keep safe, plus, upper bool) {
	text := percent(v.buf, value, keep, plus, upper)
	v.yield("percent", text)
	v.yield("percent", percent(v.twice, text, querySafe, false, upper))
	v.yield("percent", percent(v.twice, text, pathSafe, false, upper))
}

// inJSON yields text, and as it stands in a string of JSON.
func (v *visitor) inJSON(kind string, text []byte) {
	v.yield(kind, text)
	v.yield("json", jsonText(v.twice, text, jsonStyle{}))
}

// again yields text, which has escapes, inside a string of JSON; %q differs from
// it only where both leave nothing to escape.
func (v *visitor) again(text []byte) {
	v.yield("json", jsonText(v.twice, text, jsonStyle{}))
	v.yield("json", jsonText(v.twice, text, jsonStyle{html: true}))
	v.yield("json", jsonText(v.twice, text, jsonStyle{slash: true}))
	v.yield("json", jsonText(v.twice, text, jsonStyle{ascii: true}))
	v.yield("quote", quoted(v.twice, text, false))
	v.yield("quote", quoted(v.twice, text, true))
}

// thrice yields value in a string of JSON in another and in a third, if it is no longer than other
// forms may be.
func (v *visitor) thrice(value []byte, s jsonStyle) {
	twice := jsonText(v.twice, jsonText(v.buf, value, s), s)
	if len(twice)+bytes.Count(twice, []byte{'\\'})+bytes.Count(twice, []byte(`"`)) <= cap(v.buf) {
		v.yield("json", jsonText(v.buf, twice, s))
	}
}

// base64 yields, for each of the three alignments, the digits that hold bits of
// the value only.
func (v *visitor) base64(value []byte, enc *base64.Encoding) {
	for k := range 3 {
		src := append(append(v.buf, 0, 0)[:k], value...)
		out := src[len(src):]
		out = enc.AppendEncode(out, src)
		from, to := base64Digits(k, len(value))
		if to-from < minBase64 {
			continue
		}
		v.form(Form{
			Kind:   "base64",
			Text:   out[from:to],
			Before: uint8(from),
			After:  uint8((4 - to%4) % 4),
			Joined: true,
			Digits: true,
		})
		// In a query or path.
		if text := percent(v.twice, out[from:to], querySafe, false, true); len(text) > to-from {
			v.yield("base64", text)
		}
	}
}

func (v *visitor) quotedPrintable(value []byte) {
	if v.joined {
		v.give(Form{Kind: "quoted-printable"})
		return
	}
	text := printable(v.buf, value)
	if bytes.ContainsAny(text[:min(8, len(text))], " \t\r\n") {
		v.yield("quoted-printable", text) // a blank near the beginning joins nothing
	}
	v.form(Form{Kind: "quoted-printable", Text: text, Joined: true})
}

// likePrintable tells whether quoted-printable leaves value as it is, and what of it
// stands on one line is read alike with line ends inside.
func likePrintable(value []byte) bool {
	for _, c := range value {
		if c <= ' ' || c == '=' || c == '\\' || c > '~' {
			return false
		}
	}
	return true
}

// minBase32 is minBase64 for base32.
const minBase32 = 10

// base32 is base64 with five alignments.
func (v *visitor) base32(value []byte) {
	enc := base32.StdEncoding.WithPadding(base32.NoPadding)
	for k := range 5 {
		src := append(append(v.buf, 0, 0, 0, 0)[:k], value...)
		out := enc.AppendEncode(src[len(src):], src)
		from, to := (8*k+4)/5, 8*(k+len(value))/5
		if to-from < minBase32 {
			continue
		}
		f := Form{Kind: "base32", Text: out[from:to]}
		if 8*k%5 != 0 {
			f.Before = 1
		}
		if 8*(k+len(value))%5 != 0 {
			f.After = 1
		}
		v.form(f)
	}
}

// shell yields value as it stands in the quotes of shells: bash, cmd, PowerShell,
// and in the single quotes of programming languages.
func (v *visitor) shell(value []byte) {
	for _, s := range []struct{ special, before, instead string }{
		{"'", "", `'\''`},
		{"'", "", `'"'"'`},
		{"'", "", "''"},
		{`'\`, `\`, ""},
		{"\"\\$`", `\`, ""},
		{"\"\\$`!", `\`, ""},
		{"\t !\"#$&'()*,;<>?[\\]^`{|}", `\`, ""}, // printf %q
		{"\t !\"#$&'()*;<>?[\\]`{|}~=%", `\`, ""},
		{"\"$`", "`", ""},
		{"&|<>^()\"", "^", ""},
		{"%", "%", ""},
	} {
		dst := v.buf
		for _, c := range value {
			switch {
			case strings.IndexByte(s.special, c) < 0:
				dst = append(dst, c)
			case s.instead != "":
				dst = append(dst, s.instead...)
			default:
				dst = append(append(dst, s.before...), c)
			}
		}
		v.yield("shell", dst)
	}
}

type safe uint8

const (
	noneSafe safe = iota
	querySafe
	pathSafe
	componentSafe
	uriSafe
	slashSafe
)

// keeps tells whether c stays as it is, as in net/url's QueryEscape and PathEscape,
// ECMAScript's encodeURIComponent and encodeURI (ECMA-262, 19.2.6), and Python's quote.
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
		return s == pathSafe || s == uriSafe
	case c == '!', c == '*', c == '\'', c == '(', c == ')':
		return s == componentSafe || s == uriSafe
	case c == '/':
		return s == uriSafe || s == slashSafe
	case c == ';', c == '?', c == ',', c == '#':
		return s == uriSafe
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
	html  bool   // < > & as \u00XX, as encoding/json does by default
	slash bool   // \/ for a slash
	ascii bool   // every rune beyond ASCII as \uXXXX
	all   bool   // every rune as \uXXXX
	upper bool   // upper-case hex digits
	other string // further characters as \u00XX
}

// otherStyles are those of encoders that escape what they need not.
var otherStyles = []jsonStyle{
	{html: true, other: "='"},                              // Gson
	{html: true, ascii: true, other: "'"},                  // the tojson of Flask
	{html: true, ascii: true, upper: true},                 // the json_script of Django
	{html: true, ascii: true, upper: true, other: "\"'+`"}, // System.Text.Json of .NET
	{html: true, slash: true, other: "\"'+`"},              // html/template of Go, in scripts
}

func jsonText(dst, value []byte, s jsonStyle) []byte {
	d := digits(s.upper)
	for i := 0; i < len(value); {
		c, size := utf8.DecodeRune(value[i:])
		bad := c == utf8.RuneError && size == 1
		switch {
		case s.all || bad || s.ascii && c >= utf8.RuneSelf || c == '\u2028' || c == '\u2029':
			dst = appendU(dst, c, d)
		case c < utf8.RuneSelf && strings.IndexByte(s.other, byte(c)) >= 0:
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
			dst = appendLong(dst, c)
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

// xmlNames are the ways of writing " ' & < > and line breaks in XML and HTML.
var xmlNames = []map[byte]string{
	{'"': "&#34;", '\'': "&#39;", '&': "&amp;", '<': "&lt;", '>': "&gt;", '\t': "&#x9;", '\n': "&#xA;", '\r': "&#xD;"}, // encoding/xml
	{'"': "&#34;", '\'': "&#39;", '&': "&amp;", '<': "&lt;", '>': "&gt;"},                                              // html of Go, MarkupSafe
	{'"': "&quot;", '\'': "&apos;", '&': "&amp;", '<': "&lt;", '>': "&gt;"},
	{'"': "&quot;", '\'': "&#39;", '&': "&amp;", '<': "&lt;", '>': "&gt;"},  // Ruby, lodash, .NET
	{'"': "&quot;", '\'': "&#x27;", '&': "&amp;", '<': "&lt;", '>': "&gt;"}, // Python, Django
	{'"': "&quot;", '\'': "&#x27;", '&': "&amp;", '<': "&lt;", '>': "&gt;", '/': "&#x2F;"},
	{'"': "&quot;", '\'': "&#039;", '&': "&amp;", '<': "&lt;", '>': "&gt;"}, // PHP
	{'"': "&quot;", '&': "&amp;", '<': "&lt;", '>': "&gt;"},
	{'&': "&amp;", '<': "&lt;", '>': "&gt;"},
}

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

// references writes value in ASCII, with references by number for all else.
func references(dst, value []byte) []byte {
	for i := 0; i < len(value); {
		c, size := utf8.DecodeRune(value[i:])
		i += size
		switch {
		case c == '&':
			dst = append(dst, "&amp;"...)
		case c == '<':
			dst = append(dst, "&lt;"...)
		case c == '>':
			dst = append(dst, "&gt;"...)
		case c < utf8.RuneSelf:
			dst = append(dst, byte(c))
		default:
			dst = append(strconv.AppendUint(append(dst, "&#"...), uint64(c), 10), ';')
		}
	}
	return dst
}

// wide writes value in UTF-16 without its NULs, but one behind a backslash that a letter
// follows: it keeps the two from being read as an escape.
func wide(dst, value []byte, order binary.AppendByteOrder) []byte {
	for i := 0; i < len(value); {
		c, size := utf8.DecodeRune(value[i:])
		i += size
		var pair [4]byte
		b := pair[:0]
		if hi, lo := utf16.EncodeRune(c); hi != utf8.RuneError {
			b = order.AppendUint16(order.AppendUint16(b, uint16(hi)), uint16(lo))
		} else {
			b = order.AppendUint16(b, uint16(c))
		}
		for _, c := range b {
			if c != 0 {
				dst = append(dst, c)
			}
		}
		if c == '\\' && i < len(value) && (value[i] == 'n' || value[i] == 'r' || value[i] == 't') {
			dst = append(dst, 0)
		}
	}
	return dst
}

// printable writes value as mime/quotedprintable does, without soft line breaks.
func printable(dst, value []byte) []byte {
	for _, c := range value {
		if c == '=' || c < ' ' && c != '\t' && c != '\r' && c != '\n' || c > '~' {
			dst = append(dst, '=', hexUpper[c>>4], hexUpper[c&15])
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
