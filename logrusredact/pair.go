package logrusredact

import (
	"github.com/sirupsen/logrus"

	"github.com/tacit-go/tacit/redact"
)

// maxBeside bounds the fields of an entry among which one may name what another holds.
const maxBeside = 64

// judged returns the decision on a field, or what one beside it says of it: name=Authorization value=x.
func judged(s redact.Scope, name string, beside logrus.Fields) redact.Field {
	if redact.HoldsPair(name) && len(beside) <= maxBeside {
		for key, v := range beside {
			if text, ok := v.(string); ok && redact.NamesPair(key, name) {
				if f := s.Paired(name, text); f.Action() == redact.Redact {
					return f
				}
			}
		}
	}
	return s.Field(name)
}
