package secretflow

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"
)

// eval tells where the value of an expression comes from.
func (p *pkg) eval(e ast.Expr) taint {
	if e == nil {
		return taint{}
	}
	if tv, ok := p.info.Types[e]; ok {
		if tv.Value != nil && !p.constantSource(e) || tv.IsType() || !carries(tv.Type) {
			return taint{}
		}
	}
	switch x := e.(type) {
	case *ast.ParenExpr:
		return p.eval(x.X)
	case *ast.Ident:
		return p.evalIdent(x)
	case *ast.SelectorExpr:
		return p.evalSelector(x)
	case *ast.BinaryExpr:
		return p.eval(x.X).with(p.eval(x.Y))
	case *ast.StarExpr:
		return p.eval(x.X)
	case *ast.UnaryExpr:
		return p.eval(x.X)
	case *ast.TypeAssertExpr:
		return p.eval(x.X)
	case *ast.SliceExpr:
		if p.maskSlice(x) {
			return taint{}
		}
		return p.eval(x.X)
	case *ast.IndexExpr:
		return p.evalIndex(x)
	case *ast.CompositeLit:
		return p.evalComposite(x)
	case *ast.KeyValueExpr:
		return p.eval(x.Value)
	case *ast.CallExpr:
		return p.evalCall(x, 0)
	}
	return taint{}
}

// constantSource reports if a constant is a secret in the source.
func (p *pkg) constantSource(e ast.Expr) bool {
	var id *ast.Ident
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = x
	case *ast.SelectorExpr:
		id = x.Sel
	default:
		return false
	}
	c, ok := p.info.Uses[id].(*types.Const)
	if !ok || p.inTest {
		return false
	}
	v, ok := constantString(c.Val())
	return ok && p.names.secretConstant(c.Name(), v)
}

func (p *pkg) evalIdent(x *ast.Ident) taint {
	if c, ok := p.info.Uses[x].(*types.Const); ok {
		return taint{src: &source{what: c.Name(), obj: c, by: byName}}
	}
	v, ok := p.info.ObjectOf(x).(*types.Var)
	if !ok {
		return taint{}
	}
	return p.variable(v, x.Pos())
}

// variable tells of a variable that is used at pos.
func (p *pkg) variable(v *types.Var, pos token.Pos) taint {
	if p.cleanAt(v, pos) {
		return taint{}
	}
	t := p.objs[v]
	if s := p.variableSource(v); s != nil {
		t.src = s
	} else if t.src == nil && v.Pkg() != nil && v.Pkg() != p.pass.Pkg && v.Parent() == v.Pkg().Scope() {
		f := new(secretFact)
		if p.pass.ImportObjectFact(v, f) {
			t.src = &source{what: v.Name() + " (" + f.What + ")", obj: v, by: byHolder}
		}
	}
	return t
}

// cleanAt reports if the last assignment to v before pos, in the text, made its value
// harmless.
func (p *pkg) cleanAt(v *types.Var, pos token.Pos) bool {
	clean := false
	for _, w := range p.writes[v] {
		if w.pos >= pos {
			break
		}
		clean = w.clean
	}
	return clean
}

// variableSource says why a variable is secret by itself, or returns nil.
func (p *pkg) variableSource(v *types.Var) *source {
	t := v.Type()
	if s := p.secretType(t); s != nil && s.by != byDump && s.by != byHolder {
		if s.by != byName || p.goByNames() && !p.guards(t, asFmt) {
			return s
		}
	}
	if !p.goByNames() || !textual(t) || isType(t, redactPath, "Secret") {
		return nil
	}
	switch p.names.class(v.Name()) {
	case weak:
		if !p.weakCounts(v.Name()) || !single(t) {
			return nil
		}
	case plain:
		return nil
	}
	return &source{what: v.Name(), obj: v, by: byName, weak: p.names.class(v.Name()) == weak}
}

// goByNames reports if names count in the file at hand: in tests they stand for
// invented values, unless the user asks.
func (p *pkg) goByNames() bool { return !p.inTest || p.tests }

func (p *pkg) evalSelector(x *ast.SelectorExpr) taint {
	if c, ok := p.info.Uses[x.Sel].(*types.Const); ok {
		return taint{src: &source{what: c.Name(), obj: c, by: byName}}
	}
	v, ok := p.info.Uses[x.Sel].(*types.Var)
	if !ok {
		return taint{}
	}
	if !v.IsField() {
		return p.variable(v, x.Pos())
	}
	root := p.root(x.X)
	t := p.slots[slot{root, v}]
	if root != nil {
		for _, b := range p.blanks[root] {
			if b.field == v && b.pos < x.Pos() {
				return taint{}
			}
		}
	}
	if s := p.fieldSource(x, v); s != nil {
		t.src = s
	}
	return t
}

// fieldSource says why the field that x selects is secret, or returns nil.
func (p *pkg) fieldSource(x *ast.SelectorExpr, f *types.Var) *source {
	what := types.ExprString(x)
	switch p.tagOf(x, f) {
	case "safe":
		return nil
	case "secret", "hide":
		if isType(f.Type(), redactPath, "Secret") {
			return nil
		}
		return &source{what: what, obj: f, by: byTag}
	}
	if s := p.variableSource(f); s != nil {
		if s.by == byName {
			s = &source{what: what, obj: s.obj, by: byName, weak: s.weak}
		}
		return s
	}
	if p.goByNames() {
		path, name := typeName(p.typeOf(x.X))
		for _, known := range knownFields[path+"."+name] {
			if known == f.Name() {
				return &source{what: what, obj: f, by: byName}
			}
		}
	}
	return nil
}

// tagOf returns the tag redact of the field that x selects.
func (p *pkg) tagOf(x *ast.SelectorExpr, f *types.Var) string {
	sel := p.info.Selections[x]
	if sel == nil {
		return ""
	}
	t := sel.Recv()
	tag := ""
	for _, i := range sel.Index() {
		if ptr, ok := t.Underlying().(*types.Pointer); ok {
			t = ptr.Elem()
		}
		st, ok := t.Underlying().(*types.Struct)
		if !ok || i >= st.NumFields() {
			return tag
		}
		// What is inside a tagged field is as secret as the field.
		if own := tagValue(st.Tag(i)); own != "" {
			tag = own
		}
		t = st.Field(i).Type()
	}
	return tag
}

// mostShown is how many bytes of one end of a secret may be shown.
const mostShown = 4

// maskSlice reports if a slice shows no more than a mask does: up to four bytes at
// one end.
func (p *pkg) maskSlice(x *ast.SliceExpr) bool {
	if x.High != nil && x.Low == nil {
		n, ok := constantInt(p.info.Types[x.High].Value)
		return ok && n <= mostShown
	}
	if x.Low != nil && x.High == nil {
		b, ok := ast.Unparen(x.Low).(*ast.BinaryExpr)
		if !ok || b.Op != token.SUB {
			return false
		}
		n, ok := constantInt(p.info.Types[b.Y].Value)
		call, isCall := ast.Unparen(b.X).(*ast.CallExpr)
		if !ok || !isCall || n > mostShown {
			return false
		}
		id, isIdent := call.Fun.(*ast.Ident)
		return isIdent && id.Name == "len"
	}
	return false
}

func constantInt(v constant.Value) (int64, bool) {
	if v == nil || v.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(v)
}

func (p *pkg) evalIndex(x *ast.IndexExpr) taint {
	t := p.eval(x.X)
	if key, ok := p.constant(x.Index); ok {
		// One entry of a header or map is as secret as its name.
		if t.src != nil && (t.src.by == byDump || t.src.by == byKey) {
			t.src = nil
		}
		if p.goByNames() && p.names.class(key) == strong {
			return t.with(taint{src: &source{what: "the value of " + key, by: byKey}})
		}
		return t
	}
	_, isSlice := p.typeOf(x.X).Underlying().(*types.Slice)
	if _, ok := constantInt(p.info.Types[x.Index].Value); ok && isSlice && t.src != nil && t.src.by == byName && t.src.obj != nil && single(t.src.obj.Type()) {
		t.src = nil // one part of a text that was split, as of a line of passwd
	}
	return t
}

// evalComposite tells of a literal by its elements.
func (p *pkg) evalComposite(x *ast.CompositeLit) taint {
	var t taint
	typ := p.typeOf(x)
	st, _ := typ.Underlying().(*types.Struct)
	for i, el := range x.Elts {
		kv, ok := el.(*ast.KeyValueExpr)
		if !ok {
			if st != nil && i < st.NumFields() {
				t = t.with(p.member(st, st.Field(i), el))
			} else {
				t = t.with(p.shown(el, asDeep))
			}
			continue
		}
		if st != nil {
			id, ok := kv.Key.(*ast.Ident)
			if !ok {
				continue
			}
			if f, ok := p.info.Uses[id].(*types.Var); ok {
				t = t.with(p.member(st, f, kv.Value))
			}
			continue
		}
		t = t.with(p.shown(kv.Value, asDeep)).with(p.underKey(kv.Key, kv.Value))
	}
	return t
}

// member tells of one field of a struct literal. A secret that is put where it is
// known to be one shows by the type.
func (p *pkg) member(st *types.Struct, f *types.Var, e ast.Expr) taint {
	if p.guards(f.Type(), asDeep) || tagValue(tagIn(st, f)) != "" || p.secretField(f) {
		return taint{}
	}
	t := p.eval(e)
	if t.src != nil && (t.src.by == byHolder || t.src.by == byDump) {
		t.src = nil
	}
	return t
}

func tagIn(st *types.Struct, f *types.Var) string {
	for i := range st.NumFields() {
		if st.Field(i) == f || st.Field(i).Origin() == f.Origin() {
			return st.Tag(i)
		}
	}
	return ""
}

// underKey tells of a value that stands under a constant key.
func (p *pkg) underKey(key, value ast.Expr) taint {
	name, ok := p.constant(key)
	if !ok || !p.goByNames() || p.names.class(name) != strong {
		return taint{}
	}
	if p.harmless(value) {
		return taint{}
	}
	return taint{src: &source{what: "the value of " + name, by: byKey}}
}

// harmless reports if an expression cannot be a secret, whatever its name: no text, a
// constant, something that was redacted or hashed.
func (p *pkg) harmless(e ast.Expr) bool {
	e = ast.Unparen(e)
	tv, ok := p.info.Types[e]
	if !ok || tv.Value != nil || tv.IsNil() || tv.Type == nil || !textual(tv.Type) || p.guards(tv.Type, asDeep) {
		return true
	}
	switch x := e.(type) {
	case *ast.CallExpr:
		if p.clean(x) {
			return true
		}
		// Text made of constants, and of what is known not to be secret.
		fn := p.callee(x)
		return fn != nil && fn.Pkg() != nil && strings.HasPrefix(fn.Name(), "Sprint") && fn.Pkg().Path() == "fmt"
	case *ast.SliceExpr:
		return p.maskSlice(x)
	case *ast.Ident:
		if v, ok := p.info.ObjectOf(x).(*types.Var); ok {
			if p.cleanAt(v, x.Pos()) {
				return true
			}
			ws := words(v.Name())
			return cleansing(v.Name()) || describing(v.Name()) && len(ws) > 1
		}
	case *ast.SelectorExpr:
		return cleansing(x.Sel.Name) || describing(x.Sel.Name)
	case *ast.CompositeLit:
		return len(x.Elts) == 0
	}
	return false
}

// shown tells of a value as a sink shows it that takes values of any type.
func (p *pkg) shown(e ast.Expr, how rendering) taint {
	t := p.eval(e)
	tv, ok := p.info.Types[e]
	if !ok || tv.Type == nil || tv.IsType() || !carries(tv.Type) {
		return taint{}
	}
	if how != asText && p.guards(tv.Type, how) {
		return taint{}
	}
	if ptr, ok := tv.Type.Underlying().(*types.Pointer); ok && t.src != nil && t.src.by == byName && single(ptr) {
		t.src = nil // an address
	}
	if t.src == nil && !(p.inTest && !p.tests && textual(tv.Type)) {
		if s := p.holds(tv.Type, how, p.blanked(e)); s != nil && (s.by == byTag || p.goByNames()) {
			t.src = s
			if s.by == byName {
				t.src = &source{what: s.what, obj: s.obj, by: byHolder}
			}
		}
	}
	return t
}

// blanked returns the fields of a variable that were overwritten before it is used.
func (p *pkg) blanked(e ast.Expr) []*types.Var {
	root := p.root(e)
	if root == nil {
		return nil
	}
	var fields []*types.Var
	for _, b := range p.blanks[root] {
		if b.pos < e.Pos() {
			fields = append(fields, b.field)
		}
	}
	return fields
}
