package sentryredact

import (
	"strconv"
	"strings"

	"github.com/getsentry/sentry-go"
	"github.com/getsentry/sentry-go/attribute"

	"github.com/tacit-go/tacit/redact"
)

// hooks are what runs behind the callbacks of the caller.
type hooks struct{ r *redact.Redactor }

func (h hooks) pass(trace sentry.TraceID) pass {
	s := h.r.Scope(sink).From(redact.Origin{TraceID: trace})
	rec := s.Record()
	return pass{s: s.Of(rec), rec: rec}
}

// denied returns out, or if the record is denied what of in stub leaves.
func denied[T any](p *pass, in, out *T, stub func(in *T, message string) *T) *T {
	message, denied := p.rec.Denied()
	switch {
	case !denied:
		return out
	case message == "":
		return nil
	}
	return stub(in, message)
}

// guarded returns f(v), or what replaces v if f panics.
func guarded[T any](v *T, f, replace func(*T) *T) (out *T) {
	if v == nil {
		return nil
	}
	defer func() {
		if recover() != nil {
			out = replace(v)
		}
	}()
	return f(v)
}

// traceOf returns the trace of an event, zero if it has none.
func traceOf(e *sentry.Event) sentry.TraceID {
	id, _ := e.Contexts["trace"]["trace_id"].(sentry.TraceID)
	return id
}

func (h hooks) event(e *sentry.Event) *sentry.Event {
	return guarded(e, func(e *sentry.Event) *sentry.Event {
		p := h.pass(traceOf(e))
		return denied(&p, e, p.event(e), stubEvent)
	}, failedEvent)
}

func (h hooks) breadcrumb(b *sentry.Breadcrumb) *sentry.Breadcrumb {
	return guarded(b, func(b *sentry.Breadcrumb) *sentry.Breadcrumb {
		p := h.pass(sentry.TraceID{})
		return denied(&p, b, edit(&p, b, p.breadcrumb), stubBreadcrumb)
	}, failedBreadcrumb)
}

func (h hooks) log(l *sentry.Log) *sentry.Log {
	return guarded(l, func(l *sentry.Log) *sentry.Log {
		p := h.pass(l.TraceID)
		return denied(&p, l, p.log(l), stubLog)
	}, failedLog)
}

func (h hooks) metric(m *sentry.Metric) *sentry.Metric {
	return guarded(m, func(m *sentry.Metric) *sentry.Metric {
		p := h.pass(m.TraceID)
		return denied(&p, m, p.metric(m), stubMetric)
	}, failedMetric)
}

func (p *pass) log(l *sentry.Log) *sentry.Log {
	body, level := p.s.Text(l.Body), sentry.LogLevel(p.s.Text(string(l.Level)))
	changed := p.changed
	p.changed = false
	attrs := fields(p, p.group("attributes"), l.Attributes, attributeValue)
	if body != l.Body {
		attrs = parameters(attrs, l, body)
	} else if level == l.Level && !p.changed {
		p.changed = changed
		return l
	}
	p.changed = true
	c := *l
	c.Body, c.Level, c.Attributes = body, level, attrs
	return &c
}

// parameters hides the parameters of the template that a hidden part of the body may
// have come from: those of which the redacted body shows less than before, or nothing.
func parameters(attrs map[string]attribute.Value, l *sentry.Log, body string) map[string]attribute.Value {
	const prefix = "sentry.message.parameters."
	out := make(map[string]attribute.Value, len(attrs))
	for name, v := range attrs {
		if number, ok := strings.CutPrefix(name, prefix); ok {
			switch n, err := strconv.Atoi(number); {
			case err != nil:
			case n >= maxParts:
				v = attribute.StringValue(markLimit)
			case !shows(l.Body, l.Attributes[name].String(), body, v.String()):
				v = attribute.StringValue(mark)
			}
		}
		out[name] = v
	}
	return out
}

// shows reports that a redacted text shows a redacted part as often as the raw text
// shows the raw part, as it is and in quotes.
func shows(rawText, rawPart, text, part string) bool {
	found := rawPart == ""
	for i, raw := range spellings(rawPart) {
		if n := strings.Count(rawText, raw); rawPart != "" && n > 0 {
			found = true
			if strings.Count(text, spellings(part)[i]) < n {
				return false
			}
		}
	}
	return found
}

// spellings returns a part as it is and as %q and %+q quote it.
func spellings(part string) [3]string {
	quoted, ascii := strconv.Quote(part), strconv.QuoteToASCII(part)
	return [...]string{part, quoted[1 : len(quoted)-1], ascii[1 : len(ascii)-1]}
}

// contains reports that a text has the part in one of its spellings.
func contains(text, part string) bool {
	for _, spelled := range spellings(part) {
		if strings.Contains(text, spelled) {
			return true
		}
	}
	return false
}

func (p *pass) metric(m *sentry.Metric) *sentry.Metric {
	name, unit := p.s.Text(m.Name), p.s.Text(m.Unit)
	kind := sentry.MetricType(p.s.Text(string(m.Type)))
	changed := p.changed
	p.changed = false
	attrs := fields(p, p.group("attributes"), m.Attributes, attributeValue)
	if name == m.Name && unit == m.Unit && kind == m.Type && !p.changed {
		p.changed = changed
		return m
	}
	p.changed = true
	c := *m
	c.Name, c.Unit, c.Type, c.Attributes = name, unit, kind, attrs
	return &c
}
