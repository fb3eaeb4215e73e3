//go:build linux || darwin || freebsd || netbsd || openbsd

package main

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// A reaper takes the processes that others have left to process 1, and with them
// perhaps the command itself.
type reaper struct {
	signals chan os.Signal
	stop    chan struct{}
	done    chan struct{}

	mu      sync.Mutex
	command int // 0: not known yet
	ended   map[int]syscall.WaitStatus
}

// newReaper begins to reap. It is called before the command starts.
func newReaper() *reaper {
	r := &reaper{
		signals: make(chan os.Signal, 1), stop: make(chan struct{}), done: make(chan struct{}),
		ended: map[int]syscall.WaitStatus{},
	}
	signal.Notify(r.signals, syscall.SIGCHLD)
	go func() {
		defer close(r.done)
		for {
			select {
			case <-r.stop:
				return
			case <-r.signals:
				r.reap()
			}
		}
	}()
	return r
}

// started tells which process is the command.
func (r *reaper) started(pid int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.command = pid
	for p := range r.ended {
		if p != pid {
			delete(r.ended, p)
		}
	}
}

func (r *reaper) reap() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for {
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &status, syscall.WNOHANG, nil)
		switch {
		case err == syscall.EINTR:
		case err != nil || pid <= 0:
			return
		case r.command == 0 || pid == r.command:
			r.ended[pid] = status
		}
	}
}

// close stops it and returns the exit status of the command, if it was reaped here.
func (r *reaper) close() (status int, ok bool) {
	signal.Stop(r.signals)
	close(r.stop)
	<-r.done
	r.mu.Lock()
	defer r.mu.Unlock()
	w, ok := r.ended[r.command]
	return waitStatus(w), ok
}

func waitStatus(w syscall.WaitStatus) int {
	if w.Signaled() {
		return 128 + int(w.Signal())
	}
	return w.ExitStatus()
}
