package detectors

import "github.com/tacit-go/tacit/redact"

// discord describes bot tokens and webhooks of Discord.
func discord() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "discord-bot-token",
			Doc:      "Discord bot token: base64 of a number of 17 to 21 digits, and two more parts.",
			Source:   "https://discord.com/developers/docs/reference#authentication",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			// Three digits are four characters, each of few.
			Pattern: `(?:[MNO][DTjz][AEIMQUYcgk][wxyz0-5]){5,7}(?:[MNO][DTjz][AEIMQUYcgk]|[MNO][AQgw])?\.[0-9A-Za-z_-]{6}\.[0-9A-Za-z_-]{27,}`,
			Run:     []int{31, 32, 34, 35, 36}, // the third part
			Verify:  snowflake,
			Hits: []string{
				`config: {Token:⟦MTAyOTM4NDc1¦NjEwMjkzODQ3.0EXAMP.0EXAMPLE-only_1Synthetic20EXAMPLE-only⟧ Retries:3}`,
				`level=info msg="login failed" with=⟦MTAyOTM4NDc1¦NjEwMjkzODQ3.PLEonl.PLE-only_1Synthetic20EXAMPLE-only_1Syn⟧ status=401`,
			},
			Misses: []string{
				`mastodon: MTAyOTM4NDc1NjEwMjkzODQx.PLEonl1.PLE-only_1Synthetic20EXAMPLE-only_1Syn`,
				`discord NTLMv2S¦essionSecurityNegotiation.Client.challen¦geResponseMessageHandler`,
				`discord MTAyOTM¦4NDc1NjEwMjkzODQ3.short.0EXAMPL¦E-only_1Synthetic20EXAMPLE-only`,
			},
		},
		{
			ID:       "discord-webhook",
			Doc:      "Id and token of a Discord webhook.",
			Source:   "https://discord.com/developers/docs/resources/webhook",
			Since:    "0.1.0",
			Revision: 2,
			Tier:     redact.Structural,
			// Slashes may be escaped, and stand in strings in strings then.
			Pattern: `/api/webhooks/([0-9]{15,}/[0-9A-Za-z_-]{50,})|/v9/webhooks/([0-9]{15,}/[0-9A-Za-z_-]{50,})|/v10/webhooks/([0-9]{15,}/[0-9A-Za-z_-]{50,})|api\\/webhooks\\/([0-9]{15,}\\/[0-9A-Za-z_-]{50,})|api\\{8}/webhooks\\{8}/([0-9]{15,}\\{8}/[0-9A-Za-z_-]{50,})`,
			Hits: []string{
				`POST https://discord.com/api/webhooks/⟦102938475610293847/¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧ 204`,
				`POST :: https://discord.com/api/v9/webhooks/⟦102938475610293847/¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧?wait=true`,
				`{"u":"https:\/\/discordapp.com\/api\/webhooks\/⟦102938475610293847\/¦0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic20EXAMPLE-only_1Syn⟧"}`,
			},
			Misses: []string{
				`/api/webhooks/12345`,
				`/api/webhooks/202938475620293847/short`,
			},
		},
	}
}
