package main

import (
	"context"
	"iter"
	"sync"

	"github.com/tacit-go/tacit/redact"
)

// A job is a file to be scanned. What it emits is reported in the order of the jobs.
type job struct {
	name string
	// scan emits what the file has. It returns only errors of emit and of ctx.
	scan   func(ctx context.Context, w *scanner) error
	events chan event
}

// An event is a finding or a problem of a file.
type event struct {
	located
	name    string
	problem error
}

// A scanner scans one job after the other.
type scanner struct {
	r      *redact.Redactor
	window window
	emit   func(event) error
}

// inOrder scans jobs in parallel. A scanner waits when it is far ahead of what is
// reported, so memory has a bound.
func (s *scanning) inOrder(ctx context.Context, jobs iter.Seq[*job]) error {
	ctx, cancel := context.WithCancelCause(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel(context.Canceled)
	order, todo := make(chan *job, 4*s.flags.jobs), make(chan *job)
	running.Go(func() {
		defer close(todo)
		defer close(order)
		for j := range jobs {
			j.events = make(chan event, 32)
			select { // in this order, or a job could wait for one behind it
			case order <- j:
			case <-ctx.Done():
				return
			}
			select {
			case todo <- j:
			case <-ctx.Done():
				return
			}
		}
	})
	for range s.flags.jobs {
		running.Go(func() {
			w := &scanner{r: s.r, window: window{r: s.r, size: windowSize, overlap: windowOverlap}}
			for j := range todo {
				w.emit = func(e event) error {
					select {
					case j.events <- e:
						return nil
					case <-ctx.Done():
						return ended(ctx)
					}
				}
				if err := j.scan(ctx, w); err != nil {
					cancel(err)
				}
				close(j.events)
			}
		})
	}
	for j := range order {
		for more := true; more; {
			var e event
			select {
			case e, more = <-j.events:
			case <-ctx.Done():
				return ended(ctx)
			}
			if more {
				if err := s.take(&e); err != nil {
					return err
				}
			}
		}
	}
	return ended(ctx)
}
