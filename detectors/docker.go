package detectors

import "github.com/tacit-go/tacit/redact"

// docker describes tokens of Docker Hub and Swarm.
func docker() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "docker-hub-token",
			Doc:      "Docker Hub personal or organisation access token (dckr_pat_, dckr_oat_).",
			Source:   "https://docs.docker.com/security/access-tokens/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:dckr_pat|dckr_oat)_[0-9A-Za-z_-]{20,}`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦dckr_pat_¦0EXAMPLE-only_1Synthetic20E⟧ status=401`,
				`{"auth":"⟦dckr_oat_¦PLE-only_1Synthetic20EXAMPLE-onl⟧","n":1}`,
			},
			Misses: []string{
				`dckr_pat_short`,
				`dckr_cat_1EXAMPLE-only_1Synthetic20E`,
			},
		},
		{
			ID:       "docker-swarm-token",
			Doc:      "Docker Swarm join token or unlock key (SWMTKN-1-, SWMKEY-1-).",
			Source:   "https://docs.docker.com/engine/swarm/join-nodes/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:SWMTKN|SWMKEY)-1-[0-9A-Za-z+/-]{40,}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦SWMTKN-1-¦0example1synthetic20example1synthetic20example1syn-0example1synthetic20examp⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦SWMKEY-1-¦PLE+only/1Synthetic20EXAMPLE+only/1Syntheti⟧&page=2 200`,
			},
			Misses: []string{
				`SWMTKN-1-short`,
				`SWMTKN-2-1example1synthetic21example1synthetic21example1syn`,
			},
		},
	}
}
