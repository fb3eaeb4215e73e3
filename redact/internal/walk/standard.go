package walk

import (
	"encoding"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/url"
	"reflect"
	"strings"
)

// standard walks a value of a standard type that known lists.
func (c *call) standard(v reflect.Value, pl *plan, a at) (any, bool) {
	switch pl.kind {
	case kindPass:
		if a.d != Redact {
			return c.owned(v), c.copying
		}
		return c.listed(v, a)
	case kindListed:
		return c.listed(v, a)
	case kindError, kindNetError:
		err := v.Interface().(error)
		fixed := c.w.immutable(c.real, err, 0)
		if c.copying && !fixed {
			return c.real.Fail(), true
		}
		text := err.Error()
		switch {
		case c.copying:
			return text, true
		case !fixed:
			return c.error(err, text, a), true
		}
		if t, found := c.message(text, a); t != text {
			return c.errorText(err, t, found, a), true
		}
		if c.conceals(err, text, a) {
			return c.error(err, text, a), true
		}
		return nil, false
	case kindMethod:
		if c.copying {
			return c.real.Fail(), true
		}
		return c.cut(c.text(a, v.Interface().(fmt.Stringer).String())), true
	case kindRawJSON:
		return c.rawJSON(v, a)
	case kindNumber:
		n := v.String()
		if a.d == Redact {
			if r, hidden := c.p.Number(a.s, a.name, n); hidden {
				return c.mark(reflect.TypeFor[int](), nil, r), true
			}
			if t := c.text(a, n); !json.Valid([]byte(n)) && t != n {
				return t, true
			}
		} else if t := c.text(a, n); t != n {
			return t, true
		}
		if !c.copying {
			return nil, false
		}
		if n != "" && !json.Valid([]byte(n)) {
			return n, true
		}
		return json.Number(n), true
	case kindURL:
		return c.url(v, a)
	case kindUserinfo:
		return c.userinfo(v.Interface().(*url.Userinfo), a)
	case kindRequest:
		return c.summary(v, a, "Method", "URL", "Host", "Proto"), true
	case kindResponse:
		return c.summary(v, a, "Status", "Proto"), true
	case kindSlogValue:
		return c.resolve(v.Interface().(slog.Value), a), true
	case kindSlogAttr:
		return c.group([]slog.Attr{v.Interface().(slog.Attr)}, a), true
	case kindReflect:
		x := v.Interface().(reflect.Value)
		a = a.inner()
		if x.IsValid() && !x.CanInterface() {
			a.mode = sealed
		}
		return c.must(x, nil, a), true
	case kindResult:
		return c.again(v.Interface(), a), true
	case kindSecret:
		return c.mark(v.Type(), pl, c.real.Hidden(a.s, a.name)), true
	}
	return v.Type().String(), true // kindOpaque
}

// listed scans the text of a standard type that never changes.
func (c *call) listed(v reflect.Value, a at) (any, bool) {
	if c.copying {
		return c.owned(v), true
	}
	text := standardText(v)
	if a.d == Redact && path(v.Type()) == "*math/big.Int" {
		if r, hidden := c.p.Number(a.s, a.name, text); hidden {
			return c.mark(reflect.TypeFor[int](), nil, r), true
		}
		return nil, false
	}
	if t := c.text(a, text); t != text {
		return t, true
	}
	return nil, false
}

func standardText(v reflect.Value) string {
	x := v.Interface()
	if m, ok := x.(encoding.TextMarshaler); ok {
		if b, err := m.MarshalText(); err == nil {
			return string(b)
		}
	}
	return fmt.Sprint(x)
}

// owned returns a value of a standard type as it may stand in a result: itself,
// unless it refers to memory of the caller.
func (c *call) owned(v reflect.Value) any {
	switch {
	case !c.copying:
		return nil
	case v.Kind() != reflect.Pointer && v.Kind() != reflect.Slice:
		return v.Interface()
	case path(v.Type()) == "*math/big.Int":
		return JSON{text: standardText(v)}
	}
	return standardText(v)
}

// immutable reports that an error and all it wraps are listed.
func (w *Walker) immutable(p Policy, err error, depth int) bool {
	if depth > w.cfg.MaxDepth {
		return false
	}
	switch w.plan(p, reflect.TypeOf(err), open).kind {
	case kindError:
	case kindNetError:
		v := reflect.ValueOf(err).Elem()
		if !fromNet(v.FieldByName("Source")) || !fromNet(v.FieldByName("Addr")) {
			return false
		}
	default:
		return false
	}
	switch x := err.(type) {
	case interface{ Unwrap() error }:
		e := x.Unwrap()
		return e == nil || w.immutable(p, e, depth+1)
	case interface{ Unwrap() []error }:
		for _, e := range x.Unwrap() {
			if !w.immutable(p, e, depth+1) {
				return false
			}
		}
	}
	return true
}

// conceals reports that a listed error wraps one with a secret that its own clean
// text does not show, as fmt.Errorf("%.0w", err) does.
func (c *call) conceals(err error, text string, a at) bool {
	switch x := err.(type) {
	case interface{ Unwrap() error }:
		e := x.Unwrap()
		return e != nil && c.concealed(err, e, text, a)
	case interface{ Unwrap() []error }:
		for _, e := range x.Unwrap() {
			if c.concealed(err, e, text, a) {
				return true
			}
		}
	}
	return false
}

// concealed is conceals for inner, one of those that err wraps.
func (c *call) concealed(err, inner error, text string, a at) bool {
	// Its text is asked for where need be: all other listed errors print what they wrap.
	if t := reflect.TypeOf(err).Elem(); t.PkgPath() == "fmt" || t.PkgPath() == "net" && t.Name() == "DNSError" {
		if own := inner.Error(); !strings.Contains(text, own) {
			if safe, _ := c.message(own, a); safe != own {
				return true
			}
			text = own
		}
	}
	return c.conceals(inner, text, a)
}

func fromNet(addr reflect.Value) bool {
	if addr.IsNil() {
		return true
	}
	t := addr.Elem().Type()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.PkgPath() == "net"
}

func (c *call) rawJSON(v reflect.Value, a at) (any, bool) {
	raw := v.Bytes()
	if c.copying {
		switch {
		case raw == nil:
			return JSON{}, true
		case !json.Valid(raw):
			return brokenJSON(raw), true
		}
		return JSON{text: string(raw)}, true
	}
	if len(raw) == 0 {
		return nil, false
	}
	if (a.d == Redact || a.d == Hide) && !json.Valid(raw) {
		// No bracket tells where the value ends: all of it stands under the name.
		return c.leaf(a, string(raw))
	}
	out := c.readJSON(a, raw)
	switch {
	case string(out) == string(raw):
		return nil, false
	case !json.Valid(out):
		return brokenJSON(out), true
	}
	return JSON{text: string(out)}, true
}

func (c *call) readJSON(a at, raw []byte) []byte {
	if a.blank && a.name == "" {
		a.s = c.p.Enter(a.s, "")
	}
	return c.p.JSON(a.s, a.d, a.name, raw)
}

// brokenJSON keeps what was to be JSON as a string, to be read again as what it was.
func brokenJSON(raw []byte) JSON {
	return JSON{text: string(appendQuoted(nil, string(raw))), broken: string(raw)}
}

func (c *call) url(v reflect.Value, a at) (any, bool) {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	u := v.Interface().(url.URL)
	text := u.String()
	if c.copying {
		return text, true
	}
	if t := c.p.URL(a.s, a.d, a.name, text); t != text {
		return t, true
	}
	// A sink that prints the fields shows them decoded.
	for _, part := range [...]string{u.Path, u.Fragment, u.Opaque, u.Host} {
		if part != "" && c.text(a, part) != part {
			return c.p.Hidden(a.s, a.name), true
		}
	}
	if u.User != nil { // under fmt it prints itself with its password
		if _, changed := c.userinfo(u.User, a); changed {
			return c.p.Hidden(a.s, a.name), true
		}
	}
	return nil, false
}

func (c *call) userinfo(u *url.Userinfo, a at) (any, bool) {
	user := u.Username()
	t := c.text(a, user)
	out := t
	pw, ok := u.Password()
	if ok {
		d := c.exempt(c.p.Decide(a.s, "password"))
		p := pw
		if d == Hide || d >= Open {
			p = c.p.Hidden(a.s, "password")
		} else if d < Drop {
			p = c.p.Text(a.s, d, "password", pw)
		}
		out += ":" + p
		ok = p != pw
	}
	if t == user && !ok && !c.copying {
		return nil, false
	}
	return out, true
}

// summary walks the named fields of a struct and leaves out the others.
func (c *call) summary(v reflect.Value, a at, names ...string) any {
	inner := c.inside(a)
	if a.d == Redact && c.p.Whole(a.s, a.name) {
		return c.mark(v.Type(), nil, c.p.Hidden(a.s, a.name))
	}
	ms := make([]member, 0, len(names))
	for _, name := range names {
		x := at{s: inner, name: name, d: c.exempt(c.p.Decide(inner, name)), depth: a.depth + 1}
		if x.d = c.left(x.d, v.FieldByName(name), open); x.d == Drop {
			continue
		}
		ms = append(ms, member{name: name, json: name, value: c.must(v.FieldByName(name), nil, x)})
	}
	return Object{members: ms}
}
