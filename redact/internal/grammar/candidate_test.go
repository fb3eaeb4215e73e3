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
		`<password>«ab»</password>`, `<password type="x">«ab»</password>`, `<password><![CDATA[«a<b»]]></password>`, `<password><![CDATA[«a]]]]><![CDATA[>b»]]></password>`, `<password>«a <![CDATA[b]]>»</password>`, `<password><![CDATA[«a]]> <![CDATA[b»]]></password>`, `<password><![CDATA[«a»]]><![CDATA[b`,
		`<x password="«ab»"/>`,
		`{"name":"DB_PASSWORD","value":"«ab»"}`, `<add key="password" value="«ab»"/>`, `{Name:DB_PASSWORD Value:«ab»}`,
		`--password «ab» --x`, `--password=«ab»`, `-password «ab»`, `user[password]=«ab»`, `x['password'] = '«ab»'`,
		`IDENTIFIED BY '«ab»'`, `PASSWORD '«ab»'`, `?password=«ab»&x`, `?password=«ab»#x`,
		// Quoted names that are more than their sensitive part.
		`{"user password":"«ab»"}`, `{"New password (again)":"«ab»"}`, `{"user's password":"«ab»"}`, `{"password's text ":"«ab»"}`, `{"password:":"«ab»"}`, `{"password ":"«ab»"}`,
		`{" password":"«ab»"}`, `{"password?":"«ab»"}`, `{"$password":"«ab»"}`, `{"x/password":"«ab»"}`, `{"x:password":"«ab»"}`, `{"é password":«["a","b"]»}`,
		`{\"user password\":\"«ab»\"}`, `%7B%22user password%22%3A%22«ab»%22%7D`, `{&quot;user password&quot;:&quot;«ab»&quot;}`, `"User Password" = «ab» x`, `{'user password': '«ab»'}`,
		`{"` + strings.Repeat("k", 200) + `_password":"«ab»"}`,
		// Values with signs of any kind in them.
		`password=«+ab» x`, `password=«ab+@|>cd» x`, `password=«a<96r» x`, `password=«a>b» x`, `password=«ab.=?u8»; x`, `password=«a}}b» x`, `?password=«n].z»&x=1`, `password=«a?b»;x=1`,
		`password=«a</b» x`, `password=«a»</td>`, `password=«a><b» x`, `password=«ab»: EOF`, `password=«ab:cd» x`, `password=«a(=b»;x=1`, `password=«a(-?b»;x=1`, `[password=«a(}{.b» x]`,
		`"password: «ab»[\r][\n]"`, `["password=«a\"'b»","x"]`, `https://password:«ab»@h/`, `{"password":"«a»"},{"b":1}`, `[{password=«a»},{b=c}]`,
		// The text that holds the value ends.
		`{"m":"x['password']='«ab»","z":1}`, `{"m":["'password'%3a«x»["]}`, `m="x PASSWORD '«ab»'" n=1`, `m="a password='«ab»'" n=1`, `m="a password: «ab»" n=1`,
		`{"m":"{ a: 'b', password: '«a\\'b»', n: 7 }"}`, `{"m":"{ password: '«a\\\\»' }"}`, "`password` = '«a''b»' x", `password:\"«a\\\u0022b»\"`,
		// Lists of one element keep their brackets.
		`{"password":["«ab»"],"a":1}`, `{"password":[«12»]}`, `map[password:[«ab»]]`, `password=[«ab»]`, `password=["«ab»"] x`, `password: Some("«ab»")`, `x{"password":[]string{"«ab»"}}`,
		`password={«ab==»};x`, `{\"password\":[\"«ab»\"]}`, `{"password":«["a","b"]»}`,
		// Members of a struct.
		`&{Addr::1 Password:«two words» Port:3}`, `{Password:«two words»}`, `{Password:«ab» Port:3}`, `{Password:«ab» c "d"}`, `Password:«ab» c d`,
		`{Password: «Abc:def», x: 1}`, `{a: 1, Password: «Abc:def», x: 1}`,
		// Flags in a list.
		`["--password",["«ab»"]]`, `["--password",«{"a":1}»]`, `["--password","«ab»"]`,
		// Credentials.
		`authorization: Bearer «ab.cd» x`, `Authorization: Basic «abc=»`, `authorization: Digest «username="a", nonce="b"»`, `{"authorization":"Bearer «ab»"}`,
		`map[Authorization:[Bearer «ab»]]`, `x{"Authorization":[]string{"Bearer «ab»"}}`, `authorization: «abc def»`, `authorization=«denied», policy=deny-all`,
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
		// Quote marks that end the text that holds the name.
		`{"m":"x['password']=","z":1}`, `{"m":"no ['password']:","z":1}`, `{"m":"a password]` + "`" + `:","z":1}`, `m="x['password']=" n=1`, `-H "password: " -s`,
		// What is only near a quoted name.
		`{"m":"a password","z":1}`, `{'a': '{{ .password }}', 'port': 5}`, `open "/run/password": i/o timeout`, `{"password policy":"x"}`, "{\"password\n x\":\"y\"}",
		`{"password ` + strings.Repeat("x", 80) + `":"y"}`,
		// Types, resource names, empty members.
		`list *v1.password: record not found`, `list v1beta1.password: i/o timeout`, `arn:aws:x:eu:1:password:db-Xa`, `{A:b XPassword: Pool:5}`, `passwd password [1:2]`,
		`password::x`, `password://x`, `{"m":"password="}`, `"password="`, `{"password"}`, `[REDACTED:password] x`, `password -x`, `password_hash FROM users`,
	} {
		if got := extent(t, text, "password", 1<<10); got != text {
			t.Errorf("got %s", got)
		}
	}
}

// What is not looked at byte by byte, or at all, is not longer than it is thought.
func TestEntities(t *testing.T) {
	for _, e := range entities {
		if len(e.name) > maxEntity || e.name[0] != '&' || strings.IndexByte("q#alg", e.name[1]) < 0 {
			t.Errorf("%s is not seen", e.name)
		}
		if sym, esc := symbolBefore([]byte("x"+e.name+"y"), 1+len(e.name)); sym != e.ch || esc != entityLevel {
			t.Errorf("%s: %q, level %d", e.name, sym, esc)
		}
	}
}

func TestInMap(t *testing.T) {
	for text, want := range map[string]bool{
		"map[a:1 x:2": true, "map[x:2": true, "map[a:[1 2] x:2": true, "map[a:map[b:1] x:2": true, "[a:1 x:2": false,
		"map[a:1] x:2": false, "map[a:1\n x:2": false, "\nmap[a:1 x:2": true, "map[" + strings.Repeat("a:1 ", 100) + "x:2": false,
		"map[" + strings.Repeat("a:1 ", 50) + "x:2": true, "]map[a:1 x:2": true,
	} {
		c := Candidate{colon: true, n: 1, name: len(text) - len("x:2")}
		if got := c.inMap([]byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
