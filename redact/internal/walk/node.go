package walk

import (
	"reflect"
	"slices"
	"strconv"
)

// A call is the state of one walk. It is pooled and holds nothing in between.
type call struct {
	w    *Walker
	p    Policy // identity while copying
	real Policy
	// copying says that a part found clean is being copied, because something
	// beside it was not.
	copying bool
	nodes   int
	safe    int    // how many enclosing values are exempt by tag or by Foreign
	seen    []seen // the references that enclose this value
}

type seen struct {
	t   reflect.Type
	ptr uintptr
	len int
}

// at is where a value stands and what was decided on its name.
type at struct {
	s     Scope // the scope that name stands in
	name  string
	blank bool // name is the empty one of a member, not none
	d     Decision
	mode  mode
	raw   bool // its methods have been called already
	told  bool // it tells of a secret without holding one
	depth int
}

func (a at) inner() at {
	a.depth++
	return a
}

// node walks one value. When it is unchanged, out means nothing. While copying,
// everything is changed.
func (c *call) node(v reflect.Value, pl *plan, a at) (out any, changed bool) {
	if !v.IsValid() {
		return nil, c.copying
	}
	p, copying, safe, depth := c.p, c.copying, c.safe, len(c.seen)
	defer func() {
		if recover() != nil {
			clear(c.seen[depth:])
			c.p, c.copying, c.safe, c.seen = p, copying, safe, c.seen[:depth]
			out, changed = c.real.Fail(), true
		}
	}()
	if pl == nil {
		pl = c.w.plan(c.real, v.Type(), a.mode)
	}
	if pl.trivial && a.d <= Keep && !c.copying {
		return nil, false
	}
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return nil, pl.methods != 0 || pl.kind == kindError || pl.kind == kindNetError || c.copying
	}
	if pl.kind == kindInterface {
		if v.IsNil() {
			return nil, c.copying
		}
		return c.node(v.Elem(), nil, a)
	}
	if !c.copying && !pl.numeric() {
		c.nodes--
	}
	if a.depth > c.w.cfg.MaxDepth || c.nodes < 0 && !c.copying {
		return c.mark(v.Type(), pl, c.real.Limit(size(v))), true
	}
	if a.d == Open && !pl.holds() {
		a.d = Hide
	}
	if a.d == Hide && (pl.kind != kindPointer || pl.methods != 0 || pl.foreign != nil) {
		return c.mark(v.Type(), pl, c.p.Hidden(a.s, a.name)), true
	}
	if pl.foreign != nil && !a.raw && v.CanInterface() {
		return c.convert(v, pl.foreign, a), true
	}
	if pl.kind > kindHandle {
		return c.standard(v, pl, a)
	}
	if !a.raw && v.CanInterface() {
		if out, ok := c.render(v, pl, a); ok {
			return out, true
		}
	}
	return c.plain(v, pl, a)
}

// must is node with an owned result, changed or not.
func (c *call) must(v reflect.Value, pl *plan, a at) any {
	out, changed := c.node(v, pl, a)
	if !changed {
		return c.copy(v, pl, a)
	}
	return out
}

// copy takes what node found clean over into the result. It asks no policy and
// calls no method.
func (c *call) copy(v reflect.Value, pl *plan, a at) any {
	p, copying := c.p, c.copying
	c.p, c.copying = identity{}, true
	a.d = Scan
	out, _ := c.node(v, pl, a)
	c.p, c.copying = p, copying
	return out
}

func (c *call) convert(v reflect.Value, f *Foreign, a at) any {
	if c.copying {
		return c.real.Fail()
	}
	if f.Safe {
		c.safe++
		defer func() { c.safe-- }()
		if a.d < Keep || a.d == Redact {
			a.d = Keep
		}
	}
	to := reflect.ValueOf(f.Convert(v.Interface()))
	a = a.inner()
	a.raw = to.IsValid() && to.Type() == v.Type()
	return c.must(to, nil, a)
}

// enter remembers a reference; ok is false for one that encloses itself.
func (c *call) enter(v reflect.Value) (ok bool) {
	e := seen{t: v.Type(), ptr: v.Pointer()}
	if v.Kind() == reflect.Slice {
		e.len = v.Len()
	}
	if slices.Contains(c.seen, e) {
		return false
	}
	c.seen = append(c.seen, e)
	return true
}

func (c *call) leave() { c.seen = c.seen[:len(c.seen)-1] }

// plain walks a value by its kind.
func (c *call) plain(v reflect.Value, pl *plan, a at) (any, bool) {
	switch pl.kind {
	case kindBool:
		if c.copying {
			return v.Bool(), true
		}
		return nil, false
	case kindInt, kindUint, kindFloat32, kindFloat64:
		return c.number(v, pl, a)
	case kindComplex:
		return c.complex(v, pl, a)
	case kindText:
		return c.leaf(a, v.String())
	case kindBytes, kindByteArray:
		return c.bytes(v, pl, a)
	case kindHandle:
		switch {
		case !c.copying:
			return nil, false
		case v.IsNil():
			return nil, true
		}
		return v.Type().String(), true
	case kindPointer:
		return c.pointer(v, pl, a)
	}
	if v.Kind() != reflect.Struct && v.Kind() != reflect.Array && v.IsNil() {
		if !c.copying {
			return nil, false
		}
		if pl.kind == kindMap {
			return Object{form: formNil}, true
		}
		return List{form: formNil}, true
	}
	a, out, hidden := c.whole(v, pl, a)
	if hidden {
		return out, true
	}
	switch pl.kind {
	case kindStruct:
		return c.structure(v, pl, a)
	case kindMap:
		return c.mapping(v, a)
	}
	if hasRunes(v.Type()) {
		if out, found := c.runes(v, pl, a); found {
			return out, true
		}
		if !c.copying && a.d <= Keep && c.w.plan(c.real, v.Type().Elem(), a.mode).trivial {
			return nil, false
		}
	}
	return c.list(v, a)
}

func (c *call) pointer(v reflect.Value, pl *plan, a at) (any, bool) {
	if a.mode == sealed {
		// JSON prints nothing and fmt an address, but under a verb that does not fit,
		// such as %s, fmt prints what it points to. Looking there would race with
		// whoever owns it, so the address takes its place.
		if c.copying || !pl.trivial {
			return "0x" + strconv.FormatUint(uint64(v.Pointer()), 16), true
		}
		return nil, false
	}
	if !c.enter(v) {
		return c.mark(v.Type().Elem(), nil, c.real.Limit(0)), true
	}
	out, changed := c.node(v.Elem(), nil, a.inner())
	c.leave()
	switch x := out.(type) {
	case Object:
		if x.form == formStruct {
			x.form = formPtr
			out = x
		}
	case List:
		if x.form == formStruct {
			x.form = formPtr
			out = x
		}
	}
	return out, changed
}

// inside returns the scope inside a struct, map or group.
func (c *call) inside(a at) Scope {
	if a.name == "" && !a.blank {
		return a.s
	}
	s := c.p.Enter(a.s, a.name)
	s.Hide = s.Hide && !a.told
	return s
}

func (c *call) exempt(d Decision) Decision {
	if c.safe > 0 && d <= Redact {
		return Keep
	}
	return d
}

// holds reports a type that may have parts with names.
func (pl *plan) holds() bool {
	if pl.foreign != nil || (pl.methods|pl.addr)&(mLogValue|mMarshalLog|mJSON) != 0 {
		return true
	}
	switch pl.kind {
	case kindList, kindMap, kindStruct, kindPointer, kindInterface:
		return (pl.methods|pl.addr)&(mError|mText) == 0
	case kindRawJSON, kindRequest, kindResponse, kindSlogValue, kindSlogAttr, kindReflect, kindResult:
		return true
	}
	return false
}

// left decides what becomes of a value under a name that may leave it out.
func (c *call) left(d Decision, v reflect.Value, m mode) Decision {
	if d != OpenDrop {
		return d
	}
	for v.IsValid() && (v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer && m == open) {
		if c.w.plan(c.real, v.Type(), m).holds() && v.Kind() == reflect.Pointer && known(v.Type()) != kindNone {
			return Open
		}
		v = v.Elem()
	}
	if v.IsValid() && c.w.plan(c.real, v.Type(), m).holds() {
		return Open
	}
	return Drop
}

// mark returns the placeholder for a value of type t, of the JSON type that the
// value would have had where Config.StableTypes asks for it.
func (c *call) mark(t reflect.Type, pl *plan, placeholder string) any {
	if !c.w.cfg.StableTypes || pl != nil && (pl.methods != 0 || pl.kind > kindHandle) {
		return placeholder
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t {
	case objectType:
		return Object{form: formMap}
	case listType:
		return List{}
	}
	switch kindOf(t) {
	case kindBool:
		return nil
	case kindInt, kindUint, kindFloat32, kindFloat64:
		return int64(0)
	case kindList, kindByteArray:
		return List{}
	case kindStruct, kindMap:
		return Object{form: formMap}
	}
	return placeholder
}

// size is the number of elements of a value, 0 if it has none.
func size(v reflect.Value) int {
	switch v.Kind() {
	case reflect.Array, reflect.Slice, reflect.Map, reflect.String:
		return v.Len()
	case reflect.Struct:
		return v.NumField()
	}
	return 0
}
