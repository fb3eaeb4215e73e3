//go:build linux || darwin || freebsd || netbsd || openbsd

package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// A console is the pseudo terminal of a command, between it and the terminal that
// tacit runs on.
type console struct {
	master, slave *os.File
	restore       func()
	resized       chan os.Signal
	sizing        sync.WaitGroup
	copied        chan struct{} // closed when all output was read
}

// openConsole gives child a terminal in place of the standard streams that are one. Its
// output goes to out. It is called before the child starts.
func (a *app) openConsole(child *exec.Cmd, out io.Writer) (*console, error) {
	master, slave, err := pty.Open()
	if err != nil {
		return nil, err
	}
	c := &console{master: master, slave: slave, restore: func() {}, resized: make(chan os.Signal, 1), copied: make(chan struct{})}
	child.Stdout = slave
	if a.terminal(a.stderr) {
		child.Stderr = slave
	}
	if in, ok := a.stdin.(*os.File); ok && a.terminal(in) {
		child.Stdin = slave
		// What is typed is the child's to read, to echo and to take for signals.
		if old, err := term.MakeRaw(int(in.Fd())); err == nil {
			c.restore = func() { _ = term.Restore(int(in.Fd()), old) }
		}
		go func() { _, _ = io.Copy(master, in) }()
	}
	child.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 1}
	if screen, ok := a.stdout.(*os.File); ok {
		_ = pty.InheritSize(screen, master)
		signal.Notify(c.resized, syscall.SIGWINCH)
		c.sizing.Go(func() {
			for range c.resized {
				_ = pty.InheritSize(screen, master)
			}
		})
	}
	go func() {
		defer close(c.copied)
		_, _ = io.Copy(out, master) // ends with EIO when nobody has the slave any more
	}()
	return c, nil
}

// resizes tells whether s tells of a new size, of which the child's terminal tells it.
func (c *console) resizes(s os.Signal) bool { return s == syscall.SIGWINCH }

// started tells that the child has its end of the terminal.
func (c *console) started() { _ = c.slave.Close() }

// drain reads what is left of the output.
func (c *console) drain() {
	_ = c.slave.Close()
	if err := c.master.SetReadDeadline(time.Now().Add(drainTime)); err == nil || errors.Is(err, os.ErrNoDeadline) {
		select {
		case <-c.copied:
		case <-time.After(drainTime + drainTime/4):
		}
	}
}

// close gives the terminal back. Until then it takes line ends as the child's terminal has
// written them, so the output must have been written.
func (c *console) close() {
	_ = c.slave.Close()
	signal.Stop(c.resized)
	close(c.resized)
	c.sizing.Wait()
	_ = c.master.Close()
	c.restore()
}
