package walk

import (
	"encoding/json"
	"reflect"
)

// again walks the result of an earlier walk, which another policy may have made,
// and keeps its form.
func (c *call) again(x any, a at) any {
	switch x := x.(type) {
	case Object:
		if len(x.members) > 0 {
			b, out, hidden := c.whole(reflect.ValueOf(x), nil, a)
			if a = b; hidden {
				return out
			}
		}
		inner := c.inside(a)
		x.members = c.members(x.members, inner, a)
		if x.flat != nil {
			x.flat = c.members(x.flat, inner, a)
		}
		return x
	case List:
		if x.bytes {
			text := x.text()
			if t := c.text(a, text); t != text {
				return t
			}
		}
		if len(x.items) > 0 {
			b, out, hidden := c.whole(reflect.ValueOf(x), nil, a)
			if a = b; hidden {
				return out
			}
		}
		items := make([]any, len(x.items))
		for i, y := range x.items {
			items[i] = c.must(reflect.ValueOf(y), nil, a.inner())
		}
		x.items = items
		return x
	case JSON:
		if x.broken != "" {
			return c.must(reflect.ValueOf(json.RawMessage(x.broken)), nil, a.inner())
		}
		raw := c.readJSON(a, []byte(x.Text()))
		if !json.Valid(raw) {
			return c.real.Fail()
		}
		return JSON{text: string(raw)}
	case Rendered:
		t := c.text(a, x.text)
		if a.d == Redact && t != x.text {
			return t
		}
		return Rendered{text: t, data: c.must(reflect.ValueOf(x.data), nil, a.inner())}
	}
	return c.real.Fail()
}

func (c *call) members(from []member, inner Scope, a at) []member {
	ms := make([]member, 0, len(from))
	for _, m := range from {
		name := m.json
		if name == "" {
			name = m.name
		}
		if m.safe {
			c.safe++
		}
		x := at{s: inner, depth: a.depth + 1}
		x.name, x.d = c.either(inner, name, m.name, m.flat)
		x.d, x.blank = c.exempt(x.d), name == ""
		if x.d == Scan && (HoldsPair(m.name) || HoldsPair(m.json)) {
			x = c.pairedMember(from, x)
		}
		x.d = c.left(x.d, reflect.ValueOf(m.value), open)
		m.gone = m.gone || x.d == Drop
		if m.gone {
			m.value = nil
		} else {
			m.value = c.must(reflect.ValueOf(m.value), nil, x)
		}
		if m.safe {
			c.safe--
		}
		if clean := c.p.Name(inner, name); clean != name {
			m.name = clean
			if m.json != "" {
				m.json = clean
			}
		}
		ms = append(ms, m)
	}
	return ms
}
