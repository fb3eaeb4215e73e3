// Package redact finds secrets in text and in structured values and replaces
// them before they reach a log, a trace, a metric or an error report.
//
// A [Redactor] is built once from detectors, sensitive names and live secrets
// and is then safe for concurrent use:
//
//	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
//	line = r.String(line) // the same string, without an allocation, when clean
//
// # What holds
//
// No byte of a matched span is written. Overlapping and touching matches are
// replaced together. Clean input comes back as it went in. A stream that is cut
// at any bytes gives the output of the whole. Everything fails closed: a panic
// or a limit yields a placeholder such as [REDACTED:error], never the value.
// The caller's memory is never written to or kept.
//
// # What is not protected
//
// A secret that no detector describes, that stands under no sensitive name and
// that was not registered in a [SecretSet] is not found. Values that are
// compressed, encrypted or encoded in a form that is not listed in DESIGN.md
// pass. A secret that was cut in two before it reached the Redactor, as by a
// logger that truncates first, may be too short to be recognised. The name of the
// zone of a time.Time is not searched: a program that makes zones of input should log
// times in UTC. See SECURITY.md for the whole threat model.
package redact
