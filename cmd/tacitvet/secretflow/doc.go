// Package secretflow holds the analyzer of tacitvet, for go vet, golangci-lint and any
// other driver of golang.org/x/tools/go/analysis. It reports secrets that flow to where
// others see them.
//
// # What is a secret
//
//   - a field with the tag redact:"secret" or redact:"hide", and a type whose
//     declaration has the comment //redact:secret
//   - the result of redact.Secret.Reveal and what Secret.Use shows
//   - text in a variable, field, header, environment variable or map entry whose name the
//     detectors call sensitive; bare words such as key and auth only with -weak; names of
//     test files only with -tests
//   - a struct that holds one of these, where it is printed as a whole; an http.Header or
//     *http.Request, its dump, the environment, a private key
//
// The names are those of package detectors, so that there is one list.
//
// # What is a sink
//
// fmt to standard output, log, log/slog, zap, zerolog, logr, logrus and any type that
// looks like a logger; errors and status.Error; panic; HTTP responses; span attributes,
// metric labels, expvar, pprof.Labels; EventRecorder; arguments of commands, os.Setenv,
// defaults of flags; context.WithValue; testing.T.Log and its like.
//
// Flows are followed through variables, concatenation, formatting, encodings, builders,
// maps and channels, and by facts through functions of other packages, whether they hand
// a parameter to a sink or return a secret. A redact.Secret, what a Redactor returns, a
// length, a comparison, a hash, what a function named after masking or hashing returns,
// and up to four bytes of one end are no secret.
//
// # Excuses
//
// The comment //tacit:allow reason excuses the flows of its line, or, alone on a line,
// those of the next. Without a reason it is itself a finding. A flow that is excused in a
// function is excused for its callers. The flag -safe lists uses of redact.Safe.
//
// # What is not found
//
// The analysis is a help and no proof. It does not follow values through interfaces'
// methods, through fields of other variables than the one at hand, through reflection,
// iterators or io.Copy, or into the bodies of functions that are passed as values; it
// knows no order of statements beyond that an assignment of something harmless, earlier
// in the text, cleans a variable. The standard library is looked at with -std only; what its errors quote is
// not reported (redact.Error hides it).
package secretflow
