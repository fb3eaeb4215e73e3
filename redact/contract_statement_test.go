package redact_test

import (
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// statementLines are statements of SQL that have a password; guillemets stand around what goes.
var statementLines = []string{
	// Oracle: the password before this one, and those of more users.
	`ALTER USER a IDENTIFIED BY "«-Qm2Zb8»" REPLACE "«Old4Pw9x»"`, `ALTER USER a IDENTIFIED BY "«,Qm2Zb8»" REPLACE "«,Old4Pw9x»"`, `ALTER USER a IDENTIFIED BY "« Qm2Zb8»" REPLACE "« Old4 Pw9x»"`,
	`ALTER USER a IDENTIFIED BY "«)Qm2Zb8»" REPLACE "«)Old4Pw9x»"`, `ALTER USER a IDENTIFIED BY "«Qm2\n7k»" REPLACE "«Old4\nPw9x»" ACCOUNT UNLOCK`, `ALTER USER a IDENTIFIED BY "«/Qm2Zb8»" REPLACE "«/Old4Pw9x»"`,
	`{"q":"ALTER USER a IDENTIFIED BY \"«-Qm2Zb8»\" REPLACE \"«-Old4Pw9x»\"","n":1}`, `{"q":"ALTER USER a IDENTIFIED BY \"«Qm2\\n7k»\" REPLACE \"«Old4\\nPw9x»\"","n":"a b"}`,
	`alter user a identified by "«-Qm2Zb8»" replace "«Old4Pw9x»"; select 'a b'`, `ALTER USER a IDENTIFIED BY «tiger» REPLACE «lion»`, `IDENTIFIED BY password REPLACE «hunter2x»`, `IDENTIFIED BY "" REPLACE "«Old4Pw9x»"`,
	`GRANT CONNECT TO a IDENTIFIED BY "«-Qm2Zb8»" REPLACE "«Old4Pw9x»"`, `GRANT CONNECT TO a, b IDENTIFIED BY «x1», «hunter2x»`, `GRANT CONNECT TO a, b, c IDENTIFIED BY «x1», «hunter2x» , «tiger» WITH ADMIN OPTION, foo bar9`,
	`GRANT CONNECT TO a, b IDENTIFIED BY "«x1»", "«-hunter 2x»"; select 'a b'`, `{"q":"GRANT CONNECT TO a, b IDENTIFIED BY \"«x1»\", \"«,hunter2x»\"","n":"a b"}`,
	// MySQL.
	`SET PASSWORD FOR 'a'@'h' = PASSWORD('«-Qm2Zb8Wn»'); x`, `SET PASSWORD FOR 'a'@'h' = PASSWORD('« Qm2Zb8Wn»'); x`, `SET PASSWORD FOR 'a'@'h' = PASSWORD('«,Qm2Zb8Wn»'); x`, `SET PASSWORD FOR 'a'@'h' = PASSWORD('«"Qm2 Zb8Wn»'); x`,
	`SET PASSWORD FOR 'a'@'h' = '«-Qm2Zb8Wn»'; x`, `SET PASSWORD FOR 'a'@'h' = '«,Qm2Zb8Wn»'; x`, `SET PASSWORD FOR 'a'@'h' = '«Qm2\n7k»' REPLACE '«Old4Pw9x»'`, `{"q":"SET PASSWORD FOR 'a'@'h' = PASSWORD('«-Qm2Zb8Wn»')","n":"x y"}`,
	`SET PASSWORD FOR 'a'@'h' = '«-Qm2Zb8Wn»' REPLACE '«-Old4Pw9x»' RETAIN CURRENT PASSWORD`, `SET PASSWORD = '«Qm2Zb8Wn»' REPLACE '«Old4Pw9x»'`, `{"q":"SET PASSWORD FOR a = PASSWORD(\"«-Qm2Zb8Wn»\")","n":"x y"}`,
	`CREATE USER a IDENTIFIED WITH mysql_native_password BY '«,x7 y»' REQUIRE SSL`, `CREATE USER a IDENTIFIED WITH p BY '« x7 y»'`, `CREATE USER a IDENTIFIED WITH p BY '«,x»'`, `ALTER USER a IDENTIFIED WITH p BY '«Qm2Zb8Wn»' REPLACE '«-Old4Pw9x»'`,
	`ALTER USER 'a'@'h' IDENTIFIED BY '«-Qm2Zb8»' REPLACE '«-Old4Pw9x»', 'b9'@'h' IDENTIFIED BY '«-Qm3Zb8»'`, `SELECT PASSWORD('«-Qm2Zb8Wn»'), '«x y»'`,
	`getConnection("jdbc:h2:mem", "sa", "«-a b»")`, `SELECT pgp_sym_decrypt(decode(x, 'hex'), '« -x y»'), 'z'`, `PRAGMA hexkey = '«-2DD29CA851E7B56E»'`,
	`ALTER USER a IDENTIFIED BY "«\nQm2Zb8»" REPLACE "«\nOld4Pw9x»"`, `{"q":"ALTER USER a IDENTIFIED WITH p BY \"«' Qm2 Zb8»\" REPLACE '«\\nOld4Pw9x»'","n":1}`, `set password for a = "«\n\nQm2»"; x`,
	`SET PASSWORD FOR a = OLD_PASSWORD('«-Qm2 Zb8»'); x`, `SET PASSWORD FOR a = CONCAT('«-Qm2»', 'b')`,
	`{'q': 'SET PASSWORD = \'«"Qm2 Zb8»\' REPLACE \'«"Old4»\'', 'n': 1}`, `msg='a0="redis-cli" a1="-a" a2="\'«Qm2Zb8»"' n=1`,
	// These stay.
	`SET PASSWORD FOR 'a'@'h' = ''; select 'a b'`, `GRANT SELECT, INSERT ON t TO a, b WITH GRANT OPTION`, `GRANT SELECT ON t TO 'a'@'h' IDENTIFIED BY '«x1»', 'b9'@'h' IDENTIFIED BY '«y2»'`, `CREATE USER 'a'@'h' IDENTIFIED BY '«x1»', 'b9'@'h' REQUIRE SSL`,
	`CREATE USER a IDENTIFIED BY «x1», b9 and c9`,
	`ALTER USER "a" IDENTIFIED BY «newpw1» /* x */ REPLACE «oldpw1» ACCOUNT UNLOCK`, `IDENTIFIED BY password REPLACE password`, `ALTER USER a IDENTIFIED BY «tiger»; REPLACE INTO t VALUES (1)`, `ALTER USER a IDENTIFIED BY '«x1»'; REPLACE INTO t VALUES ('a b')`,
	`ALTER USER a IDENTIFIED BY RANDOM PASSWORD; REPLACE INTO t VALUES (?)`, `SET PASSWORD FOR a = '«x1»'; REPLACE 'a b'`, `SET PASSWORD failed; replace 'a b'`, `identified with 'x' replace 'a b'`, `["psql","set password =","-c","a b"]`,
}

// TestStatements: whatever begins a value between its marks, and whatever follows it.
func TestStatements(t *testing.T) {
	r := fixed(t)
	reference := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithReplacement(redact.Fixed(hidden)), redact.WithKernel(redact.KernelReference))
	for _, line := range statementLines {
		in, want := marked(line)
		for _, after := range []string{"", "\nnext 'a b' -c x9"} {
			in, want := in+after, want+after
			for call, got := range map[string]string{"String": r.String(in), "stream": streamed(t, r, singles(in)...), "reference": reference.String(in), "twice": r.String(want)} {
				if got != want {
					t.Errorf("%s:\ngot  %q\nwant %q", call, got, want)
				}
			}
		}
	}
}
