package detectors

import (
	"bytes"

	"github.com/tacit-go/tacit/redact"
)

// httpAuth describes credentials that follow an HTTP authentication scheme, wherever it stands.
func httpAuth() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "sasl-plain",
			Doc:      "User and password in base64 behind AUTH PLAIN of SMTP and POP3, AUTHENTICATE PLAIN of IMAP, or resp= of Dovecot.",
			Source:   "https://www.rfc-editor.org/rfc/rfc4616",
			Since:    "0.1.0",
			Revision: 2,
			Tier:     redact.Structural,
			Pattern:  `(?:AUTH|CATE) PLAIN ([0-9A-Za-z+/]{4,}={0,2})|[\t ]resp=([0-9A-Za-z+/]{4,}={0,2})`,
			Verify:   saslPlain,
			Hits: []string{
				`C: AUTH PLAIN ⟦AGFkYQBodW50¦ZXIy⟧`,
				`> a1 AUTHENTICATE PLAIN ⟦AGFkYQBodW50¦ZXI=⟧`,
				`client in: AUTH 1 PLAIN service=imap resp=⟦AGFkYQBodW50¦ZXI=⟧`,
			},
			Misses: []string{
				`250-AUTH PLAIN LOGIN CRAM-MD5`,
				`AUTH PLAIN SCRAMSHA1`,
				`done resp=accepted code=200`,
			},
		},
		{
			ID:       "bearer-token",
			Doc:      "Opaque bearer token behind the word Bearer.",
			Source:   "https://www.rfc-editor.org/rfc/rfc6750",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			// The last left context is Bearer%20, cut to the length of the others.
			Pattern: `(?:Bearer |bearer |BEARER |arer%20)([0-9A-Za-z._~+/=-]{15,}[0-9A-Za-z_~+/=-])`,
			Verify:  notWords,
			Hits: []string{
				`Authorization: Bearer ⟦¦0EXAMPLEonly1Synthetic20EXAMPLEo⟧ rejected`,
				`{"h":"bearer ⟦0EXAMPLE-o¦0EXAMPLE-only_1Synth⟧"}`,
				`auth=Bearer%20⟦¦0EXAMPLEonly1Synthet⟧&n=1`,
			},
			Misses: []string{
				`Bearer realm="api", error="invalid_token"`,
				`Bearer authentication_failed_for_this_user`,
				`Bearer token missing`,
			},
		},
		{
			ID:       "basic-credentials",
			Doc:      "User and password in base64 behind the word Basic.",
			Source:   "https://www.rfc-editor.org/rfc/rfc7617",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:Basic |basic |BASIC )([0-9A-Za-z+/]{6,}={0,2})`,
			Verify:   basicPair,
			Hits: []string{
				`Authorization: Basic ⟦ZXhhbXBs¦ZTpzeW50aGV0aWM=⟧`,
				`-H "basic ⟦dXNlcjpz¦eW50aGV0aWM⟧"`,
			},
			Misses: []string{
				`Basic plan`,
				`Basic authentication required`,
				`Basic realm="x"`,
			},
		},
		{
			ID:       "basic-credentials-encoded",
			Doc:      "User and password in base64 behind the word Basic, percent-encoded.",
			Source:   "https://www.rfc-editor.org/rfc/rfc7617",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:Basic|basic|BASIC)%20((?:[0-9A-Za-z+/]|%(?:25)*2[BbFf]){6,}(?:=|%(?:25)*3[Dd]){0,2})`,
			Verify:   basicPairEncoded,
			Hits: []string{
				`h=Basic%20⟦ZXhhbXBs¦ZTpzeW50aGV0aWM%3D⟧&n=1`,
				`h=basic%20⟦dXNlcjpz¦eW50aGV0aWM⟧&n=1`,
			},
			Misses: []string{
				`Basic%20plan`,
				`n=Basic%20authentication%20required`,
				`Basic%2`,
			},
		},
	}
}

// saslPlain rejects base64 that has no NUL between a user and a password.
func saslPlain(secret []byte) redact.Verdict {
	if b, ok := decode(nil, secret); !ok || bytes.Count(b, []byte{0}) != 2 {
		return redact.Rejected
	}
	return redact.Confirmed
}
