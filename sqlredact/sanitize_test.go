package sqlredact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/sqlredact"
)

func ExampleSanitize() {
	out, err := sqlredact.Sanitize("postgresql", `SELECT "name" FROM users WHERE email = 'ada@example.org' AND age > 36`)
	fmt.Println(out, err)
	// Output:
	// SELECT "name" FROM users WHERE email = ? AND age > ? <nil>
}

func TestSanitize(t *testing.T) {
	const fails = "fails"
	for _, tt := range []struct{ system, in, want string }{
		// What is parameterised is unchanged, byte for byte.
		{"postgresql", "SELECT a,  b\nFROM t WHERE id = $1 AND x<> $2::int", "same"},
		{"mysql", "SELECT `a` FROM t WHERE id=? AND x IN (?,?, ?) ", "same"},
		{"mssql", "SELECT [a b] FROM #t WHERE id = @p1", "same"},
		{"oracle", "SELECT a FROM t WHERE id = :1 AND b = :name", "same"},
		{"", "SELECT a FROM t WHERE id = :name OR x = %s LIMIT 10", "same"},
		{"", "SELECT a FROM t WHERE id=? ORDER BY 1 LIMIT 10 -- plain words", "same"},
		{"", "select * from t", "same"},
		{"", "", "same"},
		{"mysql", "UPDATE users SET password = ? WHERE id = ?", "same"},
		{"postgresql", "SELECT x::date, a->>? FROM orders_2024", "same"},
		// Literals go.
		{"", "SELECT * FROM t WHERE a='x' AND b=-1.5e3 AND c=0xDEADBEEF", "SELECT * FROM t WHERE a=? AND b=-? AND c=?"},
		{"", "INSERT INTO t VALUES (1, 'it''s', NULL, TRUE)", "INSERT INTO t VALUES (?, ?, NULL, TRUE)"},
		{"", "SELECT a-1, a -1, 0b0101, 1_000, 10k FROM t", "SELECT a-?, a -?, ?, ?, ? FROM t"},
		{"postgresql", `SELECT "a" FROM t WHERE b = E'it\'s hunter2' AND c = U&'d' AND d = $tag$x 'y$tag$`, `SELECT "a" FROM t WHERE b = E?`},
		{"postgresql", `SELECT "a" FROM t WHERE b = $$hunter2$$`, `SELECT "a" FROM t WHERE b = ?`},
		{"mysql", "SELECT `a` FROM t WHERE b = \"hunter2\" AND c='x'", "SELECT `a` FROM t WHERE b = ? AND c=?"},
		{"mysql", "SELECT a . b FROM `s` . `t` WHERE c=1", "SELECT a . b FROM `s` . `t` WHERE c=?"},
		{"mysql", "SELECT 1 # it's hunter2\nFROM t", "SELECT ? #?\nFROM t"},
		{"mssql", `SELECT [it's] FROM t WHERE a LIKE 'x\' AND b = N'hunter2'`, `SELECT [it's] FROM t WHERE a LIKE ? AND b = N?`},
		{"mssql", `SELECT [it's] FROM t WHERE b = N'hunter2'`, `SELECT [it's] FROM t WHERE b = N?`},
		{"clickhouse", "SELECT `a` FROM t WHERE b = 'x'", "SELECT `a` FROM t WHERE b = ?"},
		{"sqlite", `SELECT "hunter2" FROM t`, `SELECT ? FROM t`},
		// Variables, paths and settings once more.
		{"", "EXEC p @card = 4111111111111111", "EXEC p @card = ?"},
		{"mssql", "DECLARE @a int, @pin int = 123456789; SELECT @a", "DECLARE @a int, @pin int = ?; SELECT @a"},
		{"mssql", "(@p1 int)SELECT * FROM t WHERE a = @p1 AND n = 5", "same"},
		{"mssql", "UPDATE t SET a = @p1 WHERE n = 5", "same"},
		{"snowflake", "SELECT v:name, v:a.b FROM t WHERE ssn = 123456789", "SELECT v:name, v:a.b FROM t WHERE ssn = ?"},
		{"snowflake", "SELECT v:a FROM t WHERE x = :1 AND n = 5", "same"},
		{"postgresql", "SELECT a[1:n], b%s FROM t WHERE ssn = 123456789", "SELECT a[?:n], b%s FROM t WHERE ssn = ?"},
		{"spark", "SET fs.s3a.secret.key=Hunter2", "SET fs.s3a.secret.key=?"},
		{"spark", "SET fs.s3a.access.key=AKIA+x/y==", "SET fs.s3a.access.key=?"},
		{"databricks", "SET fs.azure.account.key.x.net=Hunter2", "SET fs.azure.account.key.x.net=?"},
		{"hive", "set hive.server2.password=Hunter2;", "set hive.server2.password=?;"},
		{"presto", "SET SESSION c.password = Hunter2", "SET SESSION c.password = ?"},
		{"duckdb", "SET s3_secret_access_key=Hunter2", "SET s3_secret_access_key=?"},
		{"postgresql", "SET my.secret TO Hunter2", "SET my.secret TO ?"},
		{"postgresql", "ALTER DATABASE d SET my.password = Hunter2", "ALTER DATABASE d SET my.password = ?"},
		{"postgresql", "SET search_path TO app", "same"},
		{"postgresql", "SET password_encryption = on", "same"},
		{"mysql", "SET GLOBAL validate_password.policy = LOW", "same"},
		{"postgresql", "ALTER TABLE t RENAME COLUMN user_password TO pw", "same"},
		{"postgresql", "ALTER TABLE t ALTER COLUMN api_token SET NOT NULL, ADD COLUMN reset_token text", "same"},
		{"clickhouse", "INSERT INTO t (a, b) FORMAT CSVWithNames\na,b\nbob,Hunter2\n", fails},
		{"clickhouse", "INSERT INTO t FORMAT TSV bob\tHunter2", fails},
		{"clickhouse", "INSERT INTO t FORMAT CSV", "same"},
		{"clickhouse", "INSERT INTO t FORMAT Values ('a', 5)", "INSERT INTO t FORMAT Values (?, ?)"},
		{"", "INSERT INTO t (format, a) SELECT format, ? FROM x", "same"},
		// Names in double quote marks, where these hold nothing else.
		{"trino", `SELECT "a" FROM "c"."t" WHERE x = 'y'`, `SELECT "a" FROM "c"."t" WHERE x = ?`},
		{"presto", `SELECT t."a", "b""c" AS "d e" FROM "c" . "t" t WHERE t."x" = 'y' AND n = 5`, `SELECT t."a", "b""c" AS "d e" FROM "c" . "t" t WHERE t."x" = ? AND n = ?`},
		{"sap.hana", `UPSERT "S"."T" VALUES (1, 'x') WITH PRIMARY KEY`, `UPSERT "S"."T" VALUES (?, ?) WITH PRIMARY KEY`},
		{"h2database", `(SELECT "a" FROM "t" WHERE b = ?)`, "same"},
		{"hsqldb", `MERGE INTO "t" USING (VALUES 1) AS "v" ON "t"."a" = "v"."b"`, `MERGE INTO "t" USING (VALUES ?) AS "v" ON "t"."a" = "v"."b"`},
		{"derby", `INSERT INTO "t" ("a") VALUES (?)`, "same"},
		{"vertica", `EXPLAIN SELECT "a" FROM "t"`, "same"},
		{"teradata", `LOCKING ROW FOR ACCESS SEL "a" FROM "t"`, "same"},
		{"ibm.netezza", `DELETE FROM "t"`, "same"},
		{"sap.maxdb", `UPDATE "t" SET "a" = 'hunter2'`, `UPDATE "t" SET "a" = ?`},
		{"cassandra", `SELECT "a" FROM "k"."t" WHERE "b" = 'hunter2' -- "c"`, `SELECT "a" FROM "k"."t" WHERE "b" = ? --?`},
		{"trino", `CREATE TABLE "c"."t" ("a" varchar, "password" varchar); ALTER TABLE "t" DROP COLUMN "a"`, "same"},
		// Not so where a statement may have a string in them, or another reading does.
		{"sap.hana", `CREATE USER "a" PASSWORD "hunter2"`, `CREATE USER ? PASSWORD ?`},
		{"hsqldb", `SET TABLE "t" SOURCE "hunter2"; SELECT "a" FROM "t"`, `SET TABLE ? SOURCE ?; SELECT "a" FROM "t"`},
		{"hanadb", `ALTER SYSTEM SET ENCRYPTION ROOT KEYS BACKUP PASSWORD "hunter2"`, `ALTER SYSTEM SET ENCRYPTION ROOT KEYS BACKUP PASSWORD ?`},
		{"trino", `SELECT "a" FROM t WHERE b = 'x\' AND c = "hunter2"`, `SELECT "a" FROM t WHERE b = ?`},
		{"trino", `SELECT "a\" FROM t WHERE b = 'hunter2'`, `SELECT ?`},
		{"h2", "SELECT `\"hunter2\"`, [\"hunter2\"], \"b\"", "SELECT ?, ?, \"b\""},
		{"trino", `SELECT "hunter2`, `SELECT ?`},
		{"trino", `SELECT a"b"`, fails},
		{"duckdb", `SELECT "a" FROM read_csv("hunter2")`, `SELECT ? FROM read_csv(?)`},
		{"clickhouse", `SELECT "a" FROM mysql('h', d, t, u, "hunter2")`, `SELECT ? FROM mysql(?, d, t, u, ?)`},
		{"firebirdsql", `SELECT "hunter2" FROM t`, `SELECT ? FROM t`},
		{"informix", `SELECT "hunter2" FROM t`, `SELECT ? FROM t`},
		{"databricks", `SELECT "hunter2" FROM t`, `SELECT ? FROM t`},
		{"intersystems.cache", `SELECT "hunter2" FROM t`, `SELECT ? FROM t`},
		{"other_sql", `SELECT "hunter2" FROM t`, `SELECT ? FROM t`},
		// UUIDs without quote marks are whole, wherever they stand; so are durations of CQL, and what may be a string of bytes.
		{"cassandra", "SELECT * FROM s WHERE sid = 123e4567-e89b-12d3-a456-426614174000", "SELECT * FROM s WHERE sid = ?"},
		{"cassandra", "SELECT * FROM s WHERE sid=abcdef12-E89B-12d3-a456-426614174000", "SELECT * FROM s WHERE sid=?"},
		{"cassandra", "SELECT a FROM s WHERE b = ? AND sid IN (abcdef12-e89b-12d3-a456-426614174000,00000000-e89b-12d3-a456-426614174000)", "SELECT a FROM s WHERE b = ? AND sid IN (?,?)"},
		{"scylladb", "UPDATE s SET m = {0abcdef1-e89b-12d3-a456-426614174000:deadbeef-e89b-12d3-a456-426614174000}, l = [-deadbeef-e89b-12d3-a456-426614174000]", "UPDATE s SET m = {?:?}, l = [-?]"},
		{"cassandra", "UPDATE s SET l=l-abcdef12-e89b-12d3-a456-426614174000, n =1-123e4567-e89b-12d3-a456-426614174000//x", "UPDATE s SET l=l-?, n =?-?//x"},
		{"postgresql", "SELECT a FROM s WHERE b = $1 AND sid = abcdef12-e89b-12d3-a456-426614174000::uuid", "SELECT a FROM s WHERE b = $1 AND sid = ?::uuid"},
		{"", "SELECT a FROM s WHERE sid = abcdef12-e89b-12d3-a456-426614174000abé", "SELECT a FROM s WHERE sid = ?"},
		{"oracle.db", "ALTER USER a IDENTIFIED BY abcdef12-e89b-12d3-a456-426614174000+hunter2", "ALTER USER a IDENTIFIED BY ?"},
		{"cassandra", "SELECT a FROM s WHERE sid = abcdef12-e89b-12", "SELECT a FROM s WHERE sid = ?"},
		{"", "SELECT a FROM s WHERE sid = abcdef12-", "SELECT a FROM s WHERE sid = ?"},
		{"mysql", "SELECT abcdef12-e89b-12d3-a456, xabcdef12-e89b FROM t", "SELECT abcdef12-e89b-?-a456, xabcdef12-e89b FROM t"},
		{"cassandra", "UPDATE s SET d = PT5M, e=-P1Y2M3DT4H5M6S, f = P2W, g = P0001-02-03T04:05:06, h = 1y2mo3d, i = -89h4m48s, j = 2µs WHERE k = ?", "UPDATE s SET d = ?, e=-?, f = ?, g = ?, h = 1y2mo3d, i = -89h4m48s, j = 2µs WHERE k = ?"},
		{"cassandra", "UPDATE s SET h = 1y2mo3d, i = -89h4m48s, j = 2µs", "UPDATE s SET h = ?, i = -?, j = ?"},
		{"cassandra", "SELECT P, PT, P1, P1DD, p1d, P1D.a, P1M1Y, P1DT, PT5MT6S FROM t", "SELECT P, PT, P1, P1DD, p1d, P1D.a, P1M1Y, ?, PT5MT6S FROM t"},
		{"postgresql", "SELECT P1D FROM t", "same"},
		{"cassandra", "UPDATE s SET b = 0xCAFEbabe, n = 5 WHERE k = ?", "UPDATE s SET b = ?, n = 5 WHERE k = ?"},
		{"mysql", "UPDATE s SET b = 0xCAFEbabe, n = 5 WHERE k = ?", "UPDATE s SET b = ?, n = 5 WHERE k = ?"},
		{"postgresql", "UPDATE s SET b = 0xCA WHERE k = $1", "same"},
		// Passwords that are written as names are.
		{"oracle", `ALTER USER a IDENTIFIED BY "newpw1" REPLACE "oldpw1"`, `ALTER USER a IDENTIFIED BY ? REPLACE ?`},
		{"oracle", `ALTER USER "a" IDENTIFIED BY newpw1 /* x */ REPLACE oldpw1 ACCOUNT UNLOCK`, `ALTER USER "a" IDENTIFIED BY ? /* x */ REPLACE ? ACCOUNT UNLOCK`},
		{"oracle", `create user a identified  by newpw1 default tablespace t`, `create user a identified  by ? default tablespace t`},
		{"oracle", `CREATE DATABASE LINK l CONNECT TO u IDENTIFIED BY "new pw" USING 'tns'`, `CREATE DATABASE LINK l CONNECT TO u IDENTIFIED BY ? USING ?`},
		{"", `GRANT CONNECT TO a IDENTIFIED BY newpw1`, `GRANT CONNECT TO a IDENTIFIED BY ?`},
		{"oracle", `ALTER USER a IDENTIFIED BY VALUES 'S:8F2A'`, `ALTER USER a IDENTIFIED BY VALUES ?`},
		{"oracle", `ALTER USER a IDENTIFIED BY :pw REPLACE :old`, "same"},
		{"mysql", "ALTER USER a IDENTIFIED BY RANDOM PASSWORD; REPLACE INTO t VALUES (?)", "same"},
		{"oracle", `GRANT CONNECT TO a, b IDENTIFIED BY x1, hunter2`, `GRANT CONNECT TO a, b IDENTIFIED BY ?, ?`},
		{"", `GRANT CONNECT TO a, b, c IDENTIFIED BY "x1" , hunter2,"hunter2"`, `GRANT CONNECT TO a, b, c IDENTIFIED BY ? , ?,?`},
		{"oracle", `GRANT CONNECT TO a, b IDENTIFIED BY :x, hunter2 CONTAINER=ALL`, `GRANT CONNECT TO a, b IDENTIFIED BY :x, ? CONTAINER=ALL`},
		{"oracle", `GRANT CONNECT TO a IDENTIFIED BY hunter2; SELECT a, b FROM t`, `GRANT CONNECT TO a IDENTIFIED BY ?; SELECT a, b FROM t`},
		{"mariadb", `GRANT ALL ON *.* TO a IDENTIFIED BY 'x', b IDENTIFIED BY 'y', c`, `GRANT ALL ON *.* TO a IDENTIFIED BY ?, b IDENTIFIED BY ?, c`},
		{"", `GRANT ALL ON *.* TO a IDENTIFIED BY "x", b@localhost IDENTIFIED BY "y"`, `GRANT ALL ON *.* TO a IDENTIFIED BY ?, b@localhost IDENTIFIED BY ?`},
		{"oracle", `SET ROLE a IDENTIFIED BY hunter2, b, c IDENTIFIED BY hunter2`, `SET ROLE a IDENTIFIED BY ?, b, c IDENTIFIED BY ?`},
		{"oracle", `ALTER USER a IDENTIFIED BY éhunter2`, `ALTER USER a IDENTIFIED BY ?`},
		{"oracle", `ALTER USER a IDENTIFIED BY #hunter2&x!*hunter2/%hunter2 ACCOUNT UNLOCK`, `ALTER USER a IDENTIFIED BY ? ACCOUNT UNLOCK`},
		{"oracle", `ALTER USER a IDENTIFIED BY 2hunter-hunter2 /* x */`, `ALTER USER a IDENTIFIED BY ? /* x */`},
		{"oracle", `ALTER USER a IDENTIFIED BY 12345 REPLACE :old`, `ALTER USER a IDENTIFIED BY ? REPLACE :old`},
		{"oracle", `ALTER USER a IDENTIFIED BY "x""hunter2" REPLACE b`, `ALTER USER a IDENTIFIED BY ? REPLACE ?`},
		{"oracle", `ALTER USER a IDENTIFIED BY password REPLACE hunter2`, `ALTER USER a IDENTIFIED BY ? REPLACE ?`},
		{"oracle", `ALTER USER a IDENTIFIED BY values`, `ALTER USER a IDENTIFIED BY ?`},
		{"oracle", `ALTER USER a IDENTIFIED BY random PASSWORD EXPIRE`, `ALTER USER a IDENTIFIED BY ? PASSWORD EXPIRE`},
		{"oracle", `ALTER USER a IDENTIFIED BY VALUES /* 'c' */ "hunter2"`, `ALTER USER a IDENTIFIED BY VALUES /*?*/ ?`},
		{"mysql", "CREATE USER a IDENTIFIED BY PASSWORD ?", "same"},
		{"mysql", "ALTER USER a IDENTIFIED BY RANDOM PASSWORD REPLACE 'hunter2'", "ALTER USER a IDENTIFIED BY RANDOM PASSWORD REPLACE ?"},
		{"mysql", "ALTER USER a IDENTIFIED BY %(pw)s, b IDENTIFIED BY @p1", "same"},
		{"oracle", "ADMINISTER KEY MANAGEMENT ALTER KEYSTORE PASSWORD IDENTIFIED BY x SET hunter2 WITH BACKUP", "ADMINISTER KEY MANAGEMENT ALTER KEYSTORE PASSWORD IDENTIFIED BY ? SET ? WITH BACKUP"},
		{"oracle", "ADMINISTER KEY MANAGEMENT EXPORT KEYS WITH SECRET hunter2 TO 'f' IDENTIFIED BY EXTERNAL STORE", "ADMINISTER KEY MANAGEMENT EXPORT KEYS WITH SECRET ? TO ? IDENTIFIED BY EXTERNAL STORE"},
		{"oracle", "WITH secret AS (SELECT a FROM t) SELECT b, c FROM secret", "same"},
		{"oracle", `SELECT REPLACE(a, b) FROM identified ORDER BY a`, "same"},
		{"oracle", "ADMINISTER KEY MANAGEMENT ADD SECRET hunter2 FOR CLIENT 'c' IDENTIFIED BY hunter2 WITH BACKUP", "ADMINISTER KEY MANAGEMENT ADD SECRET ? FOR CLIENT ? IDENTIFIED BY ? WITH BACKUP"},
		{"oracle", "ADMINISTER KEY MANAGEMENT UPDATE SECRET hunter2 FOR CLIENT 'c' IDENTIFIED BY EXTERNAL STORE", "ADMINISTER KEY MANAGEMENT UPDATE SECRET ? FOR CLIENT ? IDENTIFIED BY EXTERNAL STORE"},
		{"oracle", "ADMINISTER KEY MANAGEMENT SET KEYSTORE OPEN IDENTIFIED BY hunter2 CONTAINER = ALL", "ADMINISTER KEY MANAGEMENT SET KEYSTORE OPEN IDENTIFIED BY ? CONTAINER = ALL"},
		// Passwords that are words behind other ones.
		{"sap.hana", "CREATE USER a PASSWORD hunter2A", "CREATE USER a PASSWORD ?"},
		{"sap.hana", "BEGIN CREATE USER a PASSWORD hunter2A", "BEGIN CREATE USER a PASSWORD ?"},
		{"sap.hana", "BEGIN TRANSACTION ALTER USER a PASSWORD hunter2A", "BEGIN TRANSACTION ALTER USER a PASSWORD ?"},
		{"postgresql", "BEGIN; SELECT a FROM t WHERE b = 7; COMMIT", "BEGIN; SELECT a FROM t WHERE b = ?; COMMIT"},
		{"", `/* c */ ALTER USER a PASSWORD "hunter2" NO FORCE_FIRST_PASSWORD_CHANGE; SELECT b`, `/* c */ ALTER USER a PASSWORD ? NO FORCE_FIRST_PASSWORD_CHANGE; SELECT b`},
		{"sap.hana", "CREATE RESTRICTED USER a PASSWORD /* c */ hunter2-#x", "CREATE RESTRICTED USER a PASSWORD /* c */ ?"},
		{"hanadb", "CREATE DATABASE d SYSTEM USER PASSWORD hunter2", "CREATE DATABASE d SYSTEM USER PASSWORD ?"},
		{"sap.hana", "CONNECT a PASSWORD hunter2", "CONNECT a PASSWORD ?"},
		{"sap.hana", "ALTER SYSTEM SET ENCRYPTION ROOT KEYS BACKUP PASSWORD hunter2", "ALTER SYSTEM SET ENCRYPTION ROOT KEYS BACKUP PASSWORD ?"},
		{"sap.hana", "ALTER USER a DISABLE PASSWORD LIFETIME", "same"},
		{"", "CREATE USER password PASSWORD hunter2", "CREATE USER password ? ?"},
		{"sybase", "ALTER LOGIN a WITH PASSWORD hunter2 MODIFY PASSWORD hunter2", "ALTER LOGIN a WITH PASSWORD ? MODIFY PASSWORD ?"},
		{"sap.maxdb", `ALTER PASSWORD hunter2 TO hunter2; ALTER PASSWORD "a" hunter2`, "ALTER PASSWORD ? TO ?; ALTER PASSWORD ? ?"},
		{"teradata", "CREATE USER a AS PASSWORD = hunter2, PERM=1", "CREATE USER a AS PASSWORD = ?, PERM=?"},
		{"", "CREATE USER a FROM dbc AS PERM=1,PASSWORD=hunter2", "CREATE USER a FROM dbc AS PERM=?,PASSWORD=?"},
		{"teradata", "MODIFY USER a AS PASSWORD = (expire), RELEASE PASSWORD LOCK", "MODIFY USER a AS PASSWORD = (?), RELEASE PASSWORD LOCK"},
		{"ibm.db2", "CONNECT TO d USER a USING hunter2 NEW hunter2 CONFIRM hunter2", "CONNECT TO d USER a USING ? NEW ? CONFIRM ?"},
		{"", `attach to n user "a" using 'hunter2' new hunter2`, `attach to n user ? using ? new ?`},
		{"db2", "CONNECT TO d USER a USING :pw", "same"},
		{"sqlite", "PRAGMA key=hunter2; PRAGMA main.rekey = hunter2!-x; PRAGMA hexkey(hunter2)", "PRAGMA key=?; PRAGMA main.rekey = ?; PRAGMA hexkey(?)"},
		{"", "PRAGMA key = expire", "PRAGMA key = ?"},
		{"sqlite", `PRAGMA "main".key = hunter2`, `PRAGMA ?.key = ?`},
		{"sqlite", "PRAGMA key=:pw; PRAGMA rekey=?; PRAGMA foreign_keys = ON; PRAGMA table_info(key)", "same"},
		{"sqlite", "ATTACH DATABASE 'f' AS d KEY hunter2", "ATTACH DATABASE ? AS d KEY ?"},
		{"oracle", "ALTER USER password IDENTIFIED BY hunter2", "ALTER USER password IDENTIFIED BY ?"},
		{"", "ALTER USER a PASSWORD hunter2-IDENTIFIED BY hunter2", "ALTER USER a PASSWORD ? BY ?"},
		{"db2", "CONNECT TO d USER password USING hunter2", "CONNECT TO d USER password USING ?"},
		{"", "ALTER USER a WITH PASSWORD %s", "same"},
		{"", "ALTER USER a WITH PASSWORD hunter2//don't\n, 'hunter2'", fails},
		{"", "ALTER USER a WITH PASSWORD 2#don't\n, 'hunter2'", fails},
		{"postgresql", "CREATE ROLE a PASSWORD E'hunter2' VALID UNTIL 'x'; ALTER ROLE b PASSWORD NULL; ALTER ROLE c PASSWORD $1", "CREATE ROLE a PASSWORD ? VALID UNTIL ?; ALTER ROLE b PASSWORD NULL; ALTER ROLE c PASSWORD $1"},
		{"mssql", "CREATE LOGIN a WITH PASSWORD = 0x0200AB HASHED; ALTER LOGIN a WITH PASSWORD = @p", "CREATE LOGIN a WITH PASSWORD = ? HASHED; ALTER LOGIN a WITH PASSWORD = @p"},
		{"mysql", "ALTER USER a PASSWORD EXPIRE NEVER PASSWORD HISTORY DEFAULT PASSWORD REUSE INTERVAL DEFAULT PASSWORD REQUIRE CURRENT", "same"},
		{"mysql", "SET PASSWORD FOR a = PASSWORD('hunter2'); SET PASSWORD TO RANDOM; ALTER USER a DISCARD OLD PASSWORD", "SET PASSWORD FOR a = PASSWORD(?); SET PASSWORD TO RANDOM; ALTER USER a DISCARD OLD PASSWORD"},
		{"snowflake", "CREATE PASSWORD POLICY p; ALTER USER a UNSET PASSWORD", "same"},
		{"cassandra", "CREATE ROLE a WITH GENERATED PASSWORD AND LOGIN = true", "same"},
		{"mariadb", "CREATE USER a IDENTIFIED VIA p USING PASSWORD('hunter2')", "CREATE USER a IDENTIFIED VIA p USING PASSWORD(?)"},
		{"", "CREATE TABLE t (password varchar NOT NULL, key int)", "same"},
		{"", "CREATE PROCEDURE p(password varchar) AS SELECT password FROM t", "same"},
		{"", "DELETE FROM user u USING other o WHERE u.password = o.password", "same"},
		{"", "SELECT password AS p, key FROM users JOIN user USING (id)", "same"},
		// Values of settings that are words, where they may be secrets.
		{"spark", "SET fs.s3a.secret.key=hunter2; SET spark.sql.ansi.enabled=true; SET spark.sql.x=nonstrict", "SET fs.s3a.secret.key=?; SET spark.sql.ansi.enabled=true; SET spark.sql.x=nonstrict"},
		{"databricks", "SET fs.azure.account.key.x.blob.core.windows.net = hun//ter2+/==; SELECT a", "SET fs.azure.account.key.x.blob.core.windows.net = ?; SELECT a"},
		{"databricks", "SET TIME ZONE LOCAL; SET ansi_mode = true; SET VAR x = y", "same"},
		{"spark", "SET `a.key` = `hunter2`", "SET `a.key` = ?"},
		{"spark", "SET a.key = x'y; SELECT 'hunter2'", fails},
		{"spark", "SET a.key = ${env:PW}", "SET a.key = ?"},
		{"hive", "set hivevar:x=hunter2; set hiveconf:hive.x=a; set y = hun ter2; set hive.exec.mode=nonstrict", "set hivevar:x=?; set hiveconf:hive.x=a; set y = ?; set hive.exec.mode=nonstrict"},
		{"", "SET fs.s3a.secret.key=hunter2==", "SET fs.s3a.secret.key=?"},
		{"", "SET a.b=x//don't\n, 'hunter2'", fails},
		{"presto", "SET SESSION c.password = hunter2", "SET SESSION c.password = ?"},
		{"trino", "SET SESSION join_distribution_type = PARTITIONED", "same"},
		{"duckdb", "SET s3_secret_access_key=hunter2", "SET s3_secret_access_key=?"},
		{"postgresql", `SET my.secret = hunter2; SET LOCAL "my"."x" TO hunter2, "hunter2"; SELECT a`, `SET my.secret = ?; SET LOCAL "my"."x" TO ?, ?; SELECT a`},
		{"postgresql", "SET my.a = E'hunter2'; SET my.b =-5; SET my.c = abcdef12-e89b-12d3-a456-426614174000; SET my.d =/* c */5 -- e", "SET my.a = ?; SET my.b =?; SET my.c = ?; SET my.d =/* c */? -- e"},
		{"postgresql", "SET my.a = DEFAULT; SET my.b TO $1; SET my.c = f(x); SET my.d = on", "same"},
		{"postgresql", "SET my.secret = hun'ter2'", fails},
		{"postgresql", "ALTER DATABASE d SET my.x = hunter2; ALTER ROLE r IN DATABASE d SET my.y TO hunter2", "ALTER DATABASE d SET my.x = ?; ALTER ROLE r IN DATABASE d SET my.y TO ?"},
		{"postgresql", "ALTER SYSTEM SET ssl_passphrase_command = hunter2", "ALTER SYSTEM SET ssl_passphrase_command = ?"},
		{"postgresql", `SET search_path TO app, "b"; SET DateStyle TO ISO, DMY; SET plpgsql.variable_conflict = use_column; SET password_encryption = md5x`, "same"},
		{"postgresql", "SET work_mem = '4MB'; SET statement_timeout = 0", "SET work_mem = ?; SET statement_timeout = ?"},
		{"", "SET NOCOUNT ON; SET SESSION AUTHORIZATION bob; SET ROLE x; SET NAMES utf8mb4", "same"},
		{"mysql", "SET autocommit=0, foreign_key_checks = OFF, sql_mode = TRADITIONAL", "SET autocommit=?, foreign_key_checks = OFF, sql_mode = TRADITIONAL"},
		{"mysql", "SET GLOBAL validate_password.policy = STRONG, GLOBAL my_key = hunter2, a = b", "SET GLOBAL validate_password.policy = STRONG, GLOBAL my_key = ?, a = b"},
		{"mysql", "CREATE PROCEDURE p(k int) BEGIN SET v_key = k; SET @token = k; END", "same"},
		{"mysql", "CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW SET NEW.password = OLD.password", "same"},
		{"mariadb", "SET STATEMENT a=b FOR SELECT c, d.password = e FROM t", "same"},
		{"mysql", "SET " + strings.Repeat("a", 300) + "_key = hunter2", "SET " + strings.Repeat("a", 300) + "_key = ?"},
		{"cockroachdb", "SET CLUSTER SETTING server.auth.mode = strict", "same"},
		{"", "UPDATE t SET password = other, a.key = b WHERE c = d; ALTER TABLE t ALTER COLUMN password SET DEFAULT x", "same"},
		{"neo4j", "MATCH (n) SET n.password = row.password", "same"},
		// Rows behind a statement are no SQL.
		{"clickhouse", "INSERT INTO t (user,password) FORMAT CSVWithNames\nuser,password\nbob,hunter2\n", fails},
		{"clickhouse", "INSERT INTO t FORMAT TSV\nbob\thunter2", fails},
		{"", "INSERT INTO t (a) SETTINGS async_insert=1 FORMAT TabSeparated bob\thunter2", fails},
		{"other_sql", "INSERT INTO t FORMAT TSKV\nuser=bob\tpassword=hunter2", fails},
		{"clickhouse", "INSERT INTO FUNCTION file('a') /* c */ FORMAT /* d */ LineAsString hunter2", fails},
		{"clickhouse", "INSERT INTO t FORMAT AnyOther hunter2", fails},
		{"clickhouse", "INSERT INTO t FORMAT CSV ;\n", "same"},
		{"clickhouse", `INSERT INTO t FORMAT JSONEachRow {"user":"hunter2","n":5}`, "INSERT INTO t FORMAT JSONEachRow {?:?,?:?}"},
		{"clickhouse", "INSERT INTO t FORMAT Values ('hunter2', 5)", "INSERT INTO t FORMAT Values (?, ?)"},
		{"clickhouse", "INSERT INTO t (format, a) SELECT format, b.format, c FROM u", "same"},
		{"clickhouse", "SELECT a FROM t FORMAT CSV; SELECT b", "same"},
		{"postgresql", "COPY t (a, b) FROM STDIN WITH (FORMAT csv);\nbob,hunter2\n", fails},
		{"postgresql", "COPY t FROM STDIN; ", "same"},
		{"postgresql", "COPY t TO STDOUT; SELECT format(a) FROM u", "same"},
		// Rarer places of passwords that are words.
		{"db2", `CREATE SERVER s TYPE t WRAPPER w AUTHORIZATION "bob" PASSWORD "hunter2" OPTIONS (ADD REMOTE_PASSWORD "hunter2")`, `CREATE SERVER s TYPE t WRAPPER w AUTHORIZATION "bob" PASSWORD ? OPTIONS (ADD REMOTE_PASSWORD ?)`},
		{"", "CREATE USER MAPPING FOR bob SERVER s OPTIONS (ADD REMOTE_PASSWORD hunter2)", "CREATE USER MAPPING FOR bob SERVER s OPTIONS (ADD REMOTE_PASSWORD ?)"},
		{"mssql", "EXEC sp_addlogin bob, hunter2; EXEC sp_addlogin bob, @p1; EXEC sp_addlogin bob, @passwd = hunter2, @x=a", "EXEC sp_addlogin bob, ?; EXEC sp_addlogin bob, @p1; EXEC sp_addlogin bob, @passwd = ?, @x=a"},
		{"", "EXEC sp_password NULL, hunter2, bob EXEC @rc = master..sp_setapprole r, {Encrypt N'hunter2'}, odbc", "EXEC sp_password NULL, ?, bob EXEC @rc = master..sp_setapprole r, {Encrypt N?}, odbc"},
		{"mssql", "[dbo].[sp_addlinkedsrvlogin] s, false, l, u, hunter2; EXEC sp_change_users_login a, b, c, hunter2", "[dbo].[sp_addlinkedsrvlogin] s, false, l, u, ?; EXEC sp_change_users_login a, b, c, ?"},
		{"mssql", "EXEC sp_rename a, b; EXEC sp_help t", "same"},
		{"mssql", "BACKUP DATABASE d TO DISK = 'x' WITH MEDIAPASSWORD = hunter2, INIT", "BACKUP DATABASE d TO DISK = ? WITH MEDIAPASSWORD = ?, INIT"},
		{"sybase", "set encryption passwd hunter2 for key k; create encryption key k with passwd hunter2", "set encryption passwd ? for key k; create encryption key k with passwd ?"},
		{"oracle", "ALTER PLUGGABLE DATABASE p UNPLUG INTO 'x' ENCRYPT USING hunter2", "ALTER PLUGGABLE DATABASE p UNPLUG INTO ? ENCRYPT USING ?"},
		{"oracle", "CREATE PLUGGABLE DATABASE p USING 'x' DECRYPT USING hunter2", "CREATE PLUGGABLE DATABASE p USING ? DECRYPT USING ?"},
		{"oracle", "ALTER SYSTEM SET ENCRYPTION WALLET OPEN AUTHENTICATED BY hunter2", "ALTER SYSTEM SET ENCRYPTION WALLET OPEN AUTHENTICATED BY ?"},
		{"oracle", `CONNECT scott/hunter2@db; CONN scott/"hunter2"@db AS SYSDBA`, "CONNECT scott/?; CONN scott/?@db AS SYSDBA"},
		{"oracle", "CONNECT / AS SYSDBA; CONNECT a@db; CONNECT a/:pw; CONNECT a/@db; SELECT a FROM t CONNECT BY PRIOR c/d = e/f", "same"},
		{"teradata", ".LOGON tdp/bob,hunter2", ".LOGON tdp/bob,?"},
		{"cassandra", "LOGIN bob hunter2; LOGIN bob 'hunter2'; LOGIN bob; SELECT login, a FROM t", "LOGIN bob ?; LOGIN bob ?; LOGIN bob; SELECT login, a FROM t"},
		{"hive", "ADD JAR s3://K:hunter2@b/x.jar; ADD FILE hdfs://h/a@b", "ADD JAR s3://?@b/x.jar; ADD FILE hdfs://?@b"},
		{"spark", "ADD JAR s3://b/x.jar", "same"},
		{"influxdb", `SELECT a FROM /cpu.*/ WHERE v =~ /hunter2/ AND w !~/it's\/x/ AND x = 'y'`, "SELECT a FROM /cpu.*/ WHERE v =~ ? AND w !~? AND x = ?"},
		// A literal right behind another one reads otherwise without it.
		{"oracle", "0xABN'hunter2'@p ", "??@p "},
		{"postgresql", ") 1e5N'hunter2'?", ") ?"},
		{"postgresql", "SET .SET 5x + PASSWORD ==TO", "SET .SET ? + PASSWORD ?"},
		{"sqlite", "SELECT 12345@0xAB", "SELECT ?@?"},
		{"informix", "a 5x'hunter2'? PASSWORD ", "a ? PASSWORD "},
		// A statement with placeholders loses its strings.
		{"", "SELECT * FROM t WHERE id = ? AND a = 'hunter2' LIMIT 10", "SELECT * FROM t WHERE id = ? AND a = ? LIMIT 10"},
		{"postgresql", "SELECT * FROM t WHERE data ? 'hunter2' AND n = 5", "SELECT * FROM t WHERE data ? ? AND n = ?"},
		// Statements that were cut.
		{"", "SELECT * FROM t WHERE a = 'hunter", "SELECT * FROM t WHERE a = ?"},
		{"postgresql", `SELECT * FROM t WHERE "hunter`, `SELECT * FROM t WHERE ?`},
		{"", "SELECT 1 /* it's hunter", "SELECT ? ?"},
		// Where systems differ, whatever one of them takes for a literal goes.
		{"", `SELECT 'a\' OR x='hunter2'`, `SELECT ?`},
		{"mysql", `SELECT 'a\' OR x='hunter2'`, `SELECT ?`},
		{"", `SELECT "a" WHERE x="hunter2"`, `SELECT ? WHERE x=?`},
		// Comments.
		{"", "SELECT 1 /* plain */ FROM t", "SELECT ? /* plain */ FROM t"},
		{"", "SELECT a /*traceparent='00-ab-cd-01'*/ FROM t -- AND pin=1234", "SELECT a /*?*/ FROM t --?"},
		{"mysql", "SELECT a /*!50000 FROM t WHERE b='hunter2'*/", "SELECT a /*?*/"},
		// Names in quote marks behind names without.
		{"postgresql", `SELECT u."createdAt", public."User"."id" FROM public."User" u WHERE id = $1`, "same"},
		{"postgresql", `SELECT u."a b"`, fails},
		{"mysql", `SELECT u."hunter2"`, fails},
		{"mysql", "SELECT :n\"a\"\"hunter2\".`a\"b` AND c = ?", fails},
		{"", "SELECT `a`.1/\"hunter2\"-'x'", fails},
		// Placeholders with numbers are none of an array.
		{"oracle.db", "SELECT a#, b$c FROM v$session WHERE a=:1 AND b IN (:2,:3) AND n < 5", "same"},
		{"snowflake", "SELECT a FROM t WHERE b = :1", "same"},
		{"postgresql", "SELECT a[1:2], a[x:3]", "SELECT a[?:?], a[x:?]"},
		// A double quote mark holds text in a system that is not known, whatever else stands there.
		{"sqlite", `SELECT a WHERE x LIKE '%\' AND y LIKE '%\' AND z = "hunter2"`, `SELECT a WHERE x LIKE ? AND y LIKE ? AND z = ?`},
		{"", `SELECT a WHERE x LIKE ? ESCAPE '\' AND y LIKE ? ESCAPE '\'`, `SELECT a WHERE x LIKE ? ESCAPE ? AND y LIKE ? ESCAPE ?`},
		// What one system says of itself is not read as another one has it.
		{"mysql", `SELECT 'it\'s hunter2' $$ $$`, fails},
		{"", `SELECT 'it\'s hunter2' $$ $$`, fails},
		{"mssql", "SELECT '`' + [a'b] + $$ $$ + N'it''s hunter2'", fails},
		{"mssql", "SELECT [a]]'b], N'it''s hunter2'", fails},
		{"oracle", "SELECT a#b/*don't*/ + 'it''s hunter2' FROM t", "SELECT a#b/*?*/ + ? FROM t"},
		{"oracle", `SELECT a#b/"don't" + 'it''s hunter2' FROM t`, `SELECT a#b/"don't" + ? FROM t`},
		{"snowflake", "SELECT 1 // don't\n, $$hunter2$$", "SELECT ? //?\n, ?"},
		{"postgresql", "SELECT a$b/$$hunter2$$", "SELECT a$b/?"},
		{"postgresql", "SELECT a::int/$x$hunter2$x$", "SELECT a::int/?"},
		{"postgresql", "SELECT `a`, b. $$hunter2$$", fails},
		{"", "SELECT `a`, b. $$hunter2$$", fails},
		{"gcp.spanner", "SELECT '''it's hunter2'''", fails},
		{"", "SELECT '''it's hunter2''', 1", fails},
		{"other_sql", `SELECT a, """it"s hunter2"""`, fails},
		{"aws.dynamodb", "SELECT * FROM t WHERE a = '''it's hunter2'''", fails},
		{"", "SELECT a WHERE b = 'O''' AND c = 'x'", "SELECT a WHERE b = ? AND c = ?"},
		{"", "SELECT 1 -- it's\n, '''it's hunter2'''", fails},
		{"", "SELECT 1 /* ' */, '''it's hunter2'''", fails},
		{"", "SELECT `it's`, '''it's hunter2'''", fails},
		{"", "SELECT [it's], '''it's hunter2'''", fails},
		{"", "# it's\nSELECT '''it's hunter2'''", fails},
		{"", "SELECT $a$ ' $a$, '''it's hunter2'''", fails},
		{"", "SELECT 'O''' -- it's\n, `a`, \"b\"", "SELECT ? --?\n, `a`, ?"},
		{"", "SELECT 'O''', `a`, b[1] /* ' */", "SELECT ?, `a`, b[?] /*?*/"},
		{"sqlite", "SELECT a WHERE b = '''' AND c = '''x'''", "SELECT a WHERE b = ? AND c = ?"},
		{"postgresql", "SELECT a WHERE b = '''x'''", "SELECT a WHERE b = ?"},
		// Systems that are not known may have any two of these.
		{"clickhouse", "SELECT `a`, $b$hunter2[$b$", fails},
		{"clickhouse", "SELECT 1 # don't\n, $$a$$, 'hunter2'", fails},
		{"clickhouse", "SELECT `a` FROM t WHERE b = 'it\\'s hunter2' AND c = [1, 2]", "SELECT `a` FROM t WHERE b = ? AND c = [?, ?]"},
		{"cassandra", "SELECT 1 // don't\n, 'hunter2'", fails},
		{"cassandra", "SELECT a // plain words\nFROM t", "same"},
		{"duckdb", "SELECT a // 2 FROM t WHERE b = 'x'", "SELECT a // ? FROM t WHERE b = ?"},
		{"duckdb", "SELECT a // 2 FROM t WHERE b = $1", "same"},
		{"duckdb", "SELECT a//b-- it's\nFROM t WHERE c = 'x'", "SELECT a//b--?\nFROM t WHERE c = ?"},
		{"gcp.bigquery", "SELECT `a\\`'b`, 'hunter2'", fails},
		{"sqlite", "SELECT [it's], `a`, 'hunter2'", "SELECT ?"},
		{"sqlite", "SELECT 'a\\', `b`, 'hunter2'", "SELECT ?"},
		{"sqlite", "SELECT a FROM t WHERE b = $a AND c = 'x' LIMIT 5", "SELECT a FROM t WHERE b = $a AND c = ? LIMIT 5"},
		{"", "SELECT a FROM t WHERE b = $a AND c = 'x' LIMIT 5", "SELECT a FROM t WHERE b = $a AND c = ? LIMIT ?"},
		{"", "MERGE t USING s ON t.pan = 4111111111111111 WHEN MATCHED THEN DELETE OUTPUT $action;", "MERGE t USING s ON t.pan = ? WHEN MATCHED THEN DELETE OUTPUT $action;"},
		{"other_sql", "SELECT $ROWGUID FROM t WHERE pan = 4111111111111111", "SELECT $ROWGUID FROM t WHERE pan = ?"},
		{"mssql", "SELECT $IDENTITY, 'a\\'' FROM t WHERE pan = 4111111111111111", "SELECT $IDENTITY, ?"},
		{"sqlite", "SELECT a FROM t --don't\nWHERE b = 'x'", "SELECT a FROM t --?\nWHERE b = ?"},
		{"", "SELECT [a]]'b], 'hunter2'", fails},
		{"", "SELECT a[b[c]] FROM t WHERE d = 'x'", "SELECT a[b[c]] FROM t WHERE d = ?"},
		// Where a backslash escapes, though the system was not expected to have it so.
		{"cockroachdb", `SELECT $$a$$, b'\'hunter2'`, "SELECT ?, b?"},
		{"aws.redshift", `SELECT $$a$$, "b", 'x\'hunter2', c`, `SELECT ?, "b", ?`},
		{"aws.redshift", `SELECT 'x\'a', b/$$hunter2$$ || 'hunter2'`, "SELECT ?"},
		// A backslash escapes nothing in raw strings of Spark, and keeps a quote mark in those of GoogleSQL.
		{"databricks", `SELECT * FROM t WHERE p = r'\' AND k = 'zq-hunter2'`, fails},
		{"databricks", "SELECT * FROM `t` WHERE p = r'\\' AND k = 'zq-hunter2'", fails},
		{"", "SELECT `t`, a[b[c]], R\"\\\" AND k = \"zq-hunter2\"", fails},
		{"spark", `SELECT r'\d+\\', r'x', 'it\'s', r'\'`, `SELECT r?, r?, ?, r?`},
		{"spark", `SELECT r'\' AND k = `, `SELECT r?`},
		{"gcp.bigquery", "SELECT `a`, r'it\\'s hunter2', b", "SELECT `a`, r?, b"},
		// Snowflake's variables are no tags, and its comments begin with slashes, too.
		{"snowflake", "SELECT $a, 'x$', $a, 'x$ hunter2', 5", "SELECT $a, ?, $a, ?, ?"},
		{"snowflake", "SELECT '`', 1 // don't\n, 'hunter2'", "SELECT ?, ? //?"},
		// Comments that end early, or are none.
		{"", "SELECT 1 -- a\r, 'it\nhunter2'", fails},
		{"postgresql", "SELECT a -- it's\r\nFROM t", "SELECT a --?\nFROM t"},
		{"mysql", "SELECT 5--'a\nhunter2'", fails},
		{"mysql", "--it's a job\nSELECT 'hunter2'", fails},
		{"mysql", "SELECT 1 --it's\n/* */", fails},
		{"mysql", "SELECT 1 --it's hunter2", "SELECT ? --?"},
		{"", "SELECT a --it's \"hunter2\n ", "SELECT a --?\n "},
		{"mysql", "SELECT /*! 'a*/hunter2' */", fails},
		{"mysql", "SELECT N'a'/*c*/", "SELECT N?/*c*/"},
		{"postgresql", "SELECT a?b/*c*/, c?|d, e ? 'f', g/h FROM t", "SELECT a?b/*c*/, c?|d, e ? ?, g/h FROM t"},
		{"mysql", "SELECT a/12345, t.b/67, f(c)/8", "SELECT a/?, t.b/?, f(c)/?"},
		{"mysql", "SELECT a . b/12345", fails},
		// What is left reads otherwise than the whole did.
		{"postgresql", "SELECT 1*--\n2", "SELECT ?*--\n?"},
		{"", "SELECT `n$1\"`=ARRAY[(a", "SELECT ?=ARRAY?"},
		{"mssql", "SELECT [n`], 1", "SELECT ?"},
		// Money, which looks like a placeholder, and columns that do.
		{"mssql", "UPDATE e SET sal = $50,000.00 WHERE ssn = 123456789", "UPDATE e SET sal = ?,?.? WHERE ssn = ?"},
		{"microsoft.sql_server", "SELECT a FROM t WHERE sal = -$1234.56 AND pan = 4111111111111111", "SELECT a FROM t WHERE sal = -? AND pan = ?"},
		{"mssql", "SELECT $95000", "SELECT ?"},
		{"mssql", "SELECT a FROM t WHERE id = @p1 AND sal = $12 AND n = 5", "same"},
		{"", "SELECT a FROM t WHERE sal = $1234.56 AND pan = 4111111111111111", "SELECT a FROM t WHERE sal = ? AND pan = ?"},
		{"", "SELECT a FROM t WHERE sal = $1 AND n IN ($2,$3, 100)", "same"},
		{"", "INSERT INTO t VALUES ($1,100)", "same"},
		{"", "UPDATE e SET sal = $50,000.00 WHERE ssn = 123456789", "UPDATE e SET sal = ?,?.? WHERE ssn = ?"},
		{"snowflake", "SELECT $1, $2 FROM @stage WHERE ssn = 123456789", "SELECT $1, $2 FROM @stage WHERE ssn = ?"},
		{"influxdb", "SELECT mean(v) FROM cpu WHERE host = $host AND time > now() - 1h GROUP BY time(5m)", "same"},
		// Variables that a text declares or assigns, names of arguments, and paths are no placeholders.
		{"mssql", "EXEC dbo.p @card = 4111111111111111, @cvv = 123", "EXEC dbo.p @card = ?, @cvv = ?"},
		{"", "EXEC @rc = dbo.p @card = 4111111111111111", "EXEC @rc = dbo.p @card = ?"},
		{"mssql", "dbo.p @card = 4111111111111111", "dbo.p @card = ?"},
		{"mssql", "EXEC dbo.p @card = @card, @n = 5", "same"},
		{"mssql", "exec sp_executesql N'select @p0', N'@p0 bigint', @p0=4111111111111111", "exec sp_executesql N?, N?, @p0=?"},
		{"mssql", "DECLARE @pin int /* c */ = 123456789; SELECT @PIN", "DECLARE @pin int /* c */ = ?; SELECT @PIN"},
		{"", "DECLARE @pin AS int = 123456789, @b int SELECT a FROM t WHERE x = @pin AND y = @b", "DECLARE @pin AS int = ?, @b int SELECT a FROM t WHERE x = @pin AND y = @b"},
		{"mssql", "DECLARE @pin int = @p1; SELECT a FROM t WHERE n = 5 AND x = @pin", "same"},
		{"mssql", "SELECT @x -- c\n= a FROM t WHERE ssn = 123456789", "SELECT @x -- c\n= a FROM t WHERE ssn = ?"},
		{"mssql", "FETCH NEXT FROM c INTO @a, @b; SET @a += 123456789", "FETCH NEXT FROM c INTO @a, @b; SET @a += ?"},
		{"mssql", "CREATE PROC dbo.p @card bigint = 4111111111111111, @b int OUTPUT AS SELECT @card", "CREATE PROC dbo.p @card bigint = ?, @b int OUTPUT AS SELECT @card"},
		{"mssql", "SELECT CASE WHEN @a = 1 THEN 5 ELSE 6 END FROM t WHERE (@b = 5 OR c = @d)", "same"},
		{"mysql", "SET @pin := 123456789, @b = 5", "SET @pin := ?, @b = ?"},
		{"mysql", "SELECT @row := @row + 1 FROM t, (SELECT @row := 0) r WHERE ssn = 5", "SELECT @row := @row + ? FROM t, (SELECT @row := ?) r WHERE ssn = ?"},
		{"mysql", "SELECT a FROM t WHERE b = @b AND n = 5", "same"},
		{"mysql", "GRANT a ON b TO `bob`@localhost WITH MAX_QUERIES_PER_HOUR 5", "GRANT a ON b TO `bob`@localhost WITH MAX_QUERIES_PER_HOUR ?"},
		{"oracle", "BEGIN :x := 123456789; END;", "BEGIN :x := ?; END;"},
		{"oracle", "BEGIN :rc := f(:a, 5); END;", "same"},
		{"oracle", "CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW BEGIN :new.ssn := 123456789; END;", "CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW BEGIN :new.ssn := ?; END;"},
		{"oracle", "SELECT a FROM t WHERE a IN(:a,:b) AND b LIKE:c AND n = 5", "same"},
		{"ydb", "$x = 4111111111111111; SELECT $x", "$x = ?; SELECT $x"},
		{"surrealdb", "LET $x = 4111111111111111", "LET $x = ?"},
		{"surrealdb", "CREATE person SET name = $name, level = 5", "same"},
		{"snowflake", `SELECT v:name, s[a]:b, "c":d, f(x):e FROM t WHERE ssn = 123456789`, `SELECT v:name, s[a]:b, "c":d, f(x):e FROM t WHERE ssn = ?`},
		{"", "SELECT v:name FROM t WHERE ssn = 123456789", "SELECT v:name FROM t WHERE ssn = ?"},
		{"databricks", "SELECT v:name FROM t WHERE ssn = 123456789", "SELECT v:name FROM t WHERE ssn = ?"},
		{"databricks", "SELECT v:name FROM t WHERE a=:a LIMIT 5", "same"},
		{"postgresql", "SELECT a[1:n], b[:n] FROM t WHERE ssn = 123456789", "SELECT a[?:n], b[:n] FROM t WHERE ssn = ?"},
		{"postgresql", "SELECT ARRAY[:a, :b], [:c] LIMIT 5", "same"},
		{"postgresql", "SELECT a%s, b%%s, c %(d+e) FROM t WHERE ssn = 123456789", "SELECT a%s, b%%s, c %(d+e) FROM t WHERE ssn = ?"},
		{"postgresql", "SELECT a FROM t WHERE b=%(b_1)s OR c IN (%s,%s) LIMIT 5", "same"},
		{"clickhouse", "SELECT a FROM t WHERE id = {id:UInt32} LIMIT 5", "same"},
		// A number behind a colon, and a sign behind an operand and a blank, are none either.
		{"oracle", "SELECT JSON_OBJECT('ssn':4111, 'x':'hunter2') FROM dual", "SELECT JSON_OBJECT(?:?, ?:?) FROM dual"},
		{"oracle.db", "INSERT INTO t VALUES (JSON {'ssn' :4111, a:[1,4112]}, a[1:4111])", "INSERT INTO t VALUES (JSON {? :?, a:[?,?]}, a[?:?])"},
		{"oracle", "SELECT a FROM t WHERE b=:1 AND c LIKE :2 AND d IN (:3,:4) OFFSET :5 ROWS FETCH NEXT 10 ROWS ONLY", "same"},
		{"snowflake", "SELECT {'ssn' :4111}", "SELECT {? :?}"},
		{"postgresql", "SELECT * FROM t WHERE tags ?| array['a','b'] AND ssn = 4111", "SELECT * FROM t WHERE tags ?| array[?,?] AND ssn = ?"},
		{"", "SELECT * FROM t WHERE tags?&array['a'] AND ssn = 4111", "SELECT * FROM t WHERE tags?&array[?] AND ssn = ?"},
		{"cockroachdb", "SELECT * FROM t WHERE t.tags ? lower('A') AND a::jsonb ? b AND (a->'b') ? (c) AND \"q\" ? d AND ssn = 4111", "SELECT * FROM t WHERE t.tags ? lower(?) AND a::jsonb ? b AND (a->?) ? (c) AND \"q\" ? d AND ssn = ?"},
		{"postgresql", "SELECT * FROM t WHERE tags ? $$a$$ AND x @? y AND a ?- b AND c ?# d AND e ?? 'f' AND ssn = 4111", "SELECT * FROM t WHERE tags ? ? AND x @? y AND a ?- b AND c ?# d AND e ?? ? AND ssn = ?"},
		{"postgresql", "SELECT * FROM t WHERE tags ??| array[?] AND n = 5", "same"},
		{"postgresql", "select a from t where b like (?||?) and c between ? and ? and d=?-1 and e=any(?) and f=?::int limit ? offset 5", "same"},
		{"postgresql", "select ?, case ? when ? then ? else ? end, overlay(a placing ? from ? for 5) at time zone ? fetch first ? rows only", "same"},
		{"clickhouse", "SELECT x > 1 ? y : z, 4111", "SELECT x > ? ? y : z, ?"},
		{"clickhouse", "SELECT a FROM t SAMPLE ? LIMIT 5", "same"},
		{"mysql", "SELECT ?? FROM ?? WHERE a = 5", "same"},
		{"postgresql", "SELECT b[1 :n] = 4111, json_object(k :b)", "SELECT b[? :n] = ?, json_object(k :b)"},
		{"mysql", "SELECT id %s FROM t WHERE ssn=4111", "SELECT id %s FROM t WHERE ssn=?"},
		{"mysql", "SELECT id FROM t WHERE a IN %s LIMIT %s, 5; INSERT INTO t VALUES %s", "same"},
		{"", "EXEC p ?, 5; EXEC p :a, 5; {call p(?, 5)}", "same"},
		// Arguments whose names tell of a password, and settings of routines and of Spark.
		{"mssql", "EXEC sp_adddistributor @distributor = s, @password = hunter2; EXEC @rc = p_x @job_login = bob, @job_password = hunter2, @a = b", "EXEC sp_adddistributor @distributor = s, @password = ?; EXEC @rc = p_x @job_login = bob, @job_password = ?, @a = b"},
		{"", "EXEC dbo.CreateLogin @login = bob, @password = hunter2 SELECT @password = a FROM t", "EXEC dbo.CreateLogin @login = bob, @password = ? SELECT @password = a FROM t"},
		{"mssql", "msdb.dbo.sysmail_add_account_sp @account_name = x, @password = hunter2", "msdb.dbo.sysmail_add_account_sp @account_name = x, @password = ?"},
		{"sybase", `[p] @password = "hunter2"; sp_x @secret = hunter2`, `[p] @password = ?; sp_x @secret = ?`},
		{"mssql", "EXEC p @password = @p1, @token = NULL, @secret = default, @key = @k OUTPUT", "same"},
		{"mssql", "SELECT @password = a FROM t_x WHERE @token = b; IF @password = c_d SELECT e; UPDATE t SET a = b WHERE @password = c", "same"},
		{"postgresql", "ALTER FUNCTION f(int) SET app.pw TO hunter2; ALTER ROUTINE f RESET ALL SET search_path = a SET app.pw = hunter2", "ALTER FUNCTION f(int) SET app.pw TO ?; ALTER ROUTINE f RESET ALL SET search_path = a SET app.pw = ?"},
		{"postgresql", "CREATE FUNCTION f() RETURNS int AS $$x$$ SET app.pw = hunter2 LANGUAGE sql; ALTER FUNCTION f() SET app.pw = hunter2", "CREATE FUNCTION f() RETURNS int AS ? SET app.pw = ? LANGUAGE sql; ALTER FUNCTION f() SET app.pw = ?"},
		{"postgresql", "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC UPDATE t SET a.key = b; UPDATE t SET a.key = c; END", "same"},
		{"mssql", "ALTER FUNCTION f(@a int) RETURNS int AS BEGIN SET v_token = k RETURN b END", "same"},
		{"spark", "SET spark.hadoop.javax.jdo.option.ConnectionURL=jdbc:mysql://h/d?user=u&password=hunter2; SELECT a", "SET spark.hadoop.javax.jdo.option.ConnectionURL=?; SELECT a"},
		{"spark", "SET spark.driver.extraJavaOptions=-Xmx5g -Djavax.net.ssl.trustStorePassword=hunter2; SET spark.a=b", "SET spark.driver.extraJavaOptions=?; SET spark.a=b"},
		{"hive", "SET spark.redis.auth=hunter2; SET spark.x.header.Authorization=hunter2; SET spark.x.header.y=Bearer hunter2", "SET spark.redis.auth=?; SET spark.x.header.Authorization=?; SET spark.x.header.y=?"},
		{"", "SET spark.x=jdbc:mysql://h/d?user=u&password=hunter2", "SET spark.x=?"},
		{"hive", "SET hive.security.authorization.enabled=true; SET hive.security.authorization.manager=org.apache.X; SET hive.x=-Da=b; SELECT a FROM t WHERE password=c", "same"},
		// Of several statements those without placeholders lose their numbers, but of one digit.
		{"postgresql", "PREPARE p (int, text) AS SELECT * FROM t WHERE a=$1 AND b=$2; EXECUTE p(4111, 'hunter2')", "PREPARE p (int, text) AS SELECT * FROM t WHERE a=$1 AND b=$2; EXECUTE p(?, ?)"},
		{"trino", "PREPARE p FROM SELECT a FROM t WHERE b = ?; EXECUTE p USING 4111", "PREPARE p FROM SELECT a FROM t WHERE b = ?; EXECUTE p USING ?"},
		{"", "SELECT a FROM t WHERE ssn = 4111; SELECT a FROM t WHERE b = :b LIMIT 50; SELECT * FROM u WHERE ssn = 4111", "SELECT a FROM t WHERE ssn = ?; SELECT a FROM t WHERE b = :b LIMIT 50; SELECT * FROM u WHERE ssn = ?"},
		{"", "BEGIN BATCH INSERT INTO t (a, b) VALUES (?, 50); UPDATE t SET b = 4111 WHERE c = 'x'; APPLY BATCH", "BEGIN BATCH INSERT INTO t (a, b) VALUES (?, 50); UPDATE t SET b = ? WHERE c = ?; APPLY BATCH"},
		{"mssql", "SET NOCOUNT ON; INSERT INTO [T] ([A]) VALUES (@p0); SELECT [Id] FROM [T] WHERE @@ROWCOUNT = 1 AND [Id] = scope_identity();", "same"},
		{"mssql", "DECLARE @i TABLE ([Id] int, [a] nvarchar(255)); INSERT INTO [T] ([a]) OUTPUT INSERTED.[Id] INTO @i VALUES (@p0); SELECT * FROM @i", "same"},
		{"mysql", "INSERT INTO `T` (`a`) VALUES (@p0); SELECT `Id` FROM `T` WHERE ROW_COUNT() = 1 AND `Id` = LAST_INSERT_ID()", "same"},
		{"oracle", "DECLARE x NUMBER := 50; BEGIN x := f(:x, 60); g(70); END;", "same"},
		{"mssql", "IF EXISTS (SELECT 1 FROM t WHERE a = @p) BEGIN UPDATE t SET b = 50; UPDATE u SET b = 60; END", "same"},
		{"postgresql", "BEGIN; UPDATE t SET a = 50 WHERE b = $1; COMMIT", "same"},
		{"mysql", "CALL p(4111, 'x', @out); SELECT @out", "CALL p(?, ?, @out); SELECT @out"},
		{"mysql", "CALL p(?, 50, @out)", "same"},
		{"postgresql", "CALL p(@a, 50)", "same"},
		// So do routines and blocks, whose variables have a colon or a number.
		{"sap.hana", "CREATE PROCEDURE P(IN x INT) AS BEGIN SELECT a FROM t WHERE b = :x AND ssn = 4111; END", "CREATE PROCEDURE P(IN x INT) AS BEGIN SELECT a FROM t WHERE b = :x AND ssn = ?; END"},
		{"mysql", "CREATE DEFINER=`a`@`b` PROCEDURE p() BEGIN SELECT @x + 4111; END", "CREATE DEFINER=`a`@`b` PROCEDURE p() BEGIN SELECT @x + ?; END"},
		{"sap.hana", "DO (IN x INT => 5) BEGIN SELECT a FROM t WHERE b = :x AND ssn = 4111; END", "DO (IN x INT => ?) BEGIN SELECT a FROM t WHERE b = :x AND ssn = ?; END"},
		{"firebirdsql", "EXECUTE BLOCK AS DECLARE X INT = 5; BEGIN UPDATE T SET A = :X WHERE SSN = 4111; END", "EXECUTE BLOCK AS DECLARE X INT = ?; BEGIN UPDATE T SET A = :X WHERE SSN = ?; END"},
		{"teradata", "CREATE MACRO m (x INT) AS (SELECT a FROM t WHERE b = :x AND ssn = 4111;); REPLACE PROCEDURE p (IN x INT) BEGIN SELECT :x + 4111; END", "CREATE MACRO m (x INT) AS (SELECT a FROM t WHERE b = :x AND ssn = ?;); REPLACE PROCEDURE p (IN x INT) BEGIN SELECT :x + ?; END"},
		{"snowflake", "DECLARE x INT DEFAULT 4111; y INT; BEGIN z := 5; LET u INT := 5; SELECT a FROM t WHERE b IN (:x, :y, :z, :u) AND ssn = 4111; FOR r IN c DO f(:r, 4111); END FOR; END", "DECLARE x INT DEFAULT ?; y INT; BEGIN z := ?; LET u INT := ?; SELECT a FROM t WHERE b IN (:x, :y, :z, :u) AND ssn = ?; FOR r IN c DO f(:r, ?); END FOR; END"},
		{"databricks", "BEGIN DECLARE y INT DEFAULT 5; SELECT a FROM t WHERE b = :y AND ssn=4111; END", "BEGIN DECLARE y INT DEFAULT ?; SELECT a FROM t WHERE b = :y AND ssn=?; END"},
		{"postgresql", "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql RETURN $1 * 4111; SELECT a FROM t WHERE b = $1 LIMIT 50", "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql RETURN $1 * ?; SELECT a FROM t WHERE b = $1 LIMIT 50"},
		{"postgresql", "CREATE FUNCTION f(int) RETURNS int BEGIN ATOMIC SELECT $1 * 4111; SELECT $1 * 4111; END", "CREATE FUNCTION f(int) RETURNS int BEGIN ATOMIC SELECT $1 * ?; SELECT $1 * ?; END"},
		// Strings in double quote marks that have a prefix.
		{"gcp.bigquery", "SELECT REGEXP_CONTAINS(a, r\"^\\d+hunter2$\"), b\"hunter2\", DATE\"2020-01-01\" FROM `p.d.t`", "SELECT REGEXP_CONTAINS(a, r?), b?, DATE? FROM `p.d.t`"},
		{"spark", `SELECT r"hunter2", X"41"`, `SELECT r?, X?`},
		{"spark", `SELECT r"\" AND k = "hunter2"`, fails},
		{"mysql", `SELECT N"hunter2", _utf8mb4"hunter2" WHERE a=x"41"`, `SELECT N?, _utf8mb4? WHERE a=x?`},
		{"", `SELECT r"hunter2"`, `SELECT r?`},
		{"postgresql", `SELECT r"x"`, fails},
		// Names in double quote marks behind other words than the verb.
		{"trino", `EXPLAIN (TYPE DISTRIBUTED) SELECT "a" FROM "t"; EXPLAIN ANALYZE VERBOSE SELECT "a" FROM "t"; PREPARE p FROM SELECT "a" FROM "t"`, "same"},
		{"cassandra", `BEGIN BATCH INSERT INTO "T" ("a") VALUES (?); APPLY BATCH; BEGIN UNLOGGED BATCH USING TIMESTAMP 5 INSERT INTO "T" ("a") VALUES (?); APPLY BATCH`, "same"},
		{"sap.hana", `CALL "S"."P"(?, 5); CALL "S"."P"(a, "hunter2")`, `CALL "S"."P"(?, 5); CALL "S"."P"(a, ?)`},
		{"sap.hana", `EXPLAIN PLAN SET STATEMENT_NAME = 'x' FOR SELECT "a" FROM "t"; EXPLAIN CREATE USER a PASSWORD "hunter2"`, `EXPLAIN PLAN SET STATEMENT_NAME = ? FOR SELECT "a" FROM "t"; EXPLAIN CREATE USER a PASSWORD ?`},
		{"vertica", `COPY "s"."t" ("a") FROM LOCAL 'f' DELIMITER "hunter2"`, `COPY "s"."t" ("a") FROM LOCAL ? DELIMITER ?`},
		{"h2", `COMMENT ON COLUMN "T"."A" IS "hunter2"`, `COMMENT ON COLUMN "T"."A" IS ?`},
		{"cockroachdb", `SELECT a FROM t@"idx", "t"@"idx" WHERE b = $1`, "same"},
		// A statement in the quote marks of a name is none.
		{"mysql", "`SELECT a FROM t WHERE b = 'hunter2' AND c = 4111`", "?"},
		{"", "`SELECT a FROM t WHERE b = 'hunter2' AND c = 4111`", "?"},
		{"postgresql", `"SELECT a FROM t WHERE c = 4111": "INSERT INTO t VALUES (4111)", "explain update t set a=4111", "a = 'hunter2'", "SELECT 'hunter2'"`, `?: ?, ?, ?, ?`},
		{"mssql", "(pyodbc.ProgrammingError) ('42000') [SQL: INSERT INTO t VALUES ('hunter2', 4111)] [parameters: (4111, 4112)]", "(pyodbc.ProgrammingError) (?) ? ?"},
		{"mssql", "[SQL: INSERT INTO t VALUES (?, ?)]", "same"},
		{"", "[SQL: SELECT a FROM t WHERE b = 'hunter2']", "[SQL: SELECT a FROM t WHERE b = ?]"},
		{"postgresql", `SELECT a AS "order by date", b AS "Select 1 option", c AS "Update 2024", d AS "Rock 'n' Roll", e AS "a's b's", f AS "Delete from 2024"`, "same"},
		{"mssql", `SELECT b AS [total (US$ 5)], [a = b], [it's "x" 5] FROM t`, "same"},
		// SQL of systems that mostly speak otherwise.
		{"dynamodb", "EXISTS(SELECT * FROM t WHERE p='hunter2')", "EXISTS(SELECT * FROM t WHERE p=?)"},
		{"aws.dynamodb", "/* c */ (SELECT * FROM t WHERE p='hunter2')", "/* c */ (SELECT * FROM t WHERE p=?)"},
		{"aws.dynamodb", "-- c\n -- d\nSELECT * FROM t WHERE p='hunter2'", "-- c\n -- d\nSELECT * FROM t WHERE p=?"},
		{"elasticsearch", "WITH a AS (SELECT 'hunter2' FROM t) SELECT * FROM a", "WITH a AS (SELECT ? FROM t) SELECT * FROM a"},
		{"elasticsearch", "WITH RECURSIVE a AS (SELECT 'hunter2' FROM t) SELECT * FROM a", "WITH RECURSIVE a AS (SELECT ? FROM t) SELECT * FROM a"},
		{"influxdb", "EXPLAIN ANALYZE SELECT a FROM t WHERE b = 'hunter2'", "EXPLAIN ANALYZE SELECT a FROM t WHERE b = ?"},
		{"couchdb", "UPSERT INTO t VALUE {'p': 'hunter2'}", "UPSERT INTO t VALUE {?: ?}"},
		{"dynamodb", "SELECT/**/a FROM t WHERE b='hunter2'", "SELECT/**/a FROM t WHERE b=?"},
		{"dynamodb", `SELECT"a" FROM t WHERE b='hunter2'`, fails},
		{"dynamodb", "SELECT'hunter2'", "SELECT?"},
		{"dynamodb", "\ufeffSELECT a FROM t WHERE b='hunter2'", fails},
		{"dynamodb", "EXECUTE 'hunter2'", "EXECUTE ?"},
		{"dynamodb", `{"TableName": "t", "Key": {"a": {"N": "5"}}}`, "same"},
		{"aws.dynamodb", "GetItem", "same"},
		{"geode", "IMPORT a.B; SELECT * FROM /r p WHERE p.a = 'hunter2'", "IMPORT a.B; SELECT * FROM /r p WHERE p.a = ?"},
		{"elasticsearch", "SELECT/**/a FROM t WHERE b='hunter2'", "SELECT/**/a FROM t WHERE b=?"},
		{"elasticsearch", "WITH /* c c c */ a AS (SELECT 'hunter2') SELECT b", "WITH /* c c c */ a AS (SELECT ?) SELECT b"},
		{"elasticsearch", "/* a /* b */ c */ SELECT 'hunter2'", fails},
		{"elasticsearch", "-- a\rSELECT 'hunter2'\n{", fails},
		{"elasticsearch", "EXPLAIN (FORMAT TEXT) SELECT 'hunter2'", "EXPLAIN (FORMAT TEXT) SELECT ?"},
		{"elasticsearch", "GET /_search\n{\"size\": 5}", "same"},
		{"influxdb", `CREATE USER a WITH PASSWORD 'hunter2'`, "CREATE USER a WITH PASSWORD ?"},
		{"influxdb", `from(bucket: "b") |> range(start: -1h)`, "same"},
		{"influxdb", `cpu,host=a value=1`, "same"},
		{"redis", "SELECT * FROM t WHERE a='hunter2'", "SELECT * FROM t WHERE a=?"},
		{"redis", "SELECT'hunter2'", "SELECT?"},
		{"memcached", "delete k5", "same"},
		{"neo4j", "WITH n, count(n) AS c, 1 AS x RETURN c", "same"},
		{"neo4j", "WITH/**/a(b, c)AS(SELECT 'hunter2') SELECT b", "WITH/**/a(b, c)AS(SELECT ?) SELECT b"},
		{"neo4j", "WITH RECURSIVE a AS NOT MATERIALIZED (SELECT 'hunter2') SELECT b", "WITH RECURSIVE a AS NOT MATERIALIZED (SELECT ?) SELECT b"},
		{"neo4j", "// 5\nEXPLAIN MATCH (n {a: 5}) DELETE n", "same"},
		{"neo4j", "MERGE (n {a: 5})", "same"},
		// Cypher loses its strings, and keeps its numbers.
		{"neo4j", "CREATE USER a SET PASSWORD 'hunter2' CHANGE NOT REQUIRED", "CREATE USER a SET PASSWORD ? CHANGE NOT REQUIRED"},
		{"neo4j", `MERGE (n:User {name: "hunter2", password: $pw, age: 5, h: 0xFF})`, `MERGE (n:User {name: ?, password: $pw, age: 5, h: 0xFF})`},
		{"neo4j", "ALTER CURRENT USER SET PASSWORD FROM 'hunter2' TO $pw; ALTER USER a SET PASSWORD CHANGE REQUIRED", "ALTER CURRENT USER SET PASSWORD FROM ? TO $pw; ALTER USER a SET PASSWORD CHANGE REQUIRED"},
		{"neo4j", "MATCH (a:`it's`)--(b {n: 'x\nhunter2'})-->(c)<-[r:K*1..3]-(d) RETURN a.b // it's\n, 'hunter2'", "MATCH (a:`it's`)--(b {n: ?})-->(c)<-[r:K*1..3]-(d) RETURN a.b //?\n, ?"},
		{"neo4j", `RETURN 'it\'s "hunter2', "hunter2\\", ['` + strings.Repeat("x", 200) + `']`, `RETURN ?, ?, [?]`},
		{"neo4j", "MATCH (n) WHERE n.x = 'hunter2", "MATCH (n) WHERE n.x = ?"},
		{"neo4j", "UNWIND $rows AS row MERGE (n {id: row.id}) SET n.$`p q` += row.p", "same"},
		{"neo4j", `RETURN 'x\u0027, "hunter2"`, fails},
		{"neo4j", "RETURN 1 # it's\n, 'hunter2'", fails},
		{"neo4j", "RETURN /* a /* b */ it's */ 'hunter2'", fails},
		{"neo4j", "// word hunter2\nMATCH (n) RETURN n /* hunter2 */ LIMIT 5 // 5 rows, 2024-05-01", "//?\nMATCH (n) RETURN n /*?*/ LIMIT 5 // 5 rows, 2024-05-01"},
		{"memgraph", "// word hunter2\nMATCH (n) RETURN n // 5", "//?\nMATCH (n) RETURN n //?"},
		{"memgraph", `MATCH (a {k: 5})--(b {n: "hunter2"}) RETURN a`, `MATCH (a {k: ?})--(b {n: ?}) RETURN a`},
		{"memgraph", "MATCH (a:X {k: 5}) WHERE a.n = $n RETURN a LIMIT 10", "MATCH (a:X {k: ?}) WHERE a.n = $n RETURN a LIMIT ?"},
		{"memgraph", "CREATE USER u IDENTIFIED BY 'hunter2'", "CREATE USER u IDENTIFIED BY ?"},
		{"redis", "EXISTS k1 k2 k3", "same"},
		{"neo4j", "WITH 1 AS x RETURN x", "same"},
		{"aws.dynamodb", `SELECT * FROM t WHERE a = 'hunter2' AND "b" = ?`, `SELECT * FROM t WHERE a = ? AND ? = ?`},
		{"elasticsearch", `{"query": {"match": {"a": "b"}}}`, "same"},
		{"redis", "SELECT 1", "same"},
		// What the lexer reads otherwise than a server may.
		{"", "SELECT x=/*don't*/'hunter2'", "SELECT x=/*?*/?"},
		{"", "SELECT a/*don't*/'hunter2'", "SELECT a/*?*/?"},
		{"", "SELECT 1=--don't\n'hunter2'", fails},
		{"", `SELECT a FROM t WHERE b LIKE"hunter2"`, fails},
		{"oracle", `SELECT q'[don't tell hunter2]' FROM dual`, fails},
		{"", `SELECT nQ'[don't tell hunter2]' FROM dual`, fails},
		{"", "SELECT /* a /* b */ don't */ 'hunter2'", fails},
		{"mysql", "SELECT a#don't\n,'hunter2'", "SELECT a#?\n,?"},
		{"", "SELECT \xff'hunter2'", fails},
		{"", "SELECT ‘hunter2’ FROM t", fails},
		{"", "db.users.find({name: \\hunter2})", fails},
		// No SQL.
		{"mongodb", `{"find": "users", "filter": {"name": "?"}}`, "same"},
		{"redis", "SET key ?", "same"},
	} {
		got, err := sqlredact.Sanitize(tt.system, tt.in)
		if err != nil {
			got = fails
			if strings.Contains(err.Error(), "hunter") {
				t.Errorf("error: %v", err)
			}
		}
		if tt.want == "same" {
			tt.want = tt.in
		}
		if got != tt.want {
			t.Errorf("%s %q:\ngot  %q\nwant %q", tt.system, tt.in, got, tt.want)
		}
		if err == nil {
			if again, err := sqlredact.Sanitize(tt.system, got); again != got || err != nil {
				t.Errorf("%s %q: twice %q, %v", tt.system, tt.in, again, err)
			}
		}
	}
}

func TestTooLong(t *testing.T) {
	if out, err := sqlredact.Sanitize("", "SELECT "+strings.Repeat("a", sqlredact.MaxText)); err != sqlredact.ErrTooLong || out != "" {
		t.Errorf("%d bytes, %v", len(out), err)
	}
}

// A text is read to its end in time whatever it repeats: a quadratic scan takes an hour for these.
func TestLinear(t *testing.T) {
	for _, part := range []string{"@", "*", "@>", "=@", "#-", "?", "by.", "by:", "select.é", "é?", "a$b/", "$a ", "//", "+--\n", "[", "r'\\'", "--'", "abcdef12-", "0-abcdef12-e89b-", "P1Y", "T1M-P1Y", "a.\"b\",", "PASSWORD = ", "x#//", "\\u00", "@A=@b,", "a:a", "a%s%(a", "://", "SET a.b=c,", "SET a.b=x;", "SET spark.a=b,", "a ?", "EXEC p_x @key=a,", "a :b ", ":a;", "a:=1;", "\"select from a=1 \",", "r\"", "r\"x\","} {
		for _, system := range []string{"", "snowflake", "neo4j", "trino"} {
			if out, err := sqlredact.Sanitize(system, strings.Repeat(part, sqlredact.MaxText/len(part))); err != nil && out != "" {
				t.Errorf("%s %q: %d bytes, %v", system, part, len(out), err)
			}
		}
	}
}

// What reads otherwise again and again is not read to its end.
func TestPasses(t *testing.T) {
	const in = "SELECT [` \\][``\n?$][#'[$$`'\\1x?  '`]\nx[``][ ``#[x1\n]#1[[``]['?x``\n]1[`\n`?\n#]\nx[`1`']*??/*`"
	if out, err := sqlredact.Sanitize("", in); err != sqlredact.ErrUnread || out != "" {
		t.Errorf("%q, %v", out, err)
	}
	const less = "SELECT [` #][--$a$`$$\\'$1][\\']//?\n"
	if out, err := sqlredact.Sanitize("", less); err != nil {
		t.Errorf("%q, %v", out, err)
	}
}

// A word that stands in a literal of any form, in any surroundings, is not shown.
func FuzzLiterals(f *testing.F) {
	f.Add("SELECT a FROM t WHERE b = ", " AND c = 'x'", uint8(0))
	f.Add(`x = E'\' `, `"`, uint8(1))
	f.Add("a/*", "*/", uint8(2))
	f.Add("A.", "`", uint8(2))
	f.Fuzz(func(t *testing.T, before, behind string, form uint8) {
		const word = "hunterZZ"
		quote := [...]string{"'", `"`, "$$"}[form%3]
		system := [...]string{"mysql", "mysql", "postgresql"}[form%3]
		// Only where what stands before is whole by itself is the word in a literal.
		if strings.ContainsAny(before, "'\"`$\\[#") || strings.Contains(before, "--") || strings.Contains(before, "/*") || strings.Contains(before, word) || strings.Contains(behind, word) {
			return
		}
		in := before + " " + quote + word + quote + behind
		for _, s := range []string{system, ""} {
			out, err := sqlredact.Sanitize(s, in)
			if err == nil && strings.Contains(out, word) {
				t.Errorf("%s %q: %q", s, in, out)
			}
		}
	})
}

func BenchmarkSanitize(b *testing.B) {
	const in = "SELECT id, name FROM orders WHERE customer = 'ada' AND total > 100 ORDER BY created LIMIT 50"
	for _, system := range []string{"postgresql", "other"} {
		b.Run("system="+system, func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				if out, err := sqlredact.Sanitize(system, in); err != nil || len(out) == len(in) {
					b.Fatal(out, err)
				}
			}
		})
	}
}
