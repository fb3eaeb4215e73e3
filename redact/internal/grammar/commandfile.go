package grammar

import (
	"bytes"
	"strings"
)

// extensions are what the names of files end with that Windows runs.
var extensions = []string{".exe", ".cmd", ".bat", ".com"}

// extension returns the length of one that text begins with, 0, or less if that shows in
// what follows.
func extension(text []byte, final bool) int {
	if len(text) > 0 && text[0] != '.' {
		return 0
	}
	for _, e := range extensions {
		if n := min(len(text), len(e)); n > 0 && bytes.EqualFold(text[:n], []byte(e[:n])) {
			if n == len(e) {
				return n
			}
			if !final {
				return -1
			}
		}
	}
	return 0
}

// pathStart returns where the path of the program at text[start] begins, if a quote mark
// stands before it: "/usr/bin/mysql", "C:\\Program Files\\MySQL\\bin\\mysql.exe".
func pathStart(text []byte, start int) int {
	if start == 0 || text[start-1] != '/' && text[start-1] != '\\' {
		return start
	}
	floor := max(0, start-maxWord)
	i := floor + bytes.LastIndexAny(text[floor:start], `"'`) + 1
	switch p := text[i:start]; {
	case i == floor, text[i-1] == '\'' && i > 1 && strings.IndexByte(" ,[(=:\t\n", text[i-2]) < 0, len(p) > 1 && p[1] != ':' && p[0] != '/' && p[0] != '\\' && p[0] != '.', bytes.IndexByte(p, '\n') >= 0:
		return start
	}
	return i
}

// elementMark reports a quote mark that begins or ends an element of a list: in JSON, two
// backslashes before it stand for one.
func (t token) elementMark() bool {
	return t.kind == tokQuote && t.ch == '"' && t.esc&1 == 0 && t.esc < pctLevel
}
