package detectors

import "github.com/tacit-go/tacit/redact"

// weakNames describes values of names that are often harmless.
func weakNames() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "token",
			Doc:      "Value of a name that may be a token, a key or a credential.",
			Source:   "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Names: []string{
				"token", "key", "auth", "credential", "credentials", "creds",
				"pass", "jwt", "xsrf", "remember_me",
			},
			Weak: true,
			Hits: []string{
				`token=⟦k3J9x7Qm¦2Zb8Wn4Tp6Vr⟧ user=ann`,
				`{"auth":"⟦k3J9x7Qm¦2Zb8Wn4Tp6Vr⟧"}`,
			},
			Misses: []string{
				`token is expired by 3m2s`,
				`pass=12 fail=0 skip=1`,
				`auth=ok auth_method=password`,
				`tokens=150 rate=10/s`,
			},
		},
	}
}
