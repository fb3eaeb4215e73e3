package redact_test

import (
	"strings"
	"testing"
)

// What programs write around a value, and marks of it that mean something elsewhere.
func TestContractSource(t *testing.T) {
	asMarked(t, []string{
		`password = «new Password("Qm2Zb8Wn7k")»`,
		`var secret = «new String("Qm2Zb8 Wn7k")»;`,
		`this.password = «new char[]{'a','b'}»;`,
		`{"m":"password = «new Password(\"Qm2Zb8Wn7k\")»","n":1}`,
		`password = «await vault.read("Qm2Zb8Wn7k")»; next()`,
		`{ password: «new Password("Qm2Zb8Wn7k")», user: "ada" }`,
		`password = «new» and (so) on`,

		`{'password': ['«Qm2] Wn7kXp»'], 'n': 1}`,
		`{'secret': ['«]Qm2Zb8 Wn7kXp»'], 'n': 1}`,
		`password=«f('Qm2) Wn7kXp')»`,
		`Config(password=«SecretStr('Qm2) Wn7kXp')», n=1)`,

		`ERROR 'app --password=\'«Qm2"Wn7k»\' db'`,
		`curl -d '{"user":"a","password":"«Qm2'"'"'Wn7kXp»"}' h`,
		`bash -c 'PASSWORD="«Qm2'"'"'Wn7k x»" app'`,

		`password=«f(b'Qm2) Wn7k')» x`,
		`password=«hash('Qm2Zb8'.encode())» user=ada`,
		`password=«enc(Qm2 + ':' + Zb8Wn7k)» x`,
		`{"m":"password=«enc(Qm2 + ':' + Zb8Wn7k)» x"}`,
		`token = «new Token("Qm2Zb8Wn7k")»;`,
		`Config(passwd=«SecretStr('Z7w;y9zn8z\\')», n=1) k`,
		`password=«Some(rb'Qm2 Zb8Wn7k»`,
		`password=«Some(L"Qm2 Zb8Wn7k»`,

		`mysql -p«''Qm2Zb8''» db`,
		`mysql -p«'a'Qm2Zb8» db`,
		`mysql -p«'a b'"Qm2 Zb8"» db`,
		`curl -u ada:«'a b'Qm2Zb8» h`,
		`sshpass -p «""Qm2Zb8» ssh h`,
		`{"cmd":"mysql -p«'a'Qm2Zb8» db","n":1}`,
		`INSERT INTO log VALUES ('mysql -p«''Qm2Zb8''» db', 1)`,
		`run mysql -p'«Qm2Zb8»'. Then`,
		`mysql -p'«Qm2Zb8»'; echo`,
		`sh -c 'mysql -p"«Qm2Zb8»"' x`,
		`password=«a''Qm2Zb8» x`,
		`can't secret=«r2z(r2b''m9a» x`,

		`{Password:«//Qm2Zb8Wn7kXp» N:2}`,
		`{user:ada password:«/Qm2Zb8Wn7kXp»}`,
		`{user:ada password:/etc/app/token n:3}`,
		`{path:/a/b password:/users/password}`,

		`<a href="/?token=«Qm2Zb8Wn7k»">Found</a>.`,
		`{"url":"/?q=it's&password=«Qm2'Zb8Wn7k»","n":1}`,
		`"GET /?q=o'neil&password=«Qm2'Zb8Wn7k» HTTP/1.1"`,
		`curl -d 'user=ada&password=«Qm2'\''Zb8» h' x`,
		`curl -d 'user=ada&password=«Qm2'"'"'Zb8»' h`,
		`curl -d "user=ada&password=«Qm2"Zb8Wn7k» h`,
		`can't fetch https://h.example/?password=«Qm2'Zb8Wn7k»`,
		`5" tv GET /?token=«Qm2"Zb8Wn7k»`,
		`{"log":"msg=\"dump password: «{\"a\":\"Qm2\",\"b\":\"Zb8Wn7k\"}»\" n=1"}`,
		`{"log":"5\" disk, password: «{\"a\":\"Qm2\",\"b\":\"Zb8Wn7k\"}»"}`,
		`<a href='/?a=1&token=«Qm2Zb8Wn7k»'>Found</a>.`,
		`{"b":"<a href=\"/?token=«Qm2Zb8Wn7k»\">Found</a>."}`,

		`{"a":"{\"m\":\"x password: «Q(2zWn7k»\",\"n\":\"keep\"}"}`,
		`{"log":"{\"level\":\"error\",\"msg\":\"bad password: «Qm(2xZb»\",\"user\":\"ada\"}\n","stream":"stderr"}`,
		`{"log":"level=info msg=\"bad password: «Q(2zWn7k»\" user=ada","n":1}`,
		`{'m': 'x password: «Q(2zWn7k»', 'k': 'keep'}`,
		`{"log":"10.0.0.1 \"GET /?password=«Q(2zWn7k»\" 200 12","n":1}`,
		`a="{\"m\":\"x password: «Q(2zWn7k»\",\"n\":\"keep\"}" b=keep`,
		`{"log":"{\"m\":\"x password: «[Q2zWn7k»\",\"n\":\"keep\"}\n","stream":"x"}`,
	})
}

// Beyond their bounds these rules hide more, or end where they did without them, in streams as well.
func TestContractSourceBounds(t *testing.T) {
	r := fixed(t)
	for _, c := range []struct {
		in, secret string
		keeps      bool
	}{
		{`<a href="/?token=` + strings.Repeat("Qm2Zb8Wn", 100) + `">keep`, "Qm2Zb8", true},
		{`<a href="/?token=` + strings.Repeat("Qm2Zb8Wn", 200) + `">keep`, "Qm2Zb8", false},
		{"password = new " + strings.Repeat("Type", 15) + `("Qm2Zb8Wn7k")`, "Qm2Zb8", true},
		{"password = new " + strings.Repeat("Type", 17) + `("Qm2Zb8Wn7k")`, "", false},
	} {
		got := r.String(c.in)
		if s := streamed(t, r, singles(c.in)...); s != got {
			t.Errorf("%.40s, %d bytes: %.80s, as a stream %.80s", c.in, len(c.in), got, s)
		}
		if c.secret != "" && strings.Contains(got, c.secret) {
			t.Errorf("%.40s, %d bytes: %.80s", c.in, len(c.in), got)
		}
		if strings.HasSuffix(c.in, "keep") && strings.HasSuffix(got, "keep") != c.keeps {
			t.Errorf("%.40s, %d bytes: %.80s", c.in, len(c.in), got)
		}
		if typed := strings.Contains(c.in, " new "); typed && strings.Contains(got, "Type") == c.keeps {
			t.Errorf("%.40s, %d bytes: %.80s", c.in, len(c.in), got)
		}
	}
}

// What is no value, though it stands where one would.
func TestContractNoValueStays(t *testing.T) {
	r := defaults(t)
	for _, text := range []string{
		`Nov 28 10:00:00 h passwd[123]: pam_unix(passwd:chauthtok): password changed for ada`,
		`2026-11-28T10:00:00.123+00:00 host-1 chpasswd[77]: pam_unix(chpasswd:chauthtok): password changed for root`,
		`Nov 28 10:00:00 h passwd[123]: gkr-pam: couldn't update the login keyring password: no old password was entered`,
		`token = new Token()`,
		`auth token = new Session{id: 1}`,
		`invalid token: await Foo.bar() in line 3`,
		`credentials: new AWS.SharedIniFileCredentials({ profile: 'x' })`,
		`Nov 28 10:00:00 h passwd: pam_unix(passwd:chauthtok): password changed for ada`,
		`Nov 28 10:00:00 h gdm-password]: pam_unix(gdm-password:auth): authentication failure; logname= uid=0`,
		`Nov 28 10:00:00 h gdm-password][123]: pam_unix(gdm-password:session): session opened for user ada`,
		`<label for="password">Password:</label><input type="password" name="x">`,
		`{"html":"\u003clabel\u003ePassword:\u003c/label\u003e\u003cinput type=\"password\"\u003e"}`,
		"user validation failed: password: Path `password` is required.",
		`password: Ensure this value has at least 8 characters`,
		`password: Please enter a password`,
		`password: Enter a valid password`,
		`password: Extra inputs are not permitted`,
		`password: Input should be a valid string`,
		`password: Value error, too weak`,
		`password: Shorter than minimum length 8.`,
		`password: Length must be between 8 and 64.`,
		`password: doesn't match confirmation`,
		`{"log":"{\"msg\":\"unexpected token: (\",\"level\":\"error\"}\n","stream":"x"}`,
	} {
		in := "1 " + text + "\n"
		if strings.HasPrefix(text, "{") {
			in = text + "\n"
		}
		if got := r.String(in); got != in {
			t.Errorf("%s became %s", in, got)
		}
		if got := streamed(t, r, singles(in)...); got != in {
			t.Errorf("%s became %s as a stream", in, got)
		}
	}
	for _, text := range []string{
		"password=</" + "Qm2Zb8Wn7k>", "password: </Qm2>" + "Zb8Wn7k x", "10:00:00 DEBUG passwd[1]: " + "Qm2Zb8Wn", "password:</b>" + "Qm2Zb8",
		`Nov 28 10:00:00 h passwd[12]: {"user": "ada", "passwd": "` + `r5aQm2", "k": "x"}`, `sh -c '<a href="/?password=T8wX7b'"'"'` + `m3am9k">x</a>' y`,
		`sh -c '/?password=Qm2'"'"'` + `Zb8Wn7'`,
		"x passwd[0]: " + "hunter2xQ", "10:00:00 passwd[0]: " + "hunter2xQ", `Nov 28 10:00:00 h password[1]: ` + "hunter2xQ",
		"a pam_unix(passwd:" + "hunter2xQ): x", "pam_x(a, passwd:session1): b", "password:</b" + "hunter2xQ", "password: length42",
		"password: Enter1 a valid one", `password = newQm2Zb8`,
	} {
		if got := r.String(text); got == text {
			t.Errorf("%s stays", text)
		}
	}
}
