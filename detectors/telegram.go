package detectors

import "github.com/tacit-go/tacit/redact"

// telegram describes bot tokens of Telegram.
func telegram() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "telegram-bot-token",
			Doc:      "Telegram bot token: its number, a colon and 35 characters from A.",
			Source:   "https://core.telegram.org/bots/api#authorizing-your-bot",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `[0-9]{8,10}:A[0-9A-Za-z_-]{34,}`,
			Verify:   notWordsAfter(":"),
			Hits: []string{
				`https://api.telegram.org/bot⟦1029384756:A¦A0EXAMPLE-only_1Synthetic20EXAMPLE⟧/getMe`,
				`{"auth":"⟦102938475:A¦A0EXAMPLE-only_1Synthetic20EXAMPLE⟧","n":1}`,
			},
			Misses: []string{
				`12345678:AnotherVeryLongIdentifierWithoutDigits`,
				`1234:AA1EXAMPLE-only_1Synthetic21EXAMPLE`,
			},
		},
	}
}
