package crashguard

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/tacit-go/tacit/redact"
)

// monitor redacts for the process that has started this one, and returns when there is
// nothing to come any more.
func monitor(r *redact.Redactor, cfg *config) int {
	c := &control{r: r, alone: os.Getenv(envMonitor) == aloneMonitor, begin: make(chan struct{}), resume: make(chan struct{})}
	_ = os.Unsetenv(envMonitor)
	// A terminal sends them to the process too, and so do supervisors; it is the one
	// that decides.
	signal.Ignore(syscall.SIGINT, syscall.SIGTERM, syscall.SIGQUIT, syscall.SIGHUP, syscall.SIGPIPE, syscall.SIGTSTP,
		syscall.SIGTTIN, syscall.SIGTTOU, syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGALRM, syscall.SIGXFSZ)
	for fd := fdText; fd <= fdLate; fd++ {
		syscall.CloseOnExec(fd)
	}
	out, err := fcntl(2, fDupfdCloexec, 10)
	if err != nil {
		return 2
	}
	// What the monitor itself would print as it crashes comes from no Redactor.
	null, err := syscall.Open("/dev/null", syscall.O_WRONLY|syscall.O_CLOEXEC, 0)
	if err != nil || syscall.Dup3(null, 2, 0) != nil {
		return 2
	}
	_ = HardenProcess()
	debug.SetGCPercent(50)

	var text, crash *os.File
	for fd, f := range map[int]**os.File{fdOrder: nil, fdLate: nil, fdText: &text, fdCrash: &crash} {
		if syscall.SetNonblock(fd, true) != nil {
			return 2
		}
		if f != nil {
			*f = os.NewFile(uintptr(fd), "text") // whose Read can be interrupted
		}
	}
	c.files = []*os.File{text, crash}
	if _, err := syscall.Write(fdAlive, []byte{answerHello}); err != nil && err != syscall.EPIPE {
		return 2
	}
	go c.wait()
	<-c.begin
	if c.quit {
		return 0
	}
	var work sync.WaitGroup
	work.Go(func() { c.redact(c.pump(text), func() io.WriteCloser { return output(out) }) })
	work.Go(func() { c.redact(c.pump(crash), func() io.WriteCloser { return crashOutput(cfg) }) })
	work.Wait()
	if c.open.Load() {
		return exitTorn
	}
	return 0
}

// control is what the process tells its monitor.
type control struct {
	r     *redact.Redactor
	alone bool          // no other monitor reads the text
	files []*os.File    // the text
	begin chan struct{} // closed when the text may be read
	torn  bool          // something before it was lost
	quit  bool          // or it is not to be read
	open  atomic.Bool   // something was, as the text was left
	bad   atomic.Bool   // lines are to be replaced
	mu    sync.Mutex
	buf   []byte // the beginning of a message
	end   bool
	same  bool // the plans are
	ready bool
	begun bool
	tmp   [64 << 10]byte

	reading sync.Mutex  // held while text is read; mu may be held before it
	paused  atomic.Bool // the text waits for another monitor
	stopped atomic.Bool // which has come
	resume  chan struct{}
}

// wait reads messages as they come.
func (c *control) wait() {
	for {
		var set syscall.FdSet
		set.Bits[0] = 1<<fdOrder | 1<<fdLate
		if _, err := syscall.Select(fdLate+1, &set, nil, nil, nil); err != nil && err != syscall.EINTR {
			c.bad.Store(true)
			return
		}
		if c.drain() {
			return
		}
	}
}

// start lets the text be read, once.
func (c *control) start(torn, quit bool) {
	if !c.begun {
		c.begun, c.torn, c.quit = true, torn, quit
		close(c.begin)
	}
}

// pause leaves what comes from now on to the next monitor, if one comes, and says so.
func (c *control) pause() {
	c.reading.Lock()
	was := c.paused.Swap(true)
	c.reading.Unlock()
	if !was {
		c.wake()
	}
	_, _ = syscall.Write(fdAlive, []byte{answerPaused})
}

// goOn ends a pause. What was read before it is for the plan of this monitor, what comes
// after it is not.
func (c *control) goOn() {
	if c.paused.Load() {
		c.bad.Store(c.bad.Load() || !c.stopped.Load())
		c.paused.Store(false)
		close(c.resume)
		c.resume = make(chan struct{})
	}
}

func (c *control) wake() {
	for _, f := range c.files {
		_ = f.SetReadDeadline(time.Unix(1, 0))
	}
}

// rest waits as long as the text is paused, and reports whether it is to be read on.
func (c *control) rest() bool {
	for {
		c.mu.Lock()
		wait := c.resume
		c.mu.Unlock()
		switch {
		case c.stopped.Load():
			return false
		case !c.paused.Load():
			return true
		}
		<-wait
	}
}

// drain reads the messages that were sent. What is read from standard error before was
// written after them.
func (c *control) drain() (end bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for !c.end {
		n, err := syscall.Read(fdOrder, c.tmp[:])
		if err == syscall.EINTR {
			continue
		}
		if err == syscall.EAGAIN {
			break
		}
		if n <= 0 {
			if c.end = true; len(c.buf) > 0 {
				c.bad.Store(true) // it ended within a message
			}
			// The process has ended, or there are no more messages.
			c.bad.Store(c.bad.Load() || !c.begun && !(c.ready && c.same))
			c.start(true, !c.alone)
			c.goOn()
			break
		}
		c.buf = append(c.buf, c.tmp[:n]...)
		rest := c.buf
		for {
			kind, body, more, ok := cutMessage(rest)
			if !ok {
				break
			}
			c.obey(kind, body)
			rest = more
		}
		c.buf = c.buf[:copy(c.buf, rest)]
	}
	var b [1]byte
	if n, _ := syscall.Read(fdLate, b[:]); n == 1 {
		c.bad.Store(true)
	}
	return c.end
}

func (c *control) obey(kind byte, body []byte) {
	defer func() {
		if recover() != nil {
			c.bad.Store(true)
		}
	}()
	switch kind {
	case msgPlan:
		c.same = bytes.Equal(body, planDigest(c.r))
	case msgSecrets:
		switch err := c.r.ImportSecrets(body); {
		case errors.Is(err, redact.ErrPlanChanged):
			c.pause()
		case err != nil:
			c.bad.Store(true)
		}
	case msgGo:
		c.start(len(body) == 1 && body[0] == goTorn, false)
	case msgStop:
		c.stopped.Store(true)
		c.paused.Store(true)
		c.wake()
		c.goOn()
	case msgResume:
		c.goOn()
	case msgReady:
		c.ready = true
		answer := []byte{answerReady}
		if !c.same || c.bad.Load() {
			c.bad.Store(true)
			answer[0] = answerPlan
		}
		_, _ = syscall.Write(fdAlive, answer)
	}
}

// piece is a part of a stream. Behind one that is lossy, text may be missing.
type piece struct {
	text  []byte
	lossy bool
}

// pageSize is the smallest unit in which a pipe has room.
const pageSize = 4096

// pump reads ahead, so that the pipe is empty while the text is redacted.
func (c *control) pump(f *os.File) <-chan piece {
	ch := make(chan piece, 16)
	size := pipeSize
	conn, err := f.SyscallConn()
	if err != nil {
		close(ch)
		return ch
	}
	_ = conn.Control(func(fd uintptr) {
		if n, err := fcntl(int(fd), fGetPipeSize, 0); err == nil && n >= pageSize {
			size = n
		}
	})
	go func() {
		defer close(ch)
		buf := make([]byte, size)
		for c.rest() {
			n, end := 0, false
			err := conn.Read(func(fd uintptr) bool {
				c.reading.Lock()
				defer c.reading.Unlock()
				if c.paused.Load() {
					return true
				}
				var err error
				for n, err = syscall.Read(int(fd), buf); err == syscall.EINTR; n, err = syscall.Read(int(fd), buf) {
				}
				end = n == 0 || n < 0 && err != syscall.EAGAIN
				return n >= 0 || end
			})
			if n > 0 {
				c.drain()
				// One read takes all that is there. Of two pages of a full pipe, more
				// than one is full: a write that fits into the rest of a page goes there.
				ch <- piece{bytes.Clone(buf[:n]), n >= size/2}
				clear(buf[:n])
			}
			switch {
			case errors.Is(err, os.ErrDeadlineExceeded):
				_ = f.SetReadDeadline(time.Time{})
			case end, err != nil:
				c.drain()
				return
			}
		}
	}()
	return ch
}

// idleTime is how long a stream is silent before what is held back is shown as far as
// it can be.
const idleTime = 100 * time.Millisecond

// redact writes a stream to what open returns, which is called when the first piece comes.
func (c *control) redact(ch <-chan piece, open func() io.WriteCloser) {
	var out io.WriteCloser
	var l *lines
	idle := time.NewTimer(time.Hour)
	defer idle.Stop()
	do := func(f func()) {
		defer func() {
			if recover() != nil {
				c.bad.Store(true)
				l = &lines{r: c.r, out: out, whole: c.bad.Load, long: true}
			}
		}()
		f()
	}
	for {
		select {
		case p, ok := <-ch:
			if !ok {
				if l != nil {
					end := l.end
					if c.stopped.Load() {
						end = func() { c.open.Store(l.quit() || c.open.Load()) }
					}
					do(end)
					out.Close()
				}
				return
			}
			if l == nil {
				out = open()
				l = &lines{r: c.r, out: out, whole: c.bad.Load}
				if c.torn {
					do(l.torn)
				}
			}
			if p.lossy {
				do(func() { l.gap(p.text, pageSize) })
			} else {
				do(func() { l.write(p.text) })
			}
			clear(p.text)
			idle.Reset(idleTime)
		case <-idle.C:
			if l != nil {
				do(l.idle)
			}
		}
	}
}

// output writes to a file descriptor as long as that can be done.
type output int

// Write implements io.Writer. It reports success whatever happens: the stream goes on.
func (o output) Write(p []byte) (int, error) {
	for rest, waited := p, 0; len(rest) > 0 && waited < 5000; {
		n, err := syscall.Write(int(o), rest)
		switch {
		case n > 0:
			rest, waited = rest[n:], 0
		case err == syscall.EINTR:
		case err == syscall.EAGAIN:
			time.Sleep(time.Millisecond)
			waited++
		default:
			return len(p), nil
		}
	}
	return len(p), nil
}

// Close implements io.Closer.
func (o output) Close() error { return nil }

// crashSinks is where the text of a crash goes.
type crashSinks struct {
	file *os.File
	pipe *io.PipeWriter
	done chan struct{}
}

func crashOutput(cfg *config) io.WriteCloser {
	s := &crashSinks{}
	if cfg.file != "" {
		s.file, _ = os.OpenFile(cfg.file, os.O_WRONLY|os.O_CREATE|os.O_APPEND, cfg.perm)
	}
	if cfg.report != nil {
		var r *io.PipeReader
		r, s.pipe = io.Pipe()
		s.done = make(chan struct{})
		go func() {
			defer close(s.done)
			defer r.Close()
			defer func() { _ = recover() }()
			cfg.report(r)
		}()
	}
	return s
}

// Write implements io.Writer. It reports success whatever happens.
func (s *crashSinks) Write(p []byte) (int, error) {
	if s.file != nil {
		_, _ = s.file.Write(p)
	}
	if s.pipe != nil {
		_, _ = s.pipe.Write(p)
	}
	return len(p), nil
}

// Close ends the report and waits for it.
func (s *crashSinks) Close() error {
	if s.file != nil {
		_ = s.file.Close()
	}
	if s.pipe != nil {
		_ = s.pipe.Close()
		<-s.done
	}
	return nil
}
