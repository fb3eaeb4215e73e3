package redact_test

import "testing"

// Rows that need a rule which no other row does.
func TestContractNeeded(t *testing.T) {
	asMarked(t, []string{
		`[["x-api-key","«abc»"]]`,
		`SET PASSWORD FOR 'bob' = '«new\''pw9x»' x`,
		`echo "identified by values '«8F2A001122334455»'"`,
		`"session":"TRUE-FALSE"`,
		`key=Enabled:Disabled`,
		`tool --password -u`,
		`rspamd_controller_check_password: sunshine seen`,
		`o.s.s.Password : Starting`,
		`api_key=YOUR_API_KEY`,
		`api_key=«your_Tr0ub4dor&3x»`,
		`dsn: app:!!!@tcp(localhost:3306)/db`,
		`token="###"`,
		`password=array(0)`,
		`Authorization: «["Bearer abcdef123456", "x"]»`,
		`- key: DB_PASSWORD` + "\n" + `  value: «hunter2xyz»`,
		`{key: DB_PASSWORD, value: «hunter2xyz»}`,
		`{property: password, value: «hunter2xyz»}`,
		`[(u"password", u"«hunter2xyz»")]`,
		`token=«process.env.1HUNTER»`,
		`secret: «<set to the key 'pass word!' in secret 'db'>»`,
		`app.token:«check_t0ken:12» - started`,
		`token=«vault:secret/dätä#x9»`,
		`["password":"App\@anon":private]=> string(10) "«hunter2xyz»"`,
		`  this.password = password;`,
		`  self.password = password, x`,
		`password: null -> "«hunter2xyz»"`,
		`password = null -> '«hunter2xyz»'`,
		`password = null -> "«hunter2xyz»"`,
		"token: null -> \":`",
	})
	r := fixed(t)
	for in, want := range map[string]string{
		`{"password":{"ref":"abc"}}`:                                      `{"password":"[HIDDEN]"}`,
		`{"password":["()", "[]"]}`:                                       `{"password":"[HIDDEN]"}`,
		`{"secret":{"type":"string","createdAt":"2024-01-01hunter2xyz"}}`: `{"secret":"[HIDDEN]"}`,
		`http://u:http://x:pw12345@host/`:                                 `http://u:http://x:(HIDDEN)@host/`,
		`https://abc123def456ghi789jkl012@host/`:                          `https://(HIDDEN)@host/`,
		`{"pass\ufe0fword":"hunter2xyz9"}`:                                `{"pass\ufe0fword":"[HIDDEN]"}`,
		`{"api\ufe0fkey":"hunter2xyz9"}`:                                  `{"api\ufe0fkey":"[HIDDEN]"}`,
		`{"to\u212aen":"hunter2xyz9"}`:                                    `{"to\u212aen":"[HIDDEN]"}`,
		`https://user;password=hunter2x@host/path`:                        `https://user;password=(HIDDEN)@host/path`,
	} {
		if got := r.String(in); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if got := streamed(t, r, singles(in)...); got != want {
			t.Errorf("stream: got %s, want %s", got, want)
		}
	}
}
