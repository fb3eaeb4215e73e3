package collector

import (
	"encoding/binary"
	"math"
	"slices"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
)

// merge adds points that have become equal up, into the first of each, and lists those
// that are then to be removed with what out has. Points of different times are of
// different collections and stay two, and so do points in which nothing was hidden.
func merge[P point](list interface{ At(int) P }, n int, touched []bool, out removal, add func(into, from P)) removal {
	first := make(map[string]int, n)
	all := removal{}
	var key []byte
	for i := range n {
		if len(out.at) > 0 && out.at[0] == i {
			out.at = out.at[1:]
			all.add(i)
			continue
		}
		p := list.At(i)
		key = binary.BigEndian.AppendUint64(key[:0], uint64(p.Timestamp()))
		key = appendMap(key, p.Attributes())
		j, ok := first[string(key)]
		switch {
		case !ok:
			first[string(key)] = i
		case touched[i] || touched[j]:
			add(list.At(j), p)
			touched[j] = true
			all.add(i)
		}
	}
	return all
}

// appendMap appends what is equal for equal maps only, whatever their order.
func appendMap(dst []byte, m pcommon.Map) []byte {
	parts := make([]string, 0, m.Len())
	for key, v := range m.All() {
		part := appendText(nil, key)
		parts = append(parts, string(appendValue(part, v)))
	}
	slices.Sort(parts)
	dst = binary.AppendUvarint(dst, uint64(len(parts)))
	for _, part := range parts {
		dst = appendText(dst, part)
	}
	return dst
}

func appendText(dst []byte, s string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}

func appendValue(dst []byte, v pcommon.Value) []byte {
	dst = append(dst, byte(v.Type()))
	switch v.Type() {
	case pcommon.ValueTypeMap:
		return appendMap(dst, v.Map())
	case pcommon.ValueTypeSlice:
		dst = binary.AppendUvarint(dst, uint64(v.Slice().Len()))
		for _, elem := range v.Slice().All() {
			dst = appendValue(dst, elem)
		}
		return dst
	}
	return appendText(dst, v.AsString())
}

// span widens a span of time by another.
func span[P interface {
	StartTimestamp() pcommon.Timestamp
	SetStartTimestamp(pcommon.Timestamp)
}](into, from P) {
	if s := from.StartTimestamp(); s < into.StartTimestamp() {
		into.SetStartTimestamp(s)
	}
}

// flags keeps what holds for both points.
func flags(into, from pmetric.DataPointFlags) pmetric.DataPointFlags { return into & from }

func addNumber(into, from pmetric.NumberDataPoint) {
	span(into, from)
	switch {
	case from.ValueType() == pmetric.NumberDataPointValueTypeEmpty:
	case into.ValueType() == pmetric.NumberDataPointValueTypeEmpty && from.ValueType() == pmetric.NumberDataPointValueTypeInt:
		into.SetIntValue(from.IntValue())
	case into.ValueType() == pmetric.NumberDataPointValueTypeInt && from.ValueType() == pmetric.NumberDataPointValueTypeInt && fits(into.IntValue(), from.IntValue()):
		into.SetIntValue(into.IntValue() + from.IntValue())
	default:
		into.SetDoubleValue(double(into) + double(from))
	}
	into.SetFlags(flags(into.Flags(), from.Flags()))
	from.Exemplars().MoveAndAppendTo(into.Exemplars())
}

// fits reports that the sum of two numbers is one: a counter must not get negative.
func fits(a, b int64) bool { return a < 0 != (b < 0) || a+b < 0 == (a < 0) }

func double(p pmetric.NumberDataPoint) float64 {
	if p.ValueType() == pmetric.NumberDataPointValueTypeInt {
		return float64(p.IntValue())
	}
	return p.DoubleValue()
}

// latest keeps the later of two points that have a value.
func latest(into, from pmetric.NumberDataPoint) {
	if !from.Flags().NoRecordedValue() {
		from.CopyTo(into)
	}
}

// addSummary keeps count and sum: quantiles of two streams tell nothing of both.
func addSummary(into, from pmetric.SummaryDataPoint) {
	span(into, from)
	into.SetCount(into.Count() + from.Count())
	into.SetSum(into.Sum() + from.Sum())
	into.QuantileValues().RemoveIf(func(pmetric.SummaryDataPointValueAtQuantile) bool { return true })
	into.SetFlags(flags(into.Flags(), from.Flags()))
}

// extent is what histograms know of their values.
type extent interface {
	HasSum() bool
	Sum() float64
	SetSum(float64)
	RemoveSum()
	HasMin() bool
	Min() float64
	SetMin(float64)
	RemoveMin()
	HasMax() bool
	Max() float64
	SetMax(float64)
	RemoveMax()
	Count() uint64
	SetCount(uint64)
}

// addExtent adds counts and sums. What only one of them knows is not known of both,
// unless the other has no values.
func addExtent(into, from extent) {
	some, more := into.Count() > 0, from.Count() > 0
	switch {
	case into.HasSum() && from.HasSum():
		into.SetSum(into.Sum() + from.Sum())
	case more:
		into.RemoveSum()
	}
	switch {
	case !more:
	case !from.HasMin() || some && !into.HasMin():
		into.RemoveMin()
	case !some:
		into.SetMin(from.Min())
	default:
		into.SetMin(min(into.Min(), from.Min()))
	}
	switch {
	case !more:
	case !from.HasMax() || some && !into.HasMax():
		into.RemoveMax()
	case !some:
		into.SetMax(from.Max())
	default:
		into.SetMax(max(into.Max(), from.Max()))
	}
	into.SetCount(into.Count() + from.Count())
}

func addHistogram(into, from pmetric.HistogramDataPoint) {
	span(into, from)
	a, b := into.BucketCounts(), from.BucketCounts()
	if a.Len() == b.Len() && slices.Equal(into.ExplicitBounds().AsRaw(), from.ExplicitBounds().AsRaw()) {
		for i := range a.Len() {
			a.SetAt(i, a.At(i)+b.At(i))
		}
	} else {
		into.ExplicitBounds().FromRaw(nil)
		a.FromRaw([]uint64{into.Count() + from.Count()})
	}
	addExtent(into, from)
	into.SetFlags(flags(into.Flags(), from.Flags()))
	from.Exemplars().MoveAndAppendTo(into.Exemplars())
}

// buckets are those of one side of an exponential histogram.
type buckets struct {
	offset int32
	counts []uint64
}

func bucketsOf(b pmetric.ExponentialHistogramDataPointBuckets) buckets {
	return buckets{b.Offset(), b.BucketCounts().AsRaw()}
}

func (b buckets) put(out pmetric.ExponentialHistogramDataPointBuckets) {
	out.SetOffset(b.offset)
	out.BucketCounts().FromRaw(b.counts)
}

const (
	// maxBuckets bounds the buckets of a sum of exponential histograms, unless one of
	// them has more: it is the default of the SDKs.
	maxBuckets = 160
	// minScale is the coarsest scale of the data model.
	minScale = -10
)

func addExponential(into, from pmetric.ExponentialHistogramDataPoint) {
	span(into, from)
	scale := min(into.Scale(), from.Scale())
	a, b := int64(into.Scale())-int64(scale), int64(from.Scale())-int64(scale)
	pos := [2]buckets{bucketsOf(into.Positive()).coarser(a), bucketsOf(from.Positive()).coarser(b)}
	neg := [2]buckets{bucketsOf(into.Negative()).coarser(a), bucketsOf(from.Negative()).coarser(b)}
	for scale > minScale && (wide(pos) || wide(neg)) {
		scale--
		for i := range 2 {
			pos[i], neg[i] = pos[i].coarser(1), neg[i].coarser(1)
		}
	}
	if wide(pos) || wide(neg) {
		panic("collector: buckets that no value can fall into") // the metric is dropped
	}
	up, down, zero := add(pos), add(neg), into.ZeroCount()+from.ZeroCount()
	if into.ZeroThreshold() != from.ZeroThreshold() {
		into.SetZeroThreshold(max(into.ZeroThreshold(), from.ZeroThreshold()))
		zero += up.below(scale, into.ZeroThreshold()) + down.below(scale, into.ZeroThreshold())
	}
	into.SetZeroCount(zero)
	into.SetScale(scale)
	up.put(into.Positive())
	down.put(into.Negative())
	addExtent(into, from)
	into.SetFlags(flags(into.Flags(), from.Flags()))
	from.Exemplars().MoveAndAppendTo(into.Exemplars())
}

// coarser returns the buckets at a scale that is smaller by d.
func (b buckets) coarser(d int64) buckets {
	if d <= 0 || len(b.counts) == 0 {
		return b
	}
	d = min(d, 31)
	first, last := b.offset>>d, int32((int64(b.offset)+int64(len(b.counts))-1)>>d)
	out := buckets{first, make([]uint64, last-first+1)}
	for i, n := range b.counts {
		out.counts[int32((int64(b.offset)+int64(i))>>d)-first] += n
	}
	return out
}

// ends returns the index of the first bucket of both and the one behind the last.
func ends(b [2]buckets) (from, to int64) {
	for i := range b {
		if n := int64(len(b[i].counts)); n > 0 {
			first := int64(b[i].offset)
			if from == to {
				from, to = first, first+n
			}
			from, to = min(from, first), max(to, first+n)
		}
	}
	return from, to
}

// wide reports that the sum of both would have too many buckets.
func wide(b [2]buckets) bool {
	from, to := ends(b)
	return to-from > int64(max(maxBuckets, len(b[0].counts), len(b[1].counts)))
}

func add(b [2]buckets) buckets {
	from, to := ends(b)
	if from == to {
		return buckets{}
	}
	out := buckets{int32(from), make([]uint64, to-from)}
	for i := range b {
		for j, n := range b[i].counts {
			out.counts[int64(b[i].offset)+int64(j)-from] += n
		}
	}
	return out
}

// below takes the buckets that are no larger than the threshold out of b and returns
// how many values they count.
func (b *buckets) below(scale int32, threshold float64) (n uint64) {
	for len(b.counts) > 0 && math.Exp2(math.Ldexp(float64(b.offset)+1, -int(scale))) <= threshold {
		n += b.counts[0]
		b.offset++
		b.counts = b.counts[1:]
	}
	return n
}
