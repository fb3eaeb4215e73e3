package redacttest

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// childVariable is set in the process that runs the tests for [Main].
const childVariable = "TACIT_REDACTTEST_CHILD"

// Main judges all that the tests of a package write: standard output and standard error,
// whoever writes there, what is logged to tests, as by t.Log, also of tests that pass,
// panics that end the process and fatal errors of the runtime. It is for TestMain:
//
//	func TestMain(m *testing.M) { os.Exit(redacttest.Main(m)) }
//
// It runs the test binary once more, with -test.v, and reads what that writes; the
// result is its exit code, or 1 if there are findings. What it wrote is printed at its
// end, without what was found: all of it with -v or after a failure.
//
// The canaries are those of Canaries(nil, 1), or as [WithCanaries] says; WithRedactor
// looks for secrets as well. Output beyond MaxCapture is not judged and fails, and so does
// a program that the tests started and that still holds the streams three seconds after
// their end.
func Main(m interface{ Run() int }, opts ...CaptureOption) int {
	if os.Getenv(childVariable) != "" {
		return m.Run()
	}
	if !flag.Parsed() {
		flag.Parse()
	}
	c, _ := newCapture(nil, opts)
	code, outputs, err := runChild()
	if err != nil {
		fmt.Fprintf(os.Stderr, "redacttest: the tests did not run: %v\n", err)
		return 1
	}
	var found []Finding
	for i, name := range [2]string{"stdout", "stderr"} {
		found = append(found, c.inspector.findings(name, "", outputs[i].text)...)
		if outputs[i].cut {
			fmt.Fprintf(os.Stderr, "%v: %s\n", errCapture, name)
			code = max(code, 1)
		}
	}
	stdout := c.inspector.mask(outputs[0].text)
	if code == 0 && len(found) == 0 && !wantsAll() {
		stdout = summary(stdout)
	}
	if len(found) > 0 {
		// The verdict of the child is no longer true.
		stdout = bytes.TrimSuffix(stdout, []byte("PASS\n"))
	}
	_, _ = os.Stdout.Write(stdout)
	_, _ = os.Stderr.Write(c.inspector.mask(outputs[1].text))
	for _, f := range found {
		fmt.Println("leak in " + f.String())
	}
	if len(found) > 0 {
		fmt.Println("FAIL")
		code = max(code, 1)
	}
	return code
}

// wantsAll reports if output of tests that pass is asked for.
func wantsAll() bool {
	for _, name := range []string{"test.bench", "test.fuzz", "test.list"} {
		if f := flag.Lookup(name); f != nil && f.Value.String() != "" {
			return true
		}
	}
	return testing.Verbose()
}

// summary returns the lines of a run without -v.
func summary(stdout []byte) (out []byte) {
	for line := range bytes.Lines(stdout) {
		for _, prefix := range []string{"PASS", "coverage:", "testing:"} {
			if bytes.HasPrefix(line, []byte(prefix)) {
				out = append(out, line...)
				break
			}
		}
	}
	return out
}

// mainWait is how long Main waits for programs that outlive the tests.
const mainWait = 3 * time.Second

// limited keeps the first MaxCapture bytes.
type limited struct {
	text []byte
	cut  bool
}

func (l *limited) Write(p []byte) (int, error) {
	if len(l.text)+len(p) > MaxCapture {
		l.cut = true
		return len(p), nil
	}
	l.text = append(l.text, p...)
	return len(p), nil
}

// runChild runs this process again.
func runChild() (code int, out [2]*limited, err error) {
	out = [2]*limited{{}, {}}
	args := os.Args[1:]
	if !testing.Verbose() {
		flags := len(args) - flag.NArg() // -test.v=false among them
		args = slices.Concat([]string{"-test.v"}, slices.DeleteFunc(slices.Clone(args[:flags]), func(s string) bool {
			return strings.HasPrefix(strings.TrimLeft(s, "-"), "test.v=")
		}), args[flags:])
	}
	program, err := os.Executable()
	if err != nil {
		return 1, out, err
	}
	cmd := exec.Command(program, args...)
	cmd.Args[0] = os.Args[0]
	cmd.Env = append(os.Environ(), childVariable+"=1")
	cmd.Stdin = os.Stdin
	cmd.WaitDelay = mainWait
	cmd.Stdout, cmd.Stderr = io.Writer(out[0]), io.Writer(out[1])
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT)
	defer signal.Stop(signals)
	if err := cmd.Start(); err != nil {
		return 1, out, err
	}
	ended := make(chan struct{})
	go func() {
		for {
			select {
			case s := <-signals:
				_ = cmd.Process.Signal(s)
			case <-ended:
				return
			}
		}
	}()
	err = cmd.Wait()
	close(ended)
	if errors.Is(err, exec.ErrWaitDelay) {
		fmt.Fprintf(os.Stderr, "redacttest: a program that the tests started still has their output: what it writes is not judged\n")
		return 1, out, nil
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return max(exit.ExitCode(), 1), out, nil
	}
	return 0, out, err
}
