package peers

import (
	"bytes"
	"io"
	"strings"

	aho "github.com/BobuSumisu/aho-corasick"
	"github.com/rs/zerolog"
	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/zricethezav/gitleaks/v8/detect"
	"github.com/zricethezav/gitleaks/v8/logging"
)

// gitleaks is the detector of gitleaks v8 with its default rules, and its
// prefilter alone: lower-case copy, Aho-Corasick over the rules' keywords, a set
// of those that occur.
func gitleaks() ([]Peer, error) {
	logging.Logger = zerolog.New(io.Discard)
	d, err := detect.NewDetectorDefaultConfig()
	if err != nil {
		return nil, err
	}
	keywords := make([]string, 0, len(d.Config.Keywords))
	for k := range d.Config.Keywords {
		keywords = append(keywords, k)
	}
	trie := aho.NewTrieBuilder().AddStrings(keywords).Build()
	find := func(text []byte) { d.DetectBytes(text) }
	filter := func(text []byte) {
		found := map[string]struct{}{}
		low := strings.ToLower(string(text))
		for _, m := range trie.MatchString(low) {
			found[low[m.Pos():int(m.Pos())+len(m.Match())]] = struct{}{}
		}
	}
	return []Peer{
		{Name: "gitleaks (prefilter)", Note: "keywords of its default rules", Text: filter, Line: filter, Prefilter: true},
		{
			Name: "gitleaks (detect)", Note: "v8, default rules", Text: find, Line: find,
			Spans: func(dst []corpus.Span, line []byte) []corpus.Span {
				for _, f := range d.DetectBytes(line) {
					// Findings tell columns of the match; the secret is inside.
					if at := bytes.Index(line, []byte(f.Secret)); at >= 0 {
						dst = append(dst, corpus.Span{Start: at, End: at + len(f.Secret)})
					}
				}
				return dst
			},
		},
	}, nil
}
