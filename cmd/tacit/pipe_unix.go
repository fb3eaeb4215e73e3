//go:build unix

package main

import (
	"os"
	"os/signal"
	"syscall"
)

// brokenPipesAreErrors makes a write to a closed standard output return EPIPE
// instead of ending the process, so that the exit status is ours.
func brokenPipesAreErrors() { signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) }
