package redact

import (
	"math/rand/v2"
	"time"
)

// A Measurement is what an adapter has measured of one record.
type Measurement struct {
	// Sink is that of the Scope.
	Sink string
	// Weight is the number of records that it stands for.
	Weight int
	// Bytes is the size of the record, as far as it is text, before it was redacted.
	Bytes int
	// Changed tells that something was hidden in it, or that all of it was left out;
	// what failed is counted in Stats.
	Changed bool
	// Took is the time for which the record was held up.
	Took time.Duration
}

// A Meter receives measurements, on the goroutine that redacts. Measure must be safe
// for concurrent use, must not block and must not call the Redactor; a panic in it is
// contained and counted.
type Meter interface{ Measure(Measurement) }

// WithMeter measures one record in so many, chosen by chance; 1 measures all, and less
// is an error of New. The default is none. Records that are not chosen cost some
// nanoseconds, those that are two readings of the clock. What is measured are whole
// records of record writers and of adapters that say so; [Redactor.String] and its like,
// and streams, are no records.
func WithMeter(m Meter, every int) Option {
	return option(func(c *config) {
		c.usedNilMeter = c.usedNilMeter || m == nil
		c.meter, c.every = m, every
	})
}

// A Probe measures one record: see [Scope.Probe].
type Probe struct{ of *measured }

// measured is a record that is measured.
type measured struct {
	st    *state
	sink  string
	start time.Time
	notes notes
}

// Probe begins the measurement of a record, if a meter is set and the record is chosen.
// It allocates for a record that is chosen only.
func (s Scope) Probe() (p Probe) {
	if st := s.r.load(); st != nil && st.meter != nil {
		p.of = st.measure(s.origin.sink)
	}
	return p
}

func (st *state) measure(sink string) *measured {
	if st.every > 1 && rand.IntN(st.every) != 0 {
		return nil
	}
	return &measured{st: st, sink: sink, start: time.Now()}
}

// Probed returns a scope of which p knows whether something was hidden in it, for
// adapters that cannot tell it by what they hand on: see [Probe.Hit].
func (s Scope) Probed(p Probe) Scope {
	s.origin.notes = nil
	if p.of != nil {
		s.origin.notes = &p.of.notes
	}
	return s
}

// Hit reports whether something was hidden in a scope that [Scope.Probed] has returned.
func (p Probe) Hit() bool { return p.of != nil && p.of.notes.hit.Load() }

// On reports whether Done measures anything, so that it is worth finding out the size
// of a record.
func (p Probe) On() bool { return p.of != nil }

// Done ends the measurement. It is called at most once.
func (p Probe) Done(bytes int, changed bool) {
	if p.of != nil {
		p.of.done(bytes, changed)
	}
}

func (m *measured) done(bytes int, changed bool) {
	defer func() {
		if recover() != nil {
			m.st.errors.Add(1)
		}
	}()
	m.st.meter.Measure(Measurement{m.sink, m.st.every, bytes, changed, time.Since(m.start)})
}
