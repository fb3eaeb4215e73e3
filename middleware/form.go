package middleware

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// renderForm judges each pair by its decoded name and value. Pairs that do not
// decode are judged as they are. What other pairs name, as name=password&value=x, is judged by that name too.
func renderForm(r *redact.Redactor, s redact.Scope, src []byte, cut bool) string {
	if cut {
		src = src[:max(bytes.LastIndexByte(src, '&'), 0)]
	}
	pairs := strings.Split(string(src), "&")
	by, whole := stated(s, pairs)
	if cut {
		pairs = pairs[:whole]
	}
	var b strings.Builder
	for i, pair := range pairs {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(formPair(r, s, pair, by[i]))
	}
	// Both halves were judged alone; together they are judged once more.
	return s.Text(b.String())
}

func formPair(r *redact.Redactor, s redact.Scope, pair string, by []string) string {
	name, value, valued := strings.Cut(pair, "=")
	f := s.Field(plain(name))
	if by == nil && guards(name) {
		by = guarding[:]
	}
	name = formPart(r, name, f.Name())
	if f.Action() == redact.DropField {
		return name + "="
	}
	if !valued {
		return name
	}
	text := plain(value)
	shown := f.String(text)
	for i := 0; i < len(by) && shown == text && f.Action() != redact.Keep; i++ {
		if f := s.Field(by[i]); f.Action() == redact.Redact {
			shown = f.String(text)
		} else if f.Action() == redact.DropField {
			shown = hidden
		}
	}
	return name + "=" + formPart(r, value, shown)
}

// guarding is a name under which words such as off stay.
var guarding = [...]string{"xsrf"}

// guards reports a pair that holds the token of a form, as Spring and others name it.
func guards(name string) bool {
	_, word := formWord(name)
	return strings.Trim(word, "_") == "csrf"
}

// formPart returns a part of a form of which, decoded, something is shown. What is not hidden of it stays
// as it came, so that nothing in it becomes a part of its own.
func formPart(r *redact.Redactor, raw, shown string) string {
	text := plain(raw)
	if shown == text {
		return raw
	}
	if text == raw || label(shown) {
		return shown
	}
	var b strings.Builder
	is, was, at := 0, 0, 0 // in shown, in text, in raw
	for _, c := range cutsOf(r, text, shown) {
		n := encoded(raw[at:], c.was.from-was)
		b.WriteString(raw[at : at+n])
		escapeForm(&b, shown[c.is.from:c.is.to])
		at += n
		at += encoded(raw[at:], c.was.to-c.was.from)
		is, was = c.is.to, c.was.to
	}
	if shown[is:] != text[was:] {
		return hidden
	}
	b.WriteString(raw[at:])
	return b.String()
}

// escapeForm writes a text of a form, in which the signs of replacements stay.
func escapeForm(b *strings.Builder, text string) {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == ' ':
			b.WriteByte('+')
		case c > ' ' && c < 0x7f && strings.IndexByte("&=+%;\"<>\\", c) < 0:
			b.WriteByte(c)
		default:
			b.WriteString(url.QueryEscape(text[i : i+1]))
		}
	}
}

// plain decodes a part of a form.
func plain(s string) string {
	if t, err := url.QueryUnescape(s); err == nil {
		return t
	}
	return s
}
