package main

// A jsonSyntax follows one JSON object or array byte by byte, as far as needed
// to know where it ends or breaks off. Words are not checked.
type jsonSyntax struct {
	open   []byte // the open brackets
	expect expectation
	key    bool // the string is a name
}

type expectation uint8

const (
	expectValue expectation = iota
	expectValueOrEnd
	expectKey
	expectKeyOrEnd
	expectColon
	expectCommaOrEnd
	inString
	inEscape
	inWord
)

type syntaxResult uint8

const (
	syntaxMore syntaxResult = iota
	syntaxDone              // the byte has closed the document
	syntaxBad
)

// maxNesting bounds the memory that follows open brackets.
const maxNesting = 100_000

func (j *jsonSyntax) reset() { *j = jsonSyntax{open: j.open[:0]} }

func (j *jsonSyntax) step(b byte) syntaxResult {
	switch j.expect {
	case inString:
		switch {
		case b == '\\':
			j.expect = inEscape
		case b == '"' && j.key:
			j.expect = expectColon
		case b == '"':
			j.expect = expectCommaOrEnd
		case b < ' ':
			return syntaxBad
		}
		return syntaxMore
	case inEscape:
		j.expect = inString
		if b < ' ' {
			return syntaxBad
		}
		return syntaxMore
	case inWord:
		if wordByte(b) {
			return syntaxMore
		}
		j.expect = expectCommaOrEnd
	}
	switch b {
	case ' ', '\t', '\r', '\n':
		return syntaxMore
	}
	switch j.expect {
	case expectKey, expectKeyOrEnd:
		if b == '"' {
			j.expect, j.key = inString, true
			return syntaxMore
		}
		if b == '}' && j.expect == expectKeyOrEnd {
			return j.close('{')
		}
	case expectColon:
		if b == ':' {
			j.expect = expectValue
			return syntaxMore
		}
	case expectCommaOrEnd:
		switch b {
		case ',':
			j.expect = expectValue
			if j.open[len(j.open)-1] == '{' {
				j.expect = expectKey
			}
			return syntaxMore
		case '}':
			return j.close('{')
		case ']':
			return j.close('[')
		}
	case expectValue, expectValueOrEnd:
		switch {
		case b == '"':
			j.expect, j.key = inString, false
			return syntaxMore
		case b == '{' || b == '[':
			if len(j.open) == maxNesting {
				return syntaxBad
			}
			j.open = append(j.open, b)
			j.expect = expectKeyOrEnd
			if b == '[' {
				j.expect = expectValueOrEnd
			}
			return syntaxMore
		case b == ']' && j.expect == expectValueOrEnd:
			return j.close('[')
		case wordByte(b):
			j.expect = inWord
			return syntaxMore
		}
	}
	return syntaxBad
}

func (j *jsonSyntax) close(bracket byte) syntaxResult {
	last := len(j.open) - 1
	if j.open[last] != bracket {
		return syntaxBad
	}
	j.open = j.open[:last]
	j.expect = expectCommaOrEnd
	if last == 0 {
		return syntaxDone
	}
	return syntaxMore
}

func wordByte(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '-' || b == '+' || b == '.'
}
