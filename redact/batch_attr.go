package redact

import (
	"log/slog"

	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/walk"
)

// Bounds of what [Batch.Attr] takes in one batch.
const (
	maxAttrDepth = 64     // groups in groups
	maxAttrs     = 10_000 // attributes
)

// Attr adds an attribute of package log/slog: its name, and its value as Any does, or
// what a group has in it; the attributes of one without a name stand where it stands. It
// calls no method. False tells that the batch is not going to be clean: a value is of
// another type, or groups are deeper than 64, or there are more than 10,000 attributes.
func (b *Batch) Attr(a slog.Attr) bool { return b.more(1) && b.attr(a, 0) }

// Attrs adds the attributes of a record, as Attr does one by one, in less time.
func (b *Batch) Attrs(rec *slog.Record) bool {
	if !b.more(rec.NumAttrs()) {
		return false
	}
	known := b.st.unruled
	rec.Attrs(func(a slog.Attr) bool {
		// As attr does, for what most are, with no call that can be spared.
		first, last := wordsOf(a.Key)
		k := known.slots[slotOf(first, last, len(a.Key))].Load()
		if b.live || !k.ends(first, last, len(a.Key)) || len(a.Key) > 16 && !k.within(a.Key) {
			return b.topAttr(a)
		}
		switch a.Value.Kind() {
		case slog.KindString:
			return b.Text(a.Value.String())
		case slog.KindInt64:
			return b.Int64(a.Value.Int64())
		case slog.KindBool, slog.KindDuration, slog.KindTime:
			return true
		}
		return b.topAttr(a)
	})
	return b.room >= 0 && (!b.holds || b.apart(rec))
}

// topAttr is attr for an attribute of the record itself.
func (b *Batch) topAttr(a slog.Attr) bool {
	b.top = a.Value.Kind() != slog.KindGroup
	ok := b.attr(a, 0)
	b.top = false
	return ok
}

// apart reports that no attribute of the record names by its text what another one holds that may be secret, nor
// the message, if it is a statement.
func (b *Batch) apart(rec *slog.Record) bool {
	if b.st.column(rec.Message[:min(len(rec.Message), walk.MaxStatement)]) != "" {
		return b.spoil()
	}
	rec.Attrs(func(a slog.Attr) bool {
		if a.Value.Kind() != slog.KindString || !NamesPair(a.Key, a.Key) {
			return true
		}
		text := a.Value.String()
		if grammar.NamesStatement(a.Key) {
			text = b.st.column(text[:min(len(text), walk.MaxStatement)])
		}
		if _, sensitive := b.st.classify(text); sensitive {
			return b.spoil()
		}
		return true
	})
	return b.room >= 0
}

// more counts attributes, and reports that these can be added.
func (b *Batch) more(n int) bool {
	if b.room < 0 {
		return false
	}
	b.attrs += n
	return b.attrs <= maxAttrs || b.spoil()
}

// attr adds an attribute that is counted, in as many groups.
func (b *Batch) attr(a slog.Attr, depth int) bool {
	kind := a.Value.Kind()
	if kind == slog.KindAny || kind == slog.KindLogValuer {
		return b.spoil()
	}
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
		group := a.Value.Group()
		if depth >= maxAttrDepth || !b.more(len(group)) {
			return b.spoil()
		}
		for _, in := range group {
			if !b.attr(in, depth+1) {
				return false
			}
		}
		return true
	}
	return b.spoil()
}
