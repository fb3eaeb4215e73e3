package otelprocessor_test

import (
	"context"
	"errors"
	"fmt"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/baggage"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/log"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/propagation"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redact"
)

// printer is an exporter.
type printer struct{}

func (printer) ExportSpans(_ context.Context, spans []sdktrace.ReadOnlySpan) error {
	for _, s := range spans {
		fmt.Println(s.Name())
		for _, a := range s.Attributes() {
			fmt.Printf("  %s: %s\n", a.Key, a.Value)
		}
		fmt.Println("  status:", s.Status().Description)
	}
	return nil
}
func (printer) Shutdown(context.Context) error { return nil }

func ExampleNewSpanExporter() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	tp := sdktrace.NewTracerProvider(sdktrace.WithBatcher(otelprocessor.NewSpanExporter(printer{}, r)))
	defer tp.Shutdown(context.Background())

	_, span := tp.Tracer("shop").Start(context.Background(), "load report")
	span.SetAttributes(
		attribute.String("url.full", "https://example.org/report?access_token=9f2c4e11d0aa47b5"),
		attribute.StringSlice("http.request.header.authorization", []string{"Bearer 7Qx2mZ0cLr9VtB4n"}),
		attribute.Int("http.response.status_code", 502),
	)
	err := errors.New("dial postgres://shop:hunter2-prod@db/shop: refused")
	span.SetStatus(codes.Error, err.Error())
	span.End()

	// Output:
	// load report
	//   url.full: https://example.org/report?access_token=[REDACTED:access-token]
	//   http.request.header.authorization: ["[REDACTED:authorization]"]
	//   http.response.status_code: 502
	//   status: dial postgres://shop:(REDACTED:url-userinfo)@db/shop: refused
}

// recordPrinter is a log exporter.
type recordPrinter struct{}

func (recordPrinter) Export(_ context.Context, recs []sdklog.Record) error {
	for _, r := range recs {
		fmt.Println(r.Body())
		r.WalkAttributes(func(a attribute.KeyValue) bool {
			fmt.Printf("  %s: %s\n", a.Key, a.Value)
			return true
		})
	}
	return nil
}
func (recordPrinter) Shutdown(context.Context) error   { return nil }
func (recordPrinter) ForceFlush(context.Context) error { return nil }

func ExampleNewLogExporter() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	lp := sdklog.NewLoggerProvider(sdklog.WithProcessor(sdklog.NewBatchProcessor(otelprocessor.NewLogExporter(recordPrinter{}, r))))
	defer lp.Shutdown(context.Background())

	var rec log.Record
	rec.SetBody(attribute.StringValue("loaded {Addr::8080 APIKey:m-4f1d90ce77ab Retries:3}"))
	rec.AddAttributes(attribute.String("db.password", "correct horse"), attribute.Int("port", 8080))
	lp.Logger("shop").Emit(context.Background(), rec)

	// Output:
	// loaded {Addr::8080 APIKey:[REDACTED:api-key] Retries:3}
	//   db.password: [REDACTED:password]
	//   port: 8080
}

// metricPrinter is a metric exporter.
type metricPrinter struct{}

func (metricPrinter) Export(_ context.Context, rm *metricdata.ResourceMetrics) error {
	for _, m := range rm.ScopeMetrics[0].Metrics {
		for _, p := range m.Data.(metricdata.Sum[int64]).DataPoints {
			fmt.Println(m.Name, p.Attributes.Encoded(attribute.DefaultEncoder()), p.Value)
		}
	}
	return nil
}
func (metricPrinter) Temporality(sdkmetric.InstrumentKind) metricdata.Temporality {
	return metricdata.CumulativeTemporality
}
func (metricPrinter) Aggregation(k sdkmetric.InstrumentKind) sdkmetric.Aggregation {
	return sdkmetric.DefaultAggregationSelector(k)
}
func (metricPrinter) ForceFlush(context.Context) error { return nil }
func (metricPrinter) Shutdown(context.Context) error   { return nil }

func ExampleNewMetricExporter() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	reader := sdkmetric.NewPeriodicReader(otelprocessor.NewMetricExporter(metricPrinter{}, r))
	mp := sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader))
	defer mp.Shutdown(context.Background())

	calls, _ := mp.Meter("shop").Int64Counter("calls")
	calls.Add(context.Background(), 1, metric.WithAttributes(attribute.String("url", "https://example.org/?token=9f2c4e11d0aa47b5")))
	calls.Add(context.Background(), 2, metric.WithAttributes(attribute.String("url", "https://example.org/?token=77b1e05a9d3c8f62")))

	// Output:
	// calls url=https://example.org/?token\=[REDACTED:token] 3
}

func ExampleNewMeterProvider() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	// In earnest the reader is the exporter for Prometheus, which cannot be wrapped.
	sdk := sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewPeriodicReader(metricPrinter{})))
	defer sdk.Shutdown(context.Background())
	mp := otelprocessor.NewMeterProvider(sdk, r)

	logins, _ := mp.Meter("shop").Int64Counter("logins")
	logins.Add(context.Background(), 1, metric.WithAttributes(attribute.String("session_token", "9f2c4e11d0aa47b5")))
	logins.Add(context.Background(), 1, metric.WithAttributes(attribute.String("session_token", "77b1e05a9d3c8f62")))

	// Output:
	// logins session_token=[REDACTED:access-token] 2
}

func ExamplePropagator() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithPath("user", redact.DropField))
	p := otelprocessor.Propagator(propagation.NewCompositeTextMapPropagator(propagation.TraceContext{}, propagation.Baggage{}), r)

	bag, _ := baggage.Parse("user=ann,password=abcdef12")
	header := propagation.MapCarrier{}
	p.Inject(baggage.ContextWithBaggage(context.Background(), bag), header)
	fmt.Println(header["baggage"])

	// Output:
	// password=[REDACTED:password]
}

func ExampleErrorHandler() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	h := otelprocessor.ErrorHandler(otel.ErrorHandlerFunc(func(err error) { fmt.Println(err) }), r)
	// In earnest: otel.SetErrorHandler(h)
	h.Handle(errors.New("failed to send to https://me:hunter2-prod@collector/v1/traces: 503"))

	// Output:
	// failed to send to https://me:(REDACTED:url-userinfo)@collector/v1/traces: 503
}

func ExampleNewTracerProvider() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	// With this limit half of the token would be left, and not known as one.
	limits := sdktrace.NewSpanLimits()
	limits.AttributeValueLengthLimit = 45
	sdk := sdktrace.NewTracerProvider(sdktrace.WithBatcher(printer{}), sdktrace.WithRawSpanLimits(limits))
	defer sdk.Shutdown(context.Background())
	tp := otelprocessor.NewTracerProvider(sdk, r)

	_, span := tp.Tracer("shop").Start(context.Background(), "clone")
	span.SetAttributes(attribute.String("command", "clone with "+"ghp_"+"16C7e42F292c6912E7710c838347Ae178B4a"))
	span.End()

	// Output:
	// clone
	//   command: clone with [REDACTED:github-personal-access-t
	//   status:
}
