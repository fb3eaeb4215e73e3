package zapredact

import (
	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redact"
)

// maxBeside bounds how far the field that names a value may stand from it.
const maxBeside = 8

// judged returns the decision on a key, or what a field beside it says of it: name="Authorization" value="x".
func (p *pass) judged(s redact.Scope, key string) redact.Field {
	if redact.HoldsPair(key) {
		beside := p.beside
		if p.nested { // of a marshaler: what it has added before
			beside = p.out[max(0, len(p.out)-maxBeside):]
		}
		for i := range beside {
			if b := &beside[i]; b.Type == zapcore.StringType && redact.NamesPair(b.Key, key) {
				if f := s.Paired(key, b.String); f.Action() == redact.Redact {
					return f
				}
			}
		}
	}
	return s.Field(key)
}
