package otelprocessor_test

import (
	"context"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"

	"github.com/tacit-go/tacit/otelprocessor"
)

func BenchmarkMeasurement(b *testing.B) {
	set := metric.WithAttributeSet(attribute.NewSet(attribute.String("http.request.method", "GET"), attribute.String("http.route", "/orders/{id}"), attribute.Int("http.response.status_code", 200)))
	sdk := sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewManualReader()))
	for name, mp := range map[string]metric.MeterProvider{"plain": sdk, "redacted": otelprocessor.NewMeterProvider(sdk, preset())} {
		b.Run("provider="+name, func(b *testing.B) {
			c, err := mp.Meter("m").Int64Counter("c")
			if err != nil {
				b.Fatal(err)
			}
			ctx, opts := context.Background(), []metric.AddOption{set}
			b.ReportAllocs()
			for b.Loop() {
				c.Add(ctx, 1, opts...)
			}
		})
	}
}
