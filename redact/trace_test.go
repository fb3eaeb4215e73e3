package redact_test

import (
	"runtime/debug"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

func TestAppendTrace(t *testing.T) {
	r := redact.MustNew(redact.WithNames("password"))
	const head = "goroutine 7 [running]:\n"
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"f(0x1)\n\t/f.go:1", "f(0x1)\n\t/f.go:1"}, // not in a trace
		{head + "main.f(0x1)\n\t/f.go:1 +0x1d\n", head + "main.f(...)\n\t/f.go:1 +0x1d\n"},
		{head + "main.(*T[...]).f({0x53, 0x55, 0x50, ...}, {{0x1, 0x2?}, _})\n\t/f.go:1\n", head + "main.(*T[...]).f(...)\n\t/f.go:1\n"},
		{head + "main.f()\n\t/f.go:1\nmain.g(...)\n", head + "main.f()\n\t/f.go:1\nmain.g(...)\n"},
		{head + "panic({0x6a3f40?, 0xc000012345?})\n", head + "panic(...)\n"},
		{head + "main.f({0x53, 0x5", head + "main.f(..."}, // cut
		{head + "created by main.f in goroutine 1\n\t/f.go:1 +0x1\n", head + "created by main.f in goroutine 1\n\t/f.go:1 +0x1\n"},
		{"panic: password=hunter2-x\n\n" + head + "main.f(0x1)\n", "panic: password=[REDACTED:name]\n\n" + head + "main.f(...)\n"},
		{"goroutine 7 [running labels:{\"k\": \"v}]:\"}]:\nmain.f(0x1)\n", "goroutine 7 [running labels:{...}]:\nmain.f(...)\n"},
		{"goroutine 7 [running labels:{\"k\": \"v", "goroutine 7 [running labels:{..."},
		{head + "main.f(0x1)\n\n" + "goroutine 8 [select]:\nmain.g(0x2)\n", head + "main.f(...)\n\n" + "goroutine 8 [select]:\nmain.g(...)\n"},
		{head + "main.f(some text)\n", head + "main.f(some text)\n"},
		{head + "main.f(0x1)\r\n\t/f.go:1\r\n", head + "main.f(...)\r\n\t/f.go:1\r\n"},
		{"runtime stack:\nruntime.throw({0x1, 0x2})\n\n" + head + "main.f(0x1)\n", "runtime stack:\nruntime.throw(...)\n\n" + head + "main.f(...)\n"},
		// Registers as on riscv64, ppc64 and s390x.
		{head + "ra  0x1\tsp  0x2\nt6  0x1\tpc  0x40\n", head + "ra  ...\nt6  ...\tpc  0x40\n"},
		{head + "pc   0x40\tctr  0x1\nlink 0x2\txer  0x0\n", head + "pc   0x40\tctr  ...\nlink ...\n"},
		{head + "a 0x1\tb is text\n", head + "a 0x1\tb is text\n"},
	} {
		in := []byte(c.in)
		if got := string(r.AppendTrace([]byte(">"), in)); got != ">"+c.want {
			t.Errorf("%q: %q, want %q", c.in, got[1:], c.want)
		}
		if string(in) != c.in {
			t.Error("the input was changed")
		}
	}
	if got := string((*redact.Redactor)(nil).AppendTrace(nil, []byte(head+"f(0x1)"))); got != "[REDACTED]" {
		t.Errorf("%q", got)
	}
}

//go:noinline
func stackOf(key [8]byte) (byte, string) { return key[0], string(debug.Stack()) }

// The runtime prints what this looks for.
func TestAppendTraceOfRuntime(t *testing.T) {
	r := redact.MustNew(redact.WithNames("password"))
	_, raw := stackOf([8]byte{0x53, 0x55, 0x50, 0x45, 0x52})
	if !strings.Contains(raw, "stackOf({0x53, 0x55") {
		t.Fatalf("%s", raw)
	}
	got := string(r.AppendTrace(nil, []byte(raw)))
	if strings.Contains(got, "0x53") || !strings.Contains(got, "stackOf(...)\n\t") || strings.Count(got, "\n") != strings.Count(raw, "\n") {
		t.Errorf("%s", got)
	}
}
