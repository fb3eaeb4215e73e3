package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/tacit-go/tacit/redact"
)

const (
	statusNotRun   = 126
	statusNotFound = 127
	// drainTime is how long the output of processes that the command has left behind
	// is read after its end.
	drainTime = time.Second
)

type runFlags struct {
	noPTY       bool
	policy      policyFlags
	replacement replacementFlags
}

func (a *app) runCommand() *cobra.Command {
	flags := &runFlags{}
	cmd := &cobra.Command{
		Use:   "run [flags] -- COMMAND [ARG...]",
		Short: "Run a command with its standard output and error redacted",
		Long: `Run starts a command, without a shell, and copies its standard output and
standard error without their secrets. Each of the two is exact by itself; a pause
of 100 ms writes what is held back but an open secret and the last word. Standard
input and the environment are the command's own.

Where standard output is a terminal, the command gets one of its own in its place,
and in that of standard input and error if these are terminals too; --no-pty gives
it pipes. What is typed appears when a word is complete.

INT, TERM, HUP, QUIT, USR1, USR2, WINCH, CONT and ALRM are passed on; on a terminal
the command gets its own signals from there. The
exit status is the command's, 128 and the number of the signal that ended it, 126
if it cannot be run and 127 if there is none of that name.

What the command leaves running in the background is read for one second after its
end. As process 1 of a container run also reaps the processes that others have left.`,
		Args: usage(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runChild(cmd.Context(), flags, args)
		},
	}
	// Flags behind the command's name are the command's.
	cmd.Flags().SetInterspersed(false)
	cmd.Flags().BoolVar(&flags.noPTY, "no-pty", false, "give the command pipes, even on a terminal")
	flags.policy.add(cmd)
	flags.replacement.add(cmd)
	return cmd
}

func (a *app) runChild(ctx context.Context, flags *runFlags, args []string) error {
	opts, err := a.redacting(ctx, &flags.policy, &flags.replacement)
	if err != nil {
		return err
	}
	r, err := a.build(opts)
	if err != nil {
		return err
	}
	child := exec.Command(args[0], args[1:]...)
	child.Env = a.env
	child.Stdin = a.stdin // a file is handed on as it is
	child.WaitDelay = drainTime
	out, errs := newLiveStream(r, a.stdout), newLiveStream(r, a.stderr)
	child.Stdout, child.Stderr = out, errs
	var tty *console
	if !flags.noPTY && a.terminal(a.stdout) {
		// Without one it is a pipe.
		tty, _ = a.openConsole(child, out)
	}
	var orphans *reaper
	if a.reaps {
		orphans = newReaper()
	}

	signals := make(chan os.Signal, 16)
	signal.Notify(signals, passedOn...)
	defer signal.Stop(signals)
	if err := child.Start(); err != nil {
		if tty != nil {
			tty.close()
		}
		if orphans != nil {
			orphans.close()
		}
		a.status = statusNotRun
		if errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist) {
			a.status = statusNotFound
		}
		a.complain(fmt.Errorf("cannot run %s: %w", a.hidden(args[0]), startCause(err)))
		return nil
	}
	if tty != nil {
		tty.started()
	}
	if orphans != nil {
		orphans.started(child.Process.Pid)
	}
	done := make(chan struct{})
	go func() {
		for {
			select {
			case s := <-signals:
				// A terminal sends these to all that stand before it, but not to those
				// that have another one.
				if tty == nil && (s == os.Interrupt || s == syscall.SIGQUIT) && a.terminal(a.stdin) {
					continue
				}
				if tty != nil && tty.resizes(s) {
					continue
				}
				_ = child.Process.Signal(s)
			case <-done:
				return
			}
		}
	}()
	err = child.Wait()
	close(done)
	if tty != nil {
		tty.drain()
	}
	closed := errors.Join(out.Close(), errs.Close())
	if tty != nil {
		tty.close()
	}
	a.status = childStatus(child.ProcessState)
	if orphans != nil {
		if status, ok := orphans.close(); ok {
			a.status, err = status, nil
		}
	}
	switch {
	case closed != nil:
		a.status = max(a.status, statusError)
		return outputError{closed}
	case err != nil && child.ProcessState == nil:
		return cause(err)
	}
	return nil
}

// startCause strips the name from the error of a start: it was printed already.
func startCause(err error) error {
	var e *exec.Error
	if errors.As(err, &e) {
		return e.Err
	}
	return cause(err)
}

func childStatus(p *os.ProcessState) int {
	if p == nil {
		return statusError
	}
	if w, ok := p.Sys().(syscall.WaitStatus); ok && w.Signaled() {
		return 128 + int(w.Signal())
	}
	return p.ExitCode()
}

// A liveStream is a StreamWriter that releases what it holds when it falls silent.
type liveStream struct {
	mu    sync.Mutex
	w     *redact.StreamWriter
	timer *time.Timer
	done  bool
}

func newLiveStream(r *redact.Redactor, w io.Writer) *liveStream {
	s := &liveStream{w: r.NewStreamWriter(w)}
	s.timer = time.AfterFunc(time.Hour, s.release)
	s.timer.Stop()
	return s
}

func (s *liveStream) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.timer.Reset(idleTime)
	return s.w.Write(p)
}

func (s *liveStream) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.done {
		_ = s.w.Release() // the next Write gives the error again
	}
}

func (s *liveStream) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.timer.Stop()
	s.done = true
	return s.w.Close()
}
