// Command types type-checks packages from their source, for this system or another.
//
// A cross build of a package compiles the standard library and every dependency anew.
// What can go wrong in ours, which have no assembly but for amd64, the type checker
// finds in a fraction of the time: it takes the declarations of others and leaves their
// bodies alone.
//
// Usage: [GOOS=… GOARCH=…] types PATTERN...
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

const prefix = "github.com/tacit-go/tacit"

// pkg is what go list tells of a package.
type pkg struct {
	ImportPath, Dir string
	GoFiles, SFiles []string
	ImportMap       map[string]string
	Standard        bool
	Module          *struct{ Path, GoVersion string }

	files []*ast.File
	err   error
}

func (p *pkg) ours() bool {
	return p.Module != nil && (p.Module.Path == prefix || strings.HasPrefix(p.Module.Path, prefix+"/"))
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: types PATTERN...")
		os.Exit(2)
	}
	n, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(n, "packages")
}

func run(patterns []string) (ours int, err error) {
	pkgs, err := list(patterns)
	if err != nil {
		return 0, err
	}
	fset := token.NewFileSet()
	parse(fset, pkgs)
	done := map[string]*types.Package{"unsafe": types.Unsafe}
	var errs []error
	for _, p := range pkgs { // dependencies come first
		if p.ImportPath == "unsafe" {
			continue
		}
		if p.err == nil {
			done[p.ImportPath], p.err = check(fset, p, done)
		}
		p.files = nil
		if p.ours() {
			ours++
		}
		if p.err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", p.ImportPath, p.err))
		}
	}
	if ours == 0 && len(errs) == 0 {
		errs = append(errs, errors.New("types: no package of ours matches"))
	}
	return ours, errors.Join(errs...)
}

// list asks the go command for packages and what they depend on, without cgo: what
// that generates is not ours.
func list(patterns []string) ([]*pkg, error) {
	args := append([]string{"list", "-deps", "-json=ImportPath,Dir,GoFiles,SFiles,ImportMap,Standard,Module", "--"}, patterns...)
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var pkgs []*pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		p := new(pkg)
		if err := dec.Decode(p); err == io.EOF {
			return pkgs, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		pkgs = append(pkgs, p)
	}
}

// parse reads the files of packages, several at once.
func parse(fset *token.FileSet, pkgs []*pkg) {
	var wg sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, p := range pkgs {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			for _, name := range p.GoFiles {
				f, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
				if err != nil {
					p.err = err
					return
				}
				p.files = append(p.files, f)
			}
		})
	}
	wg.Wait()
}

// check type-checks a package, whose imports are done: all of ours, the declarations
// of others.
func check(fset *token.FileSet, p *pkg, done map[string]*types.Package) (*types.Package, error) {
	var errs []error
	conf := types.Config{
		IgnoreFuncBodies: !p.ours(),
		Sizes:            types.SizesFor("gc", build.Default.GOARCH),
		Importer: importer(func(path string) (*types.Package, error) {
			if mapped, ok := p.ImportMap[path]; ok {
				path = mapped
			}
			if q := done[path]; q != nil {
				return q, nil
			}
			return nil, fmt.Errorf("%s is not there", path)
		}),
		Error: func(err error) { errs = append(errs, err) },
	}
	if p.Module != nil && p.Module.GoVersion != "" {
		conf.GoVersion = "go" + p.Module.GoVersion
	}
	q, err := conf.Check(p.ImportPath, fset, p.files, nil)
	if err != nil && len(errs) == 0 {
		errs = append(errs, err)
	}
	if p.ours() && len(p.SFiles) == 0 {
		errs = append(errs, bodies(fset, p.files)...)
	}
	return q, errors.Join(errs...)
}

// bodies reports the functions without one, which the compiler refuses where there is
// no assembly.
func bodies(fset *token.FileSet, files []*ast.File) (errs []error) {
	for _, f := range files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body == nil {
				errs = append(errs, fmt.Errorf("%s: %s has no body", fset.Position(fn.Pos()), fn.Name))
			}
		}
	}
	return errs
}

type importer func(string) (*types.Package, error)

func (f importer) Import(path string) (*types.Package, error) { return f(path) }
