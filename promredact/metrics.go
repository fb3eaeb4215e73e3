package promredact

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"google.golang.org/protobuf/proto"

	"github.com/tacit-go/tacit/redact"
)

// metrics redacts the metrics of a family. Those that are left come beside what they
// were.
func (e *engine) metrics(in []*dto.Metric) (raws, out []*dto.Metric, v verdict) {
	raws, out = in, in
	for i := 0; i < len(in); {
		n, clean := e.chunk(in[i:])
		for _, m := range in[i : i+n] {
			now, done := m, same
			if !clean {
				now, done = e.metric(m)
			}
			if done != same && v == same {
				v = changed
				raws, out = make([]*dto.Metric, 0, len(in)), make([]*dto.Metric, 0, len(in))
				raws, out = append(raws, in[:i]...), append(out, in[:i]...)
			}
			if done != dropped && v != same {
				raws, out = append(raws, m), append(out, now)
			}
			i++
		}
	}
	return raws, out, v
}

// metric redacts one metric. One that cannot be redacted is dropped.
func (e *engine) metric(m *dto.Metric) (out *dto.Metric, v verdict) {
	defer func() {
		if recover() != nil {
			e.count()
			out, v = nil, dropped
		}
	}()
	if m == nil {
		return m, same
	}
	labels, v, stub := e.labels(m.Label)
	switch {
	case v == dropped && stub == "":
		return nil, dropped
	case v == dropped:
		name := deniedLabel
		labels, v = []*dto.LabelPair{{Name: &name, Value: &stub}}, changed
	}
	counter, histogram := e.counter(m.Counter), e.histogram(m.Histogram)
	if v == same && counter == m.Counter && histogram == m.Histogram {
		return m, same
	}
	return &dto.Metric{Label: labels, Gauge: m.Gauge, Counter: counter, Summary: m.Summary, Untyped: m.Untyped,
		Histogram: histogram, TimestampMs: m.TimestampMs}, changed
}

// deniedLabel is what is left of the labels of a metric that is denied.
const deniedLabel = "tacit_denied"

// labels redacts labels. It returns in itself when clean, and what is to be left, if
// anything, when they are denied.
func (e *engine) labels(in []*dto.LabelPair) (out []*dto.LabelPair, v verdict, stub string) {
	rec := e.scope.Record()
	if out, v = e.labelsOf(e.scope.Of(rec), in); rec.WillDeny() {
		stub, _ = rec.Denied()
		return nil, dropped, stub
	}
	return out, v, ""
}

func (e *engine) labelsOf(s redact.Scope, in []*dto.LabelPair) (out []*dto.LabelPair, v verdict) {
	var taken map[string]bool // names, once one is another
	for i, l := range in {
		name, value := l.GetName(), l.GetValue()
		f := s.Field(name)
		a := f.Action()
		newName, newValue := name, value
		if a != redact.DropField {
			newName, newValue = f.Name(), f.String(value)
		}
		if a != redact.DropField && newName == name && newValue == value {
			if out != nil {
				out = append(out, l)
			}
			continue
		}
		if out == nil {
			v, out = changed, append(make([]*dto.LabelPair, 0, len(in)), in[:i]...)
		}
		if a == redact.DropField {
			continue
		}
		if newName != name {
			newName = legacy(name, newName, false)
			if taken == nil {
				taken = namesOf(in)
			}
			if taken[newName] {
				newName += "_" + e.hash(name, nil)
			}
			taken[newName] = true
		}
		out = append(out, &dto.LabelPair{Name: &newName, Value: &newValue})
	}
	if out == nil {
		return in, same
	}
	if taken != nil {
		sortLabels(out)
	}
	return out, v
}

func namesOf(labels []*dto.LabelPair) map[string]bool {
	names := make(map[string]bool, len(labels))
	for _, l := range labels {
		names[l.GetName()] = true
	}
	return names
}

func sortLabels(labels []*dto.LabelPair) {
	slices.SortStableFunc(labels, func(a, b *dto.LabelPair) int { return cmp.Compare(a.GetName(), b.GetName()) })
}

// exemplar redacts an exemplar, or leaves it out. It returns x itself when clean.
func (e *engine) exemplar(x *dto.Exemplar) *dto.Exemplar {
	if x == nil {
		return nil
	}
	labels, v, _ := e.labels(x.Label)
	if v == same {
		return x
	}
	runes := 0
	for _, l := range labels {
		runes += utf8.RuneCountInString(l.GetName()) + utf8.RuneCountInString(l.GetValue())
	}
	if v == dropped || runes > prometheus.ExemplarMaxRunes {
		return nil
	}
	return &dto.Exemplar{Label: labels, Value: x.Value, Timestamp: x.Timestamp}
}

func (e *engine) counter(c *dto.Counter) *dto.Counter {
	x := e.exemplar(c.GetExemplar())
	if x == c.GetExemplar() {
		return c
	}
	return &dto.Counter{Value: c.Value, Exemplar: x, CreatedTimestamp: c.CreatedTimestamp}
}

func (e *engine) histogram(h *dto.Histogram) *dto.Histogram {
	buckets, exemplars := h.GetBucket(), h.GetExemplars()
	for i, b := range h.GetBucket() {
		x := e.exemplar(b.GetExemplar())
		if x == b.GetExemplar() {
			continue
		}
		if &buckets[0] == &h.Bucket[0] {
			buckets = slices.Clone(buckets)
		}
		buckets[i] = &dto.Bucket{CumulativeCount: b.CumulativeCount, CumulativeCountFloat: b.CumulativeCountFloat, UpperBound: b.UpperBound, Exemplar: x}
	}
	for i, was := range h.GetExemplars() {
		x := e.exemplar(was)
		if x == was {
			continue
		}
		if &exemplars[0] == &h.Exemplars[0] {
			exemplars = slices.Clone(exemplars)
		}
		exemplars[i] = x
	}
	if len(buckets) > 0 && &buckets[0] != &h.Bucket[0] || len(exemplars) > 0 && &exemplars[0] != &h.Exemplars[0] {
		out := shallow(h)
		out.Bucket = buckets
		out.Exemplars = slices.DeleteFunc(slices.Clone(exemplars), func(x *dto.Exemplar) bool { return x == nil })
		return out
	}
	return h
}

// shallow copies a histogram, but nothing that it points to.
func shallow(h *dto.Histogram) *dto.Histogram {
	return &dto.Histogram{
		SampleCount: h.SampleCount, SampleCountFloat: h.SampleCountFloat, SampleSum: h.SampleSum, Bucket: h.Bucket,
		CreatedTimestamp: h.CreatedTimestamp, Schema: h.Schema, ZeroThreshold: h.ZeroThreshold, ZeroCount: h.ZeroCount,
		ZeroCountFloat: h.ZeroCountFloat, NegativeSpan: h.NegativeSpan, NegativeDelta: h.NegativeDelta,
		NegativeCount: h.NegativeCount, PositiveSpan: h.PositiveSpan, PositiveDelta: h.PositiveDelta,
		PositiveCount: h.PositiveCount, Exemplars: h.Exemplars,
	}
}

// legacy is the name to write for was, of which now is the redacted form: where was is
// a name as all versions of Prometheus know them, so is the result.
func legacy(was, now string, metric bool) string {
	if now == was || !isLegacy(was, metric) {
		return now
	}
	b := []byte(now)
	for i, c := range b {
		if !legacyByte(c, metric) {
			b[i] = '_'
		}
	}
	if len(b) > 0 && b[0] >= '0' && b[0] <= '9' {
		b = append([]byte{'_'}, b...)
	}
	return string(b)
}

func isLegacy(name string, metric bool) bool {
	for i := range len(name) {
		if c := name[i]; !legacyByte(c, metric) || i == 0 && c >= '0' && c <= '9' {
			return false
		}
	}
	return name != ""
}

func legacyByte(c byte, metric bool) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || metric && c == ':'
}

// seriesLabel is what keeps series apart that cannot be added up.
const seriesLabel = "tacit_series"

// apart returns m with the label that tells it from others.
func (e *engine) apart(family string, raw, m *dto.Metric) *dto.Metric {
	name := seriesLabel
	for slices.ContainsFunc(m.Label, func(l *dto.LabelPair) bool { return l.GetName() == name }) {
		name += "_"
	}
	labels := append(slices.Clone(m.Label), &dto.LabelPair{Name: &name, Value: proto.String(e.hash(family, raw.GetLabel()))})
	sortLabels(labels)
	return &dto.Metric{Label: labels, Gauge: m.Gauge, Counter: m.Counter, Summary: m.Summary, Untyped: m.Untyped,
		Histogram: m.Histogram, TimestampMs: m.TimestampMs}
}
