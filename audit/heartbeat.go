package audit

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/tacit-go/tacit/redact"
)

// Bounds of a Heartbeat.
const (
	beatTimeout = 10 * time.Second
	beatPoll    = 20 * time.Millisecond
)

// A Beat is what a sink is sent. A function of [Heartbeat.Sink] sends Text as a message
// and, where it can, Canary as the value of a field beside it.
type Beat struct {
	// Text holds a mark by which the beat is known again, and the canaries.
	Text string
	// Canary is a synthetic secret.
	Canary string
}

// The states of a sink, as a beat has found them.
const (
	BeatHidden = "hidden" // the beat came out, and no canary
	BeatRaw    = "raw"    // a canary came out: the sink is not guarded
	BeatLost   = "lost"   // nothing came out in time: nothing is known
	BeatFailed = "failed" // it could not be sent
	BeatNone   = "none"   // there was no beat yet
)

// A BeatResult is what the last beat has found of a sink.
type BeatResult struct {
	Sink  string
	State string
	// At is when the beat was sent, zero for none.
	At time.Time
}

// A Heartbeat sends a synthetic secret through the sinks of a process and looks at what
// comes out at their ends, so that a sink that has lost its guard is noticed. All
// methods are safe for concurrent use.
type Heartbeat struct {
	canaries []string
	needles  *needles
	timeout  time.Duration
	turn     chan struct{} // of one Check at a time

	list sync.Mutex // of taps
	taps []*Tap
}

// NewHeartbeat returns a heartbeat without sinks. Its canary is a random value, which it
// registers in set under [HeartbeatName]; the Redactors of all sinks must have the set.
// More canaries are values that other detectors are to find; they must be synthetic and
// have at least 8 bytes, and each must stand for itself, as in a sentence. Events about
// them are like any others: one whose checksum holds pages. One that is denied
// ([redact.Deny]) takes the mark along, so that the sink is lost.
func NewHeartbeat(set *redact.SecretSet, more ...string) (*Heartbeat, error) {
	canary := rand.Text()
	if _, err := set.Set(HeartbeatName, []byte(canary), redact.WithOwner("tacit")); err != nil {
		return nil, fmt.Errorf("audit: NewHeartbeat: %w", err)
	}
	for i, c := range more {
		if len(c) < minCanary {
			return nil, fmt.Errorf("audit: NewHeartbeat: canary %d is shorter than %d bytes", i+1, minCanary)
		}
	}
	return &Heartbeat{
		canaries: append([]string{canary}, more...), needles: newNeedles(canary, more),
		timeout: beatTimeout, turn: make(chan struct{}, 1),
	}, nil
}

// Sink adds a sink: send writes a beat into its beginning, and the tap, wherever the
// caller puts it, sees what comes out of its end. The name must be a constant. send is
// called by a goroutine of its own, under recover, and not again before it has returned.
// Sinks whose loggers are made behind their taps are added before the first Check.
func (h *Heartbeat) Sink(name string, send func(context.Context, Beat) error) *Tap {
	t := &Tap{needles: h.needles, send: send, result: BeatResult{Sink: name, State: BeatNone}}
	h.list.Lock()
	defer h.list.Unlock()
	h.taps = append(h.taps, t)
	return t
}

func (h *Heartbeat) sinks() []*Tap {
	h.list.Lock()
	defer h.list.Unlock()
	return h.taps[:len(h.taps):len(h.taps)]
}

// Check sends a beat through all sinks at once and waits for them, up to 10 seconds or
// the end of ctx. It returns the error of [Heartbeat.Err], or that of ctx if it ends while
// another Check is at work.
func (h *Heartbeat) Check(ctx context.Context) error {
	select {
	case h.turn <- struct{}{}:
		defer func() { <-h.turn }()
	case <-ctx.Done():
		return fmt.Errorf("audit: heartbeat: %w", ctx.Err())
	}
	ctx, cancel := context.WithTimeout(ctx, h.timeout)
	defer cancel()
	var all sync.WaitGroup
	for _, t := range h.sinks() {
		all.Go(func() { t.beat(ctx, h.canaries) })
	}
	all.Wait()
	return h.Err()
}

// Run calls Check at once and then every so often, at least a second, until ctx ends.
func (h *Heartbeat) Run(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(max(every, time.Second))
	defer tick.Stop()
	for ctx.Err() == nil {
		_ = h.Check(ctx) // Err and Results tell
		select {
		case <-tick.C:
		case <-ctx.Done():
		}
	}
}

// Results returns what the last beat has found, in the order in which the sinks were
// added.
func (h *Heartbeat) Results() []BeatResult {
	var out []BeatResult
	for _, t := range h.sinks() {
		t.mu.Lock()
		out = append(out, t.result)
		t.mu.Unlock()
	}
	return out
}

// Err returns an error that names the sinks of which the last result is not
// [BeatHidden], or nil. A heartbeat without sinks is an error.
func (h *Heartbeat) Err() error {
	var bad []string
	results := h.Results()
	for _, r := range results {
		if r.State != BeatHidden {
			bad = append(bad, r.Sink+" is "+r.State)
		}
	}
	switch {
	case len(results) == 0:
		return errors.New("audit: the heartbeat has no sinks")
	case bad != nil:
		return errors.New("audit: heartbeat: " + strings.Join(bad, ", "))
	}
	return nil
}

// ServeHTTP answers whether the process is ready: 200 if all sinks hide the canary, 503
// and the states of the others if not. It sends nothing.
func (h *Heartbeat) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if err := h.Err(); err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = fmt.Fprintln(w, err)
		return
	}
	_, _ = fmt.Fprintln(w, "ok")
}
