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

// A process that has given its privileges up may not write what belongs to root: that is
// told, and the rest is done. What is in force already is no failure.
func TestHardenProcessReportsFailures(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("it takes privileges to give them up")
	}
	for _, how := range []string{"unprivileged", "twice"} {
		if out, code := child(t, "harden", "CRASHGUARD_HARDEN="+how); code != 0 {
			t.Errorf("%s: exit status %d: %s", how, code, out)
		}
	}
}

func hardenAs(how string) {
	first := error(nil)
	if how == "twice" {
		first = crashguard.HardenProcess()
	}
	must(0, syscall.Setgid(65534))
	must(0, syscall.Setuid(65534))
	err := crashguard.HardenProcess()
	if failed := err != nil && strings.Contains(err.Error(), "memory in core files"); first != nil || failed != (how == "unprivileged") || err != nil && !failed {
		println("errors")
		os.Exit(6)
	}
	var l syscall.Rlimit
	dumpable, _, _ := syscall.RawSyscall6(syscall.SYS_PRCTL, 3, 0, 0, 0, 0, 0)
	if must(0, syscall.Getrlimit(syscall.RLIMIT_CORE, &l)); l.Max != 0 || dumpable != 0 {
		println("the rest was not done")
		os.Exit(7)
	}
	os.Exit(0)
}

func hardenChild() {
	if how := os.Getenv("CRASHGUARD_HARDEN"); how != "" {
		hardenAs(how)
	}
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
