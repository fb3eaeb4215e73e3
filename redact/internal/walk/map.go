package walk

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

type entry struct {
	text string
	key  reflect.Value
	val  reflect.Value
}

func (c *call) mapping(v reflect.Value, a at) (any, bool) {
	n := v.Len()
	if !c.copying && n > c.nodes || n > c.w.cfg.MaxNodes {
		// Which entries come first is known only after all keys have been seen.
		return c.mark(v.Type(), nil, c.real.Limit(n)), true
	}
	if !c.enter(v) {
		return c.mark(v.Type(), nil, c.real.Limit(n)), true
	}
	defer c.leave()
	entries, rendered := c.entries(v, a)
	slices.SortFunc(entries, func(x, y entry) int {
		if n := strings.Compare(x.text, y.text); n != 0 {
			return n
		}
		return strings.Compare(keyType(x.key), keyType(y.key)) // 1 and "1" in a map[any]
	})
	inner := c.inside(a)
	textKeys := v.Type().Key().Kind() == reflect.String
	var ms []member
	if c.copying || rendered {
		ms = make([]member, 0, n)
	}
	for i, e := range entries {
		ea := at{s: inner, name: e.text, blank: e.text == "", mode: a.mode, depth: a.depth + 1}
		ea.d = c.exempt(c.p.Decide(inner, e.text))
		if ea.d == Scan && HoldsPair(e.text) && textKeys {
			ea = c.pairedEntry(entries, ea)
		}
		if ea.d = c.left(ea.d, e.val, a.mode); ea.d == Drop {
			if ms == nil {
				ms = c.copyEntries(entries[:i], ea)
			}
			continue
		}
		name := c.p.Name(inner, e.text)
		x, changed := c.node(e.val, nil, ea)
		if ms == nil {
			if !changed && name == e.text {
				continue
			}
			ms = c.copyEntries(entries[:i], ea)
		}
		if !changed {
			x = c.copy(e.val, nil, ea)
		}
		ms = append(ms, named(ms, name, e.text, x))
	}
	if ms == nil {
		return nil, false
	}
	return Object{members: ms, form: formMap}, true
}

// entries lists a map by the text of its keys. rendered tells that a method was
// called for one, or that the sink would call one.
func (c *call) entries(v reflect.Value, a at) (entries []entry, rendered bool) {
	entries = make([]entry, 0, v.Len())
	if v.CanInterface() {
		if m, ok := v.Interface().(map[string]any); ok { // the usual case, without a copy of each entry
			for k, x := range m {
				entries = append(entries, entry{text: k, val: reflect.ValueOf(x)})
			}
			return entries, false
		}
	}
	a = at{s: a.s, mode: a.mode, depth: a.depth + 1}
	for it := v.MapRange(); it.Next(); {
		k := it.Key()
		text, r := c.keyText(k, a)
		rendered = rendered || r
		entries = append(entries, entry{text, k, it.Value()})
	}
	return entries, rendered
}

func keyType(k reflect.Value) string {
	if k.Kind() == reflect.Interface && !k.IsNil() {
		k = k.Elem()
	}
	return k.Type().String()
}

func (c *call) copyEntries(entries []entry, a at) []member {
	ms := make([]member, 0, len(entries)+1)
	for _, e := range entries {
		ms = append(ms, member{name: e.text, json: e.text, value: c.copy(e.val, nil, a)})
	}
	return ms
}

// named makes a member; replaced names are told apart by a number.
func named(ms []member, name, before string, x any) member {
	if name != before {
		n := 1
		for _, m := range ms {
			if m.name == name || strings.HasPrefix(m.name, name+"#") {
				n++
			}
		}
		if n > 1 {
			name += "#" + strconv.Itoa(n)
		}
	}
	return member{name: name, json: name, value: x}
}

// keyText returns the text of a map key as JSON or else fmt prints it. rendered
// tells that a method was called or may be.
func (c *call) keyText(k reflect.Value, a at) (text string, rendered bool) {
	for k.Kind() == reflect.Interface {
		if k.IsNil() {
			return "<nil>", false
		}
		k = k.Elem()
	}
	pl := c.w.plan(c.real, k.Type(), a.mode)
	rendered = pl.methods != 0 || pl.foreign != nil
	if pl.methods&mText == 0 && pl.kind < kindPass {
		switch pl.kind {
		case kindText:
			return k.String(), rendered
		case kindInt:
			return strconv.FormatInt(k.Int(), 10), rendered
		case kindUint:
			return strconv.FormatUint(k.Uint(), 10), rendered
		}
	} else if k.Kind() == reflect.String {
		return k.String(), rendered // JSON asks no method of it
	}
	out, changed := c.node(k, pl, a)
	switch {
	case changed && !c.copying:
	case pl.kind == kindPass || pl.kind == kindListed:
		return standardText(k), false
	default:
		out = c.copy(k, pl, a)
	}
	return fmt.Sprint(out), changed && !c.copying
}
