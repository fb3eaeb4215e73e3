package otelprocessor_test

import (
	"cmp"
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/sdk/resource"

	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redact"
)

// metricSink keeps what is exported.
type metricSink struct {
	got *metricdata.ResourceMetrics
	err error
}

func (s *metricSink) Temporality(sdkmetric.InstrumentKind) metricdata.Temporality {
	return metricdata.DeltaTemporality
}
func (s *metricSink) Aggregation(k sdkmetric.InstrumentKind) sdkmetric.Aggregation {
	return sdkmetric.AggregationDrop{}
}
func (s *metricSink) Export(_ context.Context, rm *metricdata.ResourceMetrics) error {
	s.got = rm
	return s.err
}
func (s *metricSink) ForceFlush(context.Context) error { return s.err }
func (s *metricSink) Shutdown(context.Context) error   { return s.err }

func exportMetrics(t testing.TB, r *redact.Redactor, rm *metricdata.ResourceMetrics) *metricdata.ResourceMetrics {
	t.Helper()
	sink := &metricSink{}
	if err := otelprocessor.NewMetricExporter(sink, r).Export(context.Background(), rm); err != nil {
		t.Fatal(err)
	}
	return sink.got
}

func numberData[N int64 | float64](text string) []metricdata.DataPoint[N] {
	return []metricdata.DataPoint[N]{{
		Attributes: attribute.NewSet(kinds(text)...), StartTime: time.Unix(1, 0), Time: time.Unix(2, 0), Value: 41,
		Exemplars: []metricdata.Exemplar[N]{{FilteredAttributes: kinds(text), Time: time.Unix(2, 0), Value: 43, SpanID: []byte{1, 2}, TraceID: []byte{3, 4}}},
	}}
}

func histogramData[N int64 | float64](text string) []metricdata.HistogramDataPoint[N] {
	n := numberData[N](text)[0]
	return []metricdata.HistogramDataPoint[N]{{Attributes: n.Attributes, Exemplars: n.Exemplars, Count: 41, Bounds: []float64{1}, BucketCounts: []uint64{1, 40}}}
}

func exponentialData[N int64 | float64](text string) []metricdata.ExponentialHistogramDataPoint[N] {
	n := numberData[N](text)[0]
	return []metricdata.ExponentialHistogramDataPoint[N]{{Attributes: n.Attributes, Exemplars: n.Exemplars, Count: 41}}
}

// aggregations has data of every kind.
func aggregations(text string) []metricdata.Aggregation {
	return []metricdata.Aggregation{
		metricdata.Sum[int64]{DataPoints: numberData[int64](text)}, metricdata.Sum[float64]{DataPoints: numberData[float64](text)},
		metricdata.Gauge[int64]{DataPoints: numberData[int64](text)}, metricdata.Gauge[float64]{DataPoints: numberData[float64](text)},
		metricdata.Histogram[int64]{DataPoints: histogramData[int64](text)}, metricdata.Histogram[float64]{DataPoints: histogramData[float64](text)},
		metricdata.ExponentialHistogram[int64]{DataPoints: exponentialData[int64](text)}, metricdata.ExponentialHistogram[float64]{DataPoints: exponentialData[float64](text)},
		metricdata.Summary{DataPoints: []metricdata.SummaryDataPoint{{Attributes: attribute.NewSet(kinds(text)...), Count: 41}}},
	}
}

func fullMetrics(text string) *metricdata.ResourceMetrics {
	sm := metricdata.ScopeMetrics{Scope: instrumentation.Scope{Name: "clean/scope " + text, Version: text, SchemaURL: "https://example.org/" + text, Attributes: attribute.NewSet(kinds(text)...)}}
	for _, a := range aggregations(text) {
		sm.Metrics = append(sm.Metrics, metricdata.Metrics{Name: "requests " + text, Description: "Requests " + text, Unit: "{" + text + "}", Data: a})
	}
	return &metricdata.ResourceMetrics{
		Resource:     resource.NewWithAttributes("https://example.org/"+text, append(kinds(text), attribute.String("service.name", "shop"))...),
		ScopeMetrics: []metricdata.ScopeMetrics{{Scope: instrumentation.Scope{Name: "first"}, Metrics: []metricdata.Metrics{{Name: "clean.metric"}}}, sm},
	}
}

// Every surface of a metric, every kind of data and of value, every shape of secret.
func TestMetricSurfaces(t *testing.T) {
	p := plants()
	for _, c := range p.some() {
		t.Run(c.Name, func(t *testing.T) {
			in := fullMetrics(c.Value)
			before := dump(in)
			if len(p.oracle.Leaks([]byte(before))) == 0 {
				t.Fatal("nothing was planted")
			}
			got := exportMetrics(t, p.r, in)
			mustHide(t, dump(got), "requests ", "Requests ", "shop", "clean.metric", "clean/scope ", "41", "43")
			if len(got.ScopeMetrics) != 2 || len(got.ScopeMetrics[1].Metrics) != len(aggregations("")) {
				t.Error("something is missing")
			}
			for _, m := range got.ScopeMetrics[1].Metrics {
				if !strings.Contains(dump(m.Data), `"k.string":"[REDACTED:`) {
					t.Errorf("%T has no attribute", m.Data)
				}
			}
			if dump(in) != before {
				t.Error("the caller's data was written to")
			}
		})
	}
}

func TestCleanMetricsAreThemselves(t *testing.T) {
	in := fullMetrics("nothing of note")
	if got := exportMetrics(t, preset(), in); got != in {
		t.Errorf("got %s", dump(got))
	}
	if got := exportMetrics(t, preset(), nil); got != nil {
		t.Error("nil became something")
	}
}

// collect returns what f measures in a provider, by a reader that is manual.
func collect(t testing.TB, f func(metric.Meter), opts ...sdkmetric.Option) *metricdata.ResourceMetrics {
	t.Helper()
	reader := sdkmetric.NewManualReader()
	mp := sdkmetric.NewMeterProvider(append(opts, sdkmetric.WithReader(reader))...)
	f(mp.Meter("m"))
	var rm metricdata.ResourceMetrics
	if err := reader.Collect(context.Background(), &rm); err != nil {
		t.Fatal(err)
	}
	return &rm
}

// measure records numbers, each with a user of its own or all with one.
func measure(numbers []float64, user func(i int) string) func(metric.Meter) {
	return func(m metric.Meter) {
		ctx := context.Background()
		c, _ := m.Int64Counter("counter")
		u, _ := m.Float64UpDownCounter("updown")
		h, _ := m.Float64Histogram("histogram")
		e, _ := m.Float64Histogram("exponential")
		for i, n := range numbers {
			a := metric.WithAttributes(attribute.String("password", user(i)), attribute.String("route", "/x"))
			c.Add(ctx, int64(math.Abs(n))%1000, a)
			u.Add(ctx, n, a)
			h.Record(ctx, n, a)
			e.Record(ctx, n, a)
		}
	}
}

// Points that became equal are what the SDK makes of one series from the beginning.
func TestMergeIsAggregation(t *testing.T) {
	view := sdkmetric.NewView(sdkmetric.Instrument{Name: "exponential"}, sdkmetric.Stream{Aggregation: sdkmetric.AggregationBase2ExponentialHistogram{MaxSize: 20, MaxScale: 20}})
	for name, numbers := range map[string][]float64{
		"near": {1, 1.5, 2, 3, 3, 5, 8}, "far": {1, 1000, 1.0 / 1024, 1e6, 0, -4, -4e5, 7}, "zero": {0, 0, 0}, "one": {42},
	} {
		t.Run(name, func(t *testing.T) {
			want := collect(t, measure(numbers, func(int) string { return "[REDACTED:password]" }), sdkmetric.WithView(view))
			in := collect(t, measure(numbers, func(i int) string { return "secret-number-" + string(rune('a'+i)) }), sdkmetric.WithView(view))
			got := exportMetrics(t, preset(), in)
			for i, m := range got.ScopeMetrics[0].Metrics {
				w := want.ScopeMetrics[0].Metrics[i]
				if g, w := flat(m.Data), flat(w.Data); g != w {
					t.Errorf("%s:\ngot  %s\nwant %s", m.Name, g, w)
				}
			}
		})
	}
}

// flat tells the numbers of data: for an exponential histogram, at the scale 0.
func flat(a metricdata.Aggregation) string {
	switch a := a.(type) {
	case metricdata.ExponentialHistogram[float64]:
		out := ""
		for _, p := range a.DataPoints {
			counts := func(b metricdata.ExponentialBucket) (out []int) {
				for i, n := range b.Counts {
					for range n {
						out = append(out, (int(b.Offset)+i)>>max(0, p.Scale+3))
					}
				}
				return out
			}
			lo, _ := p.Min.Value()
			hi, _ := p.Max.Value()
			out += dump([]any{p.Count, p.Sum, p.ZeroCount, lo, hi, counts(p.PositiveBucket), counts(p.NegativeBucket), p.Attributes})
		}
		return out
	case metricdata.Histogram[float64]:
		out := ""
		for _, p := range a.DataPoints {
			lo, _ := p.Min.Value()
			hi, _ := p.Max.Value()
			out += dump([]any{p.Count, p.Sum, p.Bounds, p.BucketCounts, lo, hi, p.Attributes})
		}
		return out
	case metricdata.Sum[int64]:
		out := ""
		for _, p := range a.DataPoints {
			out += dump([]any{p.Value, p.Attributes})
		}
		return out
	case metricdata.Sum[float64]:
		out := ""
		for _, p := range a.DataPoints {
			out += dump([]any{p.Value, p.Attributes})
		}
		return out
	}
	return "?"
}

func TestMergeOfGaugesAndSummaries(t *testing.T) {
	set := func(s string) attribute.Set { return attribute.NewSet(attribute.String("password", s)) }
	in := func(data metricdata.Aggregation) *metricdata.ResourceMetrics {
		return &metricdata.ResourceMetrics{ScopeMetrics: []metricdata.ScopeMetrics{{Metrics: []metricdata.Metrics{{Name: "x", Data: data}}}}}
	}
	got := exportMetrics(t, preset(), in(metricdata.Gauge[int64]{DataPoints: []metricdata.DataPoint[int64]{
		{Attributes: set("abcdefg1"), Time: time.Unix(5, 0), Value: 1}, {Attributes: set("abcdefg2"), Time: time.Unix(9, 0), Value: 2}, {Attributes: set("abcdefg3"), Time: time.Unix(7, 0), Value: 3},
	}})).ScopeMetrics[0].Metrics[0].Data.(metricdata.Gauge[int64]).DataPoints
	if len(got) != 1 || got[0].Value != 2 {
		t.Errorf("got %v", got)
	}
	sum := exportMetrics(t, preset(), in(metricdata.Summary{DataPoints: []metricdata.SummaryDataPoint{
		{Attributes: set("abcdefg1"), StartTime: time.Unix(5, 0), Count: 1, Sum: 2, QuantileValues: []metricdata.QuantileValue{{}}}, {Attributes: set("abcdefg2"), StartTime: time.Unix(4, 0), Count: 3, Sum: 4},
	}})).ScopeMetrics[0].Metrics[0].Data.(metricdata.Summary).DataPoints
	if len(sum) != 1 || sum[0].Count != 4 || sum[0].Sum != 6 || sum[0].QuantileValues != nil || sum[0].StartTime != time.Unix(4, 0) {
		t.Errorf("got %v", sum)
	}
}

func TestMergeOfUnequalHistograms(t *testing.T) {
	set := func(s string) attribute.Set { return attribute.NewSet(attribute.String("password", s)) }
	a, b := []uint64{1, 2}, []uint64{3}
	in := &metricdata.ResourceMetrics{ScopeMetrics: []metricdata.ScopeMetrics{{Metrics: []metricdata.Metrics{
		{Name: "x", Data: metricdata.Histogram[int64]{DataPoints: []metricdata.HistogramDataPoint[int64]{
			{Attributes: set("abcdefg1"), Count: 3, Bounds: []float64{1}, BucketCounts: a}, {Attributes: set("abcdefg2"), Count: 3, BucketCounts: b},
		}}},
		{Name: "y", Data: metricdata.ExponentialHistogram[int64]{DataPoints: []metricdata.ExponentialHistogramDataPoint[int64]{
			{Attributes: set("abcdefg1"), Count: 3, PositiveBucket: metricdata.ExponentialBucket{Offset: -3, Counts: []uint64{1, 1, 1}}},
			{Attributes: set("abcdefg2"), Count: 1, ZeroThreshold: 0.5, PositiveBucket: metricdata.ExponentialBucket{Offset: 1, Counts: []uint64{1}}},
		}}},
		{Name: "z", Data: metricdata.ExponentialHistogram[int64]{DataPoints: []metricdata.ExponentialHistogramDataPoint[int64]{
			{Attributes: set("abcdefg1"), PositiveBucket: metricdata.ExponentialBucket{Offset: math.MinInt32, Counts: []uint64{1}}},
			{Attributes: set("abcdefg2"), PositiveBucket: metricdata.ExponentialBucket{Offset: math.MaxInt32 - 1, Counts: []uint64{1}}},
		}}},
	}}}}
	got := exportMetrics(t, newRedactor(t), in).ScopeMetrics[0].Metrics
	x := got[0].Data.(metricdata.Histogram[int64]).DataPoints
	if len(x) != 1 || x[0].Count != 6 || len(x[0].Bounds) != 0 || !slices.Equal(x[0].BucketCounts, []uint64{6}) || !slices.Equal(a, []uint64{1, 2}) {
		t.Errorf("got %v", x)
	}
	// Two of the three buckets, up to 1/4 and 1/2, are below the threshold.
	y := got[1].Data.(metricdata.ExponentialHistogram[int64]).DataPoints
	if len(y) != 1 || y[0].ZeroCount != 2 || y[0].ZeroThreshold != 0.5 || y[0].PositiveBucket.Offset != -1 || !slices.Equal(y[0].PositiveBucket.Counts, []uint64{1, 0, 1}) {
		t.Errorf("got %v", y)
	}
	if len(got) != 2 {
		t.Error("a metric that cannot be added up is exported")
	}
}

func TestTokensKeepSeriesApart(t *testing.T) {
	r := newRedactor(t, redact.WithReplacement(redact.HMAC(redact.KeyRing{Current: redact.Key{ID: "k1", Secret: []byte(strings.Repeat("k", 32))}})))
	in := collect(t, measure([]float64{1, 2, 3}, func(i int) string { return "secret-number-" + string(rune('a'+i%2)) }))
	for _, m := range exportMetrics(t, r, in).ScopeMetrics[0].Metrics {
		if s, ok := m.Data.(metricdata.Sum[int64]); ok && len(s.DataPoints) != 2 {
			t.Errorf("got %v", s)
		}
	}
}

func TestMetricPolicy(t *testing.T) {
	r := newRedactor(t, redact.WithPath("user", redact.DropField), redact.WithPath("gone", redact.Deny))
	in := collect(t, func(m metric.Meter) {
		c, _ := m.Int64Counter("c")
		c.Add(context.Background(), 1, metric.WithAttributes(attribute.String("user", "ann"), attribute.Int("n", 1)))
		c.Add(context.Background(), 2, metric.WithAttributes(attribute.String("user", "bob"), attribute.Int("n", 1)))
		c.Add(context.Background(), 4, metric.WithAttributes(attribute.Bool("gone", true)))
	})
	got := exportMetrics(t, r, in).ScopeMetrics[0].Metrics[0].Data.(metricdata.Sum[int64]).DataPoints
	slices.SortFunc(got, func(a, b metricdata.DataPoint[int64]) int { return cmp.Compare(a.Value, b.Value) })
	if len(got) != 2 || got[1].Attributes != attribute.NewSet(attribute.String("tacit.denied", "[DENIED:path]")) || got[1].Value != 4 {
		t.Errorf("got %v", got)
	}
	r = newRedactor(t, redact.WithPath("user", redact.DropField), redact.WithPath("gone", redact.Deny), redact.WithoutStubs())
	got = exportMetrics(t, r, in).ScopeMetrics[0].Metrics[0].Data.(metricdata.Sum[int64]).DataPoints
	if len(got) != 1 || got[0].Value != 3 || got[0].Attributes.Len() != 1 {
		t.Errorf("got %v", got)
	}
}

func TestMetricExporterForwards(t *testing.T) {
	want := errors.New("not today")
	e := otelprocessor.NewMetricExporter(&metricSink{err: want}, preset())
	ctx := context.Background()
	if e.Export(ctx, fullMetrics(token)) != want || e.ForceFlush(ctx) != want || e.Shutdown(ctx) != want {
		t.Error("an error is gone")
	}
	if e.Temporality(sdkmetric.InstrumentKindCounter) != metricdata.DeltaTemporality || e.Aggregation(sdkmetric.InstrumentKindCounter) != (sdkmetric.AggregationDrop{}) {
		t.Error("the reader gets other answers")
	}
	if out := dump(exportMetrics(t, nil, fullMetrics("something of note"))); strings.Contains(out, "note") || strings.Contains(out, "shop") {
		t.Errorf("got %s", out)
	}
}

// What an SDK that is newer than this package adds must be looked at here.
func TestEveryMetricFieldIsCovered(t *testing.T) {
	for typ, n := range map[reflect.Type]int{
		reflect.TypeFor[metricdata.ResourceMetrics]():                      2,
		reflect.TypeFor[metricdata.ScopeMetrics]():                         2,
		reflect.TypeFor[metricdata.Metrics]():                              4,
		reflect.TypeFor[metricdata.DataPoint[int64]]():                     5,
		reflect.TypeFor[metricdata.HistogramDataPoint[int64]]():            10,
		reflect.TypeFor[metricdata.ExponentialHistogramDataPoint[int64]](): 13,
		reflect.TypeFor[metricdata.SummaryDataPoint]():                     6,
		reflect.TypeFor[metricdata.Exemplar[int64]]():                      5,
	} {
		if typ.NumField() != n {
			t.Errorf("%v has %d fields, not %d", typ, typ.NumField(), n)
		}
	}
	if reflect.TypeFor[sdkmetric.Exporter]().NumMethod() != 5 {
		t.Error("an exporter has another number of methods")
	}
}
