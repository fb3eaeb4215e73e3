package redact

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"time"

	"github.com/tacit-go/tacit/redact/internal/walk"
)

// Error returns an error that prints the redacted text of err in every verb. A
// chain of immutable errors of the standard library whose text is clean comes
// back as it is; nil gives nil.
//
// The result keeps errors.Is, Timeout and Temporary. Unwrap yields redacted
// errors only. errors.As into a type of the standard library that quotes its
// input, such as *url.Error, *fs.PathError or *strconv.NumError, gives a redacted
// copy; into any other type it gives the caller's own value, whose text is not
// redacted. err.Error is called once, under recover.
func (r *Redactor) Error(err error) error {
	if err == nil {
		return nil
	}
	st := r.load()
	if st == nil {
		return newError(nil, markZero, err)
	}
	out, changed := st.walker.Value(st.policy(""), walk.Scope{Path: st.paths.start}, err)
	if !changed {
		return err
	}
	if e, ok := out.(error); ok {
		return e
	}
	// The type renders itself in another way than by Error; only its text counts.
	return newError(st, st.errorText(err), err)
}

// errorText renders err once.
func (st *state) errorText(err error) (text string) {
	if st == nil {
		return markZero
	}
	defer func() {
		if recover() != nil {
			st.fail()
			text = markError
		}
	}()
	return st.text(err.Error(), "", "")
}

// redactedError prints text in place of an error.
type redactedError struct {
	st   *state
	text string
	err  error
}

// redactedErrors is a redactedError of several errors.
type redactedErrors struct{ redactedError }

func newError(st *state, text string, err error) error {
	e := redactedError{st, text, err}
	if _, ok := err.(interface{ Unwrap() []error }); ok {
		return &redactedErrors{e}
	}
	return &e
}

func (e *redactedError) Error() string { return e.text }

// Format prints the text alone, whatever the verb.
func (e *redactedError) Format(f fmt.State, verb rune) {
	if verb == 'q' || verb == 'x' || verb == 'X' {
		fmt.Fprintf(f, fmt.FormatString(f, verb), e.text)
		return
	}
	_, _ = f.Write([]byte(e.text))
}

// Is asks the original.
func (e *redactedError) Is(target error) bool { return errors.Is(e.err, target) }

// Timeout asks the original.
func (e *redactedError) Timeout() bool {
	t, ok := e.err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// Temporary asks the original.
func (e *redactedError) Temporary() bool {
	t, ok := e.err.(interface{ Temporary() bool })
	return ok && t.Temporary()
}

// Unwrap returns the redacted inner error.
func (e *redactedError) Unwrap() error {
	return e.inner(errors.Unwrap(e.err))
}

// Unwrap returns the redacted inner errors.
func (e *redactedErrors) Unwrap() []error {
	var out []error
	for _, err := range e.err.(interface{ Unwrap() []error }).Unwrap() {
		if err != nil {
			out = append(out, e.inner(err))
		}
	}
	return out
}

func (e *redactedError) inner(err error) error {
	if err == nil {
		return nil
	}
	return newError(e.st, e.st.errorText(err), err)
}

func (e *redactedError) scan(s string) string {
	if e.st == nil {
		return markZero
	}
	return e.st.text(s, "", "")
}

// As gives redacted copies of the types that quote their input.
func (e *redactedError) As(target any) bool {
	if !errors.As(e.err, target) {
		return false
	}
	switch t := target.(type) {
	case **url.Error:
		*t = &url.Error{Op: (*t).Op, URL: e.scan((*t).URL), Err: e.inner((*t).Err)}
	case **fs.PathError:
		*t = &fs.PathError{Op: (*t).Op, Path: e.scan((*t).Path), Err: e.inner((*t).Err)}
	case **os.LinkError:
		*t = &os.LinkError{Op: (*t).Op, Old: e.scan((*t).Old), New: e.scan((*t).New), Err: e.inner((*t).Err)}
	case **strconv.NumError:
		*t = &strconv.NumError{Func: (*t).Func, Num: e.scan((*t).Num), Err: e.inner((*t).Err)}
	case **time.ParseError:
		c := **t
		c.Value, c.ValueElem, c.Message = e.scan(c.Value), e.scan(c.ValueElem), e.scan(c.Message)
		*t = &c
	case **net.DNSError:
		c := **t
		c.Name, c.Err, c.UnwrapErr = e.scan(c.Name), e.scan(c.Err), nil
		*t = &c
	case **net.AddrError:
		*t = &net.AddrError{Err: e.scan((*t).Err), Addr: e.scan((*t).Addr)}
	case **net.ParseError:
		*t = &net.ParseError{Type: (*t).Type, Text: e.scan((*t).Text)}
	case **net.OpError:
		c := **t
		c.Err = e.inner(c.Err)
		*t = &c
	case **exec.Error:
		*t = &exec.Error{Name: e.scan((*t).Name), Err: e.inner((*t).Err)}
	case *error:
		*t = e
	}
	return true
}
