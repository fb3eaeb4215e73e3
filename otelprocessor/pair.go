package otelprocessor

import (
	"strings"

	"go.opentelemetry.io/otel/attribute"

	"github.com/tacit-go/tacit/redact"
)

// In a map, and among the attributes of a span, a record and the like, what stands under
// "value" is judged under the text under "name" or "key" as well, as in the objects of JSON
// that package redact reads.

// maxPairName is the longest text that is taken for the name of the value beside it.
const maxPairName = 128

func holdsValue(key attribute.Key) bool {
	return len(key) == len("value") && strings.EqualFold(string(key), "value")
}

func namesValue(key attribute.Key) bool {
	return len(key) == len("name") && strings.EqualFold(string(key), "name") || len(key) == len("key") && strings.EqualFold(string(key), "key")
}

// nameBeside returns the text of a member that may name the value beside it.
func nameBeside(a *attribute.KeyValue) string {
	if !namesValue(a.Key) || a.Value.Type() != attribute.STRING {
		return ""
	}
	if name := a.Value.AsString(); len(name) <= maxPairName {
		return name
	}
	return ""
}

func hasValue(members []attribute.KeyValue) bool {
	for i := range members {
		if holdsValue(members[i].Key) {
			return true
		}
	}
	return false
}

// beside decides on the name that stands beside a value. It is nil if there is none that
// says to hide it. Path rules are about places, and say nothing of it.
func (p *pass) beside(members []attribute.KeyValue) *redact.Field {
	if !hasValue(members) {
		return nil
	}
	for i := range members {
		name := nameBeside(&members[i])
		if name == "" {
			continue
		}
		if f := p.scope.WithRecordNames(name).Field(name); f.Action() == redact.Redact {
			return &f
		}
	}
	return nil
}

// plainPair adds what may name a value to a batch.
func plainPair(b *redact.Batch, members []attribute.KeyValue) bool {
	if !hasValue(members) {
		return true
	}
	for i := range members {
		if name := nameBeside(&members[i]); name != "" && !b.Field(name) {
			return false
		}
	}
	return true
}
