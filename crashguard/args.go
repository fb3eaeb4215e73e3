package crashguard

import (
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
			from := start
			for _, m := range found {
				if m.Start >= end {
					break
				}
				b.Write(line[from:max(m.Start, from)])
				b.WriteString("[REDACTED:" + m.Detector + "]")
				from = min(m.End, end)
			}
			b.Write(line[from:end])
			text = b.String()
		} else {
			text = r.String(a)
		}
		name, from := "", 0
		if i > 0 {
			name = args[i-1]
		}
		if n, _, ok := strings.Cut(a, "="); ok && isFlag(n) {
			name, from = n, len(n)+1
		}
		if v := a[from:]; isFlag(name) && !isFlag(v) && torn(v, text[min(from, len(text)):]) {
			if whole := s.Field(strings.TrimLeft(name, "-")).String(v); whole != v {
				if text = whole; from > 0 {
					text = r.String(a[:from]) + whole // the name may hold a secret of its own
				}
			}
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

// isFlag reports a word that is a flag and nothing else.
func isFlag(word string) bool {
	return len(word) > 1 && word[0] == '-' && !strings.ContainsAny(word, "= \t\r\n")
}

// torn reports a value that may end before its word does: on a line a blank ends it,
// and what begins with a replacement goes on.
func torn(v, text string) bool {
	return strings.ContainsAny(v, " \t\r\n") || v != text && !strings.HasSuffix(text, "]")
}
