package logrredact

import "github.com/tacit-go/tacit/redact"

// maxBeside bounds how far what names a value may stand from it: eight pairs, which are twice as many elements.
const maxBeside = 8

// judged returns the decision on a key, or what a pair beside it says of it: "name", "Authorization", "value", "x".
func judged(s redact.Scope, key string, beside []any) redact.Field {
	if redact.HoldsPair(key) {
		for i := 0; i+1 < len(beside); i += 2 {
			k, isName := beside[i].(string)
			text, isText := beside[i+1].(string)
			if isName && isText && redact.NamesPair(k, key) {
				if f := s.Paired(key, text); f.Action() == redact.Redact {
					return f
				}
			}
		}
	}
	return s.Field(key)
}
