package policy

import (
	"fmt"
	"time"
)

// Bounds of how long a policy may be weaker than its rules.
const (
	// MaxRelaxed bounds how far ahead until may be.
	MaxRelaxed = 366 * 24 * time.Hour
	// MaxOff bounds it for the level off.
	MaxOff = 7 * 24 * time.Hour
)

// end is when an entry lapses: a day counts to its end. ok is false for what is no date.
func (r relaxed) end() (t time.Time, ok bool) {
	if t, err := time.Parse(time.DateOnly, r.Until.v); err == nil {
		return t.AddDate(0, 0, 1), true
	}
	t, err := time.Parse(time.RFC3339, r.Until.v)
	return t, err == nil
}

// holds reports whether an entry has not lapsed.
func (r relaxed) holds(now time.Time) bool {
	t, ok := r.end()
	return ok && now.Before(t)
}

// relaxation checks the dates of an entry.
func (c *checker) relaxation(r relaxed, most time.Duration) {
	t, ok := r.end()
	switch {
	case !ok:
		c.ps.add(r.Until.at, "write 2026-12-31 or 2026-12-31T12:00:00Z", "there is no such date")
	case t.After(c.now.Add(most + 24*time.Hour)):
		c.ps.add(r.Until.at, "choose an earlier day and extend it when it comes", "more than %d days ahead", int(most.Hours()/24))
	}
}

// What a layer may let those below it relax.
const (
	mayOff         = "off"
	mayReport      = "report-only"
	mayAllow       = "allow"
	mayShow        = "show"
	mayReplacement = "replacement"
	mayAction      = "action"
	mayLevel       = "level"
	mayLimits      = "limits"
)

// may reports whether layer k may relax what a layer from first on says, and complains if
// it may not.
func (c *checker) may(first, k int, what string, place at, format string, args ...any) bool {
	for i := first; i < k; i++ {
		if !delegates(c.p.layers[i], what) {
			c.ps.add(place, "remove it, or have the owner of "+c.p.files[i]+" list "+what+" under delegate there",
				"weakens %s: %s", c.p.files[i], fmt.Sprintf(format, args...))
			return false
		}
	}
	return true
}

func delegates(l *document, what string) bool {
	for _, d := range l.Delegate {
		if d.v == what {
			return true
		}
	}
	return false
}
