package redact

import (
	"bytes"
	"encoding/json"
	"strings"
)

// stubText appends the stub of a text to dst. Out is what has become of src, and may
// stand behind dst.
func stubText(dst, src, out []byte, stub string) []byte {
	if stub == "" {
		return dst
	}
	dst = append(append(dst, out[:logHead(out)]...), stub...)
	if bytes.HasSuffix(src, newline) {
		dst = append(dst, '\n')
	}
	return dst
}

// logHead is the length of what package log writes before a message: a prefix of one
// word if a date or a time follows, these, and file and line.
func logHead(line []byte) (n int) {
	if i := bytes.IndexByte(line, ' ') + 1; i > 0 && i <= maxLogPrefix && logTime(line[i:]) > 0 && len(bytes.Trim(line[:i-1], logPrefix)) == 0 {
		n = i
	}
	n += logTime(line[n:])
	place, _, ok := bytes.Cut(line[n:], []byte(": "))
	i := bytes.LastIndex(place, []byte(".go:")) + len(".go:")
	if !ok || i < len(".go:") || i == len(place) || bytes.ContainsAny(place, " \n\"") || !onlyDigits(place[i:]) {
		return n
	}
	return n + len(place) + len(": ")
}

const (
	maxLogPrefix = 16
	logPrefix    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz[]<>():"
)

// logTime is the length of the date and the time that line begins with.
func logTime(line []byte) (n int) {
	for _, shape := range []string{"9999/99/99 ", "99:99:99.999999 ", "99:99:99 "} {
		if hasShape(line[n:], shape) {
			n += len(shape)
		}
	}
	return n
}

// hasShape reports whether text begins as shape does, where 9 is any digit.
func hasShape(text []byte, shape string) bool {
	if len(text) < len(shape) {
		return false
	}
	for i := range len(shape) {
		if b := text[i]; b != shape[i] && (shape[i] != '9' || b < '0' || b > '9') {
			return false
		}
	}
	return true
}

// maxStubValue bounds a value of a record that stays in its stub.
const maxStubValue = 256

// stubJSON appends the stub of a record of JSON to dst. Out is what has become of src, and
// may stand behind dst.
func (s Scope) stubJSON(dst, src, out []byte, stub string) []byte {
	if stub == "" {
		return dst
	}
	name := []byte(`"message"`)
	if s.own != nil && s.own.message != "" {
		name, _ = json.Marshal(s.own.message)
	}
	j := jsonScan{src: out}
	if len(out) == 0 {
		j.src = src // nothing in it is hidden
	}
	text := []byte{'{'}
	if i := j.blanks(0); i < len(j.src) && j.src[i] == '{' {
		for i = j.blanks(i + 1); i < len(j.src) && j.src[i] == '"'; i = j.blanks(i) {
			at := i
			i, _ = j.str(i)
			member := j.src[at:i]
			if i = j.blanks(i); i >= len(j.src) || j.src[i] != ':' {
				break
			}
			from := j.blanks(i + 1)
			to, ok := j.extent(from)
			if !ok {
				break
			}
			switch {
			case s.own.isMessage(memberName(member)):
				name = member
			case s.own.has(memberName(member)) && to-from <= maxStubValue:
				text = append(append(text, j.src[at:to]...), ',')
			}
			if i = j.blanks(to); i < len(j.src) && j.src[i] == ',' {
				i++
			}
		}
	}
	text = append(append(append(append(text, name...), `:"`...), stub...), `"}`...)
	if bytes.HasSuffix(src, newline) {
		text = append(text, '\n')
	}
	return append(dst, text...)
}

// memberName is a name of JSON as it is spelled, without its quote marks.
func memberName(quoted []byte) string { return string(bytes.Trim(quoted, `"`)) }

// extent returns the end of the value at i.
func (j *jsonScan) extent(i int) (end int, ok bool) {
	if i >= len(j.src) {
		return i, false
	}
	switch j.src[i] {
	case '"':
		return j.str(i)
	case '{', '[':
		return j.skip(i)
	}
	return j.scalar(i)
}

// isMessage reports the name of the message.
func (n *recordNames) isMessage(name string) bool {
	if n == nil {
		return false
	}
	if n.message != "" {
		return strings.EqualFold(name, n.message)
	}
	for _, m := range []string{"msg", "message", "@message"} {
		if strings.EqualFold(name, m) {
			return n.has(name)
		}
	}
	return false
}
