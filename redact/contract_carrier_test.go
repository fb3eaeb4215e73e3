package redact_test

import (
	"strings"
	"testing"
)

// carrierLines have something other than a separator between a name and its value;
// guillemets stand around what goes.
var carrierLines = []string{
	"env:\n  - name: DB_PASSWORD\n    value: «hunter2»\n  - name: HOME\n    value: /root", "- name: DB_PASSWORD\n  value: \"«hunter2»\"", `- name: "DB_PASSWORD"\n  value: «hunter2»\n`,
	"[('host', 'db-1'), ('app_secret', '«hx7»'), ('port', 5432)]", "OrderedDict([('app_secret', '«hx7»')])", "[(b'host', b'a'), (b'x-api-key', b'«hx7»')]",
	"rawHeaders: [ 'host', 'a', 'x-api-key', '«hx7»' ]", `["host","a","encryption-key","«hx7»"]`,
	"array(2) {\n  [\"password\"]=>\n  string(3) \"«hx7»\"\n}", `["password"]=> string(3) "«hx7»"`, `{"m":"[\"password\"]=>\n  string(3) \"«hx7»\""}`, `a:1:{s:8:"password";s:3:"«hx7»";}`,
	`<property name="password">«hx7»</property>`, "<key>apiPassword</key>\n\t<string>«hx7»</string>",
	"Content-Disposition: form-data; name=\"passphrase\"\r\n\r\n«guest»\r\n--b1--", "Content-Disposition: form-data; name=\"passphrase\"\n\n«two words»\n--b1--",
	`Content-Disposition: form-data; name=\"passphrase\"\r\n\r\n«guest»\r\n--b1--`, "Content-Disposition: form-data; name=\"password\"\r\nContent-Type: text/plain\r\n\r\n«guest»\r\n",
	"ADMIN_PASSWORD\t«hunter2»", "TOKEN\t«a9bca03b47aba62d6f7a5d8e51e65584»", "kind: Secret\ndata:\n  config: «cXdlcnR5Nmgyb25sZmtnUnR5Nm==»\ntype: Opaque",
	`{"apiVersion":"v1","data":{"url":"«TDd0VHFkalY4dkQ2UXR6V1pq»"},"kind":"Secret","type":"Opaque"}`, "| user | ada |\n| password | «hunter2» |", "your password is «changeme»", "the new password is: «hx7»", `{"msg":"your temporary password is «tiger»","n":1}`,
	`A temporary password is generated for root@localhost: "«hx7;y»"`, "Token is «d8a328d3630b268553cc1fef7a23559f»", "Unseal Key 1: «MW6vyEN8He1YkTvpAD7CU2PXT5Ymw»",
	"invalid token «5b1a2a429170a2aac9e0d39ea2048d2c»", "issued token «fehDCktF8Vg0mclPs0m1Ic7htPIWEpg2NuWQp» for ada", `msg="password \"«123456»\" rejected"`,
	// These stay.
	"- name: DB_PASSWORD\n  valueFrom: x", "- name: DB_HOST\n  value: db-1", "name: password\n\nvalue: x", "fields = ('username', 'password')", "WHERE name IN ('password', 'secret', 'token')",
	`["password","username","email"]`, `{"required":["password","token2"]}`, `["host","password"]`, "[\"password\"]=>\n  NULL", `<input name="password">`, `<key>password</key><dict/>`,
	"| id | password | email |", "PASSWORD\tHOST", "password is required", "password is too short (min 12)", "your password is expired", "your password is compromised", "the password is stored in the vault",
	"secrets is forbidden", "token is expired by 3m2s", "token is missing", "your password is about to expire", "invalid token signature", "password is not set", "the secret is managed by the operator",
	"kind: ConfigMap\ndata:\n  config: cXdlcnR5Nmgyb25sZmtnUnR5Nm==\n", `{"apiVersion":"apps/v1","data":{"url":"TDd0VHFkalY4dkQ2UXR6V1pq"}}`, "Unseal Key Shares: 5", "issued token for ada", "password is case-sensitive", "Password is 8 characters long at least.",
}

func TestCarriers(t *testing.T) {
	r := fixed(t)
	for _, line := range carrierLines {
		in := strings.NewReplacer("«", "", "»", "").Replace(line)
		want := line
		for {
			a, b := strings.Index(want, "«"), strings.Index(want, "»")
			if a < 0 {
				break
			}
			want = want[:a] + hidden + want[b+len("»"):]
		}
		for _, tail := range []string{"", "\nnext"} {
			in, want := in+tail, want+tail
			if got := r.String(in); got != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
			if got := r.String(want); got != want {
				t.Errorf("twice: got %q\nwant %q", got, want)
			}
			if got := streamed(t, r, singles(in)...); got != want {
				t.Errorf("stream: got %q\nwant %q", got, want)
			}
		}
	}
}
