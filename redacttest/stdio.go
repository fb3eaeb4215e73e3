package redacttest

import (
	"bytes"
	"errors"
	"io"
	"log"
	"os"
)

// stdio holds standard output and standard error in files.
type stdio struct {
	files   [2]*os.File
	restore []func()
}

// holdStdio redirects both streams until release is called. Where the system lets it,
// their descriptors are redirected; elsewhere os.Stdout, os.Stderr and package log.
func holdStdio() (*stdio, error) {
	s := &stdio{}
	for i, target := range []**os.File{&os.Stdout, &os.Stderr} {
		f, err := os.CreateTemp("", "redacttest-stdio")
		if err != nil {
			s.release()
			return nil, err
		}
		s.files[i] = f
		if err := s.begin(i); err != nil {
			s.release()
			return nil, err
		}
		f = s.files[i]
		restore, ok := redirect(f, i+1)
		s.restore = append(s.restore, restore)
		if ok {
			continue
		}
		was := *target
		*target = f
		s.restore = append(s.restore, func() { *target = was })
		if log.Writer() == io.Writer(was) {
			log.SetOutput(f)
			s.restore = append(s.restore, func() { log.SetOutput(was) })
		}
	}
	return s, nil
}

// stdioMark is what the files begin with. Without it one was overwritten.
const stdioMark = "\x00held\n"

// begin writes the mark, and opens the file anew for appending: programs that open
// /dev/stdout have an offset of their own.
func (s *stdio) begin(i int) error {
	_, err := s.files[i].WriteString(stdioMark)
	f, err2 := os.OpenFile(s.files[i].Name(), os.O_RDWR|os.O_APPEND, 0)
	if err2 == nil {
		_ = s.files[i].Close()
		s.files[i] = f
	}
	return errors.Join(err, err2)
}

// texts returns what was written so far. The error is errOpened if there was more.
func (s *stdio) texts() (out [2][]byte, fault error) {
	for i, f := range s.files {
		info, err := f.Stat()
		if err != nil {
			return out, err
		}
		if info.Size() > MaxCapture+int64(len(stdioMark)) {
			return out, errCapture
		}
		out[i] = make([]byte, info.Size())
		if _, err := f.ReadAt(out[i], 0); err != nil && err != io.EOF {
			return out, err
		}
		text, ok := bytes.CutPrefix(out[i], []byte(stdioMark))
		if out[i] = text; !ok {
			fault = errOpened
		}
	}
	return out, fault
}

// release ends the redirection. It may be called twice.
func (s *stdio) release() {
	for i := len(s.restore) - 1; i >= 0; i-- {
		s.restore[i]()
	}
	s.restore = nil
	for _, f := range s.files {
		if f != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}
}
