package otelprocessor_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/exemplar"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/trace"

	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redact"
)

// instruments measures 7 with each instrument that there is, with text everywhere,
// and returns how many there are.
func instruments(t testing.TB, mp metric.MeterProvider, text string) (n int) {
	t.Helper()
	m := mp.Meter("clean/scope "+text, metric.WithInstrumentationVersion(text), metric.WithSchemaURL("https://example.org/"+text), metric.WithInstrumentationAttributes(kinds(text)...))
	ctx := trace.ContextWithSpanContext(context.Background(), spanContext(1, trace.TraceState{}))
	about, unit, attrs := metric.WithDescription("About "+text), metric.WithUnit("{"+text+"}"), metric.WithAttributes(kinds(text)...)
	ok := func(err error) {
		if n++; err != nil {
			t.Error(err)
		}
	}
	name := func(s string) string {
		if strings.ContainsFunc(text, func(c rune) bool { return c < '0' || c > 'z' || c > '9' && c < 'A' || c > 'Z' && c < 'a' }) {
			return s
		}
		return s + "." + text
	}
	ic, err := m.Int64Counter(name("ic"), about, unit)
	ok(err)
	ic.Add(ctx, 7, attrs)
	iu, err := m.Int64UpDownCounter(name("iu"), about, unit)
	ok(err)
	iu.Add(ctx, 7, attrs)
	ih, err := m.Int64Histogram(name("ih"), about, unit, metric.WithExplicitBucketBoundaries(5, 10))
	ok(err)
	ih.Record(ctx, 7, attrs)
	ig, err := m.Int64Gauge(name("ig"), about, unit)
	ok(err)
	ig.Record(ctx, 7, attrs)
	fc, err := m.Float64Counter(name("fc"), about, unit)
	ok(err)
	fc.Add(ctx, 7, attrs)
	fu, err := m.Float64UpDownCounter(name("fu"), about, unit)
	ok(err)
	fu.Add(ctx, 7, attrs)
	fh, err := m.Float64Histogram(name("fh"), about, unit)
	ok(err)
	fh.Record(ctx, 7, attrs)
	fg, err := m.Float64Gauge(name("fg"), about, unit)
	ok(err)
	fg.Record(ctx, 7, attrs)
	for _, on := range []bool{ic.Enabled(ctx), iu.Enabled(ctx), ih.Enabled(ctx), ig.Enabled(ctx), fc.Enabled(ctx), fu.Enabled(ctx), fh.Enabled(ctx), fg.Enabled(ctx)} {
		if !on {
			t.Error("an instrument is off")
		}
	}

	ints := metric.WithInt64Callback(func(_ context.Context, o metric.Int64Observer) error { o.Observe(7, attrs); return nil })
	floats := metric.WithFloat64Callback(func(_ context.Context, o metric.Float64Observer) error { o.Observe(7, attrs); return nil })
	_, err = m.Int64ObservableCounter(name("ioc"), about, unit, ints)
	ok(err)
	_, err = m.Int64ObservableUpDownCounter(name("iou"), about, unit, ints)
	ok(err)
	iog, err := m.Int64ObservableGauge(name("iog"), about, unit)
	ok(err)
	_, err = m.Float64ObservableCounter(name("foc"), about, unit, floats)
	ok(err)
	_, err = m.Float64ObservableUpDownCounter(name("fou"), about, unit, floats)
	ok(err)
	fog, err := m.Float64ObservableGauge(name("fog"), about, unit)
	ok(err)
	_, err = m.RegisterCallback(func(_ context.Context, o metric.Observer) error {
		o.ObserveInt64(iog, 7, attrs)
		o.ObserveFloat64(fog, 7, attrs)
		return nil
	}, iog, fog)
	if err != nil {
		t.Error(err)
	}
	return n
}

// Every instrument, every kind of value, every shape of secret, at the time of the
// measurement, and by views.
func TestMeasurementSurfaces(t *testing.T) {
	p := plants()
	for _, c := range p.some() {
		t.Run("provider/"+c.Name, func(t *testing.T) {
			reader := sdkmetric.NewManualReader()
			mp := otelprocessor.NewMeterProvider(sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader)), p.r)
			rm, n := read(t, reader, mp, c.Value)
			mustHide(t, dump(rm.ScopeMetrics), "clean/scope ", "About ", "k.string")
			counted(t, rm, n, len(kinds(c.Value)))
		})
		t.Run("view/"+c.Name, func(t *testing.T) {
			reader := sdkmetric.NewManualReader()
			mp := sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader), sdkmetric.WithView(otelprocessor.View(nil, p.r)), sdkmetric.WithExemplarFilter(exemplar.AlwaysOnFilter))
			rm, n := read(t, reader, mp, c.Value)
			for _, sm := range rm.ScopeMetrics { // the scope is not a view's
				mustHide(t, dump(sm.Metrics), "About ", "FilteredAttributes", "k.string")
			}
			counted(t, rm, n, 0)
		})
	}
}

func read(t *testing.T, reader sdkmetric.Reader, mp metric.MeterProvider, text string) (rm *metricdata.ResourceMetrics, n int) {
	t.Helper()
	n = instruments(t, mp, text)
	rm = &metricdata.ResourceMetrics{}
	if err := reader.Collect(context.Background(), rm); err != nil {
		t.Fatal(err)
	}
	return rm, n
}

// counted reports metrics that are missing, and points without their value or with
// fewer attributes than there should be.
func counted(t *testing.T, rm *metricdata.ResourceMetrics, n, attrs int) {
	t.Helper()
	metrics := rm.ScopeMetrics[0].Metrics
	if len(metrics) != n {
		t.Errorf("%d metrics, not %d", len(metrics), n)
	}
	for _, m := range metrics {
		var set attribute.Set
		value := 0.0
		switch d := m.Data.(type) {
		case metricdata.Sum[int64]:
			set, value = d.DataPoints[0].Attributes, float64(d.DataPoints[0].Value)
		case metricdata.Sum[float64]:
			set, value = d.DataPoints[0].Attributes, d.DataPoints[0].Value
		case metricdata.Gauge[int64]:
			set, value = d.DataPoints[0].Attributes, float64(d.DataPoints[0].Value)
		case metricdata.Gauge[float64]:
			set, value = d.DataPoints[0].Attributes, d.DataPoints[0].Value
		case metricdata.Histogram[int64]:
			set, value = d.DataPoints[0].Attributes, float64(d.DataPoints[0].Sum)
			if len(d.DataPoints[0].Bounds) != 2 {
				t.Error("the bounds are others")
			}
		case metricdata.Histogram[float64]:
			set, value = d.DataPoints[0].Attributes, d.DataPoints[0].Sum
		}
		if value != 7 || set.Len() < attrs {
			t.Errorf("%s: %v with %d attributes", m.Name, value, set.Len())
		}
	}
}

func TestCleanMeasurements(t *testing.T) {
	reader, plain := sdkmetric.NewManualReader(), sdkmetric.NewManualReader()
	mp := otelprocessor.NewMeterProvider(sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader)), preset())
	got, _ := read(t, reader, mp, "nothing")
	want, _ := read(t, plain, sdkmetric.NewMeterProvider(sdkmetric.WithReader(plain)), "nothing")
	if g, w := numbers(got), numbers(want); g != w {
		t.Errorf("got %s\nwant %s", g, w)
	}
}

// numbers writes metrics without their times.
func numbers(rm *metricdata.ResourceMetrics) string {
	out := dump(rm.ScopeMetrics[0].Scope)
	for _, m := range rm.ScopeMetrics[0].Metrics {
		out += fmt.Sprintln(m.Name, m.Description, m.Unit)
		if s, ok := m.Data.(metricdata.Sum[int64]); ok {
			out += fmt.Sprintln(s.Temporality, s.IsMonotonic, s.DataPoints[0].Value) + dump(s.DataPoints[0].Attributes)
		}
	}
	return out
}

func TestMeasurementsBecomeOneSeries(t *testing.T) {
	var set redact.SecretSet
	r := newRedactor(t, redact.WithSecrets(&set), redact.WithPath("gone", redact.Deny))
	reader := sdkmetric.NewManualReader()
	c, _ := otelprocessor.NewMeterProvider(sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader)), r).Meter("m").Int64Counter("c")
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			c.Add(context.Background(), 1, metric.WithAttributes(attribute.String("password", fmt.Sprint("secret-", i, "-x"))), metric.WithAttributes(attribute.Int("n", 1)))
			c.Add(context.Background(), 1, metric.WithAttributes(attribute.Bool("gone", true)))
			c.Add(context.Background(), 1, metric.WithAttributes(attribute.String("x", "zx81-Qv97-plm3")))
			c.Add(context.Background(), 1)
		})
	}
	wg.Wait()
	if _, err := set.Set("late", []byte("zx81-Qv97-plm3")); err != nil {
		t.Fatal(err)
	}
	c.Add(context.Background(), 1, metric.WithAttributes(attribute.String("x", "zx81-Qv97-plm3")))
	var rm metricdata.ResourceMetrics
	if err := reader.Collect(context.Background(), &rm); err != nil {
		t.Fatal(err)
	}
	got := map[string]int64{}
	for _, p := range rm.ScopeMetrics[0].Metrics[0].Data.(metricdata.Sum[int64]).DataPoints {
		got[p.Attributes.Encoded(attribute.DefaultEncoder())] = p.Value
	}
	want := map[string]int64{"": 4, "n=1,password=[REDACTED:password]": 4, "x=zx81-Qv97-plm3": 4, "x=[REDACTED:live-secret]": 1, "tacit.denied=[DENIED:path]": 4}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v", got)
	}
}

// unknown is an option with attributes that the API does not know of.
type unknown struct{ metric.MeasurementOption }

func (unknown) Experimental() {}
func (unknown) RawAttributes() []attribute.KeyValue {
	return []attribute.KeyValue{attribute.String("password", password), attribute.Int("n", 1)}
}

func TestUnknownOptions(t *testing.T) {
	reader := sdkmetric.NewManualReader()
	c, _ := otelprocessor.NewMeterProvider(sdkmetric.NewMeterProvider(sdkmetric.WithReader(reader)), preset()).Meter("m").Int64Counter("c")
	c.Add(context.Background(), 1, unknown{}, metric.WithAttributes(attribute.Int("m", 2)))
	var rm metricdata.ResourceMetrics
	if err := reader.Collect(context.Background(), &rm); err != nil {
		t.Fatal(err)
	}
	if got := rm.ScopeMetrics[0].Metrics[0].Data.(metricdata.Sum[int64]).DataPoints[0].Attributes; got.Encoded(attribute.DefaultEncoder()) != "m=2,n=1,password=[REDACTED:password]" {
		t.Errorf("got %s", got.Encoded(attribute.DefaultEncoder()))
	}
}

func TestViewOverView(t *testing.T) {
	v := otelprocessor.View(sdkmetric.NewView(sdkmetric.Instrument{Name: "a"}, sdkmetric.Stream{Name: "b", AttributeFilter: attribute.NewDenyKeysFilter("n")}), preset())
	s, ok := v(sdkmetric.Instrument{Name: "a"})
	if !ok || s.Name != "b" || s.AttributeFilter(attribute.Int("n", 1)) || !s.AttributeFilter(attribute.Int("m", 1)) || s.AttributeFilter(attribute.String("password", password)) {
		t.Errorf("got %v %v", s, ok)
	}
	if _, ok := v(sdkmetric.Instrument{Name: "c"}); ok {
		t.Error("an instrument that the view does not mean has a stream")
	}
}
