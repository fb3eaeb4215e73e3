package secretflow

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A source is why a value is secret.
type source struct {
	what string       // for people: password, cfg.Token, http.Header
	obj  types.Object // the variable or field that it is, if it is one
	by   reason
	weak bool // by a name that is often harmless
}

// reason is the rule that made a source of a value.
type reason uint8

const (
	byName reason = iota
	byTag
	byReveal
	byHolder // holds a secret in one of its parts
	byDump   // an HTTP header or request as a whole
	byKey    // a value under a sensitive key
	byCall   // result of a function that hands out secrets
)

// A taint is what is known of where a value comes from: a source, and parameters of
// the enclosing functions.
type taint struct {
	src    *source
	params []*types.Var
}

func (t taint) none() bool { return t.src == nil && len(t.params) == 0 }

// with joins two taints. The first source stays.
func (t taint) with(u taint) taint {
	if t.src == nil {
		t.src = u.src
	}
	for _, v := range u.params {
		if !slices.Contains(t.params, v) {
			t.params = append(slices.Clip(t.params), v)
		}
	}
	return t
}

// same reports if u adds nothing to t.
func (t taint) covers(u taint) bool {
	if t.src == nil && u.src != nil {
		return false
	}
	for _, v := range u.params {
		if !slices.Contains(t.params, v) {
			return false
		}
	}
	return true
}

// slot is a field of a variable.
type slot struct {
	root  types.Object
	field *types.Var
}

// A pkg is the state of one run on one package.
type pkg struct {
	*analyzer
	pass      *analysis.Pass
	info      *types.Info
	std       bool
	file      *ast.File
	inTest    bool
	reporting bool
	changed   bool
	result    Result

	objs     map[types.Object]taint
	slots    map[slot]taint
	funcs    map[*types.Func]*summary
	lits     map[*ast.FuncLit]*summary
	litOf    map[types.Object]*ast.FuncLit // variables that hold one literal only
	imported map[*types.Func]*funcFact
	marked   map[*types.TypeName]bool
	holders  map[holderKey]*source
	writes   map[types.Object][]write // to variables, in order
	blanks   map[types.Object][]blank // fields that are overwritten with something harmless
	inits    map[types.Object]ast.Expr
	allows   map[string]map[int]*allow
	reported map[token.Pos]bool
	owner    map[*types.Var]*summary // of a parameter
	sinks    sinkIndex
}

// A write is one assignment to a variable.
type write struct {
	pos   token.Pos
	clean bool // the value is constant or was redacted
}

type blank struct {
	pos   token.Pos
	field *types.Var
}

func newPackage(a *analyzer, pass *analysis.Pass) *pkg {
	first, _, _ := strings.Cut(pass.Pkg.Path(), "/")
	return &pkg{
		analyzer: a, pass: pass, info: pass.TypesInfo,
		std:      !strings.Contains(first, ".") && first != "command-line-arguments" && !inModule(pass),
		objs:     map[types.Object]taint{},
		slots:    map[slot]taint{},
		funcs:    map[*types.Func]*summary{},
		lits:     map[*ast.FuncLit]*summary{},
		litOf:    map[types.Object]*ast.FuncLit{},
		imported: map[*types.Func]*funcFact{},
		marked:   map[*types.TypeName]bool{},
		holders:  map[holderKey]*source{},
		writes:   map[types.Object][]write{},
		blanks:   map[types.Object][]blank{},
		inits:    map[types.Object]ast.Expr{},
		reported: map[token.Pos]bool{},
		owner:    map[*types.Var]*summary{},
		sinks:    a.sinks,
	}
}

// inModule reports if the package belongs to a module, which those of the standard
// library do not.
func inModule(pass *analysis.Pass) bool {
	return pass.Module != nil && pass.Module.Path != "" && pass.Module.Path != "std"
}

func (p *pkg) isTest(f *ast.File) bool {
	return strings.HasSuffix(p.pass.Fset.Position(f.FileStart).Filename, "_test.go")
}

// add joins a taint to what is known of a variable.
func (p *pkg) add(obj types.Object, t taint) {
	if obj == nil || t.none() {
		return
	}
	old := p.objs[obj]
	if !old.covers(t) {
		p.objs[obj] = old.with(t)
		p.changed = true
	}
}

func (p *pkg) addSlot(s slot, t taint) {
	if s.root == nil || s.field == nil || t.none() {
		return
	}
	old := p.slots[s]
	if !old.covers(t) {
		p.slots[s] = old.with(t)
		p.changed = true
	}
}

// declared returns the summary of a declared function.
func (p *pkg) declared(d *ast.FuncDecl) *summary {
	fn, ok := p.info.Defs[d.Name].(*types.Func)
	if !ok {
		return nil
	}
	s := p.funcs[fn]
	if s == nil {
		s = p.newSummary(fn.Signature())
		s.isError = d.Recv != nil && d.Name.Name == "Error" && len(d.Type.Params.List) == 0
		p.funcs[fn] = s
	}
	return s
}

// literal returns the summary of a function literal.
func (p *pkg) literal(l *ast.FuncLit) *summary {
	s := p.lits[l]
	if s == nil {
		sig, ok := p.info.TypeOf(l).(*types.Signature)
		if !ok {
			return nil
		}
		s = p.newSummary(sig)
		p.lits[l] = s
	}
	return s
}

// typeOf returns the type of an expression, or nil.
func (p *pkg) typeOf(e ast.Expr) types.Type { return p.info.TypeOf(e) }

// constant returns the value of a constant string.
func (p *pkg) constant(e ast.Expr) (string, bool) {
	return constantString(p.info.Types[e].Value)
}

// root returns the variable that an expression is a part of, as x in x.f[0].
func (p *pkg) root(e ast.Expr) types.Object {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			v, _ := p.info.ObjectOf(x).(*types.Var)
			if v == nil {
				return nil
			}
			return v
		case *ast.SelectorExpr:
			if v, ok := p.info.Uses[x.Sel].(*types.Var); ok && !v.IsField() {
				return v // of another package
			}
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.SliceExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.TypeAssertExpr:
			e = x.X
		case *ast.UnaryExpr:
			if x.Op != token.AND {
				return nil
			}
			e = x.X
		default:
			return nil
		}
	}
}
