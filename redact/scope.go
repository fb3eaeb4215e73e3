package redact

// A Scope is where in a record a value stands: the sink, and the names of the
// groups that enclose it. It is a small value, never allocates and is safe for
// concurrent use. Adapters keep a Scope beside the groups they have opened.
//
// A Scope reads the Redactor's policy at each call, so a Scope that is held for
// ever follows [Redactor.Replace].
type Scope struct {
	r    *Redactor
	sink string
	path pathState
	hide bool // inside a group whose own name makes every value secret
}

// pathState is the set of positions that path rules have reached.
type pathState [4]uint64

// Scope begins a record for a sink, such as "slog". The sink appears in events
// and must not be a secret.
func (r *Redactor) Scope(sink string) Scope { return Scope{r: r, sink: sink} }

// Enter returns the scope inside the group, namespace or map called name.
func (s Scope) Enter(name string) Scope { return s }

// GroupName returns the name to write for a group called name: the name itself,
// or a replacement where the name holds a secret.
func (s Scope) GroupName(name string) string { return name }

// Text redacts text that has no name, such as a log message. It returns v itself
// when clean, without an allocation.
func (s Scope) Text(v string) string { return s.r.String(v) }

// Field decides on a name. The decision is made once; the Field then takes the
// value.
func (s Scope) Field(name string) Field { return Field{} }
