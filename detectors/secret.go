package detectors

import "github.com/tacit-go/tacit/redact"

// secrets describes values of names for secrets.
func secrets() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "secret",
			Doc:      "Value of a name for a secret.",
			Source:   "https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Names: []string{
				"secret", "client_secret", "clientsecret", "app_secret", "appsecret", "application_secret",
				"shared_secret", "sharedsecret", "consumer_secret", "webhook_secret", "jwt_secret", "cookie_secret",
				"session_secret", "token_secret", "oauth_secret", "signing_secret", "api_secret", "apisecret",
				"secret_token", "secret_value", "secret_string", "community_string", "vault_secret_id",
			},
			Hits: []string{
				`client_secret=⟦s3¦cret-value⟧&grant_type=code`,
				`{"clientSecret":"⟦ab¦c123⟧"}`,
				`X-Client-Secret: ⟦ab¦c123⟧`,
			},
			Misses: []string{
				`secret: not found`,
				`secretName: tls-cert`,
				`secret_version=7`,
				`secretary=Ann`,
			},
		},
	}
}
