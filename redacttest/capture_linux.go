package redacttest

import (
	"os"
	"runtime/debug"
	"syscall"
)

// redirect makes file descriptor 2 lead to f, for loggers that took os.Stderr when
// the process started, and returns what undoes it. A crash is still told to the old
// one.
func redirect(f *os.File) (restore func()) {
	old, err := syscall.Dup(2)
	if err != nil {
		return func() {}
	}
	keep := os.NewFile(uintptr(old), "stderr")
	if err := syscall.Dup3(int(f.Fd()), 2, 0); err != nil {
		_ = keep.Close()
		return func() {}
	}
	_ = debug.SetCrashOutput(keep, debug.CrashOptions{})
	return func() {
		_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
		_ = syscall.Dup3(old, 2, 0)
		_ = keep.Close()
	}
}
