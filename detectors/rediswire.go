package detectors

import (
	"bytes"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// redisWire describes what clients of Redis print of the command that logs in: all of a line, of a
// string or of a list, and before what the server says.
func redisWire() []redact.Detector {
	return []redact.Detector{{
		ID:       "redis-auth",
		Doc:      "Password, with the user before it, of the command AUTH of Redis, where it is all of a statement, a line or a list of arguments.",
		Source:   "https://redis.io/docs/latest/commands/auth/",
		Since:    "0.1.0",
		Revision: 1,
		Tier:     redact.Contextual,
		Pattern:  redisAuth(),
		Verify:   chosen,
		Hits: []string{
			`{"db.system":"redis","db.statement":"au¦th ⟦Zq8W¦k7x2L⟧"}`,
			`{"db.system":"redis","db.query.text":"AU¦TH ⟦app Zq8W¦k7x2L⟧","n":1}`,
			`au¦th ⟦Zq8W¦k7x2L⟧`,
			`au¦th ⟦app Zq8W¦k7x2L⟧: WRONGPASS invalid username-password pair`,
			`AU¦TH ⟦Zq8W¦k7x2L⟧: dial tcp 10.0.0.1:6379: connect: connection refused`,
			`redis: [au¦th ⟦Zq8W¦k7x2L⟧: OK]`,
			`args=[au¦th ⟦app Zq8W¦k7x2L⟧]`,
			`{"args":["AU¦TH","⟦app","Zq8W¦k7x2L⟧"]}`,
			`args=["au¦th" "⟦Zq8W¦k7x2L⟧"]`,
		},
		Misses: []string{
			`auth user123: logged in`,
			`auth status=200`, `auth k8s-prod-cluster`, `{"msg":"auth failed!!"}`, `auth usr_1a2b3c4d5e`, `{"path":["auth","v1beta1x"]}`,
			`auth user-service-2: dial tcp 10.0.0.1:80: i/o timeout`,
			`{"msg":"auth oauth2-proxy-v2"}`,
			`{"tags":["auth","user-service-2"]}`,
			`auth 4bf92f3577b34da6a3ce929d0e0e4736`,
			`AUTH XOAUTH2 Zq8Wk7x2L`,
			`auth failed for Zq8Wk7x2L`,
			`{"msg":"auth service unavailable"}`,
		},
	}, {
		ID:       "redis-auth-statement",
		Doc:      "The same where it is certain: in an attribute for statements, or before a reply of Redis.",
		Source:   "https://redis.io/docs/latest/commands/auth/",
		Since:    "0.1.0",
		Revision: 1,
		Tier:     redact.Contextual,
		Pattern:  redisStatement(),
		Verify:   mixed,
		Hits: []string{
			`{"db.statement":"au¦th ⟦app Zq8W¦hunter2⟧"}`,
			`{"db.query.text":"AU¦TH ⟦Zq8W¦hunter2⟧"}`,
			`[au¦th ⟦Zq8W¦hunter2⟧: WRONGPASS invalid username-password pair]`,
		},
		Misses: []string{
			`auth user-service-2: OK`, `auth status=200: OK`,
			`{"db.statement":"auth"}`,
		},
	}, {
		ID:       "redis-unknown-command",
		Doc:      "Arguments that Redis quotes of a command that it does not know, as one that was renamed, if they hold credentials.",
		Source:   "https://redis.io/docs/latest/operate/oss_and_stack/management/security/",
		Since:    "0.1.0",
		Revision: 1,
		Tier:     redact.Contextual,
		Pattern:  redisUnknown(),
		Hits: []string{
			"ERR unknown command `acl`, with args be¦ginning with: ⟦`setuser`, `ada`, `on`, `>Zq8W¦k7x2L`⟧, ",
			"{\"err\":\"ERR unknown command 'AUTH', with args be¦ginning with: ⟦'Zq8W¦k7x2L'⟧ \"}",
			`{"err":"ERR unknown command 'auth', with args be¦ginning with: ⟦'Zq8\"W¦k7x2'⟧ ","n":"'a'"}`,
			"ERR unknown command `CONFIG`, with args be¦ginning with: ⟦`set`, `requirepass`, `Zq8W¦k7x2L`⟧, ",
		},
		Misses: []string{
			"ERR unknown command `JSON.GET`, with args beginning with: `doc:1`, ",
			"ERR unknown command `auth`",
		},
	}}
}

// redisArgs are a password and perhaps a user before it.
const redisArgs = `(?:[^\s"'\\\]:,]+ )?[^\s"'\\\]:,]+`

// redisUnknown is the pattern of such arguments, in the marks of either version.
func redisUnknown() string {
	var all []string
	for _, mark := range []string{"`", "'"} {
		for _, command := range []string{"acl", "auth", "config", "hello", "migrate", "sentinel"} {
			arg := mark + `(?:[^\n"\\` + mark + `]|\\+[^\n\\])*` + mark
			all = append(all, "unknown command "+mark+"(?i:"+command+")"+mark+", with args beginning with: ("+arg+"(?:,? "+arg+")*)")
		}
	}
	return strings.Join(all, "|")
}

// redisAuth is the pattern: what stands before the word and behind the password has a fixed length
// in each alternative.
func redisAuth() string {
	var all []string
	for _, before := range []string{`(?m:^)`, `["'\[]`, `\\n`} {
		for _, behind := range []string{`(?m:$)`, `["'\]\\]`, `: (?:OK|ER|WR|NO|di|EO|re|i/|co)`} {
			all = append(all, before+`(?i:auth) (`+redisArgs+`)`+behind)
		}
	}
	for _, mark := range []string{`"`, `\\"`, `\\{3}"`, `\\{7}"`} { // in JSON in JSON
		for _, gap := range []string{`,`, `, `, ` `} {
			all = append(all, `\[`+mark+`(?i:auth)`+mark+gap+mark+`([^"\\\n]+(?:`+mark+gap+mark+`[^"\\\n]+)?)`+mark+`\]`)
		}
	}
	return strings.Join(all, "|")
}

// mechanism reports what SMTP and HTTP have behind that word.
func mechanism(v []byte) bool {
	for _, name := range [...]string{"plain", "login", "ntlm", "gssapi", "external", "basic", "bearer", "tls", "ssl", "xoauth2", "oauthbearer", "cram-md5", "digest-md5", "scram-sha-1", "scram-sha-256"} {
		if bytes.EqualFold(v, []byte(name)) {
			return true
		}
	}
	return false
}

// redisStatement is the pattern of the statement where nothing else looks so.
func redisStatement() string {
	var all []string
	for _, mark := range []string{`"`, `\\"`, `\\{3}"`, `\\{7}"`} { // in JSON in JSON
		for _, name := range []string{"statement", `query\.text`} {
			all = append(all, name+mark+":"+mark+"(?i:auth) ("+redisArgs+")"+mark)
		}
	}
	for _, reply := range []string{"OK", "WRONGPASS", "NOAUTH", "ERR"} {
		all = append(all, `\b(?i:auth) (`+redisArgs+`): `+reply)
	}
	return strings.Join(all, "|")
}

// minMixed is the length of a password that is told from a word and a number.
const minMixed = 8

// mixed rejects arguments of which the last is words, with numbers behind them, or an id.
func mixed(args []byte) redact.Verdict {
	v := args[bytes.LastIndexByte(args, ' ')+1:]
	if first, _, _ := bytes.Cut(args, []byte(" ")); len(first) < len(args) && mechanism(first) ||
		len(v) < minMixed || len(v) <= 36 && len(bytes.Trim(v, "0123456789abcdef-")) == 0 || bytes.IndexByte(bytes.TrimRight(v, "="), '=') > 0 {
		return redact.Rejected
	}
	for part := range bytes.FieldsFuncSeq(v, func(r rune) bool { return strings.ContainsRune("-_./:@", r) }) {
		if name := bytes.TrimRight(part, "0123456789"); bytes.ContainsAny(name, "0123456789!#$%^&*+=?~") {
			return redact.Unknown
		}
	}
	return redact.Rejected
}

// chosen rejects arguments of which the last is not what a program makes.
func chosen(args []byte) redact.Verdict {
	v := args[bytes.LastIndexAny(args, ` "`)+1:]
	if first, _, _ := bytes.Cut(args, []byte(" ")); len(first) < len(args) && mechanism(first) {
		return redact.Rejected // what follows has a detector of its own
	}
	if bytes.IndexByte(bytes.TrimRight(v, "="), '=') > 0 {
		return redact.Rejected // status=200
	}
	return scattered(v)
}
