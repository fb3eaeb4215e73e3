package slogredact

import (
	"log/slog"

	"github.com/tacit-go/tacit/redact"
)

// maxBeside bounds how far the attribute that names a value may stand from it in a group, and how many
// of a record are asked.
const maxBeside = 8

// naming appends the attributes of a record that may name what another one holds, if there is such a one, and
// the message, which may be the statement of arguments.
func naming(rec slog.Record, to []slog.Attr) []slog.Attr {
	holds := false
	rec.Attrs(func(a slog.Attr) bool {
		if redact.HoldsPair(a.Key) {
			holds = true
		} else if len(to) < maxBeside && a.Value.Kind() == slog.KindString && redact.NamesPair(a.Key, a.Key) {
			to = append(to, a)
		}
		return true
	})
	if !holds {
		return nil
	}
	return append(to, slog.String("statement", rec.Message))
}
