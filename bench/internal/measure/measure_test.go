package measure

import (
	"math"
	"testing"
	"time"
)

func TestMedianAndRatios(t *testing.T) {
	if got := median([]float64{9, 1, 5}); got != 5 {
		t.Errorf("median of three = %v", got)
	}
	if got := median([]float64{4, 1, 3, 2}); got != 2.5 {
		t.Errorf("median of four = %v", got)
	}
	if !math.IsNaN(median(nil)) {
		t.Error("the median of nothing is a number")
	}
	base := Result{Case: Case{Bytes: 100, Ops: 1}, rounds: []float64{10, 20, 10}}
	r := Result{Case: Case{Bytes: 50, Ops: 2}, rounds: []float64{20, 30, 30}}
	// Inside rounds 2, 1.5, 3: two times, for half of the bytes and twice the records.
	if got := r.Times(base); got != 4 {
		t.Errorf("Times = %v", got)
	}
	if got := r.TimesOp(base); got != 1 {
		t.Errorf("TimesOp = %v", got)
	}
}

func TestRunCountsAllocations(t *testing.T) {
	var keep []byte
	results := Settings{Rounds: 3, Slice: time.Millisecond}.Run([]Case{
		{Name: "none", Ops: 1, Bytes: 1, Run: func() {}},
		{Name: "two records, one each", Ops: 2, Bytes: 1, Run: func() { keep = make([]byte, 4096); keep = append([]byte(nil), keep...) }},
	})
	if n := results[0].Allocs(); n >= 0.5 {
		t.Errorf("%v allocations of nothing", n)
	}
	if n := results[1].Allocs(); n < 0.9 || n > 1.5 {
		t.Errorf("%v allocations of a record, want 1", n)
	}
	if results[1].MB() < 0.004 {
		t.Errorf("%v MB", results[1].MB())
	}
	if len(keep) == 0 || len(results[0].rounds) != 3 {
		t.Error("rounds are missing")
	}
}
