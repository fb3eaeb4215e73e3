package logrusredact

import (
	"maps"
	"slices"
	"strings"

	"github.com/sirupsen/logrus"

	"github.com/tacit-go/tacit/redact"
)

// redactor is what hook and formatter have in common.
type redactor struct{ scope redact.Scope }

// clean reports an entry in which nothing is to be hidden, which is what most are.
// False tells nothing. It calls no method of a value.
func (r redactor) clean(e *logrus.Entry) bool {
	batch := r.scope.Batch()
	ok := batch.Text(e.Message)
	for name, v := range e.Data {
		if ok = ok && batch.Field(name) && batch.Any(v); !ok {
			break
		}
	}
	return batch.Clean() && ok
}

// A change is what becomes of one field.
type change struct {
	name, key string
	value     any
	verdict   verdict
}

// entry returns what an entry is to say; the map is a new one if anything in it is.
// dirty tells that there was something to hide, keep that something is written: the stub
// of a record that is denied, if not the record.
func (r redactor) entry(e *logrus.Entry) (msg string, data logrus.Fields, dirty, keep bool) {
	if e.Caller != nil {
		r.scope = r.scope.From(redact.Origin{PC: e.Caller.PC})
	}
	rec := r.scope.Record()
	r.scope = r.scope.Of(rec)
	var changes []change
	for name, v := range e.Data {
		if c := r.field(name, v, e.Data); c.verdict != same {
			changes = append(changes, c)
		}
	}
	msg = r.scope.Text(e.Message)
	if stub, denied := rec.Denied(); denied {
		return stub, logrus.Fields{}, true, stub != ""
	}
	if len(changes) == 0 {
		return msg, e.Data, msg != e.Message, true
	}
	// Names that become the same must not depend on the order of a map.
	slices.SortFunc(changes, func(a, b change) int { return strings.Compare(a.name, b.name) })
	data = maps.Clone(e.Data)
	for _, c := range changes {
		if c.key != c.name || c.verdict == left {
			delete(data, c.name)
		}
	}
	for _, c := range changes {
		if _, taken := data[c.key]; c.verdict == changed && (c.key == c.name || !taken) {
			data[c.key] = c.value
		}
	}
	return msg, data, true, true
}

// A verdict says what became of a field.
type verdict uint8

const (
	same verdict = iota
	changed
	left // out of the record
)

// field redacts a field of those beside it. User code runs here, so a panic stops here.
func (r redactor) field(name string, v any, beside logrus.Fields) (c change) {
	var f redact.Field
	defer func() {
		if recover() != nil {
			const mark = "[REDACTED:error]"
			c = change{name, mark, mark, changed}
		}
	}()
	f = judged(r.scope, name, beside)
	if f.Action() == redact.DropField {
		return change{name: name, verdict: left}
	}
	c = change{name: name, key: f.Name(), value: v}
	if result, hidden := value(f, v); hidden {
		c.value, c.verdict = result, changed
	} else if c.key != name {
		c.verdict = changed
	}
	return c
}

// value redacts a value. When hidden is true, result is to be handed on.
func value(f redact.Field, v any) (result any, hidden bool) {
	if result, hidden, ok := f.Scalar(v); ok {
		return result, hidden
	}
	return f.Value(v)
}
