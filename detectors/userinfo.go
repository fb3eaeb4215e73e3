package detectors

import "github.com/tacit-go/tacit/redact"

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
			Pattern:  `invalid port (\\*":[^"\s\\]+)`,
			Hits: []string{
				`parse "x": invalid port ⟦":s3¦cret⟧" after host`,
				`{"err":"parse \"x\": invalid port ⟦\":s3¦cret⟧\" after host"}`,
			},
			Misses: []string{
				`invalid port number`,
				`invalid port "http"`,
			},
		},
	}
}
