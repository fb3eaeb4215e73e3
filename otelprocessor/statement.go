package otelprocessor

import (
	"go.opentelemetry.io/otel/attribute"

	"github.com/tacit-go/tacit/redact"
)

// WithStatements takes the literals out of the statements in db.query.text and
// db.statement, as the semantic conventions ask where a statement is not parameterised:
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
	if f.Action() == redact.Keep || leaves(f.Action()) || a.Value.Type() != attribute.STRING {
		return a.Value, true
	}
	was := a.Value.AsString()
	switch out, failed := p.e.statement(p.system, was); {
	case failed:
		return p.e.failure(), false
	case out != was:
		return attribute.StringValue(out), true
	}
	return a.Value, true
}

// plainStatements reports that no statement is to be changed.
func (e *engine) plainStatements(attrs []attribute.KeyValue) bool {
	if e.statements == nil {
		return true
	}
	for i := range attrs {
		if a := &attrs[i]; isStatement(a.Key) && a.Value.Type() == attribute.STRING {
			text := a.Value.AsString()
			if out, failed := e.statement(systemIn(attrs), text); failed || out != text {
				return false
			}
		}
	}
	return true
}
