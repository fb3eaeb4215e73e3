package grammar

import (
	"bytes"
	"slices"
	"strings"
)

// A command such as docker login is a literal of two words. What stands between them may
// be more than a blank: "docker","login" and docker.exe login. Then the first word alone
// announces it, as a row that says what the next word makes of it.

// programs are the first words of such commands.
const programs = "docker podman nerdctl skopeo buildah cf az oc vault bao 7z zip net rman db2 mc ngrok snyk twine git gh poetry nuget openssl bw cargo"

// subprograms are first words that are no programs: aws configure set.
const subprograms = "registry configure operator secret user-secrets ssm"

// then is a row that a word leads to.
type then struct {
	word string
	row  int16
}

// withPrograms adds the first words of rows. Those for two words of three, which no
// literal announces, are the last.
func withPrograms(rows []command) []command {
	var first, second []command
	n := len(rows)
	for name := range strings.FieldsSeq(programs + " " + subprograms) {
		words := []command{{word: `"` + name + `"`}, {word: "'" + name + "'"}, {word: `"` + name + `\`}}
		if slices.Contains(strings.Fields(programs), name) {
			words = append(words, command{word: name + ".exe", fold: true})
		}
		first = append(first, words...)
	}
	for i, r := range rows[:n] {
		words := strings.Fields(r.word)
		at := n + slices.IndexFunc(first, func(f command) bool { return f.names(words[0]) })
		if at < n || len(words) < 2 {
			continue
		}
		to := int16(i)
		if len(words) == 3 {
			prefix := words[0] + " " + words[1] + " "
			k := slices.IndexFunc(second, func(c command) bool { return c.word == prefix })
			if k < 0 {
				k = len(second)
				second = append(second, command{word: prefix})
			}
			second[k].then = append(second[k].then, then{words[2], to})
			to = int16(n + len(first) + k)
		}
		for k := range first {
			if t := (then{words[1], to}); first[k].names(words[0]) && !slices.Contains(first[k].then, t) {
				first[k].then = append(first[k].then, t)
			}
		}
	}
	return slices.Concat(rows, first, second)
}

// quoted reports the row of a first word in quotes.
func (r *command) quoted() bool { return r.then != nil && kindOf(r.word[0]) == sep && !r.escaped() }

// escaped reports the row of a first word in quotes of a string in a string, which ends with
// the first backslash of its closing mark.
func (r *command) escaped() bool { return r.then != nil && r.word[len(r.word)-1] == '\\' }

// parts reports what may stand behind such a word.
func (r *command) parts(b byte) bool { return b == ',' || b == ' ' }

// names reports the row of a first word.
func (r *command) names(first string) bool {
	return strings.Trim(r.word, `"'\`) == first || r.word == first+".exe"
}

// follow goes on with the command that the next word makes of the first ones, or, if there
// is none, with the one before.
func (c *Command) follow(r *command, word []byte) {
	for _, t := range r.then {
		if bytes.EqualFold(word, []byte(t.word)) {
			c.row, c.part = t.row+1, commands[t.row].part
			return
		}
	}
	c.resume()
}
