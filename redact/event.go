package redact

import "time"

// An Event reports one replaced group. It is passed by value and never holds a
// secret or any text of the input.
type Event struct {
	// Time is when the group was replaced.
	Time time.Time
	// Class is "match", "name" (a whole value under a sensitive name), "report",
	// "limit" or "error". A match of a live secret is followed by a second event
	// where it is remarkable: "late" (its generation is rotated out or expired),
	// "revoked" (an alert: see [SecretSet.Revoke]), "frequent" (see [AlertAbove]).
	// "deny" is a record in whose place a stub stands, "drop" one of which nothing is left.
	// "inside" is a live secret in a group that another match has given its
	// replacement: the group itself has an event of its own.
	Class string
	// Kind says what makes the match certain: "live" for a live secret, the name of
	// the detector's [Tier], "path" for a path rule. It is "" where no detector is
	// known: "limit" and "error".
	Kind string
	// Confirmed tells that the checksum or the structure of a match in the group
	// holds. Whoever can write into telemetry can write one that does.
	Confirmed bool
	// Detector is the detector's ID; Secret the name of a live secret, with its
	// Generation. Rule is the path of a rule that only reports, where the value is text.
	Detector   string
	Rule       string
	Secret     string
	Generation int
	// Fingerprint is the keyed token of the bytes that were found, as in "k1.9f2c4e11d0aa":
	// what [HMAC] writes behind the ID. It is "" without [WithFingerprints], and where
	// the value is not at hand as text.
	Fingerprint string
	// Shape is what a match that is only reported looks like, as in "aaa-9999-aaaa+". It
	// is "" without [WithReportShapes], under 12 bytes, and where only a name is known.
	Shape string
	// Sink is what the adapter gave to Scope, or the writer's ForSink.
	Sink string
	// Origin is where the record comes from, as far as the adapter knows. Neither it nor
	// Sink is known of what fails in an error, and of a name that is only reported.
	Origin Origin
	// Count is the number of groups that the event stands for.
	Count int
}

// An Origin is where a record comes from. Adapters that know give it to [Scope.From].
type Origin struct {
	// PC is the program counter of the call that has logged, 0 if unknown.
	PC uintptr
	// TraceID is that of the trace, zero if unknown.
	TraceID [16]byte
}

// An Observer receives events, only on a hit. Observe is called outside locks
// on the goroutine that redacts, must be safe for concurrent use, must not
// block and must not call the Redactor; a panic in it is contained and counted.
type Observer interface{ Observe(Event) }

// Observers returns an observer that hands each event to all of them, in order, also
// behind one that panics. Nil ones are left out.
func Observers(os ...Observer) Observer {
	var all observers
	for _, o := range os {
		if o != nil {
			all = append(all, o)
		}
	}
	return all
}

type observers []Observer

// Observe implements Observer.
func (all observers) Observe(e Event) {
	if len(all) > 0 {
		defer all[1:].Observe(e) // also if it panics, which is counted
		all[0].Observe(e)
	}
}

// WithObserver sets the observer of events. The default is none, and then nothing is
// made of what an event tells.
func WithObserver(o Observer) Option {
	return option(func(c *config) {
		c.usedNilWatch = c.usedNilWatch || o == nil
		c.observer = o
	})
}

// WithFingerprints gives the events fingerprints under a key: see [Event]. They are
// those of [HMAC] with the same keys, whatever the replacement is, so that an event
// can be joined with the tokens in archives. Each costs about as much as a token. The
// keys are copied and checked as by HMAC.
func WithFingerprints(keys KeyRing) Option {
	return option(func(c *config) { c.prints = HMAC(keys).(*hmacToken) })
}

// WithReportShapes gives the events of matches that are only reported a shape, by which
// false matches can be told without their values: a for a small letter, A for a capital, 9
// for a digit, - _ . : / + = and blanks as they are, ? for all else. It is cut to 12, 16,
// 24, 32, 48 or 64 bytes, with a plus where it goes on, so that it does not tell the
// length. It costs an allocation.
func WithReportShapes() Option { return option(func(c *config) { c.shapes = true }) }

// origin is the sink of a record and what else is known of where it comes from.
type origin struct {
	sink  string
	at    *Origin // nil: nothing
	notes *notes  // of a Probe or a Record, or nil
}

// From returns a scope for a record that comes from o, which its events then tell. It
// returns s itself, without an allocation, where no observer is set. Adapters call it
// for records in which something is to be hidden, not for all.
func (s Scope) From(o Origin) Scope {
	if s.Observed() && o != (Origin{}) {
		at := o // so that o itself stays on the stack
		s.origin.at = &at
	}
	return s
}

// Observed reports whether an observer is set, so that it is worth finding out where a
// record comes from.
func (s Scope) Observed() bool {
	st := s.r.load()
	return st != nil && st.observer != nil
}

// observe hands an event to the observer.
func (st *state) observe(e Event, from origin) {
	if st.observer == nil {
		return
	}
	defer func() {
		if recover() != nil {
			st.errors.Add(1)
		}
	}()
	e.Time, e.Sink, e.Count = time.Now(), from.sink, 1
	if from.at != nil {
		e.Origin = *from.at
	}
	st.observer.Observe(e)
}

// fingerprint returns the keyed token of a secret that a detector has found.
func (st *state) fingerprint(detector string, secret []byte) (token string) {
	if st.prints == nil || len(secret) == 0 {
		return ""
	}
	defer func() {
		if recover() != nil {
			st.errors.Add(1)
			token = ""
		}
	}()
	var buf [maxReplacement]byte
	return string(st.prints.appendTokens(buf[:0], detector, secret)[1:])
}

// kind is the Kind of an event about d.
func (d *detector) kind() string {
	switch d.ID {
	case liveID:
		return liveKind
	case pathID:
		return pathID
	case limitID:
		return ""
	}
	return d.Tier.String()
}

const liveKind = "live"
