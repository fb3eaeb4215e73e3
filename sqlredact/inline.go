package sqlredact

import "strings"

// inlines reports data behind a statement, which is no SQL, where the token at hand ends it: of COPY t FROM STDIN;
// and of INSERT INTO t FORMAT name, but of the formats that are read as SQL is. The formats are those of
// https://clickhouse.com/docs/interfaces/formats
func (r *reading) inlines(token string) bool {
	v := &r.vars
	due := v.format
	v.format = r.braces && is(token, "format") && is(r.stmt.verb, "insert", "ins") && v.depth == 0 && !operand(v.last) &&
		v.last != "," && !is(v.last, "select", "distinct", "into", "from", "as", "insert", "join")
	switch {
	case token == ";" && v.copies:
	case due && (token == ";" || token == "," || token == "." || token == ")"):
		return false
	case due:
		name, _ := first(r.text[r.at:])
		if is(name, "", "values", "null", "as", "from", "where", "in", "is", "union", "order", "group", "limit") || strings.HasPrefix(name, "JSON") {
			return false
		}
		if r.name != "clickhouse" && !inlined(name) {
			return false
		}
		return data(r.text[r.at+len(name):])
	default:
		v.copies = v.copies || is(r.stmt.verb, "copy") && is(token, "stdin") && is(v.last, "from")
		return false
	}
	v.copies = false
	return data(r.text[r.at+1:])
}

// inlined reports a name of a format.
func inlined(name string) bool {
	for _, head := range []string{"CSV", "TSV", "TSKV", "TABSEPARATED", "LINEASSTRING", "RAWBLOB", "CUSTOMSEPARATED", "TEMPLATE", "REGEXP", "ROWBINARY", "FORM", "MYSQLDUMP"} {
		if strings.HasPrefix(name, head) {
			return true
		}
	}
	return false
}

// data reports more than blanks and a semicolon.
func data(text string) bool { return strings.Trim(text, "; \t\r\n") != "" }
