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
	return true, len(left) == 0 || bytes.IndexByte([]byte("\n:])"), left[len(left)-1]) >= 0 // Step 3/9 : ENV
}

// hashCommands set fields of a hash of Redis, as MONITOR prints them.
var hashCommands = [][]byte{[]byte(`"hset" `), []byte(`"hmset" `), []byte(`"hsetnx" `)}

// fieldOfHash reports such a command whose next word, behind left, is the name of a field: "HSET" "user:7"
// "password" "x".
func fieldOfHash(left []byte) bool {
	if !bytes.HasSuffix(left, []byte(`" `)) {
		return false
	}
	left = bytes.ToLower(left[bytes.LastIndexByte(left, '\n')+1:])
	for _, command := range hashCommands {
		if _, words, ok := bytes.Cut(left, command); ok {
			marks := 0
			for i, b := range words {
				if b == '"' && (i == 0 || words[i-1] != '\\') {
					marks++
				}
			}
			return marks%4 == 2 // the key, and fields with their values
		}
	}
	return false
}
