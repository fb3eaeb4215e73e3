// Package slogredact keeps secrets out of what is logged with [log/slog].
//
//	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
//	h := slogredact.NewHandler(slog.NewJSONHandler(os.Stderr, nil), r)
//	slog.SetDefault(slog.New(h))
//
// # What is redacted
//
// The message; the name and the value of every attribute, at any depth of groups;
// the names of groups; errors and any other values, nested LogValuers included.
// Attributes of Logger.With are redacted when they are bound, and once more, from
// their redacted form, when the Redactor's plan or its live secrets change: a
// secret that is registered later is hidden in the next record. Time, level and
// source of a record are left as they are.
//
// Path rules hold for attributes: the groups around one are the names above it. The
// message has no path, so that it is searched under strict rules as ever, and time,
// level and source stay. A rule that comes later, with [redact.Redactor.Replace], holds
// for bound attributes too.
//
// A record of text, numbers, times, errors, groups, structs and slices with nothing to hide is
// passed on as it is, without an allocation of this package; some values by Any cost up to
// three: maps, []byte, *url.URL, complex numbers, some errors, and what has methods
// that are asked. Otherwise the next handler gets a new record; nothing of the
// caller is ever written to.
//
// # Where to put it
//
// The handler must wrap the last handler before I/O, or stand outside a fan-out:
// what a handler below it adds, such as attributes taken from a context, is not
// seen. Inside a fan-out each branch needs its own.
//
// [slog.SetDefault] also takes over the output of package log, as messages, which
// are redacted.
//
// # What is different from log/slog
//
// A LogValuer is resolved here, exactly once, and its result is handed on; one
// that panics becomes [REDACTED:error]. A value that renders itself by a method,
// such as a Stringer, is rendered once and handed on as one of the types that
// [redact.Redactor.Value] lists; so is every structured value given to With,
// errors as text, since what a logger keeps must not change any more. A number
// under a sensitive name becomes a string. What lies behind 64 nested groups or
// 10,000 attributes of a record becomes [REDACTED:limit].
package slogredact
