package house_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the files block_*_test.go")

// TestBlocksAreWritten compares the files of this package with the documents.
func TestBlocksAreWritten(t *testing.T) {
	want := map[string]string{}
	for _, doc := range documents(t) {
		var light, heavy []blockText
		for _, s := range parseBlocks(doc, string(read(t, doc))) {
			w, err := writeBlock(s)
			if err != nil {
				t.Errorf("%s, block %d: %v", s.doc, s.number, err)
				continue
			}
			if w.heavy {
				heavy = append(heavy, w)
			} else {
				light = append(light, w)
			}
		}
		for name, ws := range map[string][]blockText{fileOf(doc, ""): light, fileOf(doc, "_tagged"): heavy} {
			if len(ws) > 0 {
				text, err := blockFile(ws, strings.Contains(name, "_tagged_"))
				if err != nil {
					t.Errorf("%s: %v", doc, err)
				}
				want[name] = text
			}
		}
	}
	have, err := filepath.Glob("../../examples/recipes/block_*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range have {
		if _, ok := want[name]; !ok {
			if *update {
				err = errors.Join(err, os.Remove(name))
			} else {
				t.Errorf("%s belongs to no document; go test ./internal/house -update", name)
			}
		}
	}
	for name, text := range want {
		got, readErr := os.ReadFile(name)
		if readErr != nil && !errors.Is(readErr, fs.ErrNotExist) {
			t.Fatal(readErr)
		}
		if string(got) == text {
			continue
		}
		if *update {
			err = errors.Join(err, os.WriteFile(name, []byte(text), 0o644))
		} else {
			t.Errorf("%s is not what the documents say; go test ./internal/house -update", name)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

func slugOf(doc string) string {
	s := strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(doc, "docs/"), ".md"))
	return strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(s, "_"), "_")
}

func fileOf(doc, suffix string) string {
	if doc == "README.md" {
		return "../../examples/recipes/block_front" + suffix + "_test.go"
	}
	return "../../examples/recipes/block_" + slugOf(doc) + suffix + "_test.go"
}

// blockText is one block as it stands in a file of this package.
type blockText struct {
	imports []string // lines
	decls   string
	entry   string // of the list of blocks
	heavy   bool
}

// ownRedactor matches blocks that make r themselves, or do what can be done once only.
var ownRedactor = regexp.MustCompile(`(?m)^\s*r(, err)? :?= redact\.|^// once in a program$`)

func writeBlock(s docBlock) (blockText, error) {
	id := slugOf(s.doc) + fmt.Sprint(s.number)
	if s.doc == "README.md" {
		id = "front" + fmt.Sprint(s.number)
	}
	id = camel(id)
	var w blockText
	imports := map[string]bool{}
	run := "run" + id
	asDecl, isDecl := parseFile(s.code)
	if isDecl == nil {
		code, called, err := declarations(s.code, asDecl, id)
		if err != nil {
			return w, err
		}
		w.decls = code
		if err := importsOf(code, imports, &w); err != nil {
			return w, err
		}
		if called == "" {
			run = "nil"
		} else {
			w.decls += fmt.Sprintf("\nfunc %s(testing.TB, *redact.Redactor, string) { %s() }\n", run, called)
		}
	} else {
		code := fmt.Sprintf("func %s(t testing.TB, r *redact.Redactor, secret string) {\n{\n%s%s}\n}\n", run, s.code, keepNames(s.code))
		if err := importsOf(code, imports, &w); err != nil {
			return w, err
		}
		w.decls = code
	}
	if s.setup != "" {
		if err := importsOf(s.setup, imports, &w); err != nil {
			return w, err
		}
		w.decls += "\n" + s.setup
	}
	for line := range imports {
		w.imports = append(w.imports, line)
	}
	w.entry = fmt.Sprintf("{%q, %d, %s, %t, %t, %q},", s.doc, s.number, run,
		strings.Contains(s.code, "secret"), ownRedactor.MatchString(s.code), s.text)
	return w, nil
}

func camel(s string) string {
	var b strings.Builder
	for _, part := range strings.Split(s, "_") {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}

func parseFile(code string) (*ast.File, error) {
	if !strings.HasPrefix(strings.TrimSpace(code), "package ") {
		code = "package p\n" + code
	}
	return parser.ParseFile(token.NewFileSet(), "", code, parser.SkipObjectResolution)
}

// declarations returns a block of declarations with the names of its main, tests and fuzz
// targets made unique, and which function runs it. Fuzz targets are run by go test.
func declarations(code string, f *ast.File, id string) (string, string, error) {
	if strings.HasPrefix(strings.TrimSpace(code), "package ") {
		_, code, _ = strings.Cut(strings.TrimSpace(code), "\n")
		code = regexp.MustCompile(`(?ms)^import \(.*?^\)$|^import ".*?"$`).ReplaceAllString(code, "")
	}
	called := ""
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Recv != nil {
			continue
		}
		name := fn.Name.Name
		to := ""
		switch {
		case name == "main":
			to = "main" + id
			called = to
		case strings.HasPrefix(name, "Fuzz"):
			to = "Fuzz" + id
		case strings.HasPrefix(name, "Test"):
			to = "unrun" + id + name
		default:
			continue
		}
		code = strings.ReplaceAll(code, "func "+name+"(", "func "+to+"(")
		if strings.HasPrefix(to, "unrun") {
			code += fmt.Sprintf("\nvar _ = %s\n", to)
		}
	}
	return code, called, nil
}

// keep returns statements that use what a block declares, since the compiler insists.
func keepNames(code string) string {
	f, err := parser.ParseFile(token.NewFileSet(), "", "package p\nfunc _() {\n"+code+"}\n", parser.SkipObjectResolution)
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, s := range f.Decls[0].(*ast.FuncDecl).Body.List {
		var ids []ast.Expr
		switch s := s.(type) {
		case *ast.AssignStmt:
			if s.Tok == token.DEFINE {
				ids = s.Lhs
			}
		case *ast.DeclStmt:
			if g, ok := s.Decl.(*ast.GenDecl); ok && g.Tok == token.VAR {
				for _, spec := range g.Specs {
					for _, id := range spec.(*ast.ValueSpec).Names {
						ids = append(ids, id)
					}
				}
			}
		}
		for _, e := range ids {
			if id, ok := e.(*ast.Ident); ok && id.Name != "_" {
				b.WriteString("_ = " + id.Name + "\n")
			}
		}
	}
	return b.String()
}

// uses adds the imports of code.
func importsOf(code string, imports map[string]bool, w *blockText) error {
	f, err := parser.ParseFile(token.NewFileSet(), "", "package p\n"+code, 0) //nolint:staticcheck // unresolved names are what is asked for
	if err != nil {
		return err
	}
	unresolved := map[*ast.Ident]bool{}
	for _, id := range f.Unresolved {
		unresolved[id] = true
	}
	var problems error
	ast.Inspect(f, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		id, ok := sel.X.(*ast.Ident)
		if !ok || !unresolved[id] {
			return true
		}
		p, ok := blockPackages[id.Name]
		if !ok {
			problems = errors.Join(problems, fmt.Errorf("no package %s in blocks_packages_test.go", id.Name))
			return true
		}
		w.heavy = w.heavy || slices.Contains(heavyPackages, id.Name)
		line := fmt.Sprintf("%q", p)
		if path.Base(p) != id.Name {
			line = id.Name + " " + line
		}
		imports[line] = true
		return true
	})
	return problems
}

// file returns the text of a file with blocks.
func blockFile(ws []blockText, heavy bool) (string, error) {
	imports := map[string]bool{`"testing"`: true, `"github.com/tacit-go/tacit/redact"`: true}
	var b bytes.Buffer
	for _, w := range ws {
		for _, line := range w.imports {
			imports[line] = true
		}
	}
	b.WriteString("// Code generated by go test ./internal/house -update; DO NOT EDIT.\n\n")
	if heavy {
		b.WriteString("//go:build libraries\n\n")
	}
	b.WriteString("package recipes\n\nimport (\n")
	far := func(line string) bool { return strings.Contains(line, ".") }
	lines := slices.Sorted(maps.Keys(imports))
	for _, line := range lines {
		if !far(line) {
			b.WriteString(line + "\n")
		}
	}
	b.WriteString("\n")
	for _, line := range lines {
		if far(line) {
			b.WriteString(line + "\n")
		}
	}
	b.WriteString(")\n\n")
	for _, w := range ws {
		b.WriteString(w.decls + "\n")
	}
	var entries strings.Builder
	for _, w := range ws {
		entries.WriteString(w.entry + "\n")
	}
	name := entryName(ws[0].entry, heavy)
	fmt.Fprintf(&b, "func %s(t *testing.T) {\nrunBlocks(t, []block{\n%s})\n}\n", name, entries.String())
	out, err := format.Source(b.Bytes())
	if err != nil {
		return b.String(), err
	}
	return string(out), nil
}

// entryName is the name of the test that runs the blocks of a document.
func entryName(entry string, heavy bool) string {
	doc := strings.Split(entry, `"`)[1]
	name := "Front"
	if doc != "README.md" {
		name = camel(slugOf(doc))
	}
	if heavy {
		name += "Tagged"
	}
	return "TestBlocksOf" + name
}
