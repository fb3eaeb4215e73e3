package otelmetrics

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"
)

// Bounds of the labels. The SDK itself puts what is beyond 2000 series of an instrument
// into one, of which nothing is known.
const (
	maxPairs = 1024
	maxSinks = 32
)

// other stands for what is beyond a bound.
const other = "other"

// A pair is what a series is told apart by.
type pair struct{ name, sink string }

// tally counts by pairs.
type tally struct {
	max int
	mu  sync.RWMutex
	all map[pair]*atomic.Uint64
}

func (t *tally) add(p pair, n uint64) {
	t.mu.RLock()
	c := t.all[p]
	t.mu.RUnlock()
	if c == nil {
		c = t.enter(p)
	}
	c.Add(n)
}

func (t *tally) enter(p pair) *atomic.Uint64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.all[p] == nil && len(t.all) >= t.max {
		p = pair{other, other}
	}
	if t.all[p] == nil {
		if t.all == nil {
			t.all = map[pair]*atomic.Uint64{}
		}
		t.all[p] = new(atomic.Uint64)
	}
	return t.all[p]
}

// each returns a copy, since what is done with it may count something.
func (t *tally) each() map[pair]*atomic.Uint64 {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return maps.Clone(t.all)
}

// each returns the labels so far.
func (s *sinks) each() []string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Collect(maps.Keys(s.all))
}

// sinks gives the label of a sink.
type sinks struct {
	mu  sync.RWMutex
	all map[string]bool
}

func (s *sinks) label(sink string) string {
	if sink == "" {
		return "none" // an empty label is none in Prometheus
	}
	s.mu.RLock()
	known := s.all[sink]
	s.mu.RUnlock()
	if known {
		return sink
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.all[sink] && len(s.all) >= maxSinks {
		return other
	}
	if s.all == nil {
		s.all = map[string]bool{}
	}
	s.all[sink] = true
	return sink
}
