package middleware

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// render returns the redacted text of what was kept, or sets omitted. cut tells
// that there was more.
func (c *capture) render(r *redact.Redactor, s redact.Scope, sink string) (text string, cut bool) {
	if c.omitted != "" {
		return "", false
	}
	full := c.size > int64(len(c.buf))
	src, cut := c.buf, full || c.part()
	if c.coding != "" {
		var more, ok bool
		if src, more, ok = decode(src, c.coding, c.max); !ok {
			c.omitted = "content encoding"
			return "", false
		}
		full, cut = full || more, cut || more
	}
	f := c.form
	if c.sniff {
		f = sniff(src)
	}
	if f != formMultipart && f != formNone && isWide(src) {
		c.omitted = "character set"
		return "", false
	}
	switch f {
	case formJSON:
		text, left := renderJSON(s, src, cut)
		return text, left || full
	case formURL:
		return renderForm(r, s, src, cut), cut
	case formMultipart:
		return partNames(s, src, c.bound), cut
	case formText:
		return renderText(r, s, sink, src, cut), cut
	}
	c.omitted = "content type"
	return "", false
}

// isWide reports that something in src is UTF-16 or UTF-32 of ASCII, whatever is said of it:
// the rules for text do not read it.
func isWide(src []byte) bool {
	for {
		at := bytes.IndexByte(src, 0)
		if at < 0 {
			return false
		}
		src = src[at+1:]
		if len(src) > 1 && src[0] != 0 && src[1] == 0 {
			return true
		}
		if len(src) > 3 && src[0]|src[1] == 0 && src[2] != 0 && src[3] == 0 {
			return true
		}
	}
}

// sniff tells the form of a body that says nothing of it.
func sniff(src []byte) form {
	if t := bytes.TrimLeft(src, " \t\r\n"); len(t) > 0 && (t[0] == '{' || t[0] == '[') {
		return formJSON
	}
	if strings.HasPrefix(http.DetectContentType(src), "text/") {
		return formText
	}
	return formNone
}

// decode undoes a content encoding, up to max bytes of output. What is broken off
// gives what came before.
func decode(src []byte, coding string, limit int) (out []byte, cut, ok bool) {
	var in io.Reader
	var err error
	if coding == "gzip" {
		in, err = gzip.NewReader(bytes.NewReader(src))
	} else if in, err = zlib.NewReader(bytes.NewReader(src)); err != nil {
		in, err = flate.NewReader(bytes.NewReader(src)), nil // some senders leave out the frame
	}
	if err != nil {
		return nil, false, false
	}
	out, err = io.ReadAll(io.LimitReader(in, int64(limit)+1))
	if len(out) > limit {
		return out[:limit], true, true
	}
	return out, err != nil, err == nil || len(out) > 0
}

// renderJSON returns the redacted text, and whether the text was cut. Who reads one document may not
// read on to the end of the body: what is whole is not cut.
func renderJSON(s redact.Scope, src []byte, cut bool) (string, bool) {
	if cut {
		n, closers := cutJSON(src)
		cut = len(closers) > 0 || len(bytes.TrimSpace(src[n:])) > 0
		src = append(src[:n:n], closers...)
	}
	if len(src) == 0 {
		return "", cut
	}
	out, changed := s.AppendJSON(nil, src)
	if !changed {
		out = src
	}
	return string(out), cut
}

// maxOpen bounds the levels of JSON that is cut.
const maxOpen = 1000

// cutJSON returns where JSON that is broken off has its last whole value, and what
// closes it there. A value is not told from its beginning: a number may go on, and
// half of a token is no match. In an object that is broken off, a text whose name may come
// later, {"value":"x","name":"password"}, is left out with all behind it.
func cutJSON(src []byte) (n int, closers []byte) {
	var open []level
	quoted := false
	from := 0 // of the string
	for i := 0; i < len(src); i++ {
		b := src[i]
		switch {
		case quoted:
			if b == '\\' {
				i++
			}
			if quoted = b != '"'; !quoted && len(open) > 0 {
				open[len(open)-1].member(src[from:i], src[i+1:])
			}
		case b == '"':
			quoted, from = true, i+1
		case b == '{' || b == '[':
			if len(open) == maxOpen {
				i = len(src)
				continue
			}
			n = i + 1
			open = append(open, level{closes: b + 2, whole: n, safe: -1}) // the closing bracket is two further in ASCII
		case b == '}' || b == ']':
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
			n = i + 1
		case b == ',', b == '\n' && len(open) == 0:
			if n = i; len(open) > 0 {
				open[len(open)-1].comma(i)
			}
		}
	}
	for i, l := range open {
		if l.safe >= 0 {
			n, open = l.safe, open[:i+1]
			break
		}
	}
	for i := len(open) - 1; i >= 0; i-- {
		closers = append(closers, open[i].closes)
	}
	return n, closers
}

// A level is a list or an object that is open.
type level struct {
	closes byte
	kind   memberKind // of the member at hand
	named  bool       // there is a whole name
	whole  int        // where the members end that are whole
	safe   int        // where those end behind which a value has no name yet, or -1
}

type memberKind uint8

const (
	otherMember memberKind = iota
	nameMember             // a text under "name" or "key"
	valueMember            // one under "value"
)

// member notes a string, with what follows it, that may be the name of a member.
func (l *level) member(name, rest []byte) {
	if len(name) > len("value")*len(`\u0076`) {
		return
	}
	rest, ok := bytes.CutPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte(":"))
	if !ok || !bytes.HasPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte(`"`)) {
		return
	}
	word := string(name)
	if strings.IndexByte(word, '\\') >= 0 {
		_ = json.Unmarshal([]byte(`"`+word+`"`), &word) // as it is, if it is broken
	}
	switch strings.ToLower(word) {
	case "value":
		l.kind = valueMember
	case "name", "key":
		l.kind = nameMember
	}
}

// comma notes that a member is whole. One that stands between a value and a name parts them, where
// the value has a name already.
func (l *level) comma(at int) {
	switch l.kind {
	case valueMember:
		if l.safe < 0 {
			l.safe = l.whole
		}
	case nameMember:
		l.named, l.safe = true, -1
	default:
		if l.named {
			l.safe = -1
		}
	}
	l.kind, l.whole = otherMember, at
}

// renderText leaves out what is not decided where the text breaks off.
func renderText(r *redact.Redactor, s redact.Scope, sink string, src []byte, cut bool) string {
	if !cut {
		return s.Text(string(src))
	}
	var b strings.Builder
	w := r.NewStreamWriter(&b, redact.ForSink(sink))
	_, _ = w.Write(src)
	_ = w.Release()
	return s.Text(b.String()) // a rule may hide all of it
}

// maxParts bounds the parts of a multipart body that are named.
const maxParts = 100

// partNames lists the parts of a multipart body by their names; nothing of their
// contents is read as text.
func partNames(s redact.Scope, src []byte, boundary string) string {
	if boundary == "" {
		return ""
	}
	var names []string
	in := multipart.NewReader(bytes.NewReader(src), boundary)
	for range maxParts {
		p, err := in.NextRawPart()
		if err != nil {
			break
		}
		if n := p.FormName(); n != "" {
			names = append(names, s.Field(n).Name())
		}
	}
	return s.Text(strings.Join(names, ", "))
}
