package promredact_test

import (
	"bytes"
	"sync"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"google.golang.org/protobuf/proto"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/promredact"
	"github.com/tacit-go/tacit/redact"
)

// Synthetic secrets, split so that no scanner takes them for real ones.
const (
	token    = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	password = "hunter2-correct-horse"
)

// preset is built once for the tests that change nothing about it.
var preset = sync.OnceValue(func() *redact.Redactor { return redact.MustNew(redact.WithDetectors(detectors.Default()...)) })

func newRedactor(t testing.TB, opts ...redact.Option) *redact.Redactor {
	t.Helper()
	r, err := redact.New(append([]redact.Option{redact.WithDetectors(detectors.Default()...)}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// fixed gathers the same at each call.
type fixed []*dto.MetricFamily

func (f fixed) Gather() ([]*dto.MetricFamily, error) { return f, nil }

// gather returns what r makes of families.
func gather(t testing.TB, r *redact.Redactor, in ...*dto.MetricFamily) []*dto.MetricFamily {
	t.Helper()
	out, err := promredact.NewGatherer(fixed(in), r).Gather()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// collect gathers what collectors hold.
func collect(t testing.TB, cs ...prometheus.Collector) []*dto.MetricFamily {
	t.Helper()
	reg := prometheus.NewPedanticRegistry()
	for _, c := range cs {
		if err := reg.Register(c); err != nil {
			t.Fatal(err)
		}
	}
	out, err := reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// exposed is families in one format.
func exposed(t testing.TB, f expfmt.Format, in []*dto.MetricFamily) string {
	t.Helper()
	var b bytes.Buffer
	enc := expfmt.NewEncoder(&b, f)
	for _, mf := range in {
		if err := enc.Encode(mf); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// text is families without the escapes that some scrapers ask for.
func text(t testing.TB, in []*dto.MetricFamily) string {
	t.Helper()
	return exposed(t, expfmt.NewFormat(expfmt.TypeTextPlain).WithEscapingScheme(model.NoEscaping), in)
}

func pair(name, value string) *dto.LabelPair {
	return &dto.LabelPair{Name: proto.String(name), Value: proto.String(value)}
}

func family(name string, typ dto.MetricType, ms ...*dto.Metric) *dto.MetricFamily {
	return &dto.MetricFamily{Name: proto.String(name), Help: proto.String("h"), Type: typ.Enum(), Metric: ms}
}

func gauge(v float64, labels ...*dto.LabelPair) *dto.Metric {
	return &dto.Metric{Label: labels, Gauge: &dto.Gauge{Value: proto.Float64(v)}}
}

func counter(v float64, labels ...*dto.LabelPair) *dto.Metric {
	return &dto.Metric{Label: labels, Counter: &dto.Counter{Value: proto.Float64(v)}}
}
