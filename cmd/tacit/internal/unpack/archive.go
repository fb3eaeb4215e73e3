package unpack

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"
)

// tar visits the members of a tar archive, those of archives that were written behind
// it, and as a text what else stands there.
func (w *walk) tar(name string, src *bufio.Reader, depth int) error {
	in := &meter{r: src, size: -1}
	t := tar.NewReader(in)
	for !w.over {
		h, err := t.Next()
		if err == io.EOF {
			// Reading on also lets a decoder see its checksum.
			head, err := w.padding(src)
			switch {
			case err == io.EOF:
				return nil
			case err != nil:
				return w.fail(name, damaged(err))
			case !isTar(head):
				return w.open(w.join(name, "(rest)"), src, nil, 0, depth+1)
			}
			t = tar.NewReader(in)
			continue
		}
		if err != nil {
			return w.fail(name, damaged(err))
		}
		// Links, devices and directories have no bytes; sparse and unknown ones have.
		if h.Typeflag != tar.TypeReg && h.Size == 0 {
			continue
		}
		// A sparse member is longer than its bytes.
		if err := w.member(name, h.Name, &layer{w: w, r: t, in: in}, depth); err != nil {
			return err
		}
	}
	return nil
}

// padding passes over blocks of zeros and returns the one behind them, which stays.
func (w *walk) padding(src *bufio.Reader) ([]byte, error) {
	for {
		head, err := src.Peek(headSize)
		if len(bytes.Trim(head, "\x00")) > 0 {
			return head, nil // an error comes again
		}
		if err == nil {
			err = w.ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		_, _ = src.Discard(headSize) // it is buffered
	}
}

const (
	maxDirectory = 64 << 20 // bytes of the directory of a zip
	inMemory     = 4 << 20  // a nested zip of so much is not written to a file
)

// zip visits the members of a zip archive.
func (w *walk) zip(name string, src io.Reader, at io.ReaderAt, size int64, depth int) error {
	if at == nil {
		var err error
		var remove func()
		at, size, remove, err = w.spool(src)
		defer remove()
		if err != nil {
			return w.fail(name, err)
		}
	}
	directory := &limitedAt{r: at, left: maxDirectory}
	z, err := zip.NewReader(directory, size)
	if err != nil {
		if directory.left < 0 {
			err = ErrMembers
		}
		return w.fail(name, damaged(err))
	}
	directory.off = true
	for _, f := range z.File {
		if w.over {
			return nil
		}
		if !f.Mode().IsRegular() && f.UncompressedSize64 == 0 {
			continue
		}
		if f.Flags&1 != 0 {
			w.v.Problem(w.join(name, f.Name), ErrEncrypted)
			continue
		}
		r, err := f.Open()
		if err != nil {
			w.v.Problem(w.join(name, f.Name), damaged(err))
			continue
		}
		in := &meter{size: int64(min(f.CompressedSize64, uint64(size)))}
		err = w.member(name, f.Name, &layer{w: w, r: r, in: in}, depth)
		r.Close()
		if err != nil {
			return err
		}
	}
	if w.over {
		return nil
	}
	end, comment, err := endOf(at, size)
	if err != nil {
		return w.fail(name, damaged(err))
	}
	unlisted, err := hasUnlisted(at, end, z.File)
	if err != nil {
		return w.fail(name, damaged(err))
	}
	if unlisted {
		w.v.Problem(name, ErrUnlisted)
	}
	if len(comment) == 0 {
		return nil
	}
	return w.v.Text(w.join(name, "(comment)"), bufio.NewReaderSize(bytes.NewReader(comment), 64<<10))
}

// endOf finds the end of a zip's directory as package zip does, and what stands behind
// it: its comment, or anything.
func endOf(at io.ReaderAt, size int64) (end int64, comment []byte, err error) {
	const record = 22 // bytes, the last two of which are the length of the comment
	tail := make([]byte, min(size, record+1<<16))
	start := size - int64(len(tail))
	if _, err := at.ReadAt(tail, start); err != nil && err != io.EOF {
		return 0, nil, err
	}
	for i := len(tail) - record; i >= 0; i-- {
		if string(tail[i:i+4]) == "PK\x05\x06" && i+record+int(binary.LittleEndian.Uint16(tail[i+record-2:])) <= len(tail) {
			return start + int64(i), tail[i+record:], nil
		}
	}
	return 0, nil, zip.ErrFormat
}

// hasUnlisted reports that members stand between those of the directory or behind them:
// of an archive that was written before or behind another, or what a program took off
// the directory alone.
func hasUnlisted(at io.ReaderAt, end int64, files []*zip.File) (bool, error) {
	const header = 30 // bytes before the name of a member
	type span struct{ start, end, name int64 }
	spans := make([]span, 0, len(files))
	for _, f := range files {
		start, err := f.DataOffset()
		if err != nil {
			return false, nil // so had opening it
		}
		spans = append(spans, span{start, start + int64(min(f.CompressedSize64, uint64(end))), int64(len(f.Name))})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	last := int64(0)
	for _, s := range spans {
		if s.start-last >= 2*header+s.name {
			n, err := headers(io.NewSectionReader(at, last, s.start-last))
			if n > 1 || err != nil {
				return n > 1, err
			}
		}
		last = max(last, s.end)
	}
	n, err := headers(io.NewSectionReader(at, last, max(0, end-last)))
	return n > 0, err
}

// headers counts the members that begin in r, two at most.
func headers(r io.Reader) (n int, err error) {
	buf := bufio.NewReader(r)
	for n < 2 {
		switch _, err := buf.ReadSlice('P'); err {
		case nil:
			if next, _ := buf.Peek(3); string(next) == "K\x03\x04" {
				n++
			}
		case bufio.ErrBufferFull:
		case io.EOF:
			return n, nil
		default:
			return n, err
		}
	}
	return n, nil
}

// spool returns a stream for random access: in memory, or in a file without a name.
func (w *walk) spool(src io.Reader) (at io.ReaderAt, size int64, remove func(), err error) {
	remove = func() {}
	buf := new(bytes.Buffer)
	if _, err = io.CopyN(buf, src, inMemory); errors.Is(err, io.EOF) {
		return bytes.NewReader(buf.Bytes()), int64(buf.Len()), remove, nil
	} else if err != nil {
		return nil, 0, remove, err
	}
	f, err := os.CreateTemp("", "tacit-*") // of mode 0600
	if err != nil {
		return nil, 0, remove, err
	}
	_ = os.Remove(f.Name()) // where an open file cannot be removed, it is below
	remove = func() {
		f.Close()
		_ = os.Remove(f.Name())
	}
	size, err = io.Copy(f, io.MultiReader(buf, io.LimitReader(src, w.limits.Spool-inMemory+1)))
	if err == nil && size > w.limits.Spool {
		err = ErrSpool
	}
	return f, size, remove, err
}

// limitedAt bounds what is read until it is off.
type limitedAt struct {
	r    io.ReaderAt
	left int64
	off  bool
}

func (l *limitedAt) ReadAt(p []byte, off int64) (int, error) {
	if !l.off {
		if l.left -= int64(len(p)); l.left < 0 {
			return 0, ErrMembers
		}
	}
	return l.r.ReadAt(p, off)
}
