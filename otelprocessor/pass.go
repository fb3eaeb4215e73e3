package otelprocessor

import (
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"github.com/tacit-go/tacit/redact"
)

// Bounds of one span, record or metric stream. The SDK bounds the depth too, but
// not that of a Resource.
const (
	maxDepth = 64
	maxNodes = 10_000
)

// A pass is the state of one walk over the attributes of a span or a record.
type pass struct {
	e      *engine
	system string // of a database, which the attributes name
	nodes  int    // how many values may still be visited
	rec    redact.Record
	// scope and untold are those of e, which may know where the record comes from.
	scope, untold redact.Scope
}

func (e *engine) newPass() pass {
	return pass{e: e, nodes: maxNodes, scope: e.scope, untold: e.untold}
}

// begin makes the pass one over a record, which may be denied.
func (p *pass) begin() {
	p.rec = p.scope.Record()
	p.scope, p.untold = p.scope.Of(p.rec), p.untold.Of(p.rec)
}

// deniedKey is the attribute that is left of data points that are denied.
const deniedKey = attribute.Key("tacit.denied")

// from tells events the trace of the record.
func (p *pass) from(id trace.TraceID) {
	if p.scope.Observed() {
		o := redact.Origin{TraceID: id}
		p.scope, p.untold = p.scope.From(o), p.untold.From(o)
	}
}

// A verdict says what became of a value.
type verdict uint8

const (
	same verdict = iota
	changed
	dropped
)

// attrs redacts a slice without writing to it. It returns attrs itself when clean.
// Behind depth 0 it is the members of a map.
func (p *pass) attrs(s redact.Scope, attrs []attribute.KeyValue, depth int) ([]attribute.KeyValue, bool) {
	var out []attribute.KeyValue
	beside := p.beside(attrs)
	if depth == 0 && p.e.statements != nil {
		p.system = systemIn(attrs)
	}
	for i, a := range attrs {
		if p.nodes <= 0 {
			if out == nil {
				out = append(make([]attribute.KeyValue, 0, i+1), attrs[:i]...)
			}
			return append(out, limitedAttr(s)), true
		}
		a, v := p.attr(s, a, depth, beside)
		if v != same && out == nil {
			out = append(make([]attribute.KeyValue, 0, len(attrs)), attrs[:i]...)
		}
		if v != dropped && out != nil {
			out = append(out, a)
		}
	}
	if out == nil {
		return attrs, false
	}
	return out, true
}

// attr redacts one attribute. Field beside, if any, judges a value whose own name says
// nothing.
func (p *pass) attr(s redact.Scope, a attribute.KeyValue, depth int, beside *redact.Field) (attribute.KeyValue, verdict) {
	own := s.Field(string(a.Key))
	f := own
	if beside != nil && holdsValue(a.Key) && own.Action() == redact.Scan {
		f = *beside
	}
	was, shown := a.Value, true
	if p.e.statements != nil && depth == 0 && isStatement(a.Key) {
		was, shown = p.sanitized(f, a)
	}
	v, done := was, changed
	if shown {
		if v, done = p.value(f, was, depth); done == same && was != a.Value {
			done = changed
		}
	}
	if done != dropped && isCommand(a.Key) {
		if line, d := p.command(f, v); d == changed {
			v, done = line, changed
		}
	}
	if done == dropped {
		return a, dropped
	}
	name := own.Name()
	if done == same && name == string(a.Key) {
		return a, same
	}
	return attribute.KeyValue{Key: attribute.Key(name), Value: v}, changed
}

// value redacts the value of a field, or an element of it.
func (p *pass) value(f redact.Field, v attribute.Value, depth int) (attribute.Value, verdict) {
	p.nodes--
	switch v.Type() {
	case attribute.MAP:
		if f.Group() == redact.DropField {
			return v, dropped
		}
		return p.nested(f, v, depth)
	case attribute.SLICE:
		if f.Group() == redact.DropField {
			return v, dropped
		}
		return p.list(f, v, depth)
	}
	if f.Action() == redact.DropField {
		return v, dropped
	}
	return p.scalar(f, v)
}

// nested redacts a map.
func (p *pass) nested(f redact.Field, v attribute.Value, depth int) (attribute.Value, verdict) {
	if depth >= maxDepth {
		return limited(f.Scope()), changed
	}
	members, dirty := p.attrs(f.Scope(), v.AsMap(), depth+1)
	if !dirty {
		return v, same
	}
	return attribute.MapValue(members...), changed
}

// list redacts an array of any values: an element has the name of the array.
func (p *pass) list(f redact.Field, v attribute.Value, depth int) (attribute.Value, verdict) {
	if depth >= maxDepth {
		return limited(f.Scope()), changed
	}
	elems := v.AsSlice() // a copy
	out, dirty := elems[:0], false
	for _, e := range elems {
		if p.nodes <= 0 {
			out, dirty = append(out, limited(f.Scope())), true
			break
		}
		e, done := p.value(f, e, depth+1)
		dirty = dirty || done != same
		if done != dropped {
			out = append(out, e)
		}
	}
	switch {
	case !dirty:
		return v, same
	case len(out) == 0 && len(elems) > 0 && f.Action() == redact.DropField:
		return v, dropped
	}
	return attribute.SliceValue(out...), changed
}
