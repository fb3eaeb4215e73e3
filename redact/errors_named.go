package redact

import (
	"strconv"
	"strings"
)

// A namedValue is a value that the sentence of an error gives to a sensitive name.
type namedValue struct {
	raw, value string // as it is quoted, and what that means
	mark       string
}

// Bounds of one error: how many such values it may hold, behind which all of it is
// replaced, and how far from the words that announce them name and value may stand.
const (
	maxNamed    = 64
	maxSentence = 1024
)

// namedValues reads the sentences in which parsers of flags and configurations
// quote a value beside its name: those of flag, pflag, mapstructure and envconfig.
// They quote it again in what they wrap, without the name. ok is false for too many.
func (st *state) namedValues(text string) (out []namedValue, ok bool) {
	add := func(raw, value string, names ...string) {
		if value == "" || len(out) > maxNamed {
			return
		}
		for _, name := range names {
			name = name[strings.LastIndexByte(name, '.')+1:]
			name, _, _ = strings.Cut(name, "[")
			j := st.decide(nil, 0, name, false, 0)
			if j.mode != named {
				continue
			}
			if mark := st.judged(value, j, origin{}); mark != value {
				out = append(out, namedValue{raw, value, mark})
				return
			}
		}
	}
	for left, right := range sentences(text, `" for `) { // invalid value "x" for flag -password: …
		start := strings.LastIndex(left, ` "`) + 2
		right = strings.TrimPrefix(right, "flag ")
		if start < 2 || right == "" || right[0] != '-' && right[0] != '"' {
			continue
		}
		stop := " :" // -password
		if right[0] == '"' {
			stop = `"` // "-p, --password"
		}
		name := right[1:]
		if end := strings.IndexAny(name, stop); end >= 0 {
			name = name[:end]
		}
		add(left[start:], unquoted(left[start:]), strings.TrimLeft(name[strings.LastIndexByte(name, ' ')+1:], "-"))
	}
	for left, right := range sentences(text, "' as ") { // cannot parse 'password' as int: … parsing "x": …
		line, _, _ := strings.Cut(right, "\n")
		if _, raw, ok := strings.Cut(line, `parsing "`); ok {
			raw = raw[:quoteEnd(raw)]
			add(raw, unquoted(raw), left[strings.LastIndexByte(left, '\'')+1:])
		}
	}
	for left, right := range sentences(text, "' expected type ") { // 'password' expected type 'int', … value: 'x'
		line, _, _ := strings.Cut(right, "\n")
		if _, raw, ok := strings.Cut(line, ", value: '"); ok {
			if end := strings.LastIndexByte(raw, '\''); end >= 0 {
				raw = raw[:end]
			}
			add(raw, raw, left[strings.LastIndexByte(left, '\'')+1:])
		}
	}
	for left, right := range sentences(text, ": converting '") { // assigning APP_PASSWORD to Password: converting 'x' to type int. …
		raw, _, ok := strings.Cut(right, "' to type ")
		i := strings.LastIndex(left, "assigning ")
		if ok && i >= 0 {
			key, field, _ := strings.Cut(left[i+len("assigning "):], " to ")
			add(raw, raw, key, field)
		}
	}
	return out, len(out) <= maxNamed
}

// quoteEnd returns where a string that was opened by a quote mark ends.
func quoteEnd(s string) int {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return len(s)
}

// sentences yields what stands before and behind each mark in text.
func sentences(text, mark string) func(func(left, right string) bool) {
	return func(yield func(left, right string) bool) {
		for at := 0; ; {
			i := strings.Index(text[at:], mark)
			if i < 0 {
				return
			}
			i += at
			at = i + len(mark)
			if !yield(text[max(0, i-maxSentence):i], text[at:min(len(text), at+maxSentence)]) {
				return
			}
		}
	}
}

// unquoted undoes the escapes of %q.
func unquoted(raw string) string {
	if s, err := strconv.Unquote(`"` + raw + `"`); err == nil {
		return s
	}
	return raw
}

// message returns the text of an error without what is found in it by its name.
func (st *state) message(text string, hide []namedValue) (string, []namedValue) {
	own, ok := st.namedValues(text)
	if !ok {
		return st.limitMark(len(text), origin{}), hide
	}
	if len(own) > 0 {
		hide = append(own, hide...)
	}
	return hideNamed(text, hide), hide
}

// hideNamed replaces what namedValues has found, wherever it stands.
func hideNamed(text string, vs []namedValue) string {
	for _, v := range vs {
		if text == v.value {
			return v.mark
		}
		for _, s := range []string{v.raw, v.value} {
			for _, quote := range []string{`"`, "'"} {
				text = strings.ReplaceAll(text, quote+s+quote, quote+v.mark+quote)
			}
			if len(s) >= minNamed {
				text = strings.ReplaceAll(text, s, v.mark)
			}
		}
	}
	return text
}

// minNamed is the length from which on a value is replaced without its quote marks
// too; a shorter one may be a part of any word.
const minNamed = 6
