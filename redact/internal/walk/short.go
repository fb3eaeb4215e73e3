package walk

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
)

// Bounds of what is shown to the policy before a list or an object under a sensitive
// name is hidden whole.
const (
	maxShort      = 256 // bytes of JSON: more is never spared
	maxShortDepth = 4
)

// whole hides a list or an object under a sensitive name whole, unless it tells
// nothing or only about the secret, as {"password":["can't be blank"]} does. The policy
// judges it as the JSON that it is. If it stays, a is where its parts stand.
func (c *call) whole(v reflect.Value, pl *plan, a at) (_ at, out any, hidden bool) {
	if a.d != Redact || size(v) == 0 || !c.p.Whole(a.s, a.name) {
		return a, nil, false
	}
	text, ok := c.short(nil, v, pl, a.mode, 0)
	if !ok || !c.p.Spares(a.s, a.name, string(text)) && !c.sparesOne(a, text) {
		return a, c.mark(v.Type(), nil, c.p.Hidden(a.s, a.name)), true
	}
	if text[0] == '{' {
		a.d, a.told = Scan, true
	}
	return a, nil, false
}

// sparesOne is Spares for a list of one text, of which that is judged.
func (c *call) sparesOne(a at, list []byte) bool {
	var texts []string
	return json.Unmarshal(list, &texts) == nil && len(texts) == 1 && c.p.Spares(a.s, a.name, texts[0])
}

// short appends v as JSON. False tells that it is too long, or that JSON would show it
// in another way than by its parts.
func (c *call) short(dst []byte, v reflect.Value, pl *plan, m mode, depth int) (_ []byte, ok bool) {
	if !v.IsValid() {
		return append(dst, "null"...), true
	}
	if pl == nil {
		pl = c.w.plan(c.real, v.Type(), m)
	}
	if depth > maxShortDepth || len(dst) > maxShort || pl.methods|pl.addr != 0 || pl.foreign != nil {
		return dst, false
	}
	switch pl.kind {
	case kindBool:
		dst = strconv.AppendBool(dst, v.Bool())
	case kindInt:
		dst = strconv.AppendInt(dst, v.Int(), 10)
	case kindUint:
		dst = strconv.AppendUint(dst, v.Uint(), 10)
	case kindText:
		dst, ok = appendShort(dst, v.String())
		return dst, ok && len(dst) <= maxShort
	case kindInterface, kindPointer:
		if m == sealed {
			return dst, false
		}
		if v.IsNil() {
			return append(dst, "null"...), true
		}
		return c.short(dst, v.Elem(), nil, m, depth+1)
	case kindList:
		dst = append(dst, '[')
		for i := range v.Len() {
			if i > 0 {
				dst = append(dst, ',')
			}
			if dst, ok = c.short(dst, v.Index(i), nil, m, depth+1); !ok {
				return dst, false
			}
		}
		dst = append(dst, ']')
	case kindMap:
		return c.shortMap(dst, v, m, depth)
	case kindStruct:
		return c.shortStruct(dst, v, pl, depth)
	case kindResult:
		return c.shortResult(dst, v, depth)
	default:
		return dst, false
	}
	return dst, len(dst) <= maxShort
}

func appendShort(dst []byte, s string) ([]byte, bool) {
	if len(s) > maxShort {
		return dst, false
	}
	text, err := json.Marshal(s)
	return append(dst, text...), err == nil
}

// shortMember appends a member of an object.
func (c *call) shortMember(dst []byte, name string, v reflect.Value, pl *plan, m mode, depth int) (_ []byte, ok bool) {
	if len(dst) == 0 || dst[len(dst)-1] != '{' {
		dst = append(dst, ',')
	}
	if dst, ok = appendShort(dst, name); !ok {
		return dst, false
	}
	return c.short(append(dst, ':'), v, pl, m, depth+1)
}

func (c *call) shortMap(dst []byte, v reflect.Value, m mode, depth int) (_ []byte, ok bool) {
	if v.Len() > maxShort/4 || v.Type().Key().Kind() != reflect.String || m == sealed {
		return dst, false
	}
	names := make([]string, 0, v.Len())
	values := make(map[string]reflect.Value, v.Len())
	for it := v.MapRange(); it.Next(); {
		name := it.Key().String()
		names = append(names, name)
		values[name] = it.Value()
	}
	slices.Sort(names)
	dst = append(dst, '{')
	for _, name := range names {
		if dst, ok = c.shortMember(dst, name, values[name], nil, m, depth); !ok {
			return dst, false
		}
	}
	return append(dst, '}'), true
}

func (c *call) shortStruct(dst []byte, v reflect.Value, pl *plan, depth int) (_ []byte, ok bool) {
	if pl.flat != nil {
		return dst, false
	}
	dst = append(dst, '{')
	for i := range pl.fields {
		f := &pl.fields[i]
		switch fv := v.Field(f.index); {
		case f.json != "" && f.omitEmpty && empty(fv), f.omitZero && fv.IsZero(), f.json == "" && f.tag == Drop:
			continue
		case f.json == "" || f.mode != open || f.quoted || f.tag != Scan:
			return dst, false // fmt shows more of it, or its tag decides
		default:
			if dst, ok = c.shortMember(dst, f.json, fv, c.w.child(c.real, f), f.mode, depth); !ok {
				return dst, false
			}
		}
	}
	return append(dst, '}'), true
}

// shortResult is short for what an earlier walk returned.
func (c *call) shortResult(dst []byte, v reflect.Value, depth int) (_ []byte, ok bool) {
	switch x := v.Interface().(type) {
	case List:
		dst = append(dst, '[')
		for i, y := range x.items {
			if i > 0 {
				dst = append(dst, ',')
			}
			if dst, ok = c.short(dst, reflect.ValueOf(y), nil, open, depth+1); !ok {
				return dst, false
			}
		}
		return append(dst, ']'), len(dst) < maxShort
	case Object:
		if x.flat != nil {
			return dst, false
		}
		dst = append(dst, '{')
		for _, m := range x.members {
			switch {
			case m.gone:
				continue
			case m.json == "" && x.form != formMap, m.quoted, m.safe:
				return dst, false
			}
			if dst, ok = c.shortMember(dst, m.json, reflect.ValueOf(m.value), nil, open, depth); !ok {
				return dst, false
			}
		}
		return append(dst, '}'), true
	}
	return dst, false
}
