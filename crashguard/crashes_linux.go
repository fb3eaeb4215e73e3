package crashguard

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
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
	cfg   *config
	cmd   *exec.Cmd
	saved *os.File // standard error as it was

	// The ends of the monitor stay open here too: a pipe without a reader ends
	// whoever writes to it.
	text, crash *os.File
	live        *os.File
	gone        chan struct{} // closed when the monitor has ended
	stop        func()        // ends the export

	mu           sync.Mutex // of order and late
	order, late  *os.File
	closed       bool
	deadline     time.Time // of the whole start; zero afterwards
	alive, right atomic.Bool
	dropped      atomic.Uint64
}

func isMonitor() bool { return os.Getenv(envMonitor) != "" }

func start(r *redact.Redactor, cfg *config) (_ *Guard, err error) {
	g := &Guard{cfg: cfg, gone: make(chan struct{}), stop: func() {}, deadline: time.Now().Add(cfg.start)}
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
	fail := func(err error) (*Guard, error) { return nil, fmt.Errorf("%w: %w", ErrMonitor, err) }
	stderr, err := fcntl(2, fDupfdCloexec, 10)
	if err != nil {
		return fail(err)
	}
	g.saved = os.NewFile(uintptr(stderr), "stderr")
	open = append(open, g.saved)
	if g.text, textW, err = textPipe(); err != nil {
		return fail(err)
	}
	open = append(open, g.text)
	if g.crash, crashW, err = textPipe(); err != nil {
		return fail(err)
	}
	open = append(open, g.crash)
	var theirs [3]*os.File
	pipe := func(own **os.File, other **os.File, write bool) error {
		r, w, err := os.Pipe()
		if err != nil {
			return err
		}
		open = append(open, r, w)
		if *own, *other = r, w; write {
			*own, *other = w, r
		}
		return nil
	}
	if err = errors.Join(pipe(&g.order, &theirs[0], true), pipe(&g.live, &theirs[1], false), pipe(&g.late, &theirs[2], true)); err != nil {
		return fail(err)
	}
	if c, err := g.order.SyscallConn(); err == nil {
		_ = c.Control(func(fd uintptr) { _, _ = fcntl(int(fd), fSetPipeSize, pipeSize) })
	}

	program, args := "/proc/self/exe", os.Args[1:]
	if cfg.program != "" {
		program, args = cfg.program, cfg.args
	}
	g.cmd = exec.Command(program, args...)
	if cfg.program == "" {
		g.cmd.Args[0] = os.Args[0]
	}
	g.cmd.Env = append(os.Environ(), envMonitor+"=1")
	g.cmd.Stderr = g.saved
	g.cmd.ExtraFiles = []*os.File{g.text, g.crash, theirs[0], theirs[1], theirs[2]}
	g.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err = g.cmd.Start(); err != nil {
		return fail(err)
	}
	for _, f := range theirs {
		f.Close()
	}
	g.alive.Store(true)
	g.right.Store(true)
	g.send(message(msgPlan, planDigest(r)))
	g.stop = r.ExportSecrets(func(frame []byte) { g.send(message(msgSecrets, frame)) })
	g.send(message(msgReady, nil))
	if err = g.answer(); err != nil {
		g.stop()
		_ = g.cmd.Process.Kill()
		_ = g.cmd.Wait()
		return nil, err
	}
	g.mu.Lock()
	g.deadline = time.Time{}
	g.mu.Unlock()

	crash := os.NewFile(uintptr(crashW), "crash")
	crashW = -1
	open = append(open, crash)
	if err = debug.SetCrashOutput(crash, debug.CrashOptions{}); err == nil {
		// SetCrashOutput has made the pipe block, and shares that with its copy.
		err = errors.Join(syscall.SetNonblock(int(crash.Fd()), true), syscall.Dup3(textW, 2, 0))
	}
	if err != nil {
		_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
		g.stop()
		_ = g.cmd.Process.Kill()
		_ = g.cmd.Wait()
		return fail(err)
	}
	syscall.Close(textW)
	textW = -1
	crash.Close()
	go g.watch()
	return g, nil
}

// answer waits for the monitor to be ready.
func (g *Guard) answer() error {
	var b [1]byte
	_ = g.live.SetReadDeadline(g.deadline)
	_, err := g.live.Read(b[:])
	_ = g.live.SetReadDeadline(time.Time{})
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w", ErrMonitor, err)
	case b[0] == answerPlan:
		return ErrPlan
	case !g.right.Load():
		return fmt.Errorf("%w: live secrets were not handed over", ErrMonitor)
	}
	return nil
}

// send hands a message to the monitor. After one that does not arrive there are no more.
func (g *Guard) send(msg []byte) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.right.Load() || g.closed {
		return
	}
	until := g.deadline
	if until.IsZero() {
		until = time.Now().Add(g.cfg.hand + time.Duration(len(msg)>>20)*200*time.Millisecond)
	}
	_ = g.order.SetWriteDeadline(until)
	if _, err := g.order.Write(msg); err != nil {
		g.right.Store(false)
		_ = g.late.SetWriteDeadline(until.Add(time.Second))
		_, _ = g.late.Write([]byte{1})
		g.order.Close()
	}
}

// watch waits for the end of the monitor. From then on what is written is dropped.
func (g *Guard) watch() {
	_, _ = g.live.Read(make([]byte, 1))
	g.alive.Store(false)
	g.right.Store(false)
	close(g.gone)
	g.stop()
	_ = g.cmd.Wait()
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.closed {
		go g.drop(g.text)
		go g.drop(g.crash)
	}
}

// drop reads what nobody else reads.
func (g *Guard) drop(f *os.File) {
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
	return Status{PID: g.cmd.Process.Pid, Alive: g.alive.Load(), InStep: g.right.Load(), Dropped: g.dropped.Load()}
}

// Close gives standard error back what it was, unless something else has been put in its
// place since, such as a later Guard, which is to be closed first; and waits until the monitor has written
// all that came before, at most as long as it may take to start; then it returns
// ErrLate. While a program that this one started still has the redirected standard error,
// the monitor stays, and so does Close until then. Further calls do nothing.
func (g *Guard) Close() error {
	g.mu.Lock()
	if g.closed {
		g.mu.Unlock()
		return nil
	}
	_ = g.order.SetWriteDeadline(time.Now().Add(g.cfg.hand))
	_, _ = g.order.Write(message(msgBye, nil))
	g.closed = true
	var err error
	if g.redirects() {
		err = syscall.Dup3(int(g.saved.Fd()), 2, 0)
	}
	_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
	g.order.Close()
	g.mu.Unlock()
	g.stop()
	select {
	case <-g.gone:
	case <-time.After(g.cfg.start):
		err = errors.Join(err, ErrLate)
	}
	g.text.Close()
	g.crash.Close()
	g.late.Close()
	g.saved.Close()
	return err
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
