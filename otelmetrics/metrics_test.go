package otelmetrics_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	client "github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/exporters/prometheus"
	sdk "go.opentelemetry.io/otel/sdk/metric"

	"github.com/tacit-go/tacit/audit"
	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/otelmetrics"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

const (
	liveValue = "zK7-quartz-lemon-41"
	password  = "hunter2-correct-horse"
)

// service is a process with all that has metrics.
type service struct {
	m   *otelmetrics.Metrics
	r   *redact.Redactor
	set *redact.SecretSet
	reg *client.Registry
	app *slog.Logger
}

var checked = redact.Detector{
	ID: "checked", Pattern: `tok_[a-z]{8,20}`,
	Verify: func(secret []byte) redact.Verdict {
		if strings.HasSuffix(string(secret), "ok") {
			return redact.Confirmed
		}
		return redact.Unknown
	},
}

var denied = redact.Detector{ID: "denied", Pattern: `den_[a-z]{8,20}`}

var reported = redact.Detector{ID: "reported", Pattern: `rep_[a-z]{8,20}`}

func newService(t testing.TB, change func(*audit.Subject)) *service {
	t.Helper()
	s := &service{m: otelmetrics.New(), set: redact.NewSecretSet(), reg: client.NewRegistry()}
	if _, err := s.set.Set("db", []byte(liveValue)); err != nil {
		t.Fatal(err)
	}
	s.r = redact.MustNew(redact.WithDetectors(checked, reported, denied), redact.WithNames("password"), redact.WithSecrets(s.set),
		redact.WithAction("reported", redact.Report), redact.WithAction("denied", redact.Deny), redact.WithObserver(s.m), redact.WithMeter(s.m, 1))
	h, err := audit.NewHeartbeat(s.set)
	if err != nil {
		t.Fatal(err)
	}
	var logger *slog.Logger
	tap := h.Sink("slog", func(ctx context.Context, b audit.Beat) error {
		logger.InfoContext(ctx, b.Text)
		return nil
	})
	logger = slog.New(slogredact.NewHandler(slog.NewJSONHandler(tap.Writer(io.Discard), nil), s.r))
	s.app = logger
	if err := h.Check(context.Background()); err != nil {
		t.Fatal(err)
	}
	exporter, err := prometheus.New(prometheus.WithRegisterer(s.reg))
	if err != nil {
		t.Fatal(err)
	}
	mp := sdk.NewMeterProvider(sdk.WithReader(exporter))
	sub := audit.Subject{Redactor: s.r, Secrets: []*redact.SecretSet{s.set}, Heartbeat: h, Catalogue: detectors.Version}
	if change != nil {
		change(&sub)
	}
	if _, err := s.m.Register(mp, sub); err != nil {
		t.Fatal(err)
	}
	s.series(t) // the latency of a sink is recorded from then on
	return s
}

// use makes something happen of each kind.
func (s *service) use() {
	s.app.Info("clean")
	s.app.Info("x", "v", liveValue)
	s.app.Info("x", "password", password)
	s.app.Info("x tok_abcdefok rep_abcdefgh")
	s.app.Info("x", "v", panics{})
	s.app.Info("x den_abcdefgh")
}

type panics struct{}

func (panics) String() string { panic(password) }

// series returns the samples by name and labels, without those of the exporter.
func (s *service) series(t testing.TB) map[string]float64 {
	t.Helper()
	families, err := s.reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]float64{}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			var labels []string
			for _, l := range m.GetLabel() {
				if !strings.HasPrefix(l.GetName(), "otel_scope_") {
					labels = append(labels, fmt.Sprintf("%s=%s", l.GetName(), l.GetValue()))
				}
			}
			name := f.GetName() + "{" + strings.Join(labels, ",") + "}"
			switch {
			case m.GetCounter() != nil:
				out[name] = m.GetCounter().GetValue()
			case m.GetGauge() != nil:
				out[name] = m.GetGauge().GetValue()
			case m.GetHistogram() != nil:
				out[name] = float64(m.GetHistogram().GetSampleCount())
			}
		}
	}
	return out
}

func TestMetrics(t *testing.T) {
	s := newService(t, nil)
	s.use()
	if _, err := s.set.Rotate("db", []byte(liveValue+"-new")); err != nil {
		t.Fatal(err)
	}
	s.app.Info(liveValue)
	got := s.series(t)
	for name, want := range map[string]float64{
		"tacit_matches_total{detector=live-secret,sink=slog}":       2,
		"tacit_matches_total{detector=name,sink=slog}":              1,
		"tacit_matches_total{detector=checked,sink=slog}":           1,
		"tacit_confirmed_matches_total{detector=checked,sink=slog}": 1,
		"tacit_live_uses_total{class=match,sink=slog}":              2,
		"tacit_live_uses_total{class=late,sink=slog}":               1,
		"tacit_live_uses_total{class=revoked,sink=slog}":            0,
		"tacit_reported_total{detector=reported}":                   1,
		"tacit_level{level=full}":                                   1,
		"tacit_level{level=essential}":                              0,
		"tacit_level{level=off}":                                    0,
		"tacit_denied_records_total{detector=denied,sink=slog}":     1,
		"tacit_records_total{sink=slog}":                            8, // one is the heartbeat
		"tacit_records_changed_total{sink=slog}":                    6, // a failure is none
		"tacit_latency_seconds{sink=slog}":                          7,
		"tacit_failures_total{reason=error}":                        1,
		"tacit_failures_total{reason=limit}":                        0,
		"tacit_failures_total{reason=lost}":                         0,
		"tacit_live_secrets{state=live}":                            1,
		"tacit_near_expiry_secrets{}":                               0,
		"tacit_static_ratio{}":                                      1, // summed up before the rotation
		"tacit_rotation_coverage_ratio{}":                           0,
		"tacit_revoke_seconds{}":                                    0,
		"tacit_heartbeat_hidden{sink=slog}":                         1,
		"tacit_heartbeat_raw{sink=slog}":                            0,
	} {
		if v, ok := got[name]; !ok || v != want {
			t.Errorf("%s is %v, want %v", name, v, want)
		}
	}
	if n := got["tacit_hidden_bytes_total{}"]; n < float64(2*len(liveValue)+len(password)) {
		t.Errorf("%v bytes are hidden", n)
	}
	if at := got["tacit_heartbeat_timestamp_seconds{sink=slog}"]; time.Since(time.UnixMilli(int64(at*1e3))).Abs() > time.Minute {
		t.Errorf("the beat was at %v", at)
	}
	info := fmt.Sprintf("tacit_info{catalogue=%s,kernel=%s,policy_digest=%s,version=%s}", detectors.Version, s.r.Describe().Kernel, s.r.Describe().Digest, redact.Version())
	if got[info] != 1 {
		t.Errorf("%s is missing", info)
	}
	if t.Failed() {
		t.Log(got)
	}
}

// No label holds a secret, whoever gave it.
func TestLabelsAreGuarded(t *testing.T) {
	s := newService(t, func(sub *audit.Subject) { sub.Catalogue, sub.Policy = liveValue, "password="+password })
	s.use()
	s.r.Scope("sink " + liveValue).Text("password=" + password)
	s.r.NewRecordWriter(io.Discard, redact.ForSink("password="+password)).Write([]byte("password=" + password))
	text := fmt.Sprint(s.series(t))
	if strings.Contains(text, liveValue) || strings.Contains(text, password) || !strings.Contains(text, "tacit_matches_total{detector=name,sink=sink [REDACTED:live-secret]}") {
		t.Error(text)
	}
}

func TestCardinalityIsBounded(t *testing.T) {
	s := newService(t, nil)
	for i := range 5000 {
		s.m.Observe(redact.Event{Class: "match", Detector: fmt.Sprint("d", i), Sink: "x", Count: 1})
		s.m.Observe(redact.Event{Class: "match", Detector: "d", Sink: fmt.Sprint("sink", i), Count: 1})
		s.m.Measure(redact.Measurement{Sink: fmt.Sprint("sink", i), Weight: 1})
	}
	got := s.series(t)
	if n := len(got); n > 1025+(3+6)*33+64 {
		t.Errorf("%d series", n)
	}
	if got["tacit_matches_total{detector=d,sink=other}"] < 4900 || got["tacit_matches_total{detector=other,sink=other}"] < 3900 || got["tacit_records_total{sink=other}"] < 4900 {
		t.Error("what is beyond the bounds is not counted")
	}
}

// A plan that comes again, as with the level of a policy, is not counted again.
func TestTotalsOfPlansThatComeAndGo(t *testing.T) {
	password := "password=" + password
	full, essential := redact.MustNew(redact.WithNames("password"), redact.WithPolicyDigest("sha256:1")), redact.MustNew(redact.WithNames("password"), redact.WithPolicyDigest("sha256:1/essential"))
	a, b := new(redact.Redactor), new(redact.Redactor)
	a.Replace(full)
	b.Replace(full)
	s := newService(t, func(sub *audit.Subject) {
		sub.Redactor, sub.More = a, func() []*redact.Redactor { return []*redact.Redactor{a, b} }
	})
	check := func(want float64, infos int) {
		t.Helper()
		got := s.series(t)
		if n := got["tacit_hidden_bytes_total{}"]; n != want*float64(len("hunter2-correct-horse")) {
			t.Errorf("%v bytes are hidden, want %v times %d", n, want, len("hunter2-correct-horse"))
		}
		n := 0
		for name := range got {
			if strings.HasPrefix(name, "tacit_info{") && strings.Contains(name, "policy_digest=sha256:1") {
				n++
			}
		}
		if n != infos {
			t.Errorf("%d infos, want %d: %v", n, infos, got)
		}
	}
	a.String(password)
	b.String(password)
	check(2, 1)
	b.Replace(essential)
	b.String(password)
	check(3, 2)
	a.Replace(essential)
	a.String(password)
	check(4, 1)
	a.Replace(full)
	b.Replace(full)
	a.String(password)
	check(5, 1)
}

// What is worst of the sinks that share a label is told.
func TestHeartbeatsOfManySinks(t *testing.T) {
	set := redact.NewSecretSet()
	h, err := audit.NewHeartbeat(set)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		name := fmt.Sprint("sink", i)
		if i == 3 {
			name = "sink1"
		}
		var tap *audit.Tap
		tap = h.Sink(name, func(_ context.Context, b audit.Beat) error {
			if i == 1 || i == 39 {
				tap.Saw([]byte(b.Text))
			}
			tap.Saw([]byte(b.Text[:21]))
			return nil
		})
	}
	h.Check(context.Background())
	got := newService(t, func(sub *audit.Subject) { sub.Heartbeat = h }).series(t)
	n := 0
	for name, v := range got {
		sink, ok := strings.CutPrefix(name, "tacit_heartbeat_raw{sink=")
		if !ok {
			continue
		}
		n++
		bad := sink == "sink1}" || sink == "other}"
		if (v == 1) != bad || (got["tacit_heartbeat_hidden{sink="+sink] == 1) == bad {
			t.Errorf("%s is %v", name, v)
		}
	}
	if n != 33 {
		t.Errorf("%d labels", n)
	}
}

type refusing struct{ slog.Handler }

func (refusing) Handle(context.Context, slog.Record) error { return io.ErrClosedPipe }

func TestAuditLost(t *testing.T) {
	l := audit.NewLog(refusing{slog.NewTextHandler(io.Discard, nil)})
	l.Observe(redact.Event{Class: "match"})
	l.Start(nil)
	l.Close()
	s := newService(t, func(sub *audit.Subject) { sub.Log = l })
	if got := s.series(t)["tacit_audit_lost_total{}"]; got != 1 {
		t.Errorf("%v lost", got)
	}
}

func TestObserveAllocs(t *testing.T) {
	m := otelmetrics.New()
	if n := testing.AllocsPerRun(100, func() {
		m.Observe(redact.Event{Class: "match", Kind: "live", Detector: "live-secret", Sink: "slog", Confirmed: true, Count: 1})
		m.Measure(redact.Measurement{Sink: "slog", Weight: 1, Bytes: 10, Changed: true})
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkObserve(b *testing.B) {
	m := otelmetrics.New()
	b.ReportAllocs()
	for b.Loop() {
		m.Observe(redact.Event{Class: "match", Kind: "contextual", Detector: "password", Sink: "slog", Count: 1})
	}
}

func BenchmarkMeasure(b *testing.B) {
	s := newService(b, nil)
	b.ReportAllocs()
	for b.Loop() {
		s.m.Measure(redact.Measurement{Sink: "slog", Weight: 1, Bytes: 200, Took: time.Microsecond})
	}
}

func ExampleMetrics() {
	m := otelmetrics.New()
	r := redact.MustNew(redact.WithNames("password"), redact.WithObserver(m), redact.WithMeter(m, 1))
	registry := client.NewRegistry()
	exporter, err := prometheus.New(prometheus.WithRegisterer(registry), prometheus.WithoutScopeInfo())
	if err != nil {
		panic(err)
	}
	mp := sdk.NewMeterProvider(sdk.WithReader(exporter))
	if _, err := m.Register(mp, audit.Subject{Redactor: r}); err != nil {
		panic(err)
	}
	fmt.Fprintln(r.NewRecordWriter(io.Discard, redact.ForSink("log")), "password=hunter2")

	families, _ := registry.Gather()
	for _, f := range families {
		if f.GetName() == "tacit_matches_total" {
			x := f.GetMetric()[0]
			fmt.Println(x.GetLabel()[0].GetValue(), x.GetLabel()[1].GetValue(), x.GetCounter().GetValue())
		}
	}
	// Output: name log 1
}
