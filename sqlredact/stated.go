package sqlredact

import (
	"cmp"
	"strings"
)

// stated reports that a statement stands in the quote marks of a name, as the errors of drivers print some: one with a
// quote mark or a digit inside, or a list of values behind what SQLAlchemy prints before it.
func stated(token string) bool {
	if len(token) < len(`"SET a=1"`) || strings.IndexByte(token, ' ') < 0 {
		return false
	}
	inside := strings.TrimSpace(token[1 : len(token)-1])
	if head, rest, ok := strings.Cut(inside, ": "); ok && is(head, "sql", "parameters", "query", "statement") {
		return strings.ContainsAny(rest, "'\"0123456789")
	}
	if opened(inside, "=(,<>|") {
		return true
	}
	verb, rest := first(inside)
	for verb == "EXPLAIN" || verb == "ANALYZE" {
		verb, rest = first(strings.TrimLeft(rest, " \t\r\n"))
	}
	if rest == "" || !blank(rest) || !strings.ContainsAny(rest, "'\"0123456789") || !strings.ContainsAny(rest, "'=<>(,") {
		return false
	}
	if second, ok := companions[verb]; ok {
		if opened(rest, "") {
			return true
		}
		if strings.HasPrefix(second, "+") { // right behind it
			rest = strings.TrimLeft(rest, " \t\r\n")
			next, _ := first(rest)
			return has(second[1:], next)
		}
		for word := range strings.FieldsSeq(rest) {
			if has(second, strings.ToUpper(word)) {
				return true
			}
		}
	}
	return false
}

// companions are the verbs of statements, and which words come behind them, right behind them where it says "+".
var companions = map[string]string{
	"SELECT": "FROM WHERE", "UPDATE": "SET", "WITH": "SELECT (SELECT INSERT UPDATE DELETE",
	"INSERT": "+INTO OVERWRITE IGNORE", "REPLACE": "+INTO", "UPSERT": "+INTO", "MERGE": "+INTO", "DELETE": "WHERE",
	"CREATE": "+USER ROLE LOGIN", "ALTER": "+USER ROLE LOGIN",
}

// opened reports a pair of single quote marks of which the first stands behind one of some signs, or behind a blank if there
// are none.
func opened(text, signs string) bool {
	for i := 1; i < len(text); i++ {
		n := strings.IndexByte(text[i:], '\'')
		if n < 0 {
			return false
		}
		i += n
		before := text[:i]
		if signs != "" {
			before = strings.TrimRight(before, " \t\r\n")
		}
		if before != "" && strings.IndexByte(cmp.Or(signs, " \t\r\n"), before[len(before)-1]) >= 0 {
			return strings.IndexByte(text[i+1:], '\'') >= 0
		}
	}
	return false
}
