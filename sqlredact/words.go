package sqlredact

import (
	"strings"

	"github.com/DataDog/go-sqllexer"
)

// named reports a word behind which the password of an account, or a key, stands as a string or as a word: of
// CREATE USER a PASSWORD word (SAP HANA), AS PASSWORD = word (Teradata), CONNECT TO d USER a USING word NEW word
// CONFIRM word (Db2), PRAGMA key = word and ATTACH f AS d KEY word (SQLCipher), CONNECT user/word@db, UNPLUG …
// ENCRYPT USING word and WALLET OPEN AUTHENTICATED BY word (Oracle), .LOGON host/user,word (Teradata), LOGIN
// user word (cqlsh).
func (r *reading) named(last, token string) bool {
	if r.stmt.kind != accounts {
		return false
	}
	switch {
	case is(r.stmt.verb, "pragma"):
		name := token[strings.LastIndexByte(token, '.')+1:]
		return (is(last, "pragma") || last == "." || strings.HasPrefix(last, "\"")) &&
			is(name, "key", "rekey", "hexkey", "hexrekey", "textkey", "textrekey")
	case is(r.stmt.verb, "connect", "conn") && token[0] == '/':
		rest := r.text[r.at+1:]
		return !is(last, "connect", "conn") && !stands(rest) && !strings.HasPrefix(rest, "?")
	case is(r.stmt.verb, "logon"):
		return token == ","
	case is(r.stmt.verb, "login"):
		return is(last, "login")
	case is(token, "by"):
		return is(last, "authenticated") && is(r.stmt.verb, "alter") && is(r.stmt.made, "system")
	case is(token, "passwd", "mediapassword", "remote_password"):
		return true
	case is(token, "using") && is(last, "encrypt", "decrypt"):
		return true
	case is(token, "password"):
		return !is(last, "random", "current", "old", "generated")
	case is(token, "key"):
		return is(r.stmt.verb, "attach")
	case is(token, "using", "new", "confirm"):
		return r.secret.login && !is(last, "user")
	}
	return false
}

// leads reports what stands where a password may, and is none: the words of PASSWORD EXPIRE and the like, the
// prefix of a string, and placeholders that the lexer joins with what is before them.
func (r *reading) leads(last, token string) bool {
	switch rest := r.text[r.at:]; {
	case r.waits(token), token == "(" && is(last, "using"), r.called() && (token[0] == '@' || token == "{" || is(token, "null", "default")),
		token[0] == '=' && stands(rest[1:]), token[0] == '$' && (r.dollars || r.cypher) && len(token) > 1:
		return true
	case is(last, "password"):
		return is(token, "expire", "history", "reuse", "require", "lifetime", "null", "disable", "policy", "for", "from", "change", "never",
			"lock", "unlock", "identified", "using") || is(token, "to") && !r.changes()
	}
	return false
}

// waits reports that the password is still to come: behind the prefix of a string, or TO.
func (r *reading) waits(token string) bool {
	rest := r.text[r.at:]
	prefix, _, ok := strings.Cut(rest[:min(len(rest), len("U&'"))], "'")
	return ok && is(prefix, "n", "e", "x", "b", "g", "u&", "&") || is(token, "to") && r.changes()
}

// changes reports ALTER PASSWORD old TO new, or user new, of MaxDB.
func (r *reading) changes() bool { return is(r.stmt.verb, "alter") && is(r.stmt.made, "password") }

// comments returns where a comment may begin in a word, or -1.
func (r *reading) comments(word string) int {
	n := -1
	if r.dialect == sqllexer.DBMSSnowflake || r.unknown && r.slashes {
		n = strings.Index(word, "//")
	}
	if hash := strings.IndexByte(word, '#'); n < 0 && r.dialect == sqllexer.DBMSMySQL {
		n = hash
	}
	return n
}
