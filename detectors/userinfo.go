package detectors

import (
	"bytes"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// quotedPort is what strconv.Quote shows of a port, up to its closing quote mark.
const quotedPort = `(?:\\+"?)?[^"\s\\]+(?:\\+"?[^"\s\\]+)*`

// userinfo describes credentials in URLs.
func userinfo() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "url-userinfo",
			Doc:      "Password, or token in place of the user name, before the @ of a URL or DSN.",
			Source:   "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Userinfo: true,
			Hits: []string{
				`postgres://app:⟦s3¦cret⟧@db:5432/orders`,
				`dsn=app:⟦s3¦cret⟧@tcp(db:3306)/orders`,
			},
			Misses: []string{
				`https://example.org/@user`,
				`mail to ann@example.org`,
				`ssh://git@example.org/x.git`,
			},
		},
		{
			ID:       "url-port-error",
			Doc:      "Piece of a URL that Go quotes as an invalid port: often the end of a password.",
			Source:   "https://pkg.go.dev/net/url#Parse",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  inString(0, quotedPort, `invalid port ":`),
			Hits: []string{
				`parse "x": invalid¦ port ":⟦s3¦cret⟧" after host`,
				`parse "x": invalid¦ port ":⟦\"s3¦c\"re\x00t⟧" after host`,
			},
			Misses: []string{
				`invalid port number`,
				`invalid port "http"`,
				`invalid port ":" after host`,
			},
		},
		{
			ID:       "url-port-error-json",
			Doc:      "The same in a string of JSON.",
			Source:   "https://pkg.go.dev/net/url#Parse",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  inString(1, quotedPort, `invalid port ":`),
			Hits: []string{
				`{"err":"parse \"x\": invalid¦ port \":⟦s3¦cret⟧\" after host"}`,
				`{"err":"invalid¦ port \":⟦s3¦c\\\"ret⟧\" after host"}`,
			},
			Misses: []string{
				`{"err":"invalid port \"http\""}`,
				`{"err":"invalid port \":\" after host"}`,
			},
		},
		{
			ID:       "url-port-error-nested",
			Doc:      "The same in a string of JSON inside of another, and with the quote mark before it if that is escaped otherwise.",
			Source:   "https://pkg.go.dev/net/url#Parse",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern: inString(2, quotedPort, `invalid port ":`) + `|` + inString(3, quotedPort, `invalid port ":`) + `|` + inString(4, quotedPort, `invalid port ":`) +
				`|invalid port ((?:\\{2}|\\{4,6}|\\{8,14}|\\{16,})":` + quotedPort + `)`,
			Hits: []string{
				`"{\"err\":\"invalid¦ port \\\":⟦s3¦cret⟧\\\" after host\"}"`,
				`"{\"err\":\"invalid¦ port \\\":⟦s3¦c\\\\\\\"ret⟧\\\" after host\"}"`,
				`x invalid¦ port ⟦\\":s3¦cret⟧\\" after host`,
			},
			Misses: []string{
				`"{\"err\":\"invalid port \\\"http\\\"\"}"`,
				`"{\"err\":\"invalid port number\"}"`,
			},
		},
		{
			ID:       "dial-address",
			Doc:      "User and password in an address that Go's net package did not take.",
			Source:   "https://pkg.go.dev/net#AddrError",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  `\baddress ([0-9A-Za-z_.%+~-]+:[^\s"']+)@`,
			Verify:   notMail,
			Hits: []string{
				`dial tcp: address ⟦app:s3¦cret⟧@db:5432: too many colons in address`,
				`address ⟦app:a¦:b⟧@[::1]:80: too many colons in address`,
			},
			Misses: []string{
				`address a:b:80: too many colons in address`,
				`wrote to address mailto:ann@example.org`,
			},
		},
		{
			ID:       "dial-host",
			Doc:      "User and password in the name of a host that Go's net package did not find.",
			Source:   "https://pkg.go.dev/net#DNSError",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  `\blookup ([0-9A-Za-z_.%+~-]+:[^\s"']+)@`,
			Verify:   notMail,
			Hits: []string{
				`lookup ⟦app:s3¦c@ret⟧@db: no such host`,
				`lookup ⟦app:s3¦cret⟧@db on 127.0.0.53:53: server misbehaving`,
			},
			Misses: []string{
				`lookup db on 127.0.0.53:53: no such host`,
				`lookup acct:ann@example.org`,
			},
		},
		{
			ID:       "dial-port",
			Doc:      "Password that Go's net package took for a port, before the @ of an address.",
			Source:   "https://pkg.go.dev/net#LookupPort",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  `\blookup (?:tcp|udp)/([!#-&(-.0-?A-~][^\s@/"']*)@`,
			Hits: []string{
				`dial tcp: lookup tcp/⟦s3¦cret⟧@db: unknown port`,
				`lookup udp/⟦hun¦ter2⟧@db: unknown port`,
			},
			Misses: []string{
				`dial tcp: lookup tcp/http: unknown port`,
				`lookup tcp/: unknown port`,
			},
		},
	}
}

// notMail rejects an address of mail, chat or telephony.
func notMail(secret []byte) redact.Verdict {
	scheme, _, _ := bytes.Cut(secret, []byte(":"))
	switch strings.ToLower(string(scheme)) {
	case "mailto", "sip", "sips", "xmpp", "acct", "im":
		return redact.Rejected
	}
	return redact.Confirmed
}
