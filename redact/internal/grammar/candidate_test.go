package grammar

import (
	"strings"
	"testing"
)

// extent runs a candidate on the first name in text, in pieces of size bytes, and
// returns the text with the value in guillemets.
func extent(t *testing.T, text, name string, size int) string {
	t.Helper()
	n := testNames()
	b := []byte(text)
	at := strings.Index(strings.ToLower(text), name)
	var line Line
	c := Open(b, at, at+len(name), line.At(b, at, 0))
	for end := at + len(name); ; end += size {
		end = min(end, len(b))
		final := end == len(b)
		st := c.Run(n, b[:end], final, 1<<14)
		if st == Begun {
			st = c.Run(n, b[:end], final, 1<<14)
		}
		switch st {
		case Dead:
			return text
		case Done:
			c.Single(b)
			s, e, _ := c.Span()
			return text[:s] + "«" + text[s:e] + "»" + text[e:]
		}
		if final {
			t.Fatalf("%q: no end", text)
		}
	}
}

func TestExtent(t *testing.T) {
	for _, want := range []string{
		// Assignments.
		`password=«hunter2» user=bob`, `password: «hunter2»`, `password := «hunter2»`, `password => «hunter2»`, `password->«x»`,
		`password = «"hunter2"»`, `password="«two words»" x=1`, `password='«it''s»' x`, "password=`«a b»`", `password="«unclosed`,
		`password=«a,b;c&d» next`, `password=«a»,`, `password=«a»,user=b`, `password=«a»;user=b`, `password=«a»&user=b`, `password=«a», user`,
		`password=«ab)cd»`, `(password=«ab»)`, `{password=«ab»}`, `[password=«ab»]`, `password=«f(x)»`, `password=«a"b»`, `password=«a\b»`,
		`password=«${NAME}»`, `password=«<x>y»`, `password=«[a b]»`, `password=«[a b]c»`, `password={«a»},x`,
		// Ends that are certain.
		"password=«ab»\nnext", "password=\"«ab»\nnext\"", `password=«ab»\nnext`, `password=«ab»<br>`,
		// JSON, at every level.
		`{"password":"«hunter2»","a":1}`, `{"password" : "«a\"b»"}`, `{"password":"«a\\»"}`, `{"password":«1234»}`, `{"password":«{"a":"}"}»,"b":1}`,
		`{\"password\":\"«a\\\"b»\"}`, `{\\\"password\\\":\\\"«a»\\\"}`, `{"m":"password=«a»"}`, `{"m":"password='«a»"}`, `{"m":"password=«a», b"}`,
		`%7B%22password%22%3A%22«a b»%22%7D`, `{&quot;password&quot;:&quot;«a»&quot;}`, `{\u0022password\u0022:\u0022«a»\u0022}`,
		// Other languages.
		`{'password': '«a"b»'}`, `{u'password': u'«ab»'}`, `"password"=>"«ab»"`, `:password=>"«ab»"`, `map[password:«ab» user:x]`, `{User:x Password:«ab»}`,
		`<password>«ab»</password>`, `<password type="x">«ab»</password>`, `<password><![CDATA[«a<b»]]></password>`, `<x password="«ab»"/>`,
		`{"name":"DB_PASSWORD","value":"«ab»"}`, `<add key="password" value="«ab»"/>`, `{Name:DB_PASSWORD Value:«ab»}`,
		`--password «ab» --x`, `--password=«ab»`, `-password «ab»`, `user[password]=«ab»`, `x['password'] = '«ab»'`,
		`IDENTIFIED BY '«ab»'`, `PASSWORD '«ab»'`, `?password=«ab»&x`, `?password=«ab»#x`,
		// Credentials.
		`authorization: Bearer «ab.cd» x`, `Authorization: Basic «abc=»`, `authorization: Digest «username="a", nonce="b"»`, `{"authorization":"Bearer «ab»"}`,
		`map[Authorization:[Bearer «ab»]]`, `authorization: «abc def»`, `authorization=«denied», policy=deny-all`,
	} {
		plain := strings.NewReplacer("«", "", "»", "").Replace(want)
		if !strings.Contains(want, "»") {
			want += "»"
		}
		name := "password"
		for _, n := range []string{"authorization", "identified by"} {
			if strings.Contains(strings.ToLower(plain), n) {
				name = n
			}
		}
		// A quoted value is marked without its quotes.
		want = strings.NewReplacer(`«"hunter2"»`, `"«hunter2»"`).Replace(want)
		for _, size := range []int{1 << 10, 1, 3} {
			if got := extent(t, plain, name, size); got != want {
				t.Errorf("in pieces of %d:\n got %s\nwant %s", size, got, want)
			}
		}
	}
}

func TestNoValue(t *testing.T) {
	for _, text := range []string{
		`password authentication failed`, `password`, `password=`, `password: `, "password:\nnext", `password is required`, `password("x")`,
		`password::x`, `password://x`, `{"m":"password="}`, `"password="`, `{"password"}`, `[REDACTED:password] x`, `password -x`, `password_hash FROM users`,
	} {
		if got := extent(t, text, "password", 1<<10); got != text {
			t.Errorf("got %s", got)
		}
	}
}
