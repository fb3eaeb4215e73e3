package otelprocessor

import (
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/instrumentation"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/sdk/resource"
)

// metrics redacts what a reader has collected. It returns rm itself if it is clean.
func (e *engine) metrics(rm *metricdata.ResourceMetrics) *metricdata.ResourceMetrics {
	res := guard(e, func() *resource.Resource { return resource.NewSchemaless(failAttr.Bool(true)) }, func() *resource.Resource {
		return first(e.cachedResource(rm.Resource))
	})
	scopes, dirty := rewrite(rm.ScopeMetrics, e.scopeMetrics)
	if !dirty && res == rm.Resource {
		return rm
	}
	return &metricdata.ResourceMetrics{Resource: res, ScopeMetrics: scopes}
}

// rewrite returns in itself if f changes nothing in it, else a copy.
func rewrite[T any](in []T, f func(*T) (T, verdict)) (out []T, dirty bool) {
	for i := range in {
		v, done := f(&in[i])
		if done != same && !dirty {
			out, dirty = append(make([]T, 0, len(in)), in[:i]...), true
		}
		if done != dropped && dirty {
			out = append(out, v)
		}
	}
	if !dirty {
		return in, false
	}
	return out, true
}

func (e *engine) scopeMetrics(in *metricdata.ScopeMetrics) (metricdata.ScopeMetrics, verdict) {
	var other bool
	lib := guard(e, func() instrumentation.Scope {
		other = true
		return instrumentation.Scope{Name: failMark}
	}, func() (lib instrumentation.Scope) {
		lib, other = e.cachedLibrary(in.Scope)
		return lib
	})
	metrics, dirty := rewrite(in.Metrics, e.metric)
	if !dirty && !other {
		return *in, same
	}
	return metricdata.ScopeMetrics{Scope: lib, Metrics: metrics}, changed
}

// metric redacts one metric. One that cannot be redacted is dropped.
func (e *engine) metric(in *metricdata.Metrics) (out metricdata.Metrics, v verdict) {
	defer func() {
		if recover() != nil {
			e.count()
			out, v = metricdata.Metrics{}, dropped
		}
	}()
	out = metricdata.Metrics{Name: e.scope.Text(in.Name), Description: in.Description, Unit: in.Unit}
	if in.Description != "" {
		out.Description = e.scope.Text(in.Description)
	}
	if in.Unit != "" {
		out.Unit = e.scope.Text(in.Unit)
	}
	if out.Name != in.Name || out.Description != in.Description || out.Unit != in.Unit {
		v = changed
	}
	data, done := e.aggregation(in.Data)
	switch {
	case done == dropped:
		return out, dropped
	case done == same && v == same:
		return *in, same
	}
	out.Data = data
	return out, changed
}

// aggregation redacts the data of a metric. Of a kind that a newer SDK brings nothing
// is known, so it is dropped.
func (e *engine) aggregation(data metricdata.Aggregation) (metricdata.Aggregation, verdict) {
	switch d := data.(type) {
	case nil:
		return nil, same
	case metricdata.Sum[int64]:
		return sum(e, d)
	case metricdata.Sum[float64]:
		return sum(e, d)
	case metricdata.Gauge[int64]:
		return gauge(e, d)
	case metricdata.Gauge[float64]:
		return gauge(e, d)
	case metricdata.Histogram[int64]:
		return histogram(e, d)
	case metricdata.Histogram[float64]:
		return histogram(e, d)
	case metricdata.ExponentialHistogram[int64]:
		return exponential(e, d)
	case metricdata.ExponentialHistogram[float64]:
		return exponential(e, d)
	case metricdata.Summary:
		points, dirty := rewrite(d.DataPoints, func(p *metricdata.SummaryDataPoint) (metricdata.SummaryDataPoint, verdict) {
			out, v := *p, same
			out.Attributes, v = e.pointSet(p.Attributes)
			return out, v
		})
		if !dirty {
			return d, same
		}
		d.DataPoints = merge(points, func(p *metricdata.SummaryDataPoint) *attribute.Set { return &p.Attributes }, addSummary)
		return d, changed
	}
	e.count()
	return nil, dropped
}

// pointSet redacts the attributes of a data point.
func (e *engine) pointSet(set attribute.Set) (attribute.Set, verdict) {
	p := e.newPass()
	p.begin()
	out, dirty := p.set(p.scope, set)
	stub, denied := p.rec.Denied()
	switch {
	case denied && stub == "":
		return set, dropped
	case denied:
		return attribute.NewSet(deniedKey.String(stub)), changed
	case dirty:
		return out, changed
	}
	return set, same
}

type number interface{ int64 | float64 }

// exemplars redacts the exemplars of a data point. One that is denied is left out.
func exemplars[N number](e *engine, in []metricdata.Exemplar[N]) ([]metricdata.Exemplar[N], bool) {
	return rewrite(in, func(x *metricdata.Exemplar[N]) (metricdata.Exemplar[N], verdict) {
		p := e.newPass()
		p.begin()
		attrs, dirty := p.attrs(p.scope, x.FilteredAttributes, 0)
		_, denied := p.rec.Denied()
		switch {
		case denied:
			return *x, dropped
		case !dirty:
			return *x, same
		}
		out := *x
		out.FilteredAttributes = attrs
		return out, changed
	})
}

// parts redacts what all kinds of data points have in common, where they stand.
func parts[N number](e *engine, set *attribute.Set, ex *[]metricdata.Exemplar[N]) (v verdict) {
	if *set, v = e.pointSet(*set); v == dropped {
		return dropped
	}
	list, dirty := exemplars(e, *ex)
	if *ex = list; dirty {
		v = changed
	}
	return v
}

func numberPoints[N number](e *engine, in []metricdata.DataPoint[N]) ([]metricdata.DataPoint[N], bool) {
	return rewrite(in, func(p *metricdata.DataPoint[N]) (metricdata.DataPoint[N], verdict) {
		out := *p
		v := parts(e, &out.Attributes, &out.Exemplars)
		return out, v
	})
}

func numberSet[N number](p *metricdata.DataPoint[N]) *attribute.Set { return &p.Attributes }

func sum[N number](e *engine, d metricdata.Sum[N]) (metricdata.Aggregation, verdict) {
	points, dirty := numberPoints(e, d.DataPoints)
	if !dirty {
		return d, same
	}
	d.DataPoints = merge(points, numberSet, addNumber)
	return d, changed
}

func gauge[N number](e *engine, d metricdata.Gauge[N]) (metricdata.Aggregation, verdict) {
	points, dirty := numberPoints(e, d.DataPoints)
	if !dirty {
		return d, same
	}
	d.DataPoints = merge(points, numberSet, latest)
	return d, changed
}

func histogram[N number](e *engine, d metricdata.Histogram[N]) (metricdata.Aggregation, verdict) {
	points, dirty := rewrite(d.DataPoints, func(p *metricdata.HistogramDataPoint[N]) (metricdata.HistogramDataPoint[N], verdict) {
		out := *p
		v := parts(e, &out.Attributes, &out.Exemplars)
		return out, v
	})
	if !dirty {
		return d, same
	}
	d.DataPoints = merge(points, func(p *metricdata.HistogramDataPoint[N]) *attribute.Set { return &p.Attributes }, addHistogram)
	return d, changed
}

func exponential[N number](e *engine, d metricdata.ExponentialHistogram[N]) (metricdata.Aggregation, verdict) {
	points, dirty := rewrite(d.DataPoints, func(p *metricdata.ExponentialHistogramDataPoint[N]) (metricdata.ExponentialHistogramDataPoint[N], verdict) {
		out := *p
		v := parts(e, &out.Attributes, &out.Exemplars)
		return out, v
	})
	if !dirty {
		return d, same
	}
	d.DataPoints = merge(points, func(p *metricdata.ExponentialHistogramDataPoint[N]) *attribute.Set { return &p.Attributes }, addExponential)
	return d, changed
}
