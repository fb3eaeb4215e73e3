package sqlredact

import (
	"strings"
	"unicode/utf8"

	"github.com/DataDog/go-sqllexer"
)

// cut returns what the lexer does not know or has for a part of a longer token: operators before a comment, names before a slash,
// $name, Snowflake's comments, literals without quote marks, and names in backticks of systems such as SQLite that have SQL Server's besides.
func (r *reading) cut() (int, sqllexer.TokenType) {
	rest := r.text[r.at:]
	if rest == "" {
		return 0, 0
	}
	if r.hidden, r.head = false, 0; r.set.armed || r.set.due {
		if n, typ := r.configured(); n > 0 {
			return n, typ
		}
	}
	if !r.secret.due && rest[0] != ' ' {
		if n := r.unquoted(rest); n > 0 && (r.at == 0 || !word(r.text[r.at-1])) {
			return n, sqllexer.STRING
		}
		if strings.IndexByte("+-@:", rest[0]) >= 0 && r.unquoted(rest[1:]) > 0 {
			return 1, sqllexer.OPERATOR
		}
	}
	if r.cypher {
		if n, typ := r.graph(); n > 0 {
			return n, typ
		}
	}
	if n := r.address(rest); n > 0 {
		return n, sqllexer.STRING
	}
	if r.name == "influxdb" {
		if n, typ := r.pattern(rest); n > 0 {
			return n, typ
		}
	}
	switch c := rest[0]; {
	case c == ' ' || c == '\'' || c == '"' || isDigit(c):
	case c == '$' && r.dialect != sqllexer.DBMSSQLServer:
		n := 1
		for n < len(rest) && (isLetter(rest[n]) || rest[n] >= utf8.RuneSelf || n > 1 && isDigit(rest[n])) {
			n++
		}
		if n > 1 && (n == len(rest) || rest[n] != '$' || r.dialect == sqllexer.DBMSSnowflake) {
			return n, sqllexer.IDENT
		}
	case c == '`' && r.backticks && r.dialect == sqllexer.DBMSSQLServer:
		if n := strings.IndexByte(rest[1:], '`'); n >= 0 {
			return n + 2, sqllexer.QUOTED_IDENT
		}
	case c == '/' && strings.HasPrefix(rest, "//") && r.dialect == sqllexer.DBMSSnowflake:
		line, _, _ := strings.Cut(rest, "\n")
		return len(line), sqllexer.COMMENT
	case isLetter(c) || c >= utf8.RuneSelf:
		if r.prefixed {
			if n := prefix(rest); n > 0 && (r.at == 0 || blank(r.text[r.at-1:]) || strings.IndexByte("(,=<>[{|+", r.text[r.at-1]) >= 0) {
				return n, sqllexer.IDENT
			}
		}
		if r.at < r.letters {
			break
		}
		n := 1
		for n < len(rest) && (isLetter(rest[n]) || isDigit(rest[n]) || rest[n] >= utf8.RuneSelf || strings.IndexByte(".?$#@!", rest[n]) >= 0) {
			n++
		}
		if n < len(rest) && rest[n] == '/' {
			return n, sqllexer.IDENT
		}
		r.letters = r.at + n
	case r.at >= r.operators:
		n := 0
		for n < len(rest) && strings.IndexByte("+-*/=<>!&|^%~?@:#", rest[n]) >= 0 && !r.commented(rest[n:]) {
			n++
		}
		if n < len(rest) && r.commented(rest[n:]) {
			return n, sqllexer.OPERATOR
		}
		r.operators = r.at + n
	}
	return 0, 0
}

// prefix returns the length of the word that a string in double quote marks begins with: r, b, x, N, DATE and the like, and
// _utf8mb4. The lexer takes both for a name.
func prefix(text string) int {
	n := 0
	for n < len(text) && n < 20 && word(text[n]) {
		n++
	}
	if n == len(text) || text[n] != '"' || text[0] != '_' && !is(text[:n], "r", "b", "rb", "br", "n", "x", "date", "time", "timestamp", "datetime", "json",
		"numeric", "bignumeric", "timestamp_ntz", "timestamp_ltz") {
		return 0
	}
	return n
}

// commented reports that a comment begins text.
func (r *reading) commented(text string) bool {
	return strings.HasPrefix(text, "--") || strings.HasPrefix(text, "/*") || text[0] == '#' && r.dialect == sqllexer.DBMSMySQL ||
		r.dialect == sqllexer.DBMSSnowflake && strings.HasPrefix(text, "//")
}

// commentIn returns where a comment begins in the token at hand, or -1.
func (r *reading) commentIn(token string) int {
	for n := range len(token) {
		if c := token[n]; (c == '/' || c == '#') && r.commented(r.text[r.at+n:]) {
			return n
		}
	}
	return -1
}

// comment hides one that may hold a literal, such as a condition that was taken out.
func (r *reading) comment(typ sqllexer.TokenType, token string) error {
	head, tail := 2, 0
	if token[0] == '#' {
		head = 1
	}
	if typ == sqllexer.MULTILINE_COMMENT {
		if tail = 2; strings.Contains(token[2:], "/*") {
			return ErrUnread // some systems nest them
		}
	}
	switch text := strings.TrimRight(token, "\r"); {
	case strings.Contains(text, "\r") && typ == sqllexer.COMMENT && strings.ContainsAny(text, "'\"`$"),
		strings.HasPrefix(token, "--") && !blank(token[2:]) && r.minus && r.dialect == sqllexer.DBMSMySQL && open(token) &&
			strings.TrimSpace(r.text[r.at+len(token):]) != "",
		(strings.HasPrefix(token, "/*!") || strings.HasPrefix(token, "/*M!")) && open(token):
		// A carriage return may end it, what stands there be no comment, or what is run.
		return ErrUnread
	}
	if strings.ContainsAny(token, "'\"`$") || strings.ContainsAny(token, "0123456789") && (!r.kept || mixed(token)) {
		r.literal(token, head, tail)
	}
	return nil
}

// mixed reports a word that has digits besides other letters.
func mixed(text string) bool {
	for word := range strings.FieldsSeq(text) {
		if strings.ContainsAny(word, "0123456789") && strings.Trim(word, "0123456789.,:;()-/*") != "" {
			return true
		}
	}
	return false
}

func blank(text string) bool { return text == "" || text[0] <= ' ' }

// marked reports that the line holds a quote mark from there on, or what begins a longer comment.
func (r *reading) marked(from int) bool {
	if from += r.at; from < r.line {
		return false
	}
	line, _, _ := strings.Cut(r.text[from:], "\n")
	if strings.ContainsAny(line, "'\"`$\\") || strings.Contains(line[1:], "/*") {
		return true
	}
	r.line = from + len(line)
	return false
}

// bracketed reports quote marks in the [name] that text begins with that have no other half there.
func bracketed(text string) bool {
	mark := byte(0)
	text = text[:min(len(text), 130)] // a name has 128 characters at most
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == ']' && mark != 0:
			return true
		case c == ']':
			if i++; i == len(text) || text[i] != ']' {
				return false
			}
		case c == mark:
			mark = 0
		case mark == 0 && (c == '\'' || c == '"' || c == '`'):
			mark = c
		}
	}
	return mark != 0
}

// open reports a quote mark without its other half.
func open(text string) bool {
	for i := 0; i < len(text); i++ {
		if strings.IndexByte("'\"`", text[i]) < 0 {
			continue
		}
		n := strings.IndexByte(text[i+1:], text[i])
		if n < 0 {
			return true
		}
		i += n + 1
	}
	return false
}
