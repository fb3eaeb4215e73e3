package redacttest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// An outcome is what came of some calls of a logger.
type outcome struct {
	records, errors []byte
	panicked        bool
	panic           []byte // its value, printed
	flush           error
}

// play opens a logger, hands it to do, and collects what comes of it.
func (j *judge[L]) play(open func(Sinks) L, r *redact.Redactor, do func(l L)) (o outcome) {
	var records, errs lockedBuffer
	func() {
		var l L
		opened := false
		defer func() {
			if p := recover(); p != nil {
				o.panicked, o.panic = true, printed(p)
			}
			if opened && j.a.Flush != nil {
				o.flush = j.a.Flush(l)
			}
		}()
		l = open(Sinks{Records: &records, Errors: &errs, Redactor: r})
		opened = true
		do(l)
	}()
	o.records, o.errors = records.bytes(), errs.bytes()
	return o
}

// quietly calls do and lets no panic out.
func quietly(do func()) {
	defer func() { _ = recover() }()
	do()
}

// printed is what a program can show of the value of a panic.
func printed(p any) (out []byte) {
	defer func() {
		if recover() != nil {
			out = append(out, "panicked"...)
		}
	}()
	out = fmt.Appendf(out, "%v\n%+v\n%#v\n", p, p, p)
	if err, ok := p.(error); ok {
		for err = errors.Unwrap(err); err != nil; err = errors.Unwrap(err) {
			out = fmt.Appendf(out, "%v\n%+v\n%#v\n", err, err, err)
		}
	}
	return out
}

// leak tells what secret is in what was written to a place.
func (j *judge[L]) leak(place string, out []byte) string {
	if len(out) == 0 {
		return ""
	}
	leaks := j.lot.oracle.Leaks(out)
	if len(leaks) == 0 {
		return ""
	}
	return fmt.Sprintf("in %s: %v", place, leaks[0])
}

// clean returns text, or what leaked in it.
func (j *judge[L]) clean(text string) string {
	if problem := j.leak("a panic", []byte(text)); problem != "" {
		return problem
	}
	return text
}

// A cell is one call of the adapter that must hide something.
type cell[L any] struct {
	name   string
	r      *redact.Redactor
	do     func(l L)
	panics bool // do panics by itself
	fatal  bool // the plain logger must not be given this
}

// hidden judges a cell: nothing leaks, and the record is there.
func (j *judge[L]) hidden(c cell[L]) {
	j.check(c.name, j.hiddenProblem(c))
}

func (j *judge[L]) hiddenProblem(c cell[L]) string {
	o := j.play(j.a.Open, c.r, c.do)
	for place, out := range map[string][]byte{"the sink": o.records, "the error output": o.errors} {
		if problem := j.leak(place, out); problem != "" {
			return problem
		}
	}
	var plain *outcome
	control := func() *outcome {
		if plain == nil && !c.fatal {
			p := j.play(j.a.Plain, c.r, c.do)
			plain = &p
		}
		return plain
	}
	if o.panicked && !c.panics {
		// A method of the value panicked before the adapter had its turn.
		if p := control(); p == nil || !p.panicked {
			return "the adapter panics"
		}
		return ""
	}
	if problem := j.leak("the value of the panic", o.panic); problem != "" {
		return problem
	}
	switch {
	case c.panics && !o.panicked:
		return "the logger does not panic any more"
	case o.flush != nil:
		return "Flush fails"
	case len(o.records) == 0:
		if p := control(); p == nil || len(p.records) > 0 {
			return "no record was written"
		}
	case j.a.Valid != nil && j.a.Valid(o.records) != nil:
		if p := control(); p == nil || j.a.Valid(p.records) == nil {
			return "the output is not valid: " + strings.TrimSpace(j.clean(fmt.Sprintf("%q", o.records)))
		}
	}
	return ""
}

// tries bounds how often Plain is asked for another order: of four that are as likely,
// one is missed once in a hundred million cells.
const tries = 64

// same judges a cell that must come out as without the adapter.
func (j *judge[L]) same(name string, r *redact.Redactor, do func(l L)) {
	got := j.play(j.a.Open, r, do)
	problem := differs(got, j.play(j.a.Plain, r, do))
	for n := 1; problem != "" && j.a.Unordered && n < tries; n++ {
		if differs(got, j.play(j.a.Plain, r, do)) == "" {
			problem = ""
		}
	}
	j.check(name, problem)
}

// differs tells in what got is not want.
func differs(got, want outcome) string {
	switch {
	case !bytes.Equal(got.records, want.records):
		return "another output: " + difference(got.records, want.records)
	case !bytes.Equal(got.errors, want.errors):
		return "another error output: " + difference(got.errors, want.errors)
	case got.panicked != want.panicked || !bytes.Equal(got.panic, want.panic):
		return "another panic: " + difference(got.panic, want.panic)
	case got.flush != nil && want.flush == nil:
		return "Flush fails"
	}
	return ""
}

// difference shows two outputs where they part.
func difference(got, want []byte) string {
	at := 0
	for at < len(got) && at < len(want) && got[at] == want[at] {
		at++
	}
	const more = 4 * window
	show := func(b []byte) []byte { return b[max(0, min(at-more, len(b))):min(len(b), at+more)] }
	return fmt.Sprintf("at byte %d …%q, want …%q", at, show(got), show(want))
}
