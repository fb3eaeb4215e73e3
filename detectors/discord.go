package detectors

import "github.com/tacit-go/tacit/redact"

// discord describes bot tokens and webhooks of Discord.
func discord() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "discord-bot-token",
			Doc:      "Discord bot token of a number that begins with 1, 2 or 3: its base64, and two more parts.",
			Source:   "https://discord.com/developers/docs/reference#authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:MT|Mj|Mz)[AEIMQUYcgk][w-z0-5][0-9A-Za-z]{16,}\.[0-9A-Za-z_-]{6}\.[0-9A-Za-z_-]{27,}`,
			Verify:   snowflake,
			Hits: []string{
				`config: {Token:⟦MTAyOTM4NDc1¦NjEwMjkzODQ3.0EXAMP.0EXAMPLE-only_1Synthetic20EXAMPLE-only⟧ Retries:3}`,
				`level=info msg="clone failed" token=⟦MTAyOTM4NDc1¦NjEwMjkzODQ3.PLEonl.PLE-only_1Synthetic20EXAMPLE-only_1Syn⟧ status=401`,
			},
			Misses: []string{
				`NTLMv2SessionSecurityNegotiation.Client.challengeResponseMessageHandler`,
				`MTAyOTM4NDc1NjEwMjkzODQ3.short.0EXAMPLE-only_1Synthetic20EXAMPLE-only`,
			},
		},
		{
			ID:       "discord-bot-token-high",
			Doc:      "Discord bot token of a number that begins with 4 to 9.",
			Source:   "https://discord.com/developers/docs/reference#authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:ND|NT|Nj|Nz|OD|OT)[AEIMQUYcgk][w-z0-5][0-9A-Za-z]{16,}\.[0-9A-Za-z_-]{6}\.[0-9A-Za-z_-]{27,}`,
			Verify:   snowflake,
			Hits: []string{
				`level=info msg="clone failed" token=⟦NzI5Mzg0NzU2¦MTAyOTM4NDc1.0EXAMP.0EXAMPLE-only_1Synthetic20EXAMPLE-onlx⟧ status=401`,
				`{"auth":"⟦OTEyOTM4NDc1¦NjEwMjkzODQ3.PLEonl.PLE-only_1Synthetic20EXAMPLE-only_1Sx⟧","n":1}`,
			},
			Misses: []string{
				`NTLMv2SessionSecurityNegotiation.Client.challengeResponseMessageHandler`,
				`NzI5Mzg0NzU2MTAyOTM4NDc1.short.0EXAMPLE-only_1Synthetic20EXAMPLE-onlx`,
			},
		},
		{
			ID:       "discord-webhook",
			Doc:      "Id and token of a Discord webhook.",
			Source:   "https://discord.com/developers/docs/resources/webhook",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			// The left contexts are cut to one length, as a group demands.
			Pattern: `(?:/api/webhooks/|pi\\/webhooks\\/)([0-9]{15,}\\?/[0-9A-Za-z_-]{50,})`,
			Hits: []string{
				`POST https://discord.com/api/webhooks/⟦102938475610293847/¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧ 204`,
				`{"u":"https:\/\/discordapp.com\/api\/webhooks\/⟦102938475610293847\/¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧"}`,
			},
			Misses: []string{
				`/api/webhooks/12345`,
				`/api/webhooks/102938475610293847/short`,
			},
		},
	}
}
