package redact

import (
	"bytes"
	"errors"
	"io"
	"sync"

	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/scan"
)

// A WriterOption configures the writers and the reader.
type WriterOption interface{ applyWriter(*writerConfig) }

type writerOption func(*writerConfig)

func (o writerOption) applyWriter(c *writerConfig) { o(c) }

type writerConfig struct {
	sink   string
	json   bool
	record []string
}

// ForSink names the sink in events. The default is empty.
func ForSink(name string) WriterOption { return writerOption(func(c *writerConfig) { c.sink = name }) }

// AsJSON makes a record writer take each record as JSON, as AppendJSON does. It has no
// effect on streams.
func AsJSON() WriterOption { return writerOption(func(c *writerConfig) { c.json = true }) }

// RecordNames names the members of a record that the logger itself writes, for a record
// writer with AsJSON: see [Scope.WithRecordNames].
func RecordNames(names ...string) WriterOption {
	return writerOption(func(c *writerConfig) { c.record = append(c.record, names...) })
}

func newWriterConfig(opts []WriterOption) (c writerConfig) {
	for _, o := range opts {
		if o != nil {
			o.applyWriter(&c)
		}
	}
	return c
}

// NewRecordWriter returns a writer for sinks that pass one whole record to each
// Write, as loggers do. It keeps no state: each Write is one Write of the
// redacted record to w, and returns len(p) if that succeeded. A record that ends with
// a newline still does. Of one that is denied a stub is written: see [Scope.Append]. It is safe for concurrent use if w is. With a nil w every
// Write fails. A panic of w goes on to the caller; the record is not written again.
//
// It guards package log whole, but for the value with which log.Panic panics. Never put
// it behind a buffer: a Write that is no whole record may end inside of a secret, which
// is what a [StreamWriter] is for.
func (r *Redactor) NewRecordWriter(w io.Writer, opts ...WriterOption) io.Writer {
	cfg := newWriterConfig(opts)
	s := r.Scope(cfg.sink).WithRecordNames(cfg.record...)
	rw := &recordWriter{inner: w, scope: s, add: s.Append, json: cfg.json}
	if cfg.json {
		rw.add = s.AppendJSON
	}
	return rw
}

type recordWriter struct {
	inner io.Writer
	scope Scope
	json  bool
	add   func(dst, src []byte) (out []byte, changed bool)
	bufs  sync.Pool
}

var newline = []byte{'\n'}

var (
	errNilInner   = errors.New("redact: the inner writer is nil")
	errInnerPanic = errors.New("redact: the inner writer has panicked")
)

func (w *recordWriter) Write(p []byte) (int, error) {
	if w.inner == nil {
		return 0, errNilInner
	}
	probe := w.scope.Probe()
	if !probe.On() && w.scope.r.clean(p, w.json, false) {
		n, err := w.inner.Write(p)
		if err == nil && n < len(p) {
			err = io.ErrShortWrite
		}
		if err != nil {
			return 0, err
		}
		return len(p), nil
	}
	buf, _ := w.bufs.Get().(*[]byte)
	if buf == nil {
		buf = new([]byte)
	}
	out, changed := w.add((*buf)[:0], p)
	probe.Done(len(p), changed)
	if *buf = out; changed && len(out) == 0 {
		w.bufs.Put(buf)
		return len(p), nil // it is denied, and nothing is left of it
	}
	if changed && bytes.HasSuffix(p, newline) && !bytes.HasSuffix(out, newline) {
		out = append(out, '\n') // a mark stands for the record, and the next one begins a line
	}
	if *buf = out; !changed {
		out = p
	}
	n, err := w.inner.Write(out)
	if err == nil && n < len(out) {
		err = io.ErrShortWrite
	}
	if cap(*buf) <= maxPooled {
		w.bufs.Put(buf)
	}
	if err != nil {
		return 0, err
	}
	return len(p), nil
}

// NewStreamWriter returns a writer for text in which secrets may straddle
// Writes. What may still become a match is held back: at most the limit of
// MaxMatch and 8 KiB. Close or Flush emits the rest. With a nil w every call fails.
func (r *Redactor) NewStreamWriter(w io.Writer, opts ...WriterOption) *StreamWriter {
	s := &StreamWriter{r: r, inner: w, cfg: newWriterConfig(opts)}
	if w == nil {
		s.err = errNilInner
	}
	return s
}

// A StreamWriter redacts a stream: cut at any bytes, it gives the output of the
// whole. It is safe for concurrent use; each Write is one piece of the stream.
//
// A change of the live secrets takes effect in the next call, from the first byte on
// that is held back for them, or else that comes: a value that was added is hidden in
// full if it begins there, and one that Forget has dropped stays hidden if it was found
// before. Text that has been written is not called back, so of a value that was added
// while it was being written the rest is shown too. A change of the Redactor takes
// effect at the next line end at which nothing is held back.
//
// After an error of the inner writer the StreamWriter is dead: it returns that
// error ever after, and what it held is cleared and counted in Stats.Lost. A panic
// of the inner writer goes on to the caller and leaves it as dead.
type StreamWriter struct {
	mu    sync.Mutex
	r     *Redactor
	inner io.Writer
	cfg   writerConfig
	st    *state
	w     *worker
	buf   []byte // the text from Lookback bytes before what is held
	skip  bool   // after a contained panic: up to the line end
	err   error

	renewed bool // live secrets have changed since the last Flush
}

// pieceSize bounds the bytes that are scanned at once.
const pieceSize = 32 << 10

// Write redacts p and writes what is decided. It returns len(p), or 0 and the
// error of the inner writer.
func (s *StreamWriter) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return 0, s.err
	}
	for rest := p; len(rest) > 0; {
		n := min(len(rest), pieceSize)
		if s.stale() {
			if s.renew() {
				// goes on with new live secrets
			} else if s.quiet() {
				s.take()
			} else if nl := bytes.IndexByte(rest[:n], '\n'); nl >= 0 {
				n = nl + 1
			}
		}
		if err := s.feed(rest[:n], false); err != nil {
			return 0, err
		}
		rest = rest[n:]
	}
	return len(p), nil
}

// renew takes the live secrets in force, and tells whether nothing else has changed.
func (s *StreamWriter) renew() bool {
	if s.w == nil || s.st == nil || s.r.load() != s.st {
		return false
	}
	if !s.st.fresh(s.w) {
		s.w.renew()
		s.renewed = true
	}
	return true
}

// again scans what is held for live secrets that have changed.
func (s *StreamWriter) again() error {
	if s.st.fresh(s.w) || !s.renew() || s.skip {
		return nil
	}
	return s.feed(nil, false)
}

// Release writes what is held back except open candidates and the last run of
// non-blank bytes, for interactive sinks: call it when the stream has fallen
// silent. A prompt appears; half a token does not.
func (s *StreamWriter) Release() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil || s.w == nil || s.st == nil {
		return s.err
	}
	if err := s.again(); err != nil {
		return err
	}
	return s.pass(func() { s.w.machine.Emit(&s.w.sink, s.w.machine.Idle()) })
}

// Flush writes all that is held back: open matches, and what is one if the text ends here, as
// their replacements, the rest as it is. The stream goes on: what comes behind an open match is swallowed
// as part of it. The first half of a token that no detector knows yet is shown,
// and so are the first digits of a password in a URL;
// use Release where that matters.
func (s *StreamWriter) Flush() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil || s.w == nil || s.st == nil {
		return s.err
	}
	if err := s.again(); err != nil {
		return err
	}
	return s.pass(func() {
		m := &s.w.machine
		if !s.skip && m.Emitted() < len(s.buf) {
			s.end(m)
		}
		m.EmitAll(&s.w.sink)
		s.renewed = false
	})
}

// flushBack bounds the bytes before what is held that Flush reads again: each Flush amid a long
// match that is open would read all of it else.
const flushBack = 1 << 10

// end gives m what is held as a text that ends there.
func (s *StreamWriter) end(m *scan.Machine) {
	w := s.st.get()
	if !s.renewed {
		m.LiveEnded(&w.machine)
	}
	if s.renewed || m.Ends() {
		w.machine.OnReport = func(int32, []byte) {} // m tells of it
		if !s.renewed {
			w.machine.Reset(s.st.plan, nil)
		}
		from := max(0, m.Emitted()-flushBack)
		w.machine.Advance(s.buf[from:], true)
		m.Ended(&w.machine, from)
		w.machine.OnReport = nil
	}
	s.st.put(w)
}

// finish writes all that is held back, as the end of the text.
func (s *StreamWriter) finish() error {
	s.skip = false
	if s.err != nil || s.w == nil {
		return s.err
	}
	s.renew()
	return s.feed(nil, true)
}

// Quiet reports a line end, or the beginning, at which nothing is held back and no match
// goes on: what comes next could as well begin a stream of its own.
func (s *StreamWriter) Quiet() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err == nil && s.quiet()
}

// Close ends the stream and writes what is held back, redacted. It does not close the inner writer. Later
// writes return io.ErrClosedPipe.
func (s *StreamWriter) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == io.ErrClosedPipe {
		return nil
	}
	err := s.finish()
	if s.err == nil {
		s.drop()
		s.err = io.ErrClosedPipe
	}
	return err
}

// stale reports that the plan or its live secrets have changed.
func (s *StreamWriter) stale() bool {
	return s.w == nil || s.r.load() != s.st || s.st != nil && !s.st.fresh(s.w)
}

// quiet reports a line end, or the beginning, at which nothing is held back.
func (s *StreamWriter) quiet() bool {
	if s.w == nil {
		return true
	}
	n := len(s.buf)
	return !s.skip && (n == 0 || s.buf[n-1] == '\n') && s.w.machine.Emitted() == n && s.w.machine.Hold() == n
}

// take begins a new text with the plan in force.
func (s *StreamWriter) take() {
	s.drop()
	s.st = s.r.load()
	if s.st == nil {
		s.w = &worker{}
		return
	}
	s.w = s.st.get()
	s.w.sink.from = origin{sink: s.cfg.sink}
}

// drop clears what is held.
func (s *StreamWriter) drop() {
	clear(s.buf[:cap(s.buf)])
	s.buf = s.buf[:0]
	if s.w != nil && s.st != nil {
		s.st.put(s.w)
	}
	s.w = nil
}

// feed adds a piece to the text and writes what is decided.
func (s *StreamWriter) feed(piece []byte, final bool) error {
	if s.skip {
		nl := bytes.IndexByte(piece, '\n')
		if nl < 0 {
			return nil
		}
		piece, s.skip = piece[nl:], false
	}
	if s.st == nil {
		if len(piece) == 0 {
			return nil
		}
		return s.out([]byte(markZero))
	}
	return s.pass(func() {
		s.buf = append(s.buf, piece...)
		m := &s.w.machine
		m.Advance(s.buf, final)
		m.Emit(&s.w.sink, m.Hold())
	})
}

// pass runs step and writes what it has put into the sink. If it panics, all that
// is held and the rest of the line become a mark.
func (s *StreamWriter) pass(step func()) error {
	if !s.try(step) {
		s.st.fail(origin{sink: s.cfg.sink})
		s.w = nil // in an unknown state
		s.take()
		s.skip = true
		return s.out([]byte(markError))
	}
	m := &s.w.machine
	if err := s.out(s.w.sink.buf); err != nil {
		return err
	}
	clear(s.w.sink.buf)
	s.w.sink.buf = s.w.sink.buf[:0]
	// Move the text only when that frees most of it: each byte is moved a bounded
	// number of times.
	if k := min(m.Emitted(), m.Hold(), len(s.buf)) - scan.Lookback; k > len(s.buf)/2 {
		m.Rebase(k)
		s.w.sink.start -= k
		n := copy(s.buf, s.buf[k:])
		clear(s.buf[n:])
		s.buf = s.buf[:n]
		m.Moved(s.buf)
	}
	return nil
}

func (s *StreamWriter) try(step func()) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	fault.Point("stream")
	step()
	return true
}

// out writes to the inner writer. Whatever that does but succeed, what was to be
// written and what is held is cleared.
func (s *StreamWriter) out(p []byte) error {
	if len(p) == 0 {
		return nil
	}
	err := errInnerPanic // unless Write returns
	defer func() {
		if err != nil {
			s.err = err
			if s.st != nil && s.w != nil {
				s.st.lost.Add(uint64(max(0, len(s.buf)-s.w.machine.Emitted())))
			}
			s.drop()
		}
	}()
	if s.inner == nil {
		err = errNilInner
		return err
	}
	n, werr := s.inner.Write(p)
	if err = werr; err == nil && n < len(p) {
		err = io.ErrShortWrite
	}
	return err
}
