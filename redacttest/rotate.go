package redacttest

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

const (
	rotations     = 3  // of one drill
	rotateWriters = 4  // goroutines that log all the while
	rotateRecords = 20 // that each of them writes at least in each step
)

// A Logger is what [Rotate] drills: Log writes one record with text in it, and Close,
// if it is not nil, writes what is held back. Log is called from several goroutines at
// once.
type Logger struct {
	Log   func(text string)
	Close func() error
}

// Rotate is a drill of the rotation of a secret: while goroutines log its old value,
// the new one is set with [redact.SecretSet.Rotate] and logged from then on. It fails t
// if output shows
//
//   - an old value, before, while or after it is rotated;
//   - a new value in a record that was begun after Rotate returned;
//   - a value in a field that was bound before the value was known.
//
// It also fails if the set does not count the late uses of the old value, or if
// records are missing.
//
// open makes the logger under test over w, with bound as a field or prefix of each
// record, where it has such; set must be one of its Redactor. w is safe for concurrent
// use. Rotate holds values under a name of its own and forgets them at the end. It
// takes about a second.
func Rotate(t testing.TB, set *redact.SecretSet, open func(w io.Writer, bound string) Logger) {
	t.Helper()
	rotate(t, set, open)
}

// reporter is the part of testing.TB that a drill needs.
type reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

func rotate(t reporter, set *redact.SecretSet, open func(w io.Writer, bound string) Logger) {
	t.Helper()
	d := &rotation{t: t, set: set, open: open, name: "redacttest-rotate"}
	defer set.Forget(d.name)
	d.run()
}

type rotation struct {
	t    reporter
	set  *redact.SecretSet
	open func(w io.Writer, bound string) Logger
	name string
	out  lockedBuffer
	sent atomic.Int64
}

func (d *rotation) run() {
	d.t.Helper()
	var canaries []Canary
	for i := range rotations + 1 {
		for _, c := range newGenerator(uint64(7001 + i)).all() {
			if c.Shape == Base64 {
				c.Name = fmt.Sprintf("generation %d", i+1)
				canaries = append(canaries, c)
			}
		}
	}
	// Bound before it is known, and used only when it is.
	var bound []Logger
	for _, c := range canaries {
		bound = append(bound, d.open(&d.out, "bound "+c.Value))
	}
	if _, err := d.set.Set(d.name, []byte(canaries[0].Value)); err != nil {
		d.t.Errorf("Set: %v", err)
		return
	}
	log := d.open(&d.out, "nothing bound")
	d.write(log, canaries[0].Value)
	for i := 1; i < len(canaries); i++ {
		if !d.rotate(log, canaries[i-1].Value, canaries[i].Value) {
			return
		}
	}
	for i, l := range append(bound, log) {
		d.write(l, "bound early")
		if l.Close != nil {
			if err := l.Close(); err != nil {
				d.t.Errorf("Close of logger %d: %v", i, err)
			}
		}
	}
	d.judge(canaries)
}

// rotate makes new the value in force while old is logged.
func (d *rotation) rotate(log Logger, old, new string) bool {
	d.t.Helper()
	var wg sync.WaitGroup
	var done atomic.Bool
	started := make(chan struct{}, rotateWriters)
	for range rotateWriters {
		wg.Go(func() {
			for n := 0; n < rotateRecords || !done.Load(); n++ {
				d.write(log, old)
				if n == 0 {
					started <- struct{}{}
				}
			}
		})
	}
	for range rotateWriters {
		<-started
	}
	_, err := d.set.Rotate(d.name, []byte(new))
	for range rotateWriters { // the very next records
		wg.Go(func() {
			for range rotateRecords {
				d.write(log, new)
				d.write(log, old+" and "+new)
			}
		})
	}
	done.Store(true)
	wg.Wait()
	if err != nil {
		d.t.Errorf("Rotate: %v", err)
	}
	return err == nil
}

// write logs one record that can be counted.
func (d *rotation) write(log Logger, text string) {
	d.sent.Add(1)
	log.Log("drill-record " + text)
}

func (d *rotation) judge(canaries []Canary) {
	d.t.Helper()
	out := d.out.bytes()
	for _, leak := range Leaks(out, canaries...) {
		d.t.Errorf("%v", leak)
	}
	if n := int64(strings.Count(string(out), "drill-record ")); n != d.sent.Load() {
		d.t.Errorf("%d of %d records were written", n, d.sent.Load())
	}
	late := map[int]int64{}
	for _, i := range d.set.Inventory(nil) {
		if i.Name == d.name {
			late[i.Generation] = i.LateUses
		}
	}
	if len(late) != len(canaries) {
		d.t.Errorf("the set holds %d generations of the secret, want %d", len(late), len(canaries))
	}
	last := 0
	for generation := range late {
		last = max(last, generation)
	}
	for generation, uses := range late {
		if want := generation != last; (uses > 0) != want {
			d.t.Errorf("generation %d of %d has %d late uses", generation, last, uses)
		}
	}
}

type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) bytes() []byte {
	b.mu.Lock()
	defer b.mu.Unlock()
	return bytes.Clone(b.buf.Bytes())
}
