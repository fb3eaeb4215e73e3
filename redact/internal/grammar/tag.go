package grammar

import "bytes"

// namingTags say that the value is named, or encrypted: !Ref of CloudFormation, !vault of Ansible,
// !secret and !env_var of Home Assistant, !reference of GitLab.
var namingTags = set("!ref !getatt !importvalue !findinmap !vault !secret !env !env_var !reference")

const maxYAMLTag = 32

// tagged looks at a tag or an anchor of YAML at text[i]. It returns where the blank behind it is, if its value
// follows, or that the value is only named, and whether more text decides. One that may be a word of the
// value is no tag, unless a mark, a bracket or a block follows.
func tagged(text []byte, i int, final bool) (end int, names, more bool) {
	end = i + 1
	for end < len(text) && end-i < maxYAMLTag && (nameByte(text[end]) || text[end] == '!' || text[end] == '/' || text[end] == ':') {
		end++
	}
	switch tag := text[i:end]; {
	case end+1 >= len(text):
		return 0, false, !final
	case text[end] != ' ':
		return 0, false, false
	case in(namingTags, tag):
		return 0, true, false
	case bytes.HasPrefix(tag, []byte("!!")) && len(tag) > 2, bytes.IndexByte([]byte("\"'[{|>"), text[end+1]) >= 0:
		return end, false, false
	}
	return 0, false, false
}

// besideTag returns where the value begins behind a tag or an anchor at text[i] that may be a word of it, or 0, and
// whether more text decides: both are hidden then.
func besideTag(text []byte, i int, final bool) (at int, more bool) {
	if text[i] != '!' && text[i] != '&' {
		return 0, false
	}
	at = i + 1
	for at < len(text) && at-i < maxYAMLTag && (kindOf(text[at]) == lower || kindOf(text[at]) == upper || text[at] == '_') {
		at++
	}
	switch {
	case at+1 >= len(text):
		return 0, !final
	case text[at] != ' ' || kindOf(text[at+1]) == sep:
		return 0, false
	}
	return at + 1, false
}
