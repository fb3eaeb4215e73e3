package detectors

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/tacit-go/tacit/redact"
)

// oauthCodes describes codes of OAuth 2.0, which a client exchanges for tokens, in the query of a
// redirect or in a form.
func oauthCodes() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "oauth-code",
			Doc:      "Authorization code of OAuth 2.0 behind a word that tells: the path of a callback, a state, a grant.",
			Source:   "https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  code,
			Near:     []string{"callback", "oauth", "oidc", "redirect_uri", "state=", "authorization_code", "/cb?", "/auth"},
			Verify:   opaqueCode,
			Hits: []string{
				`GET /callback?code=⟦4/0AX4XfWh¦EXAMPLEonly1Synthetic⟧&scope=openid 302`,
				`grant_type=authorization_code&code=⟦0EXAMPLEon¦ly1Synthetic20⟧&redirect_uri=https%3A%2F%2Fa`,
				`https://app.example.com/signin-oidc?code=⟦0EXAMPLEonly¦1Synthetic20⟧`,
			},
			Misses: []string{
				`GET /callback?code=404&state=x`,
				`GET /callback?code=invalid_request_parameter_value`,
				`oauth failed?code=/usr/lib/app2/handler.go1`,
				`qrcode=1EXAMPLEonlyOther21&state=x`,
				`GET /shop?code=1EXAMPLEonlyOther21 200`,
			},
		},
		{
			ID:       "oauth-code-form",
			Doc:      "Authorization code of OAuth 2.0 before another parameter of the redirect or the exchange.",
			Source:   "https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  codeBefore("state", "grant_type", "redirect_uri", "client_id", "code_verifier", "session_state"),
			Verify:   opaqueCode,
			Hits: []string{
				`?code=⟦0EXAMPLEonly¦1Synthetic20⟧&client_id=x`,
				`https://app.example.com/?code=⟦0EXAMPLEonly¦1Synthetic20⟧&state=x`,
			},
			Misses: []string{
				`?code=404&state=x`,
				`?code=invalid_request_parameter_value&state=x`,
				`/shop?code=1EXAMPLEonlyOther21&sort=up`,
				`/errors?code=com.example.InvalidRequest1Error&status=400`,
			},
		},
	}
}

// code is one behind its name.
const code = `[?&]code=([0-9A-Za-z._~%/+-]{20,})`

// codeBefore is code before one of some parameters, of which each is an alternative: they have lengths of
// their own.
func codeBefore(names ...string) string {
	return code + "&" + strings.Join(names, "=|"+code+"&") + "="
}

// opaqueCode rejects words, numbers and paths.
func opaqueCode(secret []byte) redact.Verdict {
	v := after(secret, "code=")
	if len(v) > 0 && v[0] == '/' || !bytes.ContainsFunc(v, unicode.IsLetter) {
		return redact.Rejected
	}
	return notWords(v)
}
