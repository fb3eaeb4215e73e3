package audit

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// minCanary is the shortest canary.
const minCanary = 8

// A Tap is the end of a sink. What it is shown is searched, while a beat is on its way,
// for the mark of the beat and for the canaries: as they are, in hexadecimal digits and
// in base64. All methods are safe for concurrent use.
type Tap struct {
	needles []string
	keep    int // bytes that are kept from one text to the next
	send    func(context.Context, Beat) error
	open    atomic.Bool // a beat is on its way
	busy    atomic.Bool // send has not returned

	mu     sync.Mutex
	mark   string
	tail   []byte
	seen   bool
	raw    bool
	result BeatResult
}

// Saw shows text that has come out, in pieces of any size. It keeps none of it longer
// than a beat, and costs next to nothing between beats.
func (t *Tap) Saw(text []byte) {
	if !t.open.Load() {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.tail = append(t.tail, text...)
	t.seen = t.seen || bytes.Contains(t.tail, []byte(t.mark))
	for _, n := range t.needles {
		t.raw = t.raw || bytes.Contains(t.tail, []byte(n))
	}
	if cut := len(t.tail) - max(t.keep, len(t.mark)); cut > 0 {
		n := copy(t.tail, t.tail[cut:])
		clear(t.tail[n:])
		t.tail = t.tail[:n]
	}
}

// Writer returns a writer that shows what is written to it to the tap and passes it on
// to w: put it behind the redacting handler or writer, in front of the file.
func (t *Tap) Writer(w io.Writer) io.Writer { return tapped{t, w} }

type tapped struct {
	tap *Tap
	w   io.Writer
}

func (t tapped) Write(p []byte) (int, error) {
	t.tap.Saw(p)
	return t.w.Write(p)
}

// beat sends a beat and waits for it.
func (t *Tap) beat(ctx context.Context, canaries []string) {
	now := time.Now()
	if !t.busy.CompareAndSwap(false, true) {
		t.finish(now, BeatLost) // the last one still hangs
		return
	}
	mark := "tacitbeat" + strings.ToLower(rand.Text()[:12])
	t.mu.Lock()
	t.mark, t.tail, t.seen, t.raw = mark, t.tail[:0], false, false
	t.mu.Unlock()
	t.open.Store(true)
	sent := make(chan bool, 1)
	go func() {
		defer t.busy.Store(false)
		sent <- t.sends(ctx, Beat{Text: mark + " " + strings.Join(canaries, " "), Canary: canaries[0]})
	}()
	tick := time.NewTicker(beatPoll)
	defer tick.Stop()
	done := false // send has returned
	for {
		select {
		case ok := <-sent:
			if !ok {
				t.finish(now, BeatFailed)
				return
			}
			done, sent = true, nil
		case <-tick.C:
		case <-ctx.Done():
			t.finish(now, BeatLost)
			return
		}
		// A field may come out behind its message: the canaries are looked for once
		// more when the mark was seen and all was sent.
		if seen, raw := t.state(); raw {
			t.finish(now, BeatRaw)
			return
		} else if seen && done {
			t.finish(now, BeatHidden)
			return
		}
	}
}

// sends calls send under recover.
func (t *Tap) sends(ctx context.Context, b Beat) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	return t.send(ctx, b) == nil
}

func (t *Tap) state() (seen, raw bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.seen, t.raw
}

// finish notes a result. What came out raw is raw, whatever else happened.
func (t *Tap) finish(at time.Time, state string) {
	t.open.Store(state == BeatLost) // it may come out yet
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.raw {
		state = BeatRaw
	}
	t.result.At, t.result.State = at, state
}

// forms are the spellings of a canary that are looked for. Of base64 those digits that
// do not depend on what stands beside it.
func forms(canary string) []string {
	digits := hex.EncodeToString([]byte(canary))
	out := []string{canary, digits, strings.ToUpper(digits)}
	for shift := range 3 {
		padded := append(make([]byte, shift), canary...)
		whole := len(padded) / 3 * 3
		text := base64.StdEncoding.EncodeToString(padded[:whole])
		out = append(out, text[(shift*8+5)/6:])
	}
	return out
}
