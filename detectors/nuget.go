package detectors

import "github.com/tacit-go/tacit/redact"

// nuget describes the keys of NuGet.
func nuget() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "nuget-key",
			Doc:      "NuGet API key (oy2).",
			Source:   "https://learn.microsoft.com/nuget/nuget-org/publish-a-package",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `oy2[2-7a-z]{43,}`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦oy2¦example2synthetic3example2synthetic3example⟧ status=401`,
				`{"auth":"⟦oy2¦le2synthetic3example2synthetic3example2synt⟧","n":1}`,
			},
			Misses: []string{
				`oy2short`,
				`oy3example2synthetic3example2synthetic3example`,
			},
		},
	}
}
