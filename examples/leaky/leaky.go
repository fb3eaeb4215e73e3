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
)

// leaky is how services report.
func leaky(out outputs) (telemetry, error) {
	spans, err1 := stdouttrace.New(stdouttrace.WithWriter(out.traces))
	metrics, err2 := stdoutmetric.New(stdoutmetric.WithWriter(out.metrics))
	if err := errors.Join(err1, err2); err != nil {
		return telemetry{}, err
	}
	tp := sdktrace.NewTracerProvider(sdktrace.WithSyncer(spans))
	mp := sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewPeriodicReader(metrics)))
	return telemetry{
		log:    slog.New(slog.NewJSONHandler(out.log, handlerOptions)),
		std:    log.New(out.std, "", 0),
		tracer: tp.Tracer("shop"),
		meter:  mp.Meter("shop"),
		flush: func(ctx context.Context) error {
			return errors.Join(tp.Shutdown(ctx), mp.Shutdown(ctx))
		},
	}, nil
}
