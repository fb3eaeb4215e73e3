package detectors

import "github.com/tacit-go/tacit/redact"

// emails describes addresses of electronic mail.
func emails() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "email-address",
			Doc:      "Address of electronic mail.",
			Source:   "https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.PII,
			Pattern:  `[0-9A-Za-z_](?:[0-9A-Za-z._+-]{0,29}@|[0-9A-Za-z._+-]{30,60}@|[0-9A-Za-z._+-]{0,27}%40)[0-9A-Za-z](?:[0-9A-Za-z-]*\.)+[A-Za-z]{2,}`,
			Hits: []string{
				`user ⟦eve¦@example.org⟧ logged in`,
				`{"to":"⟦ann.b+c¦@mail.example.co.uk⟧"}`,
				`GET /u?m=⟦ann¦%40example.org⟧&n=1`,
			},
			Misses: []string{
				`git@localhost`,
				`@example.org`,
				`user@10.0.0.1`,
				`pkg@v1.2.3`,
			},
		},
	}
}
