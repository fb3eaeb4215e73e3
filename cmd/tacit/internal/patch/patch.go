// Package patch reads unified diffs, as diff -u, "git diff" and "git log -p" write
// them, also combined ones of merges. It yields the text behind a change, with the
// lines around, and tells which lines are new. It reads a stream; lines may have any
// length.
package patch

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// ErrSyntax says that a hunk does not hold what it announces.
var ErrSyntax = errors.New("is no unified diff")

const (
	bufferSize = 64 << 10
	// maxRuns bounds the runs of new lines that are remembered. Behind it lines
	// between two runs count as new.
	maxRuns = 1 << 16
)

// A Reader reads the sections of a patch.
type Reader struct {
	in      *bufio.Reader
	commit  string
	file    string
	blob    string // of the result
	section *Section
}

// NewReader returns a Reader of in.
func NewReader(in io.Reader) *Reader {
	return &Reader{in: bufio.NewReaderSize(in, bufferSize)}
}

// A Section is a hunk, or the message of a commit. Reading it gives its text as it is
// after the change, less what Git puts before each line.
type Section struct {
	Commit  string // hexadecimal, from a line "commit HASH", or empty
	File    string // empty for a message
	Line    int64  // of the first line of the text
	Message bool
	// Blob is the object that Git shows no lines of: a merge of what it, or an attribute,
	// calls binary. The section itself is empty.
	Blob string

	r       *Reader
	parents []int64 // lines of each that are still to come
	lines   int64   // that the text still has
	open    bool    // in a line
	keep    bool    // and it is part of the text
	out     []byte
	pos     int64 // length of the text up to out and with it
	runs    [][2]int64
	err     error
}

// Next returns the next section, or io.EOF. The rest of the last one is skipped.
func (r *Reader) Next() (*Section, error) {
	if r.section != nil {
		if _, err := io.Copy(io.Discard, r.section); err != nil {
			return nil, err
		}
		r.section = nil
	}
	for {
		first, err := r.in.Peek(1)
		if err != nil {
			return nil, err
		}
		if first[0] == ' ' && r.commit != "" && r.file == "" {
			r.section = &Section{Commit: r.commit, Line: 1, Message: true, r: r}
			return r.section, nil
		}
		line, err := r.line()
		if err != nil && err != io.EOF {
			return nil, err
		}
		switch {
		case strings.HasPrefix(line, "commit "):
			r.commit, r.file = hash(line[len("commit "):]), ""
		case strings.HasPrefix(line, "diff --cc "):
			r.file, r.blob = fileName(line[len("diff --cc "):], ""), ""
		case strings.HasPrefix(line, "diff "):
			r.file, r.blob = "?", "" // until its name comes
		case strings.HasPrefix(line, "index "):
			_, of, _ := strings.Cut(line, "..")
			of, _, _ = strings.Cut(of, " ")
			r.blob = hash(of)
		case line == "Binary files differ" && strings.Trim(r.blob, "0") != "": // without names: a merge
			r.section = &Section{Commit: r.commit, File: r.file, Line: 1, Blob: r.blob, r: r}
			return r.section, nil
		case strings.HasPrefix(line, "--- "):
			r.file = fileName(line[4:], "a/")
		case strings.HasPrefix(line, "+++ "):
			if name := fileName(line[4:], "b/"); name != "/dev/null" {
				r.file = name
			}
		case strings.HasPrefix(line, "@@"):
			if s := r.hunk(line); s != nil {
				r.section = s
				return s, nil
			}
			return nil, ErrSyntax
		}
	}
}

// hash returns the name of a commit, and nothing else that stands in its place.
func hash(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 64 || strings.Trim(s, "0123456789abcdef") != "" {
		return ""
	}
	return s
}

// line reads a line, of which it returns the beginning.
func (r *Reader) line() (string, error) {
	part, err := r.in.ReadSlice('\n')
	line := string(part)
	for err == bufio.ErrBufferFull {
		_, err = r.in.ReadSlice('\n')
	}
	return strings.TrimRight(line, "\r\n"), err
}

// hunk reads the head of a hunk: "@@ -1,2 +3,4 @@", with more signs for more parents.
func (r *Reader) hunk(line string) *Section {
	fields := strings.Fields(line)
	n := len(fields[0]) - 1
	if strings.Trim(fields[0], "@") != "" || len(fields) < n+3 || fields[n+2] != fields[0] {
		return nil
	}
	s := &Section{Commit: r.commit, File: r.file, r: r}
	for _, f := range fields[1 : n+1] {
		_, count, ok := span(f, '-')
		if !ok {
			return nil
		}
		s.parents = append(s.parents, count)
	}
	var ok bool
	s.Line, s.lines, ok = span(fields[n+1], '+')
	if !ok {
		return nil
	}
	return s
}

// span reads "-12,3", where ",1" may be left out.
func span(s string, sign byte) (start, count int64, ok bool) {
	if s[0] != sign {
		return 0, 0, false
	}
	from, n, more := strings.Cut(s[1:], ",")
	if !more {
		n = "1"
	}
	start, err := strconv.ParseInt(from, 10, 64)
	count, err2 := strconv.ParseInt(n, 10, 64)
	return start, count, err == nil && err2 == nil && start >= 0 && count >= 0
}

// Read reads the text of the section.
func (s *Section) Read(p []byte) (int, error) {
	for len(s.out) == 0 {
		if s.err == nil {
			s.err = s.next()
		}
		if s.err != nil && len(s.out) == 0 {
			return 0, s.err
		}
	}
	n := copy(p, s.out)
	s.out = s.out[n:]
	return n, nil
}

// next reads a line, or a part of one.
func (s *Section) next() error {
	if s.open {
		return s.part(0)
	}
	if s.Message {
		first, err := s.r.in.Peek(1)
		if err != nil {
			return err
		}
		if s.keep = true; first[0] == '\n' {
			return s.part(0)
		}
		if first[0] != ' ' {
			return io.EOF
		}
		return s.part(1)
	}
	if s.lines == 0 && !slices.ContainsFunc(s.parents, func(n int64) bool { return n != 0 }) {
		return io.EOF
	}
	n := len(s.parents)
	head, err := s.r.in.Peek(n)
	switch {
	case len(head) > 0 && head[0] == '\\': // "\ No newline at end of file"
		s.keep = false
		return s.part(0)
	case len(head) > 0 && head[0] == '\n': // a blank line whose prefix was lost
		head = bytes.Repeat([]byte{' '}, n)
		n = 0
	case err == io.EOF:
		return io.ErrUnexpectedEOF
	case err != nil:
		return err
	case len(bytes.Trim(head, " +-")) > 0:
		return ErrSyntax
	}
	removed := bytes.IndexByte(head, '-') >= 0
	for i, b := range head {
		if b == '-' || b == ' ' && !removed {
			s.parents[i]--
		}
	}
	if s.keep = !removed; s.keep {
		s.lines--
		if bytes.IndexByte(head, '+') >= 0 {
			s.begin()
		}
	}
	if s.lines < 0 || slices.ContainsFunc(s.parents, func(n int64) bool { return n < 0 }) {
		return ErrSyntax
	}
	return s.part(n)
}

// begin notes that the line which comes is new. Its end is not known yet.
func (s *Section) begin() {
	if k := len(s.runs); k > 0 && (s.runs[k-1][1] == s.pos || k == maxRuns) {
		s.runs[k-1][1] = -1
		return
	}
	s.runs = append(s.runs, [2]int64{s.pos, -1})
}

// part takes what is left of a line, or of the buffer, without its first bytes.
func (s *Section) part(skip int) error {
	part, err := s.r.in.ReadSlice('\n')
	s.open = err == bufio.ErrBufferFull
	if s.keep {
		s.out = part[skip:]
		s.pos += int64(len(s.out))
	}
	if k := len(s.runs); k > 0 && s.runs[k-1][1] < 0 && !s.open {
		s.runs[k-1][1] = s.pos
	}
	if s.open {
		return nil
	}
	return err
}

// Added reports whether any of the bytes [from, to) of the text is new. What it is asked
// must be read already, and from must not descend. All of a message and of a Blob is.
func (s *Section) Added(from, to int64) bool {
	if s.Message || s.Blob != "" {
		return true
	}
	for len(s.runs) > 1 && s.runs[0][1] >= 0 && s.runs[0][1] <= from {
		s.runs = s.runs[1:]
	}
	for _, run := range s.runs {
		if run[0] < to && (run[1] < 0 || run[1] > from) {
			return true
		}
	}
	return false
}

// fileName reads the name of a file as diff and Git write it.
func fileName(s, prefix string) string {
	if strings.HasPrefix(s, `"`) {
		s = unquote(s[1:])
	} else {
		s, _, _ = strings.Cut(s, "\t") // a time, or nothing behind a name with blanks
	}
	return strings.TrimPrefix(s, prefix)
}

// unquote reads up to the closing quote mark as Git has written it, with the escapes of C.
func unquote(s string) string {
	var b strings.Builder
	for i := 0; i < len(s) && s[i] != '"'; i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		if i+2 < len(s) && s[i] >= '0' && s[i] <= '3' {
			if n, err := strconv.ParseUint(s[i:i+3], 8, 8); err == nil {
				b.WriteByte(byte(n))
				i += 2
				continue
			}
		}
		if k := strings.IndexByte("abtnvfr", s[i]); k >= 0 {
			b.WriteByte("\a\b\t\n\v\f\r"[k])
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
