package walk

import (
	"math"
	"reflect"
	"strconv"
	"unicode/utf8"
)

// hasRunes reports a type of lists of runes, which fmt and JSON show as numbers.
func hasRunes(t reflect.Type) bool {
	e := t.Elem()
	return e.Kind() == reflect.Int32 && methodsOf(e)|addrMethods(e) == 0
}

// maxRunes bounds the runes that are read as text.
const maxRunes = 64 << 10

// runes judges a list of runes as the text that they are.
func (c *call) runes(v reflect.Value, pl *plan, a at) (any, bool) {
	n := v.Len()
	if c.copying || n > maxRunes {
		return nil, false
	}
	text := make([]byte, 0, 64)
	for i := range n {
		r := v.Index(i).Int()
		// Under a name short lists of numbers are no word.
		if a.d == Redact && (r < ' ' || r > '~') || !utf8.ValidRune(rune(r)) {
			return nil, false
		}
		text = utf8.AppendRune(text, rune(r))
	}
	const minWord = 6
	if a.d == Redact && n < minWord {
		return nil, false
	}
	if t := c.text(a, string(text)); t != string(text) {
		return c.mark(v.Type(), pl, t), true
	}
	return nil, false
}

// runesOf copies a list of runes, so that it is one for whoever walks the result.
func runesOf(v reflect.Value) []rune {
	out := make([]rune, v.Len())
	for i := range out {
		out[i] = rune(v.Index(i).Int())
	}
	return out
}

// complex judges a number of two parts, each as a number.
func (c *call) complex(v reflect.Value, pl *plan, a at) (any, bool) {
	z, bits := v.Complex(), v.Type().Bits()
	format := byte('g')
	if !c.copying && (whole(real(z)) || whole(imag(z))) {
		format = 'f' // without an exponent, as in number
	}
	text := strconv.FormatComplex(z, format, -1, bits)
	if t := c.text(a, text); t != text {
		return c.mark(v.Type(), pl, t), true
	}
	return strconv.FormatComplex(z, 'g', -1, bits), c.copying
}

// whole reports a float that may be a secret without a name.
func whole(f float64) bool {
	n := math.Abs(f)
	return n >= minSecret && n < maxWhole && n == math.Trunc(n)
}
