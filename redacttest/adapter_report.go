package redacttest

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// maxShown bounds the failures of one case that are shown.
const maxShown = 10

// RunAdapter tries the adapter of a logger: that no secret gets out by any way into
// a record, and that nothing else is changed. Each case is a subtest whose name and
// reason [AdapterCases] lists. What it plants are canaries, what judges the output is
// an [Oracle]; the output is what was written to the sink, to the logger's own
// errors and to standard error, and the values of panics.
//
// While it runs, os.Stderr and, on Linux, file descriptor 2 lead elsewhere; what was
// written to them is written there afterwards, unless it holds a canary. It must not run beside other tests of
// the same process. It takes some seconds, with -short and under the race detector
// it tries one kind of secret and two encodings in each cell.
func RunAdapter[L any](t *testing.T, a Adapter[L]) Report {
	t.Helper()
	j := newJudge(a)
	all, ran := cases[L](), 0
	for _, c := range all {
		t.Run(c.Name, func(t *testing.T) {
			ran++
			before := len(j.report.Failures)
			j.run(c)
			for i, f := range j.report.Failures[before:] {
				if i == maxShown {
					t.Errorf("and %d more", len(j.report.Failures)-before-maxShown)
					break
				}
				t.Errorf("%s: %s", f.Cell, f.Problem)
			}
			switch reason, whole := a.Lacks[c.Name]; {
			case len(j.report.Failures) > before:
				t.Log(c.Reason)
			case whole:
				t.Skip("lacking: " + reason)
			}
		})
	}
	before := len(j.report.Failures)
	if ran == len(all) { // -run leaves cases out
		j.finish()
	}
	for _, f := range j.report.Failures[before:] {
		t.Errorf("%s: %s", f.Cell, f.Problem)
	}
	t.Logf("%d cells, %d failures, %d lacking", j.report.Cells, len(j.report.Failures), j.report.Lacking)
	return j.report
}

// CheckAdapter is like [RunAdapter] and fails no test: it is for adapters that are
// expected to fail. It runs the cases that are named, or else all.
func CheckAdapter[L any](a Adapter[L], names ...string) Report {
	j := newJudge(a)
	for _, c := range cases[L]() {
		if len(names) == 0 || slices.Contains(names, c.Name) {
			j.run(c)
		}
	}
	if len(names) == 0 {
		j.finish()
	}
	return j.report
}

// A Report is what a run of the suite has found.
type Report struct {
	// Cells is how many outputs were judged.
	Cells int
	// Lacking is how many of them failed as Lacks declares.
	Lacking int
	// Failures are the others that failed, in the order of the cases.
	Failures []Failure
	// Parts is the same by what was tried, in the order in which it was.
	Parts []Part

	parts map[string]int // index in Parts
}

// A Part is what was found of all cells that have the first four parts of their names
// in common: the case, the entry point, and what the case tries there, such as a kind
// of value and an encoding.
type Part struct {
	Name                     string
	Cells, Lacking, Failures int
}

// part returns the Part of a cell.
func (r *Report) part(cell string) *Part {
	name := cell
	for i, n := 0, 0; i < len(cell); i++ {
		if cell[i] == '/' {
			if n++; n == 4 {
				name = cell[:i]
			}
		}
	}
	if r.parts == nil {
		r.parts = map[string]int{}
	}
	i, ok := r.parts[name]
	if !ok {
		i = len(r.Parts)
		r.parts[name] = i
		r.Parts = append(r.Parts, Part{Name: name})
	}
	return &r.Parts[i]
}

// Failed reports that a cell of a case has failed.
func (r Report) Failed(name string) bool {
	return slices.ContainsFunc(r.Failures, func(f Failure) bool { return f.Case == name })
}

// A Failure is a cell that did not come out as it must. It holds nothing of a
// secret.
type Failure struct {
	Case    string // its name
	Reason  string // why it matters
	Cell    string // case, entry point, kind of value, encoding, ...
	Problem string // what was found
}

// String tells cell, problem and reason.
func (f Failure) String() string { return fmt.Sprintf("%s: %s (%s)", f.Cell, f.Problem, f.Reason) }

// An AdapterCase is a case of [RunAdapter].
type AdapterCase struct{ Name, Reason string }

// AdapterCases lists the cases in the order in which they run.
func AdapterCases() (out []AdapterCase) {
	for _, c := range cases[any]() {
		out = append(out, c.AdapterCase)
	}
	return out
}

// A judge runs the cases for one adapter and keeps what it finds.
type judge[L any] struct {
	a      Adapter[L]
	lot    *lot
	kinds  []Kind
	all    []Kind // with those that hold no text
	short  bool   // few from the beginning
	few    bool   // one shape of a secret in each cell
	turn   int    // which
	in     adapterCase[L]
	used   map[string]bool // keys of Lacks that a cell has failed under
	report Report
}

func newJudge[L any](a Adapter[L]) *judge[L] {
	known := append(kinds(), a.Kinds...)
	short := raceEnabled || testing.Testing() && testing.Short()
	return &judge[L]{
		a: a, lot: newLot(), used: map[string]bool{}, kinds: known, all: slices.Concat(known, others),
		short: short, few: short,
	}
}

// run runs one case.
func (j *judge[L]) run(c adapterCase[L]) {
	j.in = c
	if c.without != nil {
		if what := c.without(&j.a); what != "" {
			problem := what + " is empty"
			if _, ok := j.a.Lacks[c.Name]; !ok {
				problem += ", and Lacks does not say why"
			}
			j.check("given", problem)
			return
		}
	}
	stderr := capture(func() {
		defer func() {
			if p := recover(); p != nil {
				j.check("suite", "the harness panicked: "+j.clean(fmt.Sprint(p)))
			}
		}()
		c.do(j)
	})
	problem := j.leak("standard error", stderr)
	if problem == "" {
		_, _ = os.Stderr.Write(stderr)
	}
	j.check("stderr", problem)
}

// check counts a cell of the case and fails it unless problem is empty.
func (j *judge[L]) check(cell, problem string) {
	j.report.Cells++
	cell = j.in.Name + "/" + cell
	part := j.report.part(cell)
	part.Cells++
	if problem == "" {
		return
	}
	declared := false
	for key := range j.a.Lacks {
		if covers(key, cell) {
			j.used[key], declared = true, true // several keys may cover it
		}
	}
	if declared {
		j.report.Lacking++
		part.Lacking++
		return
	}
	part.Failures++
	j.report.Failures = append(j.report.Failures, Failure{j.in.Name, j.in.Reason, cell, problem})
}

// covers reports that the parts of pattern match the first parts of cell.
func covers(pattern, cell string) bool {
	parts := strings.Split(cell, "/")
	want := strings.Split(pattern, "/")
	if len(want) > len(parts) {
		return false
	}
	for i, p := range want {
		if ok, _ := path.Match(p, parts[i]); !ok {
			return false
		}
	}
	return true
}

// finish judges the declarations of the adapter itself.
func (j *judge[L]) finish() {
	j.in = adapterCase[L]{AdapterCase: AdapterCase{"lacks", "a declaration that is out of date hides the next fault"}}
	for _, key := range sortedKeys(j.a.Lacks) {
		switch {
		case strings.TrimSpace(j.a.Lacks[key]) == "":
			j.report.Failures = append(j.report.Failures, Failure{j.in.Name, j.in.Reason, "lacks/" + key, "no reason is given"})
		case !j.used[key] && !j.short: // which does not try every shape
			j.report.Failures = append(j.report.Failures, Failure{j.in.Name, j.in.Reason, "lacks/" + key, "nothing of it is lacking"})
		}
	}
}

func sortedKeys(m map[string]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
