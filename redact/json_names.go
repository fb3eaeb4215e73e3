package redact

import (
	"bytes"
	"math/bits"

	"github.com/tacit-go/tacit/redact/internal/jsonname"
)

// plainNames reports quiet text in which no member of an object, if it is JSON, has a
// name that means anything, and nothing is nested too deeply: reading its structure
// would tell nothing. It looks at what ends with a quote mark before a colon, which
// every name does, and costs less than to read. A name of one word of small letters
// needs no look: a sensitive one is a literal, or has one in it. False tells nothing.
func (st *state) plainNames(src []byte) bool {
	if !st.marksNames {
		return st.plainNamesGo(src)
	}
	const block = 8 * jsonname.Word
	brackets := 0
	for from := 0; from < len(src); from += block {
		var masks [block/jsonname.Word + 1]uint64
		part := src[from:min(len(src), from+block+1)]
		brackets += jsonname.Mark(part, masks[:])
		for w, m := range masks[:(len(part)+jsonname.Word-1)/jsonname.Word] {
			for ; m != 0; m &= m - 1 {
				end := from + w*jsonname.Word + bits.TrailingZeros64(m)
				if colonAhead(src[end+1:]) && !st.plainName(src, end) {
					return false
				}
			}
		}
	}
	return brackets <= st.limits.MaxDepth || !st.mayNest(src)
}

func (st *state) plainNamesGo(src []byte) bool {
	for i := 0; ; {
		n := bytes.IndexByte(src[i:], ':')
		if n < 0 {
			return !st.mayNest(src)
		}
		end := i + n - 1
		i += n + 1
		for end >= 0 && blankJSON(src[end]) {
			end--
		}
		if end >= 0 && src[end] == '"' && !oneWord(src, end) && !st.plainName(src, end) {
			return false
		}
	}
}

// mayNest reports so many brackets that something may be nested too deeply.
func (st *state) mayNest(src []byte) bool {
	return bytes.Count(src, openBrace)+bytes.Count(src, openBracket) > st.limits.MaxDepth
}

var openBrace, openBracket = []byte{'{'}, []byte{'['}

func blankJSON(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// colonAhead reports a colon, behind blanks or none.
func colonAhead(text []byte) bool {
	i := 0
	for i < len(text) && blankJSON(text[i]) {
		i++
	}
	return i < len(text) && text[i] == ':'
}

// oneWord reports that a word of small letters ends at src[end], in quote marks.
func oneWord(src []byte, end int) bool {
	start := end
	for start > 0 && src[start-1] >= 'a' && src[start-1] <= 'z' {
		start--
	}
	return start > 0 && src[start-1] == '"'
}

// plainName reports that the name which ends at src[end] means nothing.
func (st *state) plainName(src []byte, end int) bool {
	name := src[bytes.LastIndexByte(src[:end], '"')+1 : end]
	if st.idle.has(bytesToString(name)) {
		return true
	}
	if bytes.IndexByte(name, '\\') >= 0 {
		return false
	}
	_, sensitive := st.classify(bytesToString(name))
	return !sensitive
}
