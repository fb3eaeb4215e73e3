package secretflow

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// sinkCall looks at a call that may show what it is given.
func (p *pkg) sinkCall(c *ast.CallExpr) {
	if id, ok := ast.Unparen(c.Fun).(*ast.Ident); ok {
		if b, ok := p.info.Uses[id].(*types.Builtin); ok {
			switch b.Name() {
			case "panic":
				p.check(c, c.Args[0], p.eval(c.Args[0]), sinkSpec{name: "panic", kind: panicSink})
			case "print", "println":
				for _, a := range c.Args {
					p.check(c, a, p.eval(a), sinkSpec{name: b.Name(), kind: textSink, keep: true})
				}
			}
			return
		}
	}
	if tv := p.info.Types[c.Fun]; tv.IsType() {
		p.expvarFunc(c, tv.Type)
		return
	}
	if lit := p.calledLit(c); lit != nil {
		if s := p.lits[lit]; s != nil {
			p.sinkFact(c, s.fact(), types.ExprString(c.Fun))
		}
		return
	}
	fn := p.callee(c)
	if fn == nil || pathOf(fn) == redactPath {
		return
	}
	if spec, ok := p.sinkOf(c, fn); ok {
		p.known(c, fn, spec)
		return
	}
	if fn.Signature().Recv() != nil {
		p.sinkFact(c, p.factOf(fn), types.ExprString(c.Fun))
		return
	}
	p.sinkFact(c, p.factOf(fn), calledName(fn, ""))
}

// known looks at the arguments of a sink of the table.
func (p *pkg) known(c *ast.CallExpr, fn *types.Func, s sinkSpec) {
	if s.kind == errorSink && strings.HasSuffix(fn.Name(), "f") {
		p.forward(c, max(s.first, 0))
	}
	switch s.kind {
	case valueSink, formatSink, errorSink, jsonSink, textSink, panicSink:
		kind, how := s.kind, asFmt
		switch s.kind {
		case errorSink:
			if strings.HasSuffix(fn.Name(), "f") {
				kind = formatSink
			}
		case formatSink:
			p.forward(c, s.first)
		case jsonSink:
			how = asJSON
		case textSink:
			how = asText
		}
		for i, a := range p.sinkArgs(c, s.first, kind) {
			if s.one && i > 0 {
				break
			}
			if strings.HasSuffix(s.path, "flag") && ownDefault(c, a.Expr) {
				continue
			}
			p.check(c, a.Expr, p.shown(a.Expr, a.as(how)), s)
		}
	case fieldSink:
		how := asDeep
		if strings.HasPrefix(s.path, "go.uber.org/zap") || strings.HasPrefix(s.path, "github.com/rs/zerolog") {
			how = asEncoded // they encode what they do not know as JSON
		}
		for i, a := range c.Args {
			t := p.shown(a, how)
			if i == 1 {
				t = t.with(p.underKey(c.Args[0], a))
			}
			p.check(c, a, t, s)
		}
	case pairSink:
		p.pairs(c, s)
	}
}

// ownDefault reports if the default of a flag is the field that the flag sets: the
// default of a configuration, which is in the source.
func ownDefault(c *ast.CallExpr, e ast.Expr) bool {
	addr, ok := ast.Unparen(c.Args[0]).(*ast.UnaryExpr)
	if !ok {
		return false
	}
	_, ok = ast.Unparen(addr.X).(*ast.SelectorExpr)
	return ok && types.ExprString(addr.X) == types.ExprString(e)
}

// pairs looks at a message and the names and values behind it.
func (p *pkg) pairs(c *ast.CallExpr, s sinkSpec) {
	if s.first >= len(c.Args) {
		return
	}
	args := c.Args[max(s.first, 0):]
	if s.first >= 0 {
		p.check(c, args[0], p.eval(args[0]), s)
		args = args[1:]
	}
	for i := 0; i < len(args); i++ {
		p.check(c, args[i], p.shown(args[i], asDeep), s)
		if b, ok := p.typeOf(args[i]).Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 && i+1 < len(args) {
			p.check(c, args[i+1], p.shown(args[i+1], asDeep).with(p.underKey(args[i], args[i+1])), s)
			i++
		}
	}
}

// forward notes that a function hands its own format and values to a sink.
func (p *pkg) forward(c *ast.CallExpr, format int) {
	if !c.Ellipsis.IsValid() || format >= len(c.Args) {
		return
	}
	v, ok := p.root(c.Args[format]).(*types.Var)
	if !ok {
		return
	}
	if s := p.owner[v]; s != nil && s.index(v) > 0 && s.index(v) == len(s.params)-2 {
		s.format = s.index(v)
	}
}

// sinkFact looks at the arguments of a function that hands them to a sink.
func (p *pkg) sinkFact(c *ast.CallExpr, f *funcFact, name string) {
	if f == nil {
		return
	}
	for _, sink := range f.Sinks {
		var args []sinkArg
		for _, a := range p.args(c, sink.Param) {
			args = append(args, sinkArg{Expr: a})
		}
		if f.Format > 0 && sink.Param == f.Format+1 && f.Format <= len(c.Args) {
			args = p.sinkArgs(c, f.Format-1, formatSink)
		}
		s := sinkSpec{name: sink.Sink + " by " + name, kind: sink.Kind, keep: sink.Kind == textSink}
		if strings.Contains(sink.Sink, " by ") {
			s.name = sink.Sink
		}
		for _, a := range args {
			how := asText
			if sink.Kind != textSink && sink.Any {
				how = asFmt
			}
			p.check(c, a.Expr, p.shown(a.Expr, a.as(how)), s)
		}
	}
}

// expvarFunc looks at what a function returns that becomes a variable of expvar.
func (p *pkg) expvarFunc(c *ast.CallExpr, t types.Type) {
	if !isType(t, "expvar", "Func") || len(c.Args) != 1 {
		return
	}
	lit, ok := ast.Unparen(c.Args[0]).(*ast.FuncLit)
	if !ok {
		return
	}
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if r, ok := n.(*ast.ReturnStmt); ok && len(r.Results) == 1 {
			p.check(c, r.Results[0], p.shown(r.Results[0], asJSON), sinkSpec{name: "expvar", kind: jsonSink})
		}
		_, nested := n.(*ast.FuncLit)
		return !nested
	})
}

// sinkLiteral looks at literals that are themselves seen: labels, commands.
func (p *pkg) sinkLiteral(x *ast.CompositeLit) {
	t := p.typeOf(x)
	path, name := typeName(t)
	if label := sinkLabels[unversioned(path)+"."+name]; label != "" {
		for _, el := range x.Elts {
			if kv, ok := el.(*ast.KeyValueExpr); ok {
				p.check(x, kv.Value, p.shown(kv.Value, asDeep).with(p.underKey(kv.Key, kv.Value)), sinkSpec{name: label, kind: fieldSink})
			}
		}
	}
	if path == "os/exec" && name == "Cmd" || path == "flag" && name == "Flag" {
		for _, el := range x.Elts {
			kv, ok := el.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			if id, ok := kv.Key.(*ast.Ident); ok && (id.Name == "Args" || id.Name == "DefValue") {
				p.check(x, kv.Value, p.eval(kv.Value), sinkSpec{name: name + "." + id.Name, kind: textSink, keep: true})
			}
		}
	}
}

// sinkField looks at an assignment to a field that is itself seen.
func (p *pkg) sinkField(x *ast.SelectorExpr, f *types.Var, rhs ast.Expr, t taint) {
	if rhs == nil {
		return
	}
	path, name := typeName(p.typeOf(x.X))
	if path == "os/exec" && name == "Cmd" && f.Name() == "Args" || path == "flag" && name == "Flag" && f.Name() == "DefValue" {
		p.check(rhs, rhs, t, sinkSpec{name: name + "." + f.Name(), kind: textSink, keep: true})
	}
}

// sinkIndex looks at an entry that is added to labels.
func (p *pkg) sinkIndex(x *ast.IndexExpr, rhs ast.Expr, t taint) {
	path, name := typeName(p.typeOf(x.X))
	if label := sinkLabels[unversioned(path)+"."+name]; label != "" {
		p.check(x, rhs, t, sinkSpec{name: label, kind: fieldSink})
	}
}

// writerSink tells a call that writes to a writer that people read.
func (p *pkg) writerSink(c *ast.CallExpr, fn *types.Func) (sinkSpec, bool) {
	path := pathOf(fn)
	recv := p.receiver(c)
	switch {
	case path == "fmt" && strings.HasPrefix(fn.Name(), "Fprint") && len(c.Args) > 0:
		if w := p.seen(c.Args[0], 0); w != "" {
			s := sinkSpec{name: "fmt." + fn.Name() + " to " + w, first: 1, kind: valueSink}
			if fn.Name() == "Fprintf" {
				s.kind = formatSink
			}
			return s, true
		}
	case path == "io" && fn.Name() == "WriteString" && len(c.Args) > 0:
		if w := p.seen(c.Args[0], 0); w != "" {
			return sinkSpec{name: w, first: 1, kind: textSink}, true
		}
	case recv != nil && (fn.Name() == "Write" || fn.Name() == "WriteString"):
		if w := p.seen(recv, 0); w != "" {
			return sinkSpec{name: w, kind: textSink}, true
		}
	case recv != nil && path == "encoding/json" && fn.Name() == "Encode":
		if w := p.seen(recv, 0); w != "" {
			return sinkSpec{name: "JSON to " + w, kind: jsonSink}, true
		}
	}
	return sinkSpec{}, false
}

// seen names what a writer leads to if people read that, or returns nothing.
func (p *pkg) seen(e ast.Expr, depth int) string {
	e = ast.Unparen(e)
	if depth > 4 {
		return ""
	}
	if t := p.typeOf(e); t != nil && isResponseWriter(t) {
		return "an HTTP response"
	}
	switch x := e.(type) {
	case *ast.Ident:
		if init := p.inits[p.info.ObjectOf(x)]; init != nil {
			return p.seen(init, depth+1)
		}
	case *ast.UnaryExpr:
		return p.seen(x.X, depth+1)
	case *ast.SelectorExpr:
		if v, ok := p.info.Uses[x.Sel].(*types.Var); ok && pathOf(v) == "os" && (v.Name() == "Stdout" || v.Name() == "Stderr") {
			return "os." + v.Name()
		}
	case *ast.CallExpr:
		fn := p.callee(x)
		if fn == nil {
			return ""
		}
		switch {
		case fn.Name() == "OutOrStdout" || fn.Name() == "ErrOrStderr" || fn.Name() == "OutOrStderr":
			return "the terminal"
		case pathOf(fn) == "log" && fn.Name() == "Writer":
			return "log.Writer"
		case strings.HasPrefix(fn.Name(), "New") || fn.Name() == "MultiWriter":
			for _, a := range x.Args {
				if w := p.seen(a, depth+1); w != "" {
					return w
				}
			}
		}
	}
	return ""
}

// isResponseWriter reports if values of the type answer an HTTP request.
func isResponseWriter(t types.Type) bool {
	if isType(t, "net/http", "ResponseWriter") {
		return true
	}
	for _, name := range []string{"Header", "Write", "WriteHeader"} {
		if obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name); obj == nil {
			return false
		} else if _, ok := obj.(*types.Func); !ok {
			return false
		}
	}
	return true
}

// check reports a secret that reaches a sink, and notes parameters that do.
func (p *pkg) check(at ast.Node, e ast.Expr, t taint, s sinkSpec) {
	if t.none() || p.ownSink(e) {
		return
	}
	p.report(e, t, s, at)
}

// ownSink reports if an argument is made by a call that is a sink itself, and so was
// looked at there.
func (p *pkg) ownSink(e ast.Expr) bool {
	switch x := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		fn := p.callee(x)
		if fn == nil {
			return false
		}
		_, ok := p.sinkOf(x, fn)
		return ok
	case *ast.CompositeLit:
		path, name := typeName(p.typeOf(x))
		return sinkLabels[unversioned(path)+"."+name] != ""
	}
	return false
}

func (p *pkg) report(e ast.Expr, t taint, s sinkSpec, at ast.Node) {
	if p.allowed(e, at) {
		if p.reporting && t.src != nil {
			p.result.Allowed++
		}
		return
	}
	if !p.reporting {
		if t.src != nil {
			return // reported here, not at each call
		}
		for _, v := range t.params {
			if (s.kind == errorSink || s.kind == panicSink) && !p.direct(e, v) {
				continue // an error that quotes a piece of what a function reads
			}
			if o := p.owner[v]; o != nil {
				if _, ok := o.sinks[v]; !ok && !o.isTest {
					o.sinks[v] = paramSink{Sink: s.name, Kind: s.kind, Any: takesAny(v.Type())}
					p.changed = true
				}
			}
		}
		return
	}
	if t.src == nil || p.reported[e.Pos()] {
		return
	}
	p.reported[e.Pos()] = true
	p.result.Findings++
	p.pass.Report(analysis.Diagnostic{
		Pos: e.Pos(), End: e.End(),
		Category:       t.src.by.String(),
		Message:        t.src.what + " flows into " + s.name + t.src.by.why(),
		SuggestedFixes: p.fixes(e, s),
	})
}

// direct reports if a parameter stands itself in an expression, at most formatted.
func (p *pkg) direct(e ast.Expr, v *types.Var) bool {
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		return p.info.ObjectOf(x) == v
	case *ast.UnaryExpr:
		return p.direct(x.X, v)
	case *ast.BinaryExpr:
		return p.direct(x.X, v) || p.direct(x.Y, v)
	case *ast.CallExpr:
		fn := p.callee(x)
		if p.info.Types[x.Fun].IsType() || fn != nil && pathOf(fn) == "fmt" {
			return slices.ContainsFunc(x.Args, func(a ast.Expr) bool { return p.direct(a, v) })
		}
	}
	return false
}

// takesAny reports if a parameter takes values of any type, so that what a value holds
// is seen by the caller only.
func takesAny(t types.Type) bool {
	if s, ok := t.Underlying().(*types.Slice); ok {
		t = s.Elem()
	}
	if m, ok := t.Underlying().(*types.Map); ok {
		t = m.Elem()
	}
	return types.IsInterface(t)
}

// String returns the category of a diagnostic.
func (r reason) String() string {
	return [...]string{"name", "tag", "reveal", "holder", "dump", "key", "call"}[r]
}

// why is the end of a message.
func (r reason) why() string {
	return [...]string{
		" (secret by its name)",
		" (declared secret)",
		" (revealed)",
		" (secret inside)",
		" (it holds credentials)",
		" (secret by its key)",
		" (the call returns a secret)",
	}[r]
}
