package grammar

import "bytes"

// usage reports a word that a text about a flag has where its value would stand: the
// --password flag is required, [--password PASSWORD].
func (c *Candidate) usage(text []byte) bool {
	if !c.ctx.flag || c.quoted || c.open.ch != 0 || c.wasCut || c.name < 0 || !c.spaced(text) {
		return false
	}
	v := text[c.val:c.end]
	return metavar(text[c.name:c.nameTo], v) || in(usageNouns, trimEnd(v)) && (c.end == len(text) || text[c.end] == '\n' || text[c.end] == '\r')
}

// usageGoesOn reports such a word in front of the blank at Pos, by what stands behind that.
func (c *Candidate) usageGoesOn(text []byte) (yes, more bool) {
	if !c.ctx.flag || c.wasCut || c.name < 0 || !c.spaced(text) {
		return false, false
	}
	if v := text[c.val:c.Pos]; !in(usageNouns, v) && !in(usageVerbs, v) {
		return false, false
	}
	if c.Pos+1 >= len(text) {
		return false, !c.fin
	}
	return kindOf(text[c.Pos+1]) == lower && text[c.Pos+1] < 0x80, false
}

// spaced reports that nothing but a blank stands between the flag and what is behind it.
func (c *Candidate) spaced(text []byte) bool {
	return !c.colon && c.after && !c.blank && c.nameTo < len(text) && text[c.nameTo] == ' '
}

// metavar reports the name of a flag in capitals, or its end: --api-key KEY.
func metavar(name, v []byte) bool {
	if len(v) < 3 || len(v) > len(name) {
		return false
	}
	name = name[len(name)-len(v):]
	for i, b := range v {
		n := name[i]
		if n == '-' {
			n = '_'
		}
		if lower32(b) != lower32(n) || b >= 'a' && b <= 'z' {
			return false
		}
	}
	return true
}

// usageNouns are what such a text calls a flag, usageVerbs what it says of one.
var (
	usageNouns = set("flag option argument parameter switch")
	usageVerbs = set("is was are were must requires cannot should")
)

// identified reports a sentence about somebody who is identified by something, rather than
// a statement that gives a user a password.
func (c *Candidate) identified(text []byte) bool {
	if c.name < 0 || c.wasCut || string(text[c.name:c.nameTo]) != "identified by" {
		return false
	}
	left := bytes.TrimRight(text[max(0, c.name-maxLeft):c.name], " ")
	return in(beings, left[bytes.LastIndexByte(left, ' ')+1:])
}

var beings = set("is are was were be been being")
