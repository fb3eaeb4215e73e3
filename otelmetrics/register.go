package otelmetrics

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"github.com/tacit-go/tacit/audit"
	"github.com/tacit-go/tacit/redact"
)

// liveClasses are the classes of events about live secrets: see [redact.Event].
var liveClasses = []string{"match", "name", "inside", "late", "revoked", "frequent"}

const scope = "github.com/tacit-go/tacit/otelmetrics"

// instruments are those that a callback observes.
type instruments struct {
	matches, confirmed, live, reported metric.Int64ObservableCounter
	denied                             metric.Int64ObservableCounter
	records, changed, textBytes        metric.Int64ObservableCounter
	hidden, failures, auditLost        metric.Int64ObservableCounter
	secrets, near                      metric.Int64ObservableGauge
	coverage, static, revoke           metric.Float64ObservableGauge
	beatHidden, beatRaw, info, level   metric.Int64ObservableGauge
	beatAt                             metric.Float64ObservableGauge
}

// Register shows the counts, and what s tells, on mp. It is called once, at start-up;
// Unregister of what it returns ends all but the latency. Live secrets are summed up at
// most every 30 seconds. The latency of a sink begins with the first collection after its
// first record.
func (m *Metrics) Register(mp metric.MeterProvider, s audit.Subject) (metric.Registration, error) {
	meter := mp.Meter(scope, metric.WithInstrumentationVersion(redact.Version()))
	var errs []error
	counter := func(name, unit, doc string) metric.Int64ObservableCounter {
		c, err := meter.Int64ObservableCounter(name, metric.WithUnit(unit), metric.WithDescription(doc))
		errs = append(errs, err)
		return c
	}
	gauge := func(name, unit, doc string) metric.Int64ObservableGauge {
		g, err := meter.Int64ObservableGauge(name, metric.WithUnit(unit), metric.WithDescription(doc))
		errs = append(errs, err)
		return g
	}
	float := func(name, unit, doc string) metric.Float64ObservableGauge {
		g, err := meter.Float64ObservableGauge(name, metric.WithUnit(unit), metric.WithDescription(doc))
		errs = append(errs, err)
		return g
	}
	i := &instruments{
		matches:    counter("tacit.matches", "{match}", "Groups that were replaced."),
		confirmed:  counter("tacit.confirmed.matches", "{match}", "Groups with a match whose checksum or structure holds."),
		live:       counter("tacit.live.uses", "{use}", "Live secrets that were hidden, by what is remarkable about it."),
		reported:   counter("tacit.reported", "{match}", "Matches of detectors that only report."),
		records:    counter("tacit.records", "{record}", "Records, estimated from those that were measured."),
		changed:    counter("tacit.records.changed", "{record}", "Records in which something was hidden."),
		textBytes:  counter("tacit.record", "By", "Text of records."),
		denied:     counter("tacit.denied.records", "{record}", "Records that were denied: a stub stands in their place, or nothing."),
		hidden:     counter("tacit.hidden", "By", "Bytes that were replaced."),
		failures:   counter("tacit.failures", "{failure}", "Values replaced by an error or a limit, and bytes lost by a writer."),
		auditLost:  counter("tacit.audit.lost", "{event}", "Events of which the audit log has no record."),
		secrets:    gauge("tacit.live.secrets", "{secret}", "Generations of live secrets by state."),
		near:       gauge("tacit.near.expiry.secrets", "{secret}", "Live secrets that expire within seven days."),
		coverage:   float("tacit.rotation.coverage", "1", "Share of live secrets that were renewed or expire."),
		static:     float("tacit.static", "1", "Share of live secrets that were never renewed and never expire."),
		revoke:     float("tacit.revoke", "s", "Longest time from a revocation to the last use after it."),
		beatHidden: gauge("tacit.heartbeat.hidden", "", "1 if the last heartbeat came out hidden."),
		beatRaw:    gauge("tacit.heartbeat.raw", "", "1 if the last heartbeat came out raw."),
		beatAt:     float("tacit.heartbeat.timestamp", "s", "When the last heartbeat was sent, in Unix time."),
		info:       gauge("tacit.info", "", "What is in force."),
		level:      gauge("tacit.level", "", "Redactors by the level of their policy."),
	}
	hist, err := meter.Float64Histogram("tacit.latency", metric.WithUnit("s"), metric.WithDescription("Time a record was held up."),
		metric.WithExplicitBucketBoundaries(1e-7, 2.5e-7, 5e-7, 1e-6, 2.5e-6, 5e-6, 1e-5, 2.5e-5, 5e-5, 1e-4, 1e-3, 1e-2, 0.1, 1))
	if errs = append(errs, err); errors.Join(errs...) != nil {
		return nil, errors.Join(errs...)
	}
	guard := s.Redactor.Scope("audit").Text
	l := &latency{hist: hist, guard: guard, opts: map[string]metric.MeasurementOption{}}
	m.latency.Store(l)
	return meter.RegisterCallback(func(_ context.Context, o metric.Observer) error {
		m.observe(o, i, s, guard)
		l.learn(m.records.each())
		for level, n := range levels(s.Redactors()) {
			o.ObserveInt64(i.level, n, metric.WithAttributeSet(attribute.NewSet(attribute.String("level", level))))
		}
		for _, r := range s.Redactors() {
			o.ObserveInt64(i.info, 1, metric.WithAttributeSet(info(s, r.Describe(), guard)))
		}
		return nil
	}, i.matches, i.confirmed, i.live, i.denied, i.reported, i.records, i.changed, i.textBytes, i.hidden, i.failures, i.auditLost,
		i.secrets, i.near, i.coverage, i.static, i.revoke, i.beatHidden, i.beatRaw, i.beatAt, i.info, i.level)
}

// levels counts Redactors by the level that stands behind the digest of their policy.
func levels(rs []*redact.Redactor) map[string]int64 {
	out := map[string]int64{"full": 0, "essential": 0, "off": 0}
	for _, r := range rs {
		_, level, _ := strings.Cut(r.Describe().Policy, "/")
		if _, ok := out[level]; !ok {
			level = "full"
		}
		out[level]++
	}
	return out
}

// info returns the attributes of tacit_info.
func info(s audit.Subject, d redact.Description, guard func(string) string) attribute.Set {
	return attribute.NewSet(attribute.String("version", guard(redact.Version())), attribute.String("catalogue", guard(s.Catalogue)),
		attribute.String("policy_digest", guard(s.PolicyOf(d))), attribute.String("kernel", guard(string(d.Kernel))))
}

func (m *Metrics) observe(o metric.Observer, i *instruments, s audit.Subject, guard func(string) string) {
	label := func(pairs ...string) metric.MeasurementOption {
		attrs := make([]attribute.KeyValue, 0, 2)
		for k := 0; k < len(pairs); k += 2 {
			attrs = append(attrs, attribute.String(pairs[k], guard(pairs[k+1])))
		}
		return metric.WithAttributeSet(attribute.NewSet(attrs...))
	}
	show := func(c metric.Int64Observable, t *tally, name string) {
		for p, n := range t.each() {
			if name == "" {
				o.ObserveInt64(c, int64(n.Load()), label("sink", p.sink))
			} else {
				o.ObserveInt64(c, int64(n.Load()), label(name, p.name, "sink", p.sink))
			}
		}
	}
	show(i.matches, &m.matches, "detector")
	show(i.confirmed, &m.confirmed, "detector")
	show(i.denied, &m.denied, "detector")
	for _, sink := range m.sinks.each() {
		for _, class := range liveClasses {
			m.live.add(pair{class, sink}, 0) // so that the first one is an increase
		}
	}
	show(i.live, &m.live, "class")
	for p := range m.records.each() {
		m.changed.add(p, 0) // so that a share of nothing is known
	}
	show(i.records, &m.records, "")
	show(i.changed, &m.changed, "")
	show(i.textBytes, &m.textBytes, "")

	stats := m.totals.take(s.Redactors())
	for id, n := range stats.Reported {
		o.ObserveInt64(i.reported, int64(n), label("detector", id))
	}
	o.ObserveInt64(i.hidden, int64(stats.Hidden))
	o.ObserveInt64(i.failures, int64(stats.Errors), label("reason", "error"))
	o.ObserveInt64(i.failures, int64(stats.Limits), label("reason", "limit"))
	o.ObserveInt64(i.failures, int64(stats.Lost), label("reason", "lost"))
	if s.Log != nil {
		o.ObserveInt64(i.auditLost, int64(s.Log.Lost()))
	}

	sum := m.secrets.of(s.Secrets)
	for state, n := range map[string]int{"live": sum.Live, "rotated": sum.Rotated, "tombstone": sum.Tombstone, "expired": sum.Expired, "revoked": sum.Revoked} {
		o.ObserveInt64(i.secrets, int64(n), label("state", state))
	}
	o.ObserveInt64(i.near, int64(sum.NearExpiry))
	o.ObserveFloat64(i.coverage, sum.Coverage())
	o.ObserveFloat64(i.static, sum.StaticRatio())
	o.ObserveFloat64(i.revoke, sum.Revoke.Seconds())

	if s.Heartbeat == nil {
		return
	}
	for name, b := range beats(s.Heartbeat.Results()) {
		sink := label("sink", name)
		o.ObserveInt64(i.beatHidden, truth(b.hidden), sink)
		o.ObserveInt64(i.beatRaw, truth(b.raw), sink)
		if !b.at.IsZero() {
			o.ObserveFloat64(i.beatAt, float64(b.at.UnixMilli())/1e3, sink)
		}
	}
}

// beaten is the worst of what was found of the sinks that have a label.
type beaten struct {
	hidden, raw bool
	at          time.Time // the earliest
}

// beats returns what was found by label: the first names have one, the others share one.
func beats(results []audit.BeatResult) map[string]beaten {
	out := map[string]beaten{}
	for _, r := range results {
		name := cmp.Or(r.Sink, "none")
		b, ok := out[name]
		if !ok && len(out) >= maxSinks {
			name = other
			b, ok = out[name]
		}
		if !ok {
			b = beaten{hidden: true, at: r.At}
		}
		b.hidden, b.raw = b.hidden && r.State == audit.BeatHidden, b.raw || r.State == audit.BeatRaw
		if r.At.Before(b.at) {
			b.at = r.At
		}
		out[name] = b
	}
	return out
}

func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
