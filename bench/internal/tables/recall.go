package tables

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/bench/internal/peers"
	"github.com/tacit-go/tacit/bench/internal/report"
	"github.com/tacit-go/tacit/redact"
)

// recall compares, by span, what the peers find of planted secrets and what they
// find in clean lines.
func (b *Bench) recall() ([]*report.Table, error) {
	kinds := corpus.PlantedKinds()
	each, clean := 40, 2000
	if b.cfg.Quick {
		each, clean = 5, 200
	}
	planted := corpus.Dirty(b.cfg.Seed, each*len(kinds))
	near, innocent := corpus.NearMisses(b.cfg.Seed, clean/2), corpus.CleanLines(b.cfg.Seed, clean)
	sum := &report.Table{
		Title: "What is found, by span",
		Note: fmt.Sprintf("%d lines with one planted secret of %d kinds; %d near misses and %d clean lines without any. Whole: all of the secret's bytes are covered. "+
			"Exact: one span is the secret and nothing else. The kinds are common ones, chosen by us; a peer that does not look for a kind misses it.",
			len(planted), len(kinds), len(near), len(innocent)),
		Columns: []string{"", "whole", "exact", "near misses hit", "clean lines hit"},
	}
	by := &report.Table{Title: "Planted secrets found whole, by kind", Columns: []string{""}}
	found := make([][]string, len(kinds))
	for _, p := range append(b.finders(), b.peers...) {
		if p.Spans == nil && p.Hide == nil {
			continue
		}
		whole := map[string]int{}
		wholes, exacts := 0, 0
		for _, l := range planted {
			covered, exact := finds(&p, l)
			if covered {
				whole[l.Kind]++
				wholes++
			}
			if exact {
				exacts++
			}
		}
		share := func(n int) string { return report.Percent(float64(n) / float64(len(planted))) }
		exact := share(exacts)
		if p.Spans == nil {
			exact = "–"
		}
		sum.Add(p.Name, share(wholes), exact, hits(&p, near), hits(&p, innocent))
		by.Columns = append(by.Columns, p.Name)
		for i, k := range kinds {
			found[i] = append(found[i], fmt.Sprintf("%d/%d", whole[k], each))
		}
	}
	for i, k := range kinds {
		by.Add(append([]string{k}, found[i]...)...)
	}
	return []*report.Table{sum, by}, nil
}

// finders returns the default variant as a peer; the others find the same, which the tests of redact check.
func (b *Bench) finders() []peers.Peer {
	var all []peers.Peer
	for i, r := range b.engines[:1] {
		var ms []redact.Match
		all = append(all, peers.Peer{Name: b.variants[i].Name, Spans: func(dst []corpus.Span, line []byte) []corpus.Span {
			ms = r.AppendMatches(ms[:0], line)
			for _, m := range ms {
				dst = append(dst, corpus.Span{Start: m.Start, End: m.End})
			}
			return dst
		}})
	}
	return all
}

func finds(p *peers.Peer, l corpus.Planted) (covered, exact bool) {
	if p.Spans == nil {
		secret := l.Line[l.Secret.Start:l.Secret.End]
		return !bytes.Contains(p.Hide(l.Line), secret), false
	}
	spans := p.Spans(nil, l.Line)
	slices.SortFunc(spans, func(a, b corpus.Span) int { return cmp.Compare(a.Start, b.Start) })
	return corpus.Covers(spans, l.Secret), slices.Contains(spans, l.Secret)
}

// hits counts the lines in which a peer finds anything.
func hits(p *peers.Peer, lines [][]byte) string {
	n := 0
	for _, l := range lines {
		if p.Spans != nil && len(p.Spans(nil, l)) > 0 || p.Spans == nil && !bytes.Equal(p.Hide(l), l) {
			n++
		}
	}
	return report.Percent(float64(n) / float64(len(lines)))
}
