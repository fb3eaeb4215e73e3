package secretflow

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// collect reads, once, what is assigned to variables, in the order of the text.
func (p *pkg) collect() {
	for _, f := range p.pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				p.collectAssign(n)
			case *ast.ValueSpec:
				for i, id := range n.Names {
					if i < len(n.Values) && len(n.Names) == len(n.Values) {
						p.wrote(id, n.Values[i], n.End())
					}
				}
			case *ast.UnaryExpr:
				// What has its address taken may be written anywhere.
				if n.Op == token.AND {
					if obj := p.root(n.X); obj != nil {
						p.writes[obj] = append(p.writes[obj], write{pos: n.Pos()})
						delete(p.litOf, obj)
					}
				}
			}
			return true
		})
	}
	for _, ws := range p.writes {
		slices.SortStableFunc(ws, func(a, b write) int { return int(a.pos - b.pos) })
	}
}

func (p *pkg) collectAssign(n *ast.AssignStmt) {
	for i, lhs := range n.Lhs {
		var rhs ast.Expr
		if len(n.Lhs) == len(n.Rhs) && n.Tok != token.ADD_ASSIGN {
			rhs = n.Rhs[i]
		}
		switch x := ast.Unparen(lhs).(type) {
		case *ast.Ident:
			p.wrote(x, rhs, n.End())
		case *ast.SelectorExpr:
			f, ok := p.info.Uses[x.Sel].(*types.Var)
			if ok && f.IsField() && rhs != nil && p.overwrites(rhs) {
				if root := p.root(x.X); root != nil {
					p.blanks[root] = append(p.blanks[root], blank{n.End(), f})
				}
			}
		}
	}
}

// wrote notes an assignment; rhs is nil if its value is not one expression.
func (p *pkg) wrote(id *ast.Ident, rhs ast.Expr, end token.Pos) {
	obj := p.info.ObjectOf(id)
	v, ok := obj.(*types.Var)
	if !ok {
		return
	}
	w := write{pos: end}
	if len(p.writes[obj]) == 0 {
		p.inits[obj] = rhs
	} else {
		delete(p.inits, obj)
	}
	if rhs != nil {
		w.clean = p.overwrites(rhs)
		if s, ok := p.constant(rhs); ok && p.names.secretConstant(v.Name(), s) {
			w.clean = p.inTest
		}
		if lit, ok := ast.Unparen(rhs).(*ast.FuncLit); ok && len(p.writes[obj]) == 0 {
			p.litOf[obj] = lit
		} else {
			delete(p.litOf, obj)
		}
	}
	p.writes[obj] = append(p.writes[obj], w)
}

// overwrites reports if an assigned value is harmless in itself.
func (p *pkg) overwrites(e ast.Expr) bool {
	e = ast.Unparen(e)
	tv := p.info.Types[e]
	if tv.Value != nil || tv.IsNil() {
		return true
	}
	c, ok := e.(*ast.CallExpr)
	return ok && !p.info.Types[c.Fun].IsType() && p.clean(c)
}

// function walks the body of a function.
func (p *pkg) function(s *summary, typ *ast.FuncType, recv *ast.FieldList, body *ast.BlockStmt) {
	if s == nil {
		return
	}
	s.isTest = p.inTest
	for _, v := range s.params {
		if v != nil && v.Name() != "" && v.Name() != "_" && carries(v.Type()) {
			p.add(v, taint{params: []*types.Var{v}})
		}
	}
	p.walk(s, body)
	for i, v := range s.named {
		if v != nil {
			p.returns(s, i, p.objs[v])
		}
	}
}

// walk follows the flows below a node that belongs to the function s, or to none.
func (p *pkg) walk(s *summary, node ast.Node) {
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			p.function(p.literal(n), n.Type, nil, n.Body)
			return false
		case *ast.AssignStmt:
			p.assignment(n)
		case *ast.ValueSpec:
			p.valueSpec(n)
		case *ast.RangeStmt:
			p.rangeOver(n)
		case *ast.SendStmt:
			p.add(p.root(n.Chan), p.eval(n.Value))
		case *ast.TypeSwitchStmt:
			p.typeSwitch(n)
		case *ast.ReturnStmt:
			p.returned(s, n)
		case *ast.CallExpr:
			p.into(n)
			p.sinkCall(n)
		case *ast.CompositeLit:
			p.sinkLiteral(n)
		}
		return true
	})
}

func (p *pkg) assignment(n *ast.AssignStmt) {
	if len(n.Lhs) == len(n.Rhs) {
		for i, lhs := range n.Lhs {
			p.assign(lhs, p.valueFor(lhs, n.Rhs[i]), n.Rhs[i])
		}
		return
	}
	if len(n.Rhs) != 1 {
		return
	}
	c, isCall := ast.Unparen(n.Rhs[0]).(*ast.CallExpr)
	for i, lhs := range n.Lhs {
		switch {
		case isCall:
			p.assign(lhs, p.evalCall(c, i), nil)
		case i == 0: // v, ok := m[k], <-c, x.(T)
			p.assign(lhs, p.eval(n.Rhs[0]), nil)
		}
	}
}

// valueFor tells of a value that is assigned: one that becomes an interface keeps what
// its type holds.
func (p *pkg) valueFor(lhs, rhs ast.Expr) taint {
	if t := p.typeOf(lhs); t != nil && types.IsInterface(t) {
		return p.shown(rhs, asDeep)
	}
	return p.eval(rhs)
}

// assign follows a value into what stands on the left.
func (p *pkg) assign(lhs ast.Expr, t taint, rhs ast.Expr) {
	if typ := p.typeOf(lhs); typ != nil && !carries(typ) {
		return
	}
	switch x := ast.Unparen(lhs).(type) {
	case *ast.Ident:
		obj := p.info.ObjectOf(x)
		p.add(obj, t)
		if lit := structLit(rhs); lit != nil {
			p.members(obj, lit)
		}
	case *ast.SelectorExpr:
		f, ok := p.info.Uses[x.Sel].(*types.Var)
		if !ok {
			return
		}
		if !f.IsField() {
			p.add(f, t)
			return
		}
		root := p.root(x.X)
		p.addSlot(slot{root, f}, t)
		p.sinkField(x, f, rhs, t)
		if root != nil && single(f.Type()) && !p.guards(f.Type(), asDeep) && p.names.class(f.Name()) == plain {
			p.add(root, t)
		}
	case *ast.IndexExpr:
		if rhs != nil {
			t = t.with(p.underKey(x.Index, rhs))
			p.sinkIndex(x, rhs, t)
		}
		p.add(p.root(x.X), t)
	case *ast.StarExpr:
		p.add(p.root(x.X), t)
	}
}

func structLit(e ast.Expr) *ast.CompositeLit {
	if e == nil {
		return nil
	}
	e = ast.Unparen(e)
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.AND {
		e = ast.Unparen(u.X)
	}
	lit, _ := e.(*ast.CompositeLit)
	return lit
}

// members notes what the fields of a new struct hold.
func (p *pkg) members(root types.Object, lit *ast.CompositeLit) {
	for _, el := range lit.Elts {
		kv, ok := el.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		id, ok := kv.Key.(*ast.Ident)
		if !ok {
			continue
		}
		if f, ok := p.info.Uses[id].(*types.Var); ok && f.IsField() {
			p.addSlot(slot{root, f}, p.eval(kv.Value))
		}
	}
}

func (p *pkg) valueSpec(n *ast.ValueSpec) {
	for i, id := range n.Names {
		switch {
		case len(n.Values) == len(n.Names):
			p.assign(id, p.valueFor(id, n.Values[i]), n.Values[i])
		case len(n.Values) == 1:
			if c, ok := ast.Unparen(n.Values[0]).(*ast.CallExpr); ok {
				p.assign(id, p.evalCall(c, i), nil)
			}
		}
	}
}

func (p *pkg) rangeOver(n *ast.RangeStmt) {
	t := p.eval(n.X)
	typ := p.typeOf(n.X)
	if typ == nil {
		return
	}
	if s := p.secretType(typ); s != nil && s.by == byDump {
		t = t.with(taint{src: s})
	}
	switch typ.Underlying().(type) {
	case *types.Chan, *types.Signature:
		if n.Key != nil {
			p.assign(n.Key, t, nil)
		}
	}
	if n.Value != nil {
		p.assign(n.Value, t, nil)
	}
}

func (p *pkg) typeSwitch(n *ast.TypeSwitchStmt) {
	a, ok := n.Assign.(*ast.AssignStmt)
	if !ok || len(a.Rhs) != 1 {
		return
	}
	t := p.eval(a.Rhs[0])
	for _, c := range n.Body.List {
		if obj := p.info.Implicits[c]; obj != nil && carries(obj.Type()) {
			p.add(obj, t)
		}
	}
}

// returned follows what a function returns.
func (p *pkg) returned(s *summary, n *ast.ReturnStmt) {
	if s == nil {
		return
	}
	if len(n.Results) == 1 && len(s.results) > 1 {
		if c, ok := ast.Unparen(n.Results[0]).(*ast.CallExpr); ok {
			for i := range s.results {
				p.returns(s, i, p.evalCall(c, i))
			}
		}
		return
	}
	for i, e := range n.Results {
		if i >= len(s.results) {
			break
		}
		t := p.eval(e)
		p.returns(s, i, t)
		if s.isError && p.reporting {
			p.report(e, t, sinkSpec{name: "the text of an error", kind: errorSink}, nil)
		}
	}
}

// returns joins what is known of a result. A parameter that is secret by its name is
// the caller's, and what callers pass decides.
func (p *pkg) returns(s *summary, i int, t taint) {
	if t.src != nil {
		// Nor does a weak name speak for callers, or any name in the standard
		// library, where a token is one of a language.
		v, _ := t.src.obj.(*types.Var)
		// What is known by the type of a result needs no fact.
		_, isType := t.src.obj.(*types.TypeName)
		if s.index(v) >= 0 || t.src.weak || p.std || isType && t.src.by == byDump && i < len(s.kinds) && p.secretType(s.kinds[i]) != nil {
			t.src = nil
		}
	}
	if t.none() || i >= len(s.results) {
		return
	}
	if !s.results[i].covers(t) {
		s.results[i] = s.results[i].with(t)
		p.changed = true
	}
}

// into follows values into what a call fills: a builder, a copy, the parameter of a
// literal.
func (p *pkg) into(c *ast.CallExpr) {
	if id, ok := ast.Unparen(c.Fun).(*ast.Ident); ok {
		if b, ok := p.info.Uses[id].(*types.Builtin); ok && b.Name() == "copy" && len(c.Args) == 2 {
			p.add(p.root(c.Args[0]), p.eval(c.Args[1]))
			return
		}
	}
	fn := p.callee(c)
	if fn == nil {
		return
	}
	path := pathOf(fn)
	switch {
	case path == redactPath && fn.Name() == "Use" && len(c.Args) == 1:
		if lit, ok := ast.Unparen(c.Args[0]).(*ast.FuncLit); ok {
			for _, f := range lit.Type.Params.List {
				for _, id := range f.Names {
					p.add(p.info.ObjectOf(id), taint{src: &source{what: id.Name + ", which Secret.Use shows", by: byReveal}})
				}
			}
		}
	case path == "fmt" && len(c.Args) > 1 && len(fn.Name()) > 6 && fn.Name()[:6] == "Fprint" && p.isBuilder(p.typeOf(c.Args[0])):
		p.add(p.root(c.Args[0]), p.printedInto(c, fn))
	default:
		recv := p.receiver(c)
		if recv == nil || !p.isBuilder(p.typeOf(recv)) {
			return
		}
		for i, a := range c.Args {
			t := p.eval(a)
			if i == 1 && len(c.Args) == 2 { // url.Values.Set
				t = t.with(p.underKey(c.Args[0], a))
			}
			p.add(p.root(recv), t)
		}
	}
}

func (p *pkg) printedInto(c *ast.CallExpr, fn *types.Func) taint {
	kind := valueSink
	if fn.Name() == "Fprintf" {
		kind = formatSink
	}
	var t taint
	for _, a := range p.sinkArgs(c, 1, kind) {
		t = t.with(p.shown(a.Expr, a.as(asFmt)))
	}
	return t
}

// isBuilder reports if values of the type collect text.
func (p *pkg) isBuilder(t types.Type) bool {
	return isType(t, "strings", "Builder") || isType(t, "bytes", "Buffer") || isType(t, "net/url", "Values")
}
