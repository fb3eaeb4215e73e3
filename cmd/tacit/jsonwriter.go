package main

import (
	"bytes"
	"io"

	"github.com/tacit-go/tacit/redact"
)

// maxDocument is the largest JSON document that is read as JSON.
const maxDocument = 4 << 20

// A jsonWriter redacts a stream of JSON documents and lines of text. Each whole
// document passes AppendJSON. All that comes out of it, and everything else as
// it is, passes one stream of text, so that whatever the cut into documents
// gets wrong is no worse off than in text.
type jsonWriter struct {
	r     *redact.Redactor
	opts  []redact.Option
	text  *redact.StreamWriter
	probe *redact.Redactor // r without its counters; nil until needed

	state  jsonState
	doc    []byte // the document, so far
	syntax jsonSyntax
	ready  []byte // for the stream of text
	max    int
}

type jsonState uint8

const (
	betweenDocuments jsonState = iota // also at the beginning of a line
	inDocument
	inBrokenLine // of a document
	inTextLine
)

func newJSONWriter(r *redact.Redactor, opts []redact.Option, w io.Writer) *jsonWriter {
	return &jsonWriter{r: r, opts: opts, text: r.NewStreamWriter(w), max: maxDocument}
}

// Write takes a piece of the stream.
func (j *jsonWriter) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0; {
		n, err := j.piece(rest)
		if err != nil {
			return 0, err
		}
		rest = rest[n:]
	}
	return len(p), j.pass()
}

// piece takes the first bytes of p and returns how many.
func (j *jsonWriter) piece(p []byte) (int, error) {
	switch j.state {
	case betweenDocuments:
		n := 0
		for n < len(p) && (p[n] == ' ' || p[n] == '\t' || p[n] == '\r' || p[n] == '\n') {
			n++
		}
		if n < len(p) {
			j.state = inTextLine
			if p[n] == '{' || p[n] == '[' {
				j.state = inDocument
				j.doc = j.doc[:0]
				j.syntax.reset()
			}
		}
		return n, j.raw(p[:n])
	case inTextLine:
		n := bytes.IndexByte(p, '\n') + 1
		if n == 0 {
			return len(p), j.raw(p)
		}
		j.state = betweenDocuments
		return n, j.raw(p[:n])
	case inBrokenLine:
		n := bytes.IndexByte(p, '\n') + 1
		if n == 0 {
			return len(p), j.grow(p)
		}
		if err := j.grow(p[:n]); err != nil || j.state != inBrokenLine {
			return n, err
		}
		j.state = betweenDocuments
		return n, j.broken()
	}
	for i, b := range p {
		switch j.syntax.step(b) {
		case syntaxDone:
			if err := j.grow(p[:i+1]); err != nil || j.state != inDocument {
				return i + 1, err
			}
			j.state = betweenDocuments
			return i + 1, j.whole()
		case syntaxBad:
			if err := j.grow(p[:i]); err != nil || j.state != inDocument {
				return i, err
			}
			return i, j.bad()
		}
	}
	return len(p), j.grow(p)
}

// grow adds to the document. A document over the bound becomes text, with the
// rest of its line.
func (j *jsonWriter) grow(p []byte) error {
	if len(j.doc)+len(p) <= j.max {
		j.doc = append(j.doc, p...)
		return nil
	}
	j.state = inTextLine
	if err := j.raw(j.doc); err != nil {
		return err
	}
	j.doc = j.doc[:0]
	return j.raw(p)
}

// bad ends a document before a byte that cannot belong to it. If that byte is on
// a later line than the beginning, what has been read of its line begins anew.
func (j *jsonWriter) bad() error {
	j.state = inBrokenLine
	cut := bytes.LastIndexByte(j.doc, '\n') + 1
	if cut == 0 {
		return nil
	}
	line := bytes.Clone(j.doc[cut:])
	j.doc = j.doc[:cut]
	if err := j.broken(); err != nil {
		return err
	}
	j.state = betweenDocuments
	_, err := j.Write(line)
	return err
}

// whole passes on a whole document.
func (j *jsonWriter) whole() error {
	j.ready = j.r.AppendJSON(j.ready, j.doc)
	return j.spill()
}

// broken passes on a document that breaks off at the end of a line. If something
// that began in it could go on behind it, such as a private key, only the
// stream of text can tell where it ends.
func (j *jsonWriter) broken() error {
	open, err := j.open()
	if err != nil {
		return err
	}
	if open {
		return j.raw(j.doc)
	}
	return j.whole()
}

// open tells whether a stream of text would hold back something of the document
// at its end.
func (j *jsonWriter) open() (bool, error) {
	if j.probe == nil {
		r, err := redact.New(j.opts...)
		if err != nil {
			return true, err
		}
		j.probe = r
	}
	counted := countingWriter{w: io.Discard}
	s := j.probe.NewStreamWriter(&counted)
	if _, err := s.Write(j.doc); err != nil {
		return true, err
	}
	decided := counted.n
	err := s.Close()
	return counted.n != decided, err
}

// raw passes on text as it is.
func (j *jsonWriter) raw(p []byte) error {
	j.ready = append(j.ready, p...)
	return j.spill()
}

// spill keeps what is ready small.
func (j *jsonWriter) spill() error {
	if len(j.ready) < chunkSize {
		return nil
	}
	return j.pass()
}

// pass hands what is ready to the stream of text.
func (j *jsonWriter) pass() error {
	_, err := j.text.Write(j.ready)
	j.ready = j.ready[:0]
	return err
}

// Release writes what can be written when input pauses. A document is held back
// until it ends.
func (j *jsonWriter) Release() error { return j.text.Release() }

// Close ends the stream.
func (j *jsonWriter) Close() error {
	if j.state == inDocument || j.state == inBrokenLine {
		j.state = inTextLine
		// Nothing can go on behind the end, so this is not for broken.
		if err := j.whole(); err != nil {
			return err
		}
	}
	if err := j.pass(); err != nil {
		return err
	}
	return j.text.Close()
}
