package walk

import (
	"context"
	"encoding"
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"sync/atomic"
)

// A mode says what reflection, and so fmt and encoding/json, can do with a value.
type mode uint8

const (
	open     mode = iota // methods can be called
	embedded             // an unexported embedded field: no methods, but its exported fields are open
	sealed               // inside an unexported field: fmt prints it by value, no methods
)

// methods are the rendering methods of a type.
type methods uint16

const (
	mLogValue methods = 1 << iota
	mMarshalLog
	mJSON
	mError
	mText
	mFormat
	mString
	mGoString
)

type logMarshaler interface{ MarshalLog() any }

var rendering = [...]struct {
	bit methods
	t   reflect.Type
}{
	{mLogValue, reflect.TypeFor[slog.LogValuer]()},
	{mMarshalLog, reflect.TypeFor[logMarshaler]()},
	{mJSON, reflect.TypeFor[json.Marshaler]()},
	{mError, reflect.TypeFor[error]()},
	{mText, reflect.TypeFor[encoding.TextMarshaler]()},
	{mFormat, reflect.TypeFor[fmt.Formatter]()},
	{mString, reflect.TypeFor[fmt.Stringer]()},
	{mGoString, reflect.TypeFor[fmt.GoStringer]()},
}

var contextType = reflect.TypeFor[context.Context]()

func methodsOf(t reflect.Type) methods {
	if t.NumMethod() == 0 {
		return 0
	}
	var m methods
	for _, r := range rendering {
		if t.Implements(r.t) {
			m |= r.bit
		}
	}
	return m
}

// addrMethods are those that only the pointer to t has and that JSON calls on
// values it can take the address of.
func addrMethods(t reflect.Type) methods {
	if t.Name() == "" && t.Kind() != reflect.Struct || t.Kind() == reflect.Pointer || t.Kind() == reflect.Interface {
		return 0
	}
	return methodsOf(reflect.PointerTo(t)) &^ methodsOf(t) & (mJSON | mText)
}

// A plan is what is known of a type in one mode.
type plan struct {
	kind    kind
	methods methods
	addr    methods
	trivial bool // nothing in it can be hidden unless its own name says so
	foreign *Foreign
	fields  []field
	names   []int       // fields whose text is the name of a paired one
	flat    []jsonField // as JSON prints the fields, where embedding makes that differ
}

type field struct {
	index      int
	name       string // the Go name
	json       string // the JSON name, empty if JSON leaves the field out
	judged     string // the name to decide on first
	harmless   bool   // the policy has nothing to say about its names
	tag        Decision
	flatten    bool // embedded: JSON prints its fields in the place of it
	omitEmpty  bool
	omitZero   bool
	quoted     bool
	paired     bool // a field beside it may hold its name
	mode       mode
	typ        reflect.Type
	childPlans atomic.Pointer[plan]
}

func (w *Walker) plan(p Policy, t reflect.Type, m mode) *plan {
	if pl, ok := w.plans[m].Load(t); ok {
		return pl.(*plan)
	}
	pl := w.build(p, t, m)
	// The count may overshoot by the number of goroutines; it bounds, it does not count.
	if w.count.Load() >= maxPlans {
		return pl
	}
	if old, loaded := w.plans[m].LoadOrStore(t, pl); loaded {
		return old.(*plan)
	}
	w.count.Add(1)
	return pl
}

func (w *Walker) child(p Policy, f *field) *plan {
	if pl := f.childPlans.Load(); pl != nil {
		return pl
	}
	pl := w.plan(p, f.typ, f.mode)
	f.childPlans.Store(pl)
	return pl
}

func (w *Walker) build(p Policy, t reflect.Type, m mode) *plan {
	pl := &plan{kind: kindOf(t)}
	if m == open {
		pl.foreign = w.foreign(t)
		if k := known(t); k != kindNone {
			pl.kind = k
		} else if !promoted(t) {
			pl.methods, pl.addr = methodsOf(t), addrMethods(t)
		}
		if pl.kind == kindFields {
			pl.kind = kindOf(t) // its methods show what its fields show
		}
	}
	if pl.kind == kindStruct {
		pl.fields, pl.flat = fieldsOf(p, t, m)
		pl.names = pairs(pl.fields)
	}
	pl.trivial = w.trivial(p, t, m, map[reflect.Type]bool{})
	return pl
}

// promoted reports that the methods of t say nothing about its values: those of
// an interface, or of a pointer to a standard type that is walked by its kind.
func promoted(t reflect.Type) bool {
	return t.Kind() == reflect.Interface || t.Kind() == reflect.Pointer && known(t.Elem()) != kindNone
}

func (w *Walker) foreign(t reflect.Type) *Foreign {
	for i := range w.cfg.Foreign {
		if f := &w.cfg.Foreign[i]; f.Match(t) {
			return f
		}
	}
	return nil
}

// trivial reports that no value of the type can hold text, be rendered by a
// method, form a cycle or have a name that matters.
func (w *Walker) trivial(p Policy, t reflect.Type, m mode, above map[reflect.Type]bool) bool {
	if above[t] {
		return false
	}
	above[t] = true
	defer delete(above, t)
	if m == open {
		if w.foreign(t) != nil {
			return false
		}
		if k := known(t); k != kindNone {
			return k == kindPass
		}
		if !promoted(t) && methodsOf(t)|addrMethods(t) != 0 {
			return false
		}
	}
	switch k := kindOf(t); k {
	case kindInt, kindUint, kindFloat64:
		return !w.cfg.Numbers || t.Bits() < 32
	case kindComplex:
		return !w.cfg.Numbers || t.Bits() < 128
	case kindBool, kindFloat32, kindHandle:
		return true
	case kindPointer:
		if m != sealed {
			return w.trivial(p, t.Elem(), m, above)
		}
		switch k := kindOf(t.Elem()); {
		case k < kindBytes, k > kindStruct: // fmt has nothing but the address
			return true
		case path(t) == "*time.Location":
			return true
		}
		return w.trivial(p, t.Elem(), m, above)
	case kindList:
		return !hasRunes(t) && w.trivial(p, t.Elem(), m, above)
	case kindMap:
		return w.trivial(p, t.Key(), m, above) && w.trivial(p, t.Elem(), m, above)
	case kindStruct:
		fields, _ := fieldsOf(p, t, m)
		for i := range fields {
			f := &fields[i]
			if f.tag > Keep || !f.harmless || !w.trivial(p, f.typ, f.mode, above) {
				return false
			}
		}
		return true
	}
	return false
}
