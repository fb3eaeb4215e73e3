package grammar

import "bytes"

// settingWords set a variable to what stands behind its name and a blank: of Apache, csh and nginx.
var settingWords = set("setenv fastcgi_param uwsgi_param")

// setsVariable reports such a word, or ENV of a Dockerfile, before the name of a variable, which text
// left of it ends with, and whether all of the line is the value.
func setsVariable(left []byte) (whole, yes bool) {
	word := lastWord(bytes.TrimRight(left, " "))
	if string(word) != "ENV" {
		return false, in(settingWords, word)
	}
	left = bytes.TrimRight(left[:bytes.LastIndex(left, word)], " ")
	return true, len(left) == 0 || bytes.IndexByte([]byte("\n:]"), left[len(left)-1]) >= 0 // Step 3/9 : ENV
}
