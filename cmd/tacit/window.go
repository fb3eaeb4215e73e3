package main

import (
	"bytes"
	"io"

	"github.com/tacit-go/tacit/redact"
)

// Sizes of the windows in which scan searches.
const (
	windowSize    = 1 << 20
	windowOverlap = 128 << 10 // to each side
)

// A finding is where a secret begins. Line and Column count from 1, columns in
// bytes.
type finding struct {
	Line, Column int64
	Detector     string
	Start, End   int64    // offsets in the text
	Column16     int64    // the column in UTF-16 units, or 0
	Context      [32]byte // see contextOf

	secret []byte // until the report returns; the rest of a very long one may be missing
}

// A window searches a stream piece by piece. Text is searched with overlap bytes
// of context on both sides.
type window struct {
	r             *redact.Redactor
	report        func(finding) error
	size, overlap int

	buf  []byte
	base int64 // the offset of buf in the stream
	from int64 // matches that begin before are known already
	// The match that was reported last ended where the window did, at from.
	cut bool

	pos, lineStart, line int64 // the line at pos
	matches              []redact.Match

	// Whole windows of one byte, such as the zeros of an image of a disk, are searched
	// once: barren has the bytes of which nothing was found.
	barren [256]bool
}

// findings reports the findings in text, in order.
func findings(r *redact.Redactor, text io.Reader, report func(finding) error) error {
	w := window{r: r, report: report, size: windowSize, overlap: windowOverlap}
	return w.scan(text)
}

// again prepares w for another text. It keeps the buffers.
func (w *window) again(report func(finding) error) {
	*w = window{r: w.r, report: report, size: w.size, overlap: w.overlap, buf: w.buf[:0], matches: w.matches[:0], barren: w.barren}
}

func (w *window) scan(text io.Reader) error {
	if cap(w.buf) < w.size {
		w.buf = make([]byte, 0, w.size)
	}
	for {
		n, readErr := fill(text, w.buf[len(w.buf):w.size])
		w.buf = w.buf[:len(w.buf)+n]
		if err := w.search(readErr != nil); err != nil {
			return err
		}
		switch {
		case readErr == io.EOF:
			return nil
		case readErr != nil:
			return readErr
		}
	}
}

// search reports the matches that begin in the window, except in its last bytes
// unless it is final, and moves it on.
func (w *window) search(final bool) error {
	limit := len(w.buf)
	if !final {
		limit = w.lineCut(len(w.buf) - w.overlap)
	}
	w.matches = w.matches[:0]
	same := len(w.buf) == w.size && bytes.Equal(w.buf[1:], w.buf[:len(w.buf)-1])
	if !same || !w.barren[w.buf[0]] {
		w.matches = w.r.AppendMatches(w.matches, w.buf)
	}
	if same {
		w.barren[w.buf[0]] = len(w.matches) == 0
	}
	for i, m := range w.matches {
		if m.Start >= limit {
			break
		}
		start, end := w.base+int64(m.Start), w.base+int64(m.End)
		known := start < w.from || w.cut && start == w.from
		w.from = max(w.from, end)
		w.cut = m.End == len(w.buf)
		if known {
			continue
		}
		w.seek(start)
		f := finding{
			Line: w.line + 1, Column: start - w.lineStart + 1, Column16: w.column16(m.Start),
			Detector: m.Detector, Start: start, End: end, Context: contextOf(w.buf, w.matches, i),
			secret: w.buf[m.Start:m.End],
		}
		if err := w.report(f); err != nil {
			return err
		}
	}
	if final {
		return nil
	}
	w.from = max(w.from, w.base+int64(limit))
	keep := w.lineCut(limit - w.overlap)
	w.seek(max(w.pos, w.base+int64(keep)))
	w.base += int64(keep)
	w.buf = w.buf[:copy(w.buf, w.buf[keep:])]
	return nil
}

// column16 returns the column of buf[i] in UTF-16 units, or 0 if its line begins
// before the window.
func (w *window) column16(i int) int64 {
	if w.lineStart < w.base {
		return 0
	}
	n := int64(1)
	for _, r := range string(w.buf[w.lineStart-w.base : i]) {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}

// lineCut returns the beginning of the line at i, or i itself if the line is
// long.
func (w *window) lineCut(i int) int {
	low := max(0, i-w.overlap/2)
	if nl := bytes.LastIndexByte(w.buf[low:i], '\n'); nl >= 0 {
		return low + nl + 1
	}
	return i
}

// seek counts lines up to an offset in the window.
func (w *window) seek(offset int64) {
	for part := w.buf[w.pos-w.base : offset-w.base]; ; {
		nl := bytes.IndexByte(part, '\n')
		if nl < 0 {
			break
		}
		w.line++
		w.pos += int64(nl) + 1
		w.lineStart = w.pos
		part = part[nl+1:]
	}
	w.pos = offset
}

// fill is io.ReadFull that keeps the reader's own error apart: a cut gzip file is
// no end of file.
func fill(r io.Reader, p []byte) (n int, err error) {
	for n < len(p) && err == nil {
		var k int
		k, err = r.Read(p[n:])
		n += k
	}
	return n, err
}
