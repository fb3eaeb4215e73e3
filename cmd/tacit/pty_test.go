//go:build linux

package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// terminalOf opens a terminal and collects what is shown on it.
func terminalOf(t *testing.T) (keys io.Writer, screen *syncBuffer, tty *os.File) {
	t.Helper()
	master, slave, err := pty.Open()
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { master.Close(); slave.Close() })
	screen = new(syncBuffer)
	go io.Copy(screen, master)
	return master, screen, slave
}

func await(t *testing.T, screen *syncBuffer, want string) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !strings.Contains(screen.String(), want); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("no %q on the screen: %q", want, screen.String())
		}
	}
}

func TestRunOnATerminal(t *testing.T) {
	needShell(t)
	keys, screen, tty := terminalOf(t)
	if err := pty.Setsize(tty, &pty.Winsize{Rows: 33, Cols: 77}); err != nil {
		t.Fatal(err)
	}
	before, err := unix.IoctlGetTermios(int(tty.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	env := append(os.Environ(), "APP_SECRET="+childSecret)
	done := make(chan int)
	go func() {
		done <- run(context.Background(), []string{"run", "--secrets-env", "APP_*", "--", "sh", "-c",
			`test -t 0 && test -t 1 && test -t 2 && echo all three; stty size; echo "$APP_SECRET" >&2
			 trap 'echo resized; stty size' WINCH; echo ready.; until read x; do :; done; echo "read $x $APP_SECRET"; sleep 60; exit 9`}, tty, tty, tty, env)
	}()
	await(t, screen, "all three\r\n33 77\r\n[REDACTED:live-secret]\r\nready.")
	if err := pty.Setsize(tty, &pty.Winsize{Rows: 44, Cols: 99}); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(os.Getpid(), syscall.SIGWINCH); err != nil {
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond)
	io.WriteString(keys, "typed\r")
	await(t, screen, "resized\r\n44 99\r\n")
	await(t, screen, "read typed [REDACTED:live-secret]\r\n")
	status := -1
	for deadline := time.Now().Add(10 * time.Second); status < 0; {
		io.WriteString(keys, "\x03") // to the command, not to us; a shell may be about to start its own
		select {
		case status = <-done:
		case <-time.After(300 * time.Millisecond):
			if time.Now().After(deadline) {
				t.Fatalf("the command was not interrupted: %q", screen.String())
			}
		}
	}
	if status != 128+int(syscall.SIGINT) {
		t.Errorf("status %d", status)
	}
	if strings.Contains(screen.String(), childSecret) {
		t.Errorf("%q", screen.String())
	}
	after, _ := unix.IoctlGetTermios(int(tty.Fd()), unix.TCGETS)
	if before.Lflag != after.Lflag || before.Iflag != after.Iflag || before.Oflag != after.Oflag {
		t.Error("the terminal is not as it was")
	}
}

// Only what is a terminal is replaced by one.
func TestRunOnHalfATerminal(t *testing.T) {
	needShell(t)
	_, screen, tty := terminalOf(t)
	var errs syncBuffer
	status := run(context.Background(), []string{"run", "--", "sh", "-c", `read x; test -t 1 && ! test -t 0 && ! test -t 2 && echo "out $x"; echo err >&2; exit 4`},
		strings.NewReader("typed\n"), tty, &errs, os.Environ())
	if status != 4 || errs.String() != "err\n" {
		t.Errorf("status %d, %q", status, errs.String())
	}
	await(t, screen, "out typed\r")
	status = run(context.Background(), []string{"run", "--no-pty", "--", "sh", "-c", `test -t 1 || echo "no terminal"`}, strings.NewReader(""), tty, &errs, os.Environ())
	if await(t, screen, "no terminal\r\n"); status != 0 {
		t.Error(status)
	}
	if status := run(context.Background(), []string{"run", "--", "no-such-command-here"}, strings.NewReader(""), tty, &errs, os.Environ()); status != statusNotFound {
		t.Error(status)
	}
}

// All of a long output arrives, though the command ends before it is read.
func TestRunOnATerminalReadsToTheEnd(t *testing.T) {
	needShell(t)
	_, screen, tty := terminalOf(t)
	start := time.Now()
	if status := run(context.Background(), []string{"run", "--", "sh", "-c", "seq 1 20000"}, strings.NewReader(""), tty, tty, os.Environ()); status != 0 {
		t.Error(status)
	}
	await(t, screen, "\n20000\r")
	if time.Since(start) > 5*time.Second {
		t.Errorf("it took %v", time.Since(start))
	}
}

// The last line is written before the terminal is given back, which would add to its end.
func TestRunOnATerminalEndsLinesOnce(t *testing.T) {
	needShell(t)
	env := append(os.Environ(), "APP_SECRET="+childSecret)
	for range 3 {
		keys, screen, tty := terminalOf(t)
		done := make(chan int)
		go func() {
			done <- run(context.Background(), []string{"run", "--secrets-env", "APP_*", "--", "sh", "-c", `printf "Name: "; read x; echo ok`}, tty, tty, tty, env)
		}()
		await(t, screen, "Name: ")
		io.WriteString(keys, "ada\r")
		if status := <-done; status != 0 {
			t.Error(status)
		}
		if await(t, screen, "ok\r"); strings.Contains(screen.String(), "\r\r") {
			t.Errorf("%q", screen.String())
		}
	}
}

// TestRunAsInit makes this binary a process that orphans are given to, as process 1 is.
func TestRunAsInit(t *testing.T) {
	needShell(t)
	if os.Getenv("TACIT_TEST_INIT") != "" {
		if err := unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: os.Stderr, env: os.Environ(), terminal: isTerminal, reaps: true}
		// Twenty orphans end before the command does, and one of its own.
		status := a.run(context.Background(), []string{"run", "--", "sh", "-c",
			`for i in $(seq 20); do (sh -c 'sleep 0.1' & ) ; done; sleep 0.6
			 cat /proc/*/stat 2>/dev/null | awk -v me="$PPID" '$3 == "Z" && $4 == me' | wc -l; kill -s "$SIGNAL" $$; exit 11`})
		if zombies := strings.TrimSpace(out.String()); zombies != "0" {
			t.Errorf("%s zombies are left", zombies)
		}
		os.Exit(status)
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for signal, want := range map[string]int{"0": 11, "TERM": 128 + int(syscall.SIGTERM)} {
		for range 2 {
			cmd := exec.Command(exe, "-test.run=^TestRunAsInit$")
			cmd.Env = append(os.Environ(), "TACIT_TEST_INIT=1", "SIGNAL="+signal)
			out, _ := cmd.CombinedOutput()
			if got := cmd.ProcessState.ExitCode(); got != want || strings.Contains(string(out), "zombies") {
				t.Errorf("signal %s: status %d, want %d: %s", signal, got, want, out)
			}
		}
	}
}

// TestRunAsProcessOne does the same in a process namespace, where that is allowed.
func TestRunAsProcessOne(t *testing.T) {
	needShell(t)
	if os.Getenv("TACIT_TEST_ONE") != "" {
		os.Exit(run(context.Background(), []string{"run", "--", "sh", "-c", `(sleep 0.1 &); sleep 0.4; echo "parent $PPID"; kill -TERM $PPID; sleep 5`}, strings.NewReader(""), os.Stdout, os.Stderr, os.Environ()))
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, "-test.run=^TestRunAsProcessOne$")
	cmd.Env = append(os.Environ(), "TACIT_TEST_ONE=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWPID,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Skip(err)
	}
	_ = cmd.Wait()
	if got := cmd.ProcessState.ExitCode(); got != 128+int(syscall.SIGTERM) || !strings.Contains(out.String(), "parent 1\n") {
		t.Errorf("status %d: %s", got, out.String())
	}
}
