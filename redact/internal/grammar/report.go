package grammar

import "bytes"

// Programs begin a message with what it is about: session: opening connection to redis, token: cache
// hit ratio 0.93, secret: watching /etc/secrets. Behind the name of what programs make any two words
// are a message; behind that of what people choose the first one must say what is being done.

// explained reports that behind a flag and two blanks or more a help text begins, of which the first word
// ends at Pos: --password   force password prompt.
func (c *Candidate) explained(text []byte) (yes, more bool) {
	if !c.column || c.wasCut || !lowers(text[c.val:c.Pos]) || !c.beginsHelp(text) {
		return false, false
	}
	i := c.Pos + 1
	for i < len(text) && i-c.Pos <= maxReported && text[i] >= 'a' && text[i] <= 'z' {
		i++
	}
	if i == len(text) {
		return c.fin && i > c.Pos+2, !c.fin
	}
	return i > c.Pos+2 && (text[i] == ' ' || text[i] == '\n' || text[i] == ','), false
}

// beginsHelp reports that nothing stands before the flag in its line but a short one: -W, --password.
func (c *Candidate) beginsHelp(text []byte) bool {
	left := text[max(0, c.name-maxLeft):max(0, c.name)]
	left = bytes.Trim(left[bytes.LastIndexByte(left, '\n')+1:], " -,")
	return len(left) <= 1
}

// maxReported bounds the bytes of a word of such a message.
const maxReported = 24

// reported tells that the first word of a bare value, which ends at Pos, begins a message. More tells that
// text ends too early.
func (c *Candidate) reported(text []byte, first []byte) (yes, more bool) {
	if c.quoted || c.printed || c.Class.Extent != ExtentValue || !proseWord(first) {
		return false, false
	}
	start := c.Pos + 1
	i := start
	for i < len(text) && i-start <= maxReported && text[i] > ' ' {
		i++
	}
	switch {
	case i-start > maxReported:
		return false, false
	case i == len(text) && !c.fin:
		return false, true
	}
	word := bytes.TrimRight(text[start:i], ".,:;!)\"\\")
	goesOn := proseWord(word) || len(word) == 1 && (word[0] == 'a' || word[0] == 'x') || digits(word) && len(word) <= 4 || len(word) > 1 && word[0] == '/' && path(word)
	name, verb := text[max(0, c.name):c.nameTo], in(reportVerbs, first)
	participle := bytes.HasSuffix(first, []byte("ing")) || bytes.HasSuffix(first, []byte("ed"))
	switch {
	case bytes.IndexByte(name, '-') > 0 && kindOf(name[0]) == upper:
		return false, false // of a header: X-Auth-Token: sunshine seen
	case c.Class.made || doing(name):
		return goesOn && spoken(first) && (verb || participle || !in(prepositions, word)), false // but not token: sunshine for ada
	}
	return goesOn && verb && kindOf(first[0]) == lower && !digits(word) && (participle || !in(prepositions, word)), false
}

// doing reports the name of a function: rspamd_controller_check_password.
func doing(name []byte) bool {
	var w words
	w.split(name)
	for i := range w.count {
		if w.count > 1 && in(functionVerbs, w.word(i)) {
			return true
		}
	}
	return false
}

var functionVerbs = set("check verify validate handle process compare")

var prepositions = set("at by to from in into with for on of as via after before since until")

// reportVerbs, and a few nouns, begin a message about what people choose, too.
var reportVerbs = set(`policy version hash rotation lifecycle lifetime strength
	verifying hashing rehashing checking validating comparing rotating watching loading mounting reading writing storing saving updating
	creating deleting removing generating fetching syncing refreshing resetting migrating encrypting decrypting prompting requesting retrying
	processed rendered delivered mounted loaded stored saved hashed rehashed encrypted decrypted migrated fetched synced verified`)

// proseWord reports two or more small letters of a sentence, the first of which may be a capital.
func proseWord(v []byte) bool {
	for i, b := range v {
		if k := kindOf(b); b >= 0x80 || k != lower && (k != upper || i > 0) {
			return false
		}
	}
	return len(v) > 1 && len(v) <= maxReported
}

// spoken reports a word that could be spoken, as random letters seldom could: with a vowel, and no five
// consonants or vowels in a row.
func spoken(v []byte) bool {
	run, vowels, was := 0, 0, false
	for _, b := range v {
		vowel := bytes.IndexByte([]byte("aeiouyAEIOUY"), b) >= 0
		if vowel {
			vowels++
		}
		if vowel != was {
			run = 0
		}
		if run++; run > 4 {
			return false
		}
		was = vowel
	}
	return vowels > 0
}

// reportsAll is the same for a value that has all of its line, or ends with it.
func (c *Candidate) reportsAll(text []byte) bool {
	if !c.colon || !c.after || c.quoted || c.open.ch != 0 || c.wasCut || c.ctx.flag || !c.Class.made {
		return false
	}
	v := text[c.val:c.end]
	if c.Class.Extent != ExtentValue && kindOf(text[max(0, c.name)]) == upper {
		return false // of a header
	}
	for _, b := range text[c.nameTo:c.val] {
		if kindOf(b) != sep {
			return false // of a scheme
		}
	}
	if first, rest, _ := bytes.Cut(v, []byte(" ")); c.Class.Extent == ExtentLine && len(first) > 3 && in(voidWords, bytes.TrimRight(first, ",")) && len(bytes.Trim(rest, "})],; ")) == 0 {
		return true // cookie: undefined },
	}
	if name := text[max(0, c.name):c.nameTo]; c.Class.Extent == ExtentValue && kindOf(name[0]) == upper && letters(v) && !proseWord(v) && camel(v) && camel(name) && kindOf(v[0]) == lower {
		return true // UserSession: onCreate
	}
	if c.Class.Extent == ExtentValue {
		participle := bytes.HasSuffix(v, []byte("ing")) || bytes.HasSuffix(v, []byte("ed"))
		return participle && proseWord(v) && len(v) > 4 && len(v) <= 14 && spoken(v) && (in(reportVerbs, v) || endsMessage(text[c.end:]))
	}
	words := 0
	for word := range bytes.SplitSeq(v, []byte(" ")) {
		if word = bytes.TrimRight(word, ".,;!"); !proseWord(word) && !(digits(word) && len(word) <= 4 && words > 0) {
			return false
		}
		words++
	}
	return words > 1
}

// endsMessage reports that a message may end before rest, or go on with words or a rule: but not with a
// comment.
func endsMessage(rest []byte) bool {
	switch {
	case len(rest) == 0:
		return true
	case rest[0] == ' ' && len(rest) > 1:
		return kindOf(rest[1]) != sep || rest[1] == '='
	}
	return bytes.IndexByte([]byte("\n\r\"\\ "), rest[0]) >= 0
}

// logs reports the column of a logger, as Logback pads it: o.s.s.c.PasswordEncoder   : Upgrading.
func (c *Candidate) logs(text []byte) bool {
	if !c.colon || !c.after || c.quoted || c.open.ch != 0 || c.wasCut || c.name < 0 || c.nameTo >= len(text) || text[c.nameTo] != ' ' {
		return false
	}
	name := text[c.name:c.nameTo]
	dot := bytes.LastIndexByte(name, '.')
	v := text[c.val:c.end]
	return dot > 0 && dot+1 < len(name) && kindOf(name[dot+1]) == upper && bytes.IndexByte(name, '.') < dot && proseWord(v) && (c.Class.made || kindOf(v[0]) == upper)
}

// reportFields are names of fields in front of which a message ends: new session: id=7 user=jane.
var reportFields = set(`user username uid id ip err error reason msg method path name namespace owner provider kind type status attempt attempts backoff
	ttl len length size count duration elapsed took remote addr address host port url request_id trace_id level event action result source role
	email tenant account app service provider realm issuer sub flow grant step phase state mode store version expires expired age key_id bits alg algorithm scope scopes client client_id driver store`)

// fields reports that what stands behind the name and a colon is the first field of logfmt, whose equals
// sign is at Pos, and that what it holds is a string, a word or a number. Before the name of what people
// choose there must be a word. It returns whether more text decides.
func (c *Candidate) fields(text []byte) (yes, more bool) {
	if !c.colon || !c.after || c.quoted || !c.Class.made && !c.Class.Weak && !c.ctx.prose || c.Class.Extent != ExtentValue || !in(reportFields, text[c.val:c.Pos]) {
		return false, false
	}
	start := c.Pos + 1
	i := start
	for i < len(text) && i-start <= maxMember && text[i] > ' ' && !isQuote(text[i]) {
		i++
	}
	switch {
	case i == len(text) && !c.fin:
		return false, true
	case i-start > maxMember:
		return false, false
	case i == start:
		return i < len(text) && isQuote(text[i]), false
	}
	v := bytes.TrimRight(text[start:i], "\\,;)")
	return len(v) == 0 || bytes.IndexByte(v, ':') < 0 && plain(v) || lowers(v) && len(v) <= maxReported && spoken(v) || bytes.IndexByte(v, '@') > 0 && bytes.IndexByte(v, ':') < 0, false
}

// named reports that what stands behind the name and a colon is the name of a secret with an equals sign: what
// follows is judged by that name. removeWindowToken: token=Binder.
func (c *Candidate) named(n *Names, text []byte) bool {
	if !c.colon || !c.after || c.quoted || c.Class.Extent != ExtentValue || !nameBytes(text[c.val:c.Pos]) {
		return false
	}
	class, ok := n.ClassifyPlain(text[c.val:c.Pos])
	return ok && class.Extent == ExtentValue && (!class.Weak || c.Class.Weak)
}
