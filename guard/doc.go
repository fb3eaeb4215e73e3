// Package guard tells at the start of a process which of its sinks are not guarded by
// a redactor, and what else about the process would write secrets past one.
//
//	report := guard.Check(guard.WithSinks(zapredact.Sinks))
//	if err := report.Err(guard.Critical); err != nil {
//		log.Fatal(err)
//	}
//	slog.Info("redaction", "report", report)
//
// # What is looked at
//
// [slog.Default], [log.Writer] and [http.DefaultTransport]; what adapters say of the
// global sinks of their libraries, see [WithSinks]; the environment variables GODEBUG,
// GOTRACEBACK, GRPC_BINARY_LOG_FILTER, GRPC_GO_LOG_SEVERITY_LEVEL,
// GRPC_GO_LOG_VERBOSITY_LEVEL, SENTRYGODEBUG and SSLKEYLOGFILE; the limit for core
// files; what of net/http/pprof and expvar [http.DefaultServeMux] serves. Nothing is
// written, nothing is changed, and no goroutine is started.
//
// A report is made of fixed text only: it never holds the value of a variable, a type
// of the program or anything else of the process.
//
// # What is not seen
//
// Loggers, writers and transports that are not the global ones of their packages;
// direct writes to standard output and standard error; serve muxes other than the
// default one; handlers between a global one and its redactor, which count as
// unguarded unless you vouch for them with [Vouch]; debug.SetTraceback; what libraries
// read from other variables; the settings of the machine for crash reports. What a
// process does after the check is not seen either.
//
// The package is one of its own, and not part of redact, because of net/http: it adds
// 2 MB to a binary that has no use for it. It does not import expvar or
// net/http/pprof, which would put their pages on the default mux.
package guard
