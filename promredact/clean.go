package promredact

import dto "github.com/prometheus/client_model/go"

// Bounds of what is asked of one redact.Batch, which takes 64 texts and 2 KiB. A metric
// that needs more is looked at field by field.
const (
	chunkTexts = 56
	chunkBytes = 1600
)

// chunk looks at the first metrics, as many as it reports, and tells that nothing in
// them is to be hidden. False tells nothing. A label that is that of the metric before
// is looked at once.
func (e *engine) chunk(in []*dto.Metric) (n int, clean bool) {
	b, ok := e.scope.Batch(), true
	texts, bytes := 0, 0
	var before []*dto.LabelPair
	for _, m := range in {
		t, size := weight(m, before)
		if n > 0 && (texts+t > chunkTexts || bytes+size > chunkBytes) {
			break
		}
		texts, bytes = texts+t, bytes+size
		n++
		for i, l := range m.GetLabel() {
			if alike(before, i, l) {
				continue
			}
			if ok = b.Field(l.GetName()) && b.Text(l.GetValue()); !ok {
				return n, b.Clean() && ok
			}
		}
		ok = eachExemplar(m, func(x *dto.Exemplar) bool {
			for _, l := range x.GetLabel() {
				if !b.Field(l.GetName()) || !b.Text(l.GetValue()) {
					return false
				}
			}
			return true
		})
		if !ok {
			break
		}
		before = m.GetLabel()
	}
	return n, b.Clean() && ok
}

// alike reports that the label at i is the one of the metric before.
func alike(before []*dto.LabelPair, i int, l *dto.LabelPair) bool {
	return i < len(before) && before[i].GetName() == l.GetName() && before[i].GetValue() == l.GetValue()
}

// weight returns how many texts a metric adds to a batch, and their bytes.
func weight(m *dto.Metric, before []*dto.LabelPair) (texts, bytes int) {
	add := func(l *dto.LabelPair) {
		texts += 2
		bytes += len(l.GetName()) + len(l.GetValue()) + 2
	}
	for i, l := range m.GetLabel() {
		if !alike(before, i, l) {
			add(l)
		}
	}
	eachExemplar(m, func(x *dto.Exemplar) bool {
		for _, l := range x.GetLabel() {
			add(l)
		}
		return true
	})
	return texts, bytes
}

// eachExemplar calls f for the exemplars of a metric, while it returns true.
func eachExemplar(m *dto.Metric, f func(*dto.Exemplar) bool) bool {
	if x := m.GetCounter().GetExemplar(); x != nil && !f(x) {
		return false
	}
	for _, b := range m.GetHistogram().GetBucket() {
		if x := b.GetExemplar(); x != nil && !f(x) {
			return false
		}
	}
	for _, x := range m.GetHistogram().GetExemplars() {
		if !f(x) {
			return false
		}
	}
	return true
}
