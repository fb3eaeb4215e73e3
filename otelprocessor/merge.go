package otelprocessor

import (
	"math"
	"slices"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// merge makes one of the points that have equal attributes, in the order of the first
// of each. It owns points, but nothing that they point to.
func merge[P any](points []P, set func(*P) *attribute.Set, add func(into, from *P)) []P {
	at := make(map[attribute.Distinct]int, len(points))
	out := points[:0]
	for i := range points {
		p := points[i]
		key := set(&p).Equivalent()
		if j, ok := at[key]; ok && set(&out[j]).Equals(set(&p)) {
			add(&out[j], &p)
			continue
		}
		at[key] = len(out)
		out = append(out, p)
	}
	return out
}

// extend widens a span of time by another.
func extend(start, end *time.Time, start2, end2 time.Time) {
	if start2.Before(*start) {
		*start = start2
	}
	if end2.After(*end) {
		*end = end2
	}
}

func addNumber[N number](into, from *metricdata.DataPoint[N]) {
	extend(&into.StartTime, &into.Time, from.StartTime, from.Time)
	into.Value += from.Value
	into.Exemplars = slices.Concat(into.Exemplars, from.Exemplars)
}

// latest keeps the later of two points.
func latest[N number](into, from *metricdata.DataPoint[N]) {
	if !from.Time.Before(into.Time) {
		*into = *from
	}
}

// addSummary keeps count and sum: quantiles of two streams tell nothing of both.
func addSummary(into, from *metricdata.SummaryDataPoint) {
	extend(&into.StartTime, &into.Time, from.StartTime, from.Time)
	into.Count += from.Count
	into.Sum += from.Sum
	into.QuantileValues = nil
}

// extreme is the smaller of two values, or the larger, if both are known.
func extreme[N number](a, b metricdata.Extrema[N], larger bool) metricdata.Extrema[N] {
	x, ok := a.Value()
	y, too := b.Value()
	switch {
	case !ok || !too:
		return metricdata.Extrema[N]{}
	case larger:
		return metricdata.NewExtrema(max(x, y))
	}
	return metricdata.NewExtrema(min(x, y))
}

func addHistogram[N number](into, from *metricdata.HistogramDataPoint[N]) {
	extend(&into.StartTime, &into.Time, from.StartTime, from.Time)
	if slices.Equal(into.Bounds, from.Bounds) && len(into.BucketCounts) == len(from.BucketCounts) {
		into.BucketCounts = slices.Clone(into.BucketCounts)
		for i, n := range from.BucketCounts {
			into.BucketCounts[i] += n
		}
	} else {
		into.Bounds, into.BucketCounts = nil, []uint64{into.Count + from.Count}
	}
	into.Count += from.Count
	into.Sum += from.Sum
	into.Min, into.Max = extreme(into.Min, from.Min, false), extreme(into.Max, from.Max, true)
	into.Exemplars = slices.Concat(into.Exemplars, from.Exemplars)
}

// maxBuckets bounds the buckets of a sum of exponential histograms, unless one of
// them has more: it is the default of the SDK.
const maxBuckets = 160

func addExponential[N number](into, from *metricdata.ExponentialHistogramDataPoint[N]) {
	extend(&into.StartTime, &into.Time, from.StartTime, from.Time)
	into.Count += from.Count
	into.Sum += from.Sum
	into.ZeroCount += from.ZeroCount
	into.Min, into.Max = extreme(into.Min, from.Min, false), extreme(into.Max, from.Max, true)
	into.Exemplars = slices.Concat(into.Exemplars, from.Exemplars)

	scale := min(into.Scale, from.Scale)
	pos := [2]metricdata.ExponentialBucket{coarser(into.PositiveBucket, into.Scale-scale), coarser(from.PositiveBucket, from.Scale-scale)}
	neg := [2]metricdata.ExponentialBucket{coarser(into.NegativeBucket, into.Scale-scale), coarser(from.NegativeBucket, from.Scale-scale)}
	for scale > minScale && (wide(pos) || wide(neg)) {
		scale--
		for i := range 2 {
			pos[i], neg[i] = coarser(pos[i], 1), coarser(neg[i], 1)
		}
	}
	if wide(pos) || wide(neg) {
		panic("otelprocessor: buckets that no value can fall into") // the metric is dropped
	}
	into.Scale = scale
	into.PositiveBucket, into.NegativeBucket = addBuckets(pos), addBuckets(neg)
	if into.ZeroThreshold != from.ZeroThreshold {
		into.ZeroThreshold = max(into.ZeroThreshold, from.ZeroThreshold)
		into.ZeroCount += belowZero(&into.PositiveBucket, scale, into.ZeroThreshold) + belowZero(&into.NegativeBucket, scale, into.ZeroThreshold)
	}
}

// minScale is the coarsest scale of the data model.
const minScale = -10

// coarser returns the buckets at a scale that is smaller by d.
func coarser(b metricdata.ExponentialBucket, d int32) metricdata.ExponentialBucket {
	if d <= 0 || len(b.Counts) == 0 {
		return b
	}
	d = min(d, 31)
	first, last := b.Offset>>d, int32((int64(b.Offset)+int64(len(b.Counts))-1)>>d)
	out := metricdata.ExponentialBucket{Offset: first, Counts: make([]uint64, last-first+1)}
	for i, n := range b.Counts {
		out.Counts[int32((int64(b.Offset)+int64(i))>>d)-first] += n
	}
	return out
}

// ends returns the index of the first bucket of both and the one behind the last.
func ends(b [2]metricdata.ExponentialBucket) (from, to int64) {
	for i := range b {
		if n := int64(len(b[i].Counts)); n > 0 {
			first := int64(b[i].Offset)
			if from == to {
				from, to = first, first+n
			}
			from, to = min(from, first), max(to, first+n)
		}
	}
	return from, to
}

// wide reports that the sum of both would have too many buckets.
func wide(b [2]metricdata.ExponentialBucket) bool {
	from, to := ends(b)
	return to-from > int64(max(maxBuckets, len(b[0].Counts), len(b[1].Counts)))
}

func addBuckets(b [2]metricdata.ExponentialBucket) metricdata.ExponentialBucket {
	from, to := ends(b)
	if from == to {
		return metricdata.ExponentialBucket{}
	}
	out := metricdata.ExponentialBucket{Offset: int32(from), Counts: make([]uint64, to-from)}
	for i := range b {
		for j, n := range b[i].Counts {
			out.Counts[int64(b[i].Offset)+int64(j)-from] += n
		}
	}
	return out
}

// belowZero takes the buckets that are no larger than the threshold out of b and
// returns how many they count.
func belowZero(b *metricdata.ExponentialBucket, scale int32, threshold float64) (n uint64) {
	for len(b.Counts) > 0 && math.Exp2(math.Ldexp(float64(b.Offset)+1, -int(scale))) <= threshold {
		n += b.Counts[0]
		b.Offset++
		b.Counts = b.Counts[1:]
	}
	return n
}
