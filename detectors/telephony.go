package detectors

import "github.com/tacit-go/tacit/redact"

// telephony describes credentials of telephony services.
func telephony() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "telnyx-key",
			Doc:      "Telnyx API key (KEY).",
			Source:   "https://developers.telnyx.com/docs/development/authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  spell(edge+`KEY`, "[0-2]", "[3-5]", "[6-8]", "[9A]", "[B-F]") + `[0-9A-F]{15,}_[0-9A-Za-z]{20,}`,
			Hits: []string{
				`Error: (⟦KEY¦0A1B2C3D4E5F607182930A1B2C3D4E5F_0EXAMPLEonly1Synthetic⟧) refused`,
				`env A=1 KEY=⟦KEY¦C3D4E5F607182930A1B2C3D4E5F60718_PLEonly1Synthetic20EXA⟧ B=2`,
			},
			Misses: []string{
				`KEY1A1B2C3D`,
				`MONKEY1A1B2C3D4E5F607182931A1B2C3D4E5F_1EXAMPLEonly1Synthetic`,
			},
		},
		{
			ID:       "sip-password",
			Doc:      "User and password in a SIP URI.",
			Source:   "https://www.rfc-editor.org/rfc/rfc3261#section-19.1.1",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  `\bsip:([^@:;<>"'\s\\]{1,64}:[^@;,?&<>"'\s\\]{1,128})@|\bsips:([^@:;<>"'\s\\]{1,64}:[^@;,?&<>"'\s\\]{1,128})@`,
			Hits: []string{
				`REGISTER si¦p:⟦ada:Zq8W¦k7x⟧@10.0.0.1:5061;transport=udp SIP/2.0`,
				`{"uri":"si¦ps:⟦ada:Zq8W¦k7x⟧@example.org"}`,
			},
			Misses: []string{
				`From: <sip:ada@example.org:5060>;tag=1928301774`,
				`sip:10.0.0.1:5060 from ada@example.org`,
			},
		},
	}
}
