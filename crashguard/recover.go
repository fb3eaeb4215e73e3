package crashguard

import (
	"fmt"
	"os"
	"runtime/debug"

	"github.com/tacit-go/tacit/redact"
)

// A Panic is what is left of a panic once it is redacted: the text of its value
// and the stack on which it happened, without the argument words of functions.
// It is an error: errors.Is asks the value, if that is one, and Unwrap gives
// redacted errors only. It is immutable.
type Panic struct {
	text, stack string
	err         error
}

// Error returns the redacted text of the panic's value.
func (p *Panic) Error() string { return p.text }

// Stack returns the redacted stack of the goroutine that panicked.
func (p *Panic) Stack() string { return p.stack }

// Unwrap returns the panic's value, redacted, if it is an error, else nil.
func (p *Panic) Unwrap() error { return p.err }

// Recover ends a panic and hands it, redacted by r, to report. It must be deferred
// itself, not called by a deferred function:
//
//	defer crashguard.Recover(r, func(p *crashguard.Panic) { log.Print(p, p.Stack()) })
//
// A nil report prints to os.Stderr. Without a panic, and for runtime.Goexit, it does
// nothing. A panic of report goes on to the caller; a method of the value that panics
// gives [REDACTED:error] for its text.
func Recover(r *redact.Redactor, report func(*Panic)) {
	v := recover()
	if v == nil {
		return
	}
	p := newPanic(r, v, debug.Stack())
	if report == nil {
		fmt.Fprintf(os.Stderr, "panic: %s\n\n%s", p.text, p.stack)
		return
	}
	report(p)
}

// Repanic calls f. If f panics, Repanic panics with a *Panic in the place of the
// value, whose text also has the stack of f: what the runtime prints as it ends the
// program, or whoever recovers further out, sees no secret in it. To panic again in a
// deferred function would not do, since the runtime prints the first value as well.
//
// The runtime prints the stacks of goroutines by itself, with the argument words of
// the functions that called Repanic, and prints fatal errors without asking anyone;
// for these see [Crashes]. runtime.Goexit goes through f as ever.
func Repanic(r *redact.Redactor, f func()) {
	if p := catch(r, f); p != nil {
		p.text += "\n\n" + p.stack
		panic(p)
	}
}

func catch(r *redact.Redactor, f func()) (p *Panic) {
	defer func() {
		if v := recover(); v != nil {
			p = newPanic(r, v, debug.Stack())
		}
	}()
	f()
	return nil
}

func newPanic(r *redact.Redactor, v any, stack []byte) *Panic {
	p := &Panic{stack: string(r.AppendTrace(nil, stack))}
	p.text, p.err = textOf(r, v)
	return p
}

// textOf renders the value of a panic once.
func textOf(r *redact.Redactor, v any) (text string, err error) {
	defer func() {
		if recover() != nil {
			text, err = "[REDACTED:error]", nil
		}
	}()
	s := r.Scope("panic")
	if e, ok := v.(error); ok {
		err = r.Error(e)
		return s.Text(err.Error()), err
	}
	v, _ = s.Field("panic").Value(v)
	return s.Text(fmt.Sprint(v)), nil
}
