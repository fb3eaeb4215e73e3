package redact_test

import (
	"strings"
	"testing"
)

// The arguments of a statement stand beside it; it says which of them are secrets.
func TestContractBoundArguments(t *testing.T) {
	asMarked(t, []string{
		`{"msg":"Query","sql":"update users set password = $1 where id = $2","args":["«Zb8Wn4kQ7x»",5],"time":0.001}`,
		`{"args":["«Zb8Wn4kQ7x»",5],"msg":"Query","sql":"update users set password = $1 where id = $2"}`,
		`{"args":[5,"shown","«Zb8Wn4kQ7x»"],"sql":"insert into users (id, name, password) values (?, ?, ?)"}`,
		`{"args": ["shown", "«Zb8Wn4kQ7x»"], "sql": "select * from s where user_id = ? and token = ?"}`,
		`{"sql":"update users set \"password\" = $2 where id = $1","args":[5,"«Zb8 \"Wn4\" kQ7x»"]}`,
		`{"log":"{\"args\":[\"«Zb8Wn4kQ7x»\",5],\"sql\":\"update users set password = $1 where id = $2\"}\n"}`,
		`{"sql":"update users set password = $1","args":["«123456»"]}`,
		`level=INFO msg=Query sql="update users set password = $1 where id = $2" args="[«Zb8Wn4kQ7x 5»]" time=1ms`,
		`level=INFO msg=Query args="[«Zb8Wn4kQ7x 5»]" sql="update users set password = $1 where id = $2" time=1ms`,
		`query=UPDATE users SET password = $1 args=[«Zb8Wn4kQ7x»]`,
		`sql: insert into users (name, password) values ($1, $2), args: [«ada Zb8Wn4kQ7x»]`,
		`ERROR 23505 on "insert into users (name, password) values ($1, $2)" with args [«ada Zb8Wn4kQ7x»]`,
		`query: UPDATE "users" SET "password" = $1 WHERE "id" = $2 -- PARAMETERS: ["«Zb8Wn4kQ7x»",5]`,
		`prisma:query UPDATE "users" SET "password" = $1 WHERE ("id" = $2) Params: ["«Zb8Wn4kQ7x»",5]`,
		`bindings: [ '«Zb8Wn4kQ7x»', 5 ], sql: 'update users set password = ? where id = ?'`,
		"[SQL: INSERT INTO users (name, password) VALUES (%s, %s)]\n[parameters: ('shown', '«Zb8Wn4kQ7x»')]",
		`update users set password = $1 where id = $2 [«Zb8Wn4kQ7x 5»]`,
		"INSERT INTO `users` (`name`, `password`) VALUES (?, ?) [ 'ada', '«Zb8Wn4kQ7x»' ]",
		`exec "update users set password = ? where id = ?" [«Zb8Wn4kQ7x 5»] 1.2ms`,
		`{"sql":"-- name: CreateUser :one\nINSERT INTO users (name, password) VALUES ($1, $2)","args":["bob","«Zb8Wn4kQ7x»"]}`,
		`{"sql":"\n\t\tUPDATE users\n\t\tSET password = $1 WHERE id = $2","args":["«Zb8Wn4kQ7x»",5]}`,
		`{"sql":"INSERT INTO items (name, \"group\", password) VALUES ($1, $2, $3)","args":["n","g","«Zb8Wn4kQ7x»"]}`,
		`{"sql":"update users set password = :2 where id = :1","args":[5,"«Zb8Wn4kQ7x»"]}`,
		`{"sql":"select id from s where id = ?2 and token = ?1","args":["«Zb8Wn4kQ7x»",5]}`,
		`{"sql":"select id from s where $1 = token and data-\u003e\u003e'n' = $2","args":["«Zb8Wn4kQ7x»","shown"]}`,
		`{"sql":"select id from s where data-\u003e\u003e'token' = $1","args":["«Zb8Wn4kQ7x»"]}`,
		`{"sql":"select id from s where token NOT IN (?) and token is not distinct from ?","args":["«Zb8Wn4kQ7x»","«Qm2Zb8Wn7k»"]}`,
		`{"sql":"insert into users (id, password) select $1, $2","args":[5,"«Zb8Wn4kQ7x»"]}`,
		`{"sql":"ALTER USER ada PASSWORD $1","args":["«Zb8Wn4kQ7x»"]}`,
		`{"sql":"update t set password = CASE WHEN id = $1 THEN $2 END","args":["shown","«Zb8Wn4kQ7x»"]}`,
		`{"sql":"update t set n = ?, password = ?","args":["a\\","«Zb8Wn4kQ7x»"],"n":"shown"}`,
		`query="update t set n = $1, password = $2" args="[«it's Zb8Wn4kQ7x 5»]" n=1`,
		`query="update t set password = $1" args="«[Zb8]Wn4}kQ7x 5]»" n=1`,
		`{"msg":"exec update t set password = ? where id = ? args: [«Zb8'Wn4kQ7x 5»]","level":"info"}`,
		`{"msg":"exec update t set password = ? args: [«Zb8(Wn4kQ7x 5»","level":"info"}`,
		`[{"args":["«Zb8Wn4kQ7x»"],"sql":"update t set password = $1"},{"args":["shown"],"sql":"update t set name = $1"}]`,
		`goqu sql="update t set password = ?" args:=[«Zb8Wn4kQ7x»] sqlArgs=[«Qm2Zb8Wn7k»]`,
		`{SQL:update users set password=$1 where id=$2 Args:[«Zb8Wn4kQ7x 3»]}`,

		`{"args":["shown7Kq",5],"sql":"update users set name = $1 where id = $2"}`,
		`{"args":["shown7Kq",5],"sql":"select password from users where name = $1 and id = $2"}`,
		`{"args":["serve","--port","8080"],"msg":"password = $1"}`,
		"update users set password = $1\nargs=[shown7Kq]",
		`sql="select id from t where api_key_id = $1" args=[shown7Kq]`,
		`RewriteRule ^update/(.*)$ /u.php?token=$1 [L,QSA]`,
		`level=warn msg="update available: token=$1 replaced" args="[v1.2.3 v1.2.4]"`,
		`UPDATE b SET tokens = $1, refilled_at = $2 WHERE id = $3 [10 2024 5]`,
		`{"sql":"INSERT INTO users (email, password, admin, phone) VALUES ($1,$2,$3,$4)","args":["a@b.c","«Zb8Wn4kQ7x»",true,null]}`,
		`Update password ? [y/N]`, `delete token ? [shown7Kq]`,
		`{"format":"Failed to create secret %s: %s","args":["db","shown7Kq"]}`,
		`execute login with password %s args=[shown7Kq]`,
		`what is $5 [shown7Kq]? and why? [shown8Kq]`,
		`kwargs=[shown7Kq] sql="update users set password = $1"`,
		`{"sql":"update users set password = $1","args":[null]}`,
		`[{"sql":"update u set token=$1, n = $2","params":[null,null]}]`,
		`{"log":"{\"sql\":\"update u set token=$1, password = $2\",\"args\":[true,null]}"}`,
		`sql="update users set password = $1" args={"a":"shown7Kq"}`,
		`sql="update users set password = $1" args=[ ] params=[] args=[,  ,] args=( `,
		`sql="update users set password = $1" args=[`,
		`sql="update users set password = $1" args="[`,
	})
}

// What stands without quote marks in JSON is replaced by a string.
func TestContractBareArguments(t *testing.T) {
	r := fixed(t)
	for in, want := range map[string]string{
		`{"sql":"update t set password = $1","args":[123456,7]}`:                               `{"sql":"update t set password = $1","args":["[HIDDEN]",7]}`,
		`{"sql":"insert into t (a, token) values ($1, $2)","args":["shown",["Zb8Wn4kQ7x",5]]}`: `{"sql":"insert into t (a, token) values ($1, $2)","args":["shown","[HIDDEN]"]}`,
		`{"m":"{\"sql\":\"update t set password = $1\",\"args\":[123456,7]}"}`:                 `{"m":"{\"sql\":\"update t set password = $1\",\"args\":[\"[HIDDEN]\",7]}"}`,
	} {
		for how, got := range map[string]string{"as a whole": r.String(in), "by bytes": streamed(t, r, singles(in)...), "as JSON": string(r.AppendJSON(nil, []byte(in))), "again": r.String(want)} {
			if got != want {
				t.Errorf("%s, %s: %s", in, how, got)
			}
		}
	}
}

// A list that is longer than what is read is a secret as far as it is read, and where the line breaks off.
func TestContractLongArguments(t *testing.T) {
	r := fixed(t)
	in := `sql="insert into t (token) values ($1)" args=["` + strings.Repeat("Zb8Wn4kQ", 300) + `"]`
	for how, got := range map[string]string{"as a whole": r.String(in), "by bytes": streamed(t, r, singles(in)...)} {
		if leaked(got, "Zb8Wn4kQ") >= 0 {
			t.Errorf("%s: %.120s", how, got)
		}
	}
	in = `sql="update t set token = $1" args=["Zb8Wn4kQ7x`
	for how, got := range map[string]string{"as a whole": r.String(in), "by bytes": streamed(t, r, singles(in)...)} {
		if leaked(got, "Zb8Wn4kQ7x") >= 0 {
			t.Errorf("%s: %s", how, got)
		}
	}
}

// Arguments that are no secrets cost no allocation.
func TestBoundAllocations(t *testing.T) {
	if raced {
		t.Skip("the race detector allocates")
	}
	r := fixed(t)
	for _, line := range []string{
		`{"sql":"insert into t (a, b, c) values ($1, $2, $3)","args":["bob",5,6]}`,
		`{"args":["bob",5],"sql":"select a from t where b = $1 and c = $2"}`,
	} {
		if n := testing.AllocsPerRun(100, func() { r.String(line) }); n > 0 {
			t.Errorf("%s: %v allocations", line, n)
		}
	}
}

// How far a statement and its list may stand apart, and how many lists in one another.
func TestBoundDistances(t *testing.T) {
	r := fixed(t)
	const secret = "Zb8Wn4" + "kQ7x"
	behind := func(pad int) string {
		return `sql="update t set password = $1" n=` + strings.Repeat("x", pad) + ` args=[` + secret + `]`
	}
	before := func(pad int) string {
		return `args=[` + secret + `] n=` + strings.Repeat("x", pad) + ` sql="update t set password = $1 where a = 1"`
	}
	for name, c := range map[string]struct {
		in     string
		hidden bool
	}{
		"behind, near": {behind(4000), true}, "behind, far": {behind(4100), false},
		"before, near": {before(4000), true}, "before, far": {before(4100), false},
		"in three lists": {`args=[args=[args=[args=[` + secret + `]]]] sql="update t set password = $1"`, true},
	} {
		for how, got := range map[string]string{"as a whole": r.String(c.in), "by bytes": streamed(t, r, singles(c.in)...)} {
			if hidden := leaked(got, secret) < 0; hidden != c.hidden {
				t.Errorf("%s, %s: hidden %v", name, how, hidden)
			}
		}
	}
}
