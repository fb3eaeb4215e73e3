package walk

import (
	"reflect"
)

// judge decides on a field.
func (c *call) judge(s Scope, f *field) (string, Decision) {
	if f.tag > Keep || f.harmless && !s.Hide && s.Weak == 0 {
		name := f.judged
		if f.flatten && f.tag <= Keep {
			name = "" // JSON has no such name: its fields stand in the scope around it
		}
		return name, c.exempt(f.tag)
	}
	name, d := c.either(s, f.judged, f.name, f.flatten)
	if f.tag == Keep && d <= Redact {
		d = Keep
	}
	return name, c.exempt(d)
}

// either decides on a field by the name that JSON shows, and by its Go name where the
// first says nothing. One that is flat has no name of its own.
func (c *call) either(s Scope, name, other string, flat bool) (string, Decision) {
	d := Scan
	if flat {
		d = c.p.Suggest(s, name)
	} else {
		d = c.p.Decide(s, name)
	}
	if d == Scan && other != name && !c.p.Ruled(s, name) {
		if o := c.p.Decide(s, other); o != Scan {
			name, d = other, o
		}
	}
	if flat && d <= Keep {
		name = ""
	}
	return name, d
}

func (c *call) structure(v reflect.Value, pl *plan, a at) (any, bool) {
	inner := c.inside(a)
	var ms []member
	if c.copying {
		ms = make([]member, 0, len(pl.fields))
	}
	child := func(f *field) at {
		return at{s: inner, mode: f.mode, depth: a.depth + 1}
	}
	for i := range pl.fields {
		f := &pl.fields[i]
		fv := v.Field(f.index)
		fa := child(f)
		fa.name, fa.d = c.judge(inner, f)
		if f.paired && fa.d == Scan {
			fa = c.paired(v, pl, fa)
		}
		fa.d = c.left(fa.d, fv, f.mode)
		var x any
		changed := true
		if fa.d != Drop {
			if f.tag == Keep {
				c.safe++
			}
			x, changed = c.node(fv, c.w.child(c.real, f), fa)
			if f.tag == Keep {
				c.safe--
			}
		}
		if ms == nil {
			if !changed {
				continue
			}
			ms = make([]member, 0, len(pl.fields))
			for j := range i {
				g := &pl.fields[j]
				gv := v.Field(g.index)
				ms = append(ms, c.member(g, gv, c.copy(gv, c.w.child(c.real, g), child(g))))
			}
		}
		if !changed {
			x = c.copy(fv, c.w.child(c.real, f), fa)
		}
		m := c.member(f, fv, x)
		m.gone = fa.d == Drop
		ms = append(ms, m)
	}
	if ms == nil {
		return nil, false
	}
	o := Object{members: ms}
	if pl.flat != nil {
		o.flat = flatten(ms, pl)
	}
	return o, true
}

func (c *call) member(f *field, v reflect.Value, x any) member {
	m := member{name: f.name, json: f.json, value: x, quoted: f.quoted, safe: f.tag == Keep, flat: f.flatten}
	if f.json != "" && (f.omitEmpty && empty(v) || f.omitZero && zero(v)) {
		m.json = ""
	}
	return m
}

func empty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

func zero(v reflect.Value) bool {
	type zeroer interface{ IsZero() bool }
	if k := v.Kind(); (k == reflect.Pointer || k == reflect.Interface) && v.IsNil() {
		return true
	}
	if v.CanInterface() {
		if z, ok := v.Interface().(zeroer); ok {
			return z.IsZero()
		}
		if v.CanAddr() {
			if z, ok := v.Addr().Interface().(zeroer); ok {
				return z.IsZero()
			}
		}
	}
	return v.IsZero()
}

// flatten lists the members of an Object as JSON prints them. An embedded struct
// that became something else keeps its Go name.
func flatten(ms []member, pl *plan) []member {
	out := make([]member, 0, len(pl.flat))
	whole := -1 // the embedded field last printed whole
	for _, j := range pl.flat {
		top := j.index[0]
		m := ms[top]
		for _, i := range j.index[1:] {
			x := m.value
			if r, ok := x.(Rendered); ok {
				x = r.data
			}
			o, ok := x.(Object)
			if ok && i < len(o.members) {
				m = o.members[i]
				continue
			}
			if x == nil || m.gone || ok || whole == top {
				m.gone = true
				break
			}
			whole = top
			j.name = m.name
			m.json = m.name
			break
		}
		if m.gone || m.json == "" && len(j.index) == 1 {
			continue
		}
		if m.json != "" {
			m.json = j.name
		}
		out = append(out, m)
	}
	return out
}
