package audit

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Bounds of what a Tap looks at.
const (
	piece  = 4096    // bytes at once
	linger = 1 << 16 // bytes behind a beat that has come out hidden
)

// A Tap is the end of a sink. What it is shown is searched, while a beat is on its way,
// for the mark of the beat and for the canaries: as they are, in hexadecimal digits, in
// base64 and base32, in capitals or not. Of the canary of the heartbeat itself 12 bytes in
// a row are enough. The next 64 KiB are searched too, since a sink may write a record in
// parts, and what comes out later than [Heartbeat.Check] has waited still counts. All
// methods are safe for concurrent use.
type Tap struct {
	needles *needles
	send    func(context.Context, Beat) error
	open    atomic.Bool // it looks
	busy    atomic.Bool // send has not returned

	mu     sync.Mutex
	mark   []byte
	tail   []byte // what was seen last
	left   int    // bytes that it looks at yet, once the result is there
	seen   bool
	raw    bool
	over   bool // the result is there
	result BeatResult
}

// Saw shows text that has come out, in pieces of any size. It keeps none of it longer
// than a beat, and costs next to nothing between beats, but for one that was lost: then it
// goes on looking.
func (t *Tap) Saw(text []byte) {
	if !t.open.Load() {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for t.open.Load() && len(text) > 0 {
		n := min(piece, len(text))
		t.look(text[:n])
		text = text[n:]
	}
}

// look searches a piece. t.mu is held.
func (t *Tap) look(text []byte) {
	t.tail = append(t.tail, text...)
	t.seen = t.seen || bytes.Contains(t.tail, t.mark)
	t.raw = t.raw || t.needles.in(t.tail)
	if t.over {
		if t.result.State != BeatLost {
			t.left -= len(text)
		}
		t.settle(t.result.State)
	}
	if cut := len(t.tail) - max(t.needles.keep, len(t.mark)-1); cut > 0 {
		n := copy(t.tail, t.tail[cut:])
		clear(t.tail[n:])
		t.tail = t.tail[:n]
	}
	if !t.open.Load() {
		clear(t.tail)
		t.tail = t.tail[:0]
	}
}

// settle notes the state of a sink. What came out raw is raw, whatever else happened; what
// was lost may come out yet.
func (t *Tap) settle(state string) {
	switch {
	case t.raw:
		state = BeatRaw
	case t.seen && state == BeatLost && !t.busy.Load():
		state = BeatHidden
	}
	t.result.State, t.over = state, true
	t.open.Store(state == BeatLost || state != BeatRaw && t.left > 0)
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
	if !t.busy.CompareAndSwap(false, true) {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.seen = false
		t.settle(BeatLost) // the last one still hangs
		return
	}
	mark := "tacitbeat" + strings.ToLower(rand.Text()[:12])
	t.mu.Lock()
	t.mark, t.tail, t.left, t.seen, t.raw, t.over = []byte(mark), t.tail[:0], linger, false, false, false
	t.result.At = time.Now()
	t.open.Store(true)
	t.mu.Unlock()
	sent := make(chan bool, 1)
	go func() {
		ok := false // as after runtime.Goexit
		defer func() {
			t.busy.Store(false)
			sent <- ok
		}()
		ok = t.sends(ctx, Beat{Text: mark + " " + strings.Join(canaries, " "), Canary: canaries[0]})
	}()
	tick := time.NewTicker(beatPoll)
	defer tick.Stop()
	done := false // send has returned
	for {
		select {
		case ok := <-sent:
			if !ok {
				t.finish(BeatFailed)
				return
			}
			done, sent = true, nil
		case <-tick.C:
		case <-ctx.Done():
			t.finish(BeatLost)
			return
		}
		// A field may come out behind its message: the canaries are looked for once
		// more when the mark was seen and all was sent.
		if seen, raw := t.state(); raw {
			t.finish(BeatRaw)
			return
		} else if seen && done {
			t.finish(BeatHidden)
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

// finish notes a result.
func (t *Tap) finish(state string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.settle(state)
}
