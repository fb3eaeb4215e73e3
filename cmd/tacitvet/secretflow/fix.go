package secretflow

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
)

// fixes suggests to show the mark of a redact.Secret in place of the secret. There is
// no fix where the value must arrive, or where it is not a text by itself.
func (p *pkg) fixes(e ast.Expr, s sinkSpec) []analysis.SuggestedFix {
	if s.keep {
		return nil
	}
	leaf := p.leaf(e)
	if leaf == nil {
		return nil
	}
	t := p.typeOf(leaf)
	b, isBasic := t.Underlying().(*types.Basic)
	if !single(t) || isPointer(t) || isBasic && b.Info()&types.IsUntyped != 0 {
		return nil
	}
	// A value of any type can be replaced by a Secret, a text by its mark only.
	want := p.expected(e, leaf)
	if want == nil {
		return nil
	}
	isAny := types.IsInterface(want)
	if !isAny && !types.Identical(want, types.Typ[types.String]) {
		return nil
	}
	var edits []analysis.TextEdit
	if c, ok := leaf.(*ast.CallExpr); ok && p.isReveal(c) {
		sel := ast.Unparen(c.Fun).(*ast.SelectorExpr)
		text := ".String()"
		if isAny {
			text = ""
		}
		edits = []analysis.TextEdit{{Pos: sel.X.End(), End: c.End(), NewText: []byte(text)}}
		return []analysis.SuggestedFix{{Message: "Show the mark of the Secret", TextEdits: edits}}
	}
	name, importEdit, ok := p.redactImport()
	if !ok {
		return nil
	}
	if importEdit != nil {
		edits = append(edits, *importEdit)
	}
	tail := ").String()"
	if isAny {
		tail = ")"
	}
	edits = append(edits,
		analysis.TextEdit{Pos: leaf.Pos(), End: leaf.Pos(), NewText: []byte(name + ".NewSecret(")},
		analysis.TextEdit{Pos: leaf.End(), End: leaf.End(), NewText: []byte(tail)})
	return []analysis.SuggestedFix{{Message: "Show the mark of a redact.Secret", TextEdits: edits}}
}

func isPointer(t types.Type) bool { _, ok := t.Underlying().(*types.Pointer); return ok }

func (p *pkg) isReveal(c *ast.CallExpr) bool {
	fn := p.callee(c)
	return fn != nil && fn.Name() == "Reveal" && pathOf(fn) == redactPath
}

// leaf returns the part of an expression that is the secret itself, or nil if there
// is not exactly one.
func (p *pkg) leaf(e ast.Expr) ast.Expr {
	e = ast.Unparen(e)
	switch x := e.(type) {
	case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr:
		return e
	case *ast.CallExpr:
		if p.isReveal(x) || p.callee(x) != nil && len(x.Args) == 0 {
			return e
		}
	case *ast.BinaryExpr:
		left, right := p.eval(x.X).src != nil, p.eval(x.Y).src != nil
		switch {
		case left && !right:
			return p.leaf(x.X)
		case right && !left:
			return p.leaf(x.Y)
		}
	}
	return nil
}

// expected returns the type that is wanted in the place of leaf.
func (p *pkg) expected(e, leaf ast.Expr) types.Type {
	if ast.Unparen(e) != leaf {
		return types.Default(p.typeOf(leaf)) // an operand
	}
	c := p.enclosingCall(e)
	if c == nil {
		return nil
	}
	sig, ok := p.typeOf(c.Fun).(*types.Signature)
	if !ok || c.Ellipsis.IsValid() {
		return nil
	}
	for i, a := range c.Args {
		if a != e {
			continue
		}
		n := sig.Params().Len()
		if sig.Variadic() && i >= n-1 {
			return sig.Params().At(n - 1).Type().(*types.Slice).Elem()
		}
		if i < n {
			return sig.Params().At(i).Type()
		}
	}
	return nil
}

// enclosingCall returns the call that e is an argument of.
func (p *pkg) enclosingCall(e ast.Expr) *ast.CallExpr {
	var found *ast.CallExpr
	ast.Inspect(p.file, func(n ast.Node) bool {
		if n == nil || n.Pos() > e.Pos() || n.End() < e.End() {
			return false
		}
		if c, ok := n.(*ast.CallExpr); ok {
			for _, a := range c.Args {
				if a == e {
					found = c
				}
			}
		}
		return true
	})
	return found
}

// redactImport returns the name of package redact in the file, and an edit that
// imports it if that is needed.
func (p *pkg) redactImport() (string, *analysis.TextEdit, bool) {
	for _, spec := range p.file.Imports {
		if spec.Path.Value == `"`+redactPath+`"` {
			switch {
			case spec.Name == nil:
				return "redact", nil, true
			case spec.Name.Name != "_" && spec.Name.Name != ".":
				return spec.Name.Name, nil, true
			}
			return "", nil, false
		}
	}
	if p.pass.Pkg.Scope().Lookup("redact") != nil || len(p.file.Imports) == 0 {
		return "", nil, false
	}
	for _, spec := range p.file.Imports {
		if n := p.info.PkgNameOf(spec); n != nil && n.Name() == "redact" {
			return "", nil, false
		}
	}
	for _, d := range p.file.Decls {
		gd, ok := d.(*ast.GenDecl)
		if !ok || gd.Tok != token.IMPORT {
			break
		}
		if gd.Lparen.IsValid() {
			pos := gd.Rparen
			return "redact", &analysis.TextEdit{Pos: pos, End: pos, NewText: []byte("\n\t\"" + redactPath + "\"\n")}, true
		}
	}
	pos := p.file.Decls[0].End()
	return "redact", &analysis.TextEdit{Pos: pos, End: pos, NewText: []byte("\n\nimport \"" + redactPath + "\"")}, true
}
