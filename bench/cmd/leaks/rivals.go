package main

import (
	"io"
	"log/slog"

	"github.com/tacit-go/tacit/bench/internal/peers"
	"github.com/tacit-go/tacit/internal/matrix"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redacttest"
)

// rivals are other ways to redact log/slog, tried as ours is. They know the name and the
// pattern of the suite; none of them can be told a value that changes.
func rivals() []matrix.Surface {
	name, pattern := redacttest.AdapterName, redacttest.AdapterPattern
	return []matrix.Surface{
		matrix.Slog("slog, fields cloned by reflection, as masq does it", func(w io.Writer, o *slog.HandlerOptions, _ *redact.Redactor) slog.Handler {
			return slog.NewJSONHandler(w, then(o, peers.Reflective([]string{name}, pattern)))
		}),
		matrix.Slog("slog, regular expressions over each line", func(w io.Writer, o *slog.HandlerOptions, _ *redact.Redactor) slog.Handler {
			return slog.NewJSONHandler(peers.MaskedLines(w, name, pattern), o)
		}),
	}
}

// then is o with another function behind its ReplaceAttr.
func then(o *slog.HandlerOptions, next func([]string, slog.Attr) slog.Attr) *slog.HandlerOptions {
	out, first := *o, o.ReplaceAttr
	out.ReplaceAttr = func(groups []string, a slog.Attr) slog.Attr {
		if a = first(groups, a); a.Equal(slog.Attr{}) {
			return a
		}
		return next(groups, a)
	}
	return &out
}
