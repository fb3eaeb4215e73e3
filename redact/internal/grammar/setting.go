package grammar

import "bytes"

// settingWords set a variable to what stands behind its name and a blank: of Apache, csh and nginx. So
// does set of fish, with a flag that exports it.
var settingWords = set("setenv fastcgi_param uwsgi_param")

// setsVariable reports such a word, or ENV of a Dockerfile, before the name of a variable, which text
// left of it ends with, and whether all of the line is the value.
func setsVariable(left []byte) (whole, yes bool) {
	word := lastWord(bytes.TrimRight(left, " "))
	if len(word) > 1 && word[0] == '-' && bytes.HasSuffix(word, []byte("x")) {
		before := bytes.TrimRight(left[:bytes.LastIndex(left, word)], " ")
		return false, in(exportFlags, word) && string(lastWord(before)) == "set"
	}
	if string(word) != "ENV" {
		return false, in(settingWords, word)
	}
	left = bytes.TrimRight(left[:bytes.LastIndex(left, word)], " ")
	return true, len(left) == 0 || bytes.IndexByte([]byte("\n:])"), left[len(left)-1]) >= 0 // Step 3/9 : ENV
}

// assigned reports that an equals sign or a colon stands behind the blanks at text[i], so that what is set is
// read as any value. It returns whether more text decides.
func assigned(text []byte, i int, final bool) (yes, more bool) {
	stop := i + maxBlanks
	for i < len(text) && i < stop && text[i] == ' ' {
		i++
	}
	if i == len(text) {
		return false, !final
	}
	return text[i] == '=' || text[i] == ':', false
}

var exportFlags = set("-x -gx -ux -lx -u -g --export")

// hashCommands set fields of a hash of Redis, as MONITOR prints them.
var hashCommands = [][]byte{[]byte(`"hset" `), []byte(`"hmset" `), []byte(`"hsetnx" `)}

// fieldOfHash reports such a command whose next word, behind left, is the name of a field, or SET: "HSET"
// "user:7" "password" "x", "SET" "db_password" "x".
func fieldOfHash(left []byte) bool {
	if !bytes.HasSuffix(left, []byte(`" `)) {
		return false
	}
	left = bytes.ToLower(left[bytes.LastIndexByte(left, '\n')+1:])
	if bytes.HasSuffix(left, []byte(`"set" `)) || bytes.HasSuffix(left, []byte(`"setnx" `)) || bytes.HasSuffix(left, []byte(`"getset" `)) {
		return true // the key itself
	}
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

// envVar reports that the name at text[i] is one of a variable of Kubernetes as Go prints it, with its
// value behind a blank: {DB_PASSWORD x nil}. It returns whether more text decides.
func envVar(text []byte, i int, final bool) (yes, more bool) {
	start := i + 1
	for i = start; i < len(text) && i-start < maxText && text[i] > ' ' && text[i] != '}'; i++ {
	}
	switch {
	case i == len(text):
		return false, !final
	case i == start || text[start] == '&' || text[i] != ' ':
		return false, false
	}
	for _, end := range [...]string{" nil}", " <nil>}", " &"} {
		is, wanting := reads(text, i, end, final)
		yes, more = yes || is, more || wanting
	}
	return yes, !yes && more
}
