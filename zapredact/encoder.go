package zapredact

import (
	"sync/atomic"

	"go.uber.org/zap/buffer"
	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redact"
)

// An encoder redacts what it encodes.
type encoder struct {
	adder // the fields that are bound
	*encoderRoot
	pass
	// kept are the bound fields, redacted and owned, of which now is made again when
	// the generation of the Redactor changes.
	kept []zapcore.Field
	now  atomic.Pointer[encoded]
}

// encoderRoot is what an encoder and its clones have in common.
type encoderRoot struct {
	r     *redact.Redactor
	scope redact.Scope
	empty zapcore.Encoder // with nothing bound by way of this package
}

// encoded is an encoder with all fields bound, as the Redactor has redacted them.
type encoded struct {
	gen  uint64
	next zapcore.Encoder
	rec  redact.Record // what they say of each record
}

var _ zapcore.Encoder = (*encoder)(nil)

// NewEncoder returns an encoder that redacts every entry and its fields before enc
// encodes them, for programs that build their loggers with [zap.Config] and name
// their encoder:
//
//	err := zap.RegisterEncoder("redacted", func(cfg zapcore.EncoderConfig) (zapcore.Encoder, error) {
//		return zapredact.NewEncoder(zapcore.NewJSONEncoder(cfg), r), nil
//	})
//
// enc must not be nil, and must not be used any more. A nil r replaces every value.
// The encoder follows [redact.Redactor.Replace] and changes of live secrets.
//
// It sees what its core encodes, and nothing else: the panic value of Panic, what a
// hook sees and the error output of the logger are not redacted. [Options] does
// that, and both may be used together. A record that the policy denies is encoded as a
// stub, with [redact.WithoutStubs] as nothing.
func NewEncoder(enc zapcore.Encoder, r *redact.Redactor, opts ...CoreOption) zapcore.Encoder {
	if enc == nil {
		panic("zapredact: NewEncoder: nil encoder")
	}
	root := &encoderRoot{r: r, scope: r.Scope(newConfig(opts).sink), empty: enc}
	return root.encoder(pass{scope: root.scope, own: true, nested: true}, nil, &encoded{gen: r.Generation(), next: enc.Clone()})
}

func (r *encoderRoot) encoder(p pass, kept []zapcore.Field, now *encoded) *encoder {
	e := &encoder{encoderRoot: r, pass: p, kept: kept}
	e.adder = adder{e.bind}
	e.now.Store(now)
	return e
}

// bind redacts a field and adds it to those that are bound. As with any encoder, it
// is not safe for concurrent use.
func (e *encoder) bind(f zapcore.Field) error {
	b := e.current()
	rec := e.encoderRoot.scope.Record(b.rec)
	e.pass.count, e.pass.rec, e.pass.scope = 0, rec, e.pass.scope.Of(rec)
	e.pass.add(f)
	e.pass.scope = e.pass.scope.Apart()
	for i := range e.pass.out {
		e.pass.out[i].AddTo(b.next)
	}
	e.kept = append(e.kept, e.pass.out...)
	e.pass.out = nil
	e.now.Store(&encoded{b.gen, b.next, rec})
	return e.pass.taken()
}

// current returns the next encoder with all fields bound, as the Redactor in force
// has redacted them.
func (e *encoder) current() *encoded {
	b := e.now.Load()
	gen := e.r.Generation()
	if b.gen == gen || len(e.kept) == 0 {
		return b
	}
	rec := e.encoderRoot.scope.Record(b.rec)
	again := &encoded{gen, e.empty.Clone(), rec}
	p := pass{scope: e.encoderRoot.scope.Of(rec), rec: rec, own: true}
	for i := range e.kept {
		p.count = 0 // as when it was bound
		p.fields(e.kept[i : i+1])
	}
	for i := range p.out {
		p.out[i].AddTo(again.next)
	}
	e.now.Store(again)
	return again
}

// Clone implements zapcore.Encoder.
func (e *encoder) Clone() zapcore.Encoder {
	gen := e.r.Generation() // not later than what is cloned
	if b := e.now.Load(); b.gen != gen && len(e.kept) > 0 {
		e.current()
	}
	b := e.now.Load()
	return e.encoderRoot.encoder(e.pass, e.kept[:len(e.kept):len(e.kept)], &encoded{b.gen, b.next.Clone(), b.rec})
}

// nothing is for records of which nothing is left.
var nothing = buffer.NewPool()

// EncodeEntry implements zapcore.Encoder.
func (e *encoder) EncodeEntry(ent zapcore.Entry, fields []zapcore.Field) (*buffer.Buffer, error) {
	b := e.current()
	if e.pass.left || b.rec.WillDeny() || !clean(&e.pass.scope, &ent, fields) {
		var rec redact.Record
		fields, rec = redactEntry(e.encoderRoot.scope, e.pass.scope, b.rec, e.pass.left, &ent, fields)
		switch denied := deny(rec, &ent); {
		case denied && ent.Message == "":
			return nothing.Get(), nil
		case denied:
			return e.empty.Clone().EncodeEntry(ent, nil)
		}
	}
	return b.next.EncodeEntry(ent, fields)
}
