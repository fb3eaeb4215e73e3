package detectors

import "github.com/tacit-go/tacit/redact"

// teamCity describes tokens of TeamCity.
func teamCity() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "teamcity-token",
			Doc:      "TeamCity access token.",
			Source:   "https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `eyJ0eXAiOiAiVENWMiJ9\.[0-9A-Za-z_-]{20,}\.[0-9A-Za-z+/_-]{20,}={0,2}`,
			Hits: []string{
				`config: {Token:⟦eyJ0eXAiOiAiVENWMiJ9.¦0EXAMPLE-only_1Synthetic20EXAMPLE-on.0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Syntheti⟧ Retries:3}`,
				`level=info msg="sync failed" with=⟦eyJ0eXAiOiAiVENWMiJ9.¦PLE-only_1Synthetic20EXAMPLE-only_1S.PLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EX⟧ status=401`,
			},
			Misses: []string{
				`eyJ0eXAiOiAiVENWMiJ9`,
				`eyJ0eXAiOiAiVENWMiJ9.short`,
			},
		},
	}
}
