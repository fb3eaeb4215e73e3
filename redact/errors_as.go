package redact

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net"
	"net/url"
	"os"
	"os/exec"
	"reflect"
	"strconv"
	"time"
)

// As gives redacted copies of the types that quote their input.
func (e *redactedError) As(target any) (ok bool) {
	defer e.contain()
	if !errors.As(e.err, target) {
		return false
	}
	if v := reflect.ValueOf(target).Elem(); v.Kind() == reflect.Pointer && v.IsNil() {
		return true
	}
	switch t := target.(type) {
	case **url.Error:
		*t = &url.Error{Op: e.scan((*t).Op), URL: e.scan((*t).URL), Err: e.inner((*t).Err)}
	case *url.EscapeError:
		*t = url.EscapeError(e.scan(string(*t)))
	case *url.InvalidHostError:
		*t = url.InvalidHostError(e.scan(string(*t)))
	case **fs.PathError:
		*t = &fs.PathError{Op: e.scan((*t).Op), Path: e.scan((*t).Path), Err: e.inner((*t).Err)}
	case **os.LinkError:
		*t = &os.LinkError{Op: e.scan((*t).Op), Old: e.scan((*t).Old), New: e.scan((*t).New), Err: e.inner((*t).Err)}
	case **os.SyscallError:
		*t = &os.SyscallError{Syscall: e.scan((*t).Syscall), Err: e.inner((*t).Err)}
	case **exec.Error:
		*t = &exec.Error{Name: e.scan((*t).Name), Err: e.inner((*t).Err)}
	case **exec.ExitError:
		*t = &exec.ExitError{ProcessState: (*t).ProcessState, Stderr: e.scanBytes((*t).Stderr)}
	case **strconv.NumError:
		*t = &strconv.NumError{Func: e.scan((*t).Func), Num: e.scan((*t).Num), Err: e.inner((*t).Err)}
	case **time.ParseError:
		*t = &time.ParseError{Layout: e.scan((*t).Layout), Value: e.scan((*t).Value), LayoutElem: e.scan((*t).LayoutElem),
			ValueElem: e.scan((*t).ValueElem), Message: e.scan((*t).Message)}
	case **json.UnmarshalTypeError:
		c := **t
		c.Value, c.Struct, c.Field = e.scan(c.Value), e.scan(c.Struct), e.scan(c.Field)
		*t = &c
	default:
		e.asNet(target)
	}
	return true
}

// asNet does the types of package net.
func (e *redactedError) asNet(target any) {
	switch t := target.(type) {
	case **net.OpError:
		*t = &net.OpError{Op: e.scan((*t).Op), Net: e.scan((*t).Net), Source: e.addr((*t).Source), Addr: e.addr((*t).Addr), Err: e.inner((*t).Err)}
	case **net.DNSError:
		c := **t
		c.Err, c.Name, c.Server, c.UnwrapErr = e.scan(c.Err), e.scan(c.Name), e.scan(c.Server), e.inner(c.UnwrapErr)
		*t = &c
	case **net.DNSConfigError:
		*t = &net.DNSConfigError{Err: e.inner((*t).Err)}
	case **net.AddrError:
		*t = &net.AddrError{Err: e.scan((*t).Err), Addr: e.scan((*t).Addr)}
	case **net.ParseError:
		*t = &net.ParseError{Type: e.scan((*t).Type), Text: e.scan((*t).Text)}
	case *net.UnknownNetworkError:
		*t = net.UnknownNetworkError(e.scan(string(*t)))
	case *net.InvalidAddrError:
		*t = net.InvalidAddrError(e.scan(string(*t)))
	}
}

// scan redacts a field of a copy. What is empty stays empty.
func (e *redactedError) scan(s string) string {
	switch {
	case s == "":
		return ""
	case e.st == nil:
		return markZero
	}
	return e.st.text(hideNamed(s, e.hide), origin{})
}

// scanBytes is scan for bytes; the result is never the original's.
func (e *redactedError) scanBytes(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, e.scan(string(b))...)
}

// addr returns a itself if it is clean.
func (e *redactedError) addr(a net.Addr) (out net.Addr) {
	if a == nil {
		return nil
	}
	defer func() {
		if recover() != nil {
			if e.st != nil {
				e.st.fail(origin{})
			}
			out = redactedAddr{markError, markError}
		}
	}()
	network, text := a.Network(), a.String()
	r := redactedAddr{e.scan(network), e.scan(text)}
	if r.network == network && r.text == text {
		return a
	}
	return r
}

// redactedAddr prints redacted text in place of an address.
type redactedAddr struct{ network, text string }

func (a redactedAddr) Network() string { return a.network }

func (a redactedAddr) String() string { return a.text }
