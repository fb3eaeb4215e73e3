package grammar

import "bytes"

// SQL compares columns by other signs than the equals sign, and by words: token <> 'x',
// token IN ('x','y'), token NOT LIKE 'x%'.

// comparisons are these words, and operators, in the order in which they are tried.
var comparisons = []string{"<>", "<=", ">=", "!=", "!~*", "!~", "~*", "~", "<", ">", "not ilike", "not like", "not in", "ilike", "like", "in", "rlike", "regexp"}

// compares tells the bytes with which they begin.
var compares = func() (t [256]bool) {
	for _, word := range comparisons {
		t[word[0]] = true
		if kindOf(word[0]) == lower {
			t[word[0]-'a'+'A'] = true
		}
	}
	return t
}()

// maxCompared is longer than any of them, with a blank.
const maxCompared = 16

// queries are words before a comparison in small letters, which programs write as well.
var queries = [...]string{"where ", "having ", "select ", "delete from "}

// queried reports a comparison at text[i] of SQL: in capitals, or behind the words of a query.
func queried(text []byte, i int) bool {
	if kindOf(text[i]) == upper || text[i] == '<' && i+1 < len(text) && text[i+1] == '>' {
		return true
	}
	for end := i; end > max(0, i-maxLeft) && text[end-1] != '\n'; end-- {
		for _, word := range queries {
			if text[end-1] == ' ' && hasSuffixFold(text[:end], word) {
				return true
			}
		}
	}
	return false
}

// compared returns where the string begins, or the list of strings, with which the name before
// text[i] is compared, or 0, and whether more text decides.
func compared(text []byte, i int, final bool) (at int, more bool) {
	rest := text[i:min(len(text), i+maxColumn)]
	for _, word := range comparisons {
		if len(rest) < len(word) {
			more = more || !final && bytes.EqualFold(rest, []byte(word[:len(rest)]))
			continue
		}
		if !bytes.EqualFold(rest[:len(word)], []byte(word)) {
			continue
		}
		j := len(word)
		for j < len(rest) && rest[j] == ' ' {
			j++
		}
		if kindOf(word[len(word)-1]) == lower && j == len(word) && j < len(rest) && rest[j] != '(' && rest[j] != '\'' {
			continue // a word that goes on
		}
		at = i + j
		if j < len(rest) && word[len(word)-1] == 'n' {
			if rest[j] != '(' {
				return 0, false
			}
			for j++; j < len(rest) && bytes.IndexByte([]byte("?, $0123456789"), rest[j]) >= 0; {
				j++ // placeholders, numbers
			}
		}
		if j < len(rest) && stringPrefix(rest[j]) {
			j++ // N'x'
		}
		switch {
		case j >= len(rest):
			return 0, !final && len(rest) < maxColumn
		case rest[j] != '\'' || !queried(text, i):
			return 0, false
		}
		return at, false
	}
	return 0, more
}

// comparedOrMore reports that compared finds a string, or that it may.
func comparedOrMore(text []byte, i int, final bool) bool {
	at, more := compared(text, i, final)
	return at > 0 || more
}
