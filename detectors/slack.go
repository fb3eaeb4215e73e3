package detectors

import "github.com/tacit-go/tacit/redact"

// slack describes tokens and webhooks of Slack.
func slack() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "slack-token",
			Doc:      "Slack bot, user, workspace or session token (xoxb-, xoxp-, xoxa-, xoxr-, xoxs-, xoxo-, xoxc-).",
			Source:   "https://docs.slack.dev/authentication/tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:xwfp|xoxb|xoxp|xoxa|xoxr|xoxs|xoxo|xoxc)-[0-9A-Za-z-]{9,}[0-9A-Za-z]`,
			Hits: []string{
				`using ⟦xoxb-¦102938475610-102938475610-0EXAMPLEonly1Synthetic20⟧, retrying`,
				`Error: (⟦xoxp-¦847561029384-847561029384-847561029384-c3d4e5f607182930a1b2c3d4e5f60718⟧) refused`,
			},
			Misses: []string{
				`xoxb-short`,
				`xoxz-202938475610-1EXAMPLEonly1Synthetic20`,
			},
		},
		{
			ID:       "slack-app-token",
			Doc:      "Slack app-level token (xapp-).",
			Source:   "https://docs.slack.dev/authentication/tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `xapp-[0-9A-Za-z-]{19,}[0-9A-Za-z]`,
			Hits: []string{
				`env A=1 KEY=⟦xapp-¦1-0EXAMPLE1SY-1029384756102-0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b⟧ B=2`,
				`config: {Token:⟦xapp-¦1-PLE1SYNTHET-8475610293847-c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4⟧ Retries:3}`,
			},
			Misses: []string{
				`xapp-short`,
				`xapp_1EXAMPLEonly1Synthetic20EXAMPL`,
			},
		},
		{
			ID:       "slack-config-token",
			Doc:      "Slack configuration or rotation token (xoxe.xoxp-, xoxe.xoxb-, xoxe-).",
			Source:   "https://docs.slack.dev/app-manifests/configuring-apps-with-app-manifests",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:xoxe\.xoxp|xoxe\.xoxb|xoxe)-[0-9A-Za-z-]{19,}[0-9A-Za-z]`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦xoxe.xoxp-¦1-0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly⟧ status=401`,
				`{"auth":"⟦xoxe-¦1-PLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1⟧","n":1}`,
			},
			Misses: []string{
				`xoxe-short`,
				`xoxf-1-1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1S`,
			},
		},
		{
			ID:       "slack-session-cookie",
			Doc:      "Slack session cookie value (xoxd-), plain or percent-encoded.",
			Source:   "https://docs.slack.dev/authentication/tokens",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `xoxd-(?:[0-9A-Za-z+/_=-]|%(?:25)*(?:2[BbFf]|3[Dd])){20,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦xoxd-¦0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+o⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦xoxd-¦PLEonly1Synthetic20E%2BPLEonly1Synthetic20E%3D⟧&page=2 200`,
			},
			Misses: []string{
				`xoxd-short`,
				`xoxq-1EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+o`,
			},
		},
		{
			ID:       "slack-webhook",
			Doc:      "Path of a Slack incoming webhook or workflow trigger.",
			Source:   "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			// The left contexts are cut to one length, as a group demands; the last is
			// the form with escaped slashes.
			Pattern: `(?:hooks\.slack\.com/services/|hooks\.slack\.com/triggers/|ooks\.slack\.com/workflows/|oks\.slack\.com\\/services\\/)((?:[0-9A-Za-z_-]+\\?/)+[0-9A-Za-z_-]{16,})`,
			Hits: []string{
				`POST https://hooks.slack.com/services/⟦T¦00000000/B00000000/0EXAMPLEonly1Synthetic20⟧ 200`,
				`{"u":"https:\/\/hooks.slack.com\/services\/⟦T¦00000000\/B00000000\/0EXAMPLEonly1Synthetic20⟧"}`,
				`https://hooks.slack.com/workflows/⟦T¦00000000/A0000/102938475610293847/0EXAMPLEonly1Synthetic20⟧`,
			},
			Misses: []string{
				`https://hooks.slack.com/services/help`,
				`https://slack.com/services/T00000000/B00000000/1EXAMPLEonly1Synthetic20`,
			},
		},
	}
}
