package zerologredact

import (
	"bytes"
	"io"
	"sync"

	"github.com/rs/zerolog"

	"github.com/tacit-go/tacit/redact"
)

// A Writer redacts events and passes them to the next writer. One Write is one
// event, as zerolog writes it. It is a [zerolog.LevelWriter] and an [io.Closer],
// keeps no state, and is safe for concurrent use if the next writer is.
type Writer struct {
	next  io.Writer
	level zerolog.LevelWriter // next, if it is one
	r     *redact.Redactor
	scope redact.Scope
	own   []string // names that zerolog writes, but for the message
	text  string   // that of the message
	bufs  sync.Pool
}

var (
	_ zerolog.LevelWriter = (*Writer)(nil)
	_ io.Closer           = (*Writer)(nil)
	_ redact.SinkGuard    = (*Writer)(nil)
)

// NewWriter returns a Writer that passes events to w, which must not be nil. A nil
// r replaces every event by one that says so. The Writer follows
// [redact.Redactor.Replace] and changes of live secrets. Path rules do not hold for
// the time, the level, the message and the caller that zerolog writes, under the names
// that they have now. Of an event that is denied ([redact.Deny]) a stub is written, with
// the time, the level and the caller; with [redact.WithoutStubs] nothing.
func NewWriter(w io.Writer, r *redact.Redactor, opts ...Option) *Writer {
	if w == nil {
		panic("zerologredact: NewWriter: nil writer")
	}
	own := []string{zerolog.TimestampFieldName, zerolog.LevelFieldName, zerolog.CallerFieldName}
	message := zerolog.MessageFieldName
	scope := r.Scope(newConfig(opts).sink).WithRecordNames(own...).WithMessageName(message)
	out := &Writer{next: w, r: r, scope: scope, own: own, text: message}
	out.level, _ = w.(zerolog.LevelWriter)
	return out
}

// GuardsSink implements [redact.SinkGuard].
func (w *Writer) GuardsSink() bool { return true }

// Write implements io.Writer. It returns len(p) once the redacted event is
// written. The text of an error is redacted, since zerolog prints it to standard
// error; errors.Is and errors.As work as [redact.Redactor.Error] says.
func (w *Writer) Write(p []byte) (int, error) {
	probe := w.scope.Probe()
	if !probe.On() && w.clean(p) {
		n, err := w.next.Write(p)
		return w.written(p, n, err)
	}
	return w.write(zerolog.NoLevel, p, probe, w.next.Write)
}

// WriteLevel implements zerolog.LevelWriter, and is Write for a next writer that
// knows nothing of levels.
func (w *Writer) WriteLevel(level zerolog.Level, p []byte) (int, error) {
	probe := w.scope.Probe()
	switch {
	case !probe.On() && w.clean(p):
		if w.level == nil {
			n, err := w.next.Write(p)
			return w.written(p, n, err)
		}
		n, err := w.level.WriteLevel(level, p)
		return w.written(p, n, err)
	case w.level == nil:
		return w.write(level, p, probe, w.next.Write)
	}
	return w.write(level, p, probe, func(p []byte) (int, error) { return w.level.WriteLevel(level, p) })
}

// Close closes the next writer if that is an io.Closer. zerolog calls it before
// Fatal ends the process.
func (w *Writer) Close() error {
	if c, ok := w.next.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

// maxPooled bounds the buffers that are kept, as zerolog bounds its own.
const maxPooled = 64 << 10

func (w *Writer) write(level zerolog.Level, p []byte, probe redact.Probe, next func([]byte) (int, error)) (int, error) {
	buf, _ := w.bufs.Get().(*[]byte)
	if buf == nil {
		buf = new([]byte)
	}
	out, changed := w.event((*buf)[:0], p, level)
	probe.Done(len(p), changed)
	switch *buf = out; {
	case !changed:
		out = p
	case len(out) == 0:
		w.bufs.Put(buf)
		return len(p), nil // it is denied, and nothing is left of it
	}
	n, err := next(out)
	if cap(*buf) <= maxPooled {
		w.bufs.Put(buf)
	}
	if _, err = w.written(out, n, err); err != nil {
		return 0, err
	}
	return len(p), nil
}

// clean reports an event that is passed on as it is. False tells nothing.
func (w *Writer) clean(p []byte) bool {
	return len(p) > 0 && p[0] != beginCBOR && w.scope.CleanJSON(p)
}

// written is what a Write of out returns of which the next writer has written n bytes.
func (w *Writer) written(out []byte, n int, err error) (int, error) {
	if err == nil && n < len(out) {
		err = io.ErrShortWrite
	}
	if err != nil {
		return 0, w.r.Error(err)
	}
	return len(out), nil
}

// event appends the redacted event to dst if it differs from p.
func (w *Writer) event(dst, p []byte, level zerolog.Level) (out []byte, changed bool) {
	switch {
	case len(p) == 0:
		return dst, false
	case p[0] == beginCBOR && w.r.Generation() == 0: // the nil or the zero Redactor
		return append(dst, instead(level, "[REDACTED]")...), true
	case p[0] == beginCBOR:
		if out, changed, ok := appendCBOR(dst, p, w.scope, w.own, w.text); ok {
			return out, changed
		}
		return append(dst, instead(level, markError)...), true
	}
	out, changed = w.scope.AppendJSON(dst, p)
	if changed && p[0] == '{' && len(out) > len(dst) && out[len(dst)] != '{' {
		// A mark stands for all of it. The next writer may have to parse an event.
		return append(dst, instead(level, string(bytes.Trim(out[len(dst):], "\"\n")))...), true
	}
	return out, changed
}

const markError = "[REDACTED:error]"

// instead encodes an event with no more than a level and a message, as this build
// of zerolog does it.
func instead(level zerolog.Level, msg string) []byte {
	var b bytes.Buffer
	l := zerolog.New(&b)
	e := l.Log()
	if name := zerolog.LevelFieldName; level != zerolog.NoLevel && name != "" {
		e.Str(name, zerolog.LevelFieldMarshalFunc(level))
	}
	e.Msg(msg)
	return b.Bytes()
}
