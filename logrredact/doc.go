// Package logrredact keeps secrets out of what is logged with
// [github.com/go-logr/logr], whatever the sink: funcr, stdr, testr, zapr, klog.
//
//	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
//	log := logrredact.New(zapr.NewLogger(zap), r)
//
// # What is redacted
//
// The message; the error of Error, judged as a field called "error"; the keys and
// the values of both calls and of WithValues, keys that are no strings and a key
// without a value among them; the names of WithName. Values that were bound with
// WithValues are redacted when they are bound, and once more, from their redacted
// form, when the Redactor's plan or its live secrets change: a secret that is
// registered later is hidden in the next record. If the sink is a
// [logr.SlogSink], so is the wrapper, and records of log/slog with their groups are
// treated alike.
//
// Verbosity, call depth and helper frames are those of the sink. Events of the Redactor's
// observer tell the line that has logged, by the call depth. A record with
// nothing to hide is passed on as it is, without an allocation of this package;
// nothing of the caller is ever written to.
//
// # What is different
//
// MarshalLog, and the other rendering methods in the order of
// [redact.Redactor.Value], are called once, here, and their result is handed on. So
// slog.LogValuer is honoured, which logr itself does not do. A method that panics
// becomes [REDACTED:error]. A structured value with something to hide, and every one
// given to WithValues, is handed on as a tree of the same names and values: a
// [funcr.PseudoStruct] for sinks that are made of package funcr, else a value that
// prints as JSON and, by MarshalLog, as maps and slices. A number under a sensitive
// name becomes a string.
//
// # What is not protected
//
//   - What goes around the Logger: the sink that was given to [New], and what it
//     writes by itself. Underlying loggers are not handed out: GetUnderlying is not
//     forwarded.
//   - The names in a [funcr.PseudoStruct] inside of another structured value, which
//     is taken for a list there; as a value, or as the result of its MarshalLog, it is
//     read.
//   - The error of the sink to write, which logr has no way to tell.
//
// For loggers of log/slog wrap the handler with package slogredact and use
// [logr.FromSlogHandler]: that keeps groups, and [logr.ToSlogHandler] gives it back.
package logrredact
