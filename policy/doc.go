// Package policy reads what is hidden from a YAML document, so that one file that
// security owns drives the library, the command and the Collector alike.
//
//	p, err := policy.Load("policy.yaml")
//	if err != nil { … }
//	opts, err := p.Options(policy.Place{})
//	if err != nil { … }
//	r, err := redact.New(opts...)
//
// A document names detectors on and off, detectors of one's own with their examples,
// names, paths, replacements, families of personal data, limits, where live secrets come
// from, and key rings by reference, never the key:
//
//	version: 1
//	detectors:
//	  own:
//	    - id: acme-token
//	      pattern: '\bacme_[a-z0-9]{24}\b'
//	      hits: ["using ⟦acme_¦0a1b2c3d4e5f6g7h8i9j0k1l⟧ now"]
//	names: [national_id]
//	paths:
//	  - path: db.*.password
//	    action: drop_field
//	report_only:
//	  - {detector: acme-token, owner: payments, reason: first week, until: 2026-12-31}
//	  - {path: db.*.password, owner: payments, reason: first week, until: 2026-12-31}
//
// The action deny, of a path or a detector, leaves a stub of the record. The section deny
// names fields that mark records of an audit log, which are never denied, and may say that
// no stubs are left: see redact.Deny.
//
// [Schema] is its JSON Schema. Reading is strict: an unknown key, a key that occurs
// twice, a wrong type, a pattern that does not compile and an example that does not hold
// are errors, all of them at once, each with line, column and remedy; see [Error].
//
// Whatever makes a policy weaker carries owner, reason and until, and counts for nothing
// from then on: entries of detectors.off, report_only, allow and levels. Live secrets
// can be neither off nor report-only.
//
// Rules for paths hold where redact.WithPath says: in records, values and JSON, not in
// text. "tacit redact --json" reads what comes out of JSON as text once more, so there a
// path hides and drops, and does not show what text would hide.
//
// # Layers
//
// [Parse] takes several documents, such as those of a company, a team and a service. Each
// is a floor for those behind it: they add, and what would weaken it is an error, but for
// what it lists under delegate. Lower layers may give stronger actions and replacements
// that show less; mask shows more than hmac, and hmac more than label and fixed, and another key ring is a weaker one.
//
// Package live keeps a running service at a policy that changes.
//
// # What is not protected
//
// A policy says what a Redactor does, not where one is used. Who can write the file can
// switch off what it hides, within the dates that are allowed; who can set the clock
// decides what has lapsed. Functions (Verify) have no place in a document. The level off
// hides nothing, live secrets included.
package policy
