package house_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strings"
	"testing"
)

func TestNoInit(t *testing.T) {
	eachGoFile(t, parser.SkipObjectResolution, func(name string, f *ast.File, fset *token.FileSet) {
		if strings.HasSuffix(name, "_test.go") || name == "cmd/tacitvet/golangci/plugin.go" {
			return // a plugin of golangci-lint makes itself known by it
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s: func init", fset.Position(fn.Pos()))
			}
		}
	})
}

func TestExportedSymbolsAreDocumented(t *testing.T) {
	documented := map[string]bool{}
	eachGoFile(t, parser.ParseComments|parser.SkipObjectResolution, func(name string, f *ast.File, fset *token.FileSet) {
		if strings.HasSuffix(name, "_test.go") {
			return
		}
		dir := path.Dir(name)
		documented[dir] = documented[dir] || f.Doc != nil
		if f.Name.Name == "main" || slices.Contains(strings.Split(dir, "/"), "internal") {
			return
		}
		for _, id := range undocumented(f) {
			t.Errorf("%s: %s has no doc comment", fset.Position(id.Pos()), id.Name)
		}
	})
	for dir, ok := range documented {
		if !ok {
			t.Errorf("%s: the package has no doc comment", dir)
		}
	}
}

// undocumented returns the exported names of a file that have no doc comment.
func undocumented(f *ast.File) []*ast.Ident {
	var ids []*ast.Ident
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Doc == nil && d.Name.IsExported() && (d.Recv == nil || receiverExported(d.Recv)) {
				ids = append(ids, d.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.TypeSpec:
					if d.Doc == nil && s.Doc == nil && s.Name.IsExported() {
						ids = append(ids, s.Name)
					}
				case *ast.ValueSpec:
					for _, id := range s.Names {
						if d.Doc == nil && s.Doc == nil && s.Comment == nil && id.IsExported() {
							ids = append(ids, id)
						}
					}
				}
			}
		}
	}
	return ids
}

// receiverExported reports if a method's type is exported.
func receiverExported(recv *ast.FieldList) bool {
	e := recv.List[0].Type
	for {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.IndexListExpr:
			e = x.X
		case *ast.Ident:
			return x.IsExported()
		default:
			return false
		}
	}
}

func TestUndocumented(t *testing.T) {
	const src = `package p
type A struct{}
// B is.
type B struct{}
func (a *A) M() {}
func (b B) n() {}
type c struct{}
func (c) M() {}
func F() {}
// G does.
func G() {}
var V, w = 1, 2
const (
	// K is.
	K = 1
	L = 2
)
func (x *T[P]) Q() {}
`
	f, err := parser.ParseFile(token.NewFileSet(), "p.go", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, id := range undocumented(f) {
		got = append(got, id.Name)
	}
	if want := []string{"A", "M", "F", "V", "L", "Q"}; !slices.Equal(got, want) {
		t.Errorf("undocumented = %q, want %q", got, want)
	}
}
