package house_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A room is a part of the tree and what it may import besides the standard
// library and itself. A name that ends in "/..." stands for everything below.
type room struct {
	path string
	may  []string
	// tests may import these as well.
	tests []string
	// third parties are allowed; go.mod says which.
	third bool
	why   string
}

// rooms lists who may import whom; the longest path that fits counts. A new
// package needs a row here, and the row is where its place is decided.
var rooms = []room{
	{path: "redact/internal", may: []string{"golang.org/x/sys/cpu"}, why: "the engine stands on nothing"},
	{path: "redact", may: []string{"redact/internal/...", "internal/trace"}, why: "the ground floor knows no room above it"},
	{path: "detectors", may: []string{"redact"}, why: "detectors are data for redact"},
	{path: "audit", may: []string{"redact"}, why: "it reports on redact only"},
	{path: "slogredact", may: []string{"redact"}, why: "adapters know redact only"},
	{path: "crashguard", may: []string{"redact", "internal/trace"}, why: "it knows redact and what tracebacks look like"},
	{path: "middleware", may: []string{"redact"}, why: "adapters know redact only"},
	{path: "guard", may: []string{"redact"}, why: "the census knows redact only; adapters tell it of themselves"},
	{path: "secretsource", may: []string{"redact"}, why: "sources know redact only"},
	{path: "secretsource/vault", may: []string{"redact", "secretsource"}, why: "a source knows redact and what a source is"},
	{path: "secretsource/watch", may: []string{"redact", "secretsource"}, third: true, why: "a source knows redact and what a source is"},
	{path: "redacttest", may: []string{"redact", "github.com/cloudflare/ahocorasick"}, why: "the oracle is independent"},
	{path: "redacttest/adapters", may: []string{"redact", "detectors", "slogredact", "middleware", "redacttest"}, why: "the core's own adapters are tried by public API"},
	{path: "gitleaksrules", may: []string{"redact"}, third: true, why: "a reader of rules knows redact only"},
	{path: "grpcredact", may: []string{"redact"}, tests: []string{"detectors"}, third: true, why: "adapters know redact only"},
	{path: "logrredact", may: []string{"redact"}, tests: []string{"detectors"}, third: true, why: "adapters know redact only"},
	{path: "logrusredact", may: []string{"redact"}, tests: []string{"detectors"}, third: true, why: "adapters know redact only"},
	{path: "sentryredact", may: []string{"redact"}, tests: []string{"detectors"}, third: true, why: "adapters know redact only"},
	{path: "sqlredact", third: true, why: "it is a function of texts and knows no room"},
	{path: "zapredact", may: []string{"redact"}, tests: []string{"detectors"}, third: true, why: "adapters know redact only"},
	{path: "zerologredact", may: []string{"redact"}, tests: []string{"detectors"}, third: true, why: "adapters know redact only"},
	{path: "internal/trace", why: "reading tracebacks needs nothing"},
	{path: "otelmetrics", may: []string{"redact", "audit"}, tests: []string{"detectors", "slogredact"}, third: true, why: "it shows what audit sums up"},
	{path: "otelprocessor", may: []string{"redact"}, tests: []string{"detectors", "redacttest", "sqlredact"}, third: true, why: "adapters know redact only"},
	{path: "promredact", may: []string{"redact"}, tests: []string{"detectors", "redacttest"}, third: true, why: "adapters know redact only"},
	{path: "collector/cmd", may: []string{"collector"}, tests: []string{"redact", "detectors", "redacttest"}, third: true, why: "a roof of its own uses public packages"},
	{path: "collector", may: []string{"redact", "detectors", "policy/..."}, tests: []string{"redacttest"}, third: true, why: "a roof of its own uses public packages"},
	{path: "policy", may: []string{"redact", "detectors", "secretsource"}, third: true, why: "the policy joins detectors and sources to redact"},
	{path: "internal/house", why: "it reads the tree and imports none of it"},
	{path: "internal/matrix", may: []string{"redact", "detectors", "slogredact", "middleware", "crashguard", "grpcredact", "logrredact", "logrusredact", "zapredact", "zerologredact", "otelprocessor", "sentryredact", "redacttest"}, third: true, why: "adapters are tried by public API"},
	{path: "internal/sinks", may: []string{"redact", "detectors", "slogredact"}, third: true, why: "others' sinks are tried by public API"},
	{path: "cmd", may: []string{"redact", "detectors", "policy", "slogredact", "redacttest", "secretsource"}, tests: []string{"audit"}, third: true, why: "the roof uses public packages"},
	{path: "examples", may: []string{"redact", "detectors", "slogredact", "logrredact", "middleware", "otelprocessor", "redacttest"}, tests: []string{"audit", "crashguard", "grpcredact", "guard", "logrusredact", "otelmetrics", "promredact", "secretsource", "sentryredact", "sqlredact", "zapredact", "zerologredact"}, third: true, why: "the roof uses public packages"},
	{path: "bench/quality", why: "what measures the detectors shares no code with them"},
	{path: "bench", may: []string{"redact", "detectors", "slogredact", "zerologredact", "middleware", "redacttest", "gitleaksrules", "zapredact", "internal/matrix", "collector", "bench/quality"}, third: true, why: "peers are measured by public API"},
}

// below reports if p is dir or below it.
func below(p, dir string) bool { return p == dir || strings.HasPrefix(p, dir+"/") }

// roomOf returns the room of a package, by its path relative to the root.
func roomOf(pkg string) (best room, ok bool) {
	for _, r := range rooms {
		if below(pkg, r.path) && len(r.path) >= len(best.path) {
			best, ok = r, true
		}
	}
	return best, ok
}

// refuse says why the package pkg must not import imp, or nothing. Both are
// relative to the root where they are ours; nested tells that pkg is in a module
// of its own.
func refuse(pkg, imp string, test, nested bool) string {
	if imp == "C" || imp == "unsafe" {
		if test {
			return ""
		}
		return "neither cgo nor unsafe is used here"
	}
	first, _, _ := strings.Cut(imp, "/")
	inside := ours(imp)
	if !inside && !strings.Contains(first, ".") {
		return ""
	}
	from, ok := roomOf(pkg)
	if !ok {
		return "the package has no row in rooms"
	}
	if inside {
		imp = strings.TrimPrefix(strings.TrimPrefix(imp, prefix), "/")
		to, ok := roomOf(imp)
		if !ok {
			return "the imported package has no row in rooms"
		}
		if to.path == from.path {
			return ""
		}
		if (to.path == "cmd" || to.path == "examples" || below(to.path, "bench")) && from.path != "bench" {
			return "nothing imports cmd, examples and bench"
		}
		if to.path == "redact/internal" && nested {
			return "nested modules use public API only"
		}
		if test && !nested && to.path != "redacttest" {
			// The rules hold outside tests: the engine is tested with the
			// catalogue. What the root requires stays ruled by go.mod.
			return ""
		}
	}
	may := from.may
	if test {
		may = slices.Concat(may, from.tests)
	}
	for _, m := range may {
		if dir, all := strings.CutSuffix(m, "/..."); imp == m || all && below(imp, dir) {
			return ""
		}
	}
	if !inside && (from.third || test && nested) {
		return ""
	}
	return from.path + ": " + from.why
}

func TestImports(t *testing.T) {
	mods := modules(t)
	files := 0
	eachGoFile(t, parser.ImportsOnly|parser.SkipObjectResolution, func(name string, f *ast.File, _ *token.FileSet) {
		files++
		pkg := path.Dir(name)
		for _, spec := range f.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if imp == "unsafe" && name == "redact/bytes.go" {
				continue // the one place that views a string as bytes
			}
			if name == "bench/internal/peers/hyperscan.go" && (imp == "C" || imp == "unsafe") {
				continue // a peer in C, behind a build tag
			}
			if why := refuse(pkg, imp, strings.HasSuffix(name, "_test.go"), moduleOf(mods, pkg).dir != "."); why != "" {
				t.Errorf("%s imports %s (%s)", name, imp, why)
			}
		}
	})
	if files == 0 {
		t.Fatal("no Go file was read")
	}
}

func TestRefuse(t *testing.T) {
	for _, c := range []struct {
		pkg, imp     string
		test, nested bool
		ok           bool
	}{
		{"redact", "strings", false, false, true},
		{"redact", prefix + "/redact/internal/scan", false, false, true},
		{"redact", prefix + "/detectors", false, false, false},
		{"redact", prefix + "/detectors", true, false, true},
		{"redact", "golang.org/x/sys/cpu", false, false, false},
		{"redact", "unsafe", false, false, false},
		{"redact", "example.org/x", true, false, false},
		{"redact/internal/literal", "golang.org/x/sys/cpu", false, false, true},
		{"redact/internal/literal", prefix + "/redact/internal/unit", false, false, true},
		{"redact/internal/literal", prefix + "/redact", false, false, false},
		{"detectors", prefix + "/redact", false, false, true},
		{"detectors", prefix + "/redact/internal/scan", false, false, false},
		{"detectors", prefix + "/slogredact", false, false, false},
		{"slogredact", prefix + "/redact", false, false, true},
		{"slogredact", prefix + "/detectors", false, false, false},
		{"slogredact", prefix + "/redacttest", true, false, false},
		{"redacttest", "github.com/cloudflare/ahocorasick", false, true, true},
		{"redacttest", "example.org/x", false, true, false},
		{"redacttest", prefix + "/redact/internal/scan", true, true, false},
		{"redacttest/internal/x", prefix + "/redacttest", false, true, true},
		{"cmd/tacit", "example.org/cli", false, true, true},
		{"cmd/tacit", prefix + "/redact/internal/scan", false, true, false},
		{"cmd/tacit", prefix + "/examples/quickstart", false, true, false},
		{"cmd/tacit", prefix + "/cmd/tacit/internal/x", false, true, true},
		{"redacttest", prefix + "/cmd/tacit", true, true, false},
		{"internal/house", prefix + "/redact", false, false, false},
		{"bench/quality", prefix + "/detectors", false, true, false},
		{"zerologredact", prefix + "/detectors", true, true, true},
		{"zerologredact", prefix + "/detectors", false, true, false},
		{"zerologredact", prefix + "/slogredact", true, true, false},
		{"bench/quality", prefix + "/bench/internal/corpus", false, true, false},
		{"bench/cmd/quality", prefix + "/bench/quality", false, true, true},
		{"cmd/tacit", prefix + "/bench/quality", false, true, false},
		{"newroom", prefix + "/redact", false, false, false},
	} {
		why := refuse(c.pkg, c.imp, c.test, c.nested)
		if (why == "") != c.ok {
			t.Errorf("refuse(%q, %q, test=%v, nested=%v) = %q, want allowed=%v", c.pkg, c.imp, c.test, c.nested, why, c.ok)
		}
	}
}

// moduleOf returns the module that a directory belongs to.
func moduleOf(mods map[string]module, dir string) module {
	for {
		if m, ok := mods[dir]; ok || dir == "." {
			return m
		}
		dir = path.Dir(dir)
	}
}

// eachGoFile parses every Go file that the go command would see.
func eachGoFile(t *testing.T, mode parser.Mode, fn func(name string, f *ast.File, fset *token.FileSet)) {
	t.Helper()
	walk(t, func(name string, _ fs.DirEntry) {
		if path.Ext(name) != ".go" {
			return
		}
		for _, elem := range strings.Split(name, "/") {
			if elem == "testdata" || strings.HasPrefix(elem, ".") || strings.HasPrefix(elem, "_") {
				return
			}
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, name, read(t, name), mode)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		fn(name, f, fset)
	})
}
