package quality

import "strings"

// A Class says what must become of a segment.
type Class uint8

const (
	// Stay is text that must not be touched.
	Stay Class = iota
	// Secret is text of which no byte may stay.
	Secret
	// Either is text that belongs to the secret without being one: the scheme of
	// a credential, the frame of a key, the rest of an encoded group.
	Either
)

// A Segment is a part of a line.
type Segment struct {
	Text  string
	Class Class
}

// A Text is a line, or a part of one, in segments.
type Text []Segment

func stay(s string) Text   { return Text{{s, Stay}} }
func secret(s string) Text { return Text{{s, Secret}} }
func either(s string) Text { return Text{{s, Either}} }

// join concatenates texts.
func join(parts ...Text) Text {
	var t Text
	for _, p := range parts {
		t = append(t, p...)
	}
	return t
}

// each returns the text with every segment rewritten by f, which must work byte
// by byte.
func (t Text) each(f func(string) string) Text {
	out := make(Text, len(t))
	for i, s := range t {
		out[i] = Segment{f(s.Text), s.Class}
	}
	return out
}

// String returns the text without its labels.
func (t Text) String() string {
	var b strings.Builder
	for _, s := range t {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Marked returns the text with ⟦ and ⟧ around what must go.
func (t Text) Marked() string { return t.mark(func(s string) string { return s }) }

// Brief is Marked with long secrets cut, so that it holds no whole token.
func (t Text) Brief() string {
	return t.mark(func(s string) string {
		if r := []rune(s); len(r) > 16 {
			return string(r[:10]) + "…"
		}
		return s
	})
}

func (t Text) mark(cut func(string) string) string {
	var b strings.Builder
	for i, s := range t {
		if s.Class == Secret && (i == 0 || t[i-1].Class != Secret) {
			b.WriteString("⟦")
		}
		if s.Class == Stay {
			b.WriteString(s.Text)
		} else {
			b.WriteString(cut(s.Text))
		}
		if s.Class == Secret && (i+1 == len(t) || t[i+1].Class != Secret) {
			b.WriteString("⟧")
		}
	}
	return b.String()
}

// any reports whether a byte of the text is in chars.
func (t Text) any(chars string) bool {
	for _, s := range t {
		if strings.ContainsAny(s.Text, chars) {
			return true
		}
	}
	return false
}

// soften returns the text with what may stay of it marked as what may go: in a
// position that makes everything a secret the whole value may be replaced.
func (t Text) soften() Text {
	out := append(Text(nil), t...)
	for i := range out {
		if out[i].Class == Stay {
			out[i].Class = Either
		}
	}
	return out
}
