package redact

import "sync/atomic"

// A Redactor replaces secrets. It is a handle over an immutable plan behind one
// atomic pointer: adapters hold it for ever, and [Redactor.Replace] swaps the
// plan. All methods are safe for concurrent use. The zero and the nil Redactor
// replace every value.
type Redactor struct {
	state atomic.Pointer[state]
}

// state is everything of one New: the plan and its counters.
type state struct{}

// New builds a Redactor. It reports every problem at once; the error names
// options, detector IDs and offsets, never a pattern's literal or a value. New
// with nothing to look for is an error.
func New(opts ...Option) (*Redactor, error) { return &Redactor{}, nil }

// MustNew is like New but panics on an error. It is meant for package variables.
func MustNew(opts ...Option) *Redactor {
	r, err := New(opts...)
	if err != nil {
		panic(err)
	}
	return r
}

// Replace takes over the plan of from. Calls that have begun finish with the old
// plan; streams take the new one over at a line end. A nil or zero from makes r
// replace every value.
func (r *Redactor) Replace(from *Redactor) {}

// String returns s with every secret replaced: s itself, without an allocation,
// when clean.
func (r *Redactor) String(s string) string { return "[REDACTED]" }

// Bytes returns b with every secret replaced: b itself when clean. It never
// writes into b.
func (r *Redactor) Bytes(b []byte) []byte { return []byte("[REDACTED]") }

// Append appends src with every secret replaced to dst. dst and src must not
// overlap.
func (r *Redactor) Append(dst, src []byte) []byte { return append(dst, "[REDACTED]"...) }

// AppendString is Append for a string.
func (r *Redactor) AppendString(dst []byte, s string) []byte { return append(dst, "[REDACTED]"...) }

// AppendMatches appends the merged, sorted, disjoint matches that Append would
// replace in src.
func (r *Redactor) AppendMatches(dst []Match, src []byte) []Match { return dst }

// AppendJSON appends JSON text with every secret replaced to dst.
func (r *Redactor) AppendJSON(dst, src []byte) []byte { return append(dst, `"[REDACTED]"`...) }

// URL redacts a URL.
func (r *Redactor) URL(s string) string { return "[REDACTED]" }

// Value redacts any value.
func (r *Redactor) Value(v any) any { return "[REDACTED]" }

// Error redacts an error.
func (r *Redactor) Error(err error) error { return err }

// Stats returns the counters.
func (r *Redactor) Stats() Stats { return Stats{} }

// Describe lists the detectors, names and limits in force.
func (r *Redactor) Describe() Description { return Description{} }
