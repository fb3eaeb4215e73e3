package grammar

import "bytes"

// PostgreSQL tells of a row that breaks a constraint: Key (tenant_id, api_key)=(7, x) already exists.
// All that stands in the second parentheses is the value, since it may hold any sign. An index may be
// over more than columns: Key (lower(token::text))=(x), Key ((data ->> 'token'::text))=(x).

const (
	keyWords = "Key ("
	keyMid   = ")=("
	// maxKey bounds the bytes of the other columns, on each side.
	maxKey = 96
)

// inKey reports that the name that begins at text[i] is one of the columns.
func inKey(text []byte, i int) bool {
	if i <= 0 || bytes.IndexByte([]byte("( \"\\'"), text[i-1]) < 0 {
		return false
	}
	left := text[max(0, i-maxKey):i]
	for end := len(left); end > 0; {
		end = bytes.LastIndexByte(left[:end], '(')
		if hasSuffixFold(left[:end+1], keyWords) {
			return columnNames(left[end+1:])
		}
	}
	return false
}

// columnNames reports names with commas between them, quoted or not, and functions and types of them.
func columnNames(v []byte) bool {
	for _, b := range v {
		if !nameByte(b) && bytes.IndexByte([]byte(", \"'\\():>"), b) < 0 {
			return false
		}
	}
	return true
}

// keyTuple returns where the values begin behind the columns at text[i], or 0, and whether more text
// decides.
func keyTuple(text []byte, i int, final bool) (at int, more bool) {
	rest := text[i:min(len(text), i+maxKey)]
	end := bytes.Index(rest, []byte(keyMid))
	switch {
	case end < 0:
		rest = bytes.TrimRight(rest, "=(")
		return 0, !final && len(rest) < maxKey-len(keyMid) && columnNames(rest)
	case !columnNames(rest[:end]):
		return 0, false
	}
	return i + end + len(keyMid), false
}

// breaksKey begins the values of such a key behind its columns, of which one is the name. It returns
// Begun, wait or Dead.
func (c *Candidate) breaksKey(text []byte, t token) Status {
	if c.n != 1 || c.quoted && c.ctx.form.ch != '"' && c.ctx.form.ch != '\'' || c.ctx.flag || t.kind != tokChar || t.width != 1 || t.ch != ')' && t.ch != ',' && (t.ch != ':' || c.Pos+1 < len(text) && text[c.Pos+1] != ':') || !inKey(text, c.name) {
		return Dead
	}
	at, more := keyTuple(text, c.Pos, c.fin)
	switch {
	case more:
		return wait
	case at == 0:
		return Dead
	}
	c.Pos = at
	c.begin(phRejected)
	c.whole, c.quoted, c.open = c.Pos, false, quote{ch: '('}
	return Begun
}
