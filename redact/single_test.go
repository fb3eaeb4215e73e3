package redact_test

import (
	"sync/atomic"
	"testing"
	"unsafe"

	"github.com/tacit-go/tacit/redact"
)

// TestSingleVerifiesOnce asks for each of two matches once, and counts each panic once.
func TestSingleVerifiesOnce(t *testing.T) {
	var asked atomic.Int64
	own := redact.Detector{ID: "own-token", Pattern: `NRfQp(t[0-9]{4})`, Verify: func([]byte) redact.Verdict {
		asked.Add(1)
		panic("x")
	}}
	r := build(t, redact.WithDetectors(own))
	for text, n := range map[string]int64{"NRfQpt1231": 1, "NRfQpt1231 x": 1, "NRfQpt1231 NRfQpt1234": 2} {
		r.String(text) // takes what is pooled
		before := r.Stats().Errors
		asked.Store(0)
		r.String(text)
		if got := asked.Load(); got > n || r.Stats().Errors-before > uint64(n) {
			t.Errorf("%q: asked %d times, %d errors", text, got, r.Stats().Errors-before)
		}
	}
}

// TestAppendSingleFits appends to what has room for the output and no more.
func TestAppendSingleFits(t *testing.T) {
	text := []byte("x token ghp_" + "0EXAMPLEonly1Synthetic20EXAMPLEonly1 y")
	r := build(t, redact.WithDetectors(redact.Detector{ID: "own-token", Pattern: `ghp_[0-9A-Za-z]{36}`}), redact.WithReplacement(redact.Fixed("*")))
	want := r.Append(nil, text)
	if string(want) != "x token * y" {
		t.Fatalf("got %q", want)
	}
	for more := range 3 {
		dst := make([]byte, 0, len(want)+more)
		got := r.Append(dst, text)
		if string(got) != string(want) || unsafe.SliceData(got) != unsafe.SliceData(dst) {
			t.Errorf("with room for %d more: %q, elsewhere: %t", more, got, unsafe.SliceData(got) != unsafe.SliceData(dst))
		}
	}
}
