package otelmetrics

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"github.com/tacit-go/tacit/audit"
	"github.com/tacit-go/tacit/redact"
)

// Metrics counts events and measurements. It counts from New on; [Metrics.Register]
// shows the counts. All methods are safe for concurrent use.
type Metrics struct {
	sinks                       sinks
	matches, confirmed, live    tally
	denied                      tally
	records, changed, textBytes tally
	latency                     atomic.Pointer[latency]
	secrets                     summary
	totals                      totals
}

var (
	_ redact.Observer = (*Metrics)(nil)
	_ redact.Meter    = (*Metrics)(nil)
)

// New returns metrics that count nothing yet.
func New() *Metrics {
	m := &Metrics{}
	for _, t := range []*tally{&m.matches, &m.confirmed, &m.live, &m.denied, &m.records, &m.changed, &m.textBytes} {
		t.max = maxPairs
	}
	return m
}

// Observe implements redact.Observer. It does not allocate for what it has seen before.
func (m *Metrics) Observe(e redact.Event) {
	if e.Secret == audit.HeartbeatName {
		return
	}
	sink, n := m.sinks.label(e.Sink), uint64(max(1, e.Count))
	switch e.Class {
	case "match", "name":
		m.matches.add(pair{e.Detector, sink}, n)
		if e.Confirmed {
			m.confirmed.add(pair{e.Detector, sink}, n)
		}
	case "deny", "drop":
		m.denied.add(pair{e.Detector, sink}, n)
	}
	if e.Kind == "live" {
		m.live.add(pair{e.Class, sink}, n)
	}
}

// Measure implements redact.Meter.
func (m *Metrics) Measure(x redact.Measurement) {
	sink, n := m.sinks.label(x.Sink), uint64(max(1, x.Weight))
	m.records.add(pair{sink: sink}, n)
	m.textBytes.add(pair{sink: sink}, n*uint64(max(0, x.Bytes)))
	if x.Changed {
		m.changed.add(pair{sink: sink}, n)
	}
	if l := m.latency.Load(); l != nil {
		l.record(sink, x.Took)
	}
}

// latency records durations with the attributes that it has made.
type latency struct {
	hist  metric.Float64Histogram
	guard func(string) string
	mu    sync.Mutex
	opts  map[string]metric.MeasurementOption // by sink, at most maxSinks and other
}

func (l *latency) record(sink string, took time.Duration) {
	l.mu.Lock()
	opt := l.opts[sink]
	l.mu.Unlock()
	if opt == nil {
		return // until the next collection, which makes it outside of any record
	}
	l.hist.Record(context.Background(), took.Seconds(), opt)
}

// learn makes the attributes of sinks. It may call the Redactor, which record may not.
func (l *latency) learn(known map[pair]*atomic.Uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for p := range known {
		if l.opts[p.sink] == nil {
			l.opts[p.sink] = metric.WithAttributeSet(attribute.NewSet(attribute.String("sink", l.guard(p.sink))))
		}
	}
}

// summary keeps the sum of live secrets for a while, since it goes through all of them.
type summary struct {
	mu  sync.Mutex
	at  time.Time
	sum audit.Secrets
}

// sumEvery is how long a sum is kept.
const sumEvery = 30 * time.Second

func (s *summary) of(sets []*redact.SecretSet) audit.Secrets {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.at.IsZero() || time.Since(s.at) >= sumEvery {
		s.sum, s.at = audit.Sum(sets...), time.Now()
	}
	return s.sum
}
