package crashguard_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/tacit-go/tacit/crashguard"
	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// key stands for key material that is passed by value. Its first bytes are looked for.
var key = [16]byte{0x53, 0x55, 0x50, 0x45, 0x52, 0x4b, 0x45, 0x59}

const keyWords = "0x53, 0x55"

// A crash is a way to fail. It runs in a process of its own under Crashes.
type crash struct {
	run  func(g *crashguard.Guard, set *redact.SecretSet)
	env  []string
	code int
	want []string
}

func must[T any](v T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, "child:", err)
		os.Exit(99)
	}
	return v
}

//go:noinline
func withKey(key [16]byte, f func()) byte {
	f()
	return key[3]
}

// deep calls itself until the stack, which the caller has bounded, is full.
//
//go:noinline
func deep(n int, key [16]byte) int {
	if n < 0 {
		return 0
	}
	return deep(n+1, key) + int(key[n&15])
}

// waiting runs a goroutine that has secrets in its words and labels.
func waiting() {
	ready := make(chan bool)
	go pprof.Do(context.Background(), pprof.Labels("token", token, "password", password), func(context.Context) {
		withKey(key, func() { close(ready); select {} })
	})
	<-ready
	for stack := make([]byte, 1<<16); !bytes.Contains(stack[:runtime.Stack(stack, true)], []byte("[select (no cases)")); {
		runtime.Gosched()
	}
}

type named string

var crashes = map[string]crash{
	"error": {code: 2, want: []string{"panic: ", "db/orders", "goroutine 1 [running]", "withKey(...)"}, run: func(*crashguard.Guard, *redact.SecretSet) {
		withKey(key, func() { panic(fmt.Errorf("dial postgres://app:%s@db/orders: %w", password, io.EOF)) })
	}},
	"deferred": {code: 2, want: []string{"panic: [REDACTED:", "withKey(...)"}, run: func(g *crashguard.Guard, _ *redact.SecretSet) {
		defer g.Close()
		withKey(key, func() { panic(token) })
	}},
	"deferred in a function": {code: 2, want: []string{"panic: [REDACTED:"}, run: func(g *crashguard.Guard, set *redact.SecretSet) {
		defer func() { _ = g.Close() }()
		must(set.Set("api", []byte(live)))
		panic(errors.New(live))
	}},
	"deferred and gone": {code: 3, want: []string{"token [REDACTED:"}, run: func(g *crashguard.Guard, _ *redact.SecretSet) {
		defer g.Close()
		go func() {
			time.Sleep(100 * time.Millisecond)
			fmt.Fprintln(os.Stderr, "token", token)
			os.Exit(3)
		}()
		runtime.Goexit()
	}},
	"deferred and done": {code: 0, want: []string{"token [REDACTED:"}, run: func(g *crashguard.Guard, _ *redact.SecretSet) {
		fmt.Fprintln(os.Stderr, "token", token)
		func() {
			defer func() { _ = recover() }()
			panic("x")
		}()
		must(0, g.Close())
	}},
	"named": {code: 2, want: []string{"panic: ", "REDACTED:github-personal-access-token"}, run: func(*crashguard.Guard, *redact.SecretSet) {
		panic(named("authorisation failed for " + token))
	}},
	"repanic": {code: 2, want: []string{"panic: ", "REDACTED:github-personal-access-token", "withKey(...)"}, run: func(*crashguard.Guard, *redact.SecretSet) {
		crashguard.Repanic(nilSafe, func() { withKey(key, func() { panic("x " + token) }) })
	}},
	"nil": {code: 2, want: []string{"nil pointer dereference", "withKey(...)"}, run: func(*crashguard.Guard, *redact.SecretSet) {
		var g *crash
		withKey(key, func() { g.code++ })
	}},
	"map": {code: 2, want: []string{"fatal error: concurrent map", "withKey(...)"}, env: []string{"GOTRACEBACK=all"}, run: func(*crashguard.Guard, *redact.SecretSet) {
		m := map[int]string{}
		for range 4 {
			go withKey(key, func() {
				for i := 0; ; i++ {
					m[i&1023] = token
				}
			})
		}
		time.Sleep(20 * time.Second)
	}},
	"overflow": {code: 2, want: []string{"stack overflow", "deep(...)", "runtime stack:"}, run: func(*crashguard.Guard, *redact.SecretSet) {
		debug.SetMaxStack(64 << 10)
		deep(0, key)
	}},
	"all": {code: 2, want: []string{"panic: ", "withKey(...)", "[select (no cases)"}, env: []string{"GOTRACEBACK=all"}, run: func(*crashguard.Guard, *redact.SecretSet) {
		waiting()
		panic("with " + token)
	}},
	"labels": {code: 2, want: []string{"labels:{...}"}, env: []string{"GOTRACEBACK=all", "GODEBUG=tracebacklabels=1"}, run: func(*crashguard.Guard, *redact.SecretSet) {
		waiting()
		panic("x")
	}},
	"abort": {code: -int(syscall.SIGABRT), want: []string{"panic: [REDACTED:", "goroutine 1 gp="}, env: []string{"GOTRACEBACK=crash"}, run: func(*crashguard.Guard, *redact.SecretSet) {
		waiting()
		panic(token)
	}},
	"elsewhere": {code: 0, run: func(g *crashguard.Guard, _ *redact.SecretSet) {
		r, w, err := os.Pipe()
		must(0, errors.Join(err, syscall.Dup3(int(w.Fd()), 2, 0)))
		must(0, g.Close())
		must(os.Stderr.WriteString("x"))
		must(0, r.SetReadDeadline(time.Now().Add(5*time.Second)))
		if n, err := r.Read(make([]byte, 9)); n != 1 {
			fmt.Println("what had been put in the place was lost", err)
		}
	}},
	"quit": {code: 2, want: []string{"SIGQUIT", "withKey(...)", "rax    ...", "rip    0x"}, run: func(*crashguard.Guard, *redact.SecretSet) {
		waiting()
		must(0, syscall.Kill(os.Getpid(), syscall.SIGQUIT))
		select {}
	}},
	"live": {code: 2, env: []string{"CRASHGUARD_HARDEN=1"}, want: []string{"panic: got [REDACTED:live-secret] from"}, run: func(_ *crashguard.Guard, set *redact.SecretSet) {
		must(set.Set("api", []byte(live)))
		panic("got " + live + " from vault")
	}},
	"rotate": {code: 2, want: []string{"panic: old [REDACTED:live-secret] new [REDACTED:live-secret]"}, run: func(_ *crashguard.Guard, set *redact.SecretSet) {
		must(set.Set("api", []byte(live)))
		for i := range 50 {
			must(set.Rotate("api", fmt.Appendf(nil, "rotated-%d-Zt7Qx", i)))
		}
		must(set.Rotate("api", []byte("last-"+live[2:])))
		panic("old " + live + " new " + "last-" + live[2:])
	}},
	"many": {code: 2, want: []string{"panic: [REDACTED:live-secret] [REDACTED:live-secret]"}, run: func(_ *crashguard.Guard, set *redact.SecretSet) {
		value := func(i int) string { return fmt.Sprintf("bulk-%d-%x-Vq7", i, i*i*7919) }
		must(set.SetAll(func(yield func(string, []byte) bool) {
			for i := range 20000 {
				if !yield("n"+strconv.Itoa(i), []byte(value(i))) {
					return
				}
			}
		}))
		must(set.Set("api", []byte(live)))
		panic(value(19999) + " " + live)
	}},
	"replaced": {code: 2, want: []string{"[REDACTED:error]\n[REDACTED:error]"}, run: func(_ *crashguard.Guard, _ *redact.SecretSet) {
		nilSafe.Replace(redact.MustNew(redact.WithNames("wholly_new")))
		panic("wholly_new=" + live)
	}},
	"exit": {code: 7, want: []string{"ready\n", "token=[REDACTED:", "from sh [REDACTED:", "print [REDACTED:"}, run: func(*crashguard.Guard, *redact.SecretSet) {
		fmt.Fprint(os.Stderr, "ready\n")
		fmt.Fprint(os.Stderr, "token="+token[:20])
		time.Sleep(20 * time.Millisecond) // in two writes
		fmt.Fprintln(os.Stderr, token[20:])
		println("print", token)
		sh := exec.Command("sh", "-c", "echo from sh "+token+" >&2")
		sh.Stderr = os.Stderr
		must(0, sh.Run())
		os.Exit(7)
	}},
	"close": {code: 0, want: []string{"before [REDACTED:", "after\n"}, run: func(g *crashguard.Guard, _ *redact.SecretSet) {
		fmt.Fprintln(os.Stderr, "before", token)
		must(0, g.Close())
		must(0, g.Close())
		fmt.Fprintln(os.Stderr, "after")
	}},
	"large": {code: 3, want: []string{"line 0 of", "[REDACTED:github-personal-access-token]\n"}, run: func(g *crashguard.Guard, _ *redact.SecretSet) {
		for i := range 20000 {
			fmt.Fprintln(os.Stderr, "line", i, "of a log with nothing in it but its number, and", token)
			if i%1000 == 0 {
				time.Sleep(5 * time.Millisecond)
			}
		}
		os.Exit(3)
	}},
	"reloaded": {code: 2, want: []string{"before\n", "clean text here\n", "new_name=[REDACTED:name]", "panic: [REDACTED:live-secret] new_name=[REDACTED:name]"}, run: func(g *crashguard.Guard, set *redact.SecretSet) {
		must(set.Set("api", []byte(live)))
		fmt.Fprintln(os.Stderr, "before")
		must(0, os.WriteFile(policyFile(), []byte("new_name"), 0o600))
		nilSafe.Replace(childRedactor(set))
		for i := range 100 {
			fmt.Fprintln(os.Stderr, i, "clean text here")
			fmt.Fprintln(os.Stderr, "new_name="+live[5:], live)
		}
		await(g, func(s crashguard.Status) bool { return s.Monitors == 2 && s.InStep && s.Alive })
		must(set.Rotate("api", []byte("last-"+live[2:])))
		panic("last-" + live[2:] + " new_name=" + live[5:])
	}},
	"behind": {code: 0, want: []string{"before new_name=", "after 0 new_name=[REDACTED:name]\n", "after 99 new_name=[REDACTED:name]\n"}, run: func(g *crashguard.Guard, set *redact.SecretSet) {
		must(0, os.WriteFile(policyFile(), []byte("new_name"), 0o600))
		next := childRedactor(set)
		for i := range 20 {
			fmt.Fprintf(os.Stderr, "before new_name=shown-%d\n", i)
		}
		nilSafe.Replace(next)
		for i := range 100 {
			fmt.Fprintf(os.Stderr, "after %d new_name=%s\n", i, live)
		}
		must(0, g.Close())
	}},
	"reloading": {code: 2, want: []string{"[REDACTED:error]\n"}, run: func(_ *crashguard.Guard, set *redact.SecretSet) {
		must(0, os.WriteFile(policyFile(), []byte("new_name"), 0o600))
		nilSafe.Replace(childRedactor(set))
		panic("new_name=" + live)
	}},
	"unknown": {code: 2, want: []string{"[REDACTED:limit]\n[REDACTED:error]\n"}, run: func(g *crashguard.Guard, _ *redact.SecretSet) {
		nilSafe.Replace(redact.MustNew(redact.WithNames("wholly_new")))
		must(0, syscall.Kill(g.Status().PID, syscall.SIGKILL))
		await(g, func(s crashguard.Status) bool { return s.Monitors == 2 && s.Alive && !s.InStep })
		fmt.Fprintln(os.Stderr, "the first line behind is none")
		panic("wholly_new=" + live)
	}},
	// No other monitor takes over, whether Close or the end of the first is seen first.
	"lost": {code: 0, env: []string{"CRASHGUARD_RESTARTS=0"}, run: func(g *crashguard.Guard, _ *redact.SecretSet) {
		fmt.Fprint(os.Stderr, "half a line "+token)
		time.Sleep(50 * time.Millisecond) // so that it is lost with the monitor
		must(0, syscall.Kill(g.Status().PID, syscall.SIGKILL))
		if err := g.Close(); !errors.Is(err, crashguard.ErrLost) {
			fmt.Println("Close:", err)
		}
	}},
	"dropping": {code: 0, env: []string{"CRASHGUARD_RESTARTS=0"}, run: func(g *crashguard.Guard, _ *redact.SecretSet) {
		must(0, syscall.Kill(g.Status().PID, syscall.SIGKILL))
		await(g, func(s crashguard.Status) bool { return !s.Alive })
		fmt.Fprintln(os.Stderr, "dropped "+token)
		await(g, func(s crashguard.Status) bool { return s.Dropped > 0 })
		if err := g.Close(); !errors.Is(err, crashguard.ErrLost) {
			fmt.Println("Close:", err)
		}
	}},
	"again": {code: 2, want: []string{"before\n", "[REDACTED:limit]\n", "clean text here\n", "panic: [REDACTED:live-secret] [REDACTED:live-secret]"}, run: func(g *crashguard.Guard, set *redact.SecretSet) {
		must(set.Set("api", []byte(live)))
		fmt.Fprintln(os.Stderr, "before")
		time.Sleep(time.Second) // so that it is shown
		fmt.Fprint(os.Stderr, "a "+live[:9])
		time.Sleep(50 * time.Millisecond) // so that it is lost with the monitor
		must(0, syscall.Kill(g.Status().PID, syscall.SIGKILL))
		fmt.Fprintln(os.Stderr, live[9:])
		fmt.Fprintln(os.Stderr, "clean text here")
		must(set.Rotate("api", []byte("last-"+live[2:])))
		await(g, func(s crashguard.Status) bool { return s.Monitors == 2 && s.InStep && s.Alive })
		time.Sleep(time.Second)
		must(0, syscall.Kill(g.Status().PID, syscall.SIGKILL))
		fmt.Fprintln(os.Stderr, "the first line behind is none")
		await(g, func(s crashguard.Status) bool { return s.Monitors == 3 && s.InStep && s.Alive })
		panic(live + " last-" + live[2:])
	}},
	"gone": {code: 2, run: func(g *crashguard.Guard, set *redact.SecretSet) {
		must(set.Set("api", []byte(live)))
		must(0, syscall.Kill(g.Status().PID, syscall.SIGKILL))
		panic(live + token) // while another one may be on its way
	}},
	"killed": {code: 2, env: []string{"CRASHGUARD_RESTARTS=0"}, run: func(g *crashguard.Guard, set *redact.SecretSet) {
		must(0, syscall.Kill(g.Status().PID, syscall.SIGKILL))
		survive(g, set)
		panic(token)
	}},
	"starved": {code: 2, env: []string{"CRASHGUARD_RESTARTS=0"}, run: func(g *crashguard.Guard, set *redact.SecretSet) {
		limit := [2]uint64{1 << 20, 1 << 20} // of its address space, which is larger
		_, _, e := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(g.Status().PID), syscall.RLIMIT_AS, uintptr(unsafe.Pointer(&limit)), 0, 0, 0)
		if e != 0 {
			must(0, e)
		}
		line := strings.Repeat("clean text ", 9000) + "\n"
		for end := time.Now().Add(5 * time.Second); g.Status().Alive && time.Now().Before(end); {
			os.Stderr.WriteString(line)
		}
		survive(g, set)
		panic(token)
	}},
	"stopped": {code: 2, want: []string{"[REDACTED:error]"}, run: func(g *crashguard.Guard, set *redact.SecretSet) {
		pid := g.Status().PID
		must(0, syscall.Kill(pid, syscall.SIGSTOP))
		wake := exec.Command("sh", "-c", "read x; kill -CONT "+strconv.Itoa(pid)) // when this process has ended
		held = must(wake.StdinPipe())
		must(0, wake.Start())
		line := strings.Repeat("x", 500) + " " + token + "\n"
		failed := 0
		for range 8000 {
			if _, err := os.Stderr.WriteString(line); err != nil {
				failed++
			}
		}
		for i := range 3 {
			must(set.SetAll(func(yield func(string, []byte) bool) {
				for k := range 4000 {
					if !yield(fmt.Sprintf("n%d-%d", i, k), fmt.Appendf(nil, "bulk-%d-%d-Vq7xT", i, k)) {
						return
					}
				}
			}))
		}
		must(set.Set("api", []byte(live)))
		if failed == 0 || g.Status().InStep || !g.Status().Alive {
			fmt.Printf("%d writes failed, %+v\n", failed, g.Status())
		}
		withKey(key, func() { panic(strings.Repeat("many bytes\n", 200000) + live + token) })
	}},
}

// survive checks that the process goes on without its monitor.
func survive(g *crashguard.Guard, set *redact.SecretSet) {
	for end := time.Now().Add(5 * time.Second); g.Status().Dropped < 4<<20; {
		if time.Now().After(end) {
			fmt.Printf("nothing was dropped: %+v\n", g.Status())
			os.Exit(98)
		}
		os.Stderr.WriteString(strings.Repeat("x", 5000) + token)
		println(token)
		must(0, exec.Command("sh", "-c", "echo "+token+" >&2; exit 0").Run())
	}
	must(set.Set("api", []byte(live)))
	if s := g.Status(); s.Alive || s.InStep {
		fmt.Printf("%+v\n", s)
	}
}

func await(g *crashguard.Guard, ok func(crashguard.Status) bool) {
	for end := time.Now().Add(10 * time.Second); !ok(g.Status()); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			fmt.Printf("it did not come to it: %+v\n", g.Status())
			os.Exit(98)
		}
	}
}

// policyFile names a sensitive name, once it exists.
func policyFile() string { return os.Getenv("CRASHGUARD_FILE") + ".policy" }

// held stays open until the process ends.
var held io.Closer

// nilSafe is the Redactor of the child, also in its monitor.
var nilSafe *redact.Redactor

// childRedactor is built alike in the process and in its monitor.
func childRedactor(set *redact.SecretSet) *redact.Redactor {
	few := detectors.Default()
	if os.Getenv("CRASHGUARD_MEASURE") == "" { // fewer are built sooner
		few = slices.DeleteFunc(few, func(d redact.Detector) bool {
			return !slices.Contains([]string{"github-personal-access-token", "url-userinfo", "password", "token"}, d.ID)
		})
	}
	opts := []redact.Option{redact.WithDetectors(few...), redact.WithSecrets(set)}
	if name, err := os.ReadFile(policyFile()); err == nil {
		opts = append(opts, redact.WithNames(string(name)))
	}
	return redact.MustNew(opts...)
}

// monitorChild is a monitor that is a program of its own.
func monitorChild() int {
	var set redact.SecretSet
	err := crashguard.Monitor(childRedactor(&set), crashguard.WithCrashFile(os.Getenv("CRASHGUARD_PROGRAM"), 0o600))
	fmt.Println(err)
	return 1
}

func crashChild() {
	var set redact.SecretSet
	nilSafe = childRedactor(&set)
	opts := []crashguard.Option{crashguard.WithHandOverTimeout(200 * time.Millisecond)}
	if f := os.Getenv("CRASHGUARD_FILE"); f != "" {
		opts = append(opts, crashguard.WithCrashFile(f, 0o600), crashguard.WithCrashReport(func(crash io.Reader) {
			b := must(io.ReadAll(crash))
			must(0, os.WriteFile(f+".report", b, 0o600))
		}))
	}
	if os.Getenv("CRASHGUARD_PROGRAM") != "" {
		opts = append(opts, crashguard.WithMonitor(must(os.Executable()), "monitor"))
	}
	if n, err := strconv.Atoi(os.Getenv("CRASHGUARD_RESTARTS")); err == nil {
		opts = append(opts, crashguard.WithRestarts(n))
	}
	if os.Getenv("CRASHGUARD_CASE") != "stopped" { // there it must pass
		opts = append(opts, crashguard.WithHandOverTimeout(20*time.Second))
	}
	if os.Getenv("CRASHGUARD_HARDEN") != "" {
		must(0, crashguard.HardenProcess())
	}
	if os.Getenv("CRASHGUARD_RAW") != "" {
		crashes[os.Getenv("CRASHGUARD_CASE")].run(nil, &set)
	}
	begin := time.Now()
	g := must(crashguard.Crashes(nilSafe, opts...))
	if os.Getenv("CRASHGUARD_MEASURE") != "" {
		b := must(os.ReadFile(fmt.Sprintf("/proc/%d/status", g.Status().PID)))
		_, rss, _ := strings.Cut(string(b), "VmRSS:")
		rss, _, _ = strings.Cut(rss, "\n")
		fmt.Printf("started in %v, resident %s", time.Since(begin).Round(100*time.Microsecond), strings.TrimSpace(rss))
		return
	}
	crashes[os.Getenv("CRASHGUARD_CASE")].run(g, &set)
}

func TestCrashes(t *testing.T) {
	for name, c := range crashes {
		t.Run(name, func(t *testing.T) {
			if race && !slices.Contains([]string{"error", "rotate", "killed"}, name) {
				t.Skip("slow, and as without the race detector")
			}
			t.Parallel()
			file := filepath.Join(t.TempDir(), "crash")
			out, stdout, code := childOutput(t, "crash", append(c.env, "CRASHGUARD_CASE="+name, "CRASHGUARD_FILE="+file)...)
			if code != c.code || stdout != "" {
				t.Errorf("exit status %d, want %d: %s\n%.3000s", code, c.code, stdout, out)
			}
			clean(t, out)
			if strings.Contains(out, keyWords) {
				t.Errorf("argument words in\n%.3000s", out)
			}
			wants(t, out, c.want...)
			crashed, err := os.ReadFile(file)
			report, rerr := os.ReadFile(file + ".report")
			clean(t, string(crashed)+string(report))
			switch died := strings.Contains(out, "goroutine 1 ") || strings.Contains(out, "SIGQUIT"); {
			case died && name != "repanic":
				if rerr != nil || !bytes.Equal(report, crashed) {
					t.Errorf("report: %v, %d bytes, the file has %d", rerr, len(report), len(crashed))
				}
				if err == nil {
					wants(t, string(crashed), "goroutine ")
				}
			case !died && c.code != 2 && !errors.Is(err, os.ErrNotExist):
				t.Errorf("a crash file: %v", err)
			}
		})
	}
}

func TestMonitor(t *testing.T) {
	file := filepath.Join(t.TempDir(), "crash")
	out, code := child(t, "crash", "CRASHGUARD_CASE=live", "CRASHGUARD_PROGRAM="+file)
	crashed, err := os.ReadFile(file)
	if code != 2 || err != nil {
		t.Fatal(code, err, out)
	}
	clean(t, out+string(crashed))
	wants(t, out, crashes["live"].want...)
	wants(t, string(crashed), "[REDACTED:live-secret]", "goroutine 1 [running]")
}

func TestCrashesAsProcessOne(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), "CRASHGUARD_CHILD=crash", "CRASHGUARD_CASE=live")
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWPID}
	out, err := cmd.CombinedOutput()
	if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOSPC) {
		t.Skip("no namespaces: ", err)
	}
	wants(t, string(out), crashguard.ErrProcessOne.Error())
}

// Without a monitor all of this is shown.
func TestCrashesAreNeeded(t *testing.T) {
	if race {
		t.Skip("slow, and as without the race detector")
	}
	for name, leak := range map[string]string{"all": keyWords, "labels": password, "live": live} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := crashes[name]
			if out, code := child(t, "crash", append(c.env, "CRASHGUARD_CASE="+name, "CRASHGUARD_RAW=1")...); code != c.code || !strings.Contains(out, leak) {
				t.Errorf("exit status %d, and no leak in\n%.2000s", code, out)
			}
		})
	}
}

// What the runtime prints after Repanic is redacted without a monitor.
func TestRepanicEndsTheProcess(t *testing.T) {
	out, code := child(t, "crash", "CRASHGUARD_CASE=repanic", "CRASHGUARD_RAW=1")
	if clean(t, out); code != 2 || strings.Contains(out, keyWords) {
		t.Errorf("exit status %d\n%.2000s", code, out)
	}
	wants(t, out, crashes["repanic"].want...)
}

func TestCrashesRefuses(t *testing.T) {
	r := redactor(t)
	for name, c := range map[string]struct {
		opts []crashguard.Option
		want error
	}{
		"no program": {[]crashguard.Option{crashguard.WithMonitor("/no/such/program")}, crashguard.ErrMonitor},
		"no monitor": {[]crashguard.Option{crashguard.WithMonitor("/bin/true")}, crashguard.ErrMonitor},
		"hangs":      {[]crashguard.Option{crashguard.WithMonitor("/bin/sleep", "60"), crashguard.WithStartTimeout(50 * time.Millisecond)}, crashguard.ErrMonitor},
	} {
		if g, err := crashguard.Crashes(r, c.opts...); !errors.Is(err, c.want) || g != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	// This program runs crashChild as the monitor, which has another plan.
	t.Setenv("CRASHGUARD_CHILD", "crash")
	if g, err := crashguard.Crashes(redact.MustNew(redact.WithNames("other"))); !errors.Is(err, crashguard.ErrPlan) || g != nil {
		t.Errorf("another plan: %v", err)
	}
	if err := crashguard.Monitor(r); !errors.Is(err, crashguard.ErrNoMonitor) {
		t.Errorf("Monitor: %v", err)
	}
}

func TestCrashesCosts(t *testing.T) {
	if race {
		t.Skip("it says nothing")
	}
	_, stdout, code := childOutput(t, "crash", "CRASHGUARD_MEASURE=1")
	if code != 0 || !strings.Contains(stdout, "started in") {
		t.Fatal(code, stdout)
	}
	t.Log(stdout)
}
