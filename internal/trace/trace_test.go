package trace_test

import (
	"strings"
	"testing"

	"github.com/tacit-go/tacit/internal/trace"
)

func TestStripper(t *testing.T) {
	const in = `listening f(0x1)
fatal error: x(0x2)

goroutine 7 [running labels:{"k": "v"}]:
main.f({0x53, 0x55, ...})
	/f.go:1 +0x1d
...additional frames elided...
created by main.g in goroutine 1
	/f.go:2 +0x1

goroutine 8 [select]:
main.h(0x1?, _)
	/f.go(0x3):1

rax    0x53555045
rip    0x401000
2026-11-26 a log line
f(0x4)
runtime stack:
runtime.throw({0x5, 0x6})
`
	const want = `listening f(0x1)
fatal error: x(0x2)

goroutine 7 [running labels:{...}]:
main.f(...)
	/f.go:1 +0x1d
...additional frames elided...
created by main.g in goroutine 1
	/f.go:2 +0x1

goroutine 8 [select]:
main.h(...)
	/f.go(0x3):1

rax    ...
rip    0x401000
2026-11-26 a log line
f(0x4)
runtime stack:
runtime.throw(...)
`
	var s trace.Stripper
	var out []byte
	for line := range strings.Lines(in) {
		out = s.Append(out, []byte(line))
	}
	if string(out) != want {
		t.Errorf("got\n%s", out)
	}
	if !s.Inside() {
		t.Error("the end of a trace is not known to be one")
	}
	// A long line is none of a traceback.
	long := "f(" + strings.Repeat("0x1, ", trace.MaxLine) + ")"
	if got := string(s.Append(nil, []byte(long))); got != long {
		t.Error("a long line was changed")
	}
}
