package detectors

import "github.com/tacit-go/tacit/redact"

// sessions describes values of names for sessions.
func sessions() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "session",
			Doc:      "Value of a name for a session id.",
			Source:   "https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Names: []string{
				"phpsessid", "jsessionid", "connect_sid", "asp_net_sessionid", "asp_net_session_id", "laravel_session",
				"gitlab_session", "aspxauth", "session_cookie", "session_key", "sessionkey", "wordpress_logged_in",
			},
			Hits: []string{
				`PHPSESSID=⟦abc123¦def456⟧; theme=dark`,
				`{"JSESSIONID":"⟦7F6E5D4C¦3B2A⟧"}`,
			},
			Misses: []string{
				`session_cookie_domain=example.org`,
				`session expired after 30m`,
			},
		},
		{
			ID:       "session-id",
			Doc:      "Value of a name that may be a session id.",
			Source:   "https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Names: []string{
				"session", "session_id", "sessionid",
			},
			Weak: true,
			Hits: []string{
				`session=⟦k3J9x7Qm¦2Zb8Wn4Tp6Vr⟧ user=ann`,
				`{"sessionId":"⟦k3J9x7Qm¦2Zb8Wn4Tp6Vr⟧"}`,
			},
			Misses: []string{
				`session_timeout=30m sessions=1042`,
				`session=active`,
			},
		},
	}
}
