package redact_test

import (
	"fmt"
	"strings"
	"testing"
)

// What attacks on the engine have found stays found.

func TestAttackLeaks(t *testing.T) {
	r := defaults(t)
	for _, tt := range []struct{ name, in string }{
		{"JSON, value on another line", "{\"password\":\n\n   \"hunter2xyz\"}"},
		{"many blanks", "password=" + strings.Repeat(" ", 64) + "hunter2xyz"},
		{"XML namespace", "<wsse:Password>hunter2xyz</wsse:Password>"},
		{"XML namespace and attribute", "<wsse:Password Type=\"x\">hunter2xyz</wsse:Password>"},
		{"XML entity first", "<password>&lt;hunter2xyz</password>"},
		{"XML entity inside", "<password>a&lt;hunter2xyz</password>"},
		{"encoded brackets, escaped value", "user%5Bpassword%5D=ab%26hunter2"},
		{"URL in a URL, escaped value", "GET /?n=https%3A%2F%2Fa%2F%3Fpassword%3Dab%2526hunter2"},
		{"%#v of a header", `http.Header{"X-Api-Key":[]string{"hunter2xyz"}}`},
		{"%#v of a credential header", `http.Header{"Authorization":[]string{"Bearer hunter2xyz"}}`},
		{"%#v of a slice", `Password:[]string{"a", "hunter2xyz"}`},
		{"%#v of a map", `map[string]interface {}{"password":map[string]interface {}{"a":"hunter2xyz"}}`},
		{"%#v of a struct", `Password:main.P{A:"zz", User:"hunter2xyz"}`},
		{"%#v of an anonymous struct", `{Secret:struct { V string }{V:"hunter2xyz"}}`},
		{"%v of a map", `Password:map[a:1 b:hunter2xyz]`},
		{"%v of a map, assigned", `secret=map[a:b c:hunter2xyz] level=info`},
		{"%+v of a pointer", `Password:&{hunter2xyz}`},
		{"constructor", `Password: Some("ab hunter2xyz")`},
		{"shell quoting", `password='ab'\''hunter2xyz'`},
		{"doubled quotes", `Password="ab""hunter2xyz";`},
		{"glued to a quoted part", `password="ab"hunter2xyz`},
		{"glued to empty quotes", `password=''hunter2xyz`},
		{"triple quotes", `password='''hunter2xyz'''`},
		{"triple double quotes", `password = """hunter2xyz"""`},
		{"quote prefix", `SET password=N'ab hunter2xyz'`},
		{"escaped quote, percent", `%22password%22%3A%22ab%5C%22hunter2xyz%22`},
		{"escaped quote, XML", `{&quot;password&quot;:&quot;ab\&quot;hunter2xyz&quot;}`},
		{"ODBC braces", `UID=sa;PWD={hunter2xyz};Db=1`},
		{"escaped blank", `password=a\ hunter2xyz`},
		{"colon first", `password=:hunter2xyz`},
		{"indexed JSON name", `{"user[password]":"hunter2xyz"}`},
		{"indexed by number", `password[0]=hunter2xyz`},
		{"encoded empty index", `password%5B%5D=hunter2xyz`},
		{"argument list", `["mysql","--password","hunter2xyz"]`},
		{"argument list of Go", `[]string{"--password", "hunter2xyz"}`},
		{"encoded header", `Authorization%3A+Bearer+hunter2xyz`},
		{"long user info", "https://u:" + strings.Repeat("x9Kq", 256) + "hunter2xyz@h/"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for call, got := range map[string]string{
				"String": r.String(tt.in), "AppendJSON": string(r.AppendJSON(nil, []byte(tt.in))),
				"stream": streamed(t, r, tt.in), "stream, bytes": streamed(t, r, singles(tt.in)...),
			} {
				if strings.Contains(got, "hunter2") {
					t.Errorf("%s: %s", call, got)
				}
			}
		})
	}
}

func TestAttackOverRedaction(t *testing.T) {
	r := defaults(t)
	for _, in := range strings.Split(strings.TrimSpace(`
size=3 key=s other=1
usage: login <user> <password>
class <Session> opened
Set<Token> a
http://[::1]:8080/users/@me
password= level=info
key= level=error
token= user=bob err=x
level=error token= msg="db down"
GET /reset?token= HTTP/1.1" 200 512
auth.go:42: listening
./token.go:12:3: undefined: x
key=kube-system/coredns
{"key":"logs/a.log"}
key=a key=foo key=email key=created_at
auth=oidc auth=mtls auth=peer
session=1751544000
failed to get token: Post "https://x": EOF
invalid session: context deadline exceeded
failed to create session: dial tcp 1.2.3.4:80
could not fetch api key: context canceled
could not parse private key: asn1: structure error
failed to list *v1.Secret: Get "https://x
failed to list *v1.Secret: secrets is forbidden
cannot decode cookie: securecookie: the value is not valid
error refreshing token: timeout
Access denied for user 'root'@'localhost' (using password: YES)
password: yes
wrong password: 3 attempts left
password:  16 bytes
tls.key:   1679 bytes
password = (sensitive value)
password=[FILTERED]
WHERE token = $1
password = ?
password = %s
PASSWORD=$PASSWORD
TOKEN=${TOKEN:-}
export GITHUB_TOKEN=$(gh auth token)
token: ${{ secrets.GITHUB_TOKEN }}
Usage: app --token <token> [--key <file>]
-p, --password         Prompt for password
dbus-user-session:amd64 1.14
parse error near token: IDENT
if (e.key === 'Escape') {
host key: SHA256:uNiV
public key: ssh-ed25519 AAAA
Sense Key : Medium Error
git-credential -> git
--- PASS: TestA (0.00s)
session: closed
https://h.example/p;token=?a=1&b=2
kubelet object-"prod"/"db-creds": failed to list *v1.Secret: record not found
reflector: failed to list *v1.Secret: i/o timeout
secret_arn = arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-Xa12Bc
session_affinity: "ClientIP"
s3_key = 'exports/2026/03/02/orders-000117.parquet'
msg=login jwt-secret=%DB_PASSWORD%
{"verification_token":[""],"secret":["null"]}
map[Private-Key:[***]] params={sessionToken=[nil]} token=[xxxxxxxx]
password: Some("${DB_PASSWORD}") http.Header{"Account-Key":[]string{""}}
msg="export KEY='$DB_PASSWORD'" n=1
msg="export WIFI_PASSWORD='false'" n=1
trust_store_password=None: EOF
["x_token"]=> string(16) "$DB_PASSWORD"
<key>keyboard</key><string>us-intl</string>
<add key="PageSize" value="10"/><add key="Target" value="5f72"/>
Inst passwd [1:4.13+dfsg1-1+deb12u1] (1:4.13 Debian:12.14/oldstable)
open "/run/secrets/db-password": i/o timeout
curl --header "session-secret: " -s https://a.example
config: {Addr::8080 DB:{User:app EncryptionKey: Pool:5} Debug:false}
{'host': 'db-1', 'bot_token': '{{ .Values.password }}', 'port': 5432}
`), "\n") {
		if got := r.String(in); got != in {
			t.Errorf("%q became %q", in, got)
		}
	}
	lines := "usage: login <user> <password>\n" + strings.Repeat("INFO an ordinary line\n", 300) + "x <ok>\n"
	if got := r.String(lines); got != lines {
		t.Errorf("an element that does not close took %d bytes", len(lines)-len(got))
	}
}

func TestAttackFormats(t *testing.T) {
	r := defaults(t)
	for in, want := range map[string]string{
		`{"otp":["\\"]}`: `{"otp":["[REDACTED:pin]"]}`,
		`{"secret":{"path":"C:\\x\\"},"msg":"disk full"}`: `{"secret":"[REDACTED:secret]","msg":"disk full"}`,
		`{"a":"cookie=\\","b":1}`:                         `{"a":"cookie=[REDACTED:cookie]","b":1}`,
		`{"a":"apiKey={\\"}`:                              `{"a":"apiKey=[REDACTED:api-key]"}`,
		`https://h.example/p;token=abc123xyz?a=1&b=2`:     `https://h.example/p;token=(REDACTED:token)?a=1&b=2`,
	} {
		if got := r.String(in); got != want {
			t.Errorf("%s became %s, want %s", in, got, want)
		}
	}
}

// TestAttackFlush: what comes behind a Flush inside a value belongs to it.
func TestAttackFlush(t *testing.T) {
	r := defaults(t)
	pem := "-----BEGIN RSA PRIVATE " + "KEY-----\n" + strings.Repeat("MIIEhunter2xyzAbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefghijklmn\n", 4)
	for _, parts := range [][]string{
		{"password=hun", "ter2xyzabc\nthe next line\n"}, {`{"password":"hu`, `nter2xyzabc"}` + "\nthe next line\n"}, {"password=", "hunter2xyz\nthe next line\n"},
		{pem[:100], pem[100:] + "\nthe next line\n"}, {"Authorization: Bearer hun", "ter2xyz0\nthe next line\n"},
	} {
		var out strings.Builder
		w := r.NewStreamWriter(&out)
		for _, p := range parts {
			if _, err := w.Write([]byte(p)); err != nil {
				t.Fatal(err)
			}
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if got := out.String(); strings.Contains(got, "ter2") || strings.Contains(got, "AbCdEf") || !strings.HasSuffix(got, "the next line\n") {
			t.Errorf("%q gives %q", parts, got)
		}
	}
}

// TestAttackLongTokens: a match behind the bound is swallowed whole, also behind a
// left context and in a stream.
func TestAttackLongTokens(t *testing.T) {
	r := defaults(t)
	for _, head := range []string{"Bearer ", "https://hooks.slack.com/services/T00000000/B00000000/", "password="} {
		in := head + strings.Repeat("Xq7Lm2Pz9Rt4Kw8", 2000) + "\n"
		want := r.String(in)
		if len(want) > len(head)+64 {
			t.Errorf("%s: %d bytes are left", head, len(want))
		}
		for _, size := range []int{100, 512, 5000} {
			if got := streamed(t, r, pieces(in, size)...); got != want {
				t.Errorf("%s in writes of %d: %d bytes, want %d", head, size, len(got), len(want))
			}
		}
	}
}

func pieces(s string, size int) (out []string) {
	for len(s) > size {
		out = append(out, s[:size])
		s = s[size:]
	}
	return append(out, s)
}

// BenchmarkHostile has the worst texts that were found.
func BenchmarkHostile(b *testing.B) {
	r := benchRedactor(b)
	for _, piece := range []string{"sk-", "password=x( ", "<password><![CDATA[", "eyJhbGciOi", "4111111111111111,", "\"password\":{\n", "user[password]=", "cookie\u00adeyJhbGglpat-ciOixoxhttps"} {
		for _, size := range []int{1 << 10, 4 << 10, 16 << 10, 64 << 10, 1 << 20} {
			text := strings.Repeat(piece, 1+size/len(piece))[:size]
			b.Run(fmt.Sprintf("input=%q/size=%d", piece, size), func(b *testing.B) {
				b.SetBytes(int64(size))
				b.ReportAllocs()
				for b.Loop() {
					r.String(text)
				}
			})
		}
	}
}

func TestAttackSecondRound(t *testing.T) {
	r := defaults(t)
	for _, in := range []string{
		"https://h/?password=+hunter2xyz", "https://h/?password=%20hunter2xyz", "your password: sunshine2 and the pin",
		"the api key: abcdefhunter2 is revoked", "got cookie: abcdef: 12 hunter2xyz", "mysql --password  'hunter2xyz'", "--password  hunter2xyz",
		"password= YWJhunter2==", "password='ab'$'hunter2xyz'", `password="ab"@hunter2xyz`, `export PASSWORD='ab'-'hunter2xyz'`,
		`{"--password" : "hunter2xyz","b":1}`, `["--password" , "hunter2xyz"]`, `{"password":["a\\u0022hunter2"],"b":1}`,
	} {
		for call, got := range map[string]string{"String": r.String(in), "stream": streamed(t, r, singles(in)...)} {
			if strings.Contains(got, "hunter2") || strings.Contains(got, "sunshine") {
				t.Errorf("%s: %s", call, got)
			}
		}
	}
	for in, want := range map[string]string{
		`{"password":["a\\u0022b"],"b":1}`:                               `{"password":["[REDACTED:password]"],"b":1}`,
		`{"password":{"re":"^[^\\u0022]+$"},"b":1}`:                      `{"password":"[REDACTED:password]","b":1}`,
		`{"secret":{"share":"` + strings.Repeat(`\`, 16) + `"},"msg":1}`: `{"secret":"[REDACTED:secret]","msg":1}`,
		`{"secret":{"share":"` + strings.Repeat(`\`, 90) + `"},"msg":1}`: `{"secret":"[REDACTED:secret]","msg":1}`,
		`{"--password" : null, "b":1}`:                                   `{"--password" : null, "b":1}`,
		`{"a":"&quot;password=[x","b":1}`:                                `{"a":"&quot;password=[REDACTED:password]","b":1}`,
		"tls.key: 1679 bytes\n":                                          "tls.key: 1679 bytes\n",
	} {
		for call, got := range map[string]string{"String": r.String(in), "stream": streamed(t, r, singles(in)...)} {
			if got != want {
				t.Errorf("%s: %s became %s, want %s", call, in, got, want)
			}
		}
	}
	for _, parts := range [][]string{
		{"Authorization: hunter2", "xyzabc\n"}, {"password=abc,hunter2xyz", "qq\n"}, {"password=map[a:1 b:hunter2", "xyz]\n"},
		{"password=\"ab\"", "hunter2xyz\n"}, {"password='ab'", "\\''hunter2xyz'\n"}, {"password=${hunter2}", "hunter2\n"}, {"password=b", "hunter2\n"}, {"https://u:hunter2", "xyz@h/ x\n"},
	} {
		var out strings.Builder
		w := r.NewStreamWriter(&out)
		for _, p := range parts {
			_, _ = w.Write([]byte(p))
			_ = w.Flush()
		}
		_ = w.Close()
		if strings.Contains(out.String(), "hunter2") {
			t.Errorf("%q, flushed: %q", parts, out.String())
		}
	}
}
