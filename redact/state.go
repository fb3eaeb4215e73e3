package redact

import (
	"crypto/sha256"
	"sync"
	"sync/atomic"

	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/scan"
	"github.com/tacit-go/tacit/redact/internal/walk"
)

// state is everything of one New: the immutable plan and its counters.
type state struct {
	plan     *scan.Plan
	looker   *literal.Prefilter // the search of the plan, if it has kernels
	dets     []detector         // by number, in the order of their IDs
	names    *grammar.Names
	marks    *marks
	paths    *paths
	sets     []*SecretSet
	live     detector // of live secrets
	limits   Limits
	allowed  map[[32]byte]bool
	observer Observer
	prints   *hmacToken // of events
	meter    Meter
	every    int // of so many records one is measured
	stable   bool
	walker   *walk.Walker
	limitDet int32
	pathDet  int32
	dropDet  int32 // of what is left out of JSON
	denyDet  int32 // of path rules that deny a record
	denies   bool  // something may deny a record
	noStubs  bool
	audit    auditFields
	minLen   int  // text shorter than this holds no match
	numbers  bool // numbers can be secrets without a sensitive name
	reports  bool // a detector only reports
	shapes   bool // and its events have shapes
	workers  sync.Pool
	probes   sync.Pool
	batches  sync.Pool
	notes    sync.Pool
	idle     nameCache
	unruled  *nameCache // of idle those that no path rule says anything of
	policies sync.Map   // by sink: *policy
	sinks    atomic.Int32
	id       planID // see Generation

	kernel       Kernel // in force
	kernelFailed bool
	marksNames   bool // a kernel marks the names in JSON

	digest       string
	policyDigest string // as given

	errors, limited, lost, hidden, dropped atomic.Uint64
}

// detector is a detector in force.
type detector struct {
	DetectorInfo
	rep               Replacement
	trusted           bool // rep is ours
	matches, reported *atomic.Uint64
	denied            *atomic.Uint64 // records
}

// worker is what one call needs. Workers are pooled; they are cleared when they
// held a match.
type worker struct {
	machine scan.Machine
	sink    textSink
	json    jsonScan
	snaps   []*setSnapshot
	sets    []*SecretSet // of snaps
	live    []scan.Live
	ready   bool // the machine is reset, without live secrets
}

// get returns a worker that is ready for a new text. The snapshots of the live
// secrets are taken here.
func (st *state) get() *worker {
	w, _ := st.workers.Get().(*worker)
	if w == nil {
		w = &worker{}
	}
	w.begin(st)
	return w
}

func (w *worker) begin(st *state) {
	w.snaps, w.sets, w.live = w.snaps[:0], w.sets[:0], w.live[:0]
	w.sets = append(w.sets, st.sets...)
	w.take()
	if !w.ready || len(w.live) > 0 {
		w.machine.Reset(st.plan, w.live)
	}
	w.ready = false
	if w.machine.OnReport == nil {
		w.machine.OnReport, w.machine.OnPanic = w.sink.report, w.sink.failed
	}
	w.sink.reset(st, w)
}

// take takes the snapshots in force of the sets of w.
func (w *worker) take() {
	w.snaps, w.live = w.snaps[:0], w.live[:0]
	for _, s := range w.sets {
		x := s.snapshot()
		if x == nil {
			x = &emptySnapshot
		}
		w.snaps, w.live = append(w.snaps, x), append(w.live, scan.Live{Snapshot: x.fp})
	}
}

// emptySnapshot stands for that of a set that was never written.
var emptySnapshot setSnapshot

// renew takes the snapshots in force for the rest of the text of w.
func (w *worker) renew() {
	w.take()
	w.machine.SetLive(w.live)
}

// maxPooled bounds the buffers that a pooled worker keeps.
const maxPooled = 64 << 10

// put returns a worker whose text was dirty or clean.
func (st *state) put(w *worker) {
	clear(w.snaps)
	w.machine.Reset(st.plan, nil)
	w.ready = true
	w.sink.clear()
	if cap(w.sink.buf) <= maxPooled && w.machine.Small() {
		st.workers.Put(w)
	}
}

// fresh reports whether the sets still are what w has taken.
func (st *state) fresh(w *worker) bool {
	for i, s := range w.sets {
		if x := s.snapshot(); x != nil && x != w.snaps[i] {
			return false
		}
	}
	return true
}

func (st *state) isAllowed(text []byte) bool { return st.allowed[sha256.Sum256(text)] }

// onReport counts a match that is only reported. What was found is nil where only a name
// is known.
func (st *state) onReport(det int32, found []byte, from origin) {
	d := &st.dets[det]
	d.reported.Add(1)
	e := Event{Class: "report", Kind: d.kind(), Detector: d.ID}
	if st.shapes && st.observer != nil {
		e.Shape = Shape(found)
	}
	st.observe(e, from)
}

// fail counts a contained panic.
func (st *state) fail(from origin) {
	st.errors.Add(1)
	st.observe(Event{Class: "error"}, from)
}

// limit counts a bound that was reached and returns its mark.
func (st *state) limit(from origin) string {
	st.limited.Add(1)
	st.observe(Event{Class: "limit"}, from)
	return markLimit
}
