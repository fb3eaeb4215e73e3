package main

import (
	"context"
	"errors"
	"os"
	"syscall"
)

// Exit statuses.
const (
	statusOK      = 0
	statusFinding = 1
	statusError   = 2
)

// A signalError is the cause of a context that a signal has ended.
type signalError struct{ os.Signal }

func (s signalError) Error() string { return "ended by signal: " + s.String() }

func (s signalError) status() int {
	if n, ok := s.Signal.(syscall.Signal); ok {
		return 128 + int(n)
	}
	return statusError
}

// ended returns the error of a context that is done: its cause.
func ended(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	return context.Cause(ctx)
}

// errReported ends a command whose errors have been printed already.
var errReported = errors.New("reported")

// A usageError is a mistake on the command line.
type usageError struct{ error }

func (u usageError) Unwrap() error { return u.error }

// An outputError is an error of writing to standard output: nothing more can be
// done.
type outputError struct{ error }

func (o outputError) Unwrap() error { return o.error }
