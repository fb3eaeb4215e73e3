package redact_test

import (
	"strings"
	"testing"
)

const quotedSecret = "Qm2" + "Zb8Wn7"

// Statements in strings of other languages, of which the marks are doubled or the value stands
// elsewhere, hide it, and leave what stands beside them.
func TestContractQuotedStatements(t *testing.T) {
	r := fixed(t)
	for _, line := range []string{
		`INSERT INTO log VALUES ('ALTER USER a IDENTIFIED BY ''/§''', 1)`, `INSERT INTO log VALUES ('ALTER USER a IDENTIFIED BY '':§''', 1)`,
		`EXECUTE IMMEDIATE 'CREATE USER a IDENTIFIED BY '' §''';`, `log="alter user a identified by ""/§"""`, `IDENTIFIED BY ''/§''`,
		`ALTER USER a IDENTIFIED BY x REPLACE '':§''`, `('IDENTIFIED BY ''§ x''', 1)`,
		"PREPARE s FROM 'SET PASSWORD FOR a = ''`§''';", `PREPARE s FROM 'SET PASSWORD FOR a = ''"§''';`,
		`SET PASSWORD = ? REPLACE '§'`, `SET PASSWORD FOR a = _utf8'§'`, `SET PASSWORD FOR a = _utf8mb4 '§'`, `SET PASSWORD FOR a = U&'§'`,
		`set password for a = password ('§')`, `SET PASSWORD FOR a = /*x*/'§'`, `SET PASSWORD = /* c */ '§'`, `SET PASSWORD FOR a = (SELECT '§')`,
		`execute('SET PASSWORD FOR a = %s', '§')`, `statement="SET PASSWORD FOR a = ?" args="§" n=1`, `cursor.execute('SELECT PASSWORD(%s)', ('§',))`,
		`token: "new §"`, `app --token="new §" -v`, `PRAGMA key = 'new §'`,
	} {
		in := strings.ReplaceAll(line, "§", quotedSecret)
		got := r.String(in)
		if strings.Contains(got, "Zb8") {
			t.Errorf("%s gives %s", in, got)
		}
		if s := streamed(t, r, singles(in)...); s != got {
			t.Errorf("%s gives %s, as a stream %s", in, got, s)
		}
	}
	for _, line := range []string{
		`msg="running \"vault\" login" user=keep`, `msg="run \"docker\" login" flag="-p keep"`, `msg="\"vault\" login" path=keep`,
		`msg="SELECT PASSWORD(?)" keep=1`, `q="SELECT PASSWORD('§')" keep=1`, `db.Query("SELECT PASSWORD(?)", pw, keep)`,
		`('GRANT A TO a, b IDENTIFIED BY x', keep)`, `q="GRANT A TO a, b IDENTIFIED BY x1", keep`,
	} {
		in := strings.ReplaceAll(line, "§", quotedSecret)
		if got := r.String(in); !strings.Contains(got, "keep") {
			t.Errorf("%s gives %s", in, got)
		}
	}
	for _, line := range []string{`'password=''§ '''`, `'token=''Q ''p`, `sh -c "ALTER USER a IDENTIFIED BY ""§ x""" keep`} {
		in := strings.ReplaceAll(line, "§", quotedSecret)
		if got, want := streamed(t, r, singles(in)...), r.String(in); got != want {
			t.Errorf("%s:\nstream %s\nwhole  %s", in, got, want)
		}
	}
}
