package redact

import "log/slog"

// Bounds of what [Batch.Attr] takes in one batch.
const (
	maxAttrDepth = 64     // groups in groups
	maxAttrs     = 10_000 // attributes
)

// Attr adds an attribute of package log/slog: its name, and its value as Any does, or
// what a group has in it; the attributes of one without a name stand where it stands. It
// calls no method. False tells that the batch is not going to be clean: a value is of
// another type, or groups are deeper than 64, or there are more than 10,000 attributes.
func (b *Batch) Attr(a slog.Attr) bool { return b.attr(a, 0) }

func (b *Batch) attr(a slog.Attr, depth int) bool {
	kind := a.Value.Kind()
	if b.room < 0 || kind == slog.KindAny || kind == slog.KindLogValuer || b.attrs >= maxAttrs {
		return b.spoil()
	}
	b.attrs++
	if (kind != slog.KindGroup || a.Key != "") && !b.Field(a.Key) {
		return false
	}
	switch kind {
	case slog.KindString:
		return b.Text(a.Value.String())
	case slog.KindInt64:
		return b.Int64(a.Value.Int64())
	case slog.KindUint64:
		return b.Uint64(a.Value.Uint64())
	case slog.KindFloat64:
		return b.Float64(a.Value.Float64())
	case slog.KindBool, slog.KindDuration, slog.KindTime:
		return true
	case slog.KindGroup:
		if depth >= maxAttrDepth {
			return b.spoil()
		}
		for _, in := range a.Value.Group() {
			if !b.attr(in, depth+1) {
				return false
			}
		}
		return true
	}
	return b.spoil()
}
