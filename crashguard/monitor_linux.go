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

	c := &control{r: r}
	if errors.Join(syscall.SetNonblock(fdOrder, true), syscall.SetNonblock(fdLate, true)) != nil {
		return 2
	}
	go c.wait()
	var work sync.WaitGroup
	work.Go(func() { c.redact(c.pump(fdText), func() io.WriteCloser { return output(out) }) })
	work.Go(func() { c.redact(c.pump(fdCrash), func() io.WriteCloser { return crashOutput(cfg) }) })
	work.Wait()
	return 0
}

// control is what the process tells its monitor.
type control struct {
	r    *redact.Redactor
	bad  atomic.Bool // lines are to be replaced
	mu   sync.Mutex
	buf  []byte // the beginning of a message
	end  bool
	same bool // the plans are
	tmp  [64 << 10]byte
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
		if c.r.ImportSecrets(body) != nil {
			c.bad.Store(true)
		}
	case msgReady:
		answer := []byte{answerReady}
		if !c.same || c.bad.Load() {
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
func (c *control) pump(fd int) <-chan piece {
	ch := make(chan piece, 16)
	size, err := fcntl(fd, fGetPipeSize, 0)
	if err != nil || size < pageSize {
		size = pipeSize
	}
	go func() {
		defer close(ch)
		buf := make([]byte, size)
		for {
			n, err := syscall.Read(fd, buf)
			if err == syscall.EINTR {
				continue
			}
			if n <= 0 {
				c.drain()
				return
			}
			c.drain()
			// One read takes all that is there. Of two pages of a full pipe, more
			// than one is full: a write that fits into the rest of a page goes there.
			ch <- piece{bytes.Clone(buf[:n]), n >= size/2}
			clear(buf[:n])
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
					do(l.end)
					out.Close()
				}
				return
			}
			if l == nil {
				out = open()
				l = &lines{r: c.r, out: out, whole: c.bad.Load}
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
