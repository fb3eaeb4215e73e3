package logrusredact

import (
	"github.com/sirupsen/logrus"

	"github.com/tacit-go/tacit/redact"
)

// Install puts a hook of [NewHook] before all hooks that l has, and the formatter of
// l into one of [NewFormatter]. Call it before l is used, and again after SetFormatter
// or ReplaceHooks; AddHook needs nothing. A nil r replaces every value.
func Install(l *logrus.Logger, r *redact.Redactor, opts ...Option) {
	l.SetFormatter(NewFormatter(l.Formatter, r, opts...))
	first := NewHook(r, opts...)
	hooks := logrus.LevelHooks{}
	hooks.Add(first)
	others := l.ReplaceHooks(hooks)

	all := logrus.LevelHooks{}
	all.Add(first)
	for level, hs := range others {
		all[level] = append(all[level], hs...)
	}
	l.ReplaceHooks(all)
}

// Sinks tells package guard of the standard logger of logrus.
func Sinks() []redact.Sink {
	return []redact.Sink{{
		Name:    "logrus.StandardLogger()",
		Guarded: redact.Guards(logrus.StandardLogger().Formatter),
		Remedy:  "logrusredact.Install(logrus.StandardLogger(), r)",
	}}
}
