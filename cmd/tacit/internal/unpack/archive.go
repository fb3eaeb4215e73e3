package unpack

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
)

// tar visits the members of a tar archive.
func (w *walk) tar(name string, src io.Reader, depth int) error {
	in := &meter{r: src, size: -1}
	t := tar.NewReader(in)
	for !w.over {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return w.fail(name, damaged(err))
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		// A sparse member is longer than its bytes.
		if err := w.member(name, h.Name, &layer{w: w, r: t, in: in}, depth); err != nil {
			return err
		}
	}
	return nil
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
		if !f.Mode().IsRegular() {
			continue
		}
		if f.Flags&1 != 0 {
			w.v.Problem(Join(name, f.Name), ErrEncrypted)
			continue
		}
		r, err := f.Open()
		if err != nil {
			w.v.Problem(Join(name, f.Name), damaged(err))
			continue
		}
		in := &meter{size: int64(min(f.CompressedSize64, uint64(size)))}
		err = w.member(name, f.Name, &layer{w: w, r: r, in: in}, depth)
		r.Close()
		if err != nil {
			return err
		}
	}
	return nil
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
