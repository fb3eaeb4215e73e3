package fingerprint

// foreground is the largest tier that With makes by merging, unless there are
// maxTiers. Larger ones are left to Merge, once so many forms wait for it as background.
const (
	foreground = 128
	background = 4 * foreground
	maxTiers   = 48
)

// A Merger is the work of merging tiers of a Snapshot, done aside; see Merge.
type Merger struct {
	base   *Snapshot
	from   [3]int   // the tiers from there to the end of base's
	merged [3]*tier // nil: none
	filter *filter  // nil: the old one is large enough
}

// Crowded tells whether s has tiers to merge.
func (s *Snapshot) Crowded() bool {
	if s.filter != nil && s.Len() > s.room {
		return true
	}
	for i := range s.lanes {
		if crowded(s.lanes[i].tiers) >= 0 {
			return true
		}
	}
	return false
}

// crowded returns the first of tiers that is too small for those behind it, -1 for
// none.
func crowded(tiers []*tier) int {
	at, behind := -1, 0
	for i := len(tiers) - 1; i >= 0; i-- {
		n := len(tiers[i].entries)
		if n < tierRatio*behind && behind >= background {
			at = i
		}
		behind += n
	}
	return at
}

// Merge merges what With has left, nil if there is nothing. s is not changed. Cost:
// that of a copy of the tiers, which can be all of s.
func (s *Snapshot) Merge() *Merger {
	m := &Merger{base: s}
	work := false
	for i := range s.lanes {
		tiers := s.lanes[i].tiers
		if m.from[i] = crowded(tiers); m.from[i] < 0 {
			continue
		}
		m.merged[i], work = newTier(mergedOf(tiers[m.from[i]:]), 1), true
	}
	if s.filter != nil && s.Len() > s.room {
		m.filter, work = newFilter(s.Len()+s.Len()/4), true
		for i := range s.lanes {
			for _, t := range s.lanes[i].tiers {
				m.filter.add(t.entries)
			}
		}
	}
	if !work {
		return nil
	}
	return m
}

// Merged returns a Snapshot with the forms of s in the tiers of m, as far as s still
// has those that were merged. A State goes on with it where it was with s.
func (s *Snapshot) Merged(m *Merger) *Snapshot {
	n := *s
	for i := range n.lanes {
		l := &n.lanes[i]
		from, old := m.from[i], m.base.lanes[i].tiers
		if m.merged[i] == nil || len(l.tiers) < len(old) || !same(l.tiers[from:len(old)], old[from:]) {
			continue
		}
		tiers := append(l.tiers[:from:from], m.merged[i])
		l.tiers = append(tiers, l.tiers[len(old):]...)
	}
	if m.filter != nil && s.filter == m.base.filter {
		n.filter = m.filter
		for i := range s.lanes {
			had := m.base.lanes[i].tiers
			for k, t := range s.lanes[i].tiers {
				if k >= len(had) || had[k] != t {
					n.add(t.entries)
				}
			}
		}
	}
	return &n
}

func same(a, b []*tier) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}
