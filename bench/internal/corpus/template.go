package corpus

import (
	"fmt"
	"strings"
)

// A template is a line, or the value of a field, with {kind} where a generated
// value stands.
type template []segment

type segment struct {
	text string
	draw drawer // nil for text
}

// number reports whether the whole template is one numeric value, which JSON
// writes without quotes.
func (t template) number() bool {
	if len(t) != 1 {
		return false
	}
	if t[0].draw == nil {
		return t[0].text != "" && strings.Trim(t[0].text, "0123456789") == "" || t[0].text == "true" || t[0].text == "false"
	}
	return numeric[t[0].text]
}

func parse(s string) template {
	var t template
	text := func(part string) {
		if part == "" {
			return
		}
		if n := len(t); n > 0 && t[n-1].draw == nil {
			t[n-1].text += part
			return
		}
		t = append(t, segment{text: part})
	}
	for {
		i := strings.IndexByte(s, '{')
		if i < 0 {
			text(s)
			return t
		}
		text(s[:i])
		name, rest, _ := strings.Cut(s[i+1:], "}")
		if draw, ok := drawers[name]; ok {
			t = append(t, segment{text: name, draw: draw})
			s = rest
		} else {
			text("{") // a brace of the text itself
			s = s[i+1:]
		}
	}
}

func (t template) append(dst []byte, g *gen) []byte {
	for _, s := range t {
		if s.draw == nil {
			dst = append(dst, s.text...)
		} else {
			dst = s.draw(dst, g)
		}
	}
	return dst
}

// A record is a template of a structured line: a message and fields.
type record struct {
	level   string
	message template
	names   []string
	values  []template
}

// parseRecord reads "level|message|name=value|…".
func parseRecord(s string) record {
	parts := strings.Split(s, "|")
	if len(parts) < 2 {
		panic(fmt.Sprintf("corpus: record template without a message: %q", s))
	}
	r := record{level: parts[0], message: parse(parts[1])}
	for _, p := range parts[2:] {
		name, value, ok := strings.Cut(p, "=")
		if !ok {
			panic(fmt.Sprintf("corpus: field without a value: %q", p))
		}
		r.names = append(r.names, name)
		r.values = append(r.values, parse(value))
	}
	return r
}
