// Package watch makes sources of package secretsource notice a change of their files
// at once, by the events of the file system (github.com/fsnotify/fsnotify), where
// secretsource looks at them at an interval.
//
//	sync := secretsource.New(set, watch.Dir("/run/secrets/shop"), watch.DotEnv("/etc/shop/.env"))
//	if err := sync.Load(ctx); err != nil { … }
//	go sync.Run(ctx)
//
// Events come late, not at all on some network file systems, and not from a directory
// that does not exist yet, or where a link in its own path is swapped. The interval of [secretsource.Sync.Every] stays in force
// beside them; a directory that is missing is tried again each second.
//
// What is not protected: a value is hidden from the load on that the event leads to,
// some milliseconds after the file was written. What reads the file sooner by itself
// has a value that is not hidden yet.
package watch

import (
	"context"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/tacit-go/tacit/secretsource"
)

const (
	// settle is how long it must be silent after an event: files are written in steps.
	settle = 20 * time.Millisecond
	// patience bounds that.
	patience = 500 * time.Millisecond
	again    = time.Second
)

// Dir is secretsource.Dir, watched. Of a directory that Kubernetes mounts, the swap of
// its ..data link is noticed; a file that is written in a directory below it is at the interval.
func Dir(path string) secretsource.Notifier { return New(secretsource.Dir(path), path) }

// DotEnv is secretsource.DotEnv, watched. A file that is replaced is noticed too.
func DotEnv(path string, patterns ...string) secretsource.Notifier {
	return New(secretsource.DotEnv(path, patterns...), filepath.Dir(path))
}

// New returns src, which tells of a change when something happens in one of dirs, not
// in directories below them.
func New(src secretsource.Source, dirs ...string) secretsource.Notifier {
	return &watched{src, dirs}
}

type watched struct {
	secretsource.Source
	dirs []string
}

// Changed implements secretsource.Notifier. It takes a goroutine and what fsnotify
// needs, until ctx ends.
func (w *watched) Changed(ctx context.Context) <-chan struct{} {
	out := make(chan struct{})
	go func() {
		defer close(out)
		for w.watch(ctx, out) {
		}
	}()
	return out
}

// watch tells of changes until ctx ends, a directory goes away or events were lost. It
// reports whether to begin again.
func (w *watched) watch(ctx context.Context, out chan<- struct{}) (more bool) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return sleep(ctx, again)
	}
	defer watcher.Close()
	missing := false
	for _, dir := range w.dirs {
		missing = watcher.Add(dir) != nil || missing
	}
	// What happened before the watch began is looked at once.
	if !tell(ctx, out) {
		return false
	}
	if missing {
		return sleep(ctx, again)
	}
	for {
		select {
		case <-ctx.Done():
			return false
		case _, ok := <-watcher.Errors:
			if !ok {
				return true
			}
			return tell(ctx, out) // events may have been lost
		case e, ok := <-watcher.Events:
			if !ok {
				return true
			}
			gone := w.gone(e)
			for end := time.Now().Add(patience); time.Now().Before(end); {
				timer := time.NewTimer(settle)
				select {
				case e, ok := <-watcher.Events:
					timer.Stop()
					gone = gone || !ok || w.gone(e)
					if ok {
						continue
					}
				case <-timer.C:
				}
				break
			}
			if !tell(ctx, out) {
				return false
			}
			if gone {
				return true
			}
		}
	}
}

// gone tells whether a directory itself was removed or renamed.
func (w *watched) gone(e fsnotify.Event) bool {
	if !e.Has(fsnotify.Remove) && !e.Has(fsnotify.Rename) {
		return false
	}
	for _, dir := range w.dirs {
		if filepath.Clean(e.Name) == filepath.Clean(dir) {
			return true
		}
	}
	return false
}

func tell(ctx context.Context, out chan<- struct{}) bool {
	select {
	case <-ctx.Done():
		return false
	case out <- struct{}{}:
		return true
	}
}

func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
