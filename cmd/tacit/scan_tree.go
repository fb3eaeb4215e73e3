package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/tacit-go/tacit/cmd/tacit/internal/unpack"
)

var errIsDirectory = errors.New("is a directory")

// tree yields a job for each file that the arguments name, in order.
func (s *scanning) tree(names []string) iter.Seq[*job] {
	return func(yield func(*job) bool) {
		for _, name := range names {
			if !s.argument(name, yield) {
				return
			}
		}
	}
}

// failed is a job that has nothing but a problem.
func failed(name string, err error) *job {
	return &job{name: name, scan: func(_ context.Context, w *scanner) error {
		return w.emit(event{name: name, problem: err})
	}}
}

func (s *scanning) argument(name string, yield func(*job) bool) bool {
	if name == "-" {
		return yield(&job{name: name, scan: func(ctx context.Context, w *scanner) error {
			return s.stream(ctx, w, name, s.app.stdin)
		}})
	}
	if info, err := os.Stat(name); err != nil || !info.IsDir() {
		return yield(&job{name: name, scan: func(ctx context.Context, w *scanner) error {
			f, err := openFile(ctx, name)
			switch {
			case ctx.Err() != nil:
				return ended(ctx)
			case err != nil:
				return w.emit(event{name: name, problem: err})
			}
			return s.file(ctx, w, name, f, true)
		}})
	}
	// Whatever becomes of the tree in the meantime, nothing outside of it is opened.
	root, err := os.OpenRoot(name)
	if err != nil {
		return yield(failed(name, err))
	}
	s.roots = append(s.roots, root)
	goOn := true
	// It returns what its function does, which goes on after every error.
	_ = fs.WalkDir(root.FS(), ".", func(rel string, entry fs.DirEntry, err error) error {
		path := filepath.Join(name, filepath.FromSlash(rel))
		var next *job
		switch {
		case err != nil:
			next = failed(path, err)
		case entry.IsDir() && entry.Name() == ".git" && rel != ".":
			return fs.SkipDir
		case !entry.Type().IsRegular():
			return nil
		default:
			next = &job{name: path, scan: func(ctx context.Context, w *scanner) error {
				f, err := root.OpenFile(filepath.FromSlash(rel), os.O_RDONLY|openFlags, 0)
				if err != nil {
					return w.emit(event{name: path, problem: err})
				}
				return s.file(ctx, w, path, f, false)
			}}
		}
		if goOn = yield(next); !goOn {
			return fs.SkipAll
		}
		return nil
	})
	return goOn
}

// file scans f and closes it. One that is not named and no regular file is passed
// over.
func (s *scanning) file(ctx context.Context, w *scanner, name string, f *os.File, named bool) error {
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return w.emit(event{name: name, problem: err})
	case info.IsDir():
		return w.emit(event{name: name, problem: errIsDirectory})
	case !info.Mode().IsRegular():
		if !named {
			return nil
		}
		return s.stream(ctx, w, name, f)
	}
	text := s.progress.reader(readerFunc(func(p []byte) (int, error) {
		if err := ended(ctx); err != nil {
			return 0, err
		}
		return f.Read(p)
	}))
	return s.unpack(ctx, w, unpack.File{Name: name, Text: text, At: f, Size: info.Size()})
}

// stream scans what may make it wait.
func (s *scanning) stream(ctx context.Context, w *scanner, name string, r io.Reader) error {
	in := newSource(r)
	defer in.close()
	return s.unpack(ctx, w, unpack.File{Name: name, Text: in.reader(ctx)})
}

func (s *scanning) unpack(ctx context.Context, w *scanner, f unpack.File) error {
	v := &visitor{s: s, w: w, ctx: ctx, file: f.Name}
	if s.unpacker == nil {
		return v.Text(f.Name, bufio.NewReaderSize(f.Text, chunkSize))
	}
	f.Hide = s.r.String
	if err := s.unpacker.Walk(ctx, f, v); err != nil {
		return err
	}
	return v.err
}

// A visitor scans the texts in a file.
type visitor struct {
	s   *scanning
	w   *scanner
	ctx context.Context

	file string
	err  error // of emit, in Problem
}

func (v *visitor) Problem(name string, err error) {
	if v.err == nil {
		v.err = v.w.emit(event{name: name, problem: err})
	}
}

func (v *visitor) Text(name string, text *bufio.Reader) error {
	head, _ := text.Peek(8000) // an error comes again
	if v.s.flags.skipBinary && bytes.IndexByte(head, 0) >= 0 {
		return nil
	}
	var in io.Reader = text
	binary := isExecutable(head)
	if binary {
		in = newStrings(text)
	}
	at := located{File: v.s.r.String(v.file), Binary: binary}
	if member, ok := strings.CutPrefix(name, v.file+"!"); ok {
		at.Member = v.s.r.String(member)
	}
	place := filepath.ToSlash(at.name())
	var failed error // of emit
	v.w.window.again(func(f finding) error {
		r := at
		r.finding, r.Fingerprint = f, v.s.prints.of(place, &f)
		r.secret = nil
		failed = v.w.emit(event{located: r})
		return failed
	})
	err := v.w.window.scan(in)
	switch {
	case failed != nil:
		return failed
	case v.ctx.Err() != nil:
		return ended(v.ctx)
	case err != nil:
		v.Problem(name, err)
	}
	return v.err
}
