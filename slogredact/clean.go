package slogredact

import "log/slog"

// clean reports a record in which nothing is to be hidden, which is what most
// records are. False tells nothing. It calls no method of a value.
func (b *bound) clean(rec *slog.Record) bool {
	if b.left && rec.NumAttrs() > 0 {
		return false
	}
	batch := b.scope.Batch()
	if batch.Text(rec.Message) {
		batch.Attrs(rec)
	}
	return batch.Clean()
}
