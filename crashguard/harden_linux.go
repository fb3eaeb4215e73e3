package crashguard

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
)

const (
	prGetDumpable = 3 // linux/prctl.h
	prSetDumpable = 4
)

// HardenProcess keeps the memory of the process from core files and from other
// processes of its user: it sets the limit of core files to 0, excludes all memory
// from them (coredump_filter), and makes the process not dumpable, so that ptrace and
// /proc/PID/mem need privileges. Each failure is in the error, and what could be done
// is done. Debuggers and profilers from outside stop working. A program that this one
// starts begins anew but for the limit.
//
// The kernel still shows command line and, to privileged readers, environment; swap and
// files are not changed. Other systems return an error that is errors.ErrUnsupported.
func HardenProcess() error {
	var errs []error
	if err := syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}); err != nil {
		errs = append(errs, fmt.Errorf("crashguard: limit of core files: %w", err))
	}
	// Before the files of /proc/self belong to root.
	if err := os.WriteFile("/proc/self/coredump_filter", []byte("0"), 0); err != nil && !filtered() {
		errs = append(errs, fmt.Errorf("crashguard: memory in core files: %w", err))
	}
	if _, _, e := syscall.RawSyscall6(syscall.SYS_PRCTL, prSetDumpable, 0, 0, 0, 0, 0); e != 0 {
		errs = append(errs, fmt.Errorf("crashguard: not dumpable: %w", e))
	} else if n, _, e := syscall.RawSyscall6(syscall.SYS_PRCTL, prGetDumpable, 0, 0, 0, 0, 0); e != 0 || n != 0 {
		errs = append(errs, errors.New("crashguard: not dumpable: it had no effect"))
	}
	return errors.Join(errs...)
}

// filtered reports that core files have no memory already: a process that is not dumpable
// cannot write it again.
func filtered() bool {
	b, err := os.ReadFile("/proc/self/coredump_filter")
	return err == nil && len(b) > 0 && strings.Trim(string(b), "0\n") == ""
}
