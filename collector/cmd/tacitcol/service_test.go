package main

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"go.opentelemetry.io/contrib/bridges/otelslog"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/contrib/instrumentation/runtime"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploggrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploghttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetricgrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/metric"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// A service is a program with the instrumentation of OpenTelemetry, which sends all to
// a Collector, and the same, past it, to where it is seen as it was sent.
type service struct {
	traces  *sdktrace.TracerProvider
	logs    *sdklog.LoggerProvider
	metrics *sdkmetric.MeterProvider
}

// newService sends to the agent by gRPC and HTTP, and to seen.
func newService(t *testing.T, agent *tier, seen *backend, secret string) *service {
	t.Helper()
	ctx := context.Background()
	res := resource.NewSchemaless(attribute.String("service.name", "shop"), attribute.String("db.password", secret), attribute.Int("shard", 7))
	traceTo := func(e sdktrace.SpanExporter, err error) sdktrace.TracerProviderOption {
		if err != nil {
			t.Fatal(err)
		}
		return sdktrace.WithBatcher(e)
	}
	logTo := func(e sdklog.Exporter, err error) sdklog.LoggerProviderOption {
		if err != nil {
			t.Fatal(err)
		}
		return sdklog.WithProcessor(sdklog.NewBatchProcessor(e))
	}
	metricTo := func(addr string) sdkmetric.Option {
		e, err := otlpmetricgrpc.New(ctx, otlpmetricgrpc.WithEndpoint(addr), otlpmetricgrpc.WithInsecure())
		if err != nil {
			t.Fatal(err)
		}
		return sdkmetric.WithReader(sdkmetric.NewPeriodicReader(e, sdkmetric.WithInterval(time.Hour)))
	}
	s := &service{
		traces: sdktrace.NewTracerProvider(sdktrace.WithResource(res),
			traceTo(otlptracegrpc.New(ctx, otlptracegrpc.WithEndpoint(agent.grpc), otlptracegrpc.WithInsecure())),
			traceTo(otlptracegrpc.New(ctx, otlptracegrpc.WithEndpoint(seen.addr), otlptracegrpc.WithInsecure()))),
		metrics: sdkmetric.NewMeterProvider(sdkmetric.WithResource(res), metricTo(agent.grpc), metricTo(seen.addr)),
	}
	s.logs = sdklog.NewLoggerProvider(sdklog.WithResource(res),
		logTo(otlploghttp.New(ctx, otlploghttp.WithEndpoint(agent.http), otlploghttp.WithInsecure())),
		logTo(otlploggrpc.New(ctx, otlploggrpc.WithEndpoint(seen.addr), otlploggrpc.WithInsecure())))
	t.Cleanup(func() {
		ctx, stop := short()
		defer stop()
		_ = errors.Join(s.traces.Shutdown(ctx), s.logs.Shutdown(ctx), s.metrics.Shutdown(ctx))
	})
	return s
}

// flush returns when all that was recorded was accepted.
func (s *service) flush(t *testing.T) {
	t.Helper()
	ctx, stop := short()
	defer stop()
	if err := errors.Join(s.traces.ForceFlush(ctx), s.logs.ForceFlush(ctx), s.metrics.ForceFlush(ctx)); err != nil {
		t.Fatal(err)
	}
}

// work is what the service does, with secrets on the way.
func (s *service) work(t *testing.T, token, password, jwt, pem, dsn string) {
	t.Helper()
	server := httptest.NewServer(otelhttp.NewHandler(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		trace.SpanFromContext(req.Context()).SetAttributes(attribute.String("http.request.header.authorization", req.Header.Get("Authorization")))
		_, _ = io.WriteString(w, "ok")
	}), "server", otelhttp.WithTracerProvider(s.traces), otelhttp.WithMeterProvider(s.metrics)))
	defer server.Close()
	client := http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport, otelhttp.WithTracerProvider(s.traces), otelhttp.WithMeterProvider(s.metrics))}
	req, err := http.NewRequest("GET", server.URL+"/orders?page=2&access_token="+url.QueryEscape(token), nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+jwt)
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if _, err := client.Get(dsn + "/nowhere"); err == nil {
		t.Fatal("a host that is none has answered")
	}

	_, span := s.traces.Tracer("lib "+token, trace.WithInstrumentationVersion("1.2.3")).Start(context.Background(), "charge "+token, trace.WithAttributes(
		attribute.String("note", "before "+token+" behind"), attribute.String("clean", "größe & <b> \"q\" \\ \t 1.5"), attribute.Int64("n", 1<<60), attribute.Float64("f", 0.1), attribute.Bool("b", true),
		attribute.StringSlice("list", []string{"a", jwt, "b"}), attribute.Int64Slice("ints", []int64{1, 2, 3}),
		attribute.ByteSlice("raw", []byte("x "+token+" y")), attribute.ByteSlice("bytes", []byte{0, 255, 1}),
		attribute.KeyValue{Key: "map", Value: attribute.MapValue(attribute.String("password", password), attribute.Int("size", 3))},
		attribute.String("encoded", base64.StdEncoding.EncodeToString([]byte("token="+token))),
	), trace.WithLinks(trace.Link{SpanContext: trace.NewSpanContext(trace.SpanContextConfig{TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2}}), Attributes: []attribute.KeyValue{attribute.String("password", password)}}))
	span.AddEvent("seen "+jwt, trace.WithAttributes(attribute.String("api_key", password), attribute.Int("try", 1)))
	span.RecordError(errors.New("dial " + dsn + ": refused"))
	span.SetStatus(codes.Error, "refused "+token)
	span.End()

	log := slog.New(otelslog.NewHandler("shop", otelslog.WithLoggerProvider(s.logs)))
	log.Info("hello", "seq", 1, "user", "ada", "ratio", 0.5, "ok", true, "took", time.Second)
	log.Error("no login for "+token, "seq", 2, "password", password, "dsn", dsn, slog.Group("req", "authorization", "Bearer "+jwt, "path", "/x"), "err", errors.New("bad "+jwt))
	log.Warn(pem, "seq", 3, "json", `{"user":"ada","password":"`+password+`"}`)

	if err := runtime.Start(runtime.WithMeterProvider(s.metrics)); err != nil {
		t.Fatal(err)
	}
	meter := s.metrics.Meter("shop")
	logins, _ := meter.Int64Counter("logins", metric.WithDescription("Logins."), metric.WithUnit("{login}"))
	logins.Add(context.Background(), 2, metric.WithAttributes(attribute.String("token", token), attribute.String("region", "eu")))
	logins.Add(context.Background(), 3, metric.WithAttributes(attribute.String("region", "us")))
	sizes, _ := meter.Float64Histogram("sizes", metric.WithDescription("of "+token))
	sizes.Record(context.Background(), 12.5, metric.WithAttributes(attribute.String("region", "eu")))
}
