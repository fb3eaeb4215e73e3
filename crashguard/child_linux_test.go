package crashguard_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"
)

// children are what the test binary does when it is run again by child.
var children = map[string]func(){
	"harden": hardenChild,
	"crash":  crashChild,
}

func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "monitor" {
		os.Exit(monitorChild())
	}
	if f := children[os.Getenv("CRASHGUARD_CHILD")]; f != nil {
		f()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child runs the test binary as one of children, and returns what it prints to
// standard error and its exit status, negative for a signal.
func child(t *testing.T, name string, env ...string) (stderr string, code int) {
	t.Helper()
	stderr, _, code = childOutput(t, name, env...)
	return stderr, code
}

func childOutput(t *testing.T, name string, env ...string) (stderr, stdout string, code int) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(append(os.Environ(), "CRASHGUARD_CHILD="+name), env...)
	var o, e bytes.Buffer
	cmd.Stdout, cmd.Stderr = &o, &e
	cmd.WaitDelay = 20 * time.Second
	err = cmd.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		err = nil
	}
	if err != nil {
		t.Fatal(err)
	}
	code = cmd.ProcessState.ExitCode()
	if ws := cmd.ProcessState.Sys().(syscall.WaitStatus); ws.Signaled() {
		code = -int(ws.Signal())
	}
	return e.String(), o.String(), code
}
