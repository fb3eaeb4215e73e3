package main

import (
	"context"
	"errors"
	"log"
	"log/slog"

	"go.opentelemetry.io/otel/exporters/stdout/stdoutmetric"
	"go.opentelemetry.io/otel/exporters/stdout/stdouttrace"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/middleware"
	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

// fixed is leaky with one more line for each sink.
func fixed(out outputs) (telemetry, error) {
	r, err := redact.New(redact.WithDetectors(detectors.Default()...))
	if err != nil {
		return telemetry{}, err
	}
	spans, err1 := stdouttrace.New(stdouttrace.WithWriter(out.traces))
	metrics, err2 := stdoutmetric.New(stdoutmetric.WithWriter(out.metrics))
	if err := errors.Join(err1, err2); err != nil {
		return telemetry{}, err
	}
	tp := sdktrace.NewTracerProvider(sdktrace.WithSyncer(otelprocessor.NewSpanExporter(spans, r)))
	mp := sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewPeriodicReader(otelprocessor.NewMetricExporter(metrics, r))))
	return telemetry{
		log:    slog.New(slogredact.NewHandler(slog.NewJSONHandler(out.log, handlerOptions), r)),
		std:    log.New(middleware.ErrorWriter(out.std, r), "", 0),
		tracer: tp.Tracer("shop"),
		meter:  mp.Meter("shop"),
		flush: func(ctx context.Context) error {
			return errors.Join(tp.Shutdown(ctx), mp.Shutdown(ctx))
		},
	}, nil
}
