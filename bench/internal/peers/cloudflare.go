package peers

import (
	"bytes"

	"github.com/cloudflare/ahocorasick"
)

// cloudflare is Aho-Corasick over our literals. It knows neither case nor
// positions, so text is lowered first, as its users do.
func cloudflare() ([]Peer, error) {
	lits, err := literals()
	if err != nil {
		return nil, err
	}
	m := ahocorasick.NewStringMatcher(lits)
	match := func(text []byte) { m.Match(bytes.ToLower(text)) }
	return []Peer{{
		Name: "cloudflare/ahocorasick (prefilter)", Note: "our literals, ToLower first; tells that one occurs, not where",
		Text: match, Line: match, Prefilter: true,
	}}, nil
}
