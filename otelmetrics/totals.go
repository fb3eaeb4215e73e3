package otelmetrics

import (
	"maps"
	"sync"

	"github.com/tacit-go/tacit/redact"
)

// maxPlans bounds the plans that are remembered when they are no longer in force.
const maxPlans = 64

// totals adds up the counters of plans. Those of one plan grow only, but plans come, go
// and come again, as with the level of a policy.
type totals struct {
	mu   sync.Mutex
	last map[uint64]redact.Stats // by plan
	sum  redact.Stats
}

// take adds what the plans have counted since the last time and returns the sum, of which
// Reported is the caller's.
func (t *totals) take(rs []*redact.Redactor) redact.Stats {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := map[uint64]redact.Stats{}
	for _, r := range rs {
		plan, s := r.Plan(), r.Stats()
		for plan != r.Plan() { // it was replaced meanwhile
			plan, s = r.Plan(), r.Stats()
		}
		if plan != 0 {
			now[plan] = s
		}
	}
	if t.sum.Reported == nil {
		t.sum.Reported = map[string]uint64{}
	}
	for plan, s := range now {
		before := t.last[plan]
		t.sum.Hidden += s.Hidden - before.Hidden
		t.sum.Errors += s.Errors - before.Errors
		t.sum.Limits += s.Limits - before.Limits
		t.sum.Lost += s.Lost - before.Lost
		for id, n := range s.Reported {
			t.sum.Reported[id] += n - before.Reported[id]
		}
	}
	if len(t.last)+len(now) <= maxPlans {
		for plan, s := range t.last {
			if _, ok := now[plan]; !ok {
				now[plan] = s
			}
		}
	}
	t.last = now
	out := t.sum
	out.Reported = maps.Clone(t.sum.Reported)
	return out
}
