package secretflow

import (
	"cmp"
	"go/types"
	"slices"
	"strings"
)

// funcFact is what callers need to know of a function.
type funcFact struct {
	// Sinks are the parameters that reach a sink; the receiver is parameter 0.
	Sinks []paramSink
	// Results says of each result where it comes from.
	Results []resultFlow
	// Format is the parameter with a format for the variadic one, or 0.
	Format int
}

// paramSink is a parameter and where it goes.
type paramSink struct {
	Param int
	Sink  string
	Kind  sinkKind
	Any   bool // it takes values of any type
}

// resultFlow tells where a result comes from.
type resultFlow struct {
	Secret string // what it holds by itself
	Params []int
}

// secretFact marks a type whose declaration says //redact:secret, or a variable of a
// package that holds a secret.
type secretFact struct{ What string }

// AFact marks a fact.
func (*funcFact) AFact() {}

// AFact marks a fact.
func (*secretFact) AFact() {}

func (f *funcFact) String() string {
	var b strings.Builder
	for _, s := range f.Sinks {
		b.WriteString(" sink:" + s.Sink)
	}
	for _, r := range f.Results {
		if r.Secret != "" {
			b.WriteString(" secret:" + r.Secret)
		} else if len(r.Params) > 0 {
			b.WriteString(" passes")
		}
	}
	return strings.TrimSpace(b.String())
}

func (f *secretFact) String() string { return "secret " + f.What }

// A summary is the fact of a function while it grows.
type summary struct {
	params  []*types.Var // the receiver, or nil, first
	sinks   map[*types.Var]paramSink
	results []taint
	named   []*types.Var
	format  int
	isError bool // the method Error() string
	isTest  bool
	kinds   []types.Type // of the results
}

func (p *pkg) newSummary(sig *types.Signature) *summary {
	s := &summary{sinks: map[*types.Var]paramSink{}, results: make([]taint, sig.Results().Len())}
	s.params = append(s.params, sig.Recv())
	for v := range sig.Params().Variables() {
		s.params = append(s.params, v)
	}
	for _, v := range s.params {
		if v != nil {
			p.owner[v] = s
		}
	}
	for v := range sig.Results().Variables() {
		s.kinds = append(s.kinds, v.Type())
		if v.Name() != "" && v.Name() != "_" {
			s.named = append(s.named, v)
		} else {
			s.named = append(s.named, nil)
		}
	}
	return s
}

// index returns the position of a parameter, or -1.
func (s *summary) index(v *types.Var) int {
	if v == nil {
		return -1
	}
	return slices.Index(s.params, v)
}

// fact returns what callers need, or nil if there is nothing.
func (s *summary) fact() *funcFact {
	f := &funcFact{Format: s.format}
	for v, sink := range s.sinks {
		sink.Param = s.index(v)
		f.Sinks = append(f.Sinks, sink)
	}
	slices.SortFunc(f.Sinks, func(a, b paramSink) int { return cmp.Compare(a.Param, b.Param) })
	some := len(f.Sinks) > 0
	for _, r := range s.results {
		var out resultFlow
		if r.src != nil {
			out.Secret = r.src.what
		}
		for _, v := range r.params {
			if i := s.index(v); i >= 0 {
				out.Params = append(out.Params, i)
			}
		}
		slices.Sort(out.Params)
		some = some || out.Secret != "" || len(out.Params) > 0
		f.Results = append(f.Results, out)
	}
	if !some {
		return nil
	}
	return f
}

// factOf returns what is known of a function of any package.
func (p *pkg) factOf(fn *types.Func) *funcFact {
	fn = fn.Origin()
	if s, ok := p.funcs[fn]; ok {
		return s.fact()
	}
	if fn.Pkg() == p.pass.Pkg {
		return nil
	}
	if f, ok := p.imported[fn]; ok {
		return f
	}
	f := new(funcFact)
	if !p.pass.ImportObjectFact(fn, f) {
		f = nil
	}
	p.imported[fn] = f
	return f
}

func (p *pkg) exportFacts() {
	for fn, s := range p.funcs {
		f := s.fact()
		if f == nil {
			continue
		}
		p.pass.ExportObjectFact(fn, f)
	}
	scope := p.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		if v, ok := scope.Lookup(name).(*types.Var); ok && v.Exported() {
			if t := p.objs[v]; t.src != nil {
				p.pass.ExportObjectFact(v, &secretFact{t.src.what})
			}
		}
	}
}
