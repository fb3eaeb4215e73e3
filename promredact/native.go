package promredact

import (
	"math"
	"slices"

	dto "github.com/prometheus/client_model/go"
	"google.golang.org/protobuf/proto"
)

// The schemas of native histograms whose buckets are powers of two and their roots:
// https://prometheus.io/docs/specs/native_histograms/#schema
const (
	minSchema = -4
	maxSchema = 8
)

// sparse has the buckets of one sign: index → count. The count of an int64 is exact, as
// float64 those beyond 2^53 are not.
type sparse[N int64 | float64] map[int32]N

// addNative adds the sparse buckets of two histograms to out. It reports false if there
// is no sum of them.
func addNative(out, a, b *dto.Histogram) bool {
	schema := min(a.GetSchema(), b.GetSchema())
	if schema < minSchema || max(a.GetSchema(), b.GetSchema()) > maxSchema {
		return false
	}
	out.Schema = &schema
	out.Exemplars = slices.Concat(a.Exemplars, b.Exemplars)
	limit := max(maxBuckets, buckets(a), buckets(b))
	threshold := max(a.GetZeroThreshold(), b.GetZeroThreshold())
	if fractional(a) {
		zero := a.GetZeroCountFloat() + b.GetZeroCountFloat()
		pos := sumOf(schema, a, b, a.PositiveSpan, b.PositiveSpan, a.PositiveCount, b.PositiveCount)
		neg := sumOf(schema, a, b, a.NegativeSpan, b.NegativeSpan, a.NegativeCount, b.NegativeCount)
		pos, neg = fewer(pos, neg, &schema, limit)
		threshold = intoZero(pos, neg, schema, threshold, &zero)
		out.ZeroCountFloat = &zero
		out.PositiveSpan, out.PositiveCount = spans(pos)
		out.NegativeSpan, out.NegativeCount = spans(neg)
	} else {
		zero := int64(a.GetZeroCount() + b.GetZeroCount())
		pos := sumOf(schema, a, b, a.PositiveSpan, b.PositiveSpan, absolute(a.PositiveDelta), absolute(b.PositiveDelta))
		neg := sumOf(schema, a, b, a.NegativeSpan, b.NegativeSpan, absolute(a.NegativeDelta), absolute(b.NegativeDelta))
		pos, neg = fewer(pos, neg, &schema, limit)
		threshold = intoZero(pos, neg, schema, threshold, &zero)
		out.ZeroCount = proto.Uint64(uint64(zero))
		var counts []int64
		out.PositiveSpan, counts = spans(pos)
		out.PositiveDelta = deltas(counts)
		out.NegativeSpan, counts = spans(neg)
		out.NegativeDelta = deltas(counts)
	}
	out.ZeroThreshold = &threshold
	if threshold == 0 && len(out.PositiveSpan)+len(out.NegativeSpan) == 0 {
		// Without it, it reads as a classic one.
		out.PositiveSpan = []*dto.BucketSpan{{Offset: proto.Int32(0), Length: proto.Uint32(0)}}
	}
	return true
}

// buckets returns how many sparse buckets a histogram has.
func buckets(h *dto.Histogram) int {
	return max(len(h.PositiveDelta), len(h.PositiveCount)) + max(len(h.NegativeDelta), len(h.NegativeCount))
}

func absolute(deltas []int64) []int64 {
	out, n := make([]int64, len(deltas)), int64(0)
	for i, d := range deltas {
		n += d
		out[i] = n
	}
	return out
}

func deltas(counts []int64) []int64 {
	out, before := make([]int64, len(counts)), int64(0)
	for i, n := range counts {
		out[i], before = n-before, n
	}
	return out
}

// sumOf adds up the buckets of one sign at a schema that is not finer than theirs.
func sumOf[N int64 | float64](schema int32, a, b *dto.Histogram, aSpans, bSpans []*dto.BucketSpan, aCounts, bCounts []N) sparse[N] {
	out := make(sparse[N])
	read(out, aSpans, aCounts, a.GetSchema()-schema)
	read(out, bSpans, bCounts, b.GetSchema()-schema)
	return out
}

// maxBuckets bounds the buckets of a sum, unless one of the two has more.
const maxBuckets = 160

// fewer makes the buckets of both signs coarser until they are few enough.
func fewer[N int64 | float64](pos, neg sparse[N], schema *int32, limit int) (sparse[N], sparse[N]) {
	for len(pos)+len(neg) > limit && *schema > minSchema {
		*schema--
		both := [2]sparse[N]{pos, neg}
		for i, b := range both {
			both[i] = make(sparse[N], len(b)/2)
			for index, n := range b {
				both[i][(index-1)>>1+1] += n
			}
		}
		pos, neg = both[0], both[1]
	}
	return pos, neg
}

// read adds buckets at a schema that is smaller by coarser.
func read[N int64 | float64](into sparse[N], spans []*dto.BucketSpan, counts []N, coarser int32) {
	index := int32(0)
	for _, s := range spans {
		index += s.GetOffset()
		for n := s.GetLength(); n > 0 && len(counts) > 0; n-- {
			if counts[0] != 0 {
				into[(index-1)>>coarser+1] += counts[0]
			}
			counts = counts[1:]
			index++
		}
	}
}

// bound is the larger end of a bucket.
func bound(index, schema int32) float64 { return math.Exp2(math.Ldexp(float64(index), -int(schema))) }

// intoZero takes the buckets below the threshold into the zero bucket. One that lies on
// both sides of the threshold makes the zero bucket wider.
func intoZero[N int64 | float64](pos, neg sparse[N], schema int32, threshold float64, zero *N) float64 {
	for wider := true; wider; {
		wider = false
		for _, b := range [2]sparse[N]{pos, neg} {
			for index, n := range b {
				if bound(index-1, schema) >= threshold {
					continue
				}
				if end := bound(index, schema); end > threshold {
					threshold, wider = end, true
				}
				*zero += n
				delete(b, index)
			}
		}
	}
	return threshold
}

// spans is the reverse of read.
func spans[N int64 | float64](b sparse[N]) (out []*dto.BucketSpan, counts []N) {
	at := make([]int32, 0, len(b))
	for index := range b {
		at = append(at, index)
	}
	slices.Sort(at)
	next := int32(0)
	for _, index := range at {
		if len(out) > 0 && index == next {
			*out[len(out)-1].Length++
		} else {
			out = append(out, &dto.BucketSpan{Offset: proto.Int32(index - next), Length: proto.Uint32(1)})
		}
		counts, next = append(counts, b[index]), index+1
	}
	return out, counts
}
