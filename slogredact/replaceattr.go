package slogredact

import (
	"log/slog"

	"github.com/tacit-go/tacit/redact"
)

// ReplaceAttr returns a function for [slog.HandlerOptions], for programs that
// cannot wrap their handler. It is second class: [NewHandler] sees more and costs
// less. log/slog calls it for every attribute, time and level included, but not
// for groups, so that a secret in a group's name stays, and a group with a
// sensitive name hides only what is inside. Attributes of Logger.With are not
// redacted again when a live secret is added. A value that panics while it is
// resolved is rendered by log/slog, and handlers other than those of log/slog may
// not call the function at all. Deny is Redact. The message and the source of
// a record arrive as attributes: path rules do not hold for what has their names at the
// top.
//
// The function is safe for concurrent use.
func ReplaceAttr(r *redact.Redactor, opts ...Option) func(groups []string, a slog.Attr) slog.Attr {
	root := r.Scope(newConfig(opts).sink).WithRecordNames(slog.MessageKey, slog.SourceKey)
	return func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && standard(a) {
			return a
		}
		scope := root
		for _, g := range groups {
			scope = scope.Enter(g)
		}
		p := pass{nodes: maxNodes}
		switch out, v := p.attr(scope, a, nil, 0); v {
		case dropped:
			return slog.Attr{}
		case changed:
			return out
		}
		if len(groups) == 0 && a.Key == slog.SourceKey {
			return whole(root, a)
		}
		return a
	}
}

// standard reports the time and the level of a record.
func standard(a slog.Attr) bool {
	switch a.Key {
	case slog.TimeKey:
		return a.Value.Kind() == slog.KindTime
	case slog.LevelKey:
		_, ok := a.Value.Any().(slog.Level)
		return ok
	}
	return false
}
