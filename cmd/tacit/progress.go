package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progressFrom is the size of input from which on progress is shown.
const progressFrom = 64 << 20

// progress shows on a terminal how much of the input has been read. The nil
// progress shows nothing.
type progress struct{ bar *progressbar.ProgressBar }

// newProgress returns a progress if it is wanted, standard error is a terminal
// and the input is regular files of some size.
func (a *app) newProgress(files []string, wanted bool) *progress {
	if !wanted || !a.terminal(a.stderr) {
		return nil
	}
	var total int64
	for _, name := range files {
		info, err := os.Stat(name)
		if err != nil || !info.Mode().IsRegular() {
			return nil
		}
		total += info.Size()
	}
	if total < a.progressFrom {
		return nil
	}
	return &progress{progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(a.stderr),
		progressbar.OptionShowBytes(true),
		progressbar.OptionSetWidth(30),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)}
}

// reader returns r, counted.
func (p *progress) reader(r io.Reader) io.Reader {
	if p == nil {
		return r
	}
	return readerFunc(func(b []byte) (int, error) {
		n, err := r.Read(b)
		_ = p.bar.Add(n) // a bar that cannot be drawn must not end the work
		return n, err
	})
}

func (p *progress) finish() {
	if p != nil {
		_ = p.bar.Finish()
	}
}
