package redacttest

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"mime/quotedprintable"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// blockLen is the length of the parts of a secret that are looked for in every
// encoding: short enough to find a partial leak, long enough to rule out chance.
const blockLen = 16

// blocks cuts s into parts of about blockLen bytes at rune boundaries. Parts
// overlap rather than fall short, so that any run of twice the length holds one.
func blocks(s string) []string {
	if len(s) <= blockLen {
		return []string{s}
	}
	var out []string
	for start := 0; start < len(s); start += blockLen {
		from := min(start, len(s)-blockLen)
		to := from + blockLen
		for from > 0 && !utf8.RuneStart(s[from]) {
			from--
		}
		for to < len(s) && !utf8.RuneStart(s[to]) {
			to++
		}
		out = append(out, s[from:to])
	}
	return out
}

type form struct{ encoding, text string }

// forms returns s in every encoding that [Leaks] knows. An encoding in which s
// looks as in an earlier one is left out.
func forms(s string) []form {
	fs := []form{
		{"raw", s},
		{"percent", url.PathEscape(s)},
		{"percent-query", url.QueryEscape(s)},
		{"percent-lower", lowerEscapes(url.PathEscape(s))},
		{"percent-query-lower", lowerEscapes(url.QueryEscape(s))},
		{"percent-full", eachByte(s, "%%%02X")},
		{"percent-full-lower", eachByte(s, "%%%02x")},
		{"percent-twice", url.PathEscape(url.PathEscape(s))},
		{"json", jsonText(s, true)},
		{"json-plain", jsonText(s, false)},
		{"json-slash", strings.ReplaceAll(jsonText(s, false), "/", `\/`)},
		{"json-twice", jsonText(jsonText(s, false), false)},
		{"json-unicode", eachUnit(s, `\u%04x`)},
		{"go-quote", inner(strconv.Quote(s))},
		{"go-quote-ascii", inner(strconv.QuoteToASCII(s))},
		{"xml", xmlText(s)},
		{"quoted-printable", quotedPrintable(s)},
		{"hex", hex.EncodeToString([]byte(s))},
		{"hex-upper", strings.ToUpper(hex.EncodeToString([]byte(s)))},
		{"decimal-bytes", strings.TrimRight(eachByte(s, "%d "), " ")},
		{"decimal-bytes-json", strings.TrimRight(eachByte(s, "%d,"), ",")},
		{"hex-bytes", strings.TrimRight(eachByte(s, "0x%x, "), ", ")},
		{"utf-16le", utf16Text(s, 0)},
		{"utf-16be", utf16Text(s, 1)},
	}
	for align := range 3 {
		std := base64Core(s, align)
		fs = append(fs,
			form{"base64/" + strconv.Itoa(align), std},
			form{"base64url/" + strconv.Itoa(align), strings.NewReplacer("+", "-", "/", "_").Replace(std)})
	}
	seen := map[string]bool{}
	out := fs[:0]
	for _, f := range fs {
		if !seen[f.text] {
			seen[f.text] = true
			out = append(out, f)
		}
	}
	return out
}

// base64Core returns the base64 characters that s alone decides when align bytes
// precede it in the first group and anything follows.
func base64Core(s string, align int) string {
	enc := base64.RawStdEncoding.EncodeToString([]byte("\x00\x00"[:align] + s))
	return enc[(align*8+5)/6 : (align+len(s))*8/6]
}

func eachByte(s, format string) string {
	var b strings.Builder
	for i := range len(s) {
		fmt.Fprintf(&b, format, s[i])
	}
	return b.String()
}

func eachUnit(s, format string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, format, u)
	}
	return b.String()
}

func utf16Text(s string, high int) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		pair := [2]byte{byte(u), byte(u >> 8)}
		b.WriteByte(pair[high])
		b.WriteByte(pair[1-high])
	}
	return b.String()
}

// lowerEscapes writes the hex digits of percent escapes in lower case.
func lowerEscapes(s string) string {
	b := []byte(s)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == '%' {
			copy(b[i:], strings.ToLower(string(b[i:i+3])))
		}
	}
	return string(b)
}

func jsonText(s string, html bool) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(html)
	if err := enc.Encode(s); err != nil {
		return s
	}
	return inner(strings.TrimSuffix(b.String(), "\n"))
}

func xmlText(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return s
	}
	return b.String()
}

func quotedPrintable(s string) string {
	var b strings.Builder
	w := quotedprintable.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		return s
	}
	if err := w.Close(); err != nil {
		return s
	}
	return b.String()
}

func inner(quoted string) string { return quoted[1 : len(quoted)-1] }
