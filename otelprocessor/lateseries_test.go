package otelprocessor_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"

	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redact"
)

type printed struct {
	sdkmetric.Exporter
	text string
}

func (p *printed) Export(_ context.Context, m *metricdata.ResourceMetrics) error {
	p.text = fmt.Sprintf("%+v", m.ScopeMetrics)
	return nil
}

func (p *printed) Temporality(sdkmetric.InstrumentKind) metricdata.Temporality {
	return metricdata.CumulativeTemporality
}

func (p *printed) Aggregation(k sdkmetric.InstrumentKind) sdkmetric.Aggregation {
	return sdkmetric.DefaultAggregationSelector(k)
}

func (p *printed) ForceFlush(context.Context) error { return nil }
func (p *printed) Shutdown(context.Context) error   { return nil }

// A series that was measured before its value became a secret is hidden by the exporter.
func TestLateSeries(t *testing.T) {
	const value = "k3J9x7Qm" + "2Zb8Wn4T"
	set := redact.NewSecretSet()
	r := redact.MustNew(redact.WithSecrets(set))
	var out printed
	sdk := sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewPeriodicReader(otelprocessor.NewMetricExporter(&out, r))))
	counter, err := otelprocessor.NewMeterProvider(sdk, r).Meter("m").Int64Counter("n")
	if err != nil {
		t.Fatal(err)
	}
	counter.Add(t.Context(), 1, metric.WithAttributes(attribute.String("x", value)))
	for late, shown := range []bool{true, false} {
		if late == 1 {
			if _, err := set.Set("db", []byte(value)); err != nil {
				t.Fatal(err)
			}
		}
		if err := sdk.ForceFlush(t.Context()); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.text, value) != shown {
			t.Errorf("late %d: %s", late, out.text)
		}
	}
}
