package zapredact

import (
	"unicode/utf8"

	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redact"
)

// Objects and arrays are marshaled here, once, and what is handed on is a record of
// their redacted fields: a method that is called again may answer differently.
type (
	object []zapcore.Field
	array  []zapcore.Field
)

// MarshalLogObject implements zapcore.ObjectMarshaler.
func (o object) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	for i := range o {
		o[i].AddTo(enc)
	}
	return nil
}

// MarshalLogArray implements zapcore.ArrayMarshaler.
func (a array) MarshalLogArray(enc zapcore.ArrayEncoder) error {
	for i := range a {
		if err := appendTo(enc, &a[i]); err != nil {
			return err
		}
	}
	return nil
}

// object records an object in the place of f.
func (p *pass) object(fd redact.Field, f *zapcore.Field) verdict {
	if p.full() {
		*f = limited(fd, f.Key)
		return changed
	}
	in := p.within(fd)
	defer p.back(in)
	p.err = in.marshal(f.Interface.(zapcore.ObjectMarshaler))
	*f = objectField(f.Key, object(in.out))
	return changed
}

// within returns a pass over what is in a field.
func (p *pass) within(fd redact.Field) *pass {
	return &pass{scope: fd.Scope(), depth: p.depth + 1, count: p.count + 1, own: true, nested: true}
}

// full reports that no further object or array is looked into.
func (p *pass) full() bool { return p.depth >= maxDepth || p.count >= maxNested }

// back takes over what a pass over what is in a field has met, also if it panicked.
func (p *pass) back(in *pass) { p.count = in.count }

// marshal records the fields of an object.
func (p *pass) marshal(m zapcore.ObjectMarshaler) error {
	return m.MarshalLogObject(adder{func(f zapcore.Field) error {
		p.add(f)
		return p.taken()
	}})
}

// taken returns the error of a marshaler to the one around it, which decides.
func (p *pass) taken() error {
	err := p.err
	p.err = nil
	return err
}

// array records an array in the place of f. Its elements are judged as f is.
func (p *pass) array(fd redact.Field, f *zapcore.Field) verdict {
	if p.full() {
		*f = limited(fd, f.Key)
		return changed
	}
	in := p.within(fd)
	defer p.back(in)
	p.err = f.Interface.(zapcore.ArrayMarshaler).MarshalLogArray(appender{func(e zapcore.Field) error {
		in.element(fd, e)
		return in.taken()
	}})
	if text, ok := runesOf(in.out); ok && fd.Action() != redact.Redact {
		if r := fd.String(text); r != text {
			*f = stringField(f.Key, r)
			return changed
		}
	}
	*f = arrayField(f.Key, array(in.out))
	return changed
}

// runesOf returns the text of a list of runes or of bytes, which zap writes as numbers.
// Under a sensitive name it is judged number by number.
func runesOf(elements []zapcore.Field) (text string, ok bool) {
	const most = 64 << 10
	if len(elements) == 0 || len(elements) > most {
		return "", false
	}
	var b []byte
	for i := range elements {
		r := rune(elements[i].Integer)
		switch t := elements[i].Type; {
		case t != elements[0].Type:
			return "", false
		case t == zapcore.Uint8Type:
			b = append(b, byte(r))
		case t == zapcore.Int32Type && utf8.ValidRune(r):
			b = utf8.AppendRune(b, r)
		default:
			return "", false
		}
	}
	return string(b), true
}

func (p *pass) element(fd redact.Field, f zapcore.Field) {
	if fd.Action() == redact.DropField && !holds(&f) {
		return
	}
	defer func() {
		if recover() != nil {
			p.out = append(p.out, failed(fd, ""))
		}
	}()
	p.value(fd, &f)
	p.out = append(p.out, f)
}

// inline adds the fields of an object in its own place.
func (p *pass) inline(f *zapcore.Field) {
	fd := p.scope.Field(f.Key)
	if p.full() {
		p.out = append(p.out, limited(fd, f.Key))
		return
	}
	// A pass of its own, so that this one can stay where it is cheap.
	in := &pass{scope: p.scope, rec: p.rec, left: p.left, depth: p.depth + 1, count: p.count + 1, own: true, nested: true}
	defer func() {
		if recover() != nil {
			in.out = append(in.out, failed(fd, f.Key))
		}
		p.out = append(p.out, in.out...)
		p.scope, p.left = in.scope, in.left
		p.back(in)
	}()
	p.err = in.marshal(f.Interface.(zapcore.ObjectMarshaler))
}
