package walk

import (
	"reflect"
	"strings"
)

func (c *call) list(v reflect.Value, a at) (any, bool) {
	n := v.Len()
	if c.copying && n <= c.w.cfg.MaxNodes && hasRunes(v.Type()) {
		return runesOf(v), true
	}
	if v.Kind() == reflect.Slice && n > 0 {
		if !c.enter(v) {
			return c.mark(v.Type(), nil, c.real.Limit(n)), true
		}
		defer c.leave()
	}
	elem := v.Type().Elem()
	pl := c.w.plan(c.real, elem, a.mode)
	var items []any
	if c.copying {
		items = make([]any, 0, min(n, c.w.cfg.MaxNodes+1))
	}
	flag := ""
	for i := range n {
		if !c.copying && c.nodes <= 0 || c.copying && i >= c.w.cfg.MaxNodes {
			if items == nil {
				items = c.copyItems(v, i, pl, a)
			}
			rest := c.real.Limit(n - i)
			if !c.w.cfg.StableTypes || elem.Kind() == reflect.String {
				items = append(items, rest)
			}
			break
		}
		x := v.Index(i)
		ia := a.inner()
		ia.raw = false
		if pl.kind == kindText || pl.kind == kindInterface {
			if flag != "" && a.d == Scan && a.mode == open {
				if d := c.exempt(c.p.Suggest(a.s, flag)); d == Redact || d == Hide {
					ia.name, ia.d = flag, d
				}
			}
			if flag = flagName(x); flag == "" && i == 0 && n == 2 {
				flag = headerName(x, v.Index(1))
			}
		}
		out, changed := c.node(x, pl, ia)
		if items == nil {
			if !changed {
				continue
			}
			items = c.copyItems(v, i, pl, a)
		}
		if !changed {
			out = c.copy(x, pl, ia)
		}
		items = append(items, out)
	}
	if items == nil {
		return nil, false
	}
	return List{items: items}, true
}

func (c *call) copyItems(v reflect.Value, n int, pl *plan, a at) []any {
	items := make([]any, 0, n+1)
	a = a.inner()
	a.raw = false
	for i := range n {
		items = append(items, c.copy(v.Index(i), pl, a))
	}
	return items
}

// headerName returns the name of a header that stands before its value: a list of
// two, of which the second is no name.
func headerName(name, value reflect.Value) string {
	s, v := textOf(name), textOf(value)
	if len(s) > 64 || !strings.Contains(s, "-") && !strings.EqualFold(s, "authorization") && !strings.EqualFold(s, "cookie") ||
		strings.ContainsAny(s, "= \n") || !strings.ContainsAny(v, " =0123456789") {
		return ""
	}
	return s
}

// textOf returns the string in v, or nothing.
func textOf(v reflect.Value) string {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if v.Kind() != reflect.String {
		return ""
	}
	return v.String()
}

// flagName returns the name in a command line flag that takes the next argument
// as its value.
func flagName(v reflect.Value) string {
	s := textOf(v)
	if len(s) < 2 || len(s) > 64 || s[0] != '-' || strings.ContainsAny(s, "= \n") {
		return ""
	}
	return strings.TrimLeft(s, "-")
}
