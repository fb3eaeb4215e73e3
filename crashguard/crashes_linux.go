package crashguard

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/tacit-go/tacit/redact"
)

const (
	envMonitor = "TACIT_CRASH_MONITOR"
	pipeSize   = 1 << 20 // what an unprivileged process may have at most

	// From linux/fcntl.h.
	fDupfdCloexec = 1030
	fSetPipeSize  = 1031
	fGetPipeSize  = 1032
)

// The monitor's file descriptors.
const (
	fdText  = 3 + iota // what is written to standard error
	fdCrash            // the runtime's crash output
	fdOrder            // messages
	fdAlive            // its answer; that it ends tells of the monitor's end
	fdLate             // a byte tells that messages do not arrive
)

// A Guard is a monitor that runs, see [Crashes]. It is safe for concurrent use.
type Guard struct {
	r     *redact.Redactor
	cfg   *config
	dir   string
	saved *os.File // standard error as it was

	// The ends of the monitor stay open here too: a pipe without a reader ends
	// whoever writes to it, and another monitor may take over.
	text, crash *os.File

	changed chan struct{} // the plan was replaced
	closing chan struct{}
	ended   chan struct{} // there will be no monitor any more

	mu       sync.Mutex
	mon      *link
	closed   bool
	lost     atomic.Bool // text was, with no mark for it
	monitors atomic.Uint64
	dropped  atomic.Uint64
}

func isMonitor() bool { return os.Getenv(envMonitor) != "" }

func start(r *redact.Redactor, cfg *config) (_ *Guard, err error) {
	g := &Guard{r: r, cfg: cfg, changed: make(chan struct{}, 1), closing: make(chan struct{}), ended: make(chan struct{})}
	g.dir, _ = os.Getwd()
	var open []io.Closer // in case of an error
	textW, crashW := -1, -1
	defer func() {
		if err != nil {
			for _, c := range open {
				c.Close()
			}
			for _, fd := range []int{textW, crashW} {
				if fd >= 0 {
					syscall.Close(fd)
				}
			}
		}
	}()
	if os.Getpid() == 1 {
		return nil, ErrProcessOne
	}
	stderr, err := fcntl(2, fDupfdCloexec, 10)
	if err != nil {
		return nil, noMonitor(err)
	}
	g.saved = os.NewFile(uintptr(stderr), "stderr")
	open = append(open, g.saved)
	if g.text, textW, err = textPipe(); err != nil {
		return nil, noMonitor(err)
	}
	open = append(open, g.text)
	if g.crash, crashW, err = textPipe(); err != nil {
		return nil, noMonitor(err)
	}
	open = append(open, g.crash)
	if g.mon, err = g.launch(aloneMonitor, false); err != nil {
		return nil, err
	}
	crash := os.NewFile(uintptr(crashW), "crash")
	crashW = -1
	open = append(open, crash)
	if err = debug.SetCrashOutput(crash, debug.CrashOptions{}); err == nil {
		// SetCrashOutput has made the pipe block, and shares that with its copy.
		err = errors.Join(syscall.SetNonblock(int(crash.Fd()), true), syscall.Dup3(textW, 2, 0))
	}
	if err != nil {
		_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
		g.mon.kill()
		return nil, noMonitor(err)
	}
	g.mon.send(message(msgGo, nil))
	syscall.Close(textW)
	textW = -1
	crash.Close()
	go g.keep()
	return g, nil
}

func noMonitor(err error) error { return fmt.Errorf("%w: %w", ErrMonitor, err) }

// keep sees to it that there is a monitor, and the one that the plan needs.
func (g *Guard) keep() {
	defer close(g.ended)
	for m, n, born := g.mon, 0, time.Now(); m != nil; g.set(m) {
		select {
		case <-g.closing:
			select {
			case <-g.changed: // what was written behind Replace waits for the next one
				m, _ = g.change(m)
			default:
			}
			m.close()
			<-m.gone
			g.lost.Store(m.end() != 0)
			return
		case <-g.changed:
			if next, ok := g.change(m); ok {
				m, born = next, time.Now()
			}
		case <-m.gone:
			m.end()
			if time.Since(born) > time.Minute {
				n = 0
			}
			m, n = g.again(n)
			born = time.Now()
		}
	}
	g.lost.Store(true)
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.closed {
		go g.drop(g.text)
		go g.drop(g.crash)
	}
}

func (g *Guard) set(m *link) {
	if m != nil {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.mon = m
	}
}

// change puts a monitor that has the plan in force in the place of m. It reports false if
// there is none.
func (g *Guard) change(m *link) (*link, bool) {
	next, err := g.launch(besideMonitor, false)
	if err != nil {
		m.send(message(msgResume, nil))
		return m, false
	}
	if wait := g.cfg.hand; m.send(message(msgStop, nil)) {
		if m.watched.Load() { // it has paused, and writes what it has read
			wait = g.cfg.start
		}
		select {
		case <-m.gone:
		case <-time.After(wait):
		}
	}
	how := []byte{goTorn}
	if m.kill() == 0 {
		how = nil
	}
	next.send(message(msgGo, how))
	return next, true
}

// again starts a monitor after the end of one, of which n have failed. It may have another
// plan. It returns nil if that cannot be done.
func (g *Guard) again(n int) (*link, int) {
	for ; n < g.cfg.restart; n++ {
		select {
		case <-g.closing:
			return nil, n
		case <-time.After(time.Duration(n*n) * 100 * time.Millisecond):
		}
		select {
		case <-g.changed: // this one is built after it
		default:
		}
		if m, err := g.launch(aloneMonitor, true); err == nil {
			m.send(message(msgGo, []byte{goTorn}))
			return m, n + 1
		}
	}
	return nil, n
}

// drop reads what nobody else reads.
func (g *Guard) drop(f *os.File) {
	_ = syscall.SetNonblock(int(f.Fd()), false) // as the monitor had it
	buf := make([]byte, 64<<10)
	for {
		n, err := f.Read(buf)
		clear(buf[:max(n, 0)])
		g.dropped.Add(uint64(max(n, 0)))
		if err != nil {
			return
		}
	}
}

// Status returns what g has seen.
func (g *Guard) Status() Status {
	g.mu.Lock()
	m := g.mon
	g.mu.Unlock()
	return Status{PID: m.cmd.Process.Pid, Alive: m.alive.Load(), InStep: m.right.Load(), Monitors: g.monitors.Load(), Dropped: g.dropped.Load()}
}

// Close gives standard error back what it was, unless something else has been put in its
// place since, such as a later Guard, which is to be closed first; and waits until the
// monitor has written all that came before, at most as long as it may take to start; then
// it returns ErrLate. If the monitor was killed, or has ended and no other one has taken
// over, it returns ErrLost. What an earlier one took with it is no error: the next has
// written a mark for it.
// While a program that this one started still has the redirected standard error, the
// monitor stays, and so does Close until then. Further calls do nothing.
//
// A call while a panic or runtime.Goexit runs the deferred calls of its goroutine does nothing either, also
// behind a recover: what the runtime may print then goes to the monitor, which ends with the program.
func (g *Guard) Close() error {
	if unwinding() {
		return nil
	}
	g.mu.Lock()
	if g.closed {
		g.mu.Unlock()
		return nil
	}
	g.closed = true
	var err error
	if g.redirects() {
		err = syscall.Dup3(int(g.saved.Fd()), 2, 0)
	}
	_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
	g.mu.Unlock()
	close(g.closing)
	select {
	case <-g.ended:
		if g.lost.Load() {
			err = errors.Join(err, ErrLost)
		}
	case <-time.After(g.cfg.start):
		err = errors.Join(err, ErrLate)
	}
	g.text.Close()
	g.crash.Close()
	g.saved.Close()
	return err
}

// maxFrames bounds the calls between one that is deferred and Close.
const maxFrames = 256

// unwinding reports that a panic or runtime.Goexit runs deferred calls of this goroutine.
func unwinding() bool {
	frames := runtime.CallersFrames(callers())
	for {
		frame, more := frames.Next()
		if frame.Function == "runtime.gopanic" || frame.Function == "runtime.Goexit" {
			return true
		}
		if !more {
			return false
		}
	}
}

func callers() []uintptr {
	pcs := make([]uintptr, maxFrames)
	return pcs[:runtime.Callers(2, pcs)]
}

// redirects reports whether standard error still is the pipe of g.
func (g *Guard) redirects() bool {
	var own, now syscall.Stat_t
	return syscall.Fstat(int(g.text.Fd()), &own) != nil || syscall.Fstat(2, &now) != nil || own.Dev == now.Dev && own.Ino == now.Ino
}

// textPipe returns a pipe whose writing end does not block.
func textPipe() (r *os.File, w int, err error) {
	var p [2]int
	if err = syscall.Pipe2(p[:], syscall.O_CLOEXEC); err != nil {
		return nil, -1, err
	}
	_, _ = fcntl(p[1], fSetPipeSize, pipeSize) // a smaller one will do
	if err = syscall.SetNonblock(p[1], true); err != nil {
		syscall.Close(p[0])
		syscall.Close(p[1])
		return nil, -1, err
	}
	return os.NewFile(uintptr(p[0]), "text"), p[1], nil
}

func fcntl(fd, cmd, arg int) (int, error) {
	n, _, e := syscall.Syscall(syscall.SYS_FCNTL, uintptr(fd), uintptr(cmd), uintptr(arg))
	if e != 0 {
		return -1, e
	}
	return int(n), nil
}
