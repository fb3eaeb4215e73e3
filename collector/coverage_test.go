package collector_test

import (
	"reflect"
	"strings"
	"testing"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/pdata/xpdata/entity"
)

// What a pdata that is newer than this package adds must be looked at here: a reader is
// covered, or holds no text.
func TestEveryPartIsCovered(t *testing.T) {
	for _, c := range []struct {
		data  any
		known string
	}{
		{pcommon.Value{}, "Type Str Int Double Bool Map Slice Bytes AsString AsRaw Equal"},
		{pcommon.Resource{}, "Attributes DroppedAttributesCount"},
		{pcommon.InstrumentationScope{}, "Name Version Attributes DroppedAttributesCount"},
		{entity.EntityRef{}, "SchemaUrl Type IdKeys DescriptionKeys"},
		{ptrace.ResourceSpans{}, "Resource ScopeSpans SchemaUrl"},
		{ptrace.ScopeSpans{}, "Scope Spans SchemaUrl"},
		{ptrace.Span{}, "TraceID SpanID TraceState ParentSpanID Flags Name Kind StartTimestamp EndTimestamp Attributes DroppedAttributesCount Events DroppedEventsCount Links DroppedLinksCount Status"},
		{ptrace.SpanEvent{}, "Timestamp Name Attributes DroppedAttributesCount"},
		{ptrace.SpanLink{}, "TraceID SpanID TraceState Attributes DroppedAttributesCount Flags"},
		{ptrace.Status{}, "Message Code"},
		{plog.ResourceLogs{}, "Resource ScopeLogs SchemaUrl"},
		{plog.ScopeLogs{}, "Scope LogRecords SchemaUrl"},
		{plog.LogRecord{}, "Timestamp ObservedTimestamp SeverityNumber SeverityText Body Attributes DroppedAttributesCount Flags TraceID SpanID EventName"},
		{pmetric.ResourceMetrics{}, "Resource ScopeMetrics SchemaUrl"},
		{pmetric.ScopeMetrics{}, "Scope Metrics SchemaUrl"},
		{pmetric.Metric{}, "Name Description Unit Type Gauge Sum Histogram ExponentialHistogram Summary Metadata"},
		{pmetric.NumberDataPoint{}, "Attributes StartTimestamp Timestamp ValueType DoubleValue IntValue Exemplars Flags"},
		{pmetric.HistogramDataPoint{}, "Attributes StartTimestamp Timestamp Count Sum HasSum BucketCounts ExplicitBounds Exemplars Flags Min HasMin Max HasMax"},
		{pmetric.ExponentialHistogramDataPoint{}, "Attributes StartTimestamp Timestamp Count Sum HasSum Scale ZeroCount Positive Negative Flags Exemplars Min HasMin Max HasMax ZeroThreshold"},
		{pmetric.SummaryDataPoint{}, "Attributes StartTimestamp Timestamp Count Sum QuantileValues Flags"},
		{pmetric.Exemplar{}, "FilteredAttributes Timestamp ValueType DoubleValue IntValue TraceID SpanID"},
	} {
		typ := reflect.TypeOf(c.data)
		known := " " + c.known + " "
		for i := range typ.NumMethod() {
			m := typ.Method(i)
			if m.Type.NumIn() == 1 && m.Type.NumOut() == 1 && !strings.HasPrefix(m.Name, "Set") && !strings.Contains(known, " "+m.Name+" ") {
				t.Errorf("%v has the part %s, which is not covered", typ, m.Name)
			}
		}
	}
	if n := int(pmetric.MetricTypeSummary); pmetric.MetricType(n+1).String() != "" {
		t.Error("there is a type of metric that is not covered")
	}
	if n := pcommon.ValueTypeBytes; (n + 1).String() != "" {
		t.Error("there is a type of value that is not covered")
	}
}
