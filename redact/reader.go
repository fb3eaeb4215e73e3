package redact

import (
	"bytes"
	"errors"
	"io"
)

// NewReader returns a reader of the redacted text of src, exact across its
// pieces. What may still become a match is held back until src gives more or
// ends. An error of src other than io.EOF is returned behind the redacted text
// that came before it. With a nil src every Read fails. It is not safe for
// concurrent use.
func (r *Redactor) NewReader(src io.Reader, opts ...WriterOption) io.Reader {
	rd := &reader{src: src, buf: make([]byte, pieceSize)}
	rd.stream = r.NewStreamWriter(&rd.out, opts...)
	if src == nil {
		rd.err = errors.New("redact: the source of the reader is nil")
	}
	return rd
}

type reader struct {
	src    io.Reader
	stream *StreamWriter
	buf    []byte
	out    bytes.Buffer
	err    error
}

func (r *reader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for r.out.Len() == 0 {
		if r.err != nil {
			return 0, r.err
		}
		n, err := r.src.Read(r.buf)
		if n > 0 {
			_, _ = r.stream.Write(r.buf[:n]) // a bytes.Buffer does not fail
			clear(r.buf[:n])
		}
		if err != nil {
			r.err = err
			_ = r.stream.Close()
		}
	}
	return r.out.Read(p)
}
