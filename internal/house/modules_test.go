package house_test

import (
	"slices"
	"strings"
	"testing"
)

func ours(p string) bool { return p == prefix || strings.HasPrefix(p, prefix+"/") }

func TestCoreDependsOnNothing(t *testing.T) {
	for p := range modules(t)["."].requires {
		if p != "golang.org/x/sys" {
			t.Errorf("the root go.mod requires %s; only golang.org/x/sys may be there", p)
		}
	}
}

func TestModulesMoveInLockstep(t *testing.T) {
	version := ""
	for dir, m := range modules(t) {
		want := prefix
		if dir != "." {
			want += "/" + dir
		}
		if m.path != want {
			t.Errorf("%s/go.mod: module %s, want %s", dir, m.path, want)
		}
		if len(m.replaces) > 0 {
			t.Errorf("%s/go.mod has replace directives, which break go install …@version: %q", dir, m.replaces)
		}
		for p, v := range m.requires {
			if !ours(p) {
				continue
			}
			if version == "" {
				version = v
			}
			if v != version {
				t.Errorf("%s/go.mod requires %s %s; others require %s", dir, p, v, version)
			}
		}
		if _, ok := m.requires[prefix]; dir != "." && dir != "sqlredact" && !ok { // it knows no room
			t.Errorf("%s/go.mod does not require %s", dir, prefix)
		}
	}

	work := parseMod("go.work", read(t, "go.work"))
	for _, r := range work.replaces {
		p, rest, _ := strings.Cut(r, " ")
		v, target, _ := strings.Cut(rest, " => ")
		if !ours(p) || !strings.HasPrefix(target, "./") {
			t.Errorf("go.work replaces %q; only our own modules by their directories are replaced there", r)
		}
		if version != "" && v != version {
			t.Errorf("go.work replaces %s %s; the modules require %s", p, v, version)
		}
	}
}

// apart lists the modules that stay out of the workspace, because what they
// require would choose the versions of all others. The command of the README that
// runs all tests must name each.
var apart = []string{"bench"}

func TestWorkspaceHoldsEveryModule(t *testing.T) {
	text := string(read(t, "go.work"))
	for _, dir := range apart {
		if cmd := "go test -C " + dir + " ./..."; !strings.Contains(string(read(t, "README.md")), cmd) {
			t.Errorf("README.md does not say %q, so %s is not tested by its commands", cmd, dir)
		}
	}
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\t' || r == ' ' })
	for dir := range modules(t) {
		if slices.Contains(apart, dir) {
			continue
		}
		want := "./" + dir
		if dir == "." {
			want = "."
		}
		if !slices.Contains(lines, want) {
			t.Errorf("go.work does not use %s, so go test work passes it over", want)
		}
	}
}

func TestParseMod(t *testing.T) {
	m := parseMod("x", []byte("module a/b\n\ngo 1.25.0\n\nrequire c/d v1.0.0 // indirect\n\nrequire (\n\te/f v2.0.0\n)\n\nreplace g/h => ../h\n\nreplace (\n\ti/j v1.0.0 => ./j\n)\n"))
	if m.path != "a/b" || m.goLine != "1.25.0" || m.requires["c/d"] != "v1.0.0" || m.requires["e/f"] != "v2.0.0" ||
		!slices.Equal(m.replaces, []string{"g/h => ../h", "i/j v1.0.0 => ./j"}) {
		t.Errorf("parseMod = %+v", m)
	}
}
