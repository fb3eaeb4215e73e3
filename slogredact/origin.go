package slogredact

import (
	"context"
	"log/slog"

	"github.com/tacit-go/tacit/redact"
)

// origin tells where a record comes from.
func (r *root) origin(ctx context.Context, rec *slog.Record) (o redact.Origin) {
	o.PC = rec.PC
	if r.trace == nil {
		return o
	}
	defer func() { _ = recover() }() // a function of the user
	o.TraceID = r.trace(ctx)
	return o
}

// size is the number of bytes of text in a record: the message, and names and values
// of attributes as far as they are strings.
func size(rec *slog.Record) int {
	n := len(rec.Message)
	rec.Attrs(func(a slog.Attr) bool {
		n += attrSize(a, 0)
		return true
	})
	return n
}

func attrSize(a slog.Attr, depth int) int {
	n := len(a.Key)
	switch a.Value.Kind() {
	case slog.KindString:
		n += len(a.Value.String())
	case slog.KindGroup:
		if depth == maxDepth {
			return n
		}
		for _, a := range a.Value.Group() {
			n += attrSize(a, depth+1)
		}
	}
	return n
}
