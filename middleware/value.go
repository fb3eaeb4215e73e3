package middleware

import (
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// hiding reports that what has a name is not to be shown.
func hiding(f redact.Field) bool {
	return f.Action() == redact.Redact || f.Action() == redact.DropField
}

// value judges what stands for a name. In one segment a slash does not make it the path of a file.
func value(s redact.Scope, name, text string, one bool) (string, bool) {
	f := s.Field(name)
	if text == "" || !hiding(f) {
		return "", false
	}
	if f.Action() == redact.DropField {
		return "(REDACTED)", true
	}
	v := f.String(text)
	if v == text && one && strings.ContainsAny(text, `/\%`) {
		dashed := unslashed(text)
		if v = f.String(dashed); v == dashed {
			v = text
		}
	}
	if v != text {
		return bracketed(v), true
	}
	if !endsIn(name, "token") {
		return "", false
	}
	if mark, hide := number(f, text); hide || !one {
		return mark, hide
	}
	return anySegment(f, text)
}

// anySegment judges text for a name that ends in "token" by each of its segments: words between slashes may be the
// path of a file in any text, but hardly in a path that a route names so.
func anySegment(f redact.Field, text string) (string, bool) {
	if !strings.ContainsAny(text, `/\%`) {
		return "", false
	}
	for segment := range strings.SplitSeq(strings.ReplaceAll(manyTimes(text), `\`, "/"), "/") {
		if v := f.String(segment); v != segment {
			return bracketed(v), true
		}
		if mark, hide := number(f, segment); hide {
			return mark, true
		}
	}
	return "", false
}

// number judges one, also with hyphens and underscores, as a text that is none: in any text it may be a count of
// tokens or a time, in a path it is neither.
func number(f redact.Field, text string) (string, bool) {
	n := 0
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case '0' <= b && b <= '9':
			n++
		case b != '-' && b != '_':
			return "", false
		}
	}
	if n < minNumber {
		return "", false
	}
	as := "q7z" + text
	v := f.String(as)
	if v == as {
		return "", false
	}
	if !label(v) && strings.ContainsAny(v, "0123456789") {
		v = hidden // a mask may show a part of it
	}
	return bracketed(v), true
}

// minNumber is the length from which on a number in a path is taken for a token.
const minNumber = 4

// unslashed puts in the place of slashes, also where they are escaped more than once, what is in no
// path of a file.
func unslashed(text string) string { return dashed.Replace(manyTimes(text)) }

// manyTimes decodes a text as often as maxEscaped has it.
func manyTimes(text string) string {
	for range maxEscaped {
		text = unescaped(text)
	}
	return text
}

// maxEscaped bounds how often.
const maxEscaped = 4

var dashed = strings.NewReplacer("/", "-", `\`, "-")

// bracketed makes a mark fit for a path, as the Redactor itself does.
func bracketed(mark string) string {
	if !strings.ContainsAny(mark, "[]") {
		return mark
	}
	var b strings.Builder
	b.Grow(len(mark))
	for i := 0; i < len(mark); i++ {
		switch c := mark[i]; c {
		case '[':
			b.WriteByte('(')
		case ']':
			b.WriteByte(')')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
