// Package peers holds other ways of finding secrets in logs, each used as its
// users do, behind one type.
package peers

import "github.com/tacit-go/tacit/bench/internal/corpus"

// A Peer is one way of finding or hiding secrets. A nil function is something
// that the peer cannot do.
type Peer struct {
	Name string
	Note string
	// Text works on a whole text in one call.
	Text func(text []byte)
	// Line works on one line, as a logger calls it.
	Line func(line []byte)
	// Lines works on many lines in one call, where calls themselves cost much.
	Lines func(lines [][]byte)
	// Spans appends the spans found in a line.
	Spans func(dst []corpus.Span, line []byte) []corpus.Span
	// Hide returns the line as it would be logged, for peers that know no spans.
	Hide func(line []byte) []byte
	// Prefilter marks a peer that tells only where to look.
	Prefilter bool
}

// All returns the peers, the fastest first. Peers that are not compiled in are
// left out; Missing names them.
func All() ([]Peer, error) {
	all := hyperscans()
	for _, build := range []func() ([]Peer, error){cloudflare, gitleaks, otel, regexps} {
		ps, err := build()
		if err != nil {
			return nil, err
		}
		all = append(all, ps...)
	}
	return all, nil
}
