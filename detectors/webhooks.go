package detectors

import "github.com/tacit-go/tacit/redact"

// webhooks describes webhooks whose path is the secret.
func webhooks() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "teams-webhook",
			Doc:      "Path of a Microsoft Teams incoming webhook.",
			Source:   "https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:webhook\.office\.com/webhookb2/|//outlook\.office\.com/webhook/)([0-9a-f][0-9A-Za-z_@/-]{60,})`,
			Hits: []string{
				`https://x.webhook.office.com/webhookb2/⟦0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f@¦0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f/IncomingWebhook/0a1b2c3d4e5f607182930a1b2c3d4e5f/0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f⟧`,
				`POST https://y.webhook.office.com/webhookb2/⟦0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f@¦0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f/IncomingWebhook/0a1b2c3d4e5f607182930a1b2c3d4e5f/0a1b2c3d-0a1b-40a1-80a1-0a1b2c3d4e5f⟧ 200`,
			},
			Misses: []string{
				`https://x.webhook.office.com/webhookb2/help`,
				`https://x.office.com/webhookb2/1a1b2c3d-0a1b-40a1-80a1-1a1b2c3d4e5f@1a1b2c3d-0a1b-40a1-80a1-1a1b2c3d4e5f`,
			},
		},
	}
}
