package sqlredact

import (
	"cmp"
	"slices"
)

// A kind is what a statement is about, as far as its first words tell.
type kind int

const (
	unsaid   kind = iota
	making        // something that is created, altered or set
	rows          // rows, or what holds them
	accounts      // users, connections or keys: a word may be a password
	elsewise      // anything else
)

// A statement is what its first words said.
type statement struct {
	kind  kind
	verb  string
	made  string // what is created, altered or set
	words int    // in between
	led   bool   // what comes before its verb is no part of it, as EXPLAIN (…) is none
	until string // behind this word it is about anything else
}

// read takes a token that is neither space nor comment.
func (s *statement) read(token string) {
	switch {
	case token == ";":
		*s = statement{}
	case s.until != "":
		if is(token, s.until) {
			s.kind, s.until = elsewise, ""
		}
	case s.kind > making:
	case s.kind == unsaid && is(s.verb, "begin"):
		if is(token, "tran", "transaction", "work") {
			break
		}
		if s.led = is(token, "batch", "unlogged", "logged", "counter"); s.led { // of Cassandra
			s.verb = ""
			break
		}
		s.kind = elsewise
		if kind := about(token); !is(token, "set") && (kind == making || kind == accounts) {
			s.verb, s.kind = token, kind // BEGIN CREATE USER a PASSWORD x
		}
	case s.kind == unsaid && is(token, "(", ".", "analyze", "exec", "sql", "db2"):
	case s.kind == unsaid && is(token, "explain", "profile", "prepare"):
		s.led = true
	case s.kind == unsaid:
		kind := about(token)
		if s.led && (kind == elsewise || is(token, "set")) { // an option, or a name
			break
		}
		s.verb, s.kind = token, kind
		switch {
		case is(token, "begin"):
			s.kind = unsaid
		case is(token, "call"):
			s.kind, s.until = rows, "("
		case is(token, "copy"):
			s.kind, s.until = rows, "from"
		case is(token, "comment"):
			s.kind, s.until = rows, "is"
		}
	case s.kind == making:
		s.made = token
		switch s.words++; {
		case is(token, "table", "view", "index", "schema", "sequence") && !is(s.verb, "set"):
			s.kind = rows
		case is(token, "user", "login", "role", "group", "database", "system", "password", "server", "encryption"):
			s.kind = accounts
		case is(token, "definer"): // = user @ host, of MySQL
			s.words -= 8
		case s.words > 4, is(token, "(", "procedure", "function", "trigger", "type", "package"):
			s.kind = elsewise
		}
	}
}

// about returns what a statement is about that begins with a word.
func about(word string) kind {
	switch {
	case is(word, "select", "sel", "insert", "ins", "update", "upd", "delete", "del", "merge", "upsert", "replace", "with", "values",
		"table", "truncate", "locking", "use", "show", "describe"):
		return rows
	case is(word, "create", "alter", "recreate", "modify", "drop", "set"):
		return making
	case is(word, "connect", "conn", "logon", "login", "attach", "backup", "restore", "rollforward", "recover", "activate", "deactivate", "quiesce", "unquiesce",
		"migrate", "upgrade", "pragma", "validate"):
		return accounts
	}
	return elsewise
}

// delimited are the systems in which double quote marks hold names, whatever they are told, and no string is
// written in them in a statement about rows. By their manuals:
//
//   - CQL: https://cassandra.apache.org/doc/latest/cassandra/developing/cql/definitions.html#identifiers
//   - Derby: https://db.apache.org/derby/docs/10.17/ref/ ("SQL identifiers")
//   - H2: https://www.h2database.com/html/grammar.html#quoted_name
//   - HSQLDB: https://hsqldb.org/doc/2.0/guide/databaseobjects-chapt.html ("delimited identifiers")
//   - MaxDB: https://maxdb.sap.com/documentation/ ("special identifier")
//   - Netezza: https://www.ibm.com/docs/en/netezza ("delimited identifiers")
//   - Presto: https://prestodb.io/docs/current/language/reserved.html
//   - SAP HANA: https://help.sap.com/docs/SAP_HANA_PLATFORM/4fe29514fd584807ac9f2a04f6754767 ("delimited identifiers")
//   - Teradata: https://docs.teradata.com ("SQL Fundamentals", "object names")
//   - Trino: https://trino.io/docs/current/language/reserved.html#language-identifiers
//   - Vertica: https://docs.vertica.com/latest/en/sql-reference/language-elements/identifiers/
//
// Not so where a string may stand in them: in dialect 1 of Firebird, SQLite, Informix, Sybase and Caché as they
// are told; in arguments of table functions of DuckDB and ClickHouse; anywhere in Couchbase, Hive, Spark and GoogleSQL.
var delimited = []string{
	"cassandra", "scylladb", "derby", "h2", "h2database", "hsqldb", "hanadb", "sap.hana", "maxdb", "sap.maxdb", "netezza", "ibm.netezza",
	"presto", "teradata", "trino", "vertica",
}

// delimits reports that double quote marks hold names here.
func (r *reading) delimits() bool { return r.delimited && r.stmt.kind == rows }

// quotes notes what stands in double quote marks in a token of names.
func (r *reading) quotes(token string) {
	from := -1
	for i := range len(token) {
		switch {
		case token[i] != '"':
		case from < 0:
			from = i
		default:
			r.quoted = append(r.quoted, span{start: r.at + from, end: r.at + i + 1})
			from = -1
		}
	}
}

// contested returns what some readings take for names in double quote marks, and others do not.
func contested(all []span, readings int) []span {
	slices.SortFunc(all, func(a, b span) int { return cmp.Or(a.start-b.start, a.end-b.end) })
	var out []span
	for i := 0; i < len(all); {
		n := i
		for i++; i < len(all) && all[i] == all[n]; i++ {
		}
		if i-n < readings {
			out = append(out, all[n])
		}
	}
	return out
}
