package crashguard_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"testing"
	"time"
)

// children are what the test binary does when it is run again by child.
var children = map[string]func(){
	"harden": hardenChild,
}

func TestMain(m *testing.M) {
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
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(append(os.Environ(), "CRASHGUARD_CHILD="+name), env...)
	var b bytes.Buffer
	cmd.Stderr = &b
	cmd.WaitDelay = 20 * time.Second
	err = cmd.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		err = nil
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), cmd.ProcessState.ExitCode()
}
