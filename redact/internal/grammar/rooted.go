package grammar

import "bytes"

// minRooted is the number of bytes that a key has at least which begins like a path.
const minRooted = 16

// roots are the directories at the root in which files of secrets stand.
var roots = set(`etc var run usr opt home root tmp mnt srv dev proc secrets app data`)

// fileEnds are the ends of the names of files with keys.
var fileEnds = set(`key pem crt cer der csr p8 p12 pfx jks keystore pub asc gpg`)

// routeWords are words of which the paths of a server's own pages are made.
var routeWords = set(`login logout signin signup register account accounts user users me my api auth oauth oauth2 session sessions
	password passwords passwd secret secrets token tokens key keys pin otp mfa reset forgot forgotten change new edit update
	verify confirm refresh revoke rotate profile settings security admin v1 v2 v3`)

// rootedPath reports that a value which begins with a solidus, right behind a name and a colon, is
// no secret. A strong name in what Go prints has its value there, so that only what has the shape
// of a path of words is none: in a directory that everybody has, of a file with keys (but a
// password is kept in none, and has no letters without sense), or of a page that the name stands for.
func (c *Candidate) rootedPath(text []byte) bool {
	name, v := text[max(0, c.name):c.nameTo], text[c.val:c.end]
	if c.Class.Weak || !c.member && !c.keyed && !c.unexported(text) || len(v) < 2 {
		return !rootedKey(v)
	}
	if len(v) > maxHarmless || bytes.ContainsAny(v, ":={}?") || !path(v) || jumbled(v) {
		return false
	}
	root, rest, more := bytes.Cut(v[1:], []byte("/"))
	pass := containsFold(name, []byte("pass"))
	if more && len(rest) > 0 && in(roots, root) && (!pass || wordPath(v)) {
		return true
	}
	last := v[bytes.LastIndexByte(v, '/')+1:]
	dot := bytes.LastIndexByte(last, '.')
	return dot > 0 && in(fileEnds, last[dot+1:]) && wordPath(v[:len(v)-len(last)+dot]) && !pass || repeats(name, v)
}

// unexported reports the name of a field in small letters, behind another one, as %+v prints a struct:
// {user:ada password:x}.
func (c *Candidate) unexported(text []byte) bool {
	if c.quoted || c.name < 2 || text[c.name-1] != ' ' {
		return false
	}
	before := text[max(0, c.name-maxText):c.name]
	i := bytes.LastIndexAny(before, "{}\n")
	if i < 0 || before[i] != '{' {
		return false
	}
	colon := bytes.IndexByte(before[i:], ':')
	return colon > 1 && nameBytes(before[i+1:i+colon]) && !bytes.ContainsAny(before[i:], ",\"'")
}

// wordPath reports a path of which each part is made of words of one case, with a few digits
// behind them.
func wordPath(v []byte) bool {
	run, nums := 0, 0
	for i, b := range v {
		switch k := kindOf(b); {
		case b == '/' || b == '.' || b == '-' || b == '_':
			run, nums = 0, 0
			continue
		case k == digit && (run > 1 || run == 1 && lower32(v[i-1]) == 'v') && nums < 2:
			nums++
		case b >= 0x80 || k != lower && k != upper || nums > 0 || run > 1 && k != kindOf(v[i-1]) || run == 1 && k == upper && kindOf(v[i-1]) == lower:
			return false
		}
		run++
	}
	return true
}

// repeats reports the path of a page that says what the name says, in words that such paths
// have: password:/users/password.
func repeats(name, v []byte) (yes bool) {
	for part := range bytes.FieldsFuncSeq(v, func(r rune) bool { return r == '/' || r == '-' || r == '_' }) {
		if !in(routeWords, part) {
			return false
		}
		yes = yes || len(part) > 2 && containsFold(name, part)
	}
	return yes
}

// containsFold reports that text has the word in it, in any case.
func containsFold(text, word []byte) bool {
	for i := 0; i+len(word) <= len(text); i++ {
		if bytes.EqualFold(text[i:i+len(word)], word) {
			return true
		}
	}
	return false
}

// rootedKey reports base64 that begins with a solidus, behind a name and a colon where a
// path may stand as well: it has padding, or a part that is no name of a file.
func rootedKey(v []byte) bool {
	if len(v) > maxHarmless {
		return true
	}
	if len(v) < minRooted {
		return false
	}
	for _, b := range v {
		if k := kindOf(b); k == sep && b != '/' && b != '+' && b != '=' && b != '-' && b != '_' {
			return false
		}
	}
	return v[len(v)-1] == '=' || jumbled(v)
}
