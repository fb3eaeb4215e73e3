package walk

import (
	"math"
	"reflect"
	"slices"
	"strconv"
)

func (c *call) text(a at, s string) string { return c.p.Text(a.s, a.d, a.name, s) }

func (c *call) leaf(a at, s string) (any, bool) {
	if t := c.text(a, s); t != s {
		return t, true
	}
	if c.copying {
		return s, true
	}
	return nil, false
}

// numeric reports a number, which costs next to nothing to visit.
func (pl *plan) numeric() bool {
	switch pl.kind {
	case kindInt, kindUint, kindFloat32, kindFloat64:
		return pl.methods == 0 && pl.foreign == nil
	}
	return false
}

// minSecret and maxWhole bound the numbers that are judged without a name: a live
// secret of eight digits, a payment card.
const (
	minSecret = 10_000_000
	maxWhole  = 1e18
)

// large returns the digits of a number that may be a secret without a name.
func large(v reflect.Value, k kind) (text string, ok bool) {
	switch k {
	case kindInt:
		if n := v.Int(); n <= -minSecret || n >= minSecret {
			return strconv.FormatInt(n, 10), true
		}
	case kindUint:
		if n := v.Uint(); n >= minSecret {
			return strconv.FormatUint(n, 10), true
		}
	case kindFloat64:
		if whole(v.Float()) {
			return strconv.FormatFloat(v.Float(), 'f', 0, 64), true
		}
	}
	return "", false
}

func (c *call) number(v reflect.Value, pl *plan, a at) (any, bool) {
	if c.w.cfg.Numbers && !c.copying && a.d != Redact {
		if text, ok := large(v, pl.kind); ok {
			if t := c.text(a, text); t != text {
				return c.mark(v.Type(), pl, t), true
			}
		}
	}
	if a.d == Redact {
		var text string
		switch pl.kind {
		case kindInt:
			text = strconv.FormatInt(v.Int(), 10)
		case kindUint:
			text = strconv.FormatUint(v.Uint(), 10)
		default:
			text = decimal(v.Float(), v.Type().Bits())
		}
		if r, hidden := c.p.Number(a.s, a.name, text); hidden {
			return c.mark(v.Type(), pl, r), true
		}
	}
	if !c.copying {
		return nil, false
	}
	switch pl.kind {
	case kindInt:
		return v.Int(), true
	case kindUint:
		return v.Uint(), true
	case kindFloat32:
		return float32(v.Float()), true
	}
	return v.Float(), true
}

// decimal writes a whole number without an exponent, so that a card number in a
// float64 looks like one.
func decimal(f float64, bits int) string {
	if f == math.Trunc(f) && math.Abs(f) < 1e21 {
		return strconv.FormatFloat(f, 'f', -1, bits)
	}
	return strconv.FormatFloat(f, 'g', -1, bits)
}

func (c *call) bytes(v reflect.Value, pl *plan, a at) (any, bool) {
	var b []byte
	if pl.kind == kindBytes {
		b = v.Bytes()
	} else if !c.copying {
		b = make([]byte, v.Len())
		for i := range b {
			b[i] = byte(v.Index(i).Uint())
		}
	}
	if !c.copying {
		s := string(b)
		if t := c.text(a, s); t != s {
			return c.mark(v.Type(), pl, t), true
		}
		return nil, false
	}
	switch {
	case pl.kind == kindBytes && b == nil:
		return List{form: formNil}, true
	case pl.kind == kindBytes:
		return slices.Clone(b), true
	}
	out, changed := c.list(v, a)
	if l, ok := out.(List); ok {
		l.bytes = true
		out = l
	}
	return out, changed
}

// text returns the bytes of a list that was an array of them.
func (l List) text() string {
	text := make([]byte, 0, len(l.items))
	for _, x := range l.items {
		if n, ok := x.(uint64); ok {
			text = append(text, byte(n))
		}
	}
	return string(text)
}
