package secretflow

import (
	"go/ast"
	"go/constant"
	"go/types"
	"reflect"
	"slices"
	"strings"
)

const redactPath = "github.com/tacit-go/tacit/redact"

func constantString(v constant.Value) (string, bool) {
	if v == nil || v.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(v), true
}

// pathOf returns the import path of an object's package, without the vendor directory.
func pathOf(obj types.Object) string {
	if obj == nil || obj.Pkg() == nil {
		return ""
	}
	path := obj.Pkg().Path()
	if i := strings.LastIndex(path, "/vendor/"); i >= 0 {
		return path[i+len("/vendor/"):]
	}
	return strings.TrimPrefix(path, "vendor/")
}

// namedOf returns the named type that t is or points to.
func namedOf(t types.Type) *types.Named {
	if t == nil {
		return nil
	}
	t = types.Unalias(t)
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	n, _ := t.(*types.Named)
	return n
}

// typeName returns the package path and name of the named type that t is or points to.
func typeName(t types.Type) (path, name string) {
	n := namedOf(t)
	if n == nil {
		return "", ""
	}
	return pathOf(n.Obj()), n.Obj().Name()
}

// isType reports if t is, or points to, the named type.
func isType(t types.Type, path, name string) bool {
	p, n := typeName(t)
	return n == name && p == path
}

// underlying is the underlying type of t, of a type parameter that of a type which it may
// stand for: a text if there is one.
func underlying(t types.Type) types.Type {
	if _, ok := types.Unalias(t).(*types.TypeParam); !ok {
		return t.Underlying()
	}
	if u := term(t.Underlying(), 0); u != nil {
		return u
	}
	return t.Underlying()
}

// term returns the underlying type of a term of a constraint, or nil.
func term(t types.Type, depth int) (first types.Type) {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return t.Underlying()
	}
	if depth > maxDepth {
		return nil
	}
	var all []types.Type
	for e := range iface.EmbeddedTypes() {
		if u, ok := types.Unalias(e).(*types.Union); ok {
			for tm := range u.Terms() {
				all = append(all, tm.Type())
			}
			continue
		}
		all = append(all, e)
	}
	for _, e := range all {
		u := term(e, depth+1)
		if u != nil && single(u) {
			return u
		}
		if first == nil {
			first = u
		}
	}
	return first
}

// isByte reports if t is a byte.
func isByte(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
}

// textual reports if a value of the type is text, or a list or map of texts.
func textual(t types.Type) bool {
	for range 3 {
		switch u := underlying(t).(type) {
		case *types.Basic:
			return u.Info()&types.IsString != 0
		case *types.Slice:
			if isByte(u.Elem()) {
				return true
			}
			t = u.Elem()
		case *types.Array:
			if isByte(u.Elem()) {
				return true
			}
			t = u.Elem()
		case *types.Map:
			t = u.Elem()
		case *types.Pointer:
			t = u.Elem()
		default:
			return false
		}
	}
	return false
}

// single reports if a value of the type is one text, and no list.
func single(t types.Type) bool {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	switch u := underlying(t).(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		return isByte(u.Elem())
	}
	return false
}

// carries reports if a value of the type can hold text at all.
func carries(t types.Type) bool {
	if t == nil {
		return true
	}
	if types.Identical(t, types.Universe.Lookup("error").Type()) {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Signature:
		return false
	case *types.Tuple:
		return u.Len() > 0
	}
	return true
}

// hasMethod reports if a value of type t, or what it points to, has one of the methods.
func hasMethod(t types.Type, names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return methodOf(t, name) != nil })
}

// methodOf returns the method of a value as it stands: those of *T do not count for T.
func methodOf(t types.Type, name string) *types.Func {
	if t == nil {
		return nil
	}
	if _, ok := t.Underlying().(*types.Interface); ok {
		return nil
	}
	obj, _, indirect := types.LookupFieldOrMethod(t, false, nil, name)
	fn, ok := obj.(*types.Func)
	if !ok || indirect {
		return nil
	}
	return fn
}

// A rendering is the way in which a sink turns a value into text.
type rendering uint8

const (
	// asText takes texts only.
	asText rendering = iota
	// asFmt is package fmt: unexported fields are printed, pointers inside are not
	// followed.
	asFmt
	// asBare is package fmt with a verb that asks no String: %#v, %d.
	asBare
	// asDeep is a structured logger: fmt, or JSON through pointers.
	asDeep
	// asJSON is encoding/json.
	asJSON
	// asEncoded is a logger's own method, and encoding/json where there is none.
	asEncoded
)

// guards reports if a type decides itself how it is shown.
func (p *pkg) guards(t types.Type, how rendering) bool {
	if t == nil || isType(t, redactPath, "Secret") {
		return t != nil
	}
	if path, _ := typeName(t); path == redactPath {
		return true
	}
	if n := namedOf(t); n != nil && p.isMarked(n.Obj()) {
		return false
	}
	if hasMethod(t, "ProtoMessage", "ProtoReflect") || isType(t, "net/url", "Userinfo") || isType(t, "net/url", "URL") ||
		isType(t, "net/http", "Cookie") {
		return false // their String shows everything
	}
	if how == asEncoded && hasMethod(t, "MarshalLogObject", "MarshalLogArray", "MarshalZerologObject", "MarshalZerologArray") {
		return true
	}
	if how == asJSON || how == asEncoded {
		return hasMethod(t, "MarshalJSON", "MarshalText")
	}
	if how == asBare {
		return hasMethod(t, "Format", "GoString")
	}
	if m := methodOf(t, "String"); m != nil {
		return !p.tells(m)
	}
	if hasMethod(t, "Format", "Error") {
		return true
	}
	return how == asDeep && hasMethod(t, "LogValue", "MarshalLog", "MarshalLogObject", "MarshalZerologObject")
}

// tells reports if a method returns a secret of its receiver.
func (p *pkg) tells(m *types.Func) bool {
	f := p.factOf(m)
	return f != nil && len(f.Results) > 0 && f.Results[0].Secret != ""
}

// isMarked reports if a type's declaration says that its values are secret.
func (p *pkg) isMarked(tn *types.TypeName) bool {
	if tn.Pkg() == nil {
		return false
	}
	if tn.Pkg() == p.pass.Pkg {
		return p.marked[tn]
	}
	if is, ok := p.marked[tn]; ok {
		return is
	}
	is := p.pass.ImportObjectFact(tn, new(secretFact))
	p.marked[tn] = is
	return is
}

// markedTypes finds the types that are declared with the comment //redact:secret.
func (p *pkg) markedTypes() {
	for _, f := range p.pass.Files {
		for _, d := range f.Decls {
			gd, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range gd.Specs {
				ts, ok := spec.(*ast.TypeSpec)
				if !ok || !hasDirective(gd.Doc) && !hasDirective(ts.Doc) && !hasDirective(ts.Comment) {
					continue
				}
				if tn, ok := p.info.Defs[ts.Name].(*types.TypeName); ok && tn.Parent() == p.pass.Pkg.Scope() {
					p.marked[tn] = true
					p.pass.ExportObjectFact(tn, &secretFact{tn.Name()})
				}
			}
		}
	}
}

func hasDirective(g *ast.CommentGroup) bool {
	return g != nil && slices.ContainsFunc(g.List, func(c *ast.Comment) bool {
		return c.Text == "//redact:secret" || c.Text == "//redact:hide"
	})
}

// secretType says why every value of a type is secret, or returns nil.
func (p *pkg) secretType(t types.Type) *source {
	n := namedOf(t)
	if n == nil {
		return nil
	}
	tn := n.Obj()
	path, name := pathOf(tn), tn.Name()
	switch {
	case p.isMarked(tn):
		return &source{what: "a value of type " + name, obj: tn, by: byTag}
	case (path == "net/http" && (name == "Header" || name == "Request" || name == "Response")) ||
		(path == "net/textproto" && name == "MIMEHeader") ||
		(path == "google.golang.org/grpc/metadata" && name == "MD"):
		return &source{what: "a whole " + path[strings.LastIndex(path, "/")+1:] + "." + name, obj: tn, by: byDump}
	case name == "PrivateKey" && (path == "crypto/rsa" || path == "crypto/ecdsa" || path == "crypto/ed25519" || path == "crypto/dsa"),
		path == "net/url" && name == "Userinfo":
		return &source{what: "a " + path[strings.LastIndex(path, "/")+1:] + "." + name, obj: tn, by: byHolder}
	case single(t) && p.names.class(name) == strong:
		return &source{what: "a value of type " + name, obj: tn, by: byName}
	}
	return nil
}

// knownFields are fields without a telling name that hold secrets.
var knownFields = map[string][]string{
	"k8s.io/api/core/v1.Secret": {"Data", "StringData"},
	"net/http.Cookie":           {"Value", "Raw"},
}

type holderKey struct {
	t   types.Type
	how rendering
}

// holds says which part of a value of type t is a secret that a sink shows, or
// returns nil. Fields in skip count for nothing.
func (p *pkg) holds(t types.Type, how rendering, skip []*types.Var) *source {
	if t == nil || how == asText {
		return nil
	}
	key := holderKey{t, how}
	if len(skip) == 0 {
		if s, ok := p.holders[key]; ok {
			return s
		}
	}
	s := p.holdsDeep(t, how, skip, 0, nil)
	if len(skip) == 0 && p.reporting {
		p.holders[key] = s
	}
	return s
}

const maxDepth = 6

func (p *pkg) holdsDeep(t types.Type, how rendering, skip []*types.Var, depth int, open []types.Type) *source {
	if depth > maxDepth || slices.Contains(open, t) || p.guards(t, how) {
		return nil
	}
	if isType(t, "net/url", "URL") {
		return nil // few hold a password
	}
	if s := p.secretType(t); s != nil && s.by != byName {
		return s
	}
	open = append(open, t)
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		if (depth > 0 || isPointer(u.Elem())) && (how == asFmt || how == asBare) {
			return nil // an address
		}
		return p.holdsDeep(u.Elem(), how, skip, depth, open)
	case *types.Slice:
		return p.holdsDeep(u.Elem(), how, skip, depth+1, open)
	case *types.Array:
		return p.holdsDeep(u.Elem(), how, skip, depth+1, open)
	case *types.Map:
		return p.holdsDeep(u.Elem(), how, skip, depth+1, open)
	case *types.Struct:
		path, name := typeName(t)
		json := how == asJSON || how == asEncoded
		for i := range u.NumFields() {
			f := u.Field(i)
			if slices.Contains(skip, f) || json && !f.Exported() && !f.Embedded() {
				continue
			}
			tag := reflect.StructTag(u.Tag(i))
			switch tag.Get("redact") {
			case "safe", "drop":
				continue
			case "secret", "hide":
				if !p.guards(f.Type(), how) {
					return &source{what: name + "." + f.Name(), obj: f, by: byTag}
				}
				continue
			}
			if json && tag.Get("json") == "-" || p.guards(f.Type(), how) {
				continue
			}
			if p.secretField(f) || slices.Contains(knownFields[path+"."+name], f.Name()) {
				if isPointer(f.Type()) && (how == asFmt || how == asBare) {
					continue // an address
				}
				return &source{what: name + "." + f.Name(), obj: f, by: byName}
			}
			if s := p.holdsDeep(f.Type(), how, skip, depth+1, open); s != nil {
				return &source{what: name + "." + f.Name() + " with " + s.what, obj: s.obj, by: s.by}
			}
		}
	}
	return nil
}

// secretField reports if a field is a secret by its name or type.
func (p *pkg) secretField(f *types.Var) bool {
	if !textual(f.Type()) {
		return false
	}
	switch p.names.class(f.Name()) {
	case strong:
		return true
	case weak:
		return p.weakCounts(f.Name()) && single(f.Type())
	}
	return false
}

// weakCounts reports if a name of the weak class counts: by default those that say
// more than key, auth or session.
func (p *pkg) weakCounts(name string) bool {
	if p.weak {
		return true
	}
	ws := words(name)
	return len(ws) > 0 && (ws[len(ws)-1] == "token" || ws[len(ws)-1] == "jwt")
}

// tagValue returns the tag redact of a field's tags.
func tagValue(tags string) string { return reflect.StructTag(tags).Get("redact") }
