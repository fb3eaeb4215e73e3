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
			// The digit before the colon is spelt out: a longer literal to search for.
			Pattern: `[0-9]{7,9}(?:0:A|1:A|2:A|3:A|4:A|5:A|6:A|7:A|8:A|9:A)[0-9A-Za-z_-]{34,}`,
			Verify:  notWordsAfter(":"),
			Hits: []string{
				`https://api.telegram.org/bot⟦1029384756:A¦A0EXAMPLE-only_1Synthetic20EXAMPLE⟧/getMe`,
				`{"auth":"⟦102938475:A¦A0EXAMPLE-only_1Synthetic20EXAMPLE⟧","n":1}`,
			},
			Misses: []string{
				`12345678:AnotherVeryLongIdentifierWithoutDigits`,
				`1234:AA0EXAMPLE-only_1Synthetic20EXAMPLE`,
			},
		},
	}
}
