package detectors

import "github.com/tacit-go/tacit/redact"

// pins describes values of names for short codes.
func pins() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "pin",
			Doc:      "Value of a name for a PIN, a one-time password or a card security code.",
			Source:   "https://www.rfc-editor.org/rfc/rfc6238",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Names: []string{
				"pin", "pin_code", "pincode", "otp", "otp_code", "totp",
				"totp_code", "totp_secret", "hotp", "one_time_password", "onetimepassword", "one_time_code",
				"mfa_code", "mfa_token", "two_factor_code", "two_fa_code", "sms_code", "auth_code",
				"verification_code", "security_code", "backup_code", "recovery_code", "reset_code", "login_code", "cvv", "cvv2",
				"cvc", "cvc2", "card_code", "card_security_code",
			},
			Hits: []string{
				`pin=⟦12¦34⟧ ok`,
				`{"otp":"⟦123¦456⟧"}`,
				`cvv: ⟦1¦23⟧`,
			},
			Misses: []string{
				`pin=17 (GPIO)`,
				`otp_release=26 state=open`,
				`pinned=true`,
			},
		},
	}
}
