package redact_test

import "testing"

// What programs say of a thing behind its name.
func TestContractReports(t *testing.T) {
	asMarked(t, []string{
		`[INFO]  new session: id=7 user=jane`,
		`[WARN]  nomad.vault: not renewing token: reason="token is root"`,
		`[WARN]  auth: failed to renew token: error="permission denied" backoff=10s`,
		`[INFO]  token: cache hit ratio 0.93`,
		`[INFO]  token: skipping`,
		`[INFO]  session: opening connection to redis`,
		`[INFO]  password: rehashing with argon2id`,
		`[INFO]  password: policy violated`,
		`[INFO]  secret: watching /etc/secrets`,
		`[INFO]  secret: mounted at /etc/secrets`,
		`[INFO]  cookie: invalid value`,
		`[INFO]  auth: Successfully logged in`,
		`[INFO]  authorization: user jane may read`,
		`2024 DEBUG 1 --- [main] o.s.s.w.s.HttpSessionRequestCache        : Saved request to session`,
		`2024 INFO 1 --- [main] o.s.s.c.password.PasswordEncoder         : Upgrading`,
		`== 20240412091122 AddResetTokenToUsers: migrating ====`,
		`headers: { authorization: undefined, cookie: undefined },`,

		`token: «abcdef» Zb8Wn4kQ`,
		`token: «kJqXpZabWm» user=ada`,
		`password: «hunter» is mine`,
		`password: «fishing»`,
		`password: «fishing» user=ada`,
		`password: «hunted» rabbit`,
		`secret: «swordfish» user=ada`,
		`cookie: «a=b c»`,
		`authorization: «hunter2 x»`,
		`password: «user=hunter2»`,
		`invalid password: user=jane attempts=3`,
		`password: «name=x»`,
		`cookie: «user=jane; id=7»`,
		`HttpSession        : «Zb8Wn4kQ7x»`,
	})
}

// What stands behind a colon and no blank, or before the name, where no value does.
func TestContractPlaces(t *testing.T) {
	asMarked(t, []string{
		`8443/xsecret:-}`,
		`kubernetes.io/session:-}`,
		`://hmac-sha256:, tenant`,
		`https://auth.example.com:8443/login`,
		`http://auth:8080/x?a=b`,
		`{"url":"http://token:80"}`,
		`jdbc:postgresql://auth:5432/auth`,
		`[INFO] +- io.jsonwebtoken:jjwt-api:jar:0.12.5:compile`,
		`[WARNING] The POM for com.example:secret:jar:1.0 is missing`,
		`Unpacking libsecret-1-0:amd64 (0.20.5-3) ...`,
		`pulled ghcr.io/example/token:1.2.3-alpine and ghcr.io/example/secret:latest`,
		`permissions: ["token:create","session:delete","secret:read"]`,
		`DEBUG:aiohttp.session:opened`,
		`INFO:azure.identity._internal.get_token_mixin:ClientSecretCredential.get_token succeeded`,
		`2024-04-12 09:11:22.123 | INFO     | app.token:refresh:12 - Refreshing`,
		`2024-04-12 09:11:22.123 | ERROR    | app.password:check_password:45 - mismatch`,
		`INFO     app.token:token.py:12 Refreshing`,
		`[ERROR]   TokenServiceTest.refreshToken:42 expected`,
		"NoMethodError: undefined method `password=' for an instance of Session",
		`#<Session:0x00007f1234567890 @token=nil>`,
		`    nginx.ingress.kubernetes.io/auth-secret: basic-auth`,
		`    vault.hashicorp.com/agent-inject-secret-db-creds: database/creds/app`,
		`kube_secret_info{namespace="prod",secret="db-credentials"} 1`,
		`TASK [token : rotate] ****`,
		`    self.password = password`,
		`connect(host=host, user=user, password=password, dbname=d)`,
		`  -p, --password[=name]    Password to use`,

		`map[db:map[api-key:«rosebud» user:app] n:1]`,
		`app.password:«hunter2»`,
		`user.password:«my-secret-pass»`,
		`password:«hunter»`,
		`token:«Zb8Wn4»`,
		`DEBUG:password:«hunter2»`,
		`user=x password=«password»`,
		`kube_x{password="«hunter»"}`,
		`self.password = «passwords»`,
	})
}

// A value in an object that tells of a secret hides the object; user info keeps its parentheses.
func TestContractObjectsThatHold(t *testing.T) {
	r := fixed(t)
	for in, want := range map[string]string{
		`{"secret":{"oneOf":["Zb8Wn4kQ7x"]}}`:                `{"secret":"[HIDDEN]"}`,
		`{"password":{"name":"hunter2"}}`:                    `{"password":"[HIDDEN]"}`,
		`{"password":{"changed":true,"new":"hunter"}}`:       `{"password":"[HIDDEN]"}`,
		`{"secret":{"value":"abc","namespace":"prod"}}`:      `{"secret":"[HIDDEN]"}`,
		`{"password":[{"name":"db"},{"value":"hunter"}]}`:    `{"password":"[HIDDEN]"}`,
		`{"cookie":{"originalMaxAge":86400000,"sid":"abc"}}`: `{"cookie":"[HIDDEN]"}`,
		`https://token:Zb8Wn4kQ7x@example.com/`:              `https://token:(HIDDEN)@example.com/`,
		`https://token:8443@example.com/`:                    `https://token:(HIDDEN)@example.com/`,
	} {
		if got := r.String(in); got != want {
			t.Errorf("%s became %s, want %s", in, got, want)
		}
	}
}

// Values that stand elsewhere, and objects that are described or only named.
func TestContractStored(t *testing.T) {
	asMarked(t, []string{
		`WHERE sessions.token = %(token_1)s AND password=%(password)s`,
		`WHERE [t].[Token] = @__token_0`,
		`password: {{ .Values.auth.password | b64enc | quote }}`,
		`password: <%= ENV["DB_PASSWORD"] %>`,
		`"adminPassword": "[parameters('adminPassword')]"`,
		`"DB_PASSWORD": "@Microsoft.KeyVault(VaultName=kv;SecretName=db)"`,
		`DB_PASSWORD: ${DB_PASSWORD:?err}`,
		`TOKEN=${1:-}`,
		`password = var.db_password`,
		`password = random_password.db.result`,
		`Authorization: Bearer [token]`,
		`headers={"Authorization": f"Bearer {token}"}`,
		`API_KEY:         <set to the key 'api-key' of config map 'settings'>     Optional: true`,
		`"password": "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"`,
		`"secretString":"HIDDEN_DUE_TO_SECURITY_REASONS"`,
		`password   = <MagicMock name='password' id='140234567890'>`,
		`session    = <sqlalchemy.orm.session.Session object at 0x7f1234567890>`,
		`{PrivateKey:(*rsa.PrivateKey)(nil), Session:(*auth.Session)(0xc000012345)}`,
		`token=com.example.Token@1a2b3c`,
		`"jsonwebtoken": "^9.0.2", "cookie-parser": "~1.4.6"`,
		`| password             | varchar(255) | NO   |`,
		`{"secret":{"name":"db","namespace":"prod"},"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}}`,
		`{"cookie":{"originalMaxAge":86400000,"expires":"2024-04-12T09:11:22.123Z","httpOnly":true,"sameSite":"lax"}}`,
		`{"password":{"type":"text","fields":{"keyword":{"type":"keyword","ignore_above":256}}}}`,
		`password: { type: string, format: password, minLength: 8 }`,
		`{"password":{"changed":true},"authorization":{"allowed":true,"reason":"rbac"}}`,
		`{"security":{"authorization":"enabled"},"signature":"RS256"}`,
		`{"authorization.k8s.io/decision":"allow","authorization.k8s.io/reason":""}`,
		`{"filter":{"token":{"$exists":true}}}`,
		`{"authorization":{"scope":"/subscriptions/x","action":"Microsoft.Web/sites/write"}}`,
		`{"secret":{"oneOf":[{"type":"string"},{"type":"null"}]}}`,
		`-   password: '-------- # (16 bytes)'`,
		`password: SecretString([REDACTED])`,
		`"password":"**redacted**", "session":"<Session object>"`,
		`session=$cookie_sid token=$arg_token`,
		`"client_token":"hmac-sha256:0123abcd0123abcd0123abcd0123abcd0123abcd0123abcd0123abcd0123abcd"`,
		`  -W, --password           force password prompt (should happen automatically)`,
		`>> "Cookie: «sid=Zb8Wn4kQ7x; a=b»[\r][\n]"`,

		`password=«%(Zb8Wn4kQ)s»`,
		`app --password   «hunter»`,
		`app --password   «hunter» --x`,
		`password="«hmac-sha256:Zb8Wn4kQ7x»"`,
		`password="«Secret(hunter)»"`,
		`password=«{{hunter2}}»`,
		`password: "«{{ \"hunter2\" }}»"`,
		`password="«^hunter2»"`,
		`password="«<hunter object>»"`,
		`password="«hunter@1a2b3c»"`,
		`{"password":"«enabled»"}`,
		`password: «abcd[x]»`,
	})
}
