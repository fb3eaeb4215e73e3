module github.com/tacit-go/tacit/otelmetrics

go 1.26.0

require (
	github.com/prometheus/client_golang v1.25.0
	github.com/tacit-go/tacit v0.1.0
	go.opentelemetry.io/otel v1.47.0
	go.opentelemetry.io/otel/exporters/prometheus v0.69.0
	go.opentelemetry.io/otel/metric v1.47.0
	go.opentelemetry.io/otel/sdk/metric v1.47.0
)
