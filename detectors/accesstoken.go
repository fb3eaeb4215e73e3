package detectors

import "github.com/tacit-go/tacit/redact"

// accessTokens describes values of names for tokens that say what they open.
func accessTokens() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "access-token",
			Doc:      "Value of a name for an access, refresh, session or CSRF token.",
			Source:   "https://www.rfc-editor.org/rfc/rfc6749#section-1.4",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Names: []string{
				"access_token", "accesstoken", "refresh_token", "refreshtoken", "id_token", "idtoken",
				"id_token_hint", "auth_token", "authtoken", "authentication_token", "authorization_token", "bearer_token",
				"bearertoken", "session_token", "sessiontoken", "security_token", "csrf_token", "csrftoken",
				"xsrf_token", "xsrftoken", "csrfmiddlewaretoken", "authenticity_token", "remember_token", "private_token",
				"job_token", "api_token", "apitoken", "app_token", "user_token", "service_token",
				"service_account_token", "deploy_token", "bot_token", "device_token", "registration_token", "runner_token",
				"reset_token", "invite_token", "verification_token", "confirmation_token", "magic_link_token", "oauth_token",
				"oauth2_token", "jwt_token", "personal_access_token", "github_pat", "gitlab_pat", "azure_devops_pat", "azure_devops_ext_pat", "asana_pat", "jenkins_crumb", "pat_token", "x_vault_token", "vault_token",
				"github_token", "gitlab_token", "gh_token", "gh_pat", "registry_token", "npm_token", "slack_token", "circle_token",
				"consul_http_token", "x_shopify_access_token", "x_figma_token", "client_assertion", "saml_response", "samlresponse",
				"saml_assertion", "oauth2_bearer", "code_verifier", "device_code", "authorization_code",
			},
			Hits: []string{
				`access_token=⟦abc¦123⟧&state=1`,
				`{"refreshToken":"⟦abc¦123⟧"}`,
				`X-Vault-Token: ⟦abc¦123⟧`,
			},
			Misses: []string{
				`token_type=bearer`,
				`access_token_ttl=768h`,
				`refresh_token_count=3`,
			},
		},
	}
}
