package crashguard_test

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/crashguard"
)

type hostile struct{}

func (hostile) Error() string { panic(token) }

//go:noinline
func explode(key [8]byte, v any) byte {
	if key[0] != 0 {
		panic(v)
	}
	return key[1]
}

func recovered(t *testing.T, f func()) (p *crashguard.Panic) {
	r := redactor(t)
	defer func() {
		if v := recover(); v != nil {
			t.Errorf("it went on: %v", v)
		}
	}()
	defer crashguard.Recover(r, func(got *crashguard.Panic) { p = got })
	f()
	return p
}

func TestRecover(t *testing.T) {
	for name, c := range map[string]struct {
		v    any
		want string
	}{
		"string":  {"login with " + token, "login with [REDACTED:github-personal-access-token]"},
		"error":   {fmt.Errorf("dial postgres://app:%s@db/x: %w", password, io.EOF), "@db/x: EOF"},
		"struct":  {struct{ Password string }{password}, "REDACTED"},
		"map":     {map[string]any{"token": token}, "REDACTED"},
		"hostile": {hostile{}, "[REDACTED:error]"},
		"number":  {42, "42"},
	} {
		t.Run(name, func(t *testing.T) {
			p := recovered(t, func() { explode([8]byte{0x53, 0x55, 0x50}, c.v) })
			if p == nil {
				t.Fatal("no report")
			}
			clean(t, p.Error()+p.Stack())
			wants(t, p.Error(), c.want)
			wants(t, p.Stack(), "crashguard_test.explode(...)", "recover_test.go:")
			if strings.Contains(p.Stack(), "0x53, 0x55") {
				t.Errorf("argument words in\n%s", p.Stack())
			}
			if name == "error" && !errors.Is(p, io.EOF) {
				t.Error("errors.Is does not find the cause")
			}
		})
	}
	if p := recovered(t, func() {}); p != nil {
		t.Error("a report without a panic")
	}
	if p := recovered(t, func() { panic(nil) }); p == nil || !strings.Contains(p.Error(), "panic called with nil") {
		t.Errorf("panic(nil): %v", p)
	}
}

func TestRepanic(t *testing.T) {
	r := redactor(t)
	func() {
		defer func() {
			p, ok := recover().(*crashguard.Panic)
			if !ok || !errors.Is(p, io.EOF) {
				t.Fatalf("%v", p)
			}
			clean(t, fmt.Sprintf("%v %+v %s %#v", p, p, p, p.Unwrap()))
			wants(t, p.Error(), "[REDACTED:github-personal-access-token]", "explode(...)")
		}()
		crashguard.Repanic(r, func() { explode([8]byte{1}, fmt.Errorf("%s: %w", token, io.EOF)) })
	}()
	crashguard.Repanic(r, func() {})
	done := make(chan bool, 1)
	go func() {
		defer close(done)
		crashguard.Repanic(r, func() { runtime.Goexit() })
		done <- true
	}()
	if <-done {
		t.Error("Goexit was swallowed")
	}
}
