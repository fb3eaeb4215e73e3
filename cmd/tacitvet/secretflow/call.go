package secretflow

import (
	"go/ast"
	"go/types"
	"strings"
)

// callee returns the function that a call names, or nil.
func (p *pkg) callee(c *ast.CallExpr) *types.Func {
	fun := ast.Unparen(c.Fun)
	switch x := fun.(type) {
	case *ast.IndexExpr:
		fun = x.X
	case *ast.IndexListExpr:
		fun = x.X
	}
	if id, ok := fun.(*ast.Ident); ok {
		// A variable that only ever holds one function stands for it.
		if obj := p.info.Uses[id]; len(p.writes[obj]) == 1 && p.inits[obj] != nil {
			fun = ast.Unparen(p.inits[obj])
		}
	}
	switch x := fun.(type) {
	case *ast.Ident:
		fn, _ := p.info.Uses[x].(*types.Func)
		return fn
	case *ast.SelectorExpr:
		fn, _ := p.info.Uses[x.Sel].(*types.Func)
		return fn
	}
	return nil
}

// receiver returns the expression that a method is called on, or nil.
func (p *pkg) receiver(c *ast.CallExpr) ast.Expr {
	sel, ok := ast.Unparen(c.Fun).(*ast.SelectorExpr)
	if !ok || p.info.Selections[sel] == nil {
		return nil
	}
	return sel.X
}

// calledLit returns the function literal that a call runs, if that is plain.
func (p *pkg) calledLit(c *ast.CallExpr) *ast.FuncLit {
	switch x := ast.Unparen(c.Fun).(type) {
	case *ast.FuncLit:
		return x
	case *ast.Ident:
		return p.litOf[p.info.ObjectOf(x)]
	}
	return nil
}

// passing are the packages whose functions return what they are given in another form.
var passing = map[string]bool{
	"strings": true, "bytes": true, "slices": true, "maps": true, "path": true, "path/filepath": true, "cmp": true,
	"html": true, "encoding/base64": true, "encoding/base32": true, "encoding/hex": true, "encoding/json": true,
	"encoding/xml": true, "encoding/ascii85": true, "unsafe": true, "unicode/utf8": true, "html/template": true,
	"text/template": true, "gopkg.in/yaml.v2": true, "gopkg.in/yaml.v3": true, "sigs.k8s.io/yaml": true,
	"net/url": true, "strconv": true, "encoding/pem": true, "unique": true,
}

// evalCall tells of one result of a call.
func (p *pkg) evalCall(c *ast.CallExpr, result int) taint {
	if tv, ok := p.info.Types[c.Fun]; ok && tv.IsType() {
		if len(c.Args) != 1 {
			return taint{}
		}
		return p.eval(c.Args[0])
	}
	if id, ok := ast.Unparen(c.Fun).(*ast.Ident); ok {
		if b, ok := p.info.Uses[id].(*types.Builtin); ok {
			return p.evalBuiltin(b.Name(), c)
		}
	}
	if lit := p.calledLit(c); lit != nil {
		if s := p.lits[lit]; s != nil {
			return p.fromFact(c, s.fact(), result)
		}
		return taint{}
	}
	fn := p.callee(c)
	if fn == nil {
		return p.calledVar(c, result)
	}
	if !carries(resultType(fn, result)) {
		return taint{}
	}
	if s := p.callSource(c, fn, result); s != nil {
		return taint{src: s}
	}
	path := pathOf(fn)
	if path == redactPath || p.clean(c) {
		return taint{}
	}
	switch {
	case path == "fmt" && (strings.HasPrefix(fn.Name(), "Sprint") || strings.HasPrefix(fn.Name(), "Append")):
		return p.printed(c, fn)
	case path == "encoding/json" && (fn.Name() == "Marshal" || fn.Name() == "MarshalIndent") && len(c.Args) > 0:
		return p.shown(c.Args[0], asJSON)
	case passing[path]:
		return p.passed(c)
	}
	if f := p.factOf(fn); f != nil {
		return p.fromFact(c, f, result)
	}
	return taint{}
}

// calledVar tells of what a variable of a function type returns: by its name.
func (p *pkg) calledVar(c *ast.CallExpr, result int) taint {
	var v *types.Var
	switch x := ast.Unparen(c.Fun).(type) {
	case *ast.Ident:
		v, _ = p.info.Uses[x].(*types.Var)
	case *ast.SelectorExpr:
		v, _ = p.info.Uses[x.Sel].(*types.Var)
	}
	if v == nil || result != 0 || !p.goByNames() || !p.names.getter(v.Name(), len(c.Args)) {
		return taint{}
	}
	sig, ok := v.Type().Underlying().(*types.Signature)
	if !ok || sig.Results().Len() == 0 || !single(sig.Results().At(0).Type()) || p.guards(sig.Results().At(0).Type(), asFmt) {
		return taint{}
	}
	return taint{src: &source{what: types.ExprString(c.Fun) + "()", by: byCall}}
}

func resultType(fn *types.Func, i int) types.Type {
	r := fn.Signature().Results()
	if i >= r.Len() {
		return nil
	}
	return r.At(i).Type()
}

// passed joins what a call is given.
func (p *pkg) passed(c *ast.CallExpr) taint {
	var t taint
	if recv := p.receiver(c); recv != nil {
		t = p.eval(recv)
	}
	for _, a := range c.Args {
		t = t.with(p.eval(a))
	}
	if t.src != nil && t.src.by == byDump {
		// The names of a header's entries, or one of them.
		if fn := p.callee(c); fn == nil || pathOf(fn) != "strings" && pathOf(fn) != "encoding/json" {
			t.src = nil
		}
	}
	return t
}

// printed tells of text that package fmt makes.
func (p *pkg) printed(c *ast.CallExpr, fn *types.Func) taint {
	first, kind := 0, valueSink
	if strings.HasPrefix(fn.Name(), "Append") {
		first = 1
	}
	if strings.HasSuffix(fn.Name(), "f") {
		kind = formatSink
	}
	var t taint
	for _, a := range p.sinkArgs(c, first, kind) {
		t = t.with(p.shown(a.Expr, a.as(asFmt)))
	}
	return t
}

func (p *pkg) evalBuiltin(name string, c *ast.CallExpr) taint {
	switch name {
	case "append", "min", "max":
		var t taint
		elem := asText
		if s, ok := p.typeOf(c).Underlying().(*types.Slice); ok && types.IsInterface(s.Elem()) {
			elem = asDeep
		}
		for i, a := range c.Args {
			if i > 0 && elem == asDeep && !c.Ellipsis.IsValid() {
				t = t.with(p.shown(a, elem))
			} else {
				t = t.with(p.eval(a))
			}
		}
		return t
	}
	return taint{}
}

// fromFact tells of a result by what is known of the function.
func (p *pkg) fromFact(c *ast.CallExpr, f *funcFact, result int) taint {
	if f == nil || result >= len(f.Results) {
		return taint{}
	}
	r := f.Results[result]
	var t taint
	for _, i := range r.Params {
		for _, a := range p.args(c, i) {
			t = t.with(p.eval(a))
		}
	}
	if t.src == nil && r.Secret != "" {
		if p.goByNames() {
			// Only the end of a chain of calls is told.
			what := r.Secret[strings.LastIndex(r.Secret, returning)+1:]
			t.src = &source{what: types.ExprString(c.Fun) + "()" + returning + strings.TrimPrefix(what, returning[1:]), by: byCall}
		}
	}
	return t
}

// returning joins a call and what it returns in a message.
const returning = ", which returns "

// args returns the arguments that a parameter gets; parameter 0 is the receiver.
func (p *pkg) args(c *ast.CallExpr, param int) []ast.Expr {
	if param == 0 {
		if recv := p.receiver(c); recv != nil {
			return []ast.Expr{recv}
		}
		return nil
	}
	sig, ok := p.typeOf(c.Fun).(*types.Signature)
	if !ok {
		return nil
	}
	i := param - 1
	if i >= len(c.Args) {
		return nil
	}
	if sig.Variadic() && i == sig.Params().Len()-1 {
		return c.Args[i:]
	}
	return c.Args[i : i+1]
}

// clean reports if a call returns nothing secret of what it is given, by its package
// or its name.
func (p *pkg) clean(c *ast.CallExpr) bool {
	fn := p.callee(c)
	if fn == nil {
		return false
	}
	path := pathOf(fn)
	switch {
	case path == redactPath:
		return fn.Name() != "Reveal" && fn.Name() != "Use"
	case strings.HasPrefix(path, "crypto/"), strings.HasPrefix(path, "hash"), strings.HasPrefix(path, "golang.org/x/crypto"),
		strings.HasPrefix(path, "github.com/tacit-go/tacit"):
		return true
	}
	return cleansing(fn.Name())
}

// callSource says why the result of a call is secret by itself, or returns nil.
func (p *pkg) callSource(c *ast.CallExpr, fn *types.Func, result int) *source {
	path, name := pathOf(fn), fn.Name()
	recv := p.receiver(c)
	switch path {
	case redactPath:
		if name == "Reveal" {
			return &source{what: types.ExprString(c.Fun) + "()", by: byReveal}
		}
		return nil
	case "net/http/httputil":
		if strings.HasPrefix(name, "Dump") && result == 0 {
			return &source{what: "httputil." + name, by: byDump}
		}
	case "os":
		if name == "Environ" {
			return &source{what: "the environment", by: byDump}
		}
	case "net/url":
		if name == "Password" && recv != nil && result == 0 {
			return &source{what: types.ExprString(c.Fun) + "()", by: byCall}
		}
	case "net/http":
		if name == "BasicAuth" && result == 1 {
			return &source{what: "the password of BasicAuth", by: byCall}
		}
	case "golang.org/x/term", "golang.org/x/crypto/ssh/terminal":
		if name == "ReadPassword" {
			return &source{what: "term.ReadPassword()", by: byCall}
		}
	}
	if !p.goByNames() {
		return nil
	}
	if key := p.lookedUp(c, fn); key != "" && result == 0 && lookedText(resultType(fn, 0)) {
		return &source{what: "the value of " + key, by: byKey}
	}
	if result == 0 && single(resultType(fn, 0)) && !p.guards(resultType(fn, 0), asFmt) && p.names.getter(name, len(c.Args)) {
		return &source{what: types.ExprString(c.Fun) + "()", by: byCall}
	}
	return nil
}

// lookedText reports if the result of a lookup can be one text.
func lookedText(t types.Type) bool { return t != nil && (textual(t) || types.IsInterface(t)) }

// lookups are functions and methods that return what stands under a name.
var lookups = map[string]bool{
	"Get": true, "Getenv": true, "LookupEnv": true, "GetString": true, "FormValue": true, "PostFormValue": true,
	"GetHeader": true, "PostForm": true, "Query": true, "DefaultQuery": true, "QueryParam": true, "Values": true,
	"GetEnv": true, "MustGetenv": true, "Cookie": true, "String": true, "StringP": true, "Lookup": true, "Load": true,
	"PathValue": true,
}

// lookedUp returns the sensitive name that a call looks up, or nothing.
func (p *pkg) lookedUp(c *ast.CallExpr, fn *types.Func) string {
	if !lookups[fn.Name()] || len(c.Args) == 0 {
		return ""
	}
	path := pathOf(fn)
	if strings.HasPrefix(fn.Name(), "String") && path != "flag" && path != "github.com/spf13/pflag" {
		return ""
	}
	key, ok := p.constant(c.Args[0])
	if !ok {
		return ""
	}
	switch p.names.class(key) {
	case strong:
		return key
	case weak:
		// What a request brings under such a name is one.
		if (path == "net/http" || path == "net/url") && p.weakCounts(key) {
			return key
		}
	}
	return ""
}
