// Package sentryredact keeps secrets out of what [github.com/getsentry/sentry-go] sends.
//
//	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
//	opts := sentry.ClientOptions{Dsn: dsn, BeforeSend: mine}
//	sentryredact.Apply(&opts, r)
//	err := sentry.Init(opts)
//
// # What is redacted
//
// All text of errors, messages, transactions with their spans, check-ins, logs, metrics
// and breadcrumbs, and of attachments: names and values, also of structured values in
// contexts and data. Names of tags, contexts, data, headers, variables and attributes are
// judged; path rules reach those in them, as in contexts.billing.card. Cookies are hidden
// as a whole. Identifiers stay if they are 32 hexadecimal digits.
//
// A part that was hidden only for what stood around it is hidden where it stands alone
// too: a parameter of a log's template, an error inside another. Where something was
// hidden, parameters behind the first 100, and all errors of a chain of more than 100,
// become [REDACTED:limit].
//
// The callbacks of the caller run first, as they did, and see everything. What they
// return is copied where something is to be hidden: breadcrumbs, attachments, spans and
// maps that scopes share are never written to. With nothing to hide, the same pointer is
// passed on. A field with the action DropField is left out. Of an event, log, metric or
// breadcrumb that is denied ([redact.Deny]) a bare one is left that tells the detector, with
// its time, level and ids; with [redact.WithoutStubs] nothing.
//
// Events of the Redactor's observer tell the trace that the SDK knows.
//
// If redaction panics, a bare event, log, metric or breadcrumb that says
// [REDACTED:error] is sent in its place.
//
// # What is different
//
// A value that renders itself by a method is rendered once; an error inside of a context is
// its text, which encoding/json leaves out. A hidden number becomes a string. A changed
// span is a new one, without the context it was started in. If something in the dynamic
// sampling context is to be hidden, the envelope goes without it, since nobody can write there.
// Events name one integration more, Tacit.
//
// # What is not protected
//
//   - Check-ins that event processors change behind that of this package: global ones,
//     and those that are added to a client by hand.
//   - Headers of requests for tracing (sentry-trace, baggage): they carry the names
//     of release, environment and transaction.
//   - SENTRYGODEBUG=httpdump=1 writes envelopes, which are redacted, and the header
//     X-Sentry-Auth, which is not, to standard error.
//   - The DSN, which is in every envelope.
//   - Half of a secret: where bodies are collected, of a form that a handler has not read to its end what was
//     read is kept. What stands under a sensitive name is hidden then too.
//   - Attachments that are compressed or encrypted; others are searched as text, at a
//     cost that grows with their size.
//   - Maps that the program still writes to while they are sent, as SetData does on a span
//     of a transaction that has ended: that is a data race with any BeforeSendTransaction.
//   - The panics of Logger.Panic, whose text is the program's own.
//   - Clients on whose options nothing was applied, and options that are set afterwards.
package sentryredact
