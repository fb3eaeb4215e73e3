package otelprocessor

import (
	"go.opentelemetry.io/otel/attribute"

	"github.com/tacit-go/tacit/redact"
)

// WithStatements takes the literals out of the statements in db.query.text and
// db.statement, texts or slices of texts, as the semantic conventions ask where a
// statement is not parameterised:
//
//	otelprocessor.NewSpanExporter(exp, r, otelprocessor.WithStatements(sqlredact.Sanitize))
//
// Sanitize gets the text of db.system.name or db.system, or "" if neither is among the
// attributes, and a statement; it must be pure and safe for concurrent use. What it
// returns is then redacted as any value is. If it fails or panics, the whole statement
// becomes [REDACTED:error]. Attributes whose action is Keep are left as they are. It is
// called up to twice for a statement. The default is to leave statements as they are but
// for what detectors find.
func WithStatements(sanitize func(system, statement string) (string, error)) Option {
	return option(func(c *config) { c.statements = sanitize })
}

func isStatement(key attribute.Key) bool { return key == "db.query.text" || key == "db.statement" }

func isSystem(key attribute.Key) bool { return key == "db.system.name" || key == "db.system" }

// systemIn returns the database system that attributes name.
func systemIn(attrs []attribute.KeyValue) string {
	for i := range attrs {
		if isSystem(attrs[i].Key) && attrs[i].Value.Type() == attribute.STRING {
			return attrs[i].Value.AsString()
		}
	}
	return ""
}

// statement returns what is left of one. Failed tells that none of it may be shown.
func (e *engine) statement(system, text string) (out string, failed bool) {
	defer func() {
		if recover() != nil {
			out, failed = "", true
		}
	}()
	out, err := e.statements(system, text)
	return out, err != nil
}

// sanitized returns the value of a statement before it is redacted, or false if all of
// it is to be hidden.
func (p *pass) sanitized(f redact.Field, a attribute.KeyValue) (attribute.Value, bool) {
	if f.Action() == redact.Keep || f.Action() == redact.DropField {
		return a.Value, true
	}
	out, ok := p.without(a.Value)
	if !ok {
		return p.e.failure(), false
	}
	return out, true
}

// without returns a text, or a slice of texts, without literals. False tells that none
// of it may be shown.
func (p *pass) without(v attribute.Value) (attribute.Value, bool) {
	switch v.Type() {
	case attribute.STRING:
		if out, failed := p.e.statement(p.system, v.AsString()); failed || out != v.AsString() {
			return attribute.StringValue(out), !failed
		}
	case attribute.STRINGSLICE:
		list, dirty := v.AsStringSlice(), false
		for i, was := range list {
			out, failed := p.e.statement(p.system, was)
			if failed {
				return v, false
			}
			list[i], dirty = out, dirty || out != was
		}
		if dirty {
			return attribute.StringSliceValue(list), true
		}
	case attribute.SLICE:
		list, dirty := v.AsSlice(), false
		for i, was := range list {
			if was.Type() != attribute.STRING {
				continue
			}
			out, ok := p.without(was)
			if !ok {
				return v, false
			}
			list[i], dirty = out, dirty || out != was
		}
		if dirty {
			return attribute.SliceValue(list...), true
		}
	}
	return v, true
}

// plainStatements reports that no statement is to be changed.
func (e *engine) plainStatements(attrs []attribute.KeyValue) bool {
	for i := range attrs {
		a := &attrs[i]
		if !isStatement(a.Key) {
			continue
		}
		switch a.Value.Type() {
		case attribute.STRING:
			text := a.Value.AsString()
			if out, failed := e.statement(systemIn(attrs), text); failed || out != text {
				return false
			}
		case attribute.STRINGSLICE, attribute.SLICE:
			return false
		}
	}
	return true
}
