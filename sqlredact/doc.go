// Package sqlredact takes the literals out of SQL statements, as the semantic
// conventions of OpenTelemetry ask of db.query.text, and leaves the rest as it is.
//
//	sqlredact.Sanitize("postgresql", "SELECT * FROM t WHERE name = 'Ada' AND n > 5")
//	// SELECT * FROM t WHERE name = ? AND n > ?
//
// It is a function of texts and knows neither redactors nor telemetry;
// otelprocessor.WithStatements takes it. The lexer is that of
// github.com/DataDog/go-sqllexer, which Datadog's agent and tracers use.
//
// # What becomes of a statement
//
// A literal becomes "?": strings, numbers without their sign, dollar-quoted text, UUIDs
// without quote marks, durations of CQL, and comments with a quote mark or a digit in them.
// Names, keywords, TRUE, NULL, white space and lists stay byte for byte. A statement with
// placeholders ("?", "$1" but of SQL Server, where it is money, and Snowflake, ":name",
// "@p1", "%s", ":1" of Oracle and Snowflake, and "$name" of systems that have such) loses
// its strings and UUIDs only, and 0x… of systems that have it for bytes, so that one without
// any, as prepared statements mostly are, is unchanged. No placeholder is a variable that
// the text declares or assigns (DECLARE @x, SET @x = …, LET x and :x), one in the code of a
// routine, an argument of CALL for a result (CALL p(@x) but of PostgreSQL), the name of an
// argument (EXEC p @x = …), or a sign behind an operand, as in the path v:name, in a[1:n],
// {'a':1}, a%s, and the operators ?, ?| and ?& of PostgreSQL.
//
// Of several statements in a text those without placeholders lose their numbers, too, but
// of one digit, such as that of @@ROWCOUNT = 1. A block (BEGIN … END) is one statement with
// all that follows, and DECLARE @x … is one with the next.
//
// Systems do not agree on what a literal is: whether a backslash escapes a quote mark,
// and what double quote marks mean. The name of the system, as in db.system.name, tells;
// where it is unknown, or the text has a backslash before a quote mark, whatever one of
// them takes for a literal goes, names in double quote marks too. These stay in statements
// about rows and tables of systems that hold nothing else in such marks: Cassandra, Derby,
// H2, HSQLDB, MaxDB, Netezza, Presto, SAP HANA, Teradata, Trino and Vertica, and in what CALL,
// COPY and COMMENT name; where such a statement creates a user or sets something they go as well.
// A name goes that holds a statement with a string or a number, as errors of drivers print it.
//
// Of systems that do not speak SQL, such as MongoDB and Redis, text is returned as it is, strings
// and passwords included, unless its first words are those of a statement of SQL about rows, such as SELECT
// and INSERT INTO, or of Elasticsearch, OpenSearch and InfluxDB also CREATE, SET and the like;
// of DynamoDB and Geode all but JSON is one. Cypher of Neo4j and Memgraph loses its strings,
// and that of Memgraph all of its numbers; in comments of Neo4j plain numbers stay.
//
// The password of IDENTIFIED BY goes however it is written, as words are by Oracle, and so
// do those behind REPLACE, in the list of a GRANT, and of keystores and their secrets. So do
// the words behind PASSWORD, with "=" or without, where a statement creates or alters a user,
// a login, a role, a database or the system, or connects, as SAP HANA and Teradata have them;
// of CONNECT TO and its like with USER and USING of Db2, CONNECT user/word of Oracle, .LOGON
// of Teradata and LOGIN of cqlsh; of PRAGMA key and ATTACH of SQLCipher; of servers and
// encryption keys; of pluggable databases and wallets; and of EXEC sp_addlogin and its like, and
// of any EXEC p @password = word, where SQL Server takes words for strings. User info of an address without quote marks goes,
// and regular expressions of InfluxQL behind =~.
//
// A value of SET and ALTER … SET that is a word or a number goes where the name of the
// setting tells of a secret, such as my_key, or is a program's own, as all with a dot that
// no known extension of PostgreSQL begins and all of Spark and Hive that no part of theirs
// does; to the end of the statement there. So do values of theirs that show one (password=word,
// Bearer word), and settings of PostgreSQL's routines. TRUE, OFF, DEFAULT and the like stay.
//
// What is left is read again until nothing more goes, so that doing it twice changes
// nothing.
//
// # Failing closed
//
// Where the lexer may be wrong, [Sanitize] returns an error, and the whole text is to be
// replaced: bytes that are no SQL of any system, comments inside of comments or that end
// elsewhere for some systems, quote marks inside of names, Oracle's q'[…]', raw strings
// that end earlier for Spark, three quote marks of GoogleSQL where the system may be one
// of those, quote marks of Cypher that are written by their numbers, invalid UTF-8, rows behind
// COPY … FROM STDIN and behind INSERT … FORMAT of ClickHouse but for those of JSON and Values,
// text beyond [MaxText]. A statement that was cut is read to its end.
//
// # What is not protected
//
// Names: of tables, columns, users, and strings in double quote marks where the system
// that was named takes them for names, though the server was told otherwise. Numbers in
// a statement with placeholders, for one of which a variable counts that was set elsewhere.
package sqlredact
