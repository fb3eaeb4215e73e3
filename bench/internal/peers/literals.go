package peers

import (
	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// literals returns what peers that search for literals are given: those of our
// default catalogue, of corpus.MinLiteral bytes or more.
func literals() ([]string, error) {
	ds := detectors.Default()
	r, err := redact.New(redact.WithDetectors(ds...))
	if err != nil {
		return nil, err
	}
	var long []string
	for _, l := range corpus.Literals(ds, r.Describe().Names) {
		if len(l) >= corpus.MinLiteral {
			long = append(long, l)
		}
	}
	return long, nil
}
