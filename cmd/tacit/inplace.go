package main

import (
	"compress/gzip"
	"context"
	"errors"
	"hash/maphash"
	"io"
	"os"
	"path/filepath"
)

// inPlace replaces a file by its redacted form, or leaves it as it is.
func (j *redaction) inPlace(ctx context.Context, name string) error {
	path, err := filepath.EvalSymlinks(name)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDONLY|openFlags, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return errors.New("is a directory")
	case !info.Mode().IsRegular():
		return errors.New("is not a regular file")
	case hardLinks(info) > 1:
		return errors.New("has other hard links, which would keep the secrets")
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".tacit-*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		tmp.Close()
		os.Remove(tmp.Name()) // it is gone if all went well
	}()
	changed, err := j.rewrite(ctx, f, tmp)
	if err != nil || !changed {
		return err
	}
	if err := likeness(tmp, info); err != nil {
		return err
	}
	if err := tmp.Sync(); err != nil {
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	if j.beforeRename != nil {
		j.beforeRename()
	}
	now, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if !os.SameFile(info, now) || now.Size() != info.Size() || !now.ModTime().Equal(info.ModTime()) {
		return errors.New("was changed by another program in the meantime; it is left as it is")
	}
	f.Close() // an open file cannot be replaced on Windows
	if err := ended(ctx); err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// rewrite writes the redacted form of f to w, compressed if f is, and tells
// whether the text has changed.
func (j *redaction) rewrite(ctx context.Context, f *os.File, w io.Writer) (changed bool, err error) {
	in, zin, err := openPlain(j.progress.reader(f), f)
	if err != nil {
		return false, err
	}
	out := w
	var zout *gzip.Writer
	if zin != nil {
		zout = gzip.NewWriter(w)
		zout.Name, zout.ModTime, zout.OS = j.r.String(zin.Name), zin.ModTime, zin.OS
		changed = zin.Comment != "" && j.r.String(zin.Comment) != zin.Comment || zout.Name != zin.Name
		out = zout
	}
	var before, after maphash.Hash
	after.SetSeed(before.Seed())
	err = j.copy(ctx, io.TeeReader(in, &before), io.MultiWriter(&after, out))
	if err == nil && zout != nil {
		err = zout.Close()
	}
	return changed || before.Sum64() != after.Sum64(), err
}

// likeness gives f the owner and the mode of info.
func likeness(f *os.File, info os.FileInfo) error {
	if err := takeOwner(f, info); err != nil {
		return err
	}
	return f.Chmod(info.Mode())
}
