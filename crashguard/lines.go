package crashguard

import (
	"bytes"
	"io"

	"github.com/tacit-go/tacit/internal/trace"
	"github.com/tacit-go/tacit/redact"
)

// lines redacts a stream of text for a monitor: lines of tracebacks lose their values,
// then all goes through a stream writer; or each line gives way to a mark.
type lines struct {
	r     *redact.Redactor
	out   io.Writer
	whole func() bool // lines are to be replaced

	stream *redact.StreamWriter
	trace  trace.Stripper
	line   []byte // an unfinished one
	long   bool   // what was before line in its line is out already
	hidden bool   // it was replaced
	after  bool   // after a gap: up to a line that cannot be the inside of a key
	buf    []byte
}

// maxLine bounds an unfinished line that is held.
const maxLine = 64 << 10

// write takes a piece of the stream.
func (l *lines) write(p []byte) {
	l.buf = l.buf[:0]
	for len(p) > 0 {
		n := bytes.IndexByte(p, '\n') + 1
		if n == 0 {
			l.line = append(l.line, p...)
			if len(l.line) > maxLine || l.long {
				l.part()
			}
			break
		}
		line := p[:n]
		if len(l.line) > 0 {
			l.line = append(l.line, line...)
			line = l.line
		}
		l.add(line)
		clear(l.line)
		l.line, l.long = l.line[:0], false
		p = p[n:]
	}
	l.send()
}

// add takes the last piece of a line, or all of it.
func (l *lines) add(line []byte) {
	if l.after {
		if l.long || !bytes.Contains(bytes.TrimSpace(line), []byte(" ")) {
			return
		}
		l.after = false
	}
	switch {
	case l.whole():
		l.send()
		l.mark()
	case l.hidden:
		// The beginning of the line was replaced, and stands for all of it.
	case l.long:
		l.buf = append(l.buf, line...)
	default:
		l.buf = l.trace.Append(l.buf, line)
	}
	l.hidden = false
}

// part lets out the beginning of a long line.
func (l *lines) part() {
	switch {
	case l.after:
	case l.whole():
		l.send()
		l.mark()
	case !l.hidden:
		l.buf = append(l.buf, l.line...)
	}
	clear(l.line)
	l.line, l.long = l.line[:0], true
}

// mark writes the mark of a replaced line, once.
func (l *lines) mark() {
	l.close()
	if !l.hidden {
		_, _ = io.WriteString(l.out, "[REDACTED:error]\n")
	}
	l.hidden = true
}

// send gives what was gathered to the stream.
func (l *lines) send() {
	if len(l.buf) == 0 {
		return
	}
	if l.stream == nil {
		l.stream = l.r.NewStreamWriter(l.out, redact.ForSink("stderr"))
	}
	_, _ = l.stream.Write(l.buf)
	clear(l.buf)
	l.buf = l.buf[:0]
}

// close ends the stream, if there is one.
func (l *lines) close() {
	if l.stream != nil {
		_ = l.stream.Close()
		l.stream = nil
	}
}

// idle shows what can be shown when no text has come for a while.
func (l *lines) idle() {
	if len(l.line) > 0 && !l.trace.Inside() && !header(l.line) && !l.whole() {
		l.part()
		l.send()
	}
	if l.stream != nil {
		_ = l.stream.Release()
	}
}

// header reports what may become the first line of a traceback.
func header(line []byte) bool {
	for _, h := range []string{"goroutine ", "runtime stack:"} {
		if n := min(len(h), len(line)); string(line[:n]) == h[:n] {
			return true
		}
	}
	return false
}

// gap takes p, of which something may have been lost in the last tail bytes or behind
// them. What is near is dropped: the rest of a secret must not be taken for a whole one.
func (l *lines) gap(p []byte, tail int) {
	n := bytes.LastIndexByte(p[:max(0, len(p)-tail)], '\n') + 1
	l.write(p[:n])
	clear(l.line)
	l.line = l.line[:0]
	l.close()
	if l.long && !l.hidden {
		_, _ = io.WriteString(l.out, "\n")
	}
	_, _ = io.WriteString(l.out, "[REDACTED:limit]\n")
	l.long, l.hidden, l.after = true, false, true
}

// torn takes it that something was lost before the text.
func (l *lines) torn() {
	_, _ = io.WriteString(l.out, "[REDACTED:limit]\n")
	l.long, l.after = true, true
	l.trace.Resume()
}

// quit ends the text where another monitor goes on. It reports whether something was open,
// of which the other one does not know: that is dropped.
func (l *lines) quit() (open bool) {
	if l.stream != nil {
		_ = l.stream.Release()
	}
	open = len(l.line) > 0 || l.long || l.after || l.trace.Inside() || l.stream != nil && !l.stream.Quiet()
	clear(l.line)
	l.line = l.line[:0]
	switch {
	case !open:
		l.close()
	case l.long && !l.hidden && !l.after:
		_, _ = io.WriteString(l.out, "\n")
	}
	return open
}

// end ends the text.
func (l *lines) end() {
	if len(l.line) > 0 {
		l.buf = l.buf[:0]
		l.add(l.line)
		l.send()
		clear(l.line)
		l.line = l.line[:0]
	}
	l.close()
}
