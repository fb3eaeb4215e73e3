package redact_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// placedLines show values whose place is told by what stands around, in the syntax of each
// kind; guillemets stand around what goes. Those without stay.
var placedLines = map[string][]string{
	"flag in quotes": {
		`mysql "--password=«h x7»" -u x`, `mysqldump '--password=«h x7»' shop`, `mongosh "--password=«h x7 y»" shop`, `docker login "--password=«h x7»" -u ada r`,
		`mysql -u x "--password=«h x7»" "-e select 1"`, `mariadb "-u ada" "--password=«h x7»"`, `mysql '--password=«it"s x»' shop`, `mysql "--password=«-x --user=ada»" shop`,
		`mongosh "--password=«curl -u a:b»" shop`, `mysql -p'«curl x»' shop`, `sshpass -p «mysql» ssh db-1`, `sshpass -p '«curl -u a:b»' ssh db-1`,
		`mysql "--password=«h x7»`, `vault login "--token=«h x7y9»" -method=token`, `sqlcmd "--password=«h x7»" -Q 'select 1'`, `etcdctl "--password=«h x7»" get k`,
		`mysql "--user=ada" "--host=a b"`, `mysql "--password=" "--user=a b"`, `mysql "--execute=select a b"`, `mysql "--password=$PASS" shop`, `mysql "--password=[HIDDEN]" -u x`,
		`mysql --user=ada "select password from t"`, `mongosh --eval "db.users = 1 + 2"`, `docker login "--tokens=4 of 5"`, `mysql "--max-tokens=4 of 5"`,
	},
	"word of another command": {
		`requirepass «mysqlpw1»`, `redis> AUTH «mysql77»`, `htpasswd -b f ada «curl-77x»`, `sshpass -p «mysql77» ssh a`, `docker login -u ada -p «curl77» r`, `mysql -p'«mongo 77»' shop`, `curl -u mysql:«hx7» a`, `curl -u ada:«mysql77» a`,
		`aes_encrypt(c, '«mysql 77»')`, `machine a login b password «mysql77»`, `setenv DB_PASSWORD «mysql77»`, `mc alias set m http://a ada «curl»`, `alter user ada identified by «mysql77»`, `chpasswd <<< "ada:«curl -u b»"`,
		`SET PASSWORD FOR ada = PASSWORD('«mysql 7»')`, `net user ada «mysql77» /add`,
		`sshpass -p «mysql» -u ada -p«hx7» shop`, `CONNECT mysql -u app -p«hx7» shop`, `curl -u mysqldump -p«hx7»`, `password of requirepass «mysqldump» -u ada -p«hx7»`, `["sshpass","-p","«mysql77»"]`,
		`sshpass -e mysql -u ada shop`, `setenv EDITOR mysql77`, `docker run mysql curl -u ada a`, `redis-cli -h curl77 info`, `using token mysql`, `vault login -method=mysql`, `config set mysql77 curl77`,
	},
	"CDATA": {
		`<password>«<![CDATA[h7]]> x7»</password>`, `<password>«<![CDATA[h7]]>x7»</password>`, `<password>«<![CDATA[h7]]> <![CDATA[x7]]> y7»</password>`,
		`<password>«<![CDATA[h7]]> x & y»</password><user>ada</user>`, `<password>«<![CDATA[h7]]> x < y»</password>`, "<password>«<![CDATA[h7]]>\n x7»</password>",
		`<wsse:Password>«<![CDATA[h7]]>x7»</wsse:Password>`, `<property name="password">«<![CDATA[h7]]> x7»</property>`, `<password><![CDATA[«h7]]><![CDATA[x7»]]></password>`,
		`<password><![CDATA[«h7»]]> x7 <b>y</b></password>`, `<password><![CDATA[«h7»]]> x7`, `<password><![CDATA[«h7]]><![CDATA[x7»]]> y7`, `<password>«h7<![CDATA[x7]]> y7»</password>`,
		"<password><![CDATA[«h7»]]>\n</password>\n<user>a b</user>", `<password><![CDATA[«h7»]]>` + strings.Repeat(" x", 2000), `<password><![CDATA[«h7»]]>` + strings.Repeat(" x", 2000) + `</password>`,
		`<password><![CDATA[]]></password> text`, `<note><![CDATA[h7]]> x7</note>`, `<password/><![CDATA[h7]]> x7`, `<user><![CDATA[ada]]> b</user>`, `<a><![CDATA[password]]> x7</a>`,
		`<password><![CDATA[[HIDDEN]]]></password>`, `<max_tokens><![CDATA[h7]]> x7</max_tokens>`,
	},
	"here string": {
		`chpasswd -c SHA512 <<< "ada:«hx7»"`, `chpasswd <<<ada:«hx7»`, `chpasswd<<<"ada:«h x7»"`, `sudo chpasswd -e <<< 'ada:«h x7»'`, `chpasswd <<< "$(id -un):«hx7»"`, `chpasswd <<< "$(cat a:b):«hx7»"`,
		`chpasswd <<< "a$(b:«hx7»"`, `chpasswd <<< 'a$(b:«hx7)»'`, `curl -u $(id -un):«hx7» a`, `curl -u "$(pass show a:b):«hx7»" a`, `chpasswd <<< "$(cat $(id b:«c)):hx7»"`,
		`curl -u "$(echo ada:«hx7)»" a`, `chpasswd <<< "$(printf ada:«%s hx7)»"`, `chpasswd <<< "$(cat <<< ada:«hx7)»"`, `chpasswd <<< "$(cat f; echo ada:«hx7)»"`,
		`chpasswd <<< "$(cat list:1)"`, `chpasswd <<< "$(pass show a:b)" && echo done:1`, `chpasswd <<< $(cat list:1)`, `curl -u "$(cat list:1)" a`, `curl -u $(pass show a:b) a`, `chpasswd <<< "$(/bin/cat /a/list:1)"`,
		`chpasswd <<< "$(cat ` + strings.Repeat("x", 100) + `:«1)»"`, `chpasswd <<< "$LINE"`, `chpasswd < list:1`, `chpasswd << EOF`, `mychpasswd <<< a:b`,
	},
	"git": {
		`git -C /srv/x config user.password «hx7»`, `git -C /srv/x config --global user.password '«h x7»'`, `git -C "/srv/a b" config http.proxyPassword «hx7»`, `git --git-dir=/x config http.token «hx7»`,
		`git --git-dir /x --work-tree /y config user.password «hx7»`, `git -c a.b=c config user.password «hx7»`, `/usr/bin/git --no-pager -C x config --add remote.token «hx7»`, `{"cmd":"git -C x config user.password «hx7»","n":1}`,
		`git -p -C x config set user.password "«h x7»"`, `git -C config config user.password «hx7»`,
		`git -C /srv/x config user.name ada`, `git -C /srv/x config --get user.password`, `git -C config commit -m token x7y9`, `git -C x commit -m "config password" x7y9`, `git -C /srv/x push token x7y9`, `git - config user.password`,
		`legit -C x config user.password x7y9`, `git -C x config core.askPass /usr/bin/x`, `git -C x status | config password x7y9`, `git -C repo config token expired`,
	},
	"statement": {
		`alter user ada identified by values '«xyz q»'`, `alter user ada identified by values '«s:8f2a»'`, `ALTER USER ada IDENTIFIED BY VALUES '«xyz»'`, `IDENTIFIED BY VALUES '«S:XYZ q»'`, `create user ada identified by values "«x y»" account unlock`,
		`CREATE DATABASE LINK l CONNECT TO ada IDENTIFIED BY VALUES '«:1»'`, `create database link l connect to ada identified by values '«xyz»' using 'db-1'`, `{"q":"alter user ada identified by values '«xyz»'"}`, `alter user ada identified by values '«correcthorse»';`,
		`create user session identified by «8f14e45f»;`, `CREATE USER session IDENTIFIED BY «8f14e45f»`, `create user session identified by «h7x7q9»`, `create user ada identified by «8f14e45f»`, `SQL> create user session identified by «8f14e45f»`,
		`{"q":"create user session identified by «8f14e45f»"}`, `exec: create user session identified by «8f14e45f»`, `create user session identified by '«8f14e45f»'`, `create user session identified by «8f14e45fpw»`, `; create user session identified by «8f14e45f»`,
		`create user session identified by 8f14e45f`, `failed to create user session identified by 8f14e45f`, `{"msg":"create user session identified by 8f14e45f"}`, `msg="create user account identified by 00112233"`, `[auth] create user profile identified by 3f2b8c1e-5d0a-4b7c-9e1f-0a1b2c3d4e5f`,
		`could not create user record identified by 12345678, try again`, `INFO alter user session identified by 8f14e45f`, `rows are identified by values 'a' and 'b'`, `they are identified by values 'deadline' or 'date'`, `map identified by values 'a b'`,
	},
	"dollars": {
		`ALTER ROLE x PASSWORD $$«h7»$$`, `ALTER ROLE x WITH LOGIN PASSWORD $$«h x7»$$;`, `ALTER ROLE x PASSWORD $tag$«h x7»$tag$;`, `alter role x password $$«h x7»$$ valid until 'infinity'`, `CREATE ROLE x ENCRYPTED PASSWORD $_a1$«h$$x7»$_a1$`,
		`{"q":"ALTER ROLE x PASSWORD $$«h'x \"7»$$","n":1}`, `psql -c "ALTER ROLE x PASSWORD $$«h x7»$$"`, `ALTER ROLE x PASSWORD $$«h x7»`, `ALTER ROLE x PASSWORD $$«h x7»` + "\nnext $$", `ALTER ROLE x PASSWORD $$« h»$$`, `ALTER ROLE x PASSWORD E'«h x7»'`, `alter role x password e'«h\'x7»' login`,
		`{"q":"ALTER ROLE x PASSWORD $$«h x7»"}`, `ALTER ROLE x PASSWORD $$«` + strings.Repeat("x", 300) + `»$$`, `password $$` + strings.Repeat("x", 300) + `$$`,
		`ALTER ROLE x PASSWORD $$$$`, `ALTER ROLE x PASSWORD $1`, `the password $$ and $$`, `echo password $$`, `password $$x of $y`, `password $HOME/x`, `ALTER ROLE x PASSWORD $$[HIDDEN]$$`, `set the password everywhere it's used`, `DO $$ BEGIN x; END $$`, `kill $$ password`,
		`kill password $$; echo $$`, `echo PASSWORD $$ is the pid`, `PASSWORD $$ and $$ are pids`, `1.2.3.4 - - "GET /?q=PASSWORD $$ HTTP/1.1" 200 512 "ref" "ua"`, `<user>PASSWORD $$</user><ip>1.2.3.4</ip>`,
		`password n'est pas valide, l'utilisateur n'existe pas`, `TypeError: password b'abc' is not str`, `{"q":"ALTER ROLE x PASSWORD $$«h\\x7 y»$$ VALID","n":1}`, `create  user x password $a$«h x7»$a$`,
	},
	"user in quotes": {
		`curl -u 'ada':'«h x7»' a`, `curl -u 'ada':«hx7q9» a`, `curl -u "ada":"«h x7»" a`, `curl -u "$U":«hx7q9» a`, `smbclient -U 'ada'%'«h x7»' //s/x`, `smbclient -U ada%'«h x7»' //s/x`, `chpasswd <<< 'ada':'«h x7»'`, `lftp -u 'ada','«h x7»' s`,
		`{"cmd":"curl -u 'ada':'«h x7»' a"}`, `{"cmd":"curl -u \"ada\":\"«h x7»\" a"}`, `curl -u 'ada':'«h x7»' -U 'bob':«hy8w3» a`, `curl -d 'mysql -x' -u 'ada':'«h x7»' a`,
		`curl -u "ada" :x`, `a=1 chpasswd <<<" ","n":1}`, `curl -u 'ada' b:c`, `curl -u 'ada':`, `curl -u 'ada':$PASS a`, `{'cmd':'curl -u','user':'ada b'}`, `{"m":"{\"cmd\":\"curl -u\",\"user\":\"ada b\"}"}`, `curl -u 'ada'://x a`, `curl -u 'ada'@h:80 a`,
	},
	"argument": {
		`kubectl create secret docker-registry x "--docker-password=«h x7»"`, `kubectl create secret docker-registry x "--docker-password=«h x7»" --docker-server=r`, `helm upgrade a b --set "password=«h x7»"`, `helm upgrade a b --set "db.password=«h x7»" --wait`,
		`java "-Dpassword=«h x7»" -jar a.jar`, `java '-Djavax.net.ssl.keyStorePassword=«h x7 y»' A`, `docker run -e "DB_PASSWORD=«h x7»" img`, `docker build --build-arg 'SECRET_KEY=«h x7»' .`, `docker build --build-arg 'TOKENS=4 of 5' .`, `kubectl create secret generic a --from-literal "password=«h x7»"`,
		`gpg "--passphrase=«h x7»" -d f`, `psql "--password=«h x7»"`, `{"cmd":"gpg \"--passphrase=«h x7»\" -d f"}`, `cmd="gpg '--passphrase=«h x7»' -d f" n=1`, `docker run --env 'API_SECRET=«it"s x7»' img`,
		`run "--password=«hx7» --user=ada" now`, `run "--password=«hx7» -v" now`, `docker run -e "DB_PASSWORD=«hx7» USER=ada" img`, `sh -c "DB_PASSWORD=«hx7» ./run now"`, `psql -d "password=«hx7» user=ada"`, `{"args": "--password=«hx7» now"}`, `{"args":"--password=«hx7» now"}`,
		`args="--password=«hx7» now"`, `args: "--password=«hx7» now"`, `echo "password=«hx7» now"`, `helm upgrade --set "replicas=3 a"`, `gpg "--batch=h x7"`, `run "--password=«hx7» now`, `run "--password=«hx7» now` + "\n\"", `docker run -e "DB_PASSWORD=$(cat /run/x)" img`, `docker run -e "DB_PASSWORD=$PASS and x" img`, `ERROR flag "--password=required by x"`, `helm upgrade --set "password=true x"`,
		`helm upgrade --reset "password=«hx7» a"`,
		`["helm","--set","db.password=«h x7»"]`, `["docker","run","-e","DB_PASSWORD=«h x7»"]`, `{"Env":["A=1","DB_PASSWORD=«h x7=z -r»"]}`, `{"Env":["DB_PASSWORD=«h x7»","A=1"]}`, `['A=1', 'DB_PASSWORD=«h x7»']`, `docker run --env="DB_PASSWORD=«h x7»" img`, `kubectl create secret generic a --from-literal='password=«h x7»'`,
		`env "PGPASSWORD=«h x7»" psql`, `export 'DB_PASSWORD=«h x7»'`, `["sh","-c","DB_PASSWORD=«hx7» ./run now"]`, `["cmd","/C","DB_PASSWORD=«hx7» run now"]`, `["psql","password=«hx7» user=ada"]`, `docker run --env="DB_PASSWORD=$PASS and x" img`, `["DB_PASSWORD=required by x"]`, `["token=«hx7q9k2» a"]`, `<a env="password=«hx7» a">`,
	},
	"call": {
		`SELECT PASSWORD("«hx7»")`, `SET PASSWORD FOR ada = PASSWORD(CONCAT('«h 7»', '«y7»'))`, `{"the password $$ and $$":"«hx7»"}`, `select password('«hx7»')`, `aes_encrypt(c, "«h x7»")`, `aes_encrypt(c, "«key value 77»")`, `AES_ENCRYPT("c", "«hx7»")`, "aes_decrypt(`c`, '«hx7»')",
		`{"q":"AES_ENCRYPT(c, \"«h x7»\")"}`, `pgp_sym_encrypt("data", '«h x7»')`, `PGP_SYM_DECRYPT_BYTEA("a"."b", '«hx7»')`,
		`mysql -e "select password('«x7»')" -p«hx7» shop`, `mysql -e "select aes_encrypt(c,'«k 7»')" -p«hx7»`, `PASSWORD('') 'a b'`, `PASSWORD(''); curl -u 'ada:«h x7»' a`, `crypt('') 'a b'`,
		`HTTPBasicAuth("", "«h x7»")`, `set_password("") clears it`, `user.set_password('') is None, 'cleared'`, `set_password(u, "") then curl -u "ada:«h x7»" a`, `level=info user=set_password('') cmd="curl -u 'ada:«h x7»' a"`,
		`{"m":"set_password(\"\") mysql -p\"«h x7»\" s","n":1}`, `setPassword("label", "Enter your password")`, `at com.example.User.setPassword("User.java:42")`, `level=info user=set_password('') ip=1.2.3.4 status=200`,
		`INFO aes_encrypt("col name", "uses key") ok`, `aes_encrypt(c, key), "a b"`, `"aes_encrypt(c, " + key + ")"`, `pgp_sym_encrypt(data, "column")`, `q="aes_encrypt(c," n="a b"`, `set_password took 4 ms for "ada"`, `see setPassword(String) and "a b"`,
	},
}

func TestContractPlaced(t *testing.T) {
	alone(t)
	r := fixed(t)
	quoted := func(s string) string {
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		return strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(b))
	}
	for kind, lines := range placedLines {
		for _, line := range lines {
			in, want := marked(line)
			contexts := [][2]string{{in, want}, {"a b\n" + in + "\nnext", "a b\n" + want + "\nnext"}}
			if !strings.ContainsAny(line, "{\\\n") && strings.Count(line, `"`)%2 == 0 && kind != "statement" {
				contexts = append(contexts, [2]string{`{"x":` + quoted(in) + `,"n":1}`, `{"x":` + quoted(want) + `,"n":1}`})
			}
			for _, c := range contexts {
				for call, got := range map[string]string{"String": r.String(c[0]), "stream": streamed(t, r, singles(c[0])...), "again": r.String(c[1])} {
					if got != c[1] {
						t.Errorf("%s, %s:\n%.300s\nbecame\n%.300s\nwant\n%.300s", kind, call, c[0], got, c[1])
					}
				}
			}
		}
	}
}

// The colon of a mark of ours is none of a user and a password.
func TestContractPlacedBehindMark(t *testing.T) {
	r := defaults(t)
	for in, want := range map[string]string{
		`chpasswd <<< "[REDACTED:password]:hx7"`:           `chpasswd <<< "[REDACTED:password]:[REDACTED:password]"`,
		`mysql "--password=[REDACTED:password]" "-u a b"`:  `mysql "--password=[REDACTED:password]" "-u a b"`,
		`ALTER ROLE x PASSWORD $a$[REDACTED:password]$a$;`: `ALTER ROLE x PASSWORD $a$[REDACTED:password]$a$;`,
	} {
		for call, got := range map[string]string{"String": r.String(in), "stream": streamed(t, r, singles(in)...), "again": r.String(want)} {
			if got != want {
				t.Errorf("%s: %s became %s, want %s", call, in, got, want)
			}
		}
	}
}
