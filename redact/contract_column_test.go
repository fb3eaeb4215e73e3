package redact_test

import (
	"strings"
	"testing"
)

// Columns that a query wraps, and what it compares them with.
func TestContractColumns(t *testing.T) {
	asMarked(t, []string{
		`SELECT id FROM t WHERE token::text <> '«Zb8Wn4kQ7x»'`,
		`SELECT id FROM t WHERE lower(token) = '«zb8wn4kq7x»' AND n = 5`,
		`SELECT id FROM t WHERE lower(u.token) = «lower('zb8wn4kq7x')»`,
		`SELECT id FROM t WHERE lower("u"."token") = '«zb8wn4kq7x»'`,
		"SELECT id FROM t WHERE LOWER(`u`.`token`) LIKE '«zb8wn4kq7x%»'",
		`{"sql":"SELECT id FROM t WHERE LOWER(\"token\") = '«zb8wn4kq7x»'","n":1}`,
		`Filter: ((token)::text = '«Zb8Wn4kQ7x»'::text)`,
		`Filter: (((password)::character varying(255))::text = '«Zb8Wn4kQ7x»'::text)`,
		`Index Cond: ((token)::text = ANY ('«{Zb8Wn4kQ7x,Qm2Zb8Wn7k}»'::text[]))`,
		`SELECT id FROM t WHERE token = ANY (ARRAY«['Zb8Wn4kQ7x','Qm2Zb8Wn7k']»)`,
		`SELECT id FROM t WHERE token = any('«{Zb8Wn4kQ7x}»') AND n = 5`,
		`SELECT id FROM t WHERE password = ALL ('«{Zb8Wn4kQ7x}»') AND n = 5`,
		`SELECT id FROM t WHERE password = ANY (SELECT password FROM b)`,
		`SELECT id FROM t WHERE token IN «(?, 'Zb8Wn4kQ7x')» AND n = 5`,
		`SELECT id FROM t WHERE token IN «( 'Zb8Wn4kQ7x', 'Qm2Zb8Wn7k' )» AND n = 5`,
		`SELECT id FROM t WHERE COALESCE(token, '') = '«Zb8Wn4kQ7x»'`,
		`UPDATE t SET password = «CASE WHEN id = 1 THEN 'Zb8Wn4kQ7x' ELSE 'y' END», n = 5`,
		`UPDATE t SET "password" = «CASE "id" WHEN 1 THEN 'Zb8 END Wn4' WHEN 2 THEN 'Qm2Zb8Wn7k' END» WHERE n = 5`,
		`UPDATE t SET password = «case when id = 1 then 'Zb8Wn4kQ7x' end»`,
		`{"sql":"UPDATE t SET password = «CASE WHEN id = 1 THEN 'Zb8Wn4kQ7x' END» WHERE n = 5","n":1}`,
		`UPDATE t SET password = CASE WHEN id = $1 THEN $2 ELSE password END WHERE n = 5`,
		`SELECT id FROM t WHERE coalesce(token,'none') = '«Zb8Wn4kQ7x»'`,
		`SELECT id FROM t WHERE CONVERT(token USING utf8) = '«Zb8Wn4kQ7x»'`,
		`SELECT id FROM t WHERE CAST(token AS text) = '«Zb8Wn4kQ7x»'`,
		`SELECT id FROM t WHERE CAST(token AS varchar(64)) <> N'«Zb8Wn4kQ7x»'`,
		`SELECT id FROM t WHERE token COLLATE utf8mb4_bin = '«Zb8Wn4kQ7x»'`,
		`SELECT id FROM t WHERE JSON_EXTRACT(data, '$.auth.token') = '«Zb8Wn4kQ7x»'`,
		`SELECT set_config('app.token', '«Zb8Wn4kQ7x»', true)`,
		`DETAIL:  Key (lower(token::text))=(«zb8wn4kq7x») already exists.`,
		`DETAIL:  Key (COALESCE(token, ''::text))=(«Zb8Wn4kQ7x») already exists.`,
		`DETAIL:  Key ((data ->> 'token'::text))=(«Zb8Wn4kQ7x») already exists.`,
		`DETAIL:  Key (tenant_id, lower(token::text))=(«4, zb8wn4kq7x») already exists.`,

		`password: «password» - please change it`,
		`UPDATE t SET password = «CASE» WHEN id = 1 THEN NULL AND note = '` + strings.Repeat("x", 1024) + `' END`,
		`UPDATE t SET tokens = tokens + $1, session_id = session_id - 1 WHERE n = 5`,
		`SELECT * FROM t WHERE lower(token) = lower($1) AND token::text <> $2`,
		`SELECT * FROM a JOIN b ON lower(a.token) = lower(b.token)`,
		`CREATE INDEX ON t (lower(token), id)`,
		`ALTER TABLE t ALTER COLUMN token TYPE text USING token::text`,
		`CHECK (char_length((token)::text) = 64)`,
		`Sort Key: token COLLATE "C"`,
		`len(token) = 'x' and count(token) = '4'`,
		`if strings.ToLower(token) == "bearer" {`,
	})
}

// What a statement or a program takes from elsewhere stays.
func TestContractTakenFromElsewhere(t *testing.T) {
	asMarked(t, []string{
		`SELECT id FROM t WHERE password = crypt($2, password) AND email = $1`,
		`SELECT id FROM t WHERE password = «crypt('Zb8Wn4kQ7x', password)» AND email = $1`,
		`UPDATE t SET password = crypt($1, gen_salt('bf', 8)) WHERE id = $2`,
		`UPDATE t SET password = SHA2(?, 256), token = encode(digest($1, 'sha256'), 'hex')`,
		`UPDATE t SET password = «SHA2('Zb8Wn4kQ7x', 256)» WHERE id = 7`,
		`UPDATE t SET password = COALESCE(:password, password) WHERE id = :id`,
		`INSERT INTO t (id, password) VALUES ($1, crypt($2, gen_salt('bf')))`,
		`INSERT INTO t (id, password) VALUES (1, crypt('«Zb8Wn4kQ7x»', gen_salt('bf')))`,
		`INSERT INTO t (id, password) VALUES(1, '«bf»')`,
		`SELECT * FROM t WHERE token = ANY($1) AND api_key = any($2::text[])`,
		`Index Cond: ((token)::text = ANY ($1::text[]))`,
		`SELECT * FROM a JOIN b ON a.token = b.token AND a.password = b.password WHERE n = 5`,
		`ON CONFLICT (id) DO UPDATE SET token = EXCLUDED.token, password = excluded.password`,
		`WHERE u.token = t.token::uuid`,
		`    self.password = form.password`,
		`    token := s.token`,
		`  password: user.password,`,
		`  token: this.props.token,`,
		`$this->token = $user->token;`,
		`SECRET=«local.dev.secret»`,
		`password=«local.dev.password»`,
		`PASSWORD=«my.PASSWORD»`,
		`password=«x9k27.password»`,
		`password=«kf(?)x»`,
		`password=«winter(?)»`,
		`POSTGRES_PASSWORD: «Hello(?)»`,
		`POSTGRES_PASSWORD: «Love($money)»`,
		`password=«foo($Zq8Wn4EXk7xQWer12)»`,
		`credentials=«admin:123456»`,
		`VERIFY_TOKEN=«My-Verify-Token-2024»`,
		`if cookie == 0 {`,
		`spring.datasource.password=«db.password»`,
		`password = «s3cr3t.password»`,
		`token = «eyJhbGciOi.token»`,
		`password=«$winter::summer»`,
		`password=«(winter,?)»`,
		`api_key=«api_key»`,
		`UPDATE t SET password=md5(?), token=$1 WHERE id = 7`,
	})
}

// What a message says of a change, and maps of Erlang.
func TestContractChangedFrom(t *testing.T) {
	asMarked(t, []string{
		`'password' changed from '«Zb8Wn4kQ7x' to 'Qm2Zb8Wn7k»', by ada`,
		`db.password changed from "«Zb8Wn4kQ7x" to "Qm2Zb8Wn7k»"`,
		`{"msg":"api_key was updated from \"«Zb8Wn4kQ7x\" to \"Qm2Zb8Wn7k»\"","n":1}`,
		`password was changed from the admin panel`,
		`token changed from null to a value`,
		`#{<<"password">> => <<"«Zb8Wn4kQ7x»">>,<<"user">> => <<"ada">>}`,
		`fields: [<<"password">>,<<"email">>]`,
	})
}
