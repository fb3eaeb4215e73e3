package live

import (
	"cmp"
	"slices"
	"sync"

	"github.com/tacit-go/tacit/redact"
)

// Bounds of what is kept of rules that only report.
const (
	// MaxSampled is the number of detectors and path rules of which reports are kept.
	MaxSampled = 256
	// MaxShapes is the number of shapes that are kept of one detector.
	MaxShapes = 16
)

// Reports is what a detector that only reports has found since the service started, or
// the texts at a path whose rule only reports.
type Reports struct {
	Count uint64
	// Shapes are what its matches look like, the most frequent first, of those that came
	// first: see redact.WithReportShapes. They hold no value.
	Shapes []Shape
}

// A Shape is what matches look like.
type Shape struct {
	Shape string
	Count uint64
}

// samples keeps what is reported.
type samples struct {
	mu   sync.Mutex // held for a look into two maps
	seen map[string]*sample
}

type sample struct {
	count  uint64
	shapes map[string]uint64
}

// Observe implements redact.Observer.
func (s *samples) Observe(e redact.Event) {
	if e.Class != "report" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	rule := cmp.Or(e.Rule, e.Detector)
	d := s.seen[rule]
	if d == nil {
		if len(s.seen) >= MaxSampled {
			return
		}
		if s.seen == nil {
			s.seen = map[string]*sample{}
		}
		d = &sample{shapes: map[string]uint64{}}
		s.seen[rule] = d
	}
	d.count++
	if _, ok := d.shapes[e.Shape]; e.Shape != "" && (ok || len(d.shapes) < MaxShapes) {
		d.shapes[e.Shape]++
	}
}

// reports returns what was found, by detector or path.
func (s *samples) reports() map[string]Reports {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string]Reports{}
	for id, d := range s.seen {
		r := Reports{Count: d.count}
		for shape, n := range d.shapes {
			r.Shapes = append(r.Shapes, Shape{shape, n})
		}
		slices.SortFunc(r.Shapes, func(a, b Shape) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Shape, b.Shape))
		})
		out[id] = r
	}
	return out
}
