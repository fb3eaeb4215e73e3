package grammar

import "bytes"

const maxFlagDigits = 5 // digits that the name of a flag may have

// usage reports a word that a text about a flag has where its value would stand: the
// --password flag is required, [--password PASSWORD].
func (c *Candidate) usage(text []byte) bool {
	if !c.ctx.flag || c.quoted || c.open.ch != 0 || c.wasCut || c.name < 0 {
		return false
	}
	name, v := text[c.name:c.nameTo], text[c.val:c.end]
	if metavar(name, v) {
		return true
	}
	if c.colon || !c.after {
		return false
	}
	nums := 0
	for _, b := range name {
		if kindOf(b) == digit {
			nums++
		}
	}
	if nums > maxFlagDigits {
		return true // the rest of a token: -psk-0123…
	}
	return in(usageNouns, trimEnd(v)) && (c.end == len(text) || text[c.end] == '\n' || text[c.end] == '\r')
}

// usageGoesOn reports such a word in front of the blank at Pos, by what stands behind that.
func (c *Candidate) usageGoesOn(text []byte) (yes, more bool) {
	v := text[c.val:c.Pos]
	if !c.ctx.flag || c.colon || !c.after || c.wasCut || !in(usageNouns, v) && !in(usageVerbs, v) {
		return false, false
	}
	if c.Pos+1 >= len(text) {
		return false, !c.fin
	}
	return kindOf(text[c.Pos+1]) == lower && text[c.Pos+1] < 0x80, false
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
	usageVerbs = set("is was are were to and or must requires cannot should can will now again also works used when if unless for from in on with without as by of at but then the an")
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
