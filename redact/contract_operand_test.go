package redact_test

import "testing"

// Values that SQL compares, databases refuse and messages set.
func TestContractOperands(t *testing.T) {
	asMarked(t, []string{
		`SELECT * FROM t WHERE token <> '«Zb8Wn4kQ7x»'`,
		`SELECT * FROM t WHERE token != '«Zb8Wn4kQ7x»' AND a=1`,
		`SELECT * FROM t WHERE token IN «('Zb8Wn4kQ7x', 'k3J9x7Qm')» AND n = 5`,
		`SELECT * FROM t WHERE token NOT IN ('«Zb8Wn4kQ7x»') LIMIT 1`,
		`SELECT * FROM t WHERE "t"."api_key" IN («N'Zb8Wn4kQ7x'»)`,
		`SELECT * FROM t WHERE [t].[Token] LIKE '«Zb8Wn4kQ7x%»'`,
		`SELECT * FROM t WHERE token ILIKE E'«Zb8Wn4kQ7x%»'`,
		`SELECT * FROM t WHERE token >= '«Zb8Wn4kQ7x»'`,
		`{"sql":"SELECT * FROM t WHERE \"token\" LIKE '«Zb8Wn4kQ7x»' AND n = 5","n":1}`,
		`SELECT * FROM t WHERE token IN (?, ?) AND password <> ''`,
		`SELECT * FROM t WHERE token IN ($1,$2) OR token IN ('?')`,
		`SELECT * FROM t WHERE token IN (SELECT token FROM u)`,
		`token like 'a' was found`,
		`select * from t where token like '«Zb8Wn4kQ7x%»' and a = 1`,
		`SELECT a FROM t WHERE [token] IN ('«Zb8Wn4kQ7x»')`,
		`if token in ('access', 'refresh'):`,
		`while (token != '\0') { key != '\t' }`,
		`CHECK (token ~ '^[a-f0-9]{64}$')`,
		`password in 'strict' mode`,
		`password likes 'Zb8Wn4kQ7x'`,

		`DETAIL:  Key (reset_token)=(«Zb8Wn4kQ7x») already exists.`,
		`DETAIL:  Key (tenant_id, api_key)=(«7, Zb8Wn4kQ7x») already exists.`,
		`DETAIL:  Key (api_key, tenant_id)=(«Zb8)Wn4kQ7x, 7») is not present in table "x".`,
		`{"detail":"Key (reset_token)=(«Zb8Wn4kQ7x») already exists.","n":1}`,
		`DETAIL:  Key ("apiKey")=(«Zb8Wn4kQ7x») already exists.`,
		`{"detail":"Key (tenant, \"apiKey\")=(«7, Zb8Wn4kQ7x») already exists.","n":1}`,
		`Key (api_key)=(«Zb8Wn4kQ7x, x») conflicts with existing key (api_key)=(«Zb8Wn4kQ7x, y»).`,
		`DETAIL:  Key (token_id)=(42) already exists.`,
		`Key (session_id, seq)=(42, 7) is not present in table "sessions".`,
		`Key (token)=(42) already exists.`,
		`Key (password)=(`,

		`Setting property 'password' to '«Zb8Wn4kQ7x»'`,
		`Set "password" to "«Zb8Wn4kQ7x»", done`,
		`Changed column 'password' to 'password_digest'`,
		`Setting 'auth' to 'none'`,
		`: PSK "«Zb8Wn4kQ7x»"`,
	})
}

// Lists in which names and values are elements of their own.
func TestContractFlatLists(t *testing.T) {
	asMarked(t, []string{
		`':method', 'GET', 'authorization', 'Bearer «Zb8Wn4kQ7xPq3»', 'accept', '*/*'`,
		`':path', '/x', 'cookie', '«sid=Zb8Wn4kQ7x; a=b»', 'x-n', '1'`,
		`rawHeaders: ['Authorization', 'Bearer «Zb8Wn4kQ7xPq3»', 'Accept', '*/*']`,
		"  'Authorization',\n  'Bearer «Zb8Wn4kQ7xPq3»',\n  'Accept',",
		`["authorization", "Bearer «Zb8Wn4kQ7xPq3»"]`,
		`{"m":"[\"authorization\", \"Bearer «Zb8Wn4kQ7xPq3»\"]"}`,
		`Headers(List((Authorization,Bearer «Zb8Wn4kQ7xPq3»), (Accept,*/*)))`,
		`args=[--user, ada, --password, «Zb8Wn4kQ7x», --port, 8080]`,
		`Arguments: [--password, «Zb8Wn4kQ7x»]`,
		`Options [--password, -p, --token, --x]`,
		`allow: 'authorization', 'cookie', 'set-cookie'`,
		`headers: ['Authorization', 'Content-Type']`,
		`{"allow":"authorization","Bearer a":1}`,

		`set -gx DB_PASSWORD «Zb8Wn4kQ7x»`,
		`set -x DB_PASSWORD = «Zb8Wn4kQ7x»`,
		`"SET" "db_password" = "«Zb8Wn4kQ7x»"`,
		`options: [--password, FILE]`,
		`1700000000.1 [0 127.0.0.1:1] "SET" "db_password" "«Zb8Wn4kQ7x»" "EX" "60"`,
		`"GET" "db_password"`,
		"spark.ssl.keyPassword\t«Zb8Wn4kQ7x»",
		`[ [ 'user', 'ada' ], [ 'password', '«Zb8Wn4kQ7x»' ] ]`,
		`<member><name>password</name><value><string>«Zb8Wn4kQ7x»</string></value></member>`,
		`net  user ada «Zb8Wn4kQ7x» /add`,
		`[{DB_PASSWORD «Zb8Wn4kQ7x» nil} {PORT 1 nil} {API_KEY  &EnvVarSource{FieldRef:nil}}]`,
		`{DB_PASSWORD is set}`,
		`#{password => <<"«Zb8Wn4kQ7x»">>,user => <<"ada">>}`,
		`{"m":"#{password => <<\"«Zb8Wn4kQ7x»\">>,user => <<\"ada\">>}"}`,
	})
}
