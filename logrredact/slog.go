package logrredact

import (
	"context"
	"log/slog"
	"reflect"

	"github.com/go-logr/logr"

	"github.com/tacit-go/tacit/redact"
)

// Handle implements logr.SlogSink.
func (s slogSink) Handle(ctx context.Context, rec slog.Record) error {
	b := s.current()
	b.helper()
	if b.rec.WillDeny() || !b.cleanRecord(&rec) {
		scope, from := s.root.scope, b
		if scope.Observed() {
			scope, from = s.root.from(b, redact.Origin{PC: rec.PC, TraceID: s.root.traceID(ctx)})
		}
		r := scope.Record(b.rec)
		out := slogRecord(scope.Of(r), from.scope.Of(r), b, s.root.pseudo, rec)
		if stub, denied := r.Denied(); denied {
			if stub == "" {
				return nil
			}
			bare := s.bare()
			b, out = &bare, slog.NewRecord(rec.Time, rec.Level, stub, rec.PC)
		}
		rec = out
	}
	if b.handler != nil {
		return b.handler.Handle(ctx, rec)
	}
	return b.slog.Handle(ctx, rec)
}

// WithAttrs implements logr.SlogSink.
func (s slogSink) WithAttrs(attrs []slog.Attr) logr.SlogSink {
	return s.derive(&sink{}, op{kind: opAttrs, attrs: attrs}).(logr.SlogSink)
}

// WithGroup implements logr.SlogSink.
func (s slogSink) WithGroup(name string) logr.SlogSink {
	if name == "" {
		return s
	}
	return s.derive(&sink{}, op{kind: opGroup, name: name}).(logr.SlogSink)
}

// slogRecord redacts a record that may be dirty.
func slogRecord(message, fields redact.Scope, b *state, pseudo bool, rec slog.Record) slog.Record {
	out := slog.NewRecord(rec.Time, rec.Level, message.Text(rec.Message), rec.PC)
	if b.left {
		return out
	}
	var buf [8]slog.Attr
	attrs := buf[:0]
	rec.Attrs(func(a slog.Attr) bool {
		attrs = append(attrs, a)
		return true
	})
	p := pass{nodes: maxNodes, pseudo: pseudo}
	attrs, v := p.attrs(fields, attrs, 0)
	if v == same && out.Message == rec.Message {
		return rec
	}
	out.AddAttrs(attrs...)
	return out
}

// cleanRecord is clean for a record of log/slog.
func (b *state) cleanRecord(rec *slog.Record) bool {
	if b.left {
		return false
	}
	batch := b.scope.Batch()
	if batch.Text(rec.Message) {
		batch.Attrs(rec)
	}
	return batch.Clean()
}

// attrs redacts attributes without writing to the slice.
func (p *pass) attrs(s redact.Scope, attrs []slog.Attr, depth int) ([]slog.Attr, verdict) {
	var out []slog.Attr
	if p.own {
		out = make([]slog.Attr, 0, len(attrs))
	}
	for i, a := range attrs {
		if p.nodes--; p.nodes < 0 {
			if out == nil {
				out = append(out, attrs[:i]...)
			}
			return append(out, slog.Any(limitName, limited(s))), changed
		}
		a, v := p.attr(s, a, attrs[max(0, i-maxBeside):min(len(attrs), i+maxBeside+1)], depth)
		if v != same && out == nil {
			out = append(make([]slog.Attr, 0, len(attrs)), attrs[:i]...)
		}
		if v != dropped && out != nil {
			out = append(out, a)
		}
	}
	if out == nil {
		return attrs, same
	}
	return out, changed
}

// attr redacts one attribute. User code runs here, so a panic stops here.
func (p *pass) attr(s redact.Scope, a slog.Attr, beside []slog.Attr, depth int) (out slog.Attr, v verdict) {
	var f redact.Field
	defer func() {
		if recover() != nil {
			out, v = slog.Any(name(f), failed(f)), changed
		}
	}()
	val, resolved := a.Value, false
	if val.Kind() == slog.KindLogValuer && !isSafe(val) {
		val, resolved = resolve(val), true
	}
	if val.Kind() == slog.KindGroup && a.Key == "" {
		// A group without a name belongs to the scope around it.
		val, v = p.group(s, val, depth)
		return slog.Attr{Value: val}, or(v, resolved)
	}
	f = s.PairedAttr(a.Key, beside)
	if f.Action() == redact.DropField {
		return slog.Attr{}, dropped
	}
	switch val.Kind() {
	case slog.KindGroup:
		val, v = p.group(f.Scope(), val, depth)
	case slog.KindDuration, slog.KindTime:
		if f.Action() == redact.Redact {
			val, v = p.slogValue(f, val)
		}
	default:
		val, v = p.slogValue(f, val)
	}
	n := f.Name()
	return slog.Attr{Key: n, Value: val}, or(v, resolved || n != a.Key)
}

// or returns changed for what is the same but for what dirty tells.
func or(v verdict, dirty bool) verdict {
	if v == same && dirty {
		return changed
	}
	return v
}

func (p *pass) group(s redact.Scope, v slog.Value, depth int) (slog.Value, verdict) {
	if depth >= maxDepth {
		return slog.AnyValue(limited(s)), changed
	}
	attrs, done := p.attrs(s, v.Group(), depth+1)
	if done == same {
		return v, same
	}
	return slog.GroupValue(attrs...), changed
}

// slogValue redacts a value that is no group.
func (p *pass) slogValue(f redact.Field, v slog.Value) (slog.Value, verdict) {
	if v.Kind() == slog.KindString { // Any allocates
		if s := v.String(); f.String(s) == s {
			return v, same
		}
	}
	r, hidden := p.value(f, v.Any())
	if !hidden {
		return v, same
	}
	return slog.AnyValue(r), changed
}

var safeType = reflect.TypeOf(redact.Safe(nil))

// isSafe reports a value marked by redact.Safe, whose exemption would be lost if
// it were resolved here.
func isSafe(v slog.Value) bool { return reflect.TypeOf(v.Any()) == safeType }

// resolve calls LogValue until the result has no such method. What is left of an
// endless chain is left to the Redactor, which has a bound for it.
func resolve(v slog.Value) slog.Value {
	for range maxLogValues {
		if v.Kind() != slog.KindLogValuer || isSafe(v) {
			return v
		}
		v = v.LogValuer().LogValue()
	}
	return v
}
