package sqlredact

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/DataDog/go-sqllexer"
)

// MaxText bounds a statement, in bytes.
const MaxText = 1 << 20

// Errors of [Sanitize]. They hold nothing of the text.
var (
	ErrUnread  = errors.New("sqlredact: the statement cannot be read")
	ErrTooLong = errors.New("sqlredact: the statement is longer than MaxText")
)

// Sanitize returns text, a statement of the database system, with its literals replaced
// by "?". The system is called as in db.system.name or db.system, or is "" if unknown.
// A text without literals is returned as it is. With an error, which tells nothing of
// the text, the result is "" and all of the text is to be hidden. It never panics, is
// safe for concurrent use, and costs a pass over the text for each way to read it, of
// which there are up to four, and the same over what is left as long as literals go, which
// is once as a rule; after five times it is an error.
func Sanitize(system, text string) (out string, err error) {
	defer func() {
		if recover() != nil {
			out, err = "", ErrUnread
		}
	}()
	switch {
	case len(text) > MaxText:
		return "", ErrTooLong
	case !utf8.ValidString(text):
		return "", ErrUnread
	}
	system = strings.ToLower(system)
	for range passes {
		ways, sql := dialects(system, text)
		graph := !sql && slices.Contains(cypher, system)
		switch {
		case graph:
			ways = []sqllexer.DBMSType{sqllexer.DBMSMySQL}
		case !sql:
			return text, nil
		}
		if tripled(system, text) || graph && escaped(text) {
			return "", ErrUnread
		}
		var last bool
		if out, last, err = once(system, text, ways, graph); err != nil || out == text || last {
			return out, err
		}
		text = out
	}
	return "", ErrUnread
}

// alike reports a text that every dialect reads alike with and without its literals.
func alike(text string) bool {
	return !strings.ContainsAny(text, "\"`[\\$#/") && !strings.Contains(text, "--")
}

// joins reports a question mark that may be a part of an operator or a name.
func joins(text string) bool {
	for i := 0; i < len(text); i++ {
		n := strings.IndexByte(text[i:], '?')
		if n < 0 {
			return false
		}
		i += n
		if i > 0 && strings.IndexByte(" \t\r\n,(=", text[i-1]) < 0 || i+1 < len(text) && strings.IndexByte(" \t\r\n,);", text[i+1]) < 0 {
			return true
		}
	}
	return false
}

// passes bounds how often what is left of a text is read again, since a text without a literal may read
// otherwise than it did with it. Two mostly do.
const passes = 5

// once replaces what any of some ways to read a text takes for literals, and reports that what is left reads
// alike.
func once(system, text string, ways []sqllexer.DBMSType, graph bool) (out string, last bool, err error) {
	own, named := byName[system]
	var all, quoted []span
	var read []sqllexer.DBMSType
	kept := graph && system == "neo4j" // numbers are
	var bounds []span
	bracket, hash, secrets := false, false, false
	prefixed := strings.Contains(text, `"`) && (own == sqllexer.DBMSMySQL && named || google(system) || slices.Contains(hadoop, system) || system == "" || system == "other_sql")
	for _, d := range ways {
		r := reading{
			text: text, dialect: d, system: own, own: named && d == own, unknown: !named,
			backticks: !named && !slices.Contains(escaping, system),
			minus:     !slices.Contains(plain, system) && !slices.Contains(escaping, system),
			dollars:   named && own == sqllexer.DBMSPostgres || slices.Contains(dollars, system),
			slashes:   system != "duckdb",
			raw:       !named && !google(system),
			durations: slices.Contains(cql, system),
			delimited: slices.Contains(delimited, system),
			name:      system,
			braces:    slices.Contains(braces, system),
			prefixed:  prefixed && !graph,
			cypher:    graph,
			kept:      kept,
		}
		r.vars.binds = named && own == sqllexer.DBMSOracle
		switch err := r.scan(); {
		case err == errOther:
			continue
		case err != nil:
			return "", false, err
		}
		read, bounds = append(read, d), r.bounds(bounds)
		bracket, hash = bracket || r.bracket, hash || r.hash
		all, quoted = append(all, r.literals...), append(quoted, r.quoted...)
		secrets = secrets || r.secrets
	}
	sqlserver := slices.Contains(read, sqllexer.DBMSSQLServer)
	switch {
	case len(read) == 0, !named && len(read) == 1 && sqlserver, bracket && !sqlserver && !graph,
		hash && !slices.Contains(read, sqllexer.DBMSMySQL):
		return "", false, ErrUnread
	}
	switch {
	case kept:
		bounds = []span{{end: len(text)}}
	case graph:
		bounds = nil
	}
	all = append(all, contested(quoted, len(read))...)
	out = replaced(text, all, bounds)
	return out, alike(text) && !secrets && !joins(out), nil
}

// everywhere are dialects that differ in what is a literal: by backslashes and double
// quote marks.
var everywhere = []sqllexer.DBMSType{sqllexer.DBMSMySQL, sqllexer.DBMSPostgres, sqllexer.DBMSSQLServer}

// byName are the systems of the semantic conventions that read text as one of the
// lexer's does: https://opentelemetry.io/docs/specs/semconv/registry/attributes/db/
var byName = map[string]sqllexer.DBMSType{
	"mysql": sqllexer.DBMSMySQL, "mariadb": sqllexer.DBMSMySQL, "tidb": sqllexer.DBMSMySQL,
	"postgresql": sqllexer.DBMSPostgres, "postgres": sqllexer.DBMSPostgres, "cockroachdb": sqllexer.DBMSPostgres,
	"aws.redshift": sqllexer.DBMSPostgres, "redshift": sqllexer.DBMSPostgres, "edb": sqllexer.DBMSPostgres,
	"microsoft.sql_server": sqllexer.DBMSSQLServer, "mssql": sqllexer.DBMSSQLServer, "mssqlcompact": sqllexer.DBMSSQLServer,
	"oracle": sqllexer.DBMSOracle, "oracle.db": sqllexer.DBMSOracle,
	"db2": sqllexer.DBMSDB2, "ibm.db2": sqllexer.DBMSDB2, "snowflake": sqllexer.DBMSSnowflake,
}

// dialects returns the ways to read a text, and whether it is SQL.
func dialects(system, text string) ([]sqllexer.DBMSType, bool) {
	if _, other := others[system]; other && !begins(system, text) || slices.Contains(documents, system) && object(text) {
		return nil, false
	}
	d, known := byName[system]
	switch {
	case !known:
		return everywhere, true
	case escapes(text), d != sqllexer.DBMSMySQL && strings.ContainsRune(text, '`'):
		// Servers can be told how to read a backslash.
		if slices.Contains(everywhere, d) {
			return everywhere, true
		}
		return append([]sqllexer.DBMSType{d}, everywhere...), true
	}
	return []sqllexer.DBMSType{d}, true
}

// escapes reports that a text has a backslash before a quote mark.
func escapes(text string) bool { return strings.Contains(text, `\'`) || strings.Contains(text, `\"`) }

// tripled reports a text that begins a literal with three quote marks in a row, which the lexer does not
// read, where the system is GoogleSQL or may be:
// https://cloud.google.com/spanner/docs/reference/standard-sql/lexical
func tripled(system, text string) bool {
	if _, other := byName[system]; other || slices.Contains(plain, system) {
		return false
	}
	if google(system) || escapes(text) {
		return three(text)
	}
	for i := 0; i < len(text); i++ {
		rest, n := text[i:], 0
		switch rest[0] {
		case '\'', '"':
			if strings.HasPrefix(rest, `'''`) || strings.HasPrefix(rest, `"""`) {
				return true
			}
			n = quoted(rest)
		case '-':
			n = past(rest, "--", "\n")
		case '/':
			if strings.HasPrefix(rest, "//") {
				return three(rest)
			}
			n = past(rest, "/*", "*/")
		case '`', '#', '[', '$', '\\':
			// Whether quote marks in what this begins are any is for the dialect to say.
			return three(rest)
		default:
			continue
		}
		if n < 0 {
			return false
		}
		i += max(n-1, 0)
	}
	return false
}

// google reports systems of GoogleSQL.
func google(system string) bool {
	return strings.Contains(system, "spanner") || strings.Contains(system, "bigquery")
}

func three(text string) bool {
	return strings.Contains(text, `'''`) || strings.Contains(text, `"""`)
}

// quoted returns the length of the literal that text begins with, in which a quote mark is doubled, or -1.
func quoted(text string) int {
	for i := 1; i < len(text); i++ {
		n := strings.IndexByte(text[i:], text[0])
		if n < 0 {
			break
		}
		if i += n + 1; i == len(text) || text[i] != text[0] {
			return i
		}
	}
	return -1
}

// past returns the length of the comment that text begins with, 0 if it begins with none, or -1.
func past(text, head, tail string) int {
	if !strings.HasPrefix(text, head) {
		return 0
	}
	n := strings.Index(text[len(head):], tail)
	if n < 0 {
		return -1
	}
	return len(head) + n + len(tail)
}

// plain are the systems that are read in every way but have no literals in three quote marks.
var plain = []string{
	"sqlite", "h2database", "hsqldb", "derby", "clickhouse", "duckdb", "cassandra", "trino", "presto", "teradata", "vertica",
	"firebirdsql", "hanadb", "sap.hana", "informix", "ibm.informix", "netezza", "ibm.netezza",
}

// escaping are systems that have a backslash escape quote marks, whatever they are told.
var escaping = []string{"gcp.bigquery", "bigquery", "gcp.spanner", "spanner", "clickhouse", "databricks", "hive", "spark"}

// dollars are systems that are read in every way and have $name for a placeholder. It may be a column
// elsewhere, such as $action of SQL Server.
var dollars = []string{"sqlite", "libsql", "turso", "duckdb", "motherduck", "couchbase", "ydb", "influxdb", "surrealdb"}

// braces are systems that have {name:Type} for a placeholder and rows behind INSERT … FORMAT name, and those that may be one of them:
// https://clickhouse.com/docs/interfaces/cli#cli-queries-with-parameters
var braces = []string{"clickhouse", "other_sql", ""}

// A span is a literal at text[start:end].
type span struct {
	start, end int
	number     bool
}

// replaced returns text without literals, which may overlap. In statements with placeholders, which are bounds,
// numbers stay, and beside such statements those of a digit do: they count rows.
func replaced(text string, all, bounds []span) string {
	slices.SortFunc(all, func(a, b span) int { return a.start - b.start })
	slices.SortFunc(bounds, func(a, b span) int { return a.start - b.start })
	var out strings.Builder
	at, bound := 0, 0 // up to which numbers stay
	for i, n := 0, 0; i < len(all); {
		one := all[i]
		for i++; i < len(all) && all[i].start < one.end; i++ {
			one.end, one.number = max(one.end, all[i].end), one.number && all[i].number
		}
		for ; n < len(bounds) && bounds[n].start <= one.start; n++ {
			bound = max(bound, bounds[n].end)
		}
		if one.number && (one.start < bound || len(bounds) > 0 && one.end == one.start+1) {
			continue
		}
		out.WriteString(text[at:one.start])
		out.WriteByte('?')
		at = one.end
	}
	if at == 0 {
		return text
	}
	out.WriteString(text[at:])
	return out.String()
}
