package redacttest

import (
	"bytes"
	"fmt"
	"io"
	"testing"
)

// TB returns the test itself with its log collected as the sink "test log": what Log,
// Error, Fatal and Skip are given, and what is written to Output. Hand it to code that
// logs to the test; secrets are left out of the test's own log, for which a line of Output
// waits for its end. What goes to the test directly, or is logged by a subtest, is seen by
// [Main] only.
func (c *Capture) TB() testing.TB {
	c.testLog.Do(func() { c.tbLog = c.stream("test log", "") })
	return &captureTB{TB: c.tb, c: c, log: c.tbLog}
}

type captureTB struct {
	testing.TB
	c   *Capture
	log io.Writer
}

// take collects text and returns it without its secrets, for the test's own log.
func (t *captureTB) take(text string) string {
	_, _ = io.WriteString(t.log, text)
	return string(t.c.inspector.mask([]byte(text)))
}

func (t *captureTB) Log(args ...any) { t.TB.Helper(); t.TB.Log(t.line(args)) }
func (t *captureTB) Logf(format string, args ...any) {
	t.TB.Helper()
	t.TB.Log(t.linef(format, args))
}
func (t *captureTB) Error(args ...any) { t.TB.Helper(); t.TB.Error(t.line(args)) }
func (t *captureTB) Errorf(format string, args ...any) {
	t.TB.Helper()
	t.TB.Error(t.linef(format, args))
}
func (t *captureTB) Fatal(args ...any) { t.TB.Helper(); t.TB.Fatal(t.line(args)) }
func (t *captureTB) Fatalf(format string, args ...any) {
	t.TB.Helper()
	t.TB.Fatal(t.linef(format, args))
}
func (t *captureTB) Skip(args ...any) { t.TB.Helper(); t.TB.Skip(t.line(args)) }
func (t *captureTB) Skipf(format string, args ...any) {
	t.TB.Helper()
	t.TB.Skip(t.linef(format, args))
}

func (t *captureTB) Attr(key, value string) {
	t.TB.Helper()
	t.TB.Attr(t.take(key), t.take(value))
}

func (t *captureTB) line(args []any) string {
	text := t.take(fmt.Sprintln(args...))
	if n := len(text); n > 0 && text[n-1] == '\n' {
		return text[:n-1]
	}
	return text
}

func (t *captureTB) linef(format string, args []any) string {
	return t.line([]any{fmt.Sprintf(format, args...)})
}

func (t *captureTB) Output() io.Writer { return (*captureOutput)(t) }

type captureOutput captureTB

func (o *captureOutput) Write(p []byte) (int, error) {
	_, _ = o.log.Write(p)
	if err := o.c.pass(o.TB, p, bytes.IndexByte(p, '\n') < 0); err != nil {
		return 0, err
	}
	return len(p), nil
}

// pass hands lines of Output on to tb without their secrets. If more is set it waits for
// the end of the line: a secret may come in pieces.
func (c *Capture) pass(tb testing.TB, p []byte, more bool) error {
	c.tbMu.Lock()
	defer c.tbMu.Unlock()
	c.tbPart = append(c.tbPart, p...)
	if more && len(c.tbPart) < MaxCapture || len(c.tbPart) == 0 {
		return nil
	}
	end := len(c.tbPart)
	if i := bytes.LastIndexByte(c.tbPart, '\n'); i >= 0 && len(p) > 0 {
		end = i + 1
	}
	_, err := tb.Output().Write(c.inspector.mask(c.tbPart[:end]))
	c.tbPart = append(c.tbPart[:0], c.tbPart[end:]...)
	return err
}
