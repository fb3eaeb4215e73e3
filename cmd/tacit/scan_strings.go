package main

import (
	"bytes"
	"io"
)

// minRun is how many printable characters of an executable are taken for text.
const minRun = 6

// isExecutable reports that an executable or an object file begins so.
func isExecutable(head []byte) bool {
	for _, magic := range []string{"\x7fELF", "\xfe\xed\xfa\xce", "\xfe\xed\xfa\xcf", "\xce\xfa\xed\xfe", "\xcf\xfa\xed\xfe", "\xca\xfe\xba\xbe", "\x00asm"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	return bytes.HasPrefix(head, []byte("MZ")) && bytes.IndexByte(head, 0) >= 0
}

// A stringsReader is a reader of what is text in a binary, byte for byte at its
// offset: all that is not becomes line ends. Text is a run of printable ASCII, of one
// byte each or, as UTF-16, of two.
type stringsReader struct {
	r    io.Reader
	buf  []byte // that is not decided
	out  []byte // that is
	run  int    // bytes of a character of the run at the beginning of buf, 0 for none
	err  error
	full []byte
}

func newStrings(r io.Reader) io.Reader {
	return &stringsReader{r: r, full: make([]byte, chunkSize+4*minRun)}
}

func (s *stringsReader) Read(p []byte) (int, error) {
	for len(s.out) == 0 {
		if s.err != nil {
			return 0, s.err
		}
		n := copy(s.full, s.buf)
		k, err := s.r.Read(s.full[n : n+chunkSize])
		s.buf, s.err = s.full[:n+k], err
		decided := s.blank(err != nil)
		s.out, s.buf = s.buf[:decided], s.buf[decided:]
	}
	n := copy(p, s.out)
	s.out = s.out[n:]
	return n, nil
}

func printable(b byte) bool { return b >= ' ' && b <= '~' || b == '\t' }

// blank writes line ends over what is no text, and returns how far that is decided.
func (s *stringsReader) blank(final bool) int {
	b := s.buf
	for i := 0; i < len(b); {
		wide := i
		for wide+1 < len(b) && printable(b[wide]) && b[wide+1] == 0 {
			wide += 2
		}
		narrow := i
		for narrow < len(b) && printable(b[narrow]) {
			narrow++
		}
		end, width := narrow, 1
		if wide > narrow && s.run != 1 {
			end, width = wide, 2
		}
		text := s.run == width && end > i || (end-i)/width >= minRun
		// The end of what is read may be in the midst of a run.
		if open := end == len(b) || end == len(b)-1 && printable(b[end]); open && !final {
			switch {
			case text:
				s.run = width
				return end
			case s.run != 2 || len(b) > 1: // a character of a wide run may be half there
				s.run = 0
			}
			return i // a few bytes
		}
		s.run = 0
		if text {
			i = end
			continue
		}
		if width == 1 && end-i > 1 {
			end-- // its last character may begin a wide run
		}
		for end = max(end, i+1); i < end; i++ {
			b[i] = '\n'
		}
	}
	return len(b)
}
