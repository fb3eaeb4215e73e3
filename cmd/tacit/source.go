package main

import (
	"context"
	"io"
	"time"
)

const chunkSize = 64 << 10

// A source reads ahead on a goroutine of its own, so that its user can wait for
// input, for a pause of it and for the end of a context at once. A read that
// blocks outlives the source.
type source struct {
	full chan chunk
	free chan []byte
	done chan struct{}
	last []byte
	rest []byte
	err  error
}

type chunk struct {
	data []byte
	err  error
}

func newSource(r io.Reader) *source {
	s := &source{full: make(chan chunk, 1), free: make(chan []byte, 2), done: make(chan struct{})}
	s.free <- make([]byte, chunkSize)
	s.free <- make([]byte, chunkSize)
	go s.run(r)
	return s
}

func (s *source) run(r io.Reader) {
	for {
		select {
		case <-s.done:
			return
		case buf := <-s.free:
			n, err := r.Read(buf[:chunkSize])
			select {
			case s.full <- chunk{buf[:n], err}:
			case <-s.done:
				return
			}
			if err != nil {
				return
			}
		}
	}
}

// close ends the goroutine once it is not inside a read.
func (s *source) close() { close(s.done) }

// next waits for input. Data and err are both zero after a pause of idle; an
// idle of 0 means no pause. The data is valid until the next call.
func (s *source) next(ctx context.Context, idle time.Duration) (data []byte, err error) {
	if s.last != nil {
		s.free <- s.last
		s.last = nil
	}
	if s.err != nil {
		return nil, s.err
	}
	var pause <-chan time.Time
	if idle > 0 {
		timer := time.NewTimer(idle)
		defer timer.Stop()
		pause = timer.C
	}
	select {
	case c := <-s.full:
		s.last, s.err = c.data, c.err
		if len(c.data) > 0 {
			return c.data, nil
		}
		return nil, c.err
	case <-pause:
		return nil, nil
	case <-ctx.Done():
		return nil, ended(ctx)
	}
}

// reader returns the source as an io.Reader that ends with ctx.
func (s *source) reader(ctx context.Context) io.Reader {
	return readerFunc(func(p []byte) (int, error) {
		for len(s.rest) == 0 {
			data, err := s.next(ctx, 0)
			if err != nil {
				return 0, err
			}
			s.rest = data
		}
		n := copy(p, s.rest)
		s.rest = s.rest[n:]
		return n, nil
	})
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }
