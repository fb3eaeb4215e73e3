package grammar

import "bytes"

// chpasswd is the program that takes users with their passwords.
const chpasswd = "chpasswd"

// NoPipe reports that no program of a pipe stands behind a word that ends at i.
func NoPipe(text []byte, i int) bool {
	return !bytes.Contains(text[i:min(len(text), i+maxEarly+len(chpasswd))], []byte(chpasswd))
}

// maxUser bounds the bytes before the colon.
const maxUser = 256

// openPipe begins behind the word of a shell that writes what a pipe may give to chpasswd.
func openPipe(text []byte, start, end int) (e Early, ok bool) {
	word := command{word: string(text[start:end])}
	if !word.alone(text, start) {
		return e, false
	}
	return Early{Pos: end, start: start, phase: earlyUser}, true
}

// pipe reads echo "ada:x" | sudo chpasswd: what stands between the first colon and the
// pipe is the value.
func (e *Early) pipe(text []byte, final bool) Status {
	for e.Pos-e.start <= maxEarly && (e.phase != earlyUser || e.Pos-e.start <= maxUser) {
		i, most := e.Pos, maxEarly
		if e.phase == earlyUser {
			most = maxUser
		}
		for i < len(text) && byteClass[text[i]]&inNames != 0 && i-e.start <= most {
			i++
		}
		if i > e.Pos {
			if e.Pos = i; e.phase != earlyPipe {
				e.end = i
			}
			continue
		}
		t := next(text, e.Pos, 0, final)
		switch {
		case t.kind == tokMore:
			return More
		case t.kind == tokSkip:
		case e.phase == earlyPipe:
			if st := e.piped(text, t); st != More {
				return st
			}
		case t.kind == tokEnd, t.kind == tokLine:
			return Dead
		default:
			switch st := e.written(text, t, final); st {
			case wait:
				return More
			case Dead:
				return Dead
			}
		}
		e.Pos += t.width
	}
	return Dead
}

// written reads an argument of echo.
func (e *Early) written(text []byte, t token, final bool) Status {
	open := e.form.ch != 0
	if t == (token{tokQuote, '"', 0, 1}) {
		switch next := text[e.Pos+1:]; {
		case e.inStr:
			return Dead
		case open:
		case len(next) == 0 && !final:
			return wait
		case len(next) == 0 || bytes.IndexByte([]byte(",:]}"), next[0]) >= 0:
			return Dead // of a string in which all of it stands
		}
	}
	switch {
	case t.kind == tokQuote && open && e.form == (quote{t.ch, t.esc}):
		e.form = quote{}
		return More
	case t.kind == tokQuote && !open:
		e.form = quote{t.ch, t.esc}
		if e.phase == earlyPass && e.Pos == e.val {
			e.val += t.width
			e.end = e.val
		}
		return More
	case t.kind == tokQuote && t.ch == '"' && t.esc < e.form.esc:
		return Dead // the string in which all of it stands ends
	case !open && t.kind == tokBreak:
		return Dead
	case t.kind == tokBreak, !open && t.kind == tokSpace:
		return More
	case t.kind != tokChar:
	case e.form.ch != '\'' && t.ch == '(' && text[e.Pos-1] == '$' && e.depth < 100:
		if e.depth++; e.depth == 1 && e.phase == earlyUser {
			e.val = e.Pos
		}
	case e.depth > 0 && t.ch == ')':
		e.depth--
	case e.depth > 0 && (e.phase != earlyUser || t.ch != ':' || reader(text[max(0, e.val):e.Pos])):
	case e.phase == earlyUser && t.ch == ':':
		e.phase, e.val, e.depth = earlyPass, e.Pos+t.width, 0
		e.end = e.val
		return More
	case !open && t.ch == '|':
		if e.phase == earlyUser || e.end == e.val {
			return Dead
		}
		e.phase, e.word = earlyPipe, e.Pos+t.width
		return More
	case !open && (t.ch == ';' || t.ch == '&'):
		return Dead
	}
	e.end = e.Pos + t.width
	return More
}

// piped reads the programs behind the pipe.
func (e *Early) piped(text []byte, t token) Status {
	if t.kind == tokChar && bytes.IndexByte([]byte("|;&()<>"), t.ch) < 0 {
		if t.ch == '/' {
			e.word = e.Pos + t.width
		}
		return More
	}
	switch {
	case string(text[e.word:e.Pos]) == chpasswd:
		return Done
	case e.inStr && t == (token{tokQuote, '"', 0, 1}), t.kind != tokSpace && t.kind != tokQuote && t.ch != '|', t.ch == '|' && text[e.Pos-1] == '|':
		return Dead
	}
	e.word = e.Pos + t.width
	return More
}
