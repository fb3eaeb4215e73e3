package detectors

import "github.com/tacit-go/tacit/redact"

// rubygems describes the keys of RubyGems.
func rubygems() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "rubygems-key",
			Doc:      "RubyGems API key (rubygems_).",
			Source:   "https://guides.rubygems.org/api-key-scopes/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `rubygems_[0-9a-f]{40,}`,
			Hits: []string{
				`using ⟦rubygems_¦0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d⟧, retrying`,
				`Error: (⟦rubygems_¦c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f6⟧) refused`,
			},
			Misses: []string{
				`rubygems_version`,
				`rubygem_1a1b2c3d4e5f607182931a1b2c3d4e5f607182931a1b2c3d`,
			},
		},
	}
}
