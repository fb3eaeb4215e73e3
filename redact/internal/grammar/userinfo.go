package grammar

import "bytes"

const (
	// MaxUserinfo bounds the bytes behind "://" in which an "@" is looked for.
	MaxUserinfo = 4096
	// MaxDSN bounds the bytes before "@tcp(" that are read.
	MaxDSN   = 256
	minToken = 20 // bytes of a user name that may be a token
	// maxPhrase bounds the bytes of a percent-encoded password up to a blank or a quote mark.
	maxPhrase = 128
)

// Userinfo reads what may be the user and the password of a URL. It is of fixed
// size and resumable like a Candidate.
type Userinfo struct {
	Pos   int
	start int
	colon int // first colon, or -1
	slash int // end of the authority, or -1
	at    int // last @ in the authority, or behind it where that cannot be a port
	port  bool
	pct   bool
	http  bool  // an @ behind the host is part of the path
	path  bool  // what stood before the slash is no host, so it may be none
	parse bool  // as url.Error quotes it: a blank is no end
	broke bool  // all is read up to a line end, and what is behind it is not known
	form  quote // the quote mark before the URL
	run   uint8 // characters of "://" that were read
}

// OpenUserinfo begins behind the "://", perhaps written with escapes, that lies at
// [start, end) of text.
func OpenUserinfo(text []byte, start, end int) Userinfo {
	scheme := start
	for scheme > 0 && start-scheme < maxURLScheme && nameByte(text[scheme-1]) {
		scheme--
	}
	if scheme > 0 && text[scheme-1] == '%' && start-scheme > 2 {
		scheme += 2 // digits of an escape
	}
	u := Userinfo{
		Pos: end, start: end, colon: -1, slash: -1, at: -1, port: true,
		pct:  bytes.IndexByte(text[start:end], '%') >= 0,
		http: web(text[:start]),
		form: before(text, scheme).form,
	}
	left := text[:max(0, scheme-1-min(int(u.form.esc), scheme-1))]
	u.parse = u.form.ch == '"' && (bytes.HasSuffix(left, []byte("parse ")) || bytes.HasSuffix(left, []byte("Location header ")))
	return u
}

const maxURLScheme = 16 // bytes of a scheme that are looked at

// web reports text that ends with http, https or ws, wss: schemes whose paths may
// well hold an "@".
func web(text []byte) bool {
	for _, s := range []string{"http", "https", "ws", "wss"} {
		if n := len(text) - len(s); n >= 0 && bytes.EqualFold(text[n:], []byte(s)) {
			return true
		}
	}
	return false
}

// NoUserinfo reports that a host, perhaps with a port, stands behind the "://" that ends
// at text[end], and then what ends it: Run would find nothing.
func NoUserinfo(text []byte, end int, final bool) bool {
	i, stop := end, min(len(text), end+maxHost)
	for i < stop && byteClass[text[i]]&spans != 0 && text[i] != '/' {
		i++
	}
	if i < stop && text[i] == ':' {
		for i++; i < stop && text[i] >= '0' && text[i] <= '9'; i++ {
		}
	}
	if i == stop {
		return i == len(text) && final
	}
	switch text[i] {
	case '\n', '\r': // of a password, if an @ is behind it
		for stop := min(len(text), i+maxBreaks+1); i < stop && (text[i] == '\n' || text[i] == '\r'); i++ {
		}
		return i == len(text) && final || i < len(text) && text[i] != '@' && text[i] != '\\'
	case '/', '?', '#', ' ', '\t', '"', '`':
		return true
	}
	return false
}

// maxHost bounds the bytes that NoUserinfo reads.
const maxHost = 256

// Hold returns the smallest offset that may be replaced.
func (u *Userinfo) Hold() int { return u.start }

// Cut returns what was read of a password, because it is about to be shown. Digits
// alone are taken for a port.
func (u *Userinfo) Cut() (start, end int, ok bool) {
	if u.colon < 0 || u.port || u.broke {
		return 0, 0, false
	}
	return u.colon + 1, u.Pos, true
}

// Rebase moves all offsets down by k.
func (u *Userinfo) Rebase(k int) {
	u.Pos -= k
	u.start -= k
	for _, p := range []*int{&u.colon, &u.slash, &u.at} {
		if *p >= 0 {
			*p -= k
		}
	}
}

// Run reads text from Pos on.
func (u *Userinfo) Run(text []byte, final bool) Status {
	for u.Pos-u.start <= MaxUserinfo {
		if u.colon < 0 || !u.port {
			u.Pos += u.ordinary(text[u.Pos:])
		}
		t := next(text, u.Pos, b2i(u.pct), final)
		switch t.kind {
		case tokMore:
			return More
		case tokQuote:
			if inside, more := u.inside(text, t, final); more {
				return More
			} else if !inside {
				return u.closed(text, t, final)
			}
			u.port = u.port && u.colon < 0
			u.Pos += t.width
			continue
		case tokSpace:
			if (u.parse || u.pct && (t.width > 1 || t.ch == '+') && u.Pos-u.colon < maxPhrase) && u.colon >= 0 && !u.port && u.at < 0 && u.slash < 0 {
				u.Pos += t.width
				continue
			}
			return u.finish()
		case tokLine, tokBreak:
			switch yes, more := u.goesOn(text, t, final); {
			case more:
				return More
			case yes:
				return u.finish()
			case u.parse && t.kind == tokBreak:
				u.port = u.port && u.colon < 0
				u.Pos += t.width
				continue
			}
			return u.finish()
		case tokEnd:
			return u.finish()
		case tokSkip:
			u.Pos += t.width
			continue
		}
		if u.again(t.ch) {
			return u.finish()
		}
		switch t.ch {
		case '[':
			if u.Pos == u.start {
				return Dead // an IPv6 address
			}
		case '<', '>':
			if u.colon < 0 || u.Pos != u.colon+1 && u.port {
				return u.finish()
			}
		case '@':
			if !u.path || text[u.Pos-1] != '/' {
				u.at = u.Pos
			}
		case '/', '?', '#':
			if u.at >= 0 && u.http && t.ch == '/' && u.colon >= 0 && !host(text[u.at+1:u.Pos]) {
				u.path = true
				break
			}
			if u.at >= 0 && (u.http || t.ch != '/') {
				return u.finish()
			}
			if u.slash >= 0 {
				break
			}
			u.slash = u.Pos
			if u.colon < 0 || u.at < 0 && u.port {
				return u.finish()
			}
		case ':':
			if u.colon < 0 {
				u.colon = u.Pos
			}
		case ',', ';':
			if u.colon >= 0 && u.port && u.slash < 0 && u.at < 0 && u.Pos > u.colon+1 {
				return u.finish() // host:port; host:port,
			}
			u.port = false
		default:
			if u.colon >= 0 && u.at < 0 && (t.ch < '0' || t.ch > '9') {
				u.port = false
			}
		}
		u.Pos += t.width
	}
	return u.finish()
}

// goesOn reports that the line end t, with others behind it, is the last of a password, as of one that was
// read from a file. It stays.
func (u *Userinfo) goesOn(text []byte, t token, final bool) (yes, more bool) {
	if u.broke = false; u.colon < 0 || u.at >= 0 || u.slash >= 0 {
		return false, false
	}
	i := u.Pos + t.width
	for range maxBreaks {
		switch t := next(text, i, b2i(u.pct), final); {
		case t.kind == tokMore:
			u.broke = true
			return false, true
		case t.kind == tokLine, t.kind == tokBreak:
			i += t.width
		case t.kind == tokChar && t.ch == '@':
			u.at = u.Pos
			return true, false
		default:
			return false, false
		}
	}
	return false, false
}

// maxBreaks bounds the line ends of a password.
const maxBreaks = 4

// closed ends what a quote mark ends. url.Parse takes a password for a port in which a # or a slash stands.
func (u *Userinfo) closed(text []byte, t token, final bool) Status {
	if !u.parse || u.colon < 0 || u.port || u.at >= 0 {
		return u.finish()
	}
	rest := text[u.Pos+t.width:]
	if len(rest) < len(": ") && !final {
		return More
	}
	if bytes.HasPrefix(rest, []byte(": ")) {
		if u.at = u.Pos; u.slash >= 0 {
			u.at = u.slash
		}
	}
	return u.finish()
}

// inside reports a quote mark that is part of a password: one of a deeper level than
// that before the URL, or an apostrophe between letters.
func (u *Userinfo) inside(text []byte, t token, final bool) (yes, more bool) {
	if u.colon < 0 || u.at >= 0 {
		return false, false
	}
	if f := u.form; f.ch == '"' && t.ch == '"' && t.esc > f.esc && t.esc < pctLevel {
		return true, false
	}
	if u.pct && !u.port && t.esc >= pctLevel && (t.ch != u.form.ch || u.form.esc < pctLevel) && u.Pos-u.colon < maxPhrase {
		return true, false
	}
	if t.ch != '\'' || u.form == (quote{t.ch, t.esc}) {
		return false, false
	}
	i := u.Pos + t.width
	if i == len(text) {
		return false, !final
	}
	return kindOf(text[i]) != sep, false
}

// host reports what may be the host of a URL: localhost, or with a dot, a port or a
// bracket. A single word may also be the middle of a password.
func host(v []byte) bool {
	return len(v) == 0 || bytes.ContainsAny(v, ".:[") || string(v) == "localhost"
}

// ordinary returns how many bytes follow that mean nothing here.
func (u *Userinfo) ordinary(text []byte) int {
	n := 0
	for n < len(text) && n < MaxUserinfo && byteClass[text[n]]&spans != 0 && text[n] != '/' {
		n++
	}
	if n > 0 {
		u.run = 0
	}
	return n
}

// again reports that another URL begins.
func (u *Userinfo) again(ch byte) bool {
	switch {
	case ch == ':':
		u.run = 1
	case ch == '/' && u.run > 0:
		u.run++
	default:
		u.run = 0
	}
	return u.run == 3
}

func (u *Userinfo) finish() Status {
	if u.at < 0 {
		return Dead
	}
	return Done
}

// Spans returns the password and the user to replace; an empty span is none.
func (u *Userinfo) Spans(n *Names, text []byte) (pass, user [2]int) {
	info := text[u.start:u.at]
	userEnd := u.at
	colon := n.colon(info)
	if i := bytes.IndexByte(info, '%'); (u.pct || colon < 0) && i >= 0 {
		for ; i+2 < len(info) && (colon < 0 || i < colon); i++ {
			if info[i] == '%' && info[i+1] == '3' && info[i+2]|0x20 == 'a' {
				userEnd = u.start + i
				pass = [2]int{userEnd + 3, u.at}
				break
			}
		}
	}
	if pass[1] == 0 && colon >= 0 {
		userEnd = u.start + colon
		pass = [2]int{userEnd + 1, u.at}
	}
	if !n.Hide(Class{}, text[pass[0]:pass[1]], true) {
		pass = [2]int{}
	}
	if tokenLike(text[u.start:userEnd]) || userEnd < u.at && bytes.HasPrefix(text[userEnd+1:u.at], []byte(oauthBasic)) {
		user = [2]int{u.start, userEnd}
	}
	return pass, user
}

// oauthBasic is the password beside a token that stands where the user should.
const oauthBasic = "x-oauth-basic"

// colon returns the offset of the first colon that is not part of a replacement of
// ours, or -1.
func (n *Names) colon(v []byte) int {
	for from := 0; ; {
		i := bytes.IndexByte(v[from:], ':')
		if i < 0 {
			return -1
		}
		i += from
		open, end := bytes.LastIndexAny(v[from:i], "[("), bytes.IndexAny(v[i:], "])")
		if open < 0 || end < 0 || !n.IsMark(v[from+open:i+end+1]) {
			return i
		}
		from = i + end + 1
	}
}

// tokenLike reports text that is too long and too mixed to be a user's name.
func tokenLike(v []byte) bool {
	nums, letters := 0, 0
	for _, b := range v {
		switch kindOf(b) {
		case digit:
			nums++
		case lower, upper:
			letters++
		default:
			if b != '_' && b != '-' && b != '.' && b != '~' && b != '%' {
				return false
			}
		}
	}
	return len(v) >= minToken && (nums >= 3 && letters >= 3 || jumbled(v)) || letters == len(v) && len(v) >= minLetters && mixedCase(v) && !camel(v)
}

const (
	minLetters = 16 // letters, large and small, that are no name
	minJumble  = 14 // the same with a digit or two, and no sign
	minHumps   = 3  // humps among them that are shorter than words
)

// jumbled reports letters and digits in which the case changes as in no name: the longest
// run of them has three humps shorter than three.
func jumbled(v []byte) bool {
	run, hump, short := 0, 0, 0
	for i, b := range v {
		k := kindOf(b)
		if k == sep {
			run, hump, short = 0, 0, 0
			continue
		}
		if run > 0 && (k == upper || (k == digit) != (kindOf(v[i-1]) == digit)) {
			if hump < 3 {
				short++
			}
			hump = 0
		}
		run++
		hump++
		if run >= minJumble && short >= minHumps && mixedCase(v[i+1-run:i+1]) {
			return true
		}
	}
	return false
}

// mixedCase reports capitals behind small letters.
func mixedCase(v []byte) bool {
	for i := range v[1:] {
		if kindOf(v[i]) == lower && kindOf(v[i+1]) == upper {
			return true
		}
	}
	return false
}

// DSN returns the password of user:password@tcp(host)/db, given the offset of
// the "@"; an empty span is none.
func DSN(n *Names, text []byte, at int) (pass [2]int) {
	floor := max(0, at-MaxDSN)
	if bytes.IndexByte(text[floor:at], ':') < 0 {
		return pass
	}
	i := at
	for i > floor && !partsDSN(text[:at], i-1) {
		i--
	}
	part := text[i:at]
	colon := n.colon(part)
	if colon < 0 || signsOnly(part[colon+1:]) || bytes.Contains(part, []byte("://")) || !n.Hide(Class{}, part[colon+1:], true) {
		return pass
	}
	if text[at+1] == '/' && !bareDSN(part[:colon], part[colon+1:]) {
		return pass
	}
	return [2]int{i + colon + 1, at}
}

// partsDSN reports that a blank, a line end or a quote mark begins at text[i].
func partsDSN(text []byte, i int) bool {
	switch text[i] {
	case ' ', '\t', '\n', '\r', '"', '\'', '`':
		return true
	case '&':
		if i+1 == len(text) || text[i+1] != 'q' && text[i+1] != '#' && text[i+1] != 'a' {
			return false
		}
	case '\\':
	default:
		return false
	}
	t := next(text, i, 0, true)
	return t.kind != tokChar && t.kind != tokSkip
}

// signsOnly reports a few signs, which are rather the remains of something else.
func signsOnly(v []byte) bool {
	for _, b := range v {
		if kindOf(b) != sep {
			return false
		}
	}
	return len(v) < 4
}
