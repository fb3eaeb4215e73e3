package detectors

import "github.com/tacit-go/tacit/redact"

// headers describes HTTP headers that carry credentials.
func headers() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "authorization",
			Doc:      "Credential of an Authorization header. The scheme stays.",
			Source:   "https://www.rfc-editor.org/rfc/rfc9110#name-authorization",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Names: []string{
				"authorization", "proxy_authorization", "x_authorization", "x_forwarded_authorization", "http_authorization",
			},
			Extent: redact.ExtentScheme,
			Hits: []string{
				`Authorization: Bearer ⟦abc¦123⟧`,
				`{"authorization":"Basic ⟦ZXhhbXBs¦ZTpzeW4=⟧"}`,
				`Proxy-Authorization: ⟦abc¦123⟧`,
			},
			Misses: []string{
				`authorization=denied policy=deny-all`,
				`authorization_endpoint=https://x/authorize`,
			},
		},
		{
			ID:       "cookie",
			Doc:      "Everything in a Cookie or Set-Cookie header.",
			Source:   "https://www.rfc-editor.org/rfc/rfc6265",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Names: []string{
				"cookie", "set_cookie", "cookie2", "set_cookie2", "http_cookie",
			},
			Extent: redact.ExtentLine,
			Hits: []string{
				`Cookie: ⟦sid=abc¦123; theme=dark⟧`,
				`{"Set-Cookie":"⟦sid=abc¦123; HttpOnly⟧","n":1}`,
			},
			Misses: []string{
				`cookie_domain=example.org cookie_consent=yes`,
				`cookies_enabled=true`,
			},
		},
	}
}
