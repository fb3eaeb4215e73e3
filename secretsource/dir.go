package secretsource

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

type dir struct{ path string }

const (
	// maxDirDepth bounds the directories in one another.
	maxDirDepth = 8
	// maxDirs bounds all of them.
	maxDirs = 1000
)

// Dir gives the files of a directory and of those below it: one value a file, named by its path in
// it, as mounted Secrets of Kubernetes, Docker secrets and templates of a Vault Agent. Names that begin
// with a dot are left out. Where the directory has ..data, the link that Kubernetes swaps, all values
// are those that it points to at one moment. A file over redact.MaxSecretBytes is an error, and so are
// one that is no regular file, more than 8 directories in one another and more than 1,000 of them.
func Dir(path string) Source { return &dir{path} }

func (d *dir) Name() string { return "directory " + d.path }

func (d *dir) Load(context.Context) ([]Value, error) {
	root := d.path
	if target, err := filepath.EvalSymlinks(filepath.Join(root, "..data")); err == nil {
		root = target
	}
	info, err := os.Stat(root)
	if err != nil {
		return nil, bare(err)
	}
	t := tree{}
	if err := t.read(root, "", []fs.FileInfo{info}); err != nil {
		for _, v := range t.values {
			clear(v.Value)
		}
		return nil, err
	}
	return t.values, nil
}

// A tree is what was read of a directory.
type tree struct {
	values []Value
	dirs   int
}

// read reads a directory, of which the last of above tells, by the name that it has in the root.
func (t *tree) read(dir, name string, above []fs.FileInfo) error {
	if t.dirs++; len(above) > maxDirDepth || t.dirs > maxDirs {
		return errors.New("secretsource: too many directories")
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return bare(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		file, name := filepath.Join(dir, e.Name()), path.Join(name, e.Name())
		// Before it is opened: that of a pipe would wait for a writer.
		info, err := os.Stat(file)
		if err != nil {
			return fmt.Errorf("%s: %w", name, bare(err))
		}
		if info.IsDir() {
			if slices.ContainsFunc(above, func(up fs.FileInfo) bool { return os.SameFile(up, info) }) {
				continue // a link to where it stands
			}
			if err := t.read(file, name, append(slices.Clip(above), info)); err != nil {
				return err
			}
			continue
		}
		v, err := readFile(file)
		switch {
		case err != nil:
			return fmt.Errorf("%s: %w", name, err)
		case len(t.values) == MaxValues:
			clear(v)
			return errTooMany
		case len(bytes.TrimSpace(v)) > 0:
			t.values = append(t.values, Value{Name: name, Value: v})
		}
	}
	return nil
}

// readFile reads a file without a copy in a grown buffer.
func readFile(name string) ([]byte, error) {
	if info, err := os.Stat(name); err != nil {
		return nil, bare(err)
	} else if !info.Mode().IsRegular() {
		return nil, errors.New("secretsource: not a regular file")
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, bare(err)
	}
	defer f.Close()
	buf := make([]byte, redact.MaxSecretBytes+2)
	n, err := io.ReadFull(f, buf)
	switch {
	case err == nil:
		clear(buf)
		return nil, errors.New("secretsource: longer than a secret can be")
	case err != io.ErrUnexpectedEOF && err != io.EOF:
		clear(buf)
		return nil, bare(err)
	}
	out := bytes.Clone(buf[:n])
	clear(buf)
	return out, nil
}

// bare takes the path out of an error: what a path holds is not known here.
func bare(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
