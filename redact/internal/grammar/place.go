package grammar

import "bytes"

// sourceEnds are ends of the names of files of source text whose names, other than those
// of negatingAfter, are too short to turn a name by themselves.
var sourceEnds = set(`c h mm pl pm hs ml asm zig lua hpp hxx cxx tsx jsx vue dart scala swift proto erl nim svelte`)

// place reports what is said of a file where a value could stand: a line and a column
// (auth.c:12:5), or a section as a linker names it (auth.c:(.text+0x1b)).
func (c *Candidate) place(text []byte) bool {
	if !c.colon || c.after || c.quoted || c.open.ch != 0 || c.wasCut || c.name < 0 {
		return false
	}
	name, v := text[c.name:c.nameTo], text[c.val:c.end]
	dot := bytes.LastIndexByte(name, '.')
	if dot <= 0 || !in(sourceEnds, name[dot+1:]) {
		return false
	}
	if bytes.HasPrefix(v, []byte("(.")) && bytes.Contains(v, []byte("+0x")) {
		return true
	}
	line, column, two := bytes.Cut(bytes.TrimSuffix(v, []byte(":")), []byte(":"))
	return digits(line) && len(line) <= 6 && (!two || digits(column) && len(column) <= 5)
}

// task reports a task of Gradle in a project whose name is like that of a secret:
// :auth-token:compileJava.
func (c *Candidate) task(text []byte) bool {
	if !c.colon || c.after || c.quoted || c.open.ch != 0 || c.wasCut || c.name <= 0 || text[c.name-1] != ':' || !letters(text[c.val:c.end]) {
		return false
	}
	var w words
	w.split(text[c.val:c.end])
	return w.count > 0 && in(taskVerbs, w.word(0))
}

var taskVerbs = set(`compile process classes jar boot assemble build check test integration javadoc clean kapt ksp lint bundle generate publish install
	verify run dependencies detekt ktlint spotless checkstyle jacoco sonar extract prepare pre merge package`)
