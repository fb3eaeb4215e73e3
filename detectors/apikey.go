package detectors

import "github.com/tacit-go/tacit/redact"

// apiKeys describes values of names for API keys.
func apiKeys() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "api-key",
			Doc:      "Value of a name for an API key.",
			Source:   "https://swagger.io/docs/specification/v3_0/authentication/api-keys/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Names: []string{
				"api_key", "apikey", "x_api_key", "x_goog_api_key", "api_secret_key", "subscription_key",
				"subscriptionkey", "app_key", "appkey", "application_key", "applicationkey", "license_key",
				"licence_key", "licensekey", "service_key", "servicekey", "functions_key", "auth_key",
				"authkey", "access_key", "accesskey", "x_honeycomb_team", "jfrog_art_api", "j_frog_art_api",
				"cypress_record_key", "pagerduty_routing_key",
			},
			Hits: []string{
				`api_key=⟦zz1¦11222⟧`,
				`X-Api-Key: ⟦zz1¦11222⟧`,
				`{"apiKey":"⟦zz1¦11222⟧"}`,
				`Ocp-Apim-Subscription-Key: ⟦0a1b¦2c3d⟧`,
			},
			Misses: []string{
				`api_key_id=7`,
				`api_key_count=3`,
				`api_version=7`,
			},
		},
	}
}
