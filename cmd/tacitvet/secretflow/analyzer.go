package secretflow

import (
	"go/ast"
	"reflect"

	"golang.org/x/tools/go/analysis"
)

// New returns a new analyzer with its default flags. Analyzers are independent of
// one another; one may be run on many packages at once.
func New() *analysis.Analyzer {
	a := &analyzer{names: newNames(), sinks: newSinkIndex()}
	out := &analysis.Analyzer{
		Name:       "tacitvet",
		Doc:        doc,
		URL:        "https://pkg.go.dev/github.com/tacit-go/tacit/cmd/tacitvet/secretflow",
		Run:        a.run,
		FactTypes:  []analysis.Fact{new(funcFact), new(secretFact)},
		ResultType: reflect.TypeFor[*Result](),
	}
	out.Flags.BoolVar(&a.safe, "safe", false, "list uses of redact.Safe and of the tag redact:\"safe\"")
	out.Flags.BoolVar(&a.weak, "weak", false, "take names such as key, auth and session for secrets too")
	out.Flags.BoolVar(&a.std, "std", false, "look at the standard library itself too")
	out.Flags.BoolVar(&a.tests, "tests", false, "in test files, go by names too and not only by types and tags")
	return out
}

const doc = `report secrets that flow into logs, errors, traces and the like

A value is secret by its type (the tag redact:"secret", a type marked //redact:secret,
the result of redact.Secret.Reveal), by the name of a variable, field, header or key, or
because it holds such a value. Reported is where it reaches a place that is read by
others: fmt, loggers, errors, span attributes, metric labels, HTTP responses, command
lines and more. A line is excused by a comment on it or above it: //tacit:allow reason`

// A Result tells what was seen of a package, for other analyzers.
type Result struct {
	// Findings counts the flows that were reported.
	Findings int
	// Allowed counts the flows that a //tacit:allow comment excused.
	Allowed int
}

// analyzer holds the flags and what is shared between packages.
type analyzer struct {
	names             *names
	sinks             sinkIndex
	safe, weak, tests bool
	std               bool
}

func (a *analyzer) run(pass *analysis.Pass) (any, error) {
	p := newPackage(a, pass)
	if p.std && !a.std {
		return &p.result, nil
	}
	p.allows = readAllows(pass)
	p.markedTypes()
	p.collect()
	// Facts of functions that call one another grow until nothing changes.
	for range maxRounds {
		p.changed = false
		p.visit()
		if !p.changed {
			break
		}
	}
	p.reporting = true
	p.visit()
	if !p.std {
		p.exportFacts()
	}
	if a.safe {
		p.listSafe()
	}
	return &p.result, nil
}

// maxRounds bounds the work on packages whose functions call one another in
// long chains; each round follows flows at least one call further.
const maxRounds = 10

// visit walks all declarations once.
func (p *pkg) visit() {
	for _, f := range p.pass.Files {
		p.file = f
		p.inTest = p.isTest(f)
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Body != nil {
					p.function(p.declared(d), d.Type, d.Recv, d.Body)
				}
			case *ast.GenDecl:
				p.walk(nil, d)
			}
		}
	}
}
