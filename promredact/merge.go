package promredact

import (
	"encoding/binary"
	"slices"

	dto "github.com/prometheus/client_model/go"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// merge makes one of the metrics that have equal labels, in the order of the first of
// each, or keeps them apart. It owns metrics, but nothing that they point to.
func (e *engine) merge(families []string, raws, metrics []*dto.Metric) []*dto.Metric {
	groups := make(map[string][]int, len(metrics))
	var order []string
	for i, m := range metrics {
		if m == nil {
			continue
		}
		key := labelKey(m)
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], i)
	}
	if len(order) == len(metrics) {
		return metrics
	}
	out := make([]*dto.Metric, 0, len(metrics))
	for _, key := range order {
		all := groups[key]
		one := metrics[all[0]]
		for _, i := range all[1:] {
			if one = add(one, metrics[i]); one == nil {
				break
			}
		}
		if one != nil {
			out = append(out, one)
			continue
		}
		for _, i := range all {
			out = append(out, e.apart(families[i], raws[i], metrics[i]))
		}
	}
	return out
}

func labelKey(m *dto.Metric) string {
	var b []byte
	for _, l := range m.GetLabel() {
		for _, s := range [...]string{l.GetName(), l.GetValue()} {
			b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
		}
	}
	return string(b)
}

// add returns the sum of two metrics, or nil if there is no such thing.
func add(a, b *dto.Metric) *dto.Metric {
	if a.GetTimestampMs() != b.GetTimestampMs() || (a.TimestampMs == nil) != (b.TimestampMs == nil) {
		return nil
	}
	out := &dto.Metric{Label: a.Label, TimestampMs: a.TimestampMs}
	switch {
	case a.Counter != nil && b.Counter != nil:
		out.Counter = addCounters(a.Counter, b.Counter)
	case a.Summary != nil && b.Summary != nil:
		out.Summary = addSummaries(a.Summary, b.Summary)
	case a.Histogram != nil && b.Histogram != nil:
		if out.Histogram = addHistograms(a.Histogram, b.Histogram); out.Histogram == nil {
			return nil
		}
	default:
		return nil
	}
	return out
}

// earlier returns the earlier of two times, with which a sum began, if both are known.
func earlier(a, b *timestamppb.Timestamp) *timestamppb.Timestamp {
	switch {
	case a == nil || b == nil:
		return nil
	case b.AsTime().Before(a.AsTime()):
		return b
	}
	return a
}

// later returns the exemplar that was seen later.
func later(a, b *dto.Exemplar) *dto.Exemplar {
	if a == nil || b != nil && b.GetTimestamp().AsTime().After(a.GetTimestamp().AsTime()) {
		return b
	}
	return a
}

func addCounters(a, b *dto.Counter) *dto.Counter {
	return &dto.Counter{
		Value:            proto.Float64(a.GetValue() + b.GetValue()),
		Exemplar:         later(a.Exemplar, b.Exemplar),
		CreatedTimestamp: earlier(a.CreatedTimestamp, b.CreatedTimestamp),
	}
}

// addSummaries keeps count and sum.
func addSummaries(a, b *dto.Summary) *dto.Summary {
	return &dto.Summary{
		SampleCount:      proto.Uint64(a.GetSampleCount() + b.GetSampleCount()),
		SampleSum:        proto.Float64(a.GetSampleSum() + b.GetSampleSum()),
		CreatedTimestamp: earlier(a.CreatedTimestamp, b.CreatedTimestamp),
	}
}

// fractional reports a histogram that does not count in whole numbers.
func fractional(h *dto.Histogram) bool {
	return h.GetSampleCountFloat() > 0 || h.GetZeroCountFloat() > 0 || len(h.PositiveCount)+len(h.NegativeCount) > 0 ||
		slices.ContainsFunc(h.Bucket, func(b *dto.Bucket) bool { return b.GetCumulativeCountFloat() > 0 })
}

// addHistograms returns nil for two of which there is no sum.
func addHistograms(a, b *dto.Histogram) *dto.Histogram {
	if fractional(a) != fractional(b) || (a.Schema == nil) != (b.Schema == nil) {
		return nil
	}
	out := &dto.Histogram{
		SampleSum:        proto.Float64(a.GetSampleSum() + b.GetSampleSum()),
		CreatedTimestamp: earlier(a.CreatedTimestamp, b.CreatedTimestamp),
		Bucket:           addBuckets(a.Bucket, b.Bucket, fractional(a)),
	}
	if fractional(a) {
		out.SampleCountFloat = proto.Float64(a.GetSampleCountFloat() + b.GetSampleCountFloat())
	} else {
		out.SampleCount = proto.Uint64(a.GetSampleCount() + b.GetSampleCount())
	}
	if a.Schema != nil && !addNative(out, a, b) {
		return nil
	}
	return out
}

// addBuckets adds up those with bounds that both have: their counts are cumulative, so
// that those sums are exact.
func addBuckets(a, b []*dto.Bucket, fractions bool) []*dto.Bucket {
	var out []*dto.Bucket
	for i, j := 0, 0; i < len(a) && j < len(b); {
		x, y := a[i], b[j]
		switch {
		case x.GetUpperBound() < y.GetUpperBound():
			i++
			continue
		case x.GetUpperBound() > y.GetUpperBound():
			j++
			continue
		}
		sum := &dto.Bucket{UpperBound: x.UpperBound, Exemplar: later(x.Exemplar, y.Exemplar)}
		if fractions {
			sum.CumulativeCountFloat = proto.Float64(x.GetCumulativeCountFloat() + y.GetCumulativeCountFloat())
		} else {
			sum.CumulativeCount = proto.Uint64(x.GetCumulativeCount() + y.GetCumulativeCount())
		}
		out = append(out, sum)
		i, j = i+1, j+1
	}
	return out
}
