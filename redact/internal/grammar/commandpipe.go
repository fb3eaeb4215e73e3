package grammar

import (
	"bytes"
	"strings"
)

// What a shell prints for a program that reads a secret: echo x | sudo -S id. The program
// stands behind the value, so that this is known only there.

// maxPiped bounds the value, and what is read behind it.
const maxPiped = 256

// piped reports that the value is read by such a program, and returns where it begins and ends.
// With more it takes more text to tell.
func (c *Command) piped(n *Names, text []byte, final bool) (start, end int, yes, more bool) {
	start, end = c.val, c.end
	i := max(c.Pos, end)
	if c.open.ch == 0 {
		if k := bytes.IndexByte(text[start:end], '|'); k >= 0 {
			i, end = start+k, start+k // echo x|sudo -S
		}
	}
	floor := i
	for i < len(text) && text[i] == ' ' && i-floor < maxBlanks {
		i++
	}
	if i+1 >= len(text) {
		return 0, 0, false, !final
	}
	if text[i] != '|' || text[i+1] == '|' || end == start {
		return 0, 0, false, false
	}
	p := pipe{inStr: c.inStr}
	reads, over := p.read(text[i+1:min(len(text), i+1+maxPiped)], final && i+1+maxPiped >= len(text))
	switch {
	case reads:
	case !over && !final && i+1+maxPiped > len(text):
		return 0, 0, false, true
	default:
		return 0, 0, false, false
	}
	if p.user {
		if k := bytes.IndexByte(text[start:end], ':'); k >= 0 {
			start = n.behindMarks(text, start+k+1, end)
		}
	}
	return start, end, start < end && !affirms(text[start:end]), false
}

// prints reports that the escape of a line's end belongs to what is printed.
func (c *Command) prints(r *command) bool {
	return r.into && c.phase == cmdValue && c.open.ch != 0
}

// affirms reports an answer to a question.
func affirms(v []byte) bool {
	v = bytes.TrimSuffix(v, []byte(`\n`))
	return len(v) <= len("yes") && strings.Contains(" y n yes no ", " "+string(bytes.ToLower(v))+" ")
}

// A pipe is a program behind one and what was read of its arguments.
type pipe struct {
	inStr          bool // of JSON
	user           bool // the value has a user before a colon
	sudo           bool
	secret, stores bool // such words have come
	skip           bool // the next word belongs to a flag
	name           string
}

// read reads the words of a program. Over tells that it ends there, whole that text does.
func (p *pipe) read(text []byte, whole bool) (reads, over bool) {
	for i := 0; i < len(text); {
		from := i
		for i < len(text) && bytes.IndexByte([]byte(" \t\"'`\\\r\n;&|()<>"), text[i]) < 0 {
			i++
		}
		if from == i && i > 0 && i < len(text) && (text[i] == '\'' || text[i] == '"') && text[i-1] == text[i] && p.skip {
			p.skip = false // nothing between two marks
		}
		// A word that is cut may be another one.
		if from < i && (i < len(text) || whole) && p.word(text[from:i]) {
			return true, true
		}
		if i == len(text) {
			break
		}
		switch b := text[i]; {
		case b == '\\' && i+1 < len(text) && (text[i+1] == 'n' || text[i+1] == 'r') && (p.inStr || from == i || i+2 < len(text) && kindOf(text[i+2]) == sep), b == '"' && p.inStr && (i == 0 || text[i-1] != '\\'):
			return false, true
		case b == '<' && i+1 < len(text) && text[i+1] == '/':
			return false, true // of an element
		case b == '`', b == '<', b == '>':
			p.skip = false
			i++
		case b == ' ', b == '\t', b == '"', b == '\'', b == '\\', b == '&' && from == 0 && i == 0: // |&
			i++
		default:
			return false, true
		}
	}
	return false, false
}

// word reads the next word. It reports that the program reads a secret.
func (p *pipe) word(word []byte) bool {
	if p.skip {
		p.skip = false
		return false
	}
	flag := word[0] == '-'
	switch {
	case p.name != "":
	case flag && p.sudo:
		p.skip = strings.Contains(longFlags, string(spaced(word))) || len(word) == 2 && strings.IndexByte("ughpCrtUTDR", word[1]) >= 0
		return string(word) == "--stdin" || word[1%len(word)] != '-' && bytes.IndexByte(word, 'S') > 0
	case flag, bytes.IndexByte(word, '=') > 0:
		return false // env A=b
	default:
		name := string(word[bytes.LastIndexByte(word, '/')+1:])
		switch {
		case strings.Contains(launchers, " "+name+" "):
			p.sudo = p.sudo || name == "sudo"
			return false
		case name == "chpasswd":
			p.user = true
			return true
		}
		p.name = name
		return strings.Contains(readsSecret, " "+name+" ")
	}
	p.secret = p.secret || string(word) == "secret" || string(word) == "secrets"
	p.stores = p.stores || strings.Contains(storing, string(spaced(word)))
	return flag && strings.Contains(stdinFlags, string(spaced(word))) ||
		p.name == "openssl" && string(word) == "stdin" ||
		p.secret && p.stores && strings.Contains(keepsSecrets, " "+p.name+" ")
}

const (
	// launchers run another program.
	launchers = " sudo doas env command nohup time exec "
	// readsSecret are programs that read a password from where they read anything.
	readsSecret = " passwd smbpasswd kinit cryptsetup "
	// keepsSecrets are programs of which two words say that they read a secret: secret create.
	keepsSecrets = " docker podman gh wrangler fly flyctl gcloud vercel kubectl "
	storing      = " create set put add update import "
	// longFlags are those of sudo that have the next word.
	longFlags = " --user --group --prompt --host --chdir --role --type --close-from "
	// stdinFlags are flags that make a program read one.
	stdinFlags = " --password-stdin --passwd-on-stdin --passphrase-fd --with-token --stdin "
)
