package redact_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/redact"
)

// as gives what errors.As finds, in every detail.
func as[T error](t *testing.T, err error) T {
	t.Helper()
	var target T
	if !errors.As(err, &target) {
		t.Errorf("errors.As finds no %T", target)
	}
	return target
}

type panickingAddr struct{}

func (panickingAddr) Network() string { return "tcp" }
func (panickingAddr) String() string  { panic("password=hunter2") }

func TestErrorAsGivesRedactedCopies(t *testing.T) {
	const secret = "hunter2-kept-out"
	const text = "x password=" + secret
	r := redact.MustNew(redact.WithNames("password"))
	inner := errors.New(text)
	addr := &net.UnixAddr{Name: text, Net: "unix"}
	for _, tc := range []struct {
		err error
		as  func(error) any
	}{
		{&url.Error{Op: text, URL: text, Err: inner}, func(e error) any { c := *as[*url.Error](t, e); return []any{c.Op, c.URL, c.Err} }},
		{url.EscapeError(text), func(e error) any { return string(as[url.EscapeError](t, e)) }},
		{url.InvalidHostError(text), func(e error) any { return string(as[url.InvalidHostError](t, e)) }},
		{&fs.PathError{Op: text, Path: text, Err: inner}, func(e error) any { c := *as[*fs.PathError](t, e); return []any{c.Op, c.Path, c.Err} }},
		{&os.LinkError{Op: text, Old: text, New: text, Err: inner}, func(e error) any { c := *as[*os.LinkError](t, e); return []any{c.Op, c.Old, c.New, c.Err} }},
		{&os.SyscallError{Syscall: text, Err: inner}, func(e error) any { c := *as[*os.SyscallError](t, e); return []any{c.Syscall, c.Err} }},
		{&exec.Error{Name: text, Err: inner}, func(e error) any { c := *as[*exec.Error](t, e); return []any{c.Name, c.Err} }},
		{&exec.ExitError{Stderr: []byte(text)}, func(e error) any { return string(as[*exec.ExitError](t, e).Stderr) }},
		{&strconv.NumError{Func: text, Num: text, Err: inner}, func(e error) any { c := *as[*strconv.NumError](t, e); return []any{c.Func, c.Num, c.Err} }},
		{&time.ParseError{Layout: text, Value: text, LayoutElem: text, ValueElem: text, Message: text}, func(e error) any { return *as[*time.ParseError](t, e) }},
		{&json.UnmarshalTypeError{Value: text, Struct: text, Field: text}, func(e error) any {
			c := *as[*json.UnmarshalTypeError](t, e)
			return []any{c.Value, c.Struct, c.Field}
		}},
		{&net.OpError{Op: text, Net: text, Source: addr, Addr: addr, Err: inner}, func(e error) any {
			c := *as[*net.OpError](t, e)
			return []any{c.Op, c.Net, c.Source.Network(), c.Source.String(), c.Addr.String(), c.Err}
		}},
		{&net.OpError{Op: "read", Net: "tcp", Addr: panickingAddr{}, Err: inner}, func(e error) any {
			c := *as[*net.OpError](t, e)
			return []any{c.Addr.String(), c.Err}
		}},
		{&net.DNSError{Err: text, Name: text, Server: text, UnwrapErr: inner}, func(e error) any {
			c := *as[*net.DNSError](t, e)
			return []any{c.Err, c.Name, c.Server, c.UnwrapErr}
		}},
		{&net.DNSConfigError{Err: inner}, func(e error) any { return as[*net.DNSConfigError](t, e).Err }},
		{&net.AddrError{Err: text, Addr: text}, func(e error) any { return *as[*net.AddrError](t, e) }},
		{&net.ParseError{Type: text, Text: text}, func(e error) any { return *as[*net.ParseError](t, e) }},
		{net.UnknownNetworkError(text), func(e error) any { return string(as[net.UnknownNetworkError](t, e)) }},
		{net.InvalidAddrError(text), func(e error) any { return string(as[net.InvalidAddrError](t, e)) }},
	} {
		for name, r := range map[string]*redact.Redactor{"New": r, "zero": {}} {
			// The outer text makes the chain dirty, also where the type does not print all it has.
			for _, err := range []error{r.Error(fmt.Errorf("%w "+text, tc.err)), r.Error(errors.Join(inner, tc.err))} {
				got := fmt.Sprintf("%+v", tc.as(err))
				if strings.Contains(got, secret) || !strings.Contains(got, "[REDACTED") {
					t.Errorf("%s, %T: %s", name, tc.err, got)
				}
			}
		}
		if op, ok := tc.err.(*net.OpError); ok && op.Op != text {
			continue // its address panics
		}
		if own := fmt.Sprintf("%+v", tc.as(tc.err)); strings.Contains(own, "[REDACTED") || !strings.Contains(own, secret) {
			t.Errorf("%T was changed: %s", tc.err, own)
		}
	}
}

func TestErrorAsKeepsWhatIsClean(t *testing.T) {
	r := redact.MustNew(redact.WithNames("password"))
	tcp := &net.TCPAddr{IP: net.IPv4(192, 0, 2, 7), Port: 443}
	op := &net.OpError{Op: "dial", Net: "tcp", Addr: tcp, Err: os.NewSyscallError("connect", os.ErrDeadlineExceeded)}
	err := r.Error(fmt.Errorf("password=hunter2: %w", op))
	got := as[*net.OpError](t, err)
	if got == op || got.Addr != net.Addr(tcp) || got.Source != nil || got.Op != "dial" || got.Net != "tcp" || !got.Timeout() {
		t.Errorf("%+v", got)
	}
	state := &os.ProcessState{}
	stderr := []byte("a clean line")
	exit := as[*exec.ExitError](t, r.Error(fmt.Errorf("password=hunter2: %w", &exec.ExitError{ProcessState: state, Stderr: stderr})))
	if exit.ProcessState != state || string(exit.Stderr) != "a clean line" {
		t.Errorf("%+v", exit)
	}
	if stderr[0] = 'X'; exit.Stderr[0] == 'X' {
		t.Error("Stderr is not a copy")
	}
	if exit = as[*exec.ExitError](t, r.Error(fmt.Errorf("password=hunter2: %w", &exec.ExitError{ProcessState: state}))); exit.Stderr != nil {
		t.Errorf("%+v", exit)
	}
}

// errors.As into an interface that every redacted error has stops at the outermost
// one, which must answer as the chain does.
func TestErrorTimeoutOfWhatIsWrapped(t *testing.T) {
	r := redact.MustNew(redact.WithNames("password"))
	err := r.Error(fmt.Errorf("password=hunter2: %w", &url.Error{Op: "Get", URL: "/", Err: context.DeadlineExceeded}))
	var timeout net.Error
	if !errors.As(err, &timeout) || !timeout.Timeout() || strings.Contains(timeout.Error(), "hunter2") {
		t.Errorf("%v", timeout)
	}
	if err := r.Error(errors.New("password=hunter2")); errors.As(err, &timeout) && timeout.Timeout() {
		t.Error("a timeout out of nothing")
	}
}

// What a wrapping error does not show can still be unwrapped.
func TestErrorConcealed(t *testing.T) {
	r := redact.MustNew(redact.WithNames("password"))
	secret, clean := errors.New("password=hunter2"), errors.New("a clean one")
	for _, c := range []struct {
		err   error
		dirty bool
	}{
		{fmt.Errorf("failed%.0w", secret), true},
		{fmt.Errorf("failed%.0w%.0w", clean, secret), true},
		{fmt.Errorf("x: %w", fmt.Errorf("failed%.0w", secret)), true},
		{&url.Error{Op: "Get", URL: "/", Err: &net.DNSError{Err: "e", Name: "h", UnwrapErr: secret}}, true},
		{errors.Join(clean, fmt.Errorf("failed%.0w", fmt.Errorf("%.0w", secret))), true},
		{fmt.Errorf("failed%.0w", clean), false},
		{&net.DNSError{Err: "e", Name: "h", UnwrapErr: clean}, false},
	} {
		got := r.Error(c.err)
		if (got == c.err) == c.dirty || got.Error() != c.err.Error() {
			t.Errorf("%v: %T", c.err, got)
		}
		if c.dirty && !errors.Is(got, secret) {
			t.Errorf("%v: errors.Is", c.err)
		}
		var walk func(error)
		walk = func(err error) {
			if strings.Contains(err.Error(), "hunter2") {
				t.Errorf("%v: unwrapped %v", c.err, err)
			}
			var dns *net.DNSError
			if errors.As(err, &dns) && strings.Contains(fmt.Sprint(dns.UnwrapErr), "hunter2") {
				t.Errorf("%v: UnwrapErr %v", c.err, dns.UnwrapErr)
			}
			if inner := errors.Unwrap(err); inner != nil {
				walk(inner)
			}
			if m, ok := err.(interface{ Unwrap() []error }); ok {
				for _, inner := range m.Unwrap() {
					walk(inner)
				}
			}
		}
		walk(got)
	}
}

type panickingMethods struct{}

func (panickingMethods) Error() string   { return "password=hunter2" }
func (panickingMethods) Is(error) bool   { panic("password=hunter2") }
func (panickingMethods) As(any) bool     { panic("password=hunter2") }
func (panickingMethods) Timeout() bool   { panic("password=hunter2") }
func (panickingMethods) Temporary() bool { panic("password=hunter2") }

type panickingUnwrap struct{ panickingMethods }

func (panickingUnwrap) Unwrap() error { panic("password=hunter2") }

type panickingUnwraps struct{ panickingMethods }

func (panickingUnwraps) Unwrap() []error { panic("password=hunter2") }

func TestErrorContainsPanicsOfMethods(t *testing.T) {
	for _, r := range []*redact.Redactor{redact.MustNew(redact.WithNames("password")), nil} {
		for _, err := range []error{panickingMethods{}, panickingUnwrap{}, panickingUnwraps{}} {
			got := r.Error(err)
			var u *url.Error
			if errors.Is(got, io.EOF) || errors.As(got, &u) || errors.Unwrap(got) != nil {
				t.Errorf("%T: not no", err)
			}
			if n, ok := got.(interface {
				Timeout() bool
				Temporary() bool
			}); !ok || n.Timeout() || n.Temporary() {
				t.Errorf("%T: a timeout", err)
			}
			if m, ok := got.(interface{ Unwrap() []error }); ok && m.Unwrap() != nil {
				t.Errorf("%T: %v", err, m.Unwrap())
			}
			if r != nil && r.Stats().Errors == 0 {
				t.Error("not counted")
			}
		}
	}
}

func TestErrorAsOfNilPointers(t *testing.T) {
	r := redact.MustNew(redact.WithNames("password"))
	for _, err := range []error{(*url.Error)(nil), (*net.OpError)(nil), (*exec.ExitError)(nil), fmt.Errorf("password=hunter2: %w", (*json.UnmarshalTypeError)(nil))} {
		got := r.Error(err)
		var u *url.Error
		var op *net.OpError
		var exit *exec.ExitError
		var typ *json.UnmarshalTypeError
		if !errors.As(got, &u) && !errors.As(got, &op) && !errors.As(got, &exit) && !errors.As(got, &typ) || u != nil || op != nil || exit != nil || typ != nil {
			t.Errorf("%T", err)
		}
	}
}
