package crashguard

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/tacit-go/tacit/redact"
)

// A link is one monitor, as its process sees it.
type link struct {
	cmd  *exec.Cmd
	hand time.Duration
	live *os.File
	gone chan struct{} // closed when the monitor has ended
	rest chan struct{} // it has paused
	stop func()        // ends the export

	mu           sync.Mutex // of order and late
	order, late  *os.File
	alive, right atomic.Bool
	watched      atomic.Bool // its answers are waited for
}

// launch starts a monitor and waits until it is ready. It reads no text before msgGo. With
// blind, it may be one of another plan, which replaces each line.
func (g *Guard) launch(how string, blind bool) (_ *link, err error) {
	m := &link{hand: g.cfg.hand, gone: make(chan struct{}), rest: make(chan struct{}, 1), stop: func() {}}
	deadline := time.Now().Add(g.cfg.start)
	var open []io.Closer
	defer func() {
		if err != nil {
			for _, c := range open {
				c.Close()
			}
		}
	}()
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
	if err = errors.Join(pipe(&m.order, &theirs[0], true), pipe(&m.live, &theirs[1], false), pipe(&m.late, &theirs[2], true)); err != nil {
		return nil, noMonitor(err)
	}
	if c, err := m.order.SyscallConn(); err == nil {
		_ = c.Control(func(fd uintptr) { _, _ = fcntl(int(fd), fSetPipeSize, pipeSize) })
	}
	program, args := "/proc/self/exe", os.Args[1:]
	if g.cfg.program != "" {
		program, args = g.cfg.program, g.cfg.args
	}
	m.cmd = exec.Command(program, args...)
	if g.cfg.program == "" {
		m.cmd.Args[0] = os.Args[0]
	}
	m.cmd.Dir = g.dir
	m.cmd.Env = append(os.Environ(), envMonitor+"="+how)
	m.cmd.Stderr = g.saved
	m.cmd.ExtraFiles = []*os.File{g.text, g.crash, theirs[0], theirs[1], theirs[2]}
	m.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err = m.cmd.Start(); err != nil {
		return nil, noMonitor(err)
	}
	for _, f := range theirs {
		f.Close()
	}
	m.alive.Store(true)
	m.right.Store(true)
	if err = m.ready(g, deadline); blind && errors.Is(err, ErrPlan) {
		m.right.Store(false)
		err = nil
	}
	if err != nil {
		m.stop()
		_ = m.cmd.Process.Kill()
		_ = m.cmd.Wait()
		return nil, err
	}
	g.monitors.Add(1)
	m.watched.Store(true)
	go m.watch()
	return m, nil
}

// ready hands over what the monitor needs. It is sent once the monitor reads, so that
// Set never waits for one that begins.
func (m *link) ready(g *Guard, deadline time.Time) error {
	_ = m.live.SetReadDeadline(deadline)
	defer m.live.SetReadDeadline(time.Time{})
	if err := m.answer(answerHello); err != nil {
		return err
	}
	m.stop = g.r.ExportSecrets(func(frame []byte) {
		sent := m.send(message(msgSecrets, frame))
		if errors.Is((*redact.Redactor)(nil).ImportSecrets(frame), redact.ErrPlanChanged) {
			m.right.Store(false)
			if sent {
				m.pause()
			}
			select {
			case g.changed <- struct{}{}:
			default:
			}
		}
	})
	m.send(message(msgPlan, planDigest(g.r))) // after the export, so that no change is missed
	m.send(message(msgReady, nil))
	late := fmt.Errorf("%w: live secrets were not handed over", ErrMonitor)
	if !m.right.Load() {
		return late
	}
	if err := m.answer(answerReady); err != nil {
		return err
	}
	if !m.right.Load() {
		return late
	}
	return nil
}

// answer waits for the monitor to say want.
func (m *link) answer(want byte) error {
	var b [1]byte
	switch _, err := m.live.Read(b[:]); {
	case err != nil:
		return noMonitor(err)
	case b[0] == answerPlan:
		return ErrPlan
	case b[0] != want:
		return ErrMonitor
	}
	return nil
}

// send hands a message to the monitor, and reports whether it did. After one that does not
// arrive there are no more.
func (m *link) send(msg []byte) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.order == nil {
		return false
	}
	until := time.Now().Add(m.hand + time.Duration(len(msg)>>20)*200*time.Millisecond)
	_ = m.order.SetWriteDeadline(until)
	if _, err := m.order.Write(msg); err != nil {
		m.tooLate(until.Add(time.Second))
		m.order.Close()
		m.order = nil
	}
	return m.order != nil
}

// pause waits until the monitor reads no more: what is written behind Replace is for the
// next one. What does not answer in time is not waited for again.
func (m *link) pause() {
	if !m.watched.Load() {
		return
	}
	select {
	case <-m.rest:
	case <-m.gone:
	case <-time.After(m.hand):
		m.watched.Store(false)
		m.mu.Lock()
		defer m.mu.Unlock()
		m.tooLate(time.Now().Add(time.Second))
	}
}

// tooLate makes the monitor replace each line that it has not written. mu is held.
func (m *link) tooLate(until time.Time) {
	m.right.Store(false)
	_ = m.late.SetWriteDeadline(until)
	_, _ = m.late.Write([]byte{1})
}

// close tells the monitor that there are no more messages.
func (m *link) close() {
	m.stop()
	m.send(message(msgBye, nil))
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.order != nil {
		m.order.Close()
		m.order = nil
	}
}

// watch waits for the end of the monitor.
func (m *link) watch() {
	for b := []byte{0}; ; {
		if n, _ := m.live.Read(b); n == 0 {
			break
		}
		select {
		case m.rest <- struct{}{}:
		default:
		}
	}
	m.alive.Store(false)
	m.right.Store(false)
	close(m.gone)
}

// end releases what belongs to a monitor that has ended, and returns its exit status.
func (m *link) end() int {
	m.close()
	_ = m.cmd.Wait()
	m.late.Close()
	m.live.Close()
	return m.cmd.ProcessState.ExitCode()
}

// kill ends the monitor, if it has not, and returns its exit status.
func (m *link) kill() int {
	_ = m.cmd.Process.Kill()
	<-m.gone
	return m.end()
}
