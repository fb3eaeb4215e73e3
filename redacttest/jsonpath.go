package redacttest

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// isJSON reports if text is one JSON object or array.
func isJSON(text []byte) bool {
	text = bytes.TrimSpace(text)
	return len(text) > 1 && (text[0] == '{' || text[0] == '[') && json.Valid(text)
}

// level is an object or array that is open where a JSON text is read.
type level struct {
	array bool
	index int
	name  string
	value bool // an object waits for the value of name
}

// jsonPath returns the path to what stands at offset in a JSON text: names joined by
// dots behind a $, indexes in brackets, and "(name)" behind a member whose name it is.
func (in inspector) jsonPath(text []byte, offset int) string {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	var open []level
	for {
		token, err := dec.Token()
		if err != nil {
			return in.spell(open, false)
		}
		there := dec.InputOffset() > int64(offset)
		delim, isDelim := token.(json.Delim)
		if isDelim && (delim == '}' || delim == ']') {
			if there {
				return in.spell(open, false)
			}
			open = open[:len(open)-1]
			next(open)
			continue
		}
		if n := len(open) - 1; n >= 0 && !open[n].array && !open[n].value {
			open[n].name, _ = token.(string)
			if there {
				return in.spell(open, true)
			}
			open[n].value = true
			continue
		}
		if there {
			return in.spell(open, false)
		}
		if isDelim {
			open = append(open, level{array: delim == '['})
			continue
		}
		next(open)
	}
}

// next ends a value in what is open.
func next(open []level) {
	if n := len(open) - 1; n >= 0 {
		open[n].index++
		open[n].value = false
	}
}

func (in inspector) spell(open []level, name bool) string {
	var b strings.Builder
	b.WriteByte('$')
	for _, l := range open {
		if l.array {
			b.WriteString("[" + strconv.Itoa(l.index) + "]")
		} else {
			b.WriteString("." + in.plain(l.name))
		}
	}
	if name {
		b.WriteString(" (name)")
	}
	return b.String()
}

// plain returns a name if it may be shown: a word of at most 64 bytes without a secret.
func (in inspector) plain(name string) string {
	if name == "" || len(name) > 64 || strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:/ ") != "" {
		return "*"
	}
	if in.oracle != nil && len(in.oracle.regions([]byte(name))) > 0 || in.redactor != nil && in.redactor.String(name) != name {
		return "*"
	}
	return name
}
