package slogredact

import (
	"log/slog"

	"github.com/tacit-go/tacit/redact"
)

// redact returns the record to pass on: rec itself if it is the same. root is the
// scope of the message, which no group encloses.
func (b *bound) redact(root, inner redact.Scope, rec slog.Record) slog.Record {
	msg := root.Text(rec.Message)
	if b.left && rec.NumAttrs() > 0 {
		return slog.NewRecord(rec.Time, rec.Level, msg, rec.PC)
	}

	p := pass{nodes: maxNodes}
	clean := 0
	var first slog.Attr
	var buf [4]slog.Attr
	beside := naming(rec, buf[:0])
	v := same
	rec.Attrs(func(a slog.Attr) bool {
		if first, v = p.attr(inner, a, beside, 0); v != same {
			return false
		}
		clean++
		return true
	})
	switch {
	case v != same:
		return p.rebuild(inner, rec, beside, msg, clean, first, v)
	case msg != rec.Message:
		rec = rec.Clone()
		rec.Message = msg
	}
	return rec
}

// rebuild makes a new record. The first attributes are clean, and the one after
// them has been judged already: its methods must not be called again.
func (p *pass) rebuild(s redact.Scope, rec slog.Record, beside []slog.Attr, msg string, clean int, first slog.Attr, v verdict) slog.Record {
	var buf [8]slog.Attr
	attrs, i, full := buf[:0], 0, false
	rec.Attrs(func(a slog.Attr) bool {
		switch {
		case i < clean:
			attrs = append(attrs, a)
		case i == clean:
			if v == changed {
				attrs = append(attrs, first)
			}
		case p.nodes <= 0:
			full = true
			return false
		default:
			if a, v := p.attr(s, a, beside, 0); v != dropped {
				attrs = append(attrs, a)
			}
		}
		i++
		return true
	})
	if full {
		attrs = append(attrs, limited(s))
	}
	out := slog.NewRecord(rec.Time, rec.Level, msg, rec.PC)
	out.AddAttrs(attrs...)
	return out
}
