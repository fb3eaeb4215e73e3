package redact

import (
	"errors"
	"fmt"

	"github.com/tacit-go/tacit/redact/internal/walk"
)

// Error returns an error that prints the redacted text of err in every verb. A
// chain of immutable errors of the standard library whose text is clean comes
// back as it is; nil gives nil.
//
// The result keeps errors.Is, and Timeout and Temporary of the first error in the
// chain that has them; a panic of a method of err's is contained and answers no.
// Unwrap yields redacted errors only. errors.As into a type that quotes its input
// gives a redacted copy: those are *url.Error,
// url.EscapeError, url.InvalidHostError, *fs.PathError, *os.LinkError,
// *os.SyscallError, *exec.Error, *exec.ExitError (with Stderr), *strconv.NumError,
// *time.ParseError, *json.UnmarshalTypeError, *net.OpError (with its addresses),
// *net.DNSError, *net.DNSConfigError, *net.AddrError, *net.ParseError,
// net.UnknownNetworkError and net.InvalidAddrError. Into any other type it gives
// the caller's own value, whose text is not redacted. err.Error is called once,
// under recover, and so is Error of what a fmt.Errorf in a clean chain has wrapped.
//
// Parsers of flags and configurations quote a value away from its name: what flag,
// pflag, mapstructure and envconfig say of a sensitive name is read, and the value
// hidden there and in what the error wraps.
func (r *Redactor) Error(err error) error {
	if err == nil {
		return nil
	}
	st := r.load()
	if st == nil {
		return newError(nil, markZero, err, nil)
	}
	out, changed := st.walker.Value(st.policy(st.paths, origin{}), walk.Scope{}, err)
	if !changed {
		return err
	}
	if e, ok := out.(error); ok {
		return e
	}
	// The type renders itself in another way than by Error; only its text counts.
	return st.rendered(err, nil)
}

// rendered returns err redacted, which is rendered once; hide is hidden in it too.
func (st *state) rendered(err error, hide []namedValue) (out error) {
	if st == nil {
		return newError(nil, markZero, err, nil)
	}
	defer func() {
		if recover() != nil {
			st.fail(origin{})
			out = newError(st, markError, err, hide)
		}
	}()
	text, hide := st.message(err.Error(), hide)
	return newError(st, st.text(text, origin{}), err, hide)
}

// redactedError prints text in place of an error.
type redactedError struct {
	st   *state
	text string
	err  error
	hide []namedValue // what was found by its name, also hidden in what err wraps
}

// redactedErrors is a redactedError of several errors.
type redactedErrors struct{ redactedError }

func newError(st *state, text string, err error, hide []namedValue) error {
	e := redactedError{st, text, err, hide}
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
func (e *redactedError) Is(target error) bool {
	defer e.contain()
	return errors.Is(e.err, target)
}

// contain ends a panic of a method of the original, whose value may be a secret; the
// answer is no.
func (e *redactedError) contain() {
	if recover() != nil && e.st != nil {
		e.st.fail(origin{})
	}
}

// Timeout asks the original, or what it wraps: errors.As into a net.Error stops
// here, so this must answer for the whole chain.
func (e *redactedError) Timeout() bool {
	defer e.contain()
	var t interface{ Timeout() bool }
	return errors.As(e.err, &t) && t.Timeout()
}

// Temporary asks the original, or what it wraps.
func (e *redactedError) Temporary() bool {
	defer e.contain()
	var t interface{ Temporary() bool }
	return errors.As(e.err, &t) && t.Temporary()
}

// Unwrap returns the redacted inner error.
func (e *redactedError) Unwrap() error {
	defer e.contain()
	return e.inner(errors.Unwrap(e.err))
}

// Unwrap returns the redacted inner errors.
func (e *redactedErrors) Unwrap() []error {
	defer e.contain()
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
	return e.st.rendered(err, e.hide)
}
