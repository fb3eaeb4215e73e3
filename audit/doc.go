// Package audit records what was hidden, where and when, for the day of an incident,
// and tells whether the protection is in place.
//
//		log := audit.NewLog(auditHandler)
//		r := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithObserver(log))
//		log.Start(r)
//		defer log.Close()
//
//	  - [Log] is an observer that writes events with log/slog and calls a pager for those
//	    that need a person: live secrets and confirmed matches.
//	  - [Heartbeat] sends a synthetic secret through each sink and looks at what comes out.
//	  - [Subject] sums a process up, for /debug/tacit and a record at start-up.
//
// What is written are IDs, names of secrets, counts, keyed fingerprints, functions and
// trace ids, never text of a record; and all of it passes the Redactor once more.
//
// # What is not protected
//
// Whoever can write into telemetry can cause events: password=x is one, and a token with
// a checksum that holds can be made up. So [Log] writes a bounded number of records, and
// only live secrets are sure to be meant. A process that is killed loses what is queued.
// The audit log belongs where those who are audited cannot change it; this package does
// not see to that.
package audit
