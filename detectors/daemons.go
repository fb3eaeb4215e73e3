package detectors

import (
	"bytes"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// daemons describes passwords as servers write them in forms of their own.
func daemons() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "freeradius-password",
			Doc:      "Password behind the user's name where FreeRADIUS logs them (auth_goodpass, auth_badpass).",
			Source:   "https://www.freeradius.org/documentation/freeradius-server/4.0.0/reference/raddb/radiusd.conf.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			// The words in front are those that say why, as far as a password is logged behind them.
			Pattern: `Login OK: \[` + radiusLogin + `|Login incorrect: \[` + radiusLogin + `| password\): \[` + radiusLogin +
				`| incorrect\): \[` + radiusLogin + `| credentials\): \[` + radiusLogin,
			Verify: withPassword,
			Hits: []string{
				`Auth: (12) Login OK: [⟦ada/Zq8Wn4¦EXk7x⟧] ¦(from client nas port 0 cli 02-00-00-00-00-01)`,
				`Auth: (13) Login incorrect (pap: Cleartext password does not match "known good" password): [⟦ada@example.com/pass¦]word 1⟧] ¦(from client localhost port 0)`,
			},
			Misses: []string{
				`Auth: (12) Login OK: [ada] (from client nas port 0)`,
				`Auth: (12) Login incorrect: [ada/<via Auth-Type = eap>] (from client nas port 0)`,
				`Auth: (12) Login incorrect: [host/pc1.example.com] (from client nas port 0)`,
			},
		},
		{
			ID:       "imap-login",
			Doc:      "User and password of IMAP's LOGIN in quote marks, behind a tag of a letter and up to four digits, as clients trace it.",
			Source:   "https://www.rfc-editor.org/rfc/rfc9051#section-6.2.3",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  imapLogin(1) + "|" + imapLogin(2) + "|" + imapLogin(3) + "|" + imapLogin(4),
			Hits: []string{
				`T1 LO¦GIN ⟦"ada@example.org" "Zq8W¦k7x"⟧`,
				`{"wire":"C: A001 LO¦GIN ⟦\"ada\" \"Zq8W¦k7x\"⟧\r\n"}`,
			},
			Misses: []string{
				`user 1 LOGIN "ada" from "10.0.0.1"`,
				`A1 LOGIN failed for "ada"`,
			},
		},
		{
			ID:       "jaas-users",
			Doc:      "Options of a login module of JAAS in which passwords of users stand under their names, as Kafka and ZooKeeper have them.",
			Source:   "https://kafka.apache.org/documentation/#security_sasl_plain",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern: "Plain" + jaasOptions(plainOption) + "|Plain" + jaasOptions(escapedOption) +
				"|Digest" + jaasOptions(plainOption) + "|Digest" + jaasOptions(escapedOption),
			Verify: hasUsers,
			Hits: []string{
				`KafkaServer { org.apache.kafka.common.security.plain.PlainLogin¦Module⟦ required username="admin" user_admin="Zq8W¦k7;x" user_ada="9vLp¦2RdY"⟧; };`,
				`{"cfg":"PlainLogin¦Module⟦ required user_ada=\"Zq8W¦k7x\"⟧","token_type":"x","n":{"m":1}}`,
				"Server {\n  org.apache.zookeeper.server.auth.DigestLogin¦Module⟦ required\n  user_super=\"Zq8W¦k7x\"⟧;\n};",
			},
			Misses: []string{
				`com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true user="ada";`,
				`com.sun.security.auth.module.LdapLoginModule required user_dn="ou=people";`,
				`{"cfg":"PlainLoginModule required username=\"ada\"","user_id":"7"}`,
			},
		},
	}
}

// imapLogin is a tag of a letter and so many digits, and what follows.
func imapLogin(digits int) string {
	return `\b[A-Za-z]` + strings.Repeat("[0-9]", digits) + ` LOGIN ((?:\\(?:\\\\)*)?"[^"\\\n]+(?:\\(?:\\\\)*)?" (?:\\(?:\\\\)*)?"[^"\\\n]+(?:\\(?:\\\\)*)?")`
}

// jaasOptions are the flag of a module and its options, all with the same quote marks, up to what follows.
func jaasOptions(quoted string) string {
	return `LoginModule((?:(?:\s|\\+n|\\\n)+(?:required|requisite|sufficient|optional|[0-9A-Za-z_.]+=(?:` + quoted + `|[0-9A-Za-z_.-]+)))+)`
}

// plainOption is a value of an option in quote marks, and escapedOption one in a string.
const (
	plainOption   = `"[^"\\\n]*"`
	escapedOption = `\\(?:\\\\)*"[^"\\\n]*\\(?:\\\\)*"`
)

// radiusLogin is the user with the password, up to what follows.
const radiusLogin = `([^\]/\n]{1,128}/[^\n]{1,128})\] \(from client `

// withPassword rejects the name of a machine, which has a solidus of its own, as in host/pc1, and what
// stands for a password, as in ada/<via Auth-Type = eap>, in JSON as well.
func withPassword(login []byte) redact.Verdict {
	user, password, _ := bytes.Cut(login, []byte("/"))
	password = bytes.TrimLeft(password, "\\")
	for _, sign := range [...][2]string{{"<", ">"}, {"u003c", "u003e"}} {
		if bytes.HasPrefix(password, []byte(sign[0])) && bytes.HasSuffix(password, []byte(sign[1])) {
			return redact.Rejected
		}
	}
	if string(user) == "host" {
		return redact.Rejected
	}
	return redact.Unknown
}

// hasUsers rejects options without a password of a user: user_ada="x".
func hasUsers(options []byte) redact.Verdict {
	for option := range bytes.FieldsSeq(options) {
		if name, _, ok := bytes.Cut(option, []byte("=")); ok && bytes.HasPrefix(name, []byte("user_")) {
			return redact.Unknown
		}
	}
	return redact.Rejected
}
