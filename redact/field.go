package redact

import (
	"math"
	"strconv"

	"github.com/tacit-go/tacit/redact/internal/walk"
)

// A Field is the decision on one name in a [Scope]. It is a small value that
// never allocates and is meant to be used at once. Call the method that fits the
// value's type; an adapter that sees DropField in Action leaves the field out and need
// not pass the value at all. Records that are denied are found by a [Record].
type Field struct {
	r      *Redactor
	st     *state
	origin origin
	name   string
	called string // what a field beside it says of its value, or ""
	paths  *paths
	judgement
	from   place // of the enclosing scope
	outer  int32 // its weak name
	by     int32 // the name that hides it
	hidden bool  // the enclosing scope is hidden
	idle   bool  // nothing is found in name, live secrets aside
}

// Action returns what is to be done with the field: Scan, Keep, Redact or DropField; Deny
// is Redact. A Redact of a sensitive name still depends on the value: password=true stays.
func (f Field) Action() Action {
	if f.action == Deny {
		return Redact
	}
	return f.action
}

// Group returns what the policy says of the field if it is a group: Scan for one to
// enter because something inside may be shown, also where Action is Redact or DropField;
// else what Action returns. A group that is Redact may be entered too, and all values in
// it are hidden.
func (f Field) Group() Action {
	if f.opens {
		return Scan
	}
	return f.Action()
}

// Name returns the name to write: the name given to [Scope.Field], or a
// replacement where the name itself holds a secret, or under strict rules may be
// anything.
func (f Field) Name() string {
	if f.st == nil {
		return markZero
	}
	if f.idle && !f.st.hasLive() {
		return f.name
	}
	if f.paths.stranger(&f.judgement, f.name) {
		return f.st.mark(f.st.pathDet, nil, f.origin)
	}
	return f.st.text(f.name, f.origin)
}

// Scope returns the scope inside this field, for values that are groups.
func (f Field) Scope() Scope {
	s := Scope{r: f.r, origin: f.origin, paths: f.paths, path: f.path, in: true, hide: f.hides(f.hidden || f.st == nil), weak: f.weak()}
	switch {
	case f.mode == named && s.hide:
		s.by = f.class.Det + 1
	case s.hide:
		s.by = f.by
	}
	return s
}

// String redacts a text value. It returns v itself, without an allocation, when
// there is nothing to hide.
func (f Field) String(v string) string {
	switch {
	case f.st == nil:
		return markZero
	case f.paths != nil && v != "":
		f.paths.onText(f.st, f.path, v, f.origin)
	}
	if f.mode == scanned {
		return f.st.text(v, f.origin)
	}
	return f.st.judged(v, f.judgement, f.origin)
}

// AppendString appends the redacted form of v to dst.
func (f Field) AppendString(dst []byte, v string) []byte { return append(dst, f.String(v)...) }

// Bytes redacts a value of bytes. It returns v itself when there is nothing to
// hide and never writes into v.
func (f Field) Bytes(v []byte) []byte {
	if len(v) == 0 {
		return v
	}
	s := bytesToString(v)
	out := f.String(s)
	if len(out) == len(s) && out == s {
		return v
	}
	return []byte(out)
}

// Int64 decides on a number. When hidden is true, replacement is to be written in
// its place: a string, or int64(0) with [WithStableTypes].
func (f Field) Int64(v int64) (replacement any, hidden bool) {
	if f.mode == scanned && (v > -minSecretNumber && v < minSecretNumber || f.st != nil && !f.st.numbers) {
		return nil, false
	}
	var buf [24]byte
	return f.number(strconv.AppendInt(buf[:0], v, 10), int64(0))
}

// minSecretNumber is the smallest number that is looked at without a sensitive
// name: a live secret of eight digits, a payment card.
const minSecretNumber = 10_000_000

// Uint64 is like Int64, with uint64(0).
func (f Field) Uint64(v uint64) (replacement any, hidden bool) {
	if f.mode == scanned && (v < minSecretNumber || f.st != nil && !f.st.numbers) {
		return nil, false
	}
	var buf [24]byte
	return f.number(strconv.AppendUint(buf[:0], v, 10), uint64(0))
}

// Float64 is like Int64, with float64(0).
func (f Field) Float64(v float64) (replacement any, hidden bool) {
	var buf [32]byte
	if f.mode == scanned {
		if !wholeNumber(v) || f.st != nil && !f.st.numbers {
			return nil, false
		}
		return f.number(strconv.AppendFloat(buf[:0], v, 'f', 0, 64), float64(0))
	}
	return f.number(strconv.AppendFloat(buf[:0], v, 'g', -1, 64), float64(0))
}

// wholeNumber reports a float64 that is looked at without a sensitive name: what
// encoding/json makes of a whole number.
func wholeNumber(v float64) bool {
	const most = 1e18
	n := math.Abs(v)
	return n >= minSecretNumber && n < most && n == math.Trunc(n)
}

// Bool is like Int64, with nil. A bool is hidden by a path rule only.
func (f Field) Bool(v bool) (replacement any, hidden bool) {
	if f.mode != ruled {
		return nil, false
	}
	return f.number(strconv.AppendBool(nil, v), nil)
}

func (f Field) number(text []byte, stable any) (any, bool) {
	if f.st == nil {
		return markZero, true
	}
	v := string(text)
	out := f.String(v)
	switch {
	case out == v:
		return nil, false
	case f.st.stable:
		return stable, true
	}
	return out, true
}

// Scalar is Value for what needs no walk: nil, strings, bools, and the numbers whose
// types loggers use (int, int32, int64, their unsigned kin, floats). It calls no method
// and allocates nothing for what stays; an empty string stays whatever the rule. When ok is false, v is of another type, of which
// nothing is said: ask Value. When hidden is true, result is to be written in its place.
func (f Field) Scalar(v any) (result any, hidden, ok bool) {
	switch v := v.(type) {
	case string:
		out := f.String(v)
		if out == v {
			return nil, false, true
		}
		return out, true, true
	case int:
		result, hidden = f.Int64(int64(v))
	case int64:
		result, hidden = f.Int64(v)
	case int32:
		result, hidden = f.Int64(int64(v))
	case uint64:
		result, hidden = f.Uint64(v)
	case uint:
		result, hidden = f.Uint64(uint64(v))
	case uint32:
		result, hidden = f.Uint64(uint64(v))
	case float64:
		result, hidden = f.Float64(v)
	case float32:
		result, hidden = f.Float64(float64(v))
	case bool:
		result, hidden = f.Bool(v)
	case nil:
	default:
		return nil, false, false
	}
	return result, hidden, true
}

// Value redacts any value. When changed is false, v itself may be passed on; else
// the result is of one of the types that [Redactor.Value] lists, or nil for a
// field that is to be dropped.
func (f Field) Value(v any) (result any, changed bool) {
	if f.st == nil {
		return markZero, true
	}
	s, name := walk.Scope{Path: uint32(f.from), Hide: f.hidden, Told: true, Weak: f.outer}, f.name
	if f.called != "" {
		name = f.called
	}
	return f.st.walker.Field(f.st.policy(f.paths, f.origin), s, name, v)
}
