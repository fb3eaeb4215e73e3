package redacttest

import (
	"os"
	"runtime/debug"
	"syscall"
)

// redirect makes file descriptor 1 or 2 lead to f, for loggers that took os.Stdout or
// os.Stderr when the process started, and returns what undoes it. A crash is still told
// to the old standard error. It tells whether it did so.
func redirect(f *os.File, fd int) (restore func(), ok bool) {
	old, err := syscall.Dup(fd)
	if err != nil {
		return func() {}, false
	}
	syscall.CloseOnExec(old)
	keep := os.NewFile(uintptr(old), "stdio")
	if err := syscall.Dup3(int(f.Fd()), fd, 0); err != nil {
		_ = keep.Close()
		return func() {}, false
	}
	if fd == 2 {
		_ = debug.SetCrashOutput(keep, debug.CrashOptions{})
	}
	return func() {
		if fd == 2 {
			_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
		}
		_ = syscall.Dup3(old, fd, 0)
		_ = keep.Close()
	}, true
}
