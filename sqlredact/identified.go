package sqlredact

import (
	"slices"
	"strings"

	"github.com/DataDog/go-sqllexer"
)

// identified follows IDENTIFIED BY password REPLACE password, and the lists and keystores of Oracle,
// where a password is a word or a name in quote marks.
type identified struct {
	word  string // the last one
	due   bool   // a password comes next
	soft  bool   // that is not of IDENTIFIED BY
	login bool   // a user of CONNECT TO was named
	given bool   // one came, in this statement
	more  bool   // a comma announces another one
	grant bool   // the statement is GRANT
	keys  bool   // the statement is ADMINISTER KEY MANAGEMENT
	doubt int    // the literals up to a password that may be a keyword, or a user
	past  int    // where the last password ends
}

// password reads a token that is neither space nor comment, and reports that it was one as a name is
// written, or a part of one. Whatever else stands there is hidden, too, up to the next blank: a server
// may refuse it, and log it.
func (r *reading) password(typ sqllexer.TokenType, token string) (bool, error) {
	s := &r.secret
	if r.at+len(token) <= s.past {
		s.word = token
		return true, nil
	}
	oracle := r.own && r.dialect == sqllexer.DBMSOracle
	text := typ == sqllexer.STRING || typ == sqllexer.INCOMPLETE_STRING ||
		(s.due || s.doubt > 0) && stands(r.text[r.at:])
	argument := r.argument(s.word, token)
	last, due, more, soft := s.word, s.due, s.more, s.soft
	s.word, s.due, s.more, s.soft = token, false, false, false
	if s.doubt > 0 {
		switch {
		case is(last, "values", "password") && (text || typ == sqllexer.QUOTED_IDENT):
			due = true
		case is(last, "random") && !oracle && is(token, "password"), is(last, "external") && is(token, "store"),
			s.grant && (is(token, "identified") || token[0] == '@'):
		default:
			s.doubt = 0
		}
		if s.doubt > 0 {
			r.literals = slices.Delete(r.literals, s.doubt-1, s.doubt)
			s.doubt = 0
		}
	}
	if soft && r.leads(last, token) {
		due, s.due = false, r.waits(token)
		s.soft = s.due
	}
	switch {
	case token == ";":
		*s = identified{}
	case due && (token == "(" || token == "="):
		s.due, s.soft = true, soft
	case due && text:
		s.given, s.more = s.given || !soft, s.grant && oracle
		s.due = soft && r.changes()
		s.soft = s.due
	case due && token != "," && token != ")":
		if typ != sqllexer.QUOTED_IDENT && r.suspicious(token) {
			return false, ErrUnread
		}
		begin := r.at
		if n := len(r.literals); s.past == begin && n > 0 && r.literals[n-1].end == begin { // a doubled quote mark
			begin = r.literals[n-1].start
		}
		s.past = r.at + max(len(token), wordEnd(r.text[r.at:]))
		if n := r.comments(r.text[r.at:s.past]); n >= 0 && r.marked(n) || soft && strings.ContainsAny(r.text[r.at:s.past], "`\\") {
			return false, ErrUnread // what is behind it may be no statement
		}
		r.literals = append(r.literals, span{start: begin, end: s.past})
		if !soft && (more || is(token, "values", "password", "random", "external")) {
			s.doubt = len(r.literals)
		}
		s.given, s.more = s.given || !soft, s.grant
		s.due = typ == sqllexer.QUOTED_IDENT && strings.HasPrefix(r.text[s.past:], token[len(token)-1:])
		if soft && (r.changes() || is(token, "password")) {
			s.due, s.soft = true, true
		}
		return true, nil
	case is(token, "by") && is(last, "identified"), is(token, "replace") && s.given,
		s.keys && (is(token, "set") && s.given || is(token, "secret") && is(last, "with", "add", "update")):
		s.due, r.secrets = true, true
	case argument, r.named(last, token):
		s.due, s.soft, r.secrets = true, true, true
	case is(token, "user") && r.stmt.kind == accounts && r.stmt.made == "":
		s.login = true
	case token == ",":
		s.due, s.more = more, more
	case is(token, "grant"):
		s.grant = true
	case is(token, "administer"):
		s.keys = true
	}
	return false, nil
}

// is reports that a token is one of some words.
func is(token string, words ...string) bool {
	for _, w := range words {
		if len(token) == len(w) && (w == "" || (token[0]^w[0])&^0x20 == 0 && strings.EqualFold(token, w)) {
			return true
		}
	}
	return false
}

// wordEnd returns where a word ends that may hold what no name does.
func wordEnd(text string) int {
	for i := range len(text) {
		if strings.IndexByte(" \t\r\n\v\f,;()'\"", text[i]) >= 0 || strings.HasPrefix(text[i:], "/*") || strings.HasPrefix(text[i:], "--") {
			return i
		}
	}
	return len(text)
}

// stands reports that text begins with a placeholder: "?", "?1", ":name", "@p1", "$1", "%s" or "%(name)s".
func stands(text string) bool {
	word := text[:wordEnd(text)]
	switch {
	case word == "":
		return false
	case word == "%s", word == "%" && strings.HasPrefix(text, "%("):
		return true
	}
	n := 1
	for n < len(word) && (isDigit(word[n]) || isLetter(word[n]) && (word[0] == ':' || word[0] == '@')) {
		n++
	}
	return n == len(word) && (word[0] == '?' && n <= 2 || n > 1 && strings.IndexByte(":@$", word[0]) >= 0)
}
