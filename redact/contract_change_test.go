package redact_test

import (
	"fmt"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// What a value is and what it will be, as a plan of Terraform shows it.
func TestContractChangesGo(t *testing.T) {
	r := fixed(t)
	for in, want := range map[string]string{
		`  ~ password = "hunter2" -> "hunter3" # forces replacement`:      `  ~ password = "[HIDDEN]" # forces replacement`,
		`  ~ password = "hunter2" -> (known after apply)`:                 `  ~ password = "[HIDDEN]" -> (known after apply)`,
		`  - password = "hunter2" -> null`:                                `  - password = "[HIDDEN]" -> null`,
		`  ~ password = null -> "hunter3"`:                                `  ~ password = null -> "[HIDDEN]"`,
		`  ~ "db_password" = "hunter2" -> "hunter3"`:                      `  ~ "db_password" = "[HIDDEN]"`,
		`password: "" => "hunter3"`:                                       `password: "[HIDDEN]"`,
		`password: "" => "<sensitive>"`:                                   `password: "" => "<sensitive>"`,
		`  ~ password = "" -> ""`:                                         `  ~ password = "" -> ""`,
		`  ~ token = "a" -> "b"`:                                          `  ~ token = "a" -> "b"`,
		`  ~ session = "/a/b" -> "/c/d"`:                                  `  ~ session = "/a/b" -> "/c/d"`,
		`{"@message":"~ password = \"hunter2\" -> \"hunter3\"","n":1}`:    `{"@message":"~ password = \"[HIDDEN]\"","n":1}`,
		`{"@message":"~ password = null -> \"hunter3\"","n":1}`:           `{"@message":"~ password = null -> \"[HIDDEN]\"","n":1}`,
		`PRAGMA rekey = 'hunter2'`:                                        `PRAGMA rekey = '[HIDDEN]'`,
		`pragma rekey='hunter2'; PRAGMA rekey("hunter3")`:                 `pragma rekey='[HIDDEN]'; PRAGMA rekey("[HIDDEN]")`,
		`select pgp_sym_encrypt(data, 'hunter2'), 'shown'`:                `select pgp_sym_encrypt(data, '[HIDDEN]'), 'shown'`,
		`select pgp_sym_encrypt_bytea(d, 'hunter2'), 'shown'`:             `select pgp_sym_encrypt_bytea(d, '[HIDDEN]'), 'shown'`,
		`select PGP_SYM_DECRYPT_BYTEA(d, 'hunter2')`:                      `select PGP_SYM_DECRYPT_BYTEA(d, '[HIDDEN]')`,
		`values (PGP_SYM_DECRYPT('my data'::bytea, 'hunter2', 'x'), 'y')`: `values (PGP_SYM_DECRYPT('my data'::bytea, '[HIDDEN]', 'x'), 'y')`,
		`select aes_encrypt(c,'hunter2'), 'y'`:                            `select aes_encrypt(c,'[HIDDEN]'), 'y'`,
		`select pgp_sym_encrypt(data, key), 'shown'`:                      `select pgp_sym_encrypt(data, key), 'shown'`,
		`function pgp_sym_encrypt(text, unknown) does not exist`:          `function pgp_sym_encrypt(text, unknown) does not exist`,
	} {
		for call, got := range map[string]string{"String": r.String(in), "stream": streamed(t, r, singles(in)...), "again": r.String(r.String(in))} {
			if got != want {
				t.Errorf("%s: %s became %s, want %s", call, in, got, want)
			}
		}
	}
}

// A name in two words is found by the rule of one, as with the whole catalogue.
func TestContractNameInTwoWords(t *testing.T) {
	r := redact.MustNew(redact.WithNames("password"))
	for _, got := range []string{
		fmt.Sprint(r.Value(map[string]any{"pass_word": "hunter2"})),
		string(r.AppendJSON(nil, []byte(`{"passWord":"hunter2"}`))),
		r.Scope("").Field("pass-word").String("hunter2"),
	} {
		if leaked(got, "hunter2") >= 0 {
			t.Error(got)
		}
	}
}

// What a value was and what it is, as messages and audit logs tell it.
func TestContractMoves(t *testing.T) {
	asMarked(t, []string{
		`password: '«Zb8Wn4kQ7x' -> 'Qm2Zb8Wn7k»'`,
		`user.password: '«Zb8Wn4kQ7x' => 'Qm2Zb8Wn7k»', n: 5`,
		`password: '«Zb8Wn4kQ7x»' -> null`,
		`password: «Zb8Wn4kQ7x -> Qm2Zb8Wn7k»`,
		`{"msg":"password: «Zb8Wn4kQ7x -> Qm2Zb8Wn7k»","n":1}`,
		`password has been changed from '«Zb8Wn4kQ7x' to 'Qm2Zb8Wn7k»'`,
		`password changed from null to '«Zb8Wn4kQ7x»' by ada`,
		`{"msg":"password was set to \"«Zb8Wn4kQ7x»\" by ada"}`,
		`token changed to '«Zb8Wn4kQ7x»'`,
		`token rotated from '«Zb8Wn4kQ7x' to 'Qm2Zb8Wn7k»'`,
		`password changed from None to '«Zb8Wn4kQ7x»'`,
		`password successfully changed to '«Zb8Wn4kQ7x»'`,
		`setting password to '«Zb8Wn4kQ7x»'`,
		`password: nil -> "«Zb8Wn4kQ7x»"`,

		`X-Auth-Token: «8f14e45fceea» -> 204 No Content`,
		`session: «a1b2c3d4e5» -> user=bob ip=1.2.3.4`,
		`password: «hunter2» -> login failed`,
		`password: «hunter2» -> /login`,
		`password: «hunter2» -> `,
		`key: «8f14e45fceea167a5a36dedd4bea2543» -> hit`,
		`{"password":"«null -> true»"}`,
		`parameter "session_replication_role" changed to "replica"`,
		`parameter "ssl_passphrase_command" changed to "cat /etc/x"`,
		`Password was reset to "default"`,
		`password changed to 'off'`,
		`parameter "password" changed to "«Zb8Wn4kQ7x»"`,
		`{"passphrase":"«case of horse end»"}`,
		`10, // 8: a.b.password:«type_name» -> google.a.B`,
		`SET SESSION to 'READ COMMITTED'`,
		`token: *** -> updated`,
		`password: required -> skipping`,
		`key: foo -> bar`,
		`password: [REDACTED] -> next`,
		`password reset to default`,
		`password policy set to 'strict'`,
		`password was set "by" ada`,
	})
}
