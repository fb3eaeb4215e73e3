package promredact_test

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/tacit-go/tacit/promredact"
	"github.com/tacit-go/tacit/redact"
)

var hashes = regexp.MustCompile(`[0-9a-f]{16}`)

func TestCollisions(t *testing.T) {
	a, b, c := pair("password", password+"1"), pair("password", password+"2"), pair("code", "200")
	ts := func(m *dto.Metric, ms int64) *dto.Metric {
		m.TimestampMs = &ms
		return m
	}
	named := func(name string, typ dto.MetricType, v float64) *dto.MetricFamily {
		if typ == dto.MetricType_COUNTER {
			return family(name, typ, counter(v))
		}
		return family(name, typ, gauge(v))
	}
	otherToken := strings.Replace(token, "16C7", "26C7", 1)
	for _, tt := range []struct {
		name string
		in   []*dto.MetricFamily
		want string
	}{
		{"counters are added", []*dto.MetricFamily{family("x", dto.MetricType_COUNTER, counter(1, c, a), counter(2, c, b), counter(4, pair("code", "500"), b))},
			"# HELP x h\n# TYPE x counter\nx{code=\"200\",password=\"[REDACTED:password]\"} 3\nx{code=\"500\",password=\"[REDACTED:password]\"} 4\n"},
		{"gauges stay apart", []*dto.MetricFamily{family("x", dto.MetricType_GAUGE, gauge(1, a), gauge(2, b), gauge(3, pair("a", "b")))},
			"# HELP x h\n# TYPE x gauge\nx{password=\"[REDACTED:password]\",tacit_series=\"#\"} 1\nx{password=\"[REDACTED:password]\",tacit_series=\"#\"} 2\nx{a=\"b\"} 3\n"},
		{"a label of the same name", []*dto.MetricFamily{family("x", dto.MetricType_GAUGE, gauge(1, a, pair("tacit_series", "y")), gauge(2, b, pair("tacit_series", "y")))},
			"# HELP x h\n# TYPE x gauge\nx{password=\"[REDACTED:password]\",tacit_series=\"y\",tacit_series_=\"#\"} 1\nx{password=\"[REDACTED:password]\",tacit_series=\"y\",tacit_series_=\"#\"} 2\n"},
		{"one gauge needs no mark", []*dto.MetricFamily{family("x", dto.MetricType_GAUGE, gauge(1, a))},
			"# HELP x h\n# TYPE x gauge\nx{password=\"[REDACTED:password]\"} 1\n"},
		{"times that differ", []*dto.MetricFamily{family("x", dto.MetricType_COUNTER, ts(counter(1, a), 1000), ts(counter(2, b), 2000))},
			"# HELP x h\n# TYPE x counter\nx{password=\"[REDACTED:password]\",tacit_series=\"#\"} 1 1000\nx{password=\"[REDACTED:password]\",tacit_series=\"#\"} 2 2000\n"},
		{"times that do not", []*dto.MetricFamily{family("x", dto.MetricType_COUNTER, ts(counter(1, a), 1000), ts(counter(2, b), 1000))},
			"# HELP x h\n# TYPE x counter\nx{password=\"[REDACTED:password]\"} 3 1000\n"},
		{"names of families of one type", []*dto.MetricFamily{named("n_"+token, dto.MetricType_COUNTER, 1), named("n_"+otherToken, dto.MetricType_COUNTER, 2)},
			"# HELP n__REDACTED:github_personal_access_token_ h\n# TYPE n__REDACTED:github_personal_access_token_ counter\nn__REDACTED:github_personal_access_token_ 3\n"},
		{"gauges of families of one type", []*dto.MetricFamily{named("n_"+token, dto.MetricType_GAUGE, 1), named("n_"+otherToken, dto.MetricType_GAUGE, 2)},
			"# HELP n__REDACTED:github_personal_access_token_ h\n# TYPE n__REDACTED:github_personal_access_token_ gauge\nn__REDACTED:github_personal_access_token_{tacit_series=\"#\"} 1\nn__REDACTED:github_personal_access_token_{tacit_series=\"#\"} 2\n"},
		{"names of families of two types", []*dto.MetricFamily{named("n_"+token, dto.MetricType_COUNTER, 1), named("n_"+otherToken, dto.MetricType_GAUGE, 2)},
			"# HELP n__REDACTED:github_personal_access_token_ h\n# TYPE n__REDACTED:github_personal_access_token_ counter\nn__REDACTED:github_personal_access_token_ 1\n# HELP n__REDACTED:github_personal_access_token__# h\n# TYPE n__REDACTED:github_personal_access_token__# gauge\nn__REDACTED:github_personal_access_token__# 2\n"},
		{"a family that is there", []*dto.MetricFamily{named("n_"+token, dto.MetricType_COUNTER, 1), named("n__REDACTED:github_personal_access_token_", dto.MetricType_COUNTER, 2), named("m", dto.MetricType_COUNTER, 4)},
			"# HELP m h\n# TYPE m counter\nm 4\n# HELP n__REDACTED:github_personal_access_token_ h\n# TYPE n__REDACTED:github_personal_access_token_ counter\nn__REDACTED:github_personal_access_token_ 3\n"},
		{"names of labels", []*dto.MetricFamily{family("x", dto.MetricType_COUNTER, counter(1, pair(token, "1"), pair(otherToken, "2"), pair("a", "3")))},
			"# HELP x h\n# TYPE x counter\nx{_REDACTED_github_personal_access_token_=\"1\",_REDACTED_github_personal_access_token__#=\"2\",a=\"3\"} 1\n"},
		{"a label in UTF-8", []*dto.MetricFamily{family("x", dto.MetricType_COUNTER, counter(1, pair("é."+token, "1")))},
			"# HELP x h\n# TYPE x counter\nx{\"é.[REDACTED:github-personal-access-token]\"=\"1\"} 1\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := hashes.ReplaceAllString(text(t, gather(t, preset(), tt.in...)), "#")
			if got != tt.want {
				t.Errorf("got\n%swant\n%s", got, tt.want)
			}
		})
	}
}

// A series has the same hash at each scrape, whatever else there is.
func TestSeriesAreStable(t *testing.T) {
	a, b, c := gauge(1, pair("password", password+"1")), gauge(2, pair("password", password+"2")), gauge(3, pair("password", password+"3"))
	in := fixed{family("x", dto.MetricType_GAUGE)}
	g := promredact.NewGatherer(in, preset())
	seen := map[float64]string{}
	hashes := map[string]bool{}
	for _, ms := range [][]*dto.Metric{{a, b, c}, {b, c}, {c, b, a}} {
		in[0].Metric = ms
		out, err := g.Gather()
		if err != nil || len(out[0].Metric) != len(ms) {
			t.Fatal(err, out)
		}
		for _, m := range out[0].Metric {
			v, hash := m.GetGauge().GetValue(), m.Label[1].GetValue()
			if was, ok := seen[v]; ok && was != hash || m.Label[1].GetName() != "tacit_series" {
				t.Errorf("%v: %s, then %s", v, was, m)
			}
			seen[v], hashes[hash] = hash, true
		}
	}
	if len(hashes) != 3 {
		t.Errorf("%d hashes", len(hashes))
	}
}

// What is added up is what would have been counted under one label.
func TestMergeIsAggregation(t *testing.T) {
	for name, numbers := range map[string][]float64{
		"near": {1, 1.5, 2, 3, 3, 5, 8}, "far": {1, 1000, 1.0 / 1024, 1e6, 0, -4, -4e5, 7}, "zero": {0, 0, 0}, "two": {42, 43},
		"below": {1e-9, 1e-40, -1e-30, 2},
	} {
		t.Run(name, func(t *testing.T) {
			measure := func(label func(int) string) []*dto.MetricFamily {
				names := []string{"password"}
				classic := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "classic"}, names)
				native := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "native", NativeHistogramBucketFactor: 1.1}, names)
				few := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "few", NativeHistogramBucketFactor: 1.1, NativeHistogramMaxBucketNumber: 3, NativeHistogramMaxZeroThreshold: 1}, names)
				count := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "count"}, names)
				sums := prometheus.NewSummaryVec(prometheus.SummaryOpts{Name: "sums"}, names)
				for i, v := range numbers {
					for _, h := range []prometheus.ObserverVec{classic, native, few, sums} {
						h.WithLabelValues(label(i)).Observe(v)
					}
					count.WithLabelValues(label(i)).Add(math.Abs(v))
				}
				return collect(t, classic, native, few, count, sums)
			}
			want := measure(func(int) string { return "[REDACTED:password]" })
			got := gather(t, preset(), measure(func(i int) string { return password + string(rune('a'+i%3)) })...)
			for i, f := range got {
				if len(f.Metric) != 1 {
					t.Fatalf("%d of %s", len(f.Metric), f.GetName())
				}
				if g, w := flat(f.Metric[0]), flat(want[i].Metric[0]); g != w {
					t.Errorf("%s:\ngot  %s\nwant %s", f.GetName(), g, w)
				}
			}
		})
	}
}

func TestBucketsOfASumAreBounded(t *testing.T) {
	wide := func(secret string, offset int32, n int) *dto.Metric {
		h := &dto.Histogram{SampleCount: proto.Uint64(uint64(n)), Schema: proto.Int32(8), ZeroThreshold: proto.Float64(1e-300),
			PositiveSpan: []*dto.BucketSpan{{Offset: proto.Int32(offset), Length: proto.Uint32(uint32(n))}}, PositiveDelta: make([]int64, n)}
		h.PositiveDelta[0] = 1
		return &dto.Metric{Label: []*dto.LabelPair{pair("password", password+secret)}, Histogram: h}
	}
	for _, c := range []struct{ a, b, most int }{{100, 150, 160}, {300, 300, 300}, {80, 80, 160}} {
		out := gather(t, preset(), family("x", dto.MetricType_HISTOGRAM, wide("1", 0, c.a), wide("2", 1000, c.b)))
		h := out[0].Metric[0].Histogram
		if n := len(h.PositiveDelta); n > c.most || n < c.most/2 || total(h) != uint64(c.a+c.b) || (h.GetSchema() == 8) != (c.a+c.b <= c.most) {
			t.Errorf("%v: %d buckets of %d at schema %d", c, n, total(h), h.GetSchema())
		}
	}
}

// flat tells the numbers of a metric, those of native buckets at the schema -4.
func flat(m *dto.Metric) string {
	h := m.Histogram
	if h == nil || h.Schema == nil {
		out := proto.Clone(m).(*dto.Metric)
		if out.Counter != nil {
			out.Counter.CreatedTimestamp = nil
		}
		if out.Summary != nil {
			out.Summary.CreatedTimestamp = nil
		}
		if out.Histogram != nil {
			out.Histogram.CreatedTimestamp = nil
		}
		return protojson.Format(out)
	}
	side := func(spans []*dto.BucketSpan, deltas []int64) map[int32]int64 {
		out, at, n := map[int32]int64{}, int32(0), int64(0)
		for _, s := range spans {
			at += s.GetOffset()
			for range s.GetLength() {
				n += deltas[0]
				deltas = deltas[1:]
				if n != 0 && bound(at, h.GetSchema()) > 1 {
					out[(at-1)>>(h.GetSchema()+4)] += n
				}
				at++
			}
		}
		return out
	}
	// What lies below 1 may be in a bucket or in the zero bucket, by the bounds of what
	// was counted apart.
	pos, neg := side(h.PositiveSpan, h.PositiveDelta), side(h.NegativeSpan, h.NegativeDelta)
	rest := int64(h.GetSampleCount())
	for _, s := range []map[int32]int64{pos, neg} {
		for _, n := range s {
			rest -= n
		}
	}
	return fmt.Sprint(h.GetSampleCount(), h.GetSampleSum(), rest, pos, neg, h.GetZeroThreshold() <= 1, total(h) == h.GetSampleCount())
}

// total counts what is in buckets.
func total(h *dto.Histogram) uint64 {
	n := int64(h.GetZeroCount())
	for _, deltas := range [][]int64{h.PositiveDelta, h.NegativeDelta} {
		at := int64(0)
		for _, d := range deltas {
			at += d
			n += at
		}
	}
	return uint64(n)
}

func bound(index, schema int32) float64 { return math.Exp2(math.Ldexp(float64(index), -int(schema))) }

func TestHistogramsThatHaveNoSum(t *testing.T) {
	hist := func(h *dto.Histogram, secret string) *dto.Metric {
		return &dto.Metric{Label: []*dto.LabelPair{pair("password", password+secret)}, Histogram: h}
	}
	count := proto.Uint64(4)
	classic := func(bounds ...float64) *dto.Histogram {
		h := &dto.Histogram{SampleCount: count, SampleSum: proto.Float64(1)}
		for i, b := range bounds {
			h.Bucket = append(h.Bucket, &dto.Bucket{UpperBound: proto.Float64(b), CumulativeCount: proto.Uint64(uint64(i + 1))})
		}
		return h
	}
	native := func(schema int32) *dto.Histogram {
		return &dto.Histogram{SampleCount: count, Schema: proto.Int32(schema), ZeroThreshold: proto.Float64(0), ZeroCount: count}
	}
	fractions := &dto.Histogram{SampleCountFloat: proto.Float64(2.5), Schema: proto.Int32(1), ZeroThreshold: proto.Float64(0.5), ZeroCountFloat: proto.Float64(0.5),
		PositiveSpan: []*dto.BucketSpan{{Offset: proto.Int32(1), Length: proto.Uint32(2)}}, PositiveCount: []float64{1.5, 0.5}}
	for _, tt := range []struct {
		name string
		a, b *dto.Histogram
		want string
	}{
		{"native and classic", native(1), classic(1), "2"},
		{"custom buckets", native(-53), native(-53), "2"},
		{"fractions and none", fractions, native(1), "2"},
		{"common bounds", classic(1, 2, 4), classic(2, 3, 4, 5), `1 bucket:{cumulative_count:3 upper_bound:2} bucket:{cumulative_count:6 upper_bound:4}`},
		{"fractions", fractions, fractions, `1 sample_count_float:5 sample_sum:0 schema:1 zero_threshold:0.5 zero_count_float:1 positive_span:{offset:1 length:2} positive_count:3 positive_count:1`},
		{"nothing seen yet", &dto.Histogram{SampleCount: proto.Uint64(0), Schema: proto.Int32(3), ZeroThreshold: proto.Float64(0)}, &dto.Histogram{Schema: proto.Int32(2)},
			`1 sample_count:0 sample_sum:0 schema:2 zero_threshold:0 zero_count:0 positive_span:{offset:0 length:0}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out := gather(t, preset(), family("x", dto.MetricType_HISTOGRAM, hist(tt.a, "1"), hist(tt.b, "2")))
			got := fmt.Sprint(len(out[0].Metric))
			if len(out[0].Metric) == 1 {
				h := proto.Clone(out[0].Metric[0].Histogram).(*dto.Histogram)
				if h.Schema == nil {
					h.SampleCount, h.SampleSum = nil, nil
				}
				got += " " + strings.ReplaceAll(h.String(), "  ", " ")
			}
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// A new field of a message is passed on nowhere until someone has looked at it.
func TestFieldsAreKnown(t *testing.T) {
	for typ, n := range map[reflect.Type]int{
		reflect.TypeFor[dto.MetricFamily](): 5, reflect.TypeFor[dto.Metric](): 7, reflect.TypeFor[dto.LabelPair](): 2,
		reflect.TypeFor[dto.Counter](): 3, reflect.TypeFor[dto.Gauge](): 1, reflect.TypeFor[dto.Untyped](): 1, reflect.TypeFor[dto.Summary](): 4,
		reflect.TypeFor[dto.Quantile](): 2, reflect.TypeFor[dto.Histogram](): 16, reflect.TypeFor[dto.Bucket](): 4, reflect.TypeFor[dto.Exemplar](): 3,
	} {
		exported := 0
		for _, f := range reflect.VisibleFields(typ) {
			if f.IsExported() {
				exported++
			}
		}
		if exported != n {
			t.Errorf("%v has %d fields, not %d", typ, exported, n)
		}
	}
}

func TestHMACKeepsSeriesApart(t *testing.T) {
	r := newRedactor(t, redact.WithReplacement(redact.HMAC(redact.KeyRing{Current: redact.Key{ID: "k", Secret: []byte(strings.Repeat("0123456789abcdef", 2))}})))
	out := gather(t, r, family("x", dto.MetricType_GAUGE, gauge(1, pair("password", password+"1")), gauge(2, pair("password", password+"2"))))
	if got := text(t, out); len(out[0].Metric) != 2 || strings.Contains(got, "tacit_series") || strings.Contains(got, password) {
		t.Errorf("got %s", got)
	}
}
