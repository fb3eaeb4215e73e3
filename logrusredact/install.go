package logrusredact

import (
	"io"
	"os"

	"github.com/sirupsen/logrus"

	"github.com/tacit-go/tacit/redact"
)

// Install puts a hook of [NewHook] before all hooks that l has, the formatter of l into
// one of [NewFormatter], and the output of l, unless that is a file, into a writer whose
// errors are redacted, since logrus prints them to standard error. Call it before l is
// used, and again after SetFormatter, ReplaceHooks or SetOutput; AddHook needs nothing.
// A nil r replaces every value.
func Install(l *logrus.Logger, r *redact.Redactor, opts ...Option) {
	l.SetFormatter(NewFormatter(l.Formatter, r, opts...))
	if _, file := l.Out.(*os.File); !file { // logrus asks files whether they are terminals
		l.SetOutput(&output{l.Out, r})
	}
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

// output redacts errors.
type output struct {
	io.Writer
	r *redact.Redactor
}

// Write implements io.Writer.
func (o *output) Write(p []byte) (int, error) {
	n, err := o.Writer.Write(p)
	return n, o.r.Error(err)
}

// Sinks tells package guard of the standard logger of logrus.
func Sinks() []redact.Sink {
	return []redact.Sink{{
		Name:    "logrus.StandardLogger()",
		Guarded: redact.Guards(logrus.StandardLogger().Formatter),
		Remedy:  "logrusredact.Install(logrus.StandardLogger(), r)",
	}}
}
