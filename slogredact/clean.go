package slogredact

import (
	"log/slog"

	"github.com/tacit-go/tacit/redact"
)

// clean reports a record in which nothing is to be hidden, which is what most
// records are. False tells nothing. It calls no method of a value.
func (b *bound) clean(rec *slog.Record) bool {
	if b.left && rec.NumAttrs() > 0 {
		return false
	}
	batch := b.scope.Batch()
	ok, nodes := batch.Text(rec.Message), 0
	if ok {
		rec.Attrs(func(a slog.Attr) bool {
			ok = plain(batch, &a, 0, &nodes)
			return ok
		})
	}
	return batch.Clean() && ok
}

// plain adds an attribute to a batch. It reports that it could be added and that
// the batch may still be clean.
func plain(batch *redact.Batch, a *slog.Attr, depth int, nodes *int) bool {
	kind := a.Value.Kind()
	if kind == slog.KindAny || kind == slog.KindLogValuer {
		return false
	}
	if *nodes++; *nodes > maxNodes {
		return false
	}
	if (kind != slog.KindGroup || a.Key != "") && !batch.Field(a.Key) {
		return false
	}
	switch kind {
	case slog.KindString:
		return batch.Text(a.Value.String())
	case slog.KindInt64:
		return batch.Int64(a.Value.Int64())
	case slog.KindUint64:
		return batch.Uint64(a.Value.Uint64())
	case slog.KindFloat64:
		return batch.Float64(a.Value.Float64())
	case slog.KindBool, slog.KindDuration, slog.KindTime:
		return true
	case slog.KindGroup:
		if depth >= maxDepth {
			return false
		}
		attrs := a.Value.Group()
		for i := range attrs {
			if !plain(batch, &attrs[i], depth+1, nodes) {
				return false
			}
		}
		return true
	}
	return false
}
