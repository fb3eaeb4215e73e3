package main

import (
	"io"
	"os"
	"sync/atomic"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progressFrom is the size of input from which on progress is shown.
const progressFrom = 64 << 20

// progress shows on a terminal how much of the input has been read. The nil
// progress shows nothing. It may be used by many at once.
type progress struct {
	// The bar, as functions: where its type can be reflected on, the linker keeps its
	// methods, of which one starts an HTTP server.
	add  func(n int)
	done func()

	quiet atomic.Int64 // bytes that are read before it shows anything
}

// newProgress returns a progress if it is wanted, standard error is a terminal
// and the input is regular files of some size, or trees, whose size nobody knows.
func (a *app) newProgress(files []string, wanted bool) *progress {
	if !wanted || !a.terminal(a.stderr) {
		return nil
	}
	var total, quiet int64
	for _, name := range files {
		info, err := os.Stat(name)
		if err != nil || !info.Mode().IsRegular() && !info.IsDir() {
			return nil
		}
		if info.IsDir() {
			quiet = a.progressFrom
		}
		total += info.Size()
	}
	switch {
	case quiet > 0:
		total = -1
	case total < a.progressFrom:
		return nil
	}
	bar := progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(a.stderr),
		progressbar.OptionShowBytes(true),
		progressbar.OptionSetWidth(30),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)
	p := &progress{
		add:  func(n int) { _ = bar.Add(n) }, // a bar that cannot be drawn must not end the work
		done: func() { _ = bar.Finish() },
	}
	p.quiet.Store(quiet)
	return p
}

// reader returns r, counted.
func (p *progress) reader(r io.Reader) io.Reader {
	if p == nil {
		return r
	}
	return readerFunc(func(b []byte) (int, error) {
		n, err := r.Read(b)
		if left := p.quiet.Load(); left > 0 {
			p.quiet.Add(int64(-n))
			return n, err
		}
		p.add(n)
		return n, err
	})
}

func (p *progress) finish() {
	if p != nil {
		p.done()
	}
}
