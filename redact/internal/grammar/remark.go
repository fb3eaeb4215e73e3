package grammar

import "bytes"

// maxRemark bounds the bytes of a value and what follows it that are read to tell a remark.
const maxRemark = 160

// remark reports that an unquoted value is the first word of what an error says about a
// secret: secret "db" not found; token has expired; trust chain file not found. The words
// it may begin with are known, and so are the verbs, so no more than such a word is spared:
// what comes behind a blank is no part of the value. More tells that text ends too early.
func (c *Candidate) remark(text []byte) (yes, more bool) {
	if !c.colon || !c.after || c.member || c.keyed || c.ctx.flag || c.Pos <= c.val {
		return false, false
	}
	first := text[c.val:c.Pos]
	if parser(first) {
		return true, false
	}
	if yes, more = c.reported(text, first); yes || more {
		return yes, more
	}
	short, status := in(remarkNouns, first), c.quoted && in(statusWords, first)
	if !short && !status && !in(remarkOpeners, first) {
		return false, false
	}
	stop := c.val + maxRemark
	named := false
	for i, words := c.Pos, 0; words < 5; words++ {
		i++ // the blank
		start := i
		for i < len(text) && i < stop && text[i] > ' ' && text[i] < 0x7f {
			i++
		}
		switch {
		case i == stop:
			return false, false
		case i == len(text) && !c.fin:
			return false, true
		}
		word := text[start:i]
		if status && words == 0 && (in(statusVerbs, trimEnd(word)) || address(word)) {
			return true, false
		}
		if verb := trimEnd(word); in(remarkVerbs, verb) && !(short && string(word[len(verb):]) == ":") || !short && in(openerVerbs, verb) {
			return true, false
		}
		switch goesOn := i < len(text) && text[i] == ' '; {
		case !goesOn:
			return false, false
		case title(word) && !named:
			named = true
		case short && !in(remarkNouns, word), !worded(word):
			return false, false
		}
	}
	return false, false
}

// address reports a URL in quote marks, as net/http puts it behind Get.
func address(word []byte) bool {
	word = bytes.TrimLeft(word, `\`)
	return bytes.HasPrefix(word, []byte(`"http://`)) || bytes.HasPrefix(word, []byte(`"https://`))
}

// trimEnd takes off the mark that ends a clause.
func trimEnd(word []byte) []byte {
	if n := len(word) - 1; n > 0 && (word[n] == ',' || word[n] == '.' || word[n] == ':' || word[n] == ';' || word[n] == ')' || word[n] == '!') {
		return word[:n]
	}
	return word
}

// title reports the name of something in quote marks: "db-creds", \"kube-system/db\".
func title(word []byte) bool {
	inner := unquoted(word)
	if len(inner) == len(word) || len(inner) == 0 {
		return false
	}
	for _, b := range inner {
		if !nameByte(b) && b != '/' && b != ':' {
			return false
		}
	}
	return true
}

// worded reports a word of letters, with a hyphen or a mark within.
func worded(word []byte) bool {
	for i, b := range word {
		if k := kindOf(b); k != lower && k != upper && (i == 0 || b != '-' && b != '_' && b != '\'') {
			return false
		}
	}
	return len(word) <= maxMember
}

// remarkNouns are what such a remark is about, by words that somebody might choose as a
// password: a verb follows at once, or behind a name in quote marks.
var remarkNouns = set(`secret secrets password passwords passphrase key keys token tokens credential credentials access login user authentication
	client server account certificate value string field object resource role policy configmap command input length path`)

// remarkOpeners are other words that begin one, with up to four words before the verb.
var remarkOpeners = set(`audience signature subject issuer nonce claim claims header headers cookie cookies session request response
	options option opts state revision environment variable executable executables file files fetched refresh trust cert certs
	validation verification authorization provided provider overriding improperly incomplete embedded wiretype
	extra shorter longer please ensure enter non
	unable couldn't can't doesn't didn't isn't wasn't won't shouldn't no neither none not cannot references`)

// remarkVerbs make a remark of it.
var remarkVerbs = set(`is are was were be been must should shall cannot can't could couldn't may might will would won't has have had does doesn't
	do don't did didn't isn't aren't wasn't weren't not failed fails expired expires mismatch mismatched missing required rejected revoked
	denied forbidden unauthorized already exists invalid incorrect unsupported unknown unavailable undefined exceeded exceeds contains length
	needs need lacks matches error`)

// openerVerbs are others, behind words that nobody would choose.
var openerVerbs = set(`such parse find load read decode decrypt verify validate retrieve fetch get length end match enter provide use choose than valid
	open create write access connect stat execute establish bind non-existent`)

// statusVerbs go on behind a status word where the name stands in quote marks, so that the
// word by itself is a value: "db-password": failed to list.
var statusVerbs = set("to denied not found while because is was be been for from of with tcp")
