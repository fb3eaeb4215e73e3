package promredact_test

import (
	"fmt"
	"runtime"
	"slices"
	"testing"

	dto "github.com/prometheus/client_model/go"
)

// TestManySecretNames: names of labels that become equal cost as much each as a few do.
func TestManySecretNames(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	of := func(n int) (in *dto.MetricFamily) {
		m := counter(1)
		for i := range n {
			m.Label = append(m.Label, pair(fmt.Sprintf("%s%04x", token[:36], i), "x"))
		}
		return family("a", dto.MetricType_COUNTER, m)
	}
	gather(t, preset(), of(10))
	cost := func(n int) float64 {
		in := of(n)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		out := gather(t, preset(), in)
		runtime.ReadMemStats(&after)
		var names []string
		for _, l := range out[0].Metric[0].Label {
			names = append(names, l.GetName())
		}
		if slices.Sort(names); len(slices.Compact(names)) != n {
			t.Errorf("of %d names %d are left", n, len(names))
		}
		return float64(after.TotalAlloc-before.TotalAlloc) / float64(n)
	}
	if few, many := cost(500), cost(4000); many > 2*few {
		t.Errorf("%.0f bytes for each of 4000 names, %.0f for each of 500", many, few)
	}
}
