// Package zapredact keeps secrets out of what is logged with [go.uber.org/zap].
//
//	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
//	logger, err := zap.NewProduction(zapredact.Options(r)...)
//
// # What is redacted
//
// The message, the name of the logger, caller and stack; the key and the value of
// every field of any type, at any depth of objects, arrays and namespaces; what zap
// writes besides: errorVerbose, errorCauses, the error of a marshaler, the leftovers
// of the sugared logger. With [Options] also what Panic panics with and what the
// logger tells of its own errors.
//
// Fields of With and WithLazy are redacted when they are bound, and once more, from
// their redacted form, when the Redactor's plan or its live secrets change: a secret
// that is registered later is hidden in the next record.
//
// An entry of text, numbers, times, namespaces, and errors of package errors and of fmt.Errorf,
// with nothing to hide is passed on as it is, without an allocation of this package. What is
// rendered here is copied, once: objects and arrays, those of zap.Strings, zap.Ints and
// zap.Dict too (five or six allocations for a short one), and Stringers (one). Nothing of the
// caller is ever written to. With costs one allocation, two
// if it opens a namespace or has more than eight fields.
//
// # Where to put it
//
// [NewCore] leaves the decision to the cores inside and registers nothing of its own,
// so it may stand outside or inside of samplers, tees and cores that filter: levels,
// sampling and hooks behave as without it. What it does is done before any core of the
// entry writes: in a tee the branches that are not wrapped get the redacted entry too,
// where one that is wrapped takes it. Wrap the whole tee, so that each entry is.
//
// Programs that configure their logger by name use [NewEncoder].
//
// # What is different from zap
//
// Marshalers and Stringers, and errors other than those of package errors and of
// fmt.Errorf, are rendered here, exactly once, and their result is handed on; one that
// panics becomes [REDACTED:error], where zap lets a panic of a marshaler through. A
// value given to Reflect, or by Any without a type of its own, is rendered as
// [redact.Redactor.Value] says, whose methods go before those of the encoder. A number
// under a sensitive name becomes a string. What lies behind 64 nested objects and
// arrays, or behind the 10,000th of one record or one With, becomes [REDACTED:limit].
// In a marshaler a string or array under the name of the field before it and "Error",
// "Verbose" or "Causes" is judged as that field too, and the stricter counts: zap adds
// such fields for errors.
//
// # What is not protected
//
//   - Fields that are bound before the core is wrapped: zap.Config.InitialFields, and
//     zap.Fields among the options before Options. [NewEncoder] covers them.
//   - An entry as a hook of CheckedEntry.After sees it, below DPanic: it is what was
//     logged. Hooks of zap.Hooks get the redacted one. So does one of zapcore.SamplerHook, or
//     of zap.Config.Sampling, see what was logged: it runs before any core takes the entry.
//   - Errors of zap.Open and of Config.Build, which quote the URLs of sinks: give them
//     to [redact.Redactor.Error].
//   - What a program that is not wrapped writes to zap.L: [Sinks] tells.
//   - The name of the zone of a time, if the TimeEncoder prints it: see SECURITY.md.
//   - A record that is denied without a stub is written by zap in any case: the core
//     leaves level, time, caller and the name of the logger.
package zapredact
