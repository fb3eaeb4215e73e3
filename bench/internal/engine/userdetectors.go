package engine

import (
	"fmt"
	"math/rand/v2"

	"github.com/tacit-go/tacit/redact"
)

// UserDetectors returns n detectors as users write them for tokens of their own:
// a prefix of a name and a kind, and a run. No two prefixes are the same.
func UserDetectors(seed uint64, n int) []redact.Detector {
	r := rand.New(rand.NewPCG(seed, n2))
	vowels, consonants := "aeiou", "bcdfghklmnprstvwz"
	kinds := []string{"live", "test", "prod", "pat", "svc", "app"}
	shapes := []string{"[0-9A-Za-z]{24,}", "[0-9a-f]{32,}", "[0-9A-Za-z_-]{20,}"}
	seen := map[string]bool{}
	ds := make([]redact.Detector, 0, n)
	for len(ds) < n {
		name := make([]byte, 0, 8)
		for range 2 + r.IntN(2) {
			name = append(name, consonants[r.IntN(len(consonants))], vowels[r.IntN(len(vowels))])
		}
		prefix := fmt.Sprintf("%s_%s_", name, kinds[r.IntN(len(kinds))])
		if seen[prefix] {
			continue
		}
		seen[prefix] = true
		ds = append(ds, redact.Detector{
			ID:      fmt.Sprintf("user-%d", len(ds)),
			Doc:     "A token of a user's own.",
			Tier:    redact.Structural,
			Pattern: prefix + shapes[r.IntN(len(shapes))],
		})
	}
	return ds
}

const n2 = 0x7461636974 // the second half of the seed
