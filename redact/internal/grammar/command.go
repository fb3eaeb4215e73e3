package grammar

import (
	"bytes"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// A part says which part of a word is the value.
type part uint8

const (
	whole       part = iota
	colon            // user:value
	percentSign      // user%value
	slash            // user/value, up to an @
	fields           // a:b:value, without blanks
)

// A command is a word behind which a line holds values by their position: the name of
// a program, a statement. Its fields say where.
type command struct {
	word  string
	fold  bool
	more  bool   // letters may follow the word: mysqldump
	flags string // letters of flags whose value is the next word, or the rest of this
	glued string // letters of flags whose value is the rest of the word
	apart string // letters of flags whose value is the next word only
	long  string // flags with two hyphens, between blanks
	run   bool   // a flag may end a run of others: -sSfu
	part  part
	sub   string // a word that must have come, or words between blanks
	pos   int    // the number of the word, behind sub, that is the value
	after string // the word before the value
	mark  bool   // the value is in quotes
	peek  bool   // a word with a solidus follows the value
	named bool   // the word before the value must be a sensitive name
	weak  bool   // plain words are no value
	prose bool   // status words are no value
	token bool   // the value is long and has a digit
	head  bool   // flags count before the first other word only
	last  bool   // if another word follows, that is the value
}

// commands are the words, in the order of their numbers.
var commands = []command{
	{word: "curl", flags: "uU", long: " --user --proxy-user ", run: true, part: colon},
	{word: "mysql", more: true, glued: "p"},
	{word: "mariadb", more: true, glued: "p"},
	{word: "sshpass", flags: "p", head: true},
	{word: "redis-cli", apart: "a", long: " --pass ", after: "auth", last: true},
	{word: "> AUTH ", pos: 1, last: true}, // at a prompt
	{word: `"AUTH" `, pos: 1, last: true}, // as MONITOR shows it
	{word: "docker login", flags: "p"},
	{word: "podman login", flags: "p"},
	{word: "nerdctl login", flags: "p"},
	{word: "registry login", flags: "p"},
	{word: "az login", apart: "p"},
	{word: `"login"`, flags: "p"}, // ["docker","login",…]
	{word: "vault login", pos: 1, weak: true},
	{word: "ldap", more: true, flags: "w"},
	{word: "sqlcmd", flags: "P"},
	{word: "mongo", more: true, flags: "p"},
	{word: "cqlsh", flags: "p"},
	{word: "beeline", apart: "p"},
	{word: "sqlplus", pos: 1, part: slash},
	{word: "7z x", glued: "p"},
	{word: "7z a", glued: "p"},
	{word: "zip -", flags: "P"},
	{word: "openssl", more: false, apart: "kK"},
	{word: "rabbitmqctl", sub: " add_user change_password authenticate_user ", pos: 2},
	{word: "htpasswd", sub: " -b -bB -nb -nbB -bc -cb -bBc -cbB -bm -nbm -Bb -nBb -Bbn -bn -bnB ", pos: 3},
	{word: "net use ", after: "/user:"},
	{word: "net user ", pos: 2, peek: true},
	{word: "smbclient", flags: "U", part: percentSign},
	{word: "rpcclient", flags: "U", part: percentSign},
	{word: "configure set", pos: 2, named: true},
	{word: "config set", pos: 2, named: true},
	{word: "machine ", sub: " login ", after: "password", pos: -4, prose: true},
	{word: "requirepass", pos: 1, prose: true},
	{word: "masterauth", pos: 1, prose: true},
	{word: ":5432:", part: fields},
	{word: "Opaque: User:", part: colon}, // of a url.URL, as %+v prints it
	{word: "oracle:thin:", part: slash},
	{word: "sp_addlogin", fold: true, pos: 2, mark: true},
	{word: "identified with", fold: true, after: "by", mark: true},
	{word: "password is generated for root@localhost:", pos: 1, prose: true},
	{word: "nseal key", fold: true, pos: 2, token: true},
	{word: "nvalid token", pos: 1, token: true},
	{word: "issued token", pos: 1, token: true},
	{word: "with token", fold: true, pos: 1, token: true},
	{word: "using token", fold: true, pos: 1, token: true},
	{word: "using api key", fold: true, pos: 1, token: true},
	{word: "refresh token", fold: true, pos: 1, token: true},
	{word: "key provided:", pos: 1, token: true},
	{word: "set password", fold: true, after: "=", mark: true},
	{word: "HELLO 3 AUTH ", pos: 2},
	{word: "sentinel auth-pass", fold: true, pos: 2},
	{word: "auth_pass", pos: 1, prose: true},
	{word: "bindpw", pos: 1, prose: true},
	{word: "userPassword::", fold: true, pos: 1}, // LDIF, in base64
	{word: "olcRootPW::", pos: 1},
	{word: "IDENTIFIED BY ", pos: 1, weak: true},
	{word: "impdp", pos: 1, part: slash},
	{word: "expdp", pos: 1, part: slash},
	{word: "sqlldr", pos: 1, part: slash},
	{word: "rman target", pos: 1, part: slash},
	{word: "db2 connect", fold: true, after: "using"},
	{word: "isql", flags: "P"},
	{word: "tsql", flags: "P"},
	{word: "bcp", flags: "P"},
	{word: "oc login", flags: "p"},
	{word: "rdesktop", flags: "p"},
	{word: "psexec", fold: true, apart: "p"},
	{word: "schtasks ", fold: true, after: "/rp"},
	{word: "rabbitmqadmin", flags: "p"},
	{word: "mosquitto_", more: true, flags: "P", long: " --pw "},
	{word: "etcdctl", long: " --user ", part: colon},
	{word: "snmp", more: true, apart: "cAX", weak: true},
	{word: "snmp-server community", pos: 1, weak: true},
	{word: "pre-shared-key", pos: 1, prose: true},
	{word: "stats auth", pos: 1, part: colon},
	{word: "mc alias set", pos: 4},
	{word: "ngrok authtoken", pos: 1, token: true},
	{word: "add-authtoken", pos: 1, token: true},
	{word: "snyk auth", pos: 1, token: true},
	{word: "setx ", pos: 2, named: true},
	{word: "setenv ", pos: 2, named: true},
	{word: ": ENV ", pos: 2, named: true}, // a step of docker build
	{word: "user-secrets set", pos: 2, named: true},
	{word: "PDO->__construct(", pos: 3, mark: true}, // in a trace of PHP
	{word: "PDO::__construct(", pos: 3, mark: true},
	{word: "PDOConnection->__construct(", pos: 3, mark: true},
	{word: "mysqli->__construct(", pos: 3, mark: true},
	{word: "mysqli_connect(", pos: 3, mark: true},
	{word: "getConnection(", pos: 3, mark: true},
	{word: "NetworkCredential(", pos: 2, mark: true},
	{word: "HTTPBasicAuth(", pos: 2, mark: true},
	{word: "ConvertTo-SecureString", fold: true, pos: 1, mark: true},
}

// once reports a word behind which one value can stand, and nothing else.
func (r *command) once() bool { return r.word[len(r.word)-1] == ':' && r.part != whole }

// call reports a word before the arguments of a call.
func (r *command) call() bool { return r.word[len(r.word)-1] == '(' }

// A CommandWord is a literal that announces a command.
type CommandWord struct {
	Text string
	Fold bool
}

// CommandWords returns the words of commands, by number.
func CommandWords() (words []CommandWord) {
	for _, c := range commands {
		words = append(words, CommandWord{c.word, c.fold})
	}
	return words
}

type cmdPhase uint8

const (
	cmdOff   cmdPhase = iota
	cmdEnd            // behind the word
	cmdGap            // between words
	cmdFlag           // in a word with a hyphen or a solidus
	cmdWord           // in another word
	cmdNext           // the next word has the value
	cmdUser           // in the part of a word before the value
	cmdValue          // in the value
	cmdClose          // behind its closing quote mark
	cmdPeek           // behind it
)

// maxWord bounds the bytes of a word that are compared.
const maxWord = 64

// Command is the command that a line shows, and what was read of it. It is of fixed
// size and resumable like a Candidate.
type Command struct {
	Pos int

	row, old  int8 // numbers plus one: the command, and the one before it
	phase     cmdPhase
	inStr     bool // the line is in a string of JSON
	list      bool // it is a list of strings
	inside    bool // Pos is in one of them
	sep       bool // a separator stands before Pos
	comma     bool // one of them is a comma
	space     bool // the last token is a blank
	backslash bool // the last character is a backslash
	peek      bool // a word with a solidus must follow the value
	pair      bool // another word may follow, which then is the value
	found     bool // the word of sub or after has come
	due       bool // the value comes next
	part      part
	count     int8 // words, or fields
	letters   int8
	depth     int8  // brackets of the value
	quote     quote // right before Pos
	wordQuote quote // right before the word
	open      quote // of the value
	word      int   // start of the word
	val       int
	soft      int // where the value may end, or -1
	end       int
	cut       bool // the beginning of the value was shown or replaced
}

// Active reports a command that is being read.
func (c *Command) Active() bool { return c.phase != cmdOff }

// Hold returns the smallest offset that may be replaced, or n.
func (c *Command) Hold(n int) int {
	if c.phase >= cmdValue {
		return min(n, c.val)
	}
	if c.phase != cmdOff {
		return min(n, c.Pos)
	}
	return n
}

// Rebase moves all offsets down by k.
func (c *Command) Rebase(k int) {
	c.Pos -= k
	c.word -= k
	c.val -= k
	c.end -= k
	if c.soft >= 0 {
		c.soft -= k
	}
}

// alone reports that the word of a command at text[start] is no part of another one.
func (r *command) alone(text []byte, start int) bool {
	if b := r.word[0]; start > 0 && b != ':' && b != 'n' && b != '>' && r.word != "zip -" && nameByte(text[start-1]) {
		_, sym, ok := unit.Before(text, start)
		return ok && (sym == 0 || sym == ' ') || text[start-1] == '.' && r.call()
	}
	return true
}

// listed reports that the word of the command is an argument in a list.
func (r *command) listed() bool { return r.word[len(r.word)-1] == '"' }

// NoCommand reports that Open begins nothing at text[start].
func NoCommand(text []byte, start, number int) bool {
	r := &commands[number]
	return !r.alone(text, start) || r.listed() && !registry(text[max(0, start-maxWord):start])
}

// InString tells that the line is in a string of JSON. A word that closes one is not.
func (c *Command) InString(yes bool) {
	r := &commands[c.row-1]
	c.inStr = yes && (r.word[0] != '"' || r.listed())
}

// Open goes on with the command whose word stands at [start, end). All before start
// was read.
func (c *Command) Open(text []byte, start, end, number int) {
	if c.phase >= cmdUser {
		return // a word of the value
	}
	r := &commands[number]
	if !r.alone(text, start) {
		return
	}
	old := c.row
	if c.phase == cmdOff || c.phase == cmdEnd {
		old = 0
	}
	*c = Command{Pos: end, row: int8(number) + 1, old: old, phase: cmdEnd, soft: -1, part: r.part, word: start}
	if start > 0 && text[start-1] == '"' {
		c.wordQuote = quote{ch: '"'}
	}
	switch last := r.word[len(r.word)-1]; {
	case r.listed():
		if !registry(text[max(0, start-maxWord):start]) {
			c.phase = cmdOff
			return
		}
		c.phase, c.list, c.sep = cmdGap, true, true
	case last == ' ':
		c.phase, c.sep = cmdGap, true
	case last == '-':
		c.phase, c.word = cmdFlag, end-1
	case r.part != whole && last == ':':
		c.phase, c.word = cmdUser, end
	}
}

// registry reports arguments of a program that logs in to a registry.
func registry(left []byte) bool {
	for len(left) > 0 && (left[len(left)-1] == ' ' || left[len(left)-1] == ',') {
		left = left[:len(left)-1]
	}
	left, ok := bytes.CutSuffix(left, []byte(`"`))
	return ok && slices.ContainsFunc(registries, func(name string) bool { return bytes.HasSuffix(left, []byte(name)) })
}

var registries = []string{"docker", "podman", "nerdctl", "registry", "az"}

// Cut returns what was read of a value, because it is about to be shown.
func (c *Command) Cut() (start, end int, ok bool) {
	if c.phase != cmdValue || c.Pos <= c.val {
		return 0, 0, false
	}
	start, end = c.val, c.Pos
	c.val, c.soft, c.cut = c.Pos, -1, true
	return start, end, true
}

// A CommandValue is a value that Run found.
type CommandValue struct {
	Start, End int
	Cut        bool // its beginning was replaced
	quoted     bool
	row        *command
}

// Hides is the verdict on a value of a command.
func (n *Names) Hides(text []byte, v CommandValue) bool {
	b := text[v.Start:v.End]
	if v.row.part == whole && mapping(b) || v.row.run && ids(text[:v.Start], b) || v.row.last && !v.quoted && mechanism(b) {
		return false
	}
	if !v.quoted && !v.Cut && n.namesMark(b) {
		return false
	}
	if v.row.token && (len(b) < minToken || !bytes.ContainsAny(b, "0123456789") || !tokenBytes(b)) {
		return false
	}
	return v.Cut || n.Hide(Class{Weak: v.row.weak}, b, v.quoted || !v.row.prose && !v.row.weak)
}

// tokenBytes reports text without the separators of names, addresses and values.
func tokenBytes(v []byte) bool {
	v = bytes.TrimRight(v, "=.:;!?")
	return bytes.IndexFunc(v, func(r rune) bool {
		return r < 0x80 && kindOf(byte(r)) == sep && !strings.ContainsRune("-_.~+/", r)
	}) < 0
}

// mapping reports ports as a container maps them: 8080:80.
func mapping(v []byte) bool {
	return bytes.IndexByte(v, ':') > 0 && len(bytes.Trim(bytes.TrimSuffix(v, []byte("/tcp")), "0123456789.:")) == 0
}

// ids reports the numbers of a user and a group, rather than a name and a password:
// 1000:1000, 1000:0.
func ids(before, v []byte) bool {
	if !digits(v) || len(before) == 0 || before[len(before)-1] != ':' {
		return false
	}
	before = before[:len(before)-1]
	i := len(before)
	for i > 0 && kindOf(before[i-1]) == digit {
		i--
	}
	return i < len(before) && (string(v) == "0" || bytes.Equal(before[i:], v))
}

// mechanism reports what SMTP and IMAP have behind AUTH: PLAIN, CRAM-MD5.
func mechanism(v []byte) bool {
	for _, b := range v {
		if k := kindOf(b); k != upper && k != digit && b != '-' {
			return false
		}
	}
	return len(v) > 4 && kindOf(v[0]) == upper
}

// Run reads text up to limit. It returns true when it has found a value, and is then
// to be called again.
func (c *Command) Run(n *Names, text []byte, limit int, final bool) (v CommandValue, ok bool) {
	for c.phase != cmdOff && (c.Pos < limit || final && limit >= len(text)) {
		t := next(text, c.Pos, 0, final)
		if t.kind == tokMore {
			return v, false
		}
		r := &commands[c.row-1]
		if t.kind == tokSkip {
			c.Pos += t.width
			continue
		}
		// What ends the line, or the string in which it stands, ends the command.
		if c.phase == cmdEnd && c.inStr && t == (token{tokQuote, '"', 0, 1}) && c.wordQuote.ch == '"' {
			c.inStr, c.list, c.inside = false, true, true // a word of a list
		}
		if c.list && c.phase < cmdValue {
			if t.kind == tokQuote && t.ch == '"' && t.esc == 0 {
				c.inside = !c.inside
			} else if !c.inside && t.kind != tokSpace && t.ch != ',' {
				c.phase = cmdOff // the list is over, or it is none
				return v, false
			}
		}
		over := t.kind == tokEnd || t.kind == tokBreak || t.kind == tokLine && !c.backslash ||
			t.kind == tokQuote && t.ch == '"' && t.esc&1 == 0 && t.esc < pctLevel && c.inStr
		c.backslash = t.kind == tokChar && t.ch == '\\'
		if c.phase < cmdValue {
			if over {
				c.phase = cmdOff
				return v, false
			}
			c.read(n, text, r, t)
			continue
		}
		if done := c.value(text, r, t, over); done {
			v = CommandValue{Start: c.val, End: c.end, Cut: c.cut, quoted: c.open.ch != 0, row: r}
			c.cut, c.soft, c.open = false, -1, quote{}
			if c.phase == cmdPeek {
				c.phase = cmdGap
			}
			if over {
				c.phase = cmdOff
			}
			if v.End > v.Start {
				return v, true
			}
		}
	}
	return v, false
}

// namesMark reports a name with a replacement of ours as its value.
func (n *Names) namesMark(v []byte) bool {
	i := bytes.LastIndexAny(v, "[(")
	return i > 1 && (v[i-1] == ':' || v[i-1] == '=') && nameBytes(bytes.TrimLeft(v[:i-1], "-")) && n.IsMark(v[i:])
}

func separates(t token) bool {
	return t.kind == tokSpace || t.kind == tokQuote || t.kind == tokLine
}

// read reads up to a value.
func (c *Command) read(n *Names, text []byte, r *command, t token) {
	switch c.phase {
	case cmdEnd:
		if r.more && t.kind == tokChar && (kindOf(t.ch) == lower && t.ch < 0x80 || t.ch == '-' || t.ch == '_') && c.letters < 12 {
			c.letters++
			break
		}
		if !separates(t) {
			if c.row = c.old; c.row == 0 {
				c.phase = cmdOff
				return
			}
			c.phase = cmdGap
		}
		c.phase = cmdGap
		c.gap(t)
		return
	case cmdGap:
		if separates(t) || t.kind == tokChar && t.ch == ',' {
			if t.kind == tokQuote && c.quote == (quote{t.ch, t.esc}) && r.mark && c.count < 100 {
				c.count++ // an empty argument
			}
			c.gap(t)
			return
		}
		if t.ch == ')' && r.call() {
			c.phase = cmdOff // of its arguments
			return
		}
		if !c.sep {
			break
		}
		if c.space && (t.ch == '|' || t.ch == ';' || t.ch == '&') {
			c.phase = cmdOff // another command
			return
		}
		c.word, c.wordQuote = c.Pos, c.quote
		if c.due && c.peek && t.ch == '/' {
			c.due, c.peek = false, false // no password
		}
		switch {
		case c.due && (!r.mark || c.quote.ch != 0):
			c.begin(text, t)
			return
		case c.due && r.after == "by":
			c.phase = cmdOff // no value right behind it
			return
		case t.ch == '-' && r.sub == "" || t.ch == '/' && len(r.after) > 0 && r.after[0] == '/':
			c.phase = cmdFlag
		case r.pos > 0 && (r.sub == "" || c.found) && int(c.count) == r.pos-1 && (!r.mark || c.quote.ch != 0) && !(r.peek && t.ch == '/'):
			c.begin(text, t)
			return
		default:
			c.phase = cmdWord
		}
	case cmdFlag:
		c.flag(text, r, t)
		return
	case cmdWord:
		if separates(t) || t.kind == tokChar && t.ch == ',' {
			c.phase = cmdGap
			if c.endWord(n, text, r); c.phase == cmdOff {
				return
			}
			c.gap(t)
			return
		}
		if t.ch == ')' && r.call() && c.wordQuote.ch == 0 {
			c.phase = cmdOff
			return
		}
	case cmdNext:
		switch {
		case t.kind == tokQuote && c.quote == (quote{t.ch, t.esc}) && c.sep && !c.comma:
			c.phase = cmdGap // nothing between two marks
			c.gap(t)
			return
		case separates(t):
			c.gap(t)
			return
		case t.kind == tokChar && t.ch == ',' && c.sep:
			c.gap(t)
			return
		case t.ch == '-' && c.sep && c.quote.ch == 0 && c.space:
			c.phase, c.word, c.wordQuote = cmdFlag, c.Pos, quote{} // another flag
			c.Pos += t.width
			return
		}
		c.begin(text, t)
		return
	case cmdUser:
		c.user(t)
		return
	}
	c.space = t.kind == tokSpace
	c.Pos += t.width
}

// gap reads a separator.
func (c *Command) gap(t token) {
	c.sep = true
	c.comma = c.comma && c.phase == cmdNext || t.kind == tokChar && t.ch == ','
	c.space = t.kind == tokSpace
	c.quote = quote{}
	if t.kind == tokQuote {
		c.quote = quote{t.ch, t.esc}
	}
	c.Pos += t.width
}

// flag reads a flag to its value, or to its end.
func (c *Command) flag(text []byte, r *command, t token) {
	word := text[c.word:c.Pos]
	closed := t.kind == tokQuote && c.wordQuote == quote{t.ch, t.esc}
	ends := separates(t) && (closed || t.kind != tokQuote) || t.kind == tokChar && t.ch == ','
	next := func(sep bool) {
		c.phase, c.quote, c.sep, c.comma = cmdNext, quote{}, sep, false
	}
	switch {
	case len(word) > maxWord:
		c.phase = cmdWord
	case word[0] == '/':
		if ends {
			if bytes.HasPrefix(bytes.ToLower(word), []byte(r.after)) {
				next(true)
			} else {
				c.phase = cmdGap
			}
			c.gap(t)
			if closed {
				c.quote = quote{}
			}
			return
		}
	case len(word) == 2 && !ends && word[1] != '-' && (hasFlag(r.flags, word[1]) || hasFlag(r.glued, word[1])):
		next(true)
		c.quote = c.wordQuote // "-px y"
		if t.kind == tokQuote {
			c.gap(t)
			return
		}
		c.begin(text, t)
		return
	case ends, t.kind == tokChar && t.ch == '=':
		last := word[len(word)-1]
		switch {
		case len(word) > 2 && word[1] == '-' && bytes.Contains([]byte(r.long), spaced(word)):
			next(true)
		case ends && (len(word) == 2 || r.run && len(word) > 2 && word[1] != '-' && letters(word[1:])) && (hasFlag(r.flags, last) || hasFlag(r.apart, last)):
			next(true)
		default:
			c.phase = cmdGap
			if !ends {
				c.phase = cmdWord
			}
		}
		if ends && t.kind != tokChar {
			c.gap(t)
			if closed {
				c.quote = quote{}
				c.sep = true
			}
			return
		}
		c.sep = true
	}
	c.space = false
	c.Pos += t.width
}

func hasFlag(s string, b byte) bool {
	for i := range len(s) {
		if s[i] == b {
			return true
		}
	}
	return false
}

// spaced returns a word between blanks.
func spaced(word []byte) []byte {
	return append(append([]byte{' '}, word...), ' ')
}

// endWord counts a word and compares it.
func (c *Command) endWord(n *Names, text []byte, r *command) {
	word := text[c.word:c.Pos]
	if len(word) > maxWord {
		word = word[:0]
	}
	if c.due {
		return
	}
	if c.count < 100 && !(c.found && len(word) > 1 && word[0] == '-') {
		c.count++
	}
	switch {
	case r.head:
		c.phase = cmdOff // another program
	case r.sub != "" && !c.found:
		if bytes.Contains([]byte(r.sub), spaced(word)) {
			c.found = true
			if r.pos >= 0 {
				c.count = 0
			}
			if r.word == "htpasswd" && bytes.IndexByte(word, 'n') >= 0 {
				c.count++ // no file
			}
		}
		if r.pos < 0 && c.count != 2 {
			c.found = false
		}
	case r.after == "/user:" && bytes.HasPrefix(word, []byte(`\\`)):
		c.due, c.peek = true, true // the password may stand behind the share
	case r.after != "":
		c.due = bytes.EqualFold(word, []byte(r.after)) && (r.pos == 0 || int(c.count) == -r.pos)
	case r.named && c.count == 1:
		if _, ok := n.Classify(word); !ok {
			c.count++ // never
		}
	}
}

// begin begins the word that has the value.
func (c *Command) begin(text []byte, t token) {
	r := &commands[c.row-1]
	c.pair = r.last && !c.pair && (c.due || r.pos > 0)
	c.open, c.due, c.found = quote{}, false, false
	c.peek = c.peek || r.peek
	if c.quote.ch != 0 && c.Pos > 0 {
		c.open = c.quote
	}
	c.count++
	c.phase, c.val, c.soft, c.depth, c.cut = cmdValue, c.Pos, -1, 0, false
	if c.part != whole {
		c.phase, c.count = cmdUser, 0
	}
}

// user reads the part of a word before the value.
func (c *Command) user(t token) {
	ends := separates(t) || t.kind == tokChar && (t.ch == '@' || t.ch == '<' || t.ch == '>' || t.ch == '(' || t.ch == ')')
	if c.open.ch != 0 {
		ends = t.kind == tokQuote && c.open == quote{t.ch, t.esc} || t.kind == tokLine
	}
	by := [...]byte{colon: ':', percentSign: '%', slash: '/', fields: ':'}[c.part]
	switch {
	case ends:
		if c.phase = cmdGap; !separates(t) {
			c.phase = cmdWord
		}
		if commands[c.row-1].once() {
			c.phase = cmdOff
			return
		}
		c.gap(t)
		return
	case c.part == slash && c.Pos == c.val && t.ch == by:
		c.phase = cmdWord // no user
	case t.kind == tokChar && t.ch == by:
		if c.count++; c.part == fields && c.count < 2 {
			break
		}
		c.phase, c.val = cmdValue, c.Pos+t.width
	}
	c.Pos += t.width
}

// value reads a value. It reports its end.
func (c *Command) value(text []byte, r *command, t token, over bool) bool {
	switch c.phase {
	case cmdClose:
		if t.kind == tokQuote && c.open == (quote{t.ch, t.esc}) {
			c.phase = cmdValue // doubled
			c.Pos += t.width
			return false
		}
		c.phase = cmdPeek
		if !c.peek && !c.pair {
			c.quote, c.sep = quote{}, true
			c.phase = cmdGap
			return true
		}
		return false
	case cmdPeek:
		switch {
		case c.peek && t.kind == tokSpace:
			c.Pos += t.width
			return false
		case c.peek && (t.kind != tokChar || t.ch != '/'):
			c.end = c.val // no value
		case c.peek:
		case !over && separates(t):
			c.gap(t)
			return false
		case !over && t.kind == tokChar && bytes.IndexByte([]byte("|;&<>"), t.ch) < 0:
			c.begin(text, t)
			return false
		}
		c.sep, c.peek, c.pair = true, false, false
		return true
	}
	at := c.Pos
	if over && t.kind == tokQuote {
		at += int(t.esc) // backslashes of the value itself
	}
	if c.open.ch != 0 {
		switch {
		case over, t.kind == tokLine, t.kind == tokQuote && t.ch == '"' && t.esc < c.open.esc:
			c.end = at
			c.phase = cmdGap
			return true
		case t.kind == tokQuote && c.open == quote{t.ch, t.esc}:
			c.end, c.inside = at, false
			c.phase = cmdClose
		}
		c.Pos += t.width
		return false
	}
	if !over && at == c.val && c.part == colon && t.kind == tokQuote && !c.cut {
		c.open = quote{t.ch, t.esc} // ada:"a b"
		c.Pos += t.width
		c.val = c.Pos
		return false
	}
	switch {
	case over, separates(t), c.part == slash && t.kind == tokChar && t.ch == '@':
		if c.soft >= 0 {
			at = c.soft
		}
		c.end, c.quote, c.sep = at, quote{}, false
		if c.phase = cmdGap; (c.peek || c.pair && c.soft < 0) && !over {
			c.phase = cmdPeek
			return false
		}
		if r.once() {
			c.phase = cmdOff
		}
		return true
	case at == c.val && c.part == colon && t.ch == '/':
		c.phase = cmdWord // a URL
	case t.ch == '(' || t.ch == '[' || t.ch == '{':
		c.depth, c.soft = min(c.depth+1, 100), -1
	case c.depth > 0 && (t.ch == ')' || t.ch == ']' || t.ch == '}'):
		c.depth, c.soft = c.depth-1, -1
	case bytes.IndexByte([]byte(";|&<>)]},"), t.ch) >= 0:
		if c.soft < 0 {
			c.soft = at
		}
	default:
		c.soft = -1
	}
	c.Pos += t.width
	return false
}
