package grammar

import "bytes"

// maxKeyPart bounds a word of a key.
const maxKeyPart = 12

// keyPath reports a value that is the rest of a key of words with colons between, as those of Redis and of topics are:
// auth:users, auth:rate:10.0.0.1. Nothing in it is what a program makes or somebody chooses.
func (c *Candidate) keyPath(text []byte) bool {
	if !c.Class.Weak || c.Class.special == bare || !c.colon || c.quoted || c.open.ch != 0 || c.wasCut || c.val < 1 || text[c.val-1] != ':' || c.val-1 != c.nameTo {
		return false
	}
	v := bytes.TrimRight(text[c.val:c.end], ":,;.")
	for first := true; ; first = false {
		part, rest, more := bytes.Cut(v, []byte(":"))
		nums, chars := 0, 0
		for _, b := range part {
			switch k := kindOf(b); {
			case k == digit:
				nums++
			case k == lower && b < 0x80:
				chars++
			case b != '.' && b != '-' && b != '_' && b != '*':
				return false
			}
		}
		if len(part) > maxKeyPart+3 || nums > 0 && chars > 0 || first && (chars < 2 || nums > 0 || len(part) > maxKeyPart) {
			return false
		}
		if !more {
			return true
		}
		v = rest
	}
}

// missing reports what go-redis says where there is no value: password: redis: nil.
func (c *Candidate) missing(text []byte) bool {
	v := text[c.val:c.end]
	return c.open.ch == 0 && !c.wasCut && (string(v) == "redis:" || string(v) == "redis" && c.end < len(text) && text[c.end] == ':')
}
