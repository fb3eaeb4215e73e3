package collector_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
)

// secretOf returns a password of its own for each i.
func secretOf(i int) string { return fmt.Sprintf("Tr0ub4dor-%d-x", i) }

// newMetric returns a batch with one metric.
func newMetric() (pmetric.Metrics, pmetric.Metric) {
	md := pmetric.NewMetrics()
	m := md.ResourceMetrics().AppendEmpty().ScopeMetrics().AppendEmpty().Metrics().AppendEmpty()
	m.SetName("requests")
	return md, m
}

func metricOf(md pmetric.Metrics) pmetric.Metric { return streamsOf(md).At(0) }

func TestSumsAreAdded(t *testing.T) {
	p := newPipes(t, "{}")
	md, m := newMetric()
	list := m.SetEmptySum().DataPoints()
	put := func(user, password string, at int, n int64) {
		pt := list.AppendEmpty()
		if password != "" {
			pt.Attributes().PutStr("password", password)
		}
		pt.Attributes().PutStr("user", user)
		pt.SetStartTimestamp(pcommon.Timestamp(100 - n))
		pt.SetTimestamp(pcommon.Timestamp(at))
		pt.SetIntValue(n)
		pt.Exemplars().AppendEmpty().SetIntValue(n)
	}
	put("ada", secretOf(1), 200, 1)
	put("bob", secretOf(2), 200, 2)
	put("ada", secretOf(3), 200, 3)
	put("ada", secretOf(4), 300, 4) // of another collection
	put("eve", "", 200, 5)
	put("ada", "[REDACTED:password]", 200, 6) // hidden by a tier before
	out := metricOf(p.throughMetrics(t, md)).Sum().DataPoints()
	var got string
	for i := range out.Len() {
		pt := out.At(i)
		user, _ := pt.Attributes().Get("user")
		got += fmt.Sprintf("%s %d-%d %d %d; ", user.Str(), pt.StartTimestamp(), pt.Timestamp(), pt.IntValue(), pt.Exemplars().Len())
	}
	if got != "ada 94-200 10 3; bob 98-200 2 1; ada 96-300 4 1; eve 95-200 5 1; " {
		t.Error(got)
	}
}

func TestKeyedPointsStayApart(t *testing.T) {
	p := newPipes(t, "{replacement: {type: hmac, key: 0123456789abcdef0123456789abcdef}}")
	md, m := newMetric()
	list := m.SetEmptySum().DataPoints()
	for i := range 4 {
		pt := list.AppendEmpty()
		pt.Attributes().PutStr("password", secretOf(i/2))
		pt.SetIntValue(1)
	}
	out := metricOf(p.throughMetrics(t, md)).Sum().DataPoints()
	if out.Len() != 2 || out.At(0).IntValue() != 2 || out.At(1).IntValue() != 2 {
		t.Errorf("%d points", out.Len())
	}
}

func TestNumbersOfTwoTypes(t *testing.T) {
	p := newPipes(t, "{}")
	md, m := newMetric()
	list := m.SetEmptySum().DataPoints()
	for i := range 4 {
		pt := list.AppendEmpty()
		pt.Attributes().PutStr("password", secretOf(i))
		switch i {
		case 0: // no value
			pt.SetFlags(pmetric.DefaultDataPointFlags.WithNoRecordedValue(true))
		case 3:
			pt.SetDoubleValue(.5)
		default:
			pt.SetIntValue(2)
		}
	}
	out := metricOf(p.throughMetrics(t, md)).Sum().DataPoints()
	if out.Len() != 1 || out.At(0).DoubleValue() != 4.5 || out.At(0).Flags().NoRecordedValue() {
		t.Errorf("%d points, %v", out.Len(), out.At(0).DoubleValue())
	}
}

// The sum of what a sender counts is never negative.
func TestSumsTooLargeForAnInt(t *testing.T) {
	p := newPipes(t, "{}")
	md, m := newMetric()
	list := m.SetEmptySum().DataPoints()
	for i := range 3 {
		pt := list.AppendEmpty()
		pt.Attributes().PutStr("password", secretOf(i))
		pt.SetIntValue(math.MaxInt64)
	}
	out := metricOf(p.throughMetrics(t, md)).Sum().DataPoints()
	if out.Len() != 1 || out.At(0).DoubleValue() != 3*float64(math.MaxInt64) {
		t.Errorf("%d points, %v, %v", out.Len(), out.At(0).IntValue(), out.At(0).DoubleValue())
	}
}

func TestGaugesKeepTheLatest(t *testing.T) {
	p := newPipes(t, "{}")
	md, m := newMetric()
	list := m.SetEmptyGauge().DataPoints()
	for i := range 4 {
		pt := list.AppendEmpty()
		pt.Attributes().PutStr("password", secretOf(i))
		if pt.SetDoubleValue(float64(i)); i == 3 {
			pt.SetFlags(pmetric.DefaultDataPointFlags.WithNoRecordedValue(true))
		}
	}
	out := metricOf(p.throughMetrics(t, md)).Gauge().DataPoints()
	if out.Len() != 1 || out.At(0).DoubleValue() != 2 {
		t.Errorf("%d points, %v", out.Len(), out.At(0).DoubleValue())
	}
}

func TestSummariesAreAdded(t *testing.T) {
	p := newPipes(t, "{}")
	md, m := newMetric()
	for i := range 2 {
		if i == 0 {
			m.SetEmptySummary()
		}
		pt := m.Summary().DataPoints().AppendEmpty()
		pt.Attributes().PutStr("password", secretOf(i))
		pt.SetCount(uint64(i + 1))
		pt.SetSum(1.5)
		pt.QuantileValues().AppendEmpty().SetValue(9)
	}
	out := metricOf(p.throughMetrics(t, md)).Summary().DataPoints()
	if out.Len() != 1 || out.At(0).Count() != 3 || out.At(0).Sum() != 3 || out.At(0).QuantileValues().Len() != 0 {
		t.Errorf("%d points", out.Len())
	}
}

func TestHistogramsAreAdded(t *testing.T) {
	p := newPipes(t, "{}")
	for _, c := range []struct {
		name    string
		bounds  []float64
		buckets []uint64
		sum     bool
		count   uint64
		want    string
	}{
		{"equal bounds", []float64{1, 2}, []uint64{1, 0, 2}, true, 3, "[1 2] [2 1 5] 8 20 true 1 9"},
		{"other bounds", []float64{1, 3}, []uint64{1, 0, 2}, true, 3, "[] [8] 8 20 true 1 9"},
		{"no sum", []float64{1, 2}, []uint64{1, 0, 2}, false, 3, "[1 2] [2 1 5] 8 0 false 0 0"},
		{"no values", []float64{1, 2}, []uint64{0, 0, 0}, false, 0, "[1 2] [1 1 3] 5 10 true 2 9"},
	} {
		md, m := newMetric()
		list := m.SetEmptyHistogram().DataPoints()
		for i := range 2 {
			pt := list.AppendEmpty()
			pt.Attributes().PutStr("password", secretOf(i))
			if i == 0 {
				pt.ExplicitBounds().FromRaw([]float64{1, 2})
				pt.BucketCounts().FromRaw([]uint64{1, 1, 3})
				pt.SetCount(5)
				pt.SetSum(10)
				pt.SetMin(2)
				pt.SetMax(9)
				continue
			}
			pt.ExplicitBounds().FromRaw(c.bounds)
			pt.BucketCounts().FromRaw(c.buckets)
			pt.SetCount(c.count)
			if c.sum {
				pt.SetSum(10)
				pt.SetMin(1)
				pt.SetMax(3)
			}
		}
		out := metricOf(p.throughMetrics(t, md)).Histogram().DataPoints()
		pt := out.At(0)
		got := fmt.Sprintf("%v %v %v %v %v %v %v", pt.ExplicitBounds().AsRaw(), pt.BucketCounts().AsRaw(), pt.Count(), pt.Sum(), pt.HasSum(), pt.Min(), pt.Max())
		if out.Len() != 1 || got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

// Added exponential histograms count in each bucket what those of a model do.
func TestExponentialHistogramsAreAdded(t *testing.T) {
	p := newPipes(t, "{}")
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		md, m := newMetric()
		list := m.SetEmptyExponentialHistogram().DataPoints()
		var total uint64
		type bucket struct {
			scale, index int32
			n            uint64
		}
		var all []bucket
		for i := range 2 + rnd.IntN(3) {
			pt := list.AppendEmpty()
			pt.Attributes().PutStr("password", secretOf(i))
			pt.SetScale(int32(rnd.IntN(9)) - 2)
			pt.Positive().SetOffset(int32(rnd.IntN(400)) - 200)
			counts := make([]uint64, rnd.IntN(100))
			for j := range counts {
				counts[j] = rnd.Uint64N(4)
				total += counts[j]
				all = append(all, bucket{pt.Scale(), pt.Positive().Offset() + int32(j), counts[j]})
			}
			pt.Positive().BucketCounts().FromRaw(counts)
			pt.SetZeroCount(1)
			total++
			pt.SetCount(total)
		}
		n := list.Len()
		out := metricOf(p.throughMetrics(t, md)).ExponentialHistogram().DataPoints()
		pt := out.At(0)
		if out.Len() != 1 || pt.ZeroCount() != uint64(n) || pt.Positive().BucketCounts().Len() > 160 {
			t.Fatalf("%d points, %d zeros, %d buckets", out.Len(), pt.ZeroCount(), pt.Positive().BucketCounts().Len())
		}
		want := map[int32]uint64{}
		for _, b := range all {
			want[b.index>>(b.scale-pt.Scale())] += b.n
		}
		for j, c := range pt.Positive().BucketCounts().AsRaw() {
			index := pt.Positive().Offset() + int32(j)
			if want[index] != c {
				t.Fatalf("scale %d, bucket %d: %d, want %d", pt.Scale(), index, c, want[index])
			}
			delete(want, index)
		}
		for index, c := range want {
			if c != 0 {
				t.Fatalf("bucket %d is missing", index)
			}
		}
	}
}

// Buckets that no number falls into come from a broken sender.
func TestHostileHistogram(t *testing.T) {
	p := newPipes(t, "{}")
	md, m := newMetric()
	for i := range 2 {
		if i == 0 {
			m.SetEmptyExponentialHistogram()
		}
		pt := m.ExponentialHistogram().DataPoints().AppendEmpty()
		pt.Attributes().PutStr("password", secretOf(i))
		pt.SetScale([]int32{1 << 30, -1 << 31}[i])
		pt.Positive().SetOffset([]int32{-1 << 31, 1<<31 - 1}[i])
		pt.Positive().BucketCounts().FromRaw([]uint64{1})
	}
	md.ResourceMetrics().At(0).ScopeMetrics().At(0).Metrics().AppendEmpty().SetName("beside")
	out := p.throughMetrics(t, md)
	mustHide(t, out, "beside")
	if n := p.count(t, "otelcol_processor_tacit_failures", "kind", "error"); n != 1 || out.MetricCount() != 1 {
		t.Errorf("%d failures, %d metrics", n, out.MetricCount())
	}
}

func TestPathsDrop(t *testing.T) {
	t.Run("stubs", func(t *testing.T) { testPathsDrop(t, 1, "") })
	t.Run("no stubs", func(t *testing.T) { testPathsDrop(t, 0, "deny: {without_stubs: true, audit_fields: [audit]}, ") })
}

func testPathsDrop(t *testing.T, stubs int, more string) {
	p := newPipes(t, "{"+more+`paths: [{path: secret.one, action: drop_field}, {path: secret.all, action: deny}, {path: shown.password, action: scan}]}`)
	md, m := newMetric()
	list := m.SetEmptyGauge().DataPoints()
	list.AppendEmpty().Attributes().PutStr("secret.one", "x")
	list.AppendEmpty().Attributes().PutStr("secret.all", "x")
	out := metricOf(p.throughMetrics(t, md)).Gauge().DataPoints()
	if out.Len() != 1+stubs || out.At(0).Attributes().Len() != 0 {
		t.Errorf("%d points", out.Len())
	}
	if stubs > 0 {
		if got := out.At(1).Attributes().AsRaw(); len(got) != 1 || got["tacit.denied"] != "[DENIED:path]" {
			t.Errorf("the stub has %v", got)
		}
	}
	list.RemoveIf(func(pmetric.NumberDataPoint) bool { return true })
	list.AppendEmpty().Attributes().PutStr("secret.all", "x")
	if out := p.throughMetrics(t, md); out.MetricCount() != stubs || len(p.streams.AllMetrics()) != stubs {
		t.Error("an empty batch is passed on, or a stub is not")
	}
	ld := newLogs()
	recs := ld.ResourceLogs().At(0).ScopeLogs().At(0).LogRecords()
	recs.AppendEmpty().Attributes().PutEmptyMap("secret").PutStr("all", "x")
	recs.At(1).SetTimestamp(7)
	recs.At(1).SetSeverityNumber(9)
	recs.At(1).SetSeverityText("INFO")
	recs.At(1).Body().SetStr("text")
	if stubs == 0 {
		recs.AppendEmpty().Attributes().PutStr("secret.all", "x")
		recs.At(2).Attributes().PutBool("audit", true)
	}
	recordOf(ld).Attributes().PutEmptyMap("secret").PutStr("one", "x")
	recordOf(ld).Attributes().PutStr("shown.password", "hunter2")
	logs := p.throughLogs(t, ld)
	got, _ := recordOf(logs).Attributes().Get("shown.password")
	if logs.LogRecordCount() != 2 || got.Str() != "hunter2" {
		t.Errorf("%d records, %v", logs.LogRecordCount(), recordOf(logs).Attributes().AsRaw())
	}
	second := logs.ResourceLogs().At(0).ScopeLogs().At(0).LogRecords().At(1)
	if stubs > 0 && (second.Body().Str() != "[DENIED:path]" || second.Attributes().Len() != 0 || second.Timestamp() != 7 || second.SeverityNumber() != 9 || second.SeverityText() != "INFO") {
		t.Errorf("the stub is %s %v", second.Body().Str(), second.Attributes().AsRaw())
	}
	if all, _ := second.Attributes().Get("secret.all"); stubs == 0 && all.Str() != "[REDACTED:path]" {
		t.Errorf("a record of an audit log has %v", second.Attributes().AsRaw())
	}
	td := newSpans()
	spanOf(td).Events().At(0).Attributes().PutStr("secret.all", "x")
	id := spanOf(td).SpanID()
	td = p.throughTraces(t, td)
	if td.SpanCount() != stubs {
		t.Error("a span is passed on, or a stub is not")
	}
	if stubs > 0 {
		if s := spanOf(td); s.Name() != "[DENIED:path]" || s.Attributes().Len()+s.Events().Len() > 0 || s.SpanID() != id {
			t.Errorf("the stub is %s %v", s.Name(), s.Attributes().AsRaw())
		}
	}
	if n := p.count(t, "otelcol_processor_tacit_redactions", "detector", "path"); n == 0 {
		t.Error("nothing was counted")
	}
}
