package redact

// An Event reports one replaced group. It is passed by value and never holds a
// secret or any text of the input.
type Event struct {
	// Class is "match", "name" (a whole value under a sensitive name), "report",
	// "limit" or "error". A match of a live secret is followed by a second event
	// where it is remarkable: "late" (its generation is rotated out or expired),
	// "revoked" (an alert: see [SecretSet.Revoke]), "frequent" (see [AlertAbove]).
	Class string
	// Detector is the detector's ID; Secret the name of a live secret, with its
	// Generation.
	Detector   string
	Secret     string
	Generation int
	// Sink is what the adapter gave to Scope, or the writer's ForSink.
	Sink string
	// Count is the number of groups that the event stands for.
	Count int
}

// An Observer receives events, only on a hit. Observe is called outside locks
// on the goroutine that redacts, must be safe for concurrent use, must not
// block and must not call the Redactor; a panic in it is contained and counted.
type Observer interface{ Observe(Event) }
