//go:build unix

package main

import (
	"errors"
	"os"
	"syscall"
)

// takeOwner gives f the owner and group of info.
func takeOwner(f *os.File, info os.FileInfo) error {
	want, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return nil
	}
	now, err := f.Stat()
	if err != nil {
		return err
	}
	if have, ok := now.Sys().(*syscall.Stat_t); ok && have.Uid == want.Uid && have.Gid == want.Gid {
		return nil
	}
	return f.Chown(int(want.Uid), int(want.Gid))
}

// hardLinks returns how many names a file has.
func hardLinks(info os.FileInfo) uint64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(s.Nlink)
	}
	return 1
}

// syncDir makes a rename in a directory last.
func syncDir(name string) error {
	dir, err := os.Open(name)
	if err != nil {
		if errors.Is(err, os.ErrPermission) {
			return nil // it can be written but not read
		}
		return err
	}
	defer dir.Close()
	if err := dir.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) {
		return err
	}
	return nil
}
