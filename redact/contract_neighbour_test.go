package redact_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// hidesBeside checks a line in which § is a secret and all that is called keep stays: as a whole, as a
// stream, and once more.
func hidesBeside(t *testing.T, r *redact.Redactor, line string) {
	t.Helper()
	in := strings.ReplaceAll(line, "§", quotedSecret)
	got := r.String(in)
	if strings.Contains(got, "Zb8") || strings.Count(got, "keep") != strings.Count(in, "keep") {
		t.Errorf("%s gives %s", in, got)
	}
	if s := streamed(t, r, singles(in)...); s != got {
		t.Errorf("%s gives %s, as a stream %s", in, got, s)
	}
	if again := r.String(got); again != got {
		t.Errorf("%s gives %s, and that %s", in, got, again)
	}
}

// Statements in doubled marks: the value goes, and nothing behind it; what is redacted stays as it is.
func TestContractDoubledStatements(t *testing.T) {
	r := fixed(t)
	for _, line := range []string{
		`a,"ALTER USER a IDENTIFIED BY ""/§""",keep`, `1,"SET PASSWORD FOR a = ""§""",keep`, `f('IDENTIFIED WITH p BY ''§''', 'keep')`, `f('password: ''/§''', 'keep')`,
		`x,"password=""/§""",keep`, `PREPARE s FROM 'SET PASSWORD FOR a = ''§'''; keep`, `q: 'SET PASSWORD FOR a = ''§''' # keep`, `('CREATE USER a WITH PASSWORD ''§''', 'keep')`,
		`EXECUTE IMMEDIATE 'ALTER USER a IDENTIFIED BY ''§'' DEFAULT TABLESPACE keep'; keep`, `('alter user a identified by ''"§''', 'keep')`, `('SELECT PASSWORD(''§'')', keep)`,
		`ALTER USER a IDENTIFIED BY ''  REPLACE '§'`, `SET PASSWORD FOR mysql = '§'`, `SET PASSWORD FOR 'curl'@'h' = '§'; keep`, `log="SET PASSWORD FOR a = ""§""" keep`,
		`{"sql":"GRANT CONNECT TO a, b IDENTIFIED BY x1y2\t, §","k":"keep"}`, `user=IDENTIFIED BY '' (sshpass -p § ssh)`, `INSERT INTO log VALUES ('ALTER USER a IDENTIFIED BY ''§''', 1, 'keep')`,
		`it's INSERT INTO l VALUES ('ALTER USER a IDENTIFIED BY ''/§''', 'keep')`,
		`"redis-cli","-a","""§",keep`, `"sshpass","-p","""§",keep`, `"docker","login","-p","""§",keep`, `"mysql","","-p§","-a","x"," k=keep"`,
	} {
		hidesBeside(t, r, line)
	}
	for _, in := range []string{
		`set password for a = current_password; see "keep this"`, `level=error msg="SET PASSWORD FOR 'bob'@'h' = <secret>" err="Error 1133: keep" took="1 ms"`,
		`msg="set password = failed" err="connection refused keep"`, `{'query': 'SET PASSWORD FOR a = %s', 'user': 'x', 'host': 'keep'}`,
		`"GET /?q=SET PASSWORD = '' HTTP/1.1" 200 12 "http://r" "keep"`, `'ALTER USER a IDENTIFIED BY "" REPLACE ""' keep`, `q="CREATE USER a IDENTIFIED BY ''" keep=1`,
		`q=[CREATE USER a IDENTIFIED BY ''] keep='1 2'`, `{"argv":["redis-cli","-a",""],"k":"keep"}`, `["docker", "login", "-u", "a", "-p", ""] keep`,
	} {
		if got := r.String(in); got != in {
			t.Errorf("%s gives %s", in, got)
		}
		if s := streamed(t, r, singles(in)...); s != in {
			t.Errorf("%s gives as a stream %s", in, s)
		}
	}
	if got := r.String(`we set password = something for the user "keep"`); !strings.Contains(got, "keep") {
		t.Error(got)
	}
}

// Who chooses the text of one string shows nothing of the next, and takes nothing of it along.
func TestContractChosenStrings(t *testing.T) {
	r := fixed(t)
	for _, chosen := range []string{
		`SET PASSWORD = ''`, `SET PASSWORD FOR a = ''`, `IDENTIFIED WITH p BY ''`, `IDENTIFIED BY '' `, `SET PASSWORD FOR a =  REPLACE `, "SET PASSWORD FOR a = );\t",
		`IDENTIFIED BY `, `SET PASSWORD = `, `SELECT PASSWORD(`, `curl -u a:`, `SET PASSWORD FOR a = ?`, `SET PASSWORD FOR `,
	} {
		for _, line := range []string{`u="¤" cmd="mysql -p§ db"`, `u="¤" cmd="curl -u a:§ http://x"`, `u="¤" argv=["mysql","-p§"]`, `u="¤" sql="SET PASSWORD FOR a = '§'"`, `u="¤" cmd="sshpass -p § ssh h"`} {
			in := strings.ReplaceAll(strings.ReplaceAll(line, "¤", chosen), "§", quotedSecret)
			got := r.String(in)
			if strings.Contains(got, "Zb8") {
				t.Errorf("%s gives %s", in, got)
			}
			if s := streamed(t, r, singles(in)...); s != got {
				t.Errorf("%s gives %s, as a stream %s", in, got, s)
			}
		}
	}
	for _, chosen := range []string{`'password=''x`, `'password=''` + quotedSecret, `'SET PASSWORD = ''` + quotedSecret, `'ALTER USER a IDENTIFIED BY ''` + quotedSecret, `'--password ''` + quotedSecret} {
		in := `{"u":"` + chosen + `","level":"keep","n":1}`
		for call, got := range map[string]string{"String": r.String(in), "AppendJSON": string(r.AppendJSON(nil, []byte(in)))} {
			if !strings.HasSuffix(got, `","level":"keep","n":1}`) || strings.Contains(got, "Zb8") {
				t.Errorf("%s of %s gives %s", call, in, got)
			}
		}
	}
}

// A value with blanks in an argument goes whole, whatever flag stands before its name; and a
// program may stand in marks of its own.
func TestContractQuotedArguments(t *testing.T) {
	r := fixed(t)
	for _, line := range []string{
		`{"cmd":["docker","run","--env=DB_PASSWORD=k9Jx §","img"],"k":"keep"}`, `docker run "--env=DB_PASSWORD=k9Jx §" keep`, `"env" "DB_PASSWORD=a §" keep`, `run "x" "--password=k9Jx §" keep`,
		`{"m":"[\"docker\",\"run\",\"--env=DB_PASSWORD=k9Jx §\",\"img\"]","k":"keep"}`, `"mysql" -u a -p§ keep`, `"/usr/bin/mysql" -u a -p§ keep`,
		`{"m":"running \"vault\" login §","k":"keep"}`, `{"m":"running \"docker\" login -p §","k":"keep"}`, `msg="running \"docker\" login -u a -p § h" k=keep`, `sh -c "\"7z\" x -p§ f" keep`,
	} {
		in := strings.ReplaceAll(line, "§", quotedSecret)
		got := r.String(in)
		if strings.Contains(got, "Zb8") || !strings.Contains(got, "keep") {
			t.Errorf("%s gives %s", in, got)
		}
		if s := streamed(t, r, singles(in)...); s != got {
			t.Errorf("%s gives %s, as a stream %s", in, got, s)
		}
	}
	for _, in := range []string{`level=info args="--env=DB_PASSWORD=k9Jx keep=b" n=1`, `{"argv":["/usr/bin/mysql"],"k":"-p keep"}`} {
		if got := r.String(in); !strings.Contains(got, "keep") {
			t.Errorf("%s gives %s", in, got)
		}
	}
}

// A key behind -p that begins as the name of a flag does takes no word along.
func TestContractPasswordsLikeFlags(t *testing.T) {
	r := fixed(t)
	hex := "877befff66e21f5b" + "494aa3679c49e26c"
	for _, line := range []string{"mysqladmin -uroot -psk-§ status", "7z x -psk_§ backup.7z", "sshpass -psk-§ scp f ada@web-1:"} {
		in := strings.ReplaceAll(line, "§", hex)
		want := strings.NewReplacer("sk-§", hidden, "sk_§", hidden).Replace(line)
		if got := r.String(in); got != want {
			t.Errorf("%s gives %s", in, got)
		}
		if got := streamed(t, r, singles(in)...); got != want {
			t.Errorf("%s gives as a stream %s", in, got)
		}
	}
	if got := r.String("app -psk " + quotedSecret + " keep"); got != "app -psk "+hidden+" keep" {
		t.Error(got)
	}
}

// An escaped mark at the end of a string of JSON ends nothing else than that string.
func TestContractEscapedMarkAtTheEnd(t *testing.T) {
	r := fixed(t)
	for _, line := range []string{
		`{"u":"IDENTIFIED BY '\"","level":"keep"}`, `{"err":"unterminated quote in \"curl -u 'a:§\"","level":"keep","n":"keep"}`, `{"":"SET PASSWORD =\"","":[],"k":"keep"}`,
		`{"u":"SELECT PASSWORD(\"","":"keep"}`, `{"u":"SELECT PASSWORD('\"","cmd":"mysql -u a '-p§' keep"}`, `{"u":"IDENTIFIED BY '\"","sql":"SET PASSWORD FOR a = '§' keep"}`,
		`{"u":"curl -u ':\"","sql":"SET PASSWORD a ='§' keep"}`, `{"msg":"exec \"mysql\"","cmd":"mkdir -pkeep"}`, `{"cmd":"sh -c \"curl http://x\"","id":"-u a:keep"}`,
		`{"err":"bad hash PASSWORD(\"","k":"keep","n":"keep"}`, `{"sql":"SET PASSWORD FOR \"a\"","k":"= keep","n":"keep2"}`, `{"msg":"cannot run \"redis-cli\"","args":["ls","-a","keep"]}`,
	} {
		in := strings.ReplaceAll(line, "§", quotedSecret)
		for call, got := range map[string]string{"String": r.String(in), "AppendJSON": string(r.AppendJSON(nil, []byte(in))), "stream": streamed(t, r, singles(in)...)} {
			if !json.Valid([]byte(got)) || strings.Contains(got, "Zb8") || strings.Count(got, "keep") != strings.Count(in, "keep") {
				t.Errorf("%s of %s gives %s", call, in, got)
			}
		}
	}
}

// A string around a command ends with it, whatever it ends with.
func TestContractStringsAroundCommands(t *testing.T) {
	r := fixed(t)
	for _, line := range []string{
		`["docker","run","--env=DB_PASSWORD=C:\\a b\\","img","keep"]`, `{"m":"[\"x\",\"--env=DB_PASSWORD=k9 y\\\\\",\"img\"]","k":"keep"}`, `["--password=a b\\","keep"]`,
		`{"u":"'password=''§\\","level":"keep","n":1}`, `{"u":"it's IDENTIFIED BY ''x\\","level":"keep"}`,
		`{"":"vault login\"","":["keep"]}`, `{"m":"'ldapsearch' -w 'a b\\' x && echo \"y\"","k":"keep"}`, `{"name":"\"mysql\"","flags":"-pkeep"}`, `{"q":"\"curl\"","r":"id -u root:keep"}`,
		`u="IDENTIFIED BY ''x" level=keep user=keep2`, `u="SET PASSWORD = ''x" level=keep user=keep2`, `1,"SET PASSWORD FOR a = """,keep`, `1,"x SET PASSWORD FOR a = "",","keep"`,
		`near 'PASSWORD('')' at line 1, keep keep`, `'GRANT ALL ON *.* TO ''a''@''%'' IDENTIFIED BY ''§'', ''b''@''%'' IDENTIFIED BY ''§''', 'keep'`,
		`it's curl -u a:' §' h keep`, `5" disk curl -u a:" §" keep`, `1,"curl -u a:""","mysql -p§ db",keep`, `x,"smbclient -U a%""","mysql -p§ db",keep`, `1,"PASSWORD('""","curl --user 'a:§' h",keep`,
		`('say ''IDENTIFIED BY '')', 'mysql -u a ''-p§'' db', 'keep')`, `('it''s IDENTIFIED BY '' ', 'sshpass -p ''§ ssh h', 'keep')`,
		`1,"{""m"":""run \""docker\"" login -p §"",""k"":""keep""}",keep`, `1,"msg=""run \""docker\"" login -p §""",keep`, `1,"a=""b"" \""vault\"" login §",keep`,
		`level=info sql="SELECT PASSWORD('x')" user="keep" k=keep`, `SET PASSWORD FOR a = :pw; SELECT "keep"`, `SET PASSWORD FOR a = @x; SELECT 'keep'`,
		`1,"INSERT INTO l VALUES ('ok', 'ALTER USER a IDENTIFIED BY ''k9""§''')",keep`,
		`1,"IDENTIFIED BY 'x"" y","keep",keep`,
		`1,"mysql -p'x"" y","keep",keep`,
		`1,"sshpass -p '""x","keep",keep`,
		`1,"sshpass -p""","keep"`,
		`sshpass -p "$(cat 'mysql')" ssh h mkdir -pkeep`,
		`app -password-20240101 § keep`,
		`psql -pgpass_20240101 § keep`,
		`SELECT PASSWORD($1); parameters: $1 = '§' keep`,
		`SELECT PASSWORD(?) arg1="§" keep`,
		`{"m":"user it's IDENTIFIED BY ''x ran curl -u 'a:§' http://h","k":"keep"}`,
		`it's PASSWORD(''x: mysql -u a '-p§' db`,
		`user=it's IDENTIFIED BY ''x cmd=mysql -p'§'`,
		`{"u":"--password=''[HIDDEN]'''); -- ","k":"keep"}`,
		`err="near 'ALTER USER a IDENTIFIED BY ''k9"§''' at line 1" k=keep`, `SELECT PASSWORD(:pw) pw='§' keep`,
		`SET PASSWORD = N'§': keep`,
		`SET PASSWORD FOR a = _utf8'§': keep`,
		`SET PASSWORD FOR a = _utf8mb4 '§': keep`,
		`SET PASSWORD FOR a = N' §' keep`,
		`SET PASSWORD = (SELECT '§'): keep`,
		`SET PASSWORD = ? REPLACE '§': keep`,
		`IDENTIFIED BY 'x "mysql "mysql "mysql "mysql "mysql §' keep`,
	} {
		in := strings.ReplaceAll(line, "§", quotedSecret)
		for call, got := range map[string]string{"String": r.String(in), "stream": streamed(t, r, singles(in)...)} {
			if strings.Contains(got, "Zb8") || strings.Count(got, "keep") != strings.Count(in, "keep") || json.Valid([]byte(in)) && !json.Valid([]byte(got)) {
				t.Errorf("%s of %s gives %s", call, in, got)
			}
		}
	}
	for _, chosen := range []string{"SET PASSWORD FOR a = $1, ", "SET PASSWORD FOR a = %s", "SET PASSWORD FOR a = REPLACE ", "SET PASSWORD FOR a = _utf8 ", "SET PASSWORD FOR a = (SELECT "} {
		in := `u="` + chosen + `" argv=["vault","login","` + quotedSecret + `"]`
		if got := r.String(in); strings.Contains(got, "Zb8") {
			t.Errorf("%s gives %s", in, got)
		}
	}
}

// Of a long line no more is told than of its end: there a value in doubled marks begins with a letter
// or a digit.
func TestContractDoubledStatementBound(t *testing.T) {
	r := fixed(t)
	for _, c := range []struct {
		before, value string
		hidden        bool
	}{
		{strings.Repeat("(1, 'x'), ", 10), " §", true},
		{strings.Repeat("(1, 'x'), ", 40), "§", true},
		{strings.Repeat("(1, 'x'), ", 40), " §", false},
	} {
		in := strings.ReplaceAll("VALUES "+c.before+"('SET PASSWORD FOR a = ''"+c.value+"''', 1)", "§", quotedSecret)
		got := r.String(in)
		if strings.Contains(got, "Zb8") == c.hidden {
			t.Errorf("%s gives %s", in, got)
		}
		if s := streamed(t, r, singles(in)...); s != got {
			t.Errorf("%s gives %s, as a stream %s", in, got, s)
		}
	}
}

// A string that someone chose may open a mark that the statement behind it closes: what stands in
// the value of the first then is a command, and where that ends is not told by the next mark.
func TestContractDoubtfulStatements(t *testing.T) {
	r := fixed(t)
	for _, line := range []string{
		`EXECUTE IMMEDIATE 'SELECT ''SET PASSWORD = ''''''; sshpass -p ''§'' ssh a@b'`, `INSERT INTO l VALUES ('user SET PASSWORD = '' ran mysql -uroot -p''§'' shop')`,
		`SELECT 'IDENTIFIED BY ''''curl/8.1'; docker login -u ada -p § keep`, `SELECT 'IDENTIFIED BY ''§'' curl/8.1'; docker login -u ada -p § keep`, `SELECT 'IDENTIFIED BY ''''curl/8.1'; mysql -u ada -p§ keep`,
		`1,"user IDENTIFIED BY ' ran ""password"":""§""; SET PASSWORD FOR 'ada'@'%' = '§'",2`, `INSERT INTO t (n, q) VALUES ('IDENTIFIED BY ""', 'curl -u ''ada:§'' https://keep')`,
		`INSERT INTO audit (q) VALUES ('SELECT ''SET PASSWORD = '''''''''', 1; SET PASSWORD FOR a = ''§''')`, `q="IDENTIFIED BY '" SET PASSWORD = '§'`,
		`INSERT INTO audit (q) VALUES ('INSERT INTO n VALUES (''SET PASSWORD = ''); ALTER USER ada IDENTIFIED BY ''§''')`,
		`user mkpasswd ran mysql -uroot -p§ keep`, `SELECT 'mkpasswd'; sshpass -p '§' ssh keep`, `/* user=mkpasswd */ mysql -uroot -p§ keep`, `SELECT '> PASS '; sshpass -p '§' ssh keep`, `SELECT 'kinit <<< '; mysql -uroot -p'§' keep`,
		`SELECT 'redis-cli AUTH '; sshpass -p '§' ssh keep`, `1,"SELECT 'kinit <<< '; sshpass -p '§' ssh keep",2`, `t=1 msg="{\"user\":\"insert into a (password) values (\",\"q\":\"sshpass -p '§' ssh keep\"}" keep`,
		`echo "a echo "b echo "c echo "d echo "e mysql -p§ keep`, `{"ua":"insert into a (password) values (1, insert into a (password) values (1,","cmd":"mysql -p§ keep"}`,
		`ALTER USER ada IDENTIFIED BY 'my sql §' REQUIRE keep`, `ALTER USER ada IDENTIFIED BY 'mysql §' REQUIRE keep`,
	} {
		hidesBeside(t, r, line)
	}
}

// The mark behind the last word of a statement is the one around it.
func TestContractStatementsInQuotes(t *testing.T) {
	asMarked(t, []string{
		`level=info sql="update users set password = null" rows=3 took=5ms`, `query "UPDATE users SET password = NULL" took 5ms rows=3`, `exec 'UPDATE u SET password = NULL' failed: timeout`,
		`exec 'UPDATE u SET password = «t.passw0rd»' failed: timeout`, `exec 'UPDATE u SET password = t.password' failed: timeout`, `exec 'UPDATE u SET password = «DEFAULT»' failed: timeout`,
		`near 'SET PASSWORD = «x9y8z7w6»' at line 1`, `msg='set password = «x9y8z7w6»' level=info`, `{"msg":"near 'SET PASSWORD = «x9y8z7w6»' at line 1","n":1}`,
		`SET PASSWORD FOR a = N'«x9 y8»', 'keep'`, `SET PASSWORD FOR a = _utf8mb4'«x9 y8»', 'keep'`, `EXEC 'SET PASSWORD FOR a = N''«x9 y8»'', 1' keep`,
	})
}
