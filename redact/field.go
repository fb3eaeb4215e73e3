package redact

// A Field is the decision on one name in a [Scope]. It is a small value that
// never allocates. Call the method that fits the value's type; an adapter that
// sees DropField or DropRecord in Action drops what it says and need not pass
// the value at all.
type Field struct {
	s Scope
}

// Action returns what the policy says of the field: Scan, Keep, Redact,
// DropField or DropRecord. A Redact of a sensitive name still depends on the
// value: password=true stays.
func (f Field) Action() Action { return Redact }

// Name returns the name to write: the name given to [Scope.Field], or a
// replacement where the name itself holds a secret.
func (f Field) Name() string { return "" }

// Scope returns the scope inside this field, for values that are groups.
func (f Field) Scope() Scope { return f.s }

// String redacts a text value. It returns v itself, without an allocation,
// when there is nothing to hide.
func (f Field) String(v string) string { return "[REDACTED]" }

// AppendString appends the redacted form of v to dst.
func (f Field) AppendString(dst []byte, v string) []byte { return append(dst, f.String(v)...) }

// Bytes redacts a value of bytes. It returns v itself when there is nothing to
// hide and never writes into v.
func (f Field) Bytes(v []byte) []byte { return []byte(f.String(string(v))) }

// Int64 decides on a number. When hidden is true, replacement is to be written
// in place of the number.
func (f Field) Int64(v int64) (replacement string, hidden bool) { return "[REDACTED]", true }

// Uint64 is like Int64.
func (f Field) Uint64(v uint64) (replacement string, hidden bool) { return "[REDACTED]", true }

// Float64 is like Int64.
func (f Field) Float64(v float64) (replacement string, hidden bool) { return "[REDACTED]", true }

// Bool is like Int64. A bool is hidden only by a path rule.
func (f Field) Bool(v bool) (replacement string, hidden bool) { return "[REDACTED]", true }

// Value redacts any value. When changed is false, v itself may be passed on; else
// the result is of one of the types that [Redactor.Value] lists.
func (f Field) Value(v any) (result any, changed bool) { return "[REDACTED]", true }
