package house_test

import (
	"bufio"
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

const (
	root   = "../.."
	prefix = "github.com/tacit-go/tacit"
)

// A module is one go.mod of the tree.
type module struct {
	dir      string // slash-separated and relative to the root, "." for the root
	path     string
	goLine   string
	requires map[string]string
	replaces []string
}

// modules returns every module of the tree by its directory.
func modules(t *testing.T) map[string]module {
	t.Helper()
	found := map[string]module{}
	walk(t, func(name string, _ fs.DirEntry) {
		// A generator in a hidden directory is no module that users see.
		if path.Base(name) == "go.mod" && !strings.Contains(name, "testdata/") && !strings.HasPrefix(name, ".") {
			found[path.Dir(name)] = parseMod(path.Dir(name), read(t, name))
		}
	})
	if _, ok := found["."]; !ok {
		t.Fatal("the tree has no root go.mod")
	}
	return found
}

// parseMod reads the parts of a go.mod or go.work that the rules speak of.
func parseMod(dir string, text []byte) module {
	m := module{dir: dir, requires: map[string]string{}}
	block := ""
	sc := bufio.NewScanner(bytes.NewReader(text))
	for sc.Scan() {
		line, _, _ := strings.Cut(sc.Text(), "//")
		f := strings.Fields(line)
		switch {
		case len(f) == 0:
			continue
		case f[0] == ")":
			block = ""
			continue
		case len(f) == 2 && f[1] == "(":
			block = f[0]
			continue
		case block != "":
			f = append([]string{block}, f...)
		}
		switch {
		case f[0] == "module" && len(f) == 2:
			m.path = f[1]
		case f[0] == "go" && len(f) == 2:
			m.goLine = f[1]
		case f[0] == "require" && len(f) >= 3:
			m.requires[f[1]] = f[2]
		case f[0] == "replace":
			m.replaces = append(m.replaces, strings.Join(f[1:], " "))
		}
	}
	return m
}

// walk calls fn for every file of the repository, by slash-separated name
// relative to the root.
func walk(t *testing.T, fn func(name string, d fs.DirEntry)) {
	t.Helper()
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); n == ".git" || n == "vendor" || n == "dist" {
				return fs.SkipDir
			}
			return nil
		}
		// In a git worktree .git is a file, which is no part of the tree.
		if d.Type().IsRegular() && d.Name() != ".git" {
			fn(filepath.ToSlash(rel), d)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
