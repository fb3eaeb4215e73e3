package crashguard

import (
	"bytes"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// Args returns the words of a command line with their secrets replaced by labels; args
// itself if there are none. Each word is judged by itself and as part of the line:
// "--password", "hunter2" are two words of which the second is hidden, and whole, with
// its blanks. args is not changed.
func Args(r *redact.Redactor, args []string) []string {
	line := []byte(strings.Join(args, " "))
	found := r.AppendMatches(nil, line)
	var out []string
	at := 0
	s := r.Scope("args")
	for i, a := range args {
		start, end := at, at+len(a)
		at = end + 1
		for len(found) > 0 && found[0].End <= start {
			found = found[1:]
		}
		text := a
		if len(found) > 0 && found[0].Start < end {
			var b strings.Builder
			var alone []redact.Match
			from := start
			for _, m := range found {
				if m.Start >= end {
					break
				}
				b.Write(line[from:max(m.Start, from)])
				b.WriteString("[REDACTED:" + m.Detector + "]")
				if from = min(m.End, end); from < end && (isBlank(line[from]) || m.Start >= start && bytes.ContainsAny(line[from:end], blanks)) && !within(&alone, r, a, m.Start-start) {
					from = end // by the words around it: the rest of the word is of the value
				}
			}
			b.Write(line[from:end])
			text = b.String()
		} else {
			text = r.String(a)
		}
		name := ""
		if i > 0 {
			name = args[i-1]
		}
		n, _, assigned := strings.Cut(a, "=")
		judged := text
		switch {
		case assigned && isFlag(n):
			text = valued(r, s, n, a, len(n)+1, text)
		case isFlag(name):
			text = valued(r, s, name, a, 0, text)
		}
		from := 0
		if assigned && isFlag(n) { // --env=NAME=value
			from = len(n) + 1
			n, _, assigned = strings.Cut(a[from:], "=")
		}
		if text == judged && assigned && isVariable(n) && (from > 0 || !strings.HasSuffix(name, "c")) { // sh -c has a script
			text = valued(r, s, n, a, from+len(n)+1, text)
		}
		if text != a {
			if out == nil {
				out = append([]string(nil), args...)
			}
			out[i] = text
		}
	}
	if out == nil {
		return args
	}
	return out
}

// valued returns text, which a word has become, or the word with its value from a byte on hidden
// whole, if the value is torn and its name hides it.
func valued(r *redact.Redactor, s redact.Scope, name, word string, from int, text string) string {
	v := word[from:]
	if isFlag(v) || !torn(v, text[min(from, len(text)):]) {
		return text
	}
	whole := s.Field(strings.TrimLeft(name, "-")).String(v)
	switch {
	case whole == v:
		return text
	case from == 0:
		return whole
	}
	return r.String(word[:from]) + whole // the name may hold a secret of its own
}

// isFlag reports a word that is a flag and nothing else.
func isFlag(word string) bool {
	return len(word) > 1 && word[0] == '-' && !strings.ContainsAny(word, "="+blanks)
}

// isVariable reports the name of a variable. A script behind -c begins with one, too.
func isVariable(word string) bool {
	for i, b := range []byte(word) {
		if b != '_' && b != '.' && (b != '-' || i == 0) && (b|0x20 < 'a' || b|0x20 > 'z') && (i == 0 || b < '0' || b > '9') {
			return false
		}
	}
	return word != ""
}

const blanks = " \t\r\n"

func isBlank(b byte) bool { return strings.IndexByte(blanks, b) >= 0 }

// within reports that the word tells by itself of what begins there: it is a line of its own. Alone
// has what it tells, once that was asked; it is asked from one offset on.
func within(alone *[]redact.Match, r *redact.Redactor, word string, start int) bool {
	if *alone == nil {
		*alone = r.AppendMatches(make([]redact.Match, 0, 1), []byte(word))
	}
	for len(*alone) > 0 && (*alone)[0].Start < start {
		*alone = (*alone)[1:]
	}
	return len(*alone) > 0 && (*alone)[0].Start == start
}

// torn reports a value that may end before its word does: on a line a blank ends it,
// and what begins with a replacement goes on.
func torn(v, text string) bool {
	return strings.ContainsAny(v, blanks) || v != text && !strings.HasSuffix(text, "]")
}
