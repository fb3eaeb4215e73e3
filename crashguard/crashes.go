package crashguard

import (
	"errors"
	"io"
	"os"
	"time"

	"github.com/tacit-go/tacit/redact"
)

// Errors of Crashes. The error wraps one of them, or errors.ErrUnsupported.
var (
	// ErrMonitor means that the monitor did not start, or not in time.
	ErrMonitor = errors.New("crashguard: the monitor did not start")
	// ErrPlan means that the monitor's Redactor is not built as that of the process.
	ErrPlan = errors.New("crashguard: the monitor has another plan")
	// ErrNoMonitor is what Monitor returns in a process that Crashes has not started.
	ErrNoMonitor = errors.New("crashguard: the process was not started as a monitor")
	// ErrProcessOne means that the process is process 1 of a PID namespace, as of a
	// container: as it ends the kernel ends its monitor too, before that has written
	// what it has.
	ErrProcessOne = errors.New("crashguard: process 1 takes its monitor with it: start it under an init")
	// ErrLate means that Close did not wait for the monitor to write all it had.
	ErrLate = errors.New("crashguard: the monitor did not end in time")
	// ErrLost is what Close returns if the last monitor did not end by itself, and took
	// text with it that nothing stands for.
	ErrLost = errors.New("crashguard: text was lost with the monitor")
)

// An Option configures [Crashes] and [Monitor].
type Option interface{ apply(*config) }

type option func(*config)

func (o option) apply(c *config) { o(c) }

type config struct {
	program string
	args    []string
	restart int
	start   time.Duration
	hand    time.Duration
	file    string
	perm    os.FileMode
	report  func(io.Reader)
}

func newConfig(opts []Option) *config {
	c := &config{start: 10 * time.Second, hand: time.Second, restart: 3}
	for _, o := range opts {
		if o != nil {
			o.apply(c)
		}
	}
	return c
}

// WithMonitor names the program that is started as the monitor, and its arguments,
// instead of the program itself. It calls [Monitor] with a Redactor that is built with
// the same options, as many secret sets included. It must not be a shell script that
// leaves file descriptors 3 to 8 out.
func WithMonitor(program string, args ...string) Option {
	return option(func(c *config) { c.program, c.args = program, args })
}

// WithStartTimeout bounds the time that Crashes waits for the monitor. The default is
// ten seconds.
func WithStartTimeout(d time.Duration) Option { return option(func(c *config) { c.start = d }) }

// WithHandOverTimeout bounds the time that a change of live secrets, or Replace, waits for a
// monitor that does not read. The default is one second. It is waited at most once: from then on
// the monitor replaces whole lines.
func WithHandOverTimeout(d time.Duration) Option { return option(func(c *config) { c.hand = d }) }

// WithRestarts bounds how often a monitor that has ended is started again. The default is
// three times; one that was there for a minute does not count. With 0 it is not.
func WithRestarts(n int) Option { return option(func(c *config) { c.restart = max(n, 0) }) }

// WithCrashFile makes the monitor append the redacted text of a crash to a file as
// well, which it creates with perm when a crash begins. It is an option of the monitor: a program of its
// own gives it to [Monitor].
func WithCrashFile(path string, perm os.FileMode) Option {
	return option(func(c *config) { c.file, c.perm = path, perm })
}

// WithCrashReport makes the monitor call report once a crash begins, with its redacted
// text: the reader ends when the process has ended. It runs in the monitor, which ends
// when report has returned; what report does not read is dropped once it returns. It is
// an option of the monitor, as WithCrashFile is.
func WithCrashReport(report func(crash io.Reader)) Option {
	return option(func(c *config) { c.report = report })
}

// Status is what a Guard has seen.
type Status struct {
	// PID is the monitor's process ID.
	PID int
	// Alive is false once the monitor has ended, until another one has begun.
	Alive bool
	// InStep is false once a change of live secrets has not reached the monitor, or while
	// it has another plan than the process; it replaces whole lines then.
	InStep bool
	// Monitors counts those that were started: more than one after [redact.Redactor.Replace]
	// or the end of one.
	Monitors uint64
	// Dropped counts the bytes that were written to standard error and dropped, since
	// there was no monitor any more.
	Dropped uint64
}

// Crashes starts a monitor and redirects standard error to it: file descriptor 2, and
// with it os.Stderr, the runtime's own messages, C code and programs that this one
// starts. The monitor redacts it by r and writes it to what standard error was. What the
// runtime prints as the program crashes, by debug.SetCrashOutput, it can also give to a
// file or a function, see [WithCrashFile] and [WithCrashReport]. In tracebacks it leaves
// out argument words, labels of goroutines and registers. Exit status and signals are
// those of the process, as without a monitor. Only a deadlock of all goroutines does not end
// it any more: a goroutine of Crashes waits for the monitor's end, and the runtime notices no
// deadlock as long as one waits for a pipe, as it does in a program with a server or a timer.
//
// The monitor is this program, started again with the same arguments and environment:
// in it Crashes does not return, but does the work and ends the process. So package
// initialisation, and what main does before Crashes, happens twice. Call it first in
// main, after building r and before secrets are loaded; or name another program with
// [WithMonitor]. Of the sets of r the monitor gets fingerprints under their keys, no
// value, before Set returns: see [redact.Redactor.ExportSecrets]. If that fails it replaces
// each line by [REDACTED:error].
//
// After [redact.Redactor.Replace] another monitor is started. It builds its plan as the
// program does, so it has the new one if what that is made of, such as a policy file, is
// found where the program looks for it. Until it is ready, standard error waits in its pipe.
// A line that is not ended by then is dropped. If it has another plan than the process, or
// does not start, the old monitor goes on and replaces each line; so does one that is
// started after the old one's end.
//
// Whatever happens to the monitor, the process is neither ended nor held up: the pipe
// never blocks. If the monitor is more than a mebibyte behind, text is lost, writes to
// os.Stderr return an error, and the monitor, which sees where that was possible, drops
// the lines around and writes [REDACTED:limit]. If it ends, it is started again, see
// [WithRestarts], with the environment that the process has by then, and what it had read
// is lost; the next one begins at a line end, with [REDACTED:limit]. If there is none any
// more, its end of the pipe is kept
// open and what is written is dropped and counted. Only Set and Replace wait, see
// [WithHandOverTimeout].
//
// The monitor ends when no process has the redirected standard error any more. It
// ignores signals, and writes on after the process has ended. As process 1 of a container
// that is too late, and Crashes returns ErrProcessOne: let an init be process 1, such as
// that of docker run --init, or tacit run.
// It costs a process, two threads of waiting, and two copies of all that goes to standard
// error. With the default preset, Crashes took 0.2 to 0.4 seconds on a busy machine with two
// processors, most of which is to build the Redactor again, and the monitor had 22 MB of memory
// resident (TestCrashesCosts).
//
// Crashes is for Linux: it needs the size of a pipe, file descriptors that are duplicated
// closed on exec, and the program's file under a name that an update does not change, which
// the standard library gives nowhere else. Elsewhere the error is errors.ErrUnsupported and
// [Repanic] is what remains. After an error nothing is redirected.
func Crashes(r *redact.Redactor, opts ...Option) (*Guard, error) {
	cfg := newConfig(opts)
	if isMonitor() {
		os.Exit(monitor(r, cfg))
	}
	return start(r, cfg)
}

// Monitor is the main function of a program that [WithMonitor] names. In a process that
// Crashes has started it does not return; in others it returns ErrNoMonitor.
func Monitor(r *redact.Redactor, opts ...Option) error {
	if !isMonitor() {
		return ErrNoMonitor
	}
	os.Exit(monitor(r, newConfig(opts)))
	return nil
}
