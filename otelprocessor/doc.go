// Package otelprocessor keeps secrets out of what the OpenTelemetry SDK exports.
//
//	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
//	tp := sdktrace.NewTracerProvider(sdktrace.WithBatcher(otelprocessor.NewSpanExporter(exporter, r)))
//
// # What is redacted
//
// Of spans ([NewSpanExporter], [NewSpanProcessor]): the name; attributes of every kind, their keys, and what is inside of
// arrays and maps; events and links with theirs; the description of the status; the
// trace state of the span, its parent and its links; resource and instrumentation
// scope. Ids, times, kinds, codes and counts are never touched.
//
// Of log records ([NewLogExporter], [NewLogProcessor]): the body, of any kind; event
// name, severity text and attributes; by the exporter resource and scope too.
//
// Of metrics ([NewMetricExporter]): the attributes of data points and exemplars; names,
// descriptions and units; resource and scope. Points that become equal are added up.
//
// For readers that are no exporters, such as that of Prometheus, [NewMeterProvider]
// redacts measurements before they are aggregated, and [View] drops attributes.
//
// What else the SDK tells: resources ([Resource]), errors ([ErrorHandler]), baggage and
// trace state that go to other services ([Propagator]), and its own log, which at
// debug level holds metrics and configuration. For that there is package logrredact:
//
//	otel.SetLogger(logrredact.New(stdr.New(log.Default()), r))
//
// An attribute's key is its name, and decides as any name does: "db.password" hides
// its value, and redact.WithPath("http.request.header.*", redact.Redact) the headers.
// Keys of maps inside are names further in. What stands under "value", in a map or among
// the attributes that one call or one record has, is judged under the text of "name" or
// "key" there too. An array is judged element by element.
//
// A hidden value keeps its kind, but for numbers and bools, which become text; with
// [redact.WithStableTypes] they become 0 and an empty value. Bytes are read as text.
// What lies behind 64 levels or 10,000 values of a span becomes [REDACTED:limit].
//
// Nothing of the caller is written to, and what is clean is passed on as it is: of a span
// with ten scalar attributes in some 300 ns and without an allocation
// (BenchmarkSpanExporter), with all detectors of personal data in 1.3 µs.
//
// # Semantic conventions
//
// detectors.SemConv has the attributes that the conventions call sensitive and that
// detectors.Default leaves, such as request bodies, prompts and who a user is:
//
//	redact.WithDetectors(append(detectors.Default(), detectors.SemConv()...)...)
//
// and [SemConv] those that it calls so by the beginning of their keys. The words of
// process.command_args are also read as the line that they make. In db.query.text
// credentials are hidden where a statement tells that they are some; other literals
// stay, unless [WithStatements] takes them out.
//
// # Bad input
//
// Nesting beyond 64 levels, and values beyond 10,000 of a span or record, are replaced by
// [REDACTED:limit]. Text of any size is searched to its end, in time that grows as it
// does. Invalid UTF-8 is searched as bytes, and what is not hidden stays as it was. Of keys
// that are there twice, in a map, in a span or by sdklog.WithAllowKeyDuplication, each value
// is looked at by itself and all stay. Names of which nothing is left but a replacement may
// become equal; so may points of metrics, which are then added up. What the SDK's limits have
// cut is looked at as it comes: see below.
//
// # What is not protected
//
//   - Values that the SDK cut before: with OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT and
//     the like half a token may be left, which no detector knows. [NewTracerProvider]
//     redacts before that.
//   - Processors and exporters that are not wrapped. RegisterSpanProcessor, and
//     packages that build exporters by themselves from a configuration, get around a
//     wrapper. What the NewSpanExporter and NewLogExporter of package autoexport return
//     can be wrapped, once its IsNoneSpanExporter and IsNoneLogExporter were asked, which
//     know no wrapper; the readers of its NewMetricReader cannot.
//   - Spans and records in the queue of a batch processor, which is memory of the
//     process.
//   - Series that were measured before a value became a live secret keep it in the SDK, and
//     every later cumulative export has it: [NewMetricExporter] hides it there, behind
//     [NewMeterProvider] as well. A Reader that is pulled from cannot be wrapped.
//   - The names in a struct that a bridge from another logger has printed into one
//     text are read where the text is of a form that package redact knows, such as
//     that of %+v.
package otelprocessor
