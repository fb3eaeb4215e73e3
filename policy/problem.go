package policy

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Problem is one thing that is wrong with a policy. It names places, keys of the
// format, IDs of detectors and names of key rings, never a pattern or a value.
type Problem struct {
	// File is the name of the layer.
	File string
	// Line and Column count from 1, columns in characters.
	Line, Column int
	// Key is where in the document it is, as in "detectors.own[2].pattern". It is
	// empty for the document as a whole.
	Key string
	// Text says what is wrong, Remedy what to do about it.
	Text, Remedy string
}

// String returns the problem on one line.
func (p Problem) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: ", p.File, p.Line, p.Column)
	if p.Key != "" {
		b.WriteString(p.Key + ": ")
	}
	b.WriteString(p.Text)
	if p.Remedy != "" {
		b.WriteString("; " + p.Remedy)
	}
	return b.String()
}

// An Error holds all problems of a policy, in the order of layers and lines.
type Error struct{ Problems []Problem }

// Error returns a line for each problem.
func (e *Error) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns an error for each problem.
func (e *Error) Unwrap() []error {
	errs := make([]error, len(e.Problems))
	for i, p := range e.Problems {
		errs[i] = one{p}
	}
	return errs
}

type one struct{ Problem }

func (o one) Error() string { return o.String() }

// maxProblems bounds what is told of a broken document.
const maxProblems = 100

// problems collects what is wrong.
type problems struct {
	list []Problem
	more int
}

// add adds a problem at a place.
func (ps *problems) add(a at, remedy, format string, args ...any) {
	p := Problem{File: a.file, Line: a.line, Column: a.column, Key: a.key, Text: fmt.Sprintf(format, args...), Remedy: remedy}
	if slices.Contains(ps.list, p) {
		return
	}
	if len(ps.list) == maxProblems {
		ps.more++
		return
	}
	ps.list = append(ps.list, p)
}

// err returns all problems as an error, or nil. Layers have the order of files.
func (ps *problems) err(files []string) error {
	if len(ps.list) == 0 {
		return nil
	}
	slices.SortStableFunc(ps.list, func(x, y Problem) int {
		return cmp.Or(cmp.Compare(slices.Index(files, x.File), slices.Index(files, y.File)),
			cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column))
	})
	if ps.more > 0 {
		last := &ps.list[len(ps.list)-1]
		last.Text += fmt.Sprintf(" (and %d problems more)", ps.more)
	}
	return &Error{ps.list}
}

// at is a place in a document.
type at struct {
	file         string
	line, column int
	key          string
}

// in is the place of a key that is missing or as good as it.
func (a at) in(key string) at {
	a.key = join(a.key, key)
	return a
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
