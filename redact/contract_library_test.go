package redact_test

import "testing"

// What libraries of Go print of connections, options and packets.
func TestContractLibraries(t *testing.T) {
	asMarked(t, []string{
		"  Pass: (string) (len=16) \"«Zb8Wn4kQ7x»\",",
		"  Password: (Context, Primitive, 0x00) Len=16 \"«Zb8Wn4kQ7x»\"\n",
		`redis.Do(AUTH, "«Zb8Wn4kQ7x»") -> (OK, <nil>)`,
		`redis.Do(AUTH, "ada", "«Zb8Wn4kQ7x»") -> (OK, <nil>)`,
		`hset user:1 password «Zb8Wn4kQ7x» ex 5`,
		`{"db.statement":"hello 3 auth default «Zb8Wn4kQ7x» setname api"}`,
		`HELLO 3 AUTH ada «Zb8Wn4kQ7x»`,
		`sentinel set primary auth-pass «Zb8Wn4kQ7x»`,
		`{"db.statement":"auth «Zb8Wn4kQ7x»"}`,
		`SaslAuthBytes:«[0 97 112 112 0 90 113 56]» Version:0`,
		`driver.Exec: query=UPDATE "users" SET "password" = $1 WHERE "id" = $2 args=[«Zb8Wn4kQ7x 3»]`,
		`map[args:[«Zb8Wn4kQ7x 3»] sql:update users set password=$1 where id=$2 time:1ms]`,
		`pgx.TraceQueryStartData{SQL:"update users set password=$1 where id=$2", Args:[]interface {}{"«Zb8Wn4kQ7x»", 3}}`,

		`Key: 'User.APIKey' Error:Field validation for 'APIKey' failed on the 'required' tag`,
		"  TargetSessionAttrs: (pq.TargetSessionAttrs) \"\",\n  PasswordSet: (bool) true,\n  UserJWT: (nats.UserJWTHandler) <nil>,\n  SecretKey: ([]uint8) <nil>,\n",
		`RecoveryKeys:[]string(nil), ClientKey:[]uint8(nil)`,
		`{Name:x Secret:0xc000123456}`,
		`password="unsupported value type"`,
		`BearerToken:"--- REDACTED ---"`,
		"      --secret int        x (default 1)\n      --token duration    x\n  -secret int\n  --password value, -p value\n",
		`Get "http://h/?f=a%5Bpassword%5D": EOF`, `Get "http://h/?f=a[password]": unexpected EOF`, `Get "http://h/?f=password%20": EOF`,
		`{"err":"Get \"http://h/?f=a%5Bpassword%5D\": EOF"}`,
		`"user[password]": "«Zb8Wn4kQ7x»"`, `{"http://h/?f[password]": "«Zb8Wn4kQ7x»"}`,
		`{"db.statement":"set api_key «Zb8Wn4kQ7x» ex 60"}`, "SETEX session:ada:token 60 «Zb8Wn4kQ7x»", `{"db.statement":"hmset user:1 api_key «Zb8Wn4kQ7x»"}`,
		"migrate 10.0.0.1 6379 key 0 5000 copy auth «Zb8Wn4kQ7x»", `{"db.statement":"hello 3 auth x «Zb8Wn4kQ7x»\nset user:5:password «Zb8Wn4kQ7x»"}`,
		"hgetall auth:users", "get auth:rate:10.0.0.1", "LLEN auth:queue: 0", "publish auth:events login", "hget user:1 password: redis: nil",
		"openssl rsa -in k.pem -passin pass:«postgres» -out o.pem", "auth:«bob:Zb8Wn4kQ7x»", "token:«Zb8Wn4kQ7x»", "config get requirepass: ERR unknown command", "SET password_encryption = 'scram-sha-256'", "set password to expire in 90 days",
		"set token 5 times", "set cookie domain x2", `{"msg":"set key foo1 bar"}`, "set session timeout 30m", "reset token abc12345", "set token_bucket:10.0.0.1 1764412345 ex 60",
		"migrate database to version 5",
		`hello 3 auth`, `auth user-service-2: dial tcp 10.0.0.1:80: i/o timeout`,
		`HSET bucket tokens 5`, `hset error: password missing`,
		`Password: (pq.X) «12345678»`,
		`pass: (3 of 4)`,
		`password: («hunter2»)`,
	})
}
