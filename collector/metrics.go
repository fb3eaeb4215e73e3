package collector

import (
	"context"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/processor/processorhelper"
)

// metrics redacts a batch of metrics.
func (e *engine) metrics(ctx context.Context, md pmetric.Metrics) (pmetric.Metrics, error) {
	emptied := false
	ok := e.whole(ctx, func() {
		for i := range md.ResourceMetrics().Len() {
			rm := md.ResourceMetrics().At(i)
			e.resource(rm.Resource())
			e.text(rm.SchemaUrl(), rm.SetSchemaUrl)
			for j := range rm.ScopeMetrics().Len() {
				sm := rm.ScopeMetrics().At(j)
				e.library(sm.Scope())
				e.text(sm.SchemaUrl(), sm.SetSchemaUrl)
				emptied = e.streams(sm.Metrics()) || emptied
			}
		}
	})
	if !ok {
		return pmetric.NewMetrics(), processorhelper.ErrSkipProcessingData
	}
	if emptied {
		md.ResourceMetrics().RemoveIf(func(rm pmetric.ResourceMetrics) bool {
			rm.ScopeMetrics().RemoveIf(func(sm pmetric.ScopeMetrics) bool { return sm.Metrics().Len() == 0 })
			return rm.ScopeMetrics().Len() == 0
		})
		if md.ResourceMetrics().Len() == 0 {
			return md, processorhelper.ErrSkipProcessingData
		}
	}
	return md, nil
}

// streams redacts metrics and reports that none is left.
func (e *engine) streams(list pmetric.MetricSlice) (emptied bool) {
	out := removal{}
	for i := range list.Len() {
		m := list.At(i)
		if e.reportOnly {
			own := pmetric.NewMetric()
			m.CopyTo(own)
			e.metric(own)
			continue
		}
		if e.metric(m) == dropped {
			out.add(i)
		}
	}
	if len(out.at) == 0 {
		return false
	}
	list.RemoveIf(func(pmetric.Metric) bool { return out.next() })
	return list.Len() == 0
}

// metric redacts a metric in place. One of which nothing is left, or that cannot be
// redacted, is dropped: what would be left of it is a wrong series.
func (e *engine) metric(m pmetric.Metric) (v verdict) {
	failed := false
	v = e.guard(func() verdict {
		e.head(m)
		return e.data(m)
	}, func() { failed = true })
	if failed {
		return dropped
	}
	return v
}

// head redacts what all points of a metric have in common.
func (e *engine) head(m pmetric.Metric) {
	if e.batches {
		a := e.ask()
		ok := a.text(m.Name()) && a.text(m.Description()) && a.text(m.Unit()) && a.attrs(m.Metadata(), 0, false)
		if a.b.Clean() && ok {
			return
		}
	}
	p := e.newPass()
	p.text("", m.Name(), m.SetName)
	p.text("", m.Description(), m.SetDescription)
	p.text("", m.Unit(), m.SetUnit)
	p.attrs(p.scope, m.Metadata(), 0, false)
}

// data redacts the points of a metric.
func (e *engine) data(m pmetric.Metric) verdict {
	switch m.Type() {
	case pmetric.MetricTypeEmpty:
		return same
	case pmetric.MetricTypeGauge:
		list := m.Gauge().DataPoints()
		return points(e, list, list.RemoveIf, pmetric.NumberDataPoint.Exemplars, latest)
	case pmetric.MetricTypeSum:
		list := m.Sum().DataPoints()
		return points(e, list, list.RemoveIf, pmetric.NumberDataPoint.Exemplars, addNumber)
	case pmetric.MetricTypeHistogram:
		list := m.Histogram().DataPoints()
		return points(e, list, list.RemoveIf, pmetric.HistogramDataPoint.Exemplars, addHistogram)
	case pmetric.MetricTypeExponentialHistogram:
		list := m.ExponentialHistogram().DataPoints()
		return points(e, list, list.RemoveIf, pmetric.ExponentialHistogramDataPoint.Exemplars, addExponential)
	case pmetric.MetricTypeSummary:
		list := m.Summary().DataPoints()
		return points(e, list, list.RemoveIf, noExemplars, addSummary)
	}
	e.failed("a metric of an unknown type was dropped")
	return dropped // a kind that a newer pdata brings
}

// A point is a data point of any kind.
type point interface {
	Attributes() pcommon.Map
	Timestamp() pcommon.Timestamp
}

// points redacts the points of a metric and makes one of those that become equal.
func points[P point](e *engine, list interface {
	Len() int
	At(int) P
}, removeIf func(func(P) bool), exemplars func(P) pmetric.ExemplarSlice, add func(into, from P)) verdict {
	n := list.Len()
	var touched []bool
	out := removal{}
	for i := range n {
		p := list.At(i)
		switch v := e.point(p.Attributes(), exemplars(p)); {
		case v == dropped:
			out.add(i)
		case v == changed && touched == nil:
			touched = make([]bool, n)
			touched[i] = true
		case v == changed:
			touched[i] = true
		}
	}
	if touched != nil && n > 1 {
		out = merge(list, n, touched, out, add)
	}
	if len(out.at) == 0 {
		return same
	}
	removeIf(func(P) bool { return out.next() })
	if list.Len() == 0 {
		return dropped
	}
	return changed
}

// noExemplars are those of a point that has none.
func noExemplars(pmetric.SummaryDataPoint) pmetric.ExemplarSlice { return pmetric.NewExemplarSlice() }

// point redacts a data point in place. What is changed in exemplars only is not told.
func (e *engine) point(attrs pcommon.Map, exemplars pmetric.ExemplarSlice) verdict {
	if e.batches {
		a := e.ask()
		ok := a.attrs(attrs, 0, true)
		for i := 0; ok && i < exemplars.Len(); i++ {
			ok = a.attrs(exemplars.At(i).FilteredAttributes(), 0, true)
		}
		if a.b.Clean() && ok {
			return same
		}
	}
	out := removal{}
	for i := range exemplars.Len() {
		p := e.newRecord()
		p.attrs(p.scope, exemplars.At(i).FilteredAttributes(), 0, true)
		if _, denied := p.rec.Denied(); denied {
			out.add(i)
		}
	}
	if len(out.at) > 0 {
		exemplars.RemoveIf(func(pmetric.Exemplar) bool { return out.next() })
	}
	p := e.newRecord()
	p.attrs(p.scope, attrs, 0, true)
	return p.deny(func(message string) {
		attrs.Clear()
		attrs.PutStr(deniedKey, message)
	})
}
