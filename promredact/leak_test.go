package promredact_test

import (
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/promredact"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redacttest"
)

// surfaces are families with secret on each surface of their own.
func surfaces(secret string) []*dto.MetricFamily {
	x := func() *dto.Exemplar {
		return &dto.Exemplar{Label: []*dto.LabelPair{pair("a", secret), pair(secret, "b")}, Value: proto.Float64(1)}
	}
	name := family("name_"+secret, dto.MetricType_UNTYPED, &dto.Metric{Untyped: &dto.Untyped{Value: proto.Float64(1)}})
	help := family("help", dto.MetricType_GAUGE, gauge(1))
	help.Help = proto.String("is " + secret)
	unit := family("unit", dto.MetricType_GAUGE, gauge(1))
	unit.Unit = proto.String(secret)
	c := counter(1)
	c.Counter.Exemplar = x()
	one := proto.Uint64(1)
	h := &dto.Metric{Histogram: &dto.Histogram{SampleCount: one, SampleSum: proto.Float64(1), Schema: proto.Int32(0), ZeroCount: one,
		Bucket: []*dto.Bucket{{UpperBound: proto.Float64(1), CumulativeCount: one, Exemplar: x()}}, Exemplars: []*dto.Exemplar{x()}}}
	return []*dto.MetricFamily{
		name, help, unit,
		family("value", dto.MetricType_GAUGE, gauge(1, pair("a", "1")), gauge(1, pair("a", secret)), gauge(1, pair("a", "x "+secret+" y"))),
		family("label", dto.MetricType_GAUGE, gauge(1, pair(secret, "1")), gauge(1, pair("l_"+secret, secret))),
		family("counter_total", dto.MetricType_COUNTER, c),
		family("histogram", dto.MetricType_HISTOGRAM, h),
		family("summary", dto.MetricType_SUMMARY, &dto.Metric{Label: []*dto.LabelPair{pair("a", secret)}, Summary: &dto.Summary{SampleCount: one}}),
	}
}

func TestNothingLeaks(t *testing.T) {
	canaries := redacttest.Canaries(t, 8)
	var set redact.SecretSet
	for _, c := range canaries {
		if _, err := set.Set(c.Name, []byte(c.Value)); err != nil {
			t.Fatal(err)
		}
	}
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithSecrets(&set))
	oracle := redacttest.NewOracle(canaries...)
	for _, c := range canaries {
		in := surfaces(c.Value)
		before := make([]proto.Message, len(in))
		for i, f := range in {
			before[i] = proto.Clone(f)
			if oracle.Leaks([]byte(protojson.Format(f))) == nil {
				t.Fatalf("%s: nothing is planted", f.GetName())
			}
		}
		out := gather(t, r, in...)
		if len(out) != len(in) {
			t.Errorf("%s: %d families", c.Name, len(out))
		}
		for _, f := range out {
			if leaks := oracle.Leaks([]byte(protojson.Format(f))); leaks != nil {
				t.Errorf("%s: %v", f.GetName(), leaks)
			}
		}
		for _, f := range []expfmt.Format{expfmt.NewFormat(expfmt.TypeTextPlain), expfmt.NewFormat(expfmt.TypeOpenMetrics), expfmt.NewFormat(expfmt.TypeProtoDelim)} {
			if leaks := oracle.Leaks([]byte(exposed(t, f, out))); leaks != nil {
				t.Errorf("%s: %v", f, leaks)
			}
		}
		for i, f := range in {
			if !proto.Equal(f, before[i]) {
				t.Errorf("%s was written to", f.GetName())
			}
		}
	}
}

// broken fails as registries do.
type broken struct{ err error }

func (b broken) Gather() ([]*dto.MetricFamily, error) { return nil, b.err }

func TestErrors(t *testing.T) {
	one := errors.New(`collected metric "x" {label:{name:"token" value:"` + token + `"}} was collected before`)
	for _, err := range []error{one, prometheus.MultiError{io.EOF, one}} {
		_, got := promredact.NewGatherer(broken{err}, preset()).Gather()
		if got == nil || strings.Contains(got.Error(), token) {
			t.Errorf("got %v", got)
		}
		var log strings.Builder
		rec := httptest.NewRecorder()
		h := promredact.HandlerFor(broken{err}, preset(), promhttp.HandlerOpts{ErrorLog: logTo(&log)})
		h.ServeHTTP(rec, httptest.NewRequest("GET", "/metrics", nil))
		if rec.Code != http.StatusInternalServerError || strings.Contains(rec.Body.String()+log.String(), token) || log.Len() == 0 {
			t.Errorf("%d %s; log %s", rec.Code, rec.Body, log.String())
		}
	}
	_, got := promredact.NewGatherer(broken{prometheus.MultiError{io.EOF, one}}, preset()).Gather()
	var many prometheus.MultiError
	if !errors.As(got, &many) || len(many) != 2 || !errors.Is(many[0], io.EOF) || strings.Contains(many.Error(), token) {
		t.Errorf("got %v", got)
	}
	if _, err := promredact.NewGatherer(fixed(nil), preset()).Gather(); err != nil {
		t.Error(err)
	}
}

func logTo(w io.Writer) *log.Logger { return log.New(w, "", 0) }

func TestHandler(t *testing.T) {
	before := prometheus.DefaultRegisterer
	defer func(g prometheus.Gatherer) { prometheus.DefaultRegisterer, prometheus.DefaultGatherer = before, g }(prometheus.DefaultGatherer)
	reg := prometheus.NewRegistry()
	prometheus.DefaultRegisterer, prometheus.DefaultGatherer = reg, reg
	if s := promredact.Sinks(); len(s) != 1 || s[0].Guarded {
		t.Errorf("sinks: %v", s)
	}
	vec := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "logins_total", Help: "Logins."}, []string{"token"})
	prometheus.MustRegister(vec)
	vec.WithLabelValues(token).Add(2)
	h := promredact.Handler(preset())
	if !redact.Guards(h) {
		t.Error("the handler is not guarded")
	}
	prometheus.DefaultGatherer = promredact.NewGatherer(reg, preset())
	if s := promredact.Sinks(); !s[0].Guarded {
		t.Errorf("sinks: %v", s)
	}
	for _, h := range []http.Handler{h, promhttp.Handler(),
		promredact.HandlerForTransactional(prometheus.ToTransactionalGatherer(reg), preset(), promhttp.HandlerOpts{CoalesceGather: true})} {
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, httptest.NewRequest("GET", "/metrics", nil))
		if got := rec.Body.String(); !strings.Contains(got, `logins_total{token="[REDACTED:github-personal-access-token]"} 2`) || strings.Contains(got, token) {
			t.Errorf("got %s", got)
		}
	}
}

func TestPusher(t *testing.T) {
	var got strings.Builder
	status := http.StatusOK
	gateway := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, _ := io.ReadAll(req.Body)
		path, _ := url.PathUnescape(req.URL.EscapedPath())
		user, pass, _ := req.BasicAuth()
		got.WriteString(req.Method + " " + path + " " + user + ":" + pass + " " + req.Header.Get("X") + "\n" + string(body))
		w.WriteHeader(status)
		_, _ = io.WriteString(w, "no: "+token)
	}))
	defer gateway.Close()
	vec := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "jobs"}, []string{"token"})
	vec.WithLabelValues(token).Set(3)
	reg := prometheus.NewRegistry()
	reg.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "more", ConstLabels: prometheus.Labels{"key": token}}, func() float64 { return 4 }))
	push := func() *promredact.Pusher {
		return promredact.NewPusher(gateway.URL, "job-"+token, preset()).Grouping("instance", "a").Grouping("password", password).
			Collector(vec).Gatherer(reg).Client(http.DefaultClient).BasicAuth("u", "p").Header(http.Header{"X": {"y"}}).Format(expfmt.NewFormat(expfmt.TypeTextPlain))
	}
	for method, do := range map[string]func(*promredact.Pusher) error{"PUT": (*promredact.Pusher).Push, "POST": (*promredact.Pusher).Add, "DELETE": (*promredact.Pusher).Delete} {
		got.Reset()
		if status = http.StatusOK; method == "DELETE" {
			status = http.StatusAccepted
		}
		if err := do(push()); err != nil {
			t.Fatal(err)
		}
		text := got.String()
		if !strings.HasPrefix(text, method+" /metrics/job/job-") || !strings.Contains(text, "/instance/a") || !strings.Contains(text, "/password/") || !strings.Contains(text, " u:p y\n") ||
			method != "DELETE" && (!strings.Contains(text, `jobs{token="[REDACTED:github-personal-access-token]"} 3`) || !strings.Contains(text, `more{key="[REDACTED:github-personal-access-token]"} 4`)) {
			t.Errorf("%s: got %s", method, text)
		}
		if strings.Contains(text, token) || strings.Contains(text, password) {
			t.Errorf("%s: leaks %s", method, text)
		}
		status = http.StatusTeapot
		if err := do(push()); err == nil || strings.Contains(err.Error(), token) || !strings.Contains(err.Error(), "418") {
			t.Errorf("%s: %v", method, err)
		}
	}
	// What is wrong is told as push.Pusher tells it.
	for _, p := range []*promredact.Pusher{
		promredact.NewPusher(gateway.URL, "", preset()),
		push().Collector(vec),
		push().Grouping("\xff"+token, "x"),
		promredact.NewPusher(gateway.URL, "j", preset()).Grouping(token, "1").Grouping(token[:39]+"b", "2"),
	} {
		if err := p.Push(); err == nil || strings.Contains(err.Error(), token) {
			t.Errorf("got %v", err)
		}
		if err := p.Error(); err == nil || strings.Contains(err.Error(), token) {
			t.Errorf("got %v", err)
		}
	}
	if err := push().Error(); err != nil {
		t.Error(err)
	}
	drop := newRedactor(t, redact.WithPath("instance", redact.DropField))
	got.Reset()
	status = http.StatusOK
	if err := promredact.NewPusher(gateway.URL, "j", drop).Grouping("instance", "a").Push(); err != nil || !strings.HasPrefix(got.String(), "PUT /metrics/job/j ") {
		t.Errorf("%v %s", err, got.String())
	}
}
