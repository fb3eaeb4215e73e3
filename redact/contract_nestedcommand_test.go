package redact_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// nestedCommands have words of commands in arguments of others; guillemets stand around
// what goes.
var nestedCommands = []string{
	`curl -d "mysql -x" -u ada:«hx7q9» a`, `curl -o git -C - -u ada:«hx7q9» https://a`, `mysql -e "git -C a" -p"«h x7»"`, `["curl","-d","git -C a","-u","ada:«hx7q9»"]`,
	`curl -d "git -C a" -u "ada:«h x7»" a`, `curl -A "git -x" -u ada:«hx7q9» a`, `curl -H "User-Agent: git -2" -u ada:«hx7q9» a`, `smbclient //s/x -c "git -C a" -U ada%«hx7q9»`,
	`redis-cli -h "git -x" -a «hx7q9»`, `docker login -u "git -x" -p «hx7q9» r`, `curl -d "chpasswd" -u ada:«hx7q9» a`, `curl -d chpasswd -u ada:«hx7q9» a`, `curl -d "git -C a config x" -u ada:«hx7q9» a`,
	`curl -u a:«b7» -d "git -C a config user.password '«h x7»'" -U bob:«hy8w3» a`, `curl -d "sshpass" -u ada:«hx7q9» a`, `curl -d "docker login" -u ada:«hx7q9» a`, `curl -d "create user x" -u ada:«hx7q9» a`,
	`curl -d "git config a" -u ada:«hx7q9» a`, `curl -d "vault kv put a" -u ada:«hx7q9» a`, `curl -d "aes_encrypt(a" -u ada:«hx7q9» a`, `curl -d 'mysql -x' -u ada:«hx7q9» a`, `curl -d'mysql -x' -u ada:«hx7q9» a`,
	`curl -d "mysql -x" -A "git -x" -H "sshpass 1" -e "cf login" -b "docker login" -u ada:«hx7q9» a`, `curl -d "mysql -e 'git -x' x" -u ada:«hx7q9» a`, `curl -H "x: $(mysql -p«hx7»)" -u ada:«hx7q9» a`,
	`curl $(mysql -p«hx7» -e x) -u ada:«hx7q9» a`, `mysql -e 'alter user a password $$«h x7»$$' -p'«h y8»'`, `curl -u mysql:«hx7q9» a`, `curl -u "mysql:«h x7»" a`,
	`curl --output=git -C - -u ada:«hx7q9» a`, `{"cmd":"curl -d \"git -C a\" -u ada:«hx7q9» a"}`, `{"cmd":["curl","-d","mysql -x","-u","ada:«hx7q9»"],"n":1}`, `cmd="curl -d 'mysql -x' -u ada:«hx7q9» a" n=1`,
	`sh -c "mysql -p«hx7»"`, `watch "curl -u a:«b7» c"`, `ssh h 'mysql -p«hx7»' -i key`, `curl -d "mysql -p«hx7»" -u ada:«hx7q9» a`, `curl -d "a mysql -p«hx7» b" -u "ada:«h x7»" a`,
	`ssh h 'curl -u ada:'\''«h x7»'\'' https://h'`, `ssh h 'mysql --password='\''«h x7»'\'' db'`, `ssh h 'mysql -p'\''«h"x 7»'\'' db'`, `ssh h 'smbclient -U ada%'\''«h x7»'\'' //s/x'`, `ssh h 'PGPASSWORD='\''«h"x 7»'\'' psql'`, `ssh h 'sqlplus ada/'\''«h x7»'\''@x db'`,
	`{"m":"ssh h 'curl -u ada:'\\''«h x7»'\\'' https://h'"}`, `{"m":"ssh h 'mysql --password='\\''«h x7»'\\'' db'","n":1}`, `level=info cmd="ssh h 'mysql --password='\''«h x7»" n=1`, `{"m":"ssh h 'mysql -p'\\''«h x7»","n":1}`, `ssh h 'mysql --password='\''«h x7»' n=1`, `a password='«\'''Qm2Zb8Wn»'`, `c == '\'' || password == '\''`,
	`["curl","-d","docker login","-u","ada:«hx7q9»"]`, `['curl', '-o', 'docker', '-u', 'ada:«hx7q9»']`, `["curl","-o","git","-u","ada:«hx7q9»"]`, `curl.exe -o git.exe -u ada:«hx7q9» a`, `curl -d "docker.exe -x" -u ada:«hx7q9» a`, `curl -u docker.exe:«hx7q9» a`, `sshpass -p «docker.exe» ssh h`,
	`curl -o a.txt; git -C a -u ada:b7`, `use curl or git - -u ada:b7`, `curl "x" && git -C a -u ada:b7`, `the curl's docs and mysql -u root:admin7 x`, `curl x | mysql -u root:admin7`, `curl -d "mysql -x" -p 8080`,
	`curl -d "mysql x"` + "\nssh -u ada:b7", `{"a":"curl -d mysql","b":"git -u ada:b7"}`, `sshpass -e mysql -P 3306`, `["docker","mysql","-u","root:admin7"]`,
}

func TestContractNestedCommands(t *testing.T) {
	alone(t)
	r := fixed(t)
	for _, line := range nestedCommands {
		line, want := marked(line)
		for _, w := range [][2]string{{"", ""}, {"a=1 ", "\nnext x=2\n"}} {
			in, want := w[0]+line+w[1], w[0]+want+w[1]
			if got := r.String(in); got != want {
				t.Errorf("%s\nbecame\n%s\nwant\n%s", in, got, want)
			}
			if got := r.String(want); got != want {
				t.Errorf("again, %s became %s", want, got)
			}
			if got := streamed(t, r, singles(in)...); got != want {
				t.Errorf("by bytes, %s became %s", in, got)
			}
			for cut := 1; cut < len(in); cut++ {
				if got := streamed(t, r, in[:cut], in[cut:]); got != want {
					t.Errorf("cut at %d, %s became %s", cut, in, got)
				}
			}
		}
	}
}

// However many commands stand in one another, the outermost is read, and each costs the same.
func TestContractNestedCommandsDeep(t *testing.T) {
	r := fixed(t)
	for _, inner := range []string{`"mysql -x" `, `mysql -x `, `"git -C 'mysql `, `$(mysql `} {
		in := `curl -d ` + strings.Repeat(inner, 500)
		if got := r.String("curl -d \"" + in); got != "curl -d \""+in {
			t.Errorf("%.60s became %.60s", in, got)
		}
	}
	in, want := marked(`curl -d ` + strings.Repeat(`"mysql -x" -e `, 500) + `-u ada:«hx7q9» a`)
	if got := r.String(in); got != want {
		t.Errorf("%.60s became …%s", in, got[max(0, len(got)-60):])
	}
}

// Quotes that a shell reads twice, and strings of which the end cannot be told, hide too much
// rather than show a part.
func TestQuotesWithoutAnEndHide(t *testing.T) {
	r := defaults(t)
	for _, text := range []string{
		`ssh h 'ssh i '\''app --password='\''\'\'''\''Qm2Zb8Wn'\''\'\'''\'' db'\'''`,
		`ssh h 'ssh i '\''app --password '\''\'\'''\''Qm2Zb8Wn'\''\'\'''\'' db'\'''`,
		`ssh h 'ssh i '\''psql "host=a password='\''\'\'''\''Qm2Zb8Wn'\''\'\'''\''" db'\'''`,
		`ssh h 'app --password='"'"'Z7rG\'"'"'\'"'"''"'"'Qm2Zb8Wn'"'"' db'`,
		`ssh h 'app --password='\''\mzyT8fMk\'\''\'\'''\''Qm2Zb8Wn K8Kf'\'' db'`,
		`ssh h 'API_TOKEN='"'"'Z7rG\'"'"'\'"'"''"'"'Qm2Zb8Wn'"'"' db'`,
		`ssh h 'env password='"'"''"'"'"Qm2Zb8Wn"; y'`,
		`ssh h 'env password='\'''\''" Qm2Zb8Wn" db'; echo hi`,
		`sh -c 'app password='"'"'x'"'"'"Qm2Zb8Wn"; y'; echo hi`,
		`bash -lc 'app API_TOKEN='\'''\''$'\'' Qm2Zb8Wn'\'' db'`,
		`sh -c 'env --password '"'"'x'"'"''"'"'\Qm2Zb8Wn'"'"'; y'`,
		`'hmac_secret' => '\'''Qm2Zb8Wn'`,
		`ssh h 'ssh i '\''DB_PASSWORD='\''\'\'''\''Qm2Zb8Wn'\''\'\'''\'' db'\'''`,
		`ssh h 'ssh i '\''API_TOKEN='\''\'\'''\''Qm2Zb8Wn12'\''\'\'''\'' db'\'''`,
		`'http.Header{"Client-Secret":[]string{"Qm2Zb8Wn\\"Xw"}}'`,
		"'http.Header{\"Client-Secret\":[]string{\"Qm2Zb8Wn\\\\\"X`w\"}}'",
		`Config { password: Some("Qm2Zb8Wn, port: 5432 }`,
		`{"m":"Config { password: Some(\"Qm2Zb8Wn, port: 5432 }","n":1}`,
	} {
		for call, got := range map[string]string{"String": r.String(text), "stream": streamed(t, r, singles(text)...)} {
			if strings.Contains(got, "Qm2Zb8Wn") || text[0] == '{' && !json.Valid([]byte(got)) {
				t.Errorf("%s: %s became %s", call, text, got)
			}
		}
	}
}
