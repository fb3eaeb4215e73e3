package grammar

import "bytes"

const (
	// maxCells bounds the bytes between the name in one cell of a table of HTML and the value in the next.
	maxCells = 256
	// maxTagLen bounds those of a tag with its attributes.
	maxTagLen = 128
)

// valueTags are the cells that hold a value: <th>password</th><td>x</td>, <dt>password</dt><dd>x</dd>.
var valueTags = set("td dd")

// insideTags may stand in one around it.
var insideTags = set("pre code span b tt strong em div p samp")

// cellBehind returns where the value begins in the cell behind the one that ends at text[i] with the name,
// or 0, and whether more text decides.
func cellBehind(text []byte, i int, final bool) (at int, more bool) {
	name, end, more := tagAt(text, i, final)
	for inside := 0; inside < maxWrapped && end > 0 && name[0] == '/' && in(insideTags, name[1:]); inside++ {
		name, end, more = tagAt(text, end, final) // </b></td>
	}
	if end == 0 || name[0] != '/' || !in(valueTags, name[1:]) && string(name) != "/th" && string(name) != "/dt" {
		return 0, more
	}
	for start, cell := i, false; end-start < maxCells; {
		for end < len(text) && (text[end] == ' ' || text[end] == '\n' || text[end] == '\r' || text[end] == '\t') && end-start < maxCells {
			end++
		}
		if end == len(text) {
			return 0, !final
		}
		if text[end] != '<' {
			if !cell {
				return 0, false
			}
			return end, false
		}
		tag, next, more := tagAt(text, end, final)
		switch {
		case next == 0:
			return 0, more
		case !cell && in(valueTags, tag):
			cell = true
		case !cell || !in(insideTags, tag):
			return 0, false
		}
		end = next
	}
	return 0, false
}

// tagAt returns the name of the tag that begins at text[i], with the solidus before it, and where the tag
// ends, or 0.
func tagAt(text []byte, i int, final bool) (name []byte, end int, more bool) {
	rest := text[i:min(len(text), i+maxTagLen)]
	if len(rest) > 0 && rest[0] != '<' {
		return nil, 0, false
	}
	n := bytes.IndexByte(rest, '>')
	if n < 2 {
		return nil, 0, n < 0 && len(rest) < maxTagLen && !final && bytes.IndexByte(rest, '\n') < 0
	}
	name = rest[1:n]
	if k := bytes.IndexByte(name, ' '); k > 0 {
		name = name[:k]
	}
	return name, i + n + 1, false
}

const (
	// minGap is the number of blanks between two columns.
	minGap = 3
	// minColumn is the length of a value in the second one.
	minColumn = 10
)

// columnBehind reports that behind the name at the beginning of a line, which ends at text[i], the line has
// a second column with a single word in it, as long as a secret and with letters and digits, and nothing
// more: what vault kv get prints. It returns whether more text decides.
func columnBehind(text []byte, i int, final bool) (yes, more bool) {
	start := i
	for i < len(text) && text[i] == ' ' && i-start < maxBlanks {
		i++
	}
	gap, word, kinds := i-start, i, [5]bool{}
	for i < len(text) && i-word < maxText && text[i] != ' ' && text[i] != '\t' && text[i] != '\n' && text[i] != '\r' {
		kinds[kindOf(text[i])] = true
		i++
	}
	size := i - word
	for i < len(text) && (text[i] == ' ' || text[i] == '\r') && i-word < maxText+maxBlanks {
		i++
	}
	switch {
	case i == len(text) && !final:
		return false, gap >= minGap || i == word
	case gap < minGap, i < len(text) && text[i] != '\n':
		return false, false
	}
	return size >= minColumn && kinds[digit] && (kinds[lower] || kinds[upper]), false
}
