package redact

import "io"

// NewRecordWriter returns a writer for sinks that pass one whole record to each
// Write.
func (r *Redactor) NewRecordWriter(w io.Writer) io.Writer { return w }

// NewStreamWriter returns a writer for text in which secrets may straddle Writes.
func (r *Redactor) NewStreamWriter(w io.Writer, opts ...StreamOption) *StreamWriter { return nil }

// A StreamOption configures NewStreamWriter.
type StreamOption interface{ applyStream(*streamConfig) }

type streamConfig struct{}

// A StreamWriter redacts a stream. It is safe for concurrent use.
type StreamWriter struct{}

func (s *StreamWriter) Write(p []byte) (int, error) { return len(p), nil }

// Release emits what is held back except an open candidate and a last unbroken
// run of non-space bytes, for interactive sinks that fell silent.
func (s *StreamWriter) Release() error { return nil }

// Flush emits what is held back, as if the text ended here.
func (s *StreamWriter) Flush() error { return nil }

// Close flushes. It does not close the inner writer.
func (s *StreamWriter) Close() error { return nil }

// NewReader returns a reader of the redacted text of src.
func (r *Redactor) NewReader(src io.Reader) io.Reader { return nil }
