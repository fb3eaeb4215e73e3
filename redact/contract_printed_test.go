package redact_test

import (
	"testing"
)

// printedLines are values with blanks and line ends in them as programs print them;
// guillemets stand around what goes.
var printedLines = []string{
	// go-spew
	` Password: (string) (len=15) "«correct horse b»",`, `Password: (string) (len=7) "«hunter2»"`, ` Token: (main.Secret) (len=7) "«tok 4x7»",`,
	"(map[string]string) (len=1) {\n (string) (len=8) \"password\": (string) (len=7) \"«hunter2»\"\n}", ` Pin: (int) «4711»,`, ` Password: «(*string)(0xc000010250)((len=7) "hunter2")»,`,
	" Password: ([]uint8) (len=3 cap=8) «{\n  00000000  68 78 37  |hx7|\n }»,\n Port: (int) 5432\n}", ` Password: (string) "",`, ` Password: (interface {}) <nil>,`,
	" Password: ([]string) (len=1 cap=1) «{\n  (string) (len=7) \"hunter2\"\n }»,",
	// maps and structs of %v
	"map[password:«a b» x:y]", "map[password:«correct horse battery»]", "map[host:a password:«correct horse battery staple» user:app]", "map[db:map[password:«a b c»] n:1]", "map[n:1 token:«d4e5 f6g7» user:app]",
	"{Token:«d4e5 f6g7» Z:a}", "{Name:ada Token:«d4e5 f6g7» Z:a}", "&{Host:h Password:«a b c» Port:1}", `{"m":"map[password:«a b» x:y]"}`,
	"map[password:cannot be blank email:is invalid]", "map[password:must be at least 8 characters]", "map[password:is required]", "map[token:expired for user x:y]", "{Token:expired for user Name:ada}", "map[password: user:app]",
	"{User:ada Password:«/Qm2Zb8Wn» N:3}", "map[password:«/Qm2Zb8Wn» user:ada]", `{"m":"&{Password:«/Qm2Zb8Wn»}"}`, "{A:b Secret:«/x/y» N:2}", "{Name:x Secret:/var/lib/kubelet/secret N:2}", "map[password:/etc/db/password token:/run/x]", "{Name:x Secret:/ N:2}",
	"{PrivateKey:/certs/tls.key N:2}", "map[login:/login password:/password reset:/reset]", "map[password:/users/reset-password]",
	"{ClientSecret:«/vault/secrets/x»}", "{Secret:«/certs/hunter» N:2}", "{Secret:«/hunter.json»}", "{ClientSecret:«/certs/xjusqYT4» N:2}", "{SecretKey:«/api/v1/@arw3Lp» N:2}", "{PrivateKey:/srv-a/tls2.key N:2}", `{"m":"&{PrivateKey:/certs/tls.key}"}`, "{PrivateKey:«/x7Kp2/tls.key» N:2}", "{Password:«/x7Kp2mQ»}", "{Password:«/correct/horse»}", "{Password:«/hunter2.key»}", "{Password:«/etc/x7Kp2mQ9vLt3zz»}", "map[login:/login password:«/reset»]", "{PrivateKey:«/etc/ada/id_rsa{Password:/hunter2}»}", "{Password:«/home/x7Kp2» N:2}", "{Password:«/config/9fK» N:2}",
	"Config { new_password: Some(\"«Qm2Zb8Wn`A&quot;c»\"), port: 5432 }",
	// strings in brackets that do not close
	`msg=retry password=«f("hx7 level=error status=500 trace=4bf92f»`, `password=«f("x y" level=error status=500»`, `password=«f('hx7 level=error»`, `{"a":"{\"m\":\"bad password: «f('x»\",\"n\":\"keepme\"}"}`, `password=«f(g("hx7 level=error status=500»`, `Config { password: «Some("Qm2Zb8Wn, port: 5432 }»`, `Config { password: «Some("correct horse batt»`,
	`{"m":"Config { password: «Some(\"Qm2 Zb8Wn, port: 5432 }»","n":1}`, `{"m":"Config { password: «Some(\"Qm2 Zb8Wn»","n":1}`, `"GET /?password=«f(\"x HTTP/1.1»" 200 12 "-" "curl"`, `"GET /?password=«f(\"x»&user=ada HTTP/1.1" 200 12`, `level=info secret: «f(\"a"Qm2Zb8Wn7k", port: 5432 }»`,
	`secret:«f.g("""nTwUV8dC;4FNdgZ»`, `password = «f.g("""Qm2Zb8Wn7k"""»`, `password=«crypt("hunter2x", "Qm2Zb8Wn7k»`, `password=«f("" + "Qm2Zb8Wn7k»`, `password=«Secret("Qm2 Zb8: Wn7k»`, `secret=«map[string]string{"ada": Zq8xyz9»`, `password=«f("", Zq7eep9»`, "password=«b64(trim(\"\"Zq7eep9)»",
	`token=«e("Qm2Zb8Wn7k&quot;)»`, `pwd:«${"Qm2Zb8Wn7k&quot;}»`, `secret=«$("Qm2Zb8Wn7k&quot;)»`, `secret%3D«${"Qm2Zb8Wn7k%22}»`, `password%3D«f(%22hunter2%20x»&user%3Dada`, `msg="password=«hunter2»(" n=1`, `key: f("x`, `token = strings.TrimPrefix("Bearer `, `key := fmt.Sprintf("%s/%s",`,
	// JSON whose value stands on another line
	"{\"password\":\n\t[\n\t\t\"«hunter2»\"\n\t]\n}", "{\"password\":\n\t\"«hunter2»\"\n}", "{\"password\"\n:\n\"«hunter2»\"}", "{\"password\" \n : \n \"«hunter2»\",\"n\":1}", "{\"password\":\r\n  [\r\n    \"«hunter2»\"\r\n  ]\r\n}",
	`{"m":"{\"password\"\n:\n\"«hunter2»\"}","n":1}`, `{"m":"{\"password\":\n\t\"«hunter2»\"\n}","n":1}`, "{\"a\":\"password\"\n}\n: x", "\"password\"\n\"username\"", "{\"password\":\n{\"level\":\"info\"}", "{\"password\":\n\t[2026] x", "x \"password\":\n [INFO] started",
	// phrases
	"passphrase: «my long phrase here»", "passphrase: «correct horse battery staple», retrying", "msg=x seed_phrase: «abandon ability able about above absent» user=ada", "Recovery phrase: «abandon ability able about above absent absorb»",
	"passphrase: too short for key", "passphrase: no such file or directory", "ssh: passphrase: incorrect passphrase supplied",
}

func TestPrinted(t *testing.T) {
	r := fixed(t)
	for _, line := range printedLines {
		in, want := marked(line)
		for _, tail := range []string{"", "\nnext"} {
			in, want := in+tail, want+tail
			if got := r.String(in); got != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
			if got := r.String(want); got != want {
				t.Errorf("twice: got %q\nwant %q", got, want)
			}
			if got := streamed(t, r, singles(in)...); got != want {
				t.Errorf("stream: got %q\nwant %q", got, want)
			}
		}
	}
}
