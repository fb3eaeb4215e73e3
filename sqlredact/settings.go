package sqlredact

import (
	"slices"
	"strings"

	"github.com/DataDog/go-sqllexer"
)

// setting follows SET name = value and ALTER … SET name TO value, where a value may be a word.
type setting struct {
	on    bool // names and values follow
	armed bool // a name comes next, or is at hand
	due   bool // a value that may be a secret does
	list  bool // that one may go on behind a comma
}

// hadoop are systems in which a value is all that follows, and names without a meaning are variables:
// https://spark.apache.org/docs/latest/sql-ref-syntax-aux-conf-mgmt-set.html
var hadoop = []string{"databricks", "hive", "spark"}

// extensible are systems in which a name with a dot that no extension has is a program's own, and those that
// may be one of them: https://www.postgresql.org/docs/current/runtime-config-custom.html
var extensible = []string{"postgresql", "postgres", "cockroachdb", "aws.redshift", "redshift", "edb", "other_sql", ""}

// configure takes a token that is neither space nor comment.
func (r *reading) configure(token string) {
	s := &r.set
	switch {
	case token == ";":
		*s = setting{}
		if r.vars.routine && !r.vars.atomic && r.postgres() {
			r.vars.routine, r.vars.body = false, false
		}
	case r.cypher || r.vars.depth > 0 || r.vars.routine && r.bodied(token):
	case is(token, "set") && (r.stmt.verb == token && r.stmt.words == 0 || is(r.stmt.verb, "alter") && r.stmt.kind != rows || r.vars.routine):
		*s = setting{on: true, armed: true}
	case !s.on:
	case is(token, "for", "select", "where", "from"), is(r.stmt.verb, "set") && is(token, "password"): // of an account
		*s = setting{}
	case token == ",":
		s.due = s.list && !r.assigns(r.at+1)
		s.armed = !s.due
	}
}

// bodied reports that the body of a routine is at hand, in which SET assigns variables. What stands before it are
// the settings of PostgreSQL, where a semicolon ends the body, too, but that of BEGIN ATOMIC.
func (r *reading) bodied(token string) bool {
	v := &r.vars
	v.body = v.body || is(token, "begin", "return") ||
		!r.postgres() && (is(token, "as", "is", "for", "declare", "when") || is(token, "set") && !is(r.stmt.verb, "alter"))
	v.atomic = v.atomic || is(token, "atomic")
	if v.body {
		r.set = setting{}
	}
	return v.body
}

// postgres reports that the system is PostgreSQL or one of its kin.
func (r *reading) postgres() bool { return r.system == sqllexer.DBMSPostgres && !r.unknown }

// assigns reports that a word and "=" stand there.
func (r *reading) assigns(at int) bool {
	rest := r.text[behind(r.text, at):]
	n := 0
	for n < len(rest) && !blank(rest[n:]) && strings.IndexByte("=,;", rest[n]) < 0 {
		n++
	}
	return strings.HasPrefix(rest[behind(rest, n):], "=")
}

// configured returns the length of "=" behind the name of a setting that may hold a secret, and of its value.
func (r *reading) configured() (int, sqllexer.TokenType) {
	s, rest := &r.set, r.text[r.at:]
	if s.armed {
		n := 0
		switch {
		case strings.HasPrefix(rest, ":="), len(rest) > 2 && is(rest[:2], "to") && blank(rest[2:]) && r.at > 0 && blank(r.text[r.at-1:]):
			n = 2
		case rest[0] == '=':
			n = 1
		default:
			return 0, 0
		}
		s.armed = false
		name := r.setting()
		if s.due = r.sensitive(name) || r.showing(name, r.at+n); !s.due {
			return 0, 0
		}
		r.secrets = true
		s.list = slices.Contains(extensible, r.name)
		return n, sqllexer.OPERATOR
	}
	if blank(rest) || r.commented(rest) {
		return 0, 0
	}
	s.due = false
	n := wordEnd(rest)
	switch c := rest[0]; {
	case c == '"' || c == '`':
		if n = quoted(rest); n < 0 || strings.Contains(rest[:n], `\`) {
			return 0, 0
		}
	case c == '\'':
		return 0, 0
	case slices.Contains(hadoop, r.name):
		rest, _, _ = strings.Cut(rest, ";")
		rest = strings.TrimRight(rest, " \t\r\n\v\f")
		n = len(rest)
		if stands(rest) && wordEnd(rest) == n {
			return 0, 0
		}
		r.doubted = strings.ContainsAny(rest, "'\"`\\") || strings.Contains(rest, "/*")
	case n == 0 || stands(rest), strings.IndexByte("[{", c) >= 0, rest[n:] != "" && rest[n] == '(' && strings.IndexFunc(rest[:n], odd) < 0:
		return 0, 0
	case r.waits(rest[:1]):
		s.due = true
		return 0, 0
	default:
		comment := r.comments(rest[:n])
		r.doubted = strings.ContainsAny(rest[:n], "`\\") || comment >= 0 && r.marked(comment) || rest[n:] != "" && strings.IndexByte(`'"`, rest[n]) >= 0
	}
	if is(rest[:n], "default", "null", "true", "false", "on", "off") {
		return 0, 0
	}
	r.hidden = true
	return n, sqllexer.STRING
}

// odd reports what no name of a function has.
func odd(c rune) bool { return c != '.' && !nameable(c) }

// setting returns the name before the sign at hand, of 256 bytes at most.
func (r *reading) setting() string {
	name := strings.TrimRight(r.text[max(0, r.at-256):r.at], " \t\r\n")
	return name[strings.LastIndexAny(name, " \t\r\n,;(")+1:]
}

// sensitive reports that the value of a setting may be a secret: its name says so, or is a program's own.
func (r *reading) sensitive(name string) bool {
	name = strings.ToLower(strings.Trim(name, "\"`[]"))
	if name == "" || name[0] == '@' && !strings.HasPrefix(name, "@@") || strings.HasPrefix(name, "new.") || strings.HasPrefix(name, "old.") {
		return false
	}
	for part := range strings.FieldsFuncSeq(name, func(c rune) bool { return strings.ContainsRune(".:@\"`[]", c) }) {
		if telling(part) {
			return true
		}
	}
	if last := name[strings.LastIndexAny(name, ".-_")+1:]; is(last, "auth", "authorization") && strings.Contains(name, ".") {
		return true
	}
	head, _, dotted := strings.Cut(strings.Trim(name, "@"), ".")
	switch {
	case strings.HasPrefix(name, "@@"), is(r.vars.former, "variable", "var", "setting"):
		return false
	case slices.Contains(hadoop, r.name):
		if _, rest, ok := strings.Cut(name, ":"); ok && !strings.HasPrefix(name, "hivevar:") {
			return r.sensitive(rest)
		}
		return !slices.Contains(own, strings.TrimRight(head, "\"`"))
	}
	return dotted && slices.Contains(extensible, r.name) && !slices.Contains(own, strings.TrimRight(head, "\"`]"))
}

// showing reports a value of a setting of Spark and Hive in which a secret stands, whatever the setting is called:
// jdbc:x?password=y, -Dx.password=y, Bearer y.
func (r *reading) showing(name string, at int) bool {
	if at < r.shown || !slices.Contains(hadoop, r.name) && !slices.Contains(own, strings.ToLower(firstPart(name))) {
		return false
	}
	value, _, _ := strings.Cut(r.text[at:], ";")
	r.shown = at + len(value)
	for word := range strings.FieldsSeq(value) {
		if is(word, "bearer", "basic") {
			return true
		}
		for rest := word; ; {
			part, behind, ok := strings.Cut(rest, "=")
			if !ok {
				break
			}
			part = part[strings.LastIndexAny(part, ".?&,:/-")+1:]
			if behind != "" && telling(strings.ToLower(part)) {
				return true
			}
			rest = behind
		}
	}
	return false
}

// firstPart returns what is before the first dot of a name.
func firstPart(name string) string {
	head, _, _ := strings.Cut(name, ".")
	return head
}

// telling reports that a part of a name tells of a secret, and not of what becomes of secrets.
func telling(part string) bool {
	if part == "validate_password" {
		return false
	}
	last := part[strings.LastIndexAny(part, "_-")+1:]
	if slices.Contains(harmless, last) {
		return false
	}
	for _, w := range []string{"password", "passwd", "passphrase", "secret", "credential", "access_key", "access-key", "accesskey", "connection_string"} {
		if strings.Contains(part, w) {
			return true
		}
	}
	for _, w := range []string{"key", "token", "pwd", "pass"} {
		if strings.HasSuffix(part, w) {
			return true
		}
	}
	return is(last, "pat", "pin", "sas")
}

// harmless are ends of names behind which no secret stands.
var harmless = []string{
	"encryption", "policy", "history", "lifetime", "length", "check", "checks", "size", "plugin", "plugins", "count", "timeout", "ttl",
	"interval", "enabled", "users", "reuse", "provider", "providers", "passwordfile",
}

// own are the first parts of names that the systems and what comes with them have.
var own = []string{
	"auto_explain", "citus", "pg_prewarm", "pg_stat_statements", "pg_trgm", "plperl", "plpgsql", "postgres_fdw", "timescaledb",
	"databricks", "datanucleus", "delta", "dfs", "fs", "hadoop", "hive", "io", "ipc", "javax", "mapred", "mapreduce", "orc", "parquet", "spark", "tez",
	"yarn",
	"ansi_mode", "legacy_time_parser_policy", "max_file_partition_bytes", "statement_timeout", "timezone", "use_cached_result",
}
