package redact

// Action says what happens to a match or to a field.
type Action uint8

const (
	// Scan looks for secrets inside the value. It is the default for fields.
	Scan Action = iota
	// Keep leaves a field's value alone, except for structural detectors and
	// live secrets.
	Keep
	// Redact replaces the match, or the whole value of a field.
	Redact
	// DropField removes the field that holds a match. In plain text it is Redact.
	DropField
	// Deny is Redact, and the record in which something was replaced is not passed on:
	// in its place stands a stub with its time, level and source, which tells the
	// detector. See [Record], [WithoutStubs] and [WithAuditFields]. Where there is no
	// record, as in [Redactor.String] and in streams, it is Redact.
	Deny
	// Report counts and reports a match, or a field, but changes nothing: it takes no
	// part in merging or output.
	Report
)
