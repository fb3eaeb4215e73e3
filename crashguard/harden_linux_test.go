package crashguard_test

import (
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/tacit-go/tacit/crashguard"
)

func TestHardenProcess(t *testing.T) {
	out, code := child(t, "harden")
	if code != 0 {
		t.Errorf("exit status %d: %s", code, out)
	}
}

func hardenChild() {
	if err := crashguard.HardenProcess(); err != nil {
		println(err.Error())
		os.Exit(1)
	}
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_CORE, &l); err != nil || l.Cur != 0 || l.Max != 0 {
		println("core files")
		os.Exit(2)
	}
	b, err := os.ReadFile("/proc/self/status")
	if err != nil || !strings.Contains(string(b), "CoreDumping:\t0") {
		println("status")
		os.Exit(3)
	}
	if fi, err := os.Stat("/proc/self/environ"); err != nil || fi.Sys().(*syscall.Stat_t).Uid != 0 {
		println("dumpable")
		os.Exit(4)
	}
	if b, err := os.ReadFile("/proc/self/coredump_filter"); err == nil && strings.Trim(string(b), "0\n") != "" {
		println("filter")
		os.Exit(5)
	}
}
