package promredact_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"google.golang.org/protobuf/proto"

	"github.com/tacit-go/tacit/promredact"
	"github.com/tacit-go/tacit/redact"
)

// clean is a scrape of a service: what the process and the runtime tell, and requests.
func clean(t testing.TB, series int) fixed {
	requests := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "http_request_duration_seconds", Help: "Time to answer."}, []string{"code", "handler", "method"})
	for i := range series {
		requests.WithLabelValues([]string{"200", "404", "500"}[i%3], "/orders/"+strconv.Itoa(i/3), "GET").(prometheus.ExemplarObserver).ObserveWithExemplar(0.1, prometheus.Labels{"trace_id": "4bf92f3577b34da6a3ce929d0e0e4736"})
	}
	info := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "build_info", Help: "What runs."}, []string{"goversion", "revision"})
	info.WithLabelValues("go1.26.0", "5f74343b9abb374d6946ed542325").Set(1)
	reg := prometheus.NewRegistry()
	reg.MustRegister(requests, info)
	out, err := reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestCleanIsUntouched(t *testing.T) {
	in := clean(t, 90)
	g := promredact.NewGatherer(in, preset())
	out, err := g.Gather()
	if err != nil || len(out) != len(in) || &out[0] != &in[0] {
		t.Fatalf("got another slice, %v", err)
	}
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	if n := testing.AllocsPerRun(20, func() { _, _ = g.Gather() }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// One secret changes what holds it, and nothing else.
func TestOneSecret(t *testing.T) {
	in := clean(t, 90)
	f := in[1]
	was := f.Metric[40]
	f.Metric[40] = proto.Clone(was).(*dto.Metric)
	f.Metric[40].Label[1].Value = proto.String("/" + token)
	out := gather(t, preset(), in...)
	if out[0] != in[0] || out[1] == in[1] || in[1] != f {
		t.Error("the wrong family is another one")
	}
	for i, m := range out[1].Metric {
		if (m == f.Metric[i]) == (i == 40) {
			t.Errorf("metric %d: %s", i, m.Label)
		}
	}
	m := out[1].Metric[40]
	if got := m.Label[1].GetValue(); got != "/[REDACTED:github-personal-access-token]" || m.Histogram != f.Metric[40].Histogram {
		t.Errorf("got %s", got)
	}
	if f.Metric[40].Label[1].GetValue() != "/"+token {
		t.Error("the input was written to")
	}
}

func TestPolicy(t *testing.T) {
	r := newRedactor(t, redact.WithPath("user", redact.DropField), redact.WithPath("debug", redact.Deny), redact.WithPath("tenant", redact.Redact), redact.WithPath("password", redact.Keep), redact.WithoutStubs())
	in := []*dto.MetricFamily{
		family("x", dto.MetricType_COUNTER, counter(1, pair("code", "200"), pair("user", "ada")), counter(2, pair("code", "200"), pair("user", "bob")), counter(4, pair("debug", "1"))),
		family("y", dto.MetricType_COUNTER, counter(1, pair("debug", "1"))),
		family("z", dto.MetricType_GAUGE, gauge(1, pair("password", "open-sesame"), pair("tenant", "acme"))),
		family("none", dto.MetricType_GAUGE),
	}
	want := "# HELP x h\n# TYPE x counter\nx{code=\"200\"} 3\n# HELP z h\n# TYPE z gauge\nz{password=\"open-sesame\",tenant=\"[REDACTED:path]\"} 1\n"
	out := gather(t, r, in...)
	if len(out) != 3 || out[2] != in[3] {
		t.Errorf("%d families", len(out))
	}
	if got := text(t, out[:2]); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	stubs := newRedactor(t, redact.WithPath("debug", redact.Deny))
	if got := text(t, gather(t, stubs, in[1])); got != "# HELP y h\n# TYPE y counter\ny{tacit_denied=\"[DENIED:path]\"} 1\n" {
		t.Errorf("got %s", got)
	}
	if got := text(t, gather(t, nil, in[0])); strings.Contains(got, `"200"`) || strings.Contains(got, `"ada"`) {
		t.Errorf("a nil Redactor shows %s", got)
	}
}

// boom fails where a replacement is made.
type boom struct{}

func (boom) AppendReplacement([]byte, redact.MatchInfo, []byte) []byte { panic(token) }

func TestFailures(t *testing.T) {
	r := newRedactor(t, redact.WithReplacement(boom{}))
	if got := text(t, gather(t, r, family("x", dto.MetricType_GAUGE, gauge(1, pair("a", token))))); !strings.Contains(got, `x{a="[REDACTED:error]"} 1`) {
		t.Errorf("got %s", got)
	}
	// What cannot be read is left out, and counted.
	r = newRedactor(t)
	bad := gauge(1, pair("a", token))
	bad.Histogram = &dto.Histogram{Bucket: []*dto.Bucket{nil}}
	in := []*dto.MetricFamily{nil, family("x", dto.MetricType_GAUGE, nil, gauge(1, nil, pair("a", token)), gauge(2)), {Metric: []*dto.Metric{counter(1)}}}
	out := gather(t, r, in...)
	if len(out) != 3 || out[0] != nil || out[1].Metric[0].Label[1].GetValue() != "[REDACTED:github-personal-access-token]" || out[2] != in[2] {
		t.Errorf("got %v", out)
	}
	_ = gather(t, r, family("x", dto.MetricType_GAUGE, bad))
}

func TestExemplarsThatGrow(t *testing.T) {
	c := counter(1)
	c.Counter.Exemplar = &dto.Exemplar{Label: []*dto.LabelPair{pair("password", "12345678"), pair("x", strings.Repeat("y", 105))}, Value: proto.Float64(1)}
	out := gather(t, preset(), family("x", dto.MetricType_COUNTER, c))
	if got := out[0].Metric[0].Counter; got.Exemplar != nil || got.GetValue() != 1 || c.Counter.Exemplar == nil {
		t.Errorf("got %s", got)
	}
}

// Events name the sink, and nothing of a metric.
func TestSink(t *testing.T) {
	var events observer
	r := newRedactor(t, redact.WithObserver(&events))
	g := promredact.NewGatherer(fixed{family("x", dto.MetricType_GAUGE, gauge(1, pair("a", token)))}, r, promredact.ForSink("scrape"))
	if _, err := g.Gather(); err != nil || len(events) == 0 || events[0].Sink != "scrape" {
		t.Errorf("%v %v", err, events)
	}
}

type observer []redact.Event

func (o *observer) Observe(e redact.Event) { *o = append(*o, e) }

func BenchmarkGather(b *testing.B) {
	for _, input := range []string{"clean", "dirty"} {
		b.Run("input="+input+"/series=900", func(b *testing.B) {
			in := clean(b, 900)
			if input == "dirty" {
				for i, m := range in[1].Metric {
					if i%10 == 0 {
						m.Label = []*dto.LabelPair{pair("code", "200"), pair("handler", "/"+token+strconv.Itoa(i)), pair("method", "GET")}
					}
				}
			}
			g := promredact.NewGatherer(in, preset())
			b.ReportAllocs()
			for b.Loop() {
				out, _ := g.Gather()
				if (input == "clean") != (&out[0] == &in[0]) {
					b.Fatal("not as it should be")
				}
			}
		})
	}
}
