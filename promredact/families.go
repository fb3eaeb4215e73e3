package promredact

import (
	"cmp"
	"slices"

	dto "github.com/prometheus/client_model/go"
	"google.golang.org/protobuf/proto"
)

// A verdict says what became of a part.
type verdict uint8

const (
	same verdict = iota
	changed
	dropped
)

// A work is a family on its way: as it was, as it will be, and its metrics as they
// were, one for each that is left.
type work struct {
	was, now   *dto.MetricFamily
	raws       []*dto.Metric
	families   []string // of raws, where they are not all was
	relabelled bool
}

func untouched(f *dto.MetricFamily) work { return work{was: f, now: f, raws: f.GetMetric()} }

// names returns the name of the family of each metric, as it was.
func (w *work) names() []string {
	if w.families != nil {
		return w.families
	}
	out := make([]string, len(w.raws))
	for i := range out {
		out[i] = w.was.GetName()
	}
	return out
}

// families redacts what was gathered. It returns in itself if it is clean.
func (e *engine) families(in []*dto.MetricFamily) []*dto.MetricFamily {
	var all []work // nil while all is clean
	renamed := false
	for i, f := range in {
		w, v := e.family(f)
		if v != same && all == nil {
			all = make([]work, 0, len(in))
			for _, f := range in[:i] {
				all = append(all, untouched(f))
			}
		}
		if v != dropped && all != nil {
			renamed = renamed || w.now.GetName() != f.GetName()
			all = append(all, w)
		}
	}
	if all == nil {
		return in
	}
	if renamed {
		all = e.unite(all)
	}
	out := make([]*dto.MetricFamily, 0, len(all))
	for i := range all {
		if e.settle(&all[i]) {
			out = append(out, all[i].now)
		}
	}
	if renamed {
		slices.SortStableFunc(out, func(a, b *dto.MetricFamily) int { return cmp.Compare(a.GetName(), b.GetName()) })
	}
	return out
}

// family redacts one family. One that cannot be redacted is dropped.
func (e *engine) family(f *dto.MetricFamily) (w work, v verdict) {
	defer func() {
		if recover() != nil {
			e.count()
			w, v = work{}, dropped
		}
	}()
	w = untouched(f)
	if f == nil {
		return w, same
	}
	name, help, unit := e.text(f.Name), e.text(f.Help), e.text(f.Unit)
	raws, metrics, v := e.metrics(f.Metric)
	if name == f.Name && help == f.Help && unit == f.Unit && v == same {
		return w, same
	}
	if name != f.Name {
		name = proto.String(legacy(*f.Name, *name, true))
	}
	w.now = &dto.MetricFamily{Name: name, Help: help, Type: f.Type, Metric: metrics, Unit: unit}
	w.raws, w.relabelled = raws, v != same
	if len(metrics) == 0 && len(f.Metric) > 0 {
		return w, dropped
	}
	return w, changed
}

// text redacts text without a name. It returns was itself when clean.
func (e *engine) text(was *string) *string {
	if was == nil || *was == "" {
		return was
	}
	now := e.scope.Text(*was)
	if now == *was {
		return was
	}
	return proto.String(now)
}

// unite joins families whose names have become equal: they are one if their types are
// the same, else the later ones get other names.
func (e *engine) unite(all []work) []work {
	at := make(map[string]int, len(all))
	// The names that stay come first.
	for i := range all {
		if name := all[i].now.GetName(); name == all[i].was.GetName() {
			at[name] = i
		}
	}
	for i := range all {
		w := &all[i]
		name := w.now.GetName()
		if name == w.was.GetName() {
			continue
		}
		j, taken := at[name]
		switch {
		case !taken:
			at[name] = i
		case all[j].now.GetType() == w.now.GetType():
			to := &all[j]
			to.now = &dto.MetricFamily{Name: to.now.Name, Help: to.now.Help, Type: to.now.Type, Unit: to.now.Unit,
				Metric: slices.Concat(to.now.Metric, w.now.Metric)}
			to.families = slices.Concat(to.names(), w.names())
			to.raws, to.relabelled = slices.Concat(to.raws, w.raws), true
			w.now = nil
		default:
			w.now.Name = proto.String(name + "_" + e.hash(w.was.GetName(), nil))
		}
	}
	return slices.DeleteFunc(all, func(w work) bool { return w.now == nil })
}

// settle makes one of the metrics of a family that have become equal. It reports false
// if that fails: then the family is left out.
func (e *engine) settle(w *work) (ok bool) {
	if !w.relabelled {
		return true
	}
	defer func() {
		if recover() != nil {
			e.count()
			ok = false
		}
	}()
	w.now.Metric = e.merge(w.names(), w.raws, w.now.Metric)
	return true
}
