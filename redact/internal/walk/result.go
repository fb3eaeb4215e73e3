package walk

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"math"
	"strconv"
	"unicode/utf8"
)

// An Object is a struct, map or group in its redacted form, with its members in
// order. It never changes, holds nothing of the value it was made from, and
// prints under fmt as that value's type would. The zero Object is empty.
type Object struct {
	members []member
	flat    []member // as JSON sees them, where embedding makes that differ
	form    form
}

type member struct {
	name   string // for fmt
	json   string // for JSON; empty when JSON has no such member
	value  any
	quoted bool // the json option "string"
	gone   bool // dropped; keeps the positions of the others
	safe   bool // exempt by tag, also when walked again
	flat   bool // embedded: its members stand in the scope around it
}

type form uint8

const (
	formStruct form = iota
	formPtr
	formMap
	formGroup
	formNil // a nil map or slice
)

// All returns the members as JSON prints them: names and values, in order.
func (o Object) All() iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		for _, m := range o.inJSON() {
			if o.hasJSON(m) && !yield(m.json, m.value) {
				return
			}
		}
	}
}

func (o Object) hasJSON(m member) bool {
	return !m.gone && (m.json != "" || o.form == formMap)
}

func (o Object) inJSON() []member {
	if o.flat != nil {
		return o.flat
	}
	return o.members
}

// MarshalJSON implements [json.Marshaler]. It never fails.
func (o Object) MarshalJSON() ([]byte, error) { return appendJSON(nil, o), nil }

// Format implements [fmt.Formatter] for every verb.
func (o Object) Format(f fmt.State, verb rune) {
	open, end := "{", "}"
	switch o.form {
	case formPtr:
		open = "&{"
	case formMap, formNil:
		open, end = "map[", "]"
	}
	named := f.Flag('+') || f.Flag('#') || end == "]"
	io.WriteString(f, open)
	first := true
	for _, m := range o.members {
		if m.gone {
			continue
		}
		if !first {
			separate(f)
		}
		first = false
		if end == "]" {
			format(f, verb, m.name)
			io.WriteString(f, ":")
		} else if named {
			io.WriteString(f, m.name+":")
		}
		format(f, verb, m.value)
	}
	io.WriteString(f, end)
}

// A List is a slice or array in its redacted form. It never changes and holds
// nothing of the value it was made from. The zero List is empty.
type List struct {
	items []any
	form  form
	bytes bool // of an array of bytes
}

// Len returns the number of elements.
func (l List) Len() int { return len(l.items) }

// All returns the elements in order.
func (l List) All() iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, x := range l.items {
			if !yield(x) {
				return
			}
		}
	}
}

// MarshalJSON implements [json.Marshaler]. It never fails.
func (l List) MarshalJSON() ([]byte, error) { return appendJSON(nil, l), nil }

// Format implements [fmt.Formatter] for every verb.
func (l List) Format(f fmt.State, verb rune) {
	if l.form == formPtr {
		io.WriteString(f, "&")
	}
	io.WriteString(f, "[")
	for i, x := range l.items {
		if i > 0 {
			separate(f)
		}
		format(f, verb, x)
	}
	io.WriteString(f, "]")
}

// A JSON is JSON text that was scanned. Under fmt it prints as that text, or as
// the string that the text quotes. The zero JSON is null.
type JSON struct {
	text   string
	broken string // what text quotes, if that was to be JSON and is none
}

// Text returns the JSON text.
func (j JSON) Text() string {
	if j.text == "" {
		return "null"
	}
	return j.text
}

// MarshalJSON implements [json.Marshaler]. It never fails.
func (j JSON) MarshalJSON() ([]byte, error) { return []byte(j.Text()), nil }

// Format implements [fmt.Formatter] for every verb.
func (j JSON) Format(f fmt.State, verb rune) {
	text := j.Text()
	if j.broken != "" {
		format(f, verb, j.broken)
		return
	}
	var s string
	if text[0] == '"' && json.Unmarshal([]byte(text), &s) == nil {
		text = s
	}
	format(f, verb, text)
}

// A Rendered is a value whose type has a method for fmt and none for JSON: fmt
// prints the text of the method, JSON the value's structure. Both were scanned.
type Rendered struct {
	text string
	data any
}

// Text returns what the method printed.
func (r Rendered) Text() string { return r.text }

// Data returns the structure, of the types that the package lists.
func (r Rendered) Data() any { return r.data }

// MarshalJSON implements [json.Marshaler]. It never fails.
func (r Rendered) MarshalJSON() ([]byte, error) { return appendJSON(nil, r.data), nil }

// Format implements [fmt.Formatter] for every verb.
func (r Rendered) Format(f fmt.State, verb rune) { format(f, verb, r.text) }

var (
	_ fmt.Formatter  = Object{}
	_ fmt.Formatter  = List{}
	_ fmt.Formatter  = JSON{}
	_ fmt.Formatter  = Rendered{}
	_ json.Marshaler = Object{}
	_ json.Marshaler = List{}
	_ json.Marshaler = JSON{}
	_ json.Marshaler = Rendered{}
)

func separate(f fmt.State) {
	if f.Flag('#') {
		io.WriteString(f, ", ")
	} else {
		io.WriteString(f, " ")
	}
}

func format(f fmt.State, verb rune, x any) {
	switch x := x.(type) {
	case fmt.Formatter:
		x.Format(f, verb)
	case string, []byte:
		fmt.Fprintf(f, fmt.FormatString(f, verb), x)
	default:
		if verb == 's' || verb == 'q' {
			verb = 'v'
		}
		fmt.Fprintf(f, fmt.FormatString(f, verb), x)
	}
}

// appendJSON writes no HTML escapes: an encoder that wants them adds them to
// what MarshalJSON returns.
func appendJSON(dst []byte, x any) []byte {
	switch x := x.(type) {
	case nil:
		return append(dst, "null"...)
	case bool:
		return strconv.AppendBool(dst, x)
	case int64:
		return strconv.AppendInt(dst, x, 10)
	case uint64:
		return strconv.AppendUint(dst, x, 10)
	case string:
		return appendQuoted(dst, x)
	case JSON:
		return append(dst, x.Text()...)
	case Rendered:
		return appendJSON(dst, x.data)
	case List:
		if x.form == formNil {
			return append(dst, "null"...)
		}
		dst = append(dst, '[')
		for i, y := range x.items {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendJSON(dst, y)
		}
		return append(dst, ']')
	case Object:
		return appendObject(dst, x)
	case float32:
		if f := float64(x); math.IsNaN(f) || math.IsInf(f, 0) {
			return appendQuoted(dst, fmt.Sprint(x))
		}
	case float64:
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return appendQuoted(dst, fmt.Sprint(x))
		}
	case error:
		return appendQuoted(dst, x.Error())
	}
	b, err := json.Marshal(x)
	if err != nil { // such as a time.Time in the year 10000
		return appendQuoted(dst, fmt.Sprint(x))
	}
	return append(dst, b...)
}

func appendObject(dst []byte, o Object) []byte {
	if o.form == formNil {
		return append(dst, "null"...)
	}
	dst = append(dst, '{')
	first := true
	for _, m := range o.inJSON() {
		if !o.hasJSON(m) {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = appendQuoted(dst, m.json)
		dst = append(dst, ':')
		if !m.quoted {
			dst = appendJSON(dst, m.value)
			continue
		}
		switch m.value.(type) {
		case bool, int64, uint64, float32, float64, string:
			dst = appendQuoted(dst, string(appendJSON(nil, m.value)))
		default:
			dst = appendJSON(dst, m.value)
		}
	}
	return append(dst, '}')
}

// appendQuoted writes s as encoding/json does without HTML escapes.
func appendQuoted(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c == '"' || c == '\\':
				dst = append(dst, '\\', c)
			case c == '\n':
				dst = append(dst, `\n`...)
			case c == '\r':
				dst = append(dst, `\r`...)
			case c == '\t':
				dst = append(dst, `\t`...)
			case c == '\b':
				dst = append(dst, `\b`...)
			case c == '\f':
				dst = append(dst, `\f`...)
			case c < ' ':
				dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			default:
				dst = append(dst, c)
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			dst = append(dst, `\ufffd`...)
		case r == '\u2028':
			dst = append(dst, `\u2028`...)
		case r == '\u2029':
			dst = append(dst, `\u2029`...)
		default:
			dst = append(dst, s[i:i+n]...)
		}
		i += n
	}
	return append(dst, '"')
}
