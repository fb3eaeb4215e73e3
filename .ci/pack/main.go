// Command pack writes every module of the tree into a directory that serves as
// a file-system GOPROXY, all under one version. It prints that version.
//
// The modules have no replace directives, since these break "go install
// …@version". Packing them is how a build outside the workspace is checked
// before anything is published.
//
// Usage: go run ./.ci/pack ROOT OUTDIR
package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

const prefix = "github.com/tacit-go/tacit"

// stamp is the time of every version; a fixed one keeps the zips the same from
// run to run.
const stamp = "2026-01-01T00:00:00Z"

type module struct {
	path, dir string
	gomod     []byte
	requires  map[string]string
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: pack ROOT OUTDIR")
		os.Exit(2)
	}
	version, err := pack(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
	fmt.Println(version)
}

func pack(root, out string) (string, error) {
	modules, err := find(root)
	if err != nil {
		return "", err
	}
	version, err := lockstep(modules)
	if err != nil {
		return "", err
	}
	for _, m := range modules {
		if err := m.write(root, out, version); err != nil {
			return "", fmt.Errorf("%s: %w", m.path, err)
		}
	}
	return version, nil
}

// find returns the modules below root, the root module first.
func find(root string) ([]module, error) {
	var modules []module
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && p != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "vendor") {
			return fs.SkipDir
		}
		if d.Name() != "go.mod" || d.IsDir() {
			return nil
		}
		m := module{dir: filepath.Dir(p)}
		if m.gomod, err = os.ReadFile(p); err != nil {
			return err
		}
		m.parse()
		if m.path != prefix && !strings.HasPrefix(m.path, prefix+"/") {
			return fmt.Errorf("%s: module path %q is not below %s", p, m.path, prefix)
		}
		modules = append(modules, m)
		return nil
	})
	if err == nil && len(modules) == 0 {
		err = errors.New("no go.mod found")
	}
	slices.SortFunc(modules, func(a, b module) int { return strings.Compare(a.path, b.path) })
	return modules, err
}

// parse reads the module path and the requirements on our own modules.
func (m *module) parse() {
	m.requires = map[string]string{}
	sc := bufio.NewScanner(bytes.NewReader(m.gomod))
	for sc.Scan() {
		f := strings.Fields(sc.Text())
		if len(f) > 0 && f[0] == "require" {
			f = f[1:]
		}
		switch {
		case len(f) == 2 && f[0] == "module":
			m.path = f[1]
		case len(f) >= 2 && (f[0] == prefix || strings.HasPrefix(f[0], prefix+"/")):
			m.requires[f[0]] = f[1]
		}
	}
}

// lockstep returns the one version by which the modules require each other.
func lockstep(modules []module) (string, error) {
	var version string
	for _, m := range modules {
		for need, v := range m.requires {
			if version == "" {
				version = v
			}
			if v != version {
				return "", fmt.Errorf("%s requires %s %s, others require %s", m.path, need, v, version)
			}
		}
	}
	if version == "" {
		return "", errors.New("no module requires another, so there is no version to pack")
	}
	return version, nil
}

func (m module) write(root, out, version string) error {
	dir := filepath.Join(out, filepath.FromSlash(m.path), "@v")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	var z bytes.Buffer
	if err := m.zip(&z, root, version); err != nil {
		return err
	}
	info := fmt.Sprintf("{\"Version\":%q,\"Time\":%q}\n", version, stamp)
	for name, data := range map[string][]byte{
		"list":            []byte(version + "\n"),
		version + ".info": []byte(info),
		version + ".mod":  m.gomod,
		version + ".zip":  z.Bytes(),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// zip writes the module's files as the module zip format wants them: regular
// files below path@version, without nested modules and version control data,
// and with the repository's licence where the module has none of its own.
func (m module) zip(w io.Writer, root, version string) error {
	z := zip.NewWriter(w)
	base := m.path + "@" + version
	add := func(file, name string) error {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		f, err := z.Create(path.Join(base, name))
		if err != nil {
			return err
		}
		_, err = f.Write(data)
		return err
	}
	licensed := false
	err := filepath.WalkDir(m.dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if p == m.dir {
				return nil
			}
			if d.Name() == ".git" || d.Name() == "vendor" || d.Name() == "dist" {
				return fs.SkipDir
			}
			if _, err := os.Stat(filepath.Join(p, "go.mod")); err == nil {
				return fs.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() {
			return nil
		}
		rel, err := filepath.Rel(m.dir, p)
		if err != nil {
			return err
		}
		if rel == "LICENSE" {
			licensed = true
		}
		return add(p, filepath.ToSlash(rel))
	})
	if err != nil {
		return err
	}
	if !licensed {
		if err := add(filepath.Join(root, "LICENSE"), "LICENSE"); err != nil {
			return err
		}
	}
	return z.Close()
}
