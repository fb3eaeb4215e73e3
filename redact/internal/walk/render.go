package walk

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"unicode/utf8"
)

// render calls the rendering method that decides for the value, if it has one.
func (c *call) render(v reflect.Value, pl *plan, a at) (out any, ok bool) {
	m, addr := pl.methods, methods(0)
	if pl.addr != 0 && v.CanAddr() {
		addr = pl.addr
	}
	if m|addr == 0 {
		return nil, false
	}
	if c.copying { // it was not there when the value was walked
		return c.real.Fail(), true
	}
	value := v
	if addr&mJSON != 0 || m&mJSON == 0 && addr&mText != 0 {
		value = v.Addr()
	}
	x := value.Interface()
	switch {
	case m&mLogValue != 0:
		return c.resolve(x.(slog.LogValuer).LogValue(), a), true
	case m&mMarshalLog != 0:
		to := reflect.ValueOf(x.(logMarshaler).MarshalLog())
		a = a.inner()
		a.raw = to.IsValid() && to.Type() == v.Type()
		return c.must(to, nil, a), true
	case (m|addr)&mJSON != 0:
		return c.json(x.(json.Marshaler), a), true
	case m&mError != 0:
		err := x.(error)
		return c.error(err, err.Error(), a), true
	case (m|addr)&mText != 0:
		b, err := x.(encoding.TextMarshaler).MarshalText()
		if err != nil {
			return c.real.Fail(), true
		}
		return c.cut(c.text(a, string(b))), true
	case m&mFormat != 0:
		var s state
		x.(fmt.Formatter).Format(&s, 'v')
		return c.rendered(s.String(), v, pl, a), true
	case m&mString != 0:
		return c.rendered(x.(fmt.Stringer).String(), v, pl, a), true
	}
	a.raw = true // GoString alone: the sink must not call it, so it gets a copy
	return c.must(v, pl, a), true
}

// A state is what a Formatter sees of %+v.
type state struct{ bytes.Buffer }

func (*state) Width() (int, bool)     { return 0, false }
func (*state) Precision() (int, bool) { return 0, false }
func (*state) Flag(c int) bool        { return c == '+' }

func (c *call) rendered(text string, v reflect.Value, pl *plan, a at) any {
	if panicked(text) {
		return c.real.Fail()
	}
	t := c.text(a, text)
	if a.d == Redact && t != text {
		return c.cut(t)
	}
	a.raw = true
	return Rendered{text: c.cut(t), data: c.must(v, pl, a)}
}

// panicked reports that fmt has written a panic into the text, and with it
// whatever the panic said.
func panicked(text string) bool {
	return strings.Contains(text, "%!") && strings.Contains(text, "(PANIC=")
}

func (c *call) error(err error, text string, a at) any {
	var found any
	if panicked(text) {
		text = c.real.Fail()
	} else {
		text, found = c.message(text, a)
	}
	return c.errorText(err, text, found, a)
}

// message scans the text of an error.
func (c *call) message(text string, a at) (out string, found any) {
	if a.d != Keep {
		text, found = c.p.Message(text)
	}
	return c.text(a, text), found
}

// errorText gives the scanned text of an error its form: an error if it is the
// whole result, a string inside one.
func (c *call) errorText(err error, text string, found any, a at) any {
	text = c.cut(text)
	if a.depth == 0 {
		return c.real.Error(text, err, found)
	}
	return text
}

func (c *call) json(m json.Marshaler, a at) any {
	raw, err := m.MarshalJSON()
	if err != nil || !json.Valid(raw) {
		return c.real.Fail()
	}
	raw = c.readJSON(a, raw)
	if len(raw) > c.w.cfg.MaxText {
		return c.real.Limit(len(raw))
	}
	if !json.Valid(raw) {
		return c.real.Fail()
	}
	return JSON{text: string(raw)}
}

// cut bounds a text that was scanned already: cutting first could leave half a
// secret at the cut.
func (c *call) cut(text string) string {
	n := c.w.cfg.MaxText
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return strings.Clone(text[:n]) + c.real.Limit(len(text)-n)
}

// resolve walks what a LogValuer or a slog.Value holds.
func (c *call) resolve(val slog.Value, a at) any {
	for range maxLogValues {
		switch val.Kind() {
		case slog.KindLogValuer:
			val = val.LogValuer().LogValue()
			continue
		case slog.KindGroup:
			return c.group(val.Group(), a)
		}
		return c.must(reflect.ValueOf(val.Any()), nil, a.inner())
	}
	return c.real.Limit(0)
}

func (c *call) group(attrs []slog.Attr, a at) any {
	if a.d == Redact && len(attrs) > 0 && c.p.Whole(a.s, a.name) {
		return c.mark(reflect.TypeFor[struct{}](), nil, c.p.Hidden(a.s, a.name))
	}
	inner := c.inside(a)
	ms := make([]member, 0, len(attrs))
	for i, attr := range attrs {
		if c.nodes <= 0 {
			rest := c.real.Limit(len(attrs) - i)
			ms = append(ms, member{name: rest, json: rest, value: rest})
			break
		}
		x := at{s: inner, name: attr.Key, depth: a.depth + 1}
		k := attr.Value.Kind()
		if x.blank = attr.Key == "" && k != slog.KindGroup && k != slog.KindLogValuer; attr.Key != "" || x.blank {
			x.d = c.p.Decide(inner, attr.Key)
		} else if inner.Hide {
			x.d = Redact
		} else if a.d == Open {
			x.d = Open
		}
		x.d = c.exempt(x.d)
		if x.d = c.left(x.d, reflect.ValueOf(attr.Value), open); x.d == Drop {
			continue
		}
		out := c.must(reflect.ValueOf(attr.Value), nil, x)
		if o, ok := out.(Object); ok && o.form == formGroup {
			if attr.Key == "" {
				ms = append(ms, o.members...) // slog inlines it
				continue
			}
			if len(o.members) == 0 {
				continue // slog leaves it out
			}
		}
		ms = append(ms, named(ms, c.p.Name(inner, attr.Key), attr.Key, out))
	}
	return Object{members: ms, form: formGroup}
}
