// Package tables measures and fills the tables of the report, one file for each.
package tables

import (
	"time"

	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/bench/internal/engine"
	"github.com/tacit-go/tacit/bench/internal/measure"
	"github.com/tacit-go/tacit/bench/internal/peers"
	"github.com/tacit-go/tacit/bench/internal/report"
	"github.com/tacit-go/tacit/redact"
)

// Config says what is measured and for how long.
type Config struct {
	Seed      uint64
	Quick     bool
	CorpusDir string // a directory of real logs, or empty
}

// Bench holds what the tables share.
type Bench struct {
	cfg      Config
	settings measure.Settings
	whole    int              // bytes of a whole text
	variants []engine.Variant // the default first
	engines  []*redact.Redactor
	more     []*redact.Redactor // with 1,000 further detectors
	peers    []peers.Peer
	texts    []named
	panels   []report.Panel
}

// named is a text of clean lines.
type named struct {
	name string
	text []byte
}

const (
	furtherDetectors = 1000
	mib              = 1 << 20
)

// New prepares corpora, engines and peers.
func New(cfg Config) (*Bench, error) {
	b := &Bench{cfg: cfg, settings: measure.Settings{Rounds: 9, Slice: 120 * time.Millisecond}, whole: 64 * mib, variants: engine.Variants()}
	if cfg.Quick {
		b.settings, b.whole = measure.Settings{Rounds: 5, Slice: 25 * time.Millisecond}, 4*mib
	}
	for _, v := range b.variants {
		r, err := v.New()
		if err != nil {
			return nil, err
		}
		more, err := v.New(redact.WithDetectors(engine.UserDetectors(cfg.Seed, furtherDetectors)...))
		if err != nil {
			return nil, err
		}
		b.engines, b.more = append(b.engines, r), append(b.more, more)
	}
	var err error
	if b.peers, err = peers.All(); err != nil {
		return nil, err
	}
	b.texts = []named{{"generated", corpus.Clean(cfg.Seed, b.whole)}}
	if cfg.CorpusDir != "" {
		text, err := corpus.Dir(cfg.CorpusDir, b.whole)
		if err != nil {
			return nil, err
		}
		b.texts = append(b.texts, named{"real", text})
	}
	return b, nil
}

// A Step fills some tables.
type Step struct {
	Name string
	Fill func() ([]*report.Table, error)
}

// Steps returns everything there is to measure, in the order of the report.
func (b *Bench) Steps() []Step {
	one := func(fill func() *report.Table) func() ([]*report.Table, error) {
		return func() ([]*report.Table, error) { return []*report.Table{fill()}, nil }
	}
	return []Step{
		{"whole text", b.wholeTexts},
		{"lines", b.lines},
		{"loggers", one(b.loggers)},
		{"requests", one(b.requests)},
		{"further detectors", b.further},
		{"one secret", one(b.oneSecret)},
		{"hostile text", b.hostile},
		{"dirty text", one(b.dirty)},
		{"linear", one(b.linear)},
		{"stages", b.stages},
		{"recall", b.recall},
		{"corpora", one(b.corpora)},
		{"peers", one(b.peerNotes)},
	}
}

// Panels returns what the picture shows, after the steps.
func (b *Bench) Panels() []report.Panel { return b.panels }

// fit returns how many of the units a slow case is given, so that one run takes
// about a slice.
func (b *Bench) fit(run func(n int), least, most int) int {
	start := time.Now()
	run(least)
	each := max(1, time.Since(start)/time.Duration(least))
	return max(least, min(most, int(b.settings.Slice/each)))
}
