package otelprocessor

import (
	"context"
	"strconv"
	"sync/atomic"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/log"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	"go.opentelemetry.io/otel/sdk/resource"
)

// records redacts log records.
type records struct {
	*engine
	template atomic.Pointer[template]
}

// clean reports a record in which nothing is to be hidden, resource and scope
// aside. False tells nothing.
func (e *records) clean(rec *sdklog.Record) bool {
	b, nodes := e.scope.Batch(), 0
	ok := plainText(b, rec.EventName()) && plainText(b, rec.SeverityText())
	if ok {
		body := rec.Body()
		ok = plainValue(b, &body, 0, &nodes)
	}
	if ok {
		paired := false
		rec.WalkAttributes(func(a attribute.KeyValue) bool {
			// What is left of a statement is known where its system is, and a value where
			// its name is: before or behind it.
			ok = plainAttr(b, &a, 0, &nodes) && (e.statements == nil || !isStatement(a.Key))
			paired = paired || holdsValue(a.Key)
			return ok
		})
		if ok && paired {
			rec.WalkAttributes(func(a attribute.KeyValue) bool {
				name := nameBeside(&a)
				ok = name == "" || b.Field(name)
				return ok
			})
		}
	}
	return b.Clean() && ok
}

// redact redacts rec in place, but for resource and scope. If it fails, what is left
// of the record cannot hold text. A record that is denied becomes a stub, or is dropped
// and left as it was.
func (e *records) redact(rec *sdklog.Record) (v verdict) {
	defer func() {
		if recover() != nil {
			e.count()
			strip(rec, failMark)
			rec.SetAttributes(failAttr.Bool(true))
			v = changed
		}
	}()
	probe := e.scope.Probe()
	if probe.On() {
		n := len(rec.Body().AsString()) + len(rec.EventName())
		rec.WalkAttributes(func(a attribute.KeyValue) bool {
			n += attrSize(a)
			return true
		})
		defer func() { probe.Done(n, v != same) }()
	}
	if e.clean(rec) {
		return same
	}
	p := e.newPass()
	p.from(rec.TraceID())
	p.begin()
	body, done := p.body(rec.Body(), 0)
	was := make([]attribute.KeyValue, 0, rec.AttributesLen())
	rec.WalkAttributes(func(a attribute.KeyValue) bool {
		was = append(was, a)
		return true
	})
	attrs, dirty := p.attrs(p.scope, was, 0)
	name, level := rec.EventName(), rec.SeverityText()
	event, severity := p.scope.Text(name), p.scope.Text(level)
	if stub, denied := p.rec.Denied(); denied {
		if stub == "" {
			return dropped
		}
		strip(rec, stub)
		rec.SetEventName("")
		rec.SetSeverityText(severity)
		return changed
	}
	if done != same {
		rec.SetBody(body)
		v = changed
	}
	if dirty {
		setAttributes(rec, was, attrs)
		v = changed
	}
	if event != name {
		rec.SetEventName(event)
		v = changed
	}
	if severity != level {
		rec.SetSeverityText(severity)
		v = changed
	}
	return v
}

// strip takes all text out of a record.
func strip(rec *sdklog.Record, mark string) {
	rec.SetBody(attribute.StringValue(mark))
	rec.SetAttributes()
	if rec.EventName() != "" {
		rec.SetEventName(mark)
	}
	rec.SetSeverityText("")
}

// body redacts a value without a name. The keys of a map are names as those of
// attributes are.
func (p *pass) body(v attribute.Value, depth int) (attribute.Value, verdict) {
	p.nodes--
	switch v.Type() {
	case attribute.MAP:
		if depth >= maxDepth {
			return limited(p.scope), changed
		}
		members, dirty := p.attrs(p.scope, v.AsMap(), depth+1)
		if !dirty {
			return v, same
		}
		return attribute.MapValue(members...), changed
	case attribute.SLICE:
		if depth >= maxDepth {
			return limited(p.scope), changed
		}
		elems, dirty := v.AsSlice(), false // a copy
		for i := range elems {
			if p.nodes <= 0 {
				elems, dirty = append(elems[:i], limited(p.scope)), true
				break
			}
			was, done := elems[i], same
			elems[i], done = p.body(was, depth+1)
			dirty = dirty || done != same
		}
		if !dirty {
			return v, same
		}
		return attribute.SliceValue(elems...), changed
	}
	return p.scalar(p.untold.Field(""), v)
}

// setAttributes makes attrs the attributes of a record that has was.
func setAttributes(rec *sdklog.Record, was, attrs []attribute.KeyValue) {
	lost := rec.DroppedAttributes()
	if replaced(rec, was, attrs) {
		return
	}
	rec.SetAttributes(attrs...) // which forgets how many were dropped
	if lost == 0 || lost > maxFillers || rec.AttributesLen() != len(was) {
		return
	}
	// A record that has lost attributes to a limit is full: what is added now is
	// counted and thrown away.
	fillers := make([]attribute.KeyValue, lost)
	for i := range fillers {
		fillers[i] = attribute.Bool("tacit.filler."+strconv.Itoa(i), true)
	}
	if rec.AddAttributes(fillers...); rec.AttributesLen() != len(was) {
		rec.SetAttributes(attrs...)
	}
}

// maxFillers bounds the count of dropped attributes that is restored.
const maxFillers = 1000

// replaced replaces values under keys that stay, and keeps what the record knows of
// dropped attributes. It reports false if that could not be done: where keys may be
// there twice, attributes would be added beside the old ones.
func replaced(rec *sdklog.Record, was, attrs []attribute.KeyValue) bool {
	if len(was) != len(attrs) {
		return false
	}
	var dirty []attribute.KeyValue
	for i, a := range attrs {
		if a.Key != was[i].Key {
			return false
		}
		if a != was[i] {
			dirty = append(dirty, a)
		}
	}
	rec.AddAttributes(dirty...)
	if rec.AttributesLen() != len(was) {
		return false
	}
	i, ok := 0, true
	rec.WalkAttributes(func(a attribute.KeyValue) bool {
		ok = a.Key == attrs[i].Key && (a == was[i]) == (attrs[i] == was[i])
		i++
		return ok
	})
	return ok
}

// place returns rec with another resource and scope. The SDK sets them when a record
// is emitted, and not later, so one is emitted there. What is lost is the count of
// dropped attributes.
func (e *records) place(rec *sdklog.Record, res *resource.Resource, lib instrumentation.Scope) sdklog.Record {
	t := e.template.Load()
	if t == nil || t.res != res || t.lib != lib {
		t = newTemplate(res, lib)
		if _, dirty := e.resource(t.rec.Resource()); dirty {
			// The provider adds what the environment says, and a key of that is to be
			// hidden. A record without a resource has no attributes either.
			e.count()
			t = &template{res: res, lib: lib}
		}
		e.template.Store(t)
	}
	out := t.rec.Clone()
	out.SetEventName(rec.EventName())
	out.SetTimestamp(rec.Timestamp())
	out.SetObservedTimestamp(rec.ObservedTimestamp())
	out.SetSeverity(rec.Severity())
	out.SetSeverityText(rec.SeverityText())
	out.SetBody(rec.Body())
	attrs := make([]attribute.KeyValue, 0, rec.AttributesLen())
	rec.WalkAttributes(func(a attribute.KeyValue) bool {
		attrs = append(attrs, a)
		return true
	})
	out.SetAttributes(attrs...)
	out.SetTraceID(rec.TraceID())
	out.SetSpanID(rec.SpanID())
	out.SetTraceFlags(rec.TraceFlags())
	return out
}

// template is a record with a resource and a scope that hold no secret.
type template struct {
	res *resource.Resource
	lib instrumentation.Scope
	rec sdklog.Record
}

func newTemplate(res *resource.Resource, lib instrumentation.Scope) *template {
	t := &template{res: res, lib: lib}
	lp := sdklog.NewLoggerProvider(
		sdklog.WithResource(res), sdklog.WithProcessor(&catcher{&t.rec}), sdklog.WithAllowKeyDuplication(),
		sdklog.WithAttributeCountLimit(-1), sdklog.WithAttributeValueLengthLimit(-1), sdklog.WithAttributeValueDepthLimit(-1),
	)
	lp.Logger(lib.Name, log.WithInstrumentationVersion(lib.Version), log.WithSchemaURL(lib.SchemaURL),
		log.WithInstrumentationAttributeSet(lib.Attributes)).Emit(context.Background(), log.Record{})
	return t
}

// catcher is a processor that keeps the record.
type catcher struct{ rec *sdklog.Record }

func (*catcher) Enabled(context.Context, sdklog.EnabledParameters) bool { return true }
func (*catcher) Shutdown(context.Context) error                         { return nil }
func (*catcher) ForceFlush(context.Context) error                       { return nil }
func (c *catcher) OnEmit(_ context.Context, rec *sdklog.Record) error {
	*c.rec = rec.Clone()
	return nil
}
