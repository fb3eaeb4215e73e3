package collector

import (
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"

	"github.com/tacit-go/tacit/redact"
)

// In a map, and among attributes, what stands under "value" is judged under the text under
// "name" or "key" as well, as in the objects of JSON that package redact reads.

// maxPairName is the longest text that is taken for the name of the value beside it.
const maxPairName = 128

func holdsValue(key string) bool { return len(key) == len("value") && strings.EqualFold(key, "value") }

func namesValue(key string) bool {
	return len(key) == len("name") && strings.EqualFold(key, "name") || len(key) == len("key") && strings.EqualFold(key, "key")
}

// nameBeside returns the text of a member that may name the value beside it.
func nameBeside(key string, v pcommon.Value) string {
	if !namesValue(key) || v.Type() != pcommon.ValueTypeStr {
		return ""
	}
	if name := v.Str(); len(name) <= maxPairName {
		return name
	}
	return ""
}

func hasValue(m pcommon.Map) bool {
	for key := range m.All() {
		if holdsValue(key) {
			return true
		}
	}
	return false
}

// beside decides on the name that stands beside a value. It is nil if there is none that
// says to hide it. Path rules are about places, and say nothing of it.
func (p *pass) beside(m pcommon.Map) *redact.Field {
	if !hasValue(m) {
		return nil
	}
	for key, v := range m.All() {
		name := nameBeside(key, v)
		if name == "" {
			continue
		}
		s := p.scope.WithRecordNames(name)
		if p.e.ruleOf(name, false) == hideIt {
			s = p.e.hides
		}
		if f := s.Field(name); f.Action() == redact.Redact {
			return &f
		}
	}
	return nil
}

// plainPair adds what may name a value to a batch.
func plainPair(b *redact.Batch, m pcommon.Map) bool {
	if !hasValue(m) {
		return true
	}
	for key, v := range m.All() {
		if name := nameBeside(key, v); name != "" && !b.Field(name) {
			return false
		}
	}
	return true
}
