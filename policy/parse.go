package policy

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/tacit-go/tacit/redact"
)

// MaxLayers bounds the layers of a policy.
const MaxLayers = 8

// A Layer is one document. Name is how errors call it; relative paths in it are taken
// from Dir. Data is not kept.
type Layer struct {
	Name, Dir string
	Data      []byte
}

// A Policy is what layers say together. It is immutable and safe for concurrent use.
type Policy struct {
	layers []*document
	files  []string
	dirs   []string
	digest string
}

// Read reads layers from files, of at most [MaxBytes] each.
func Read(files ...string) ([]Layer, error) {
	var layers []Layer
	var errs []error
	for _, name := range files {
		data, err := readFile(name, MaxBytes)
		if err != nil {
			errs = append(errs, fmt.Errorf("policy: %w", err))
			continue
		}
		layers = append(layers, Layer{Name: name, Dir: filepath.Dir(name), Data: data})
	}
	return layers, errors.Join(errs...)
}

// readFile reads a file, of a longer one than most a byte more.
func readFile(name string, most int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most+1))
}

// Load is [Read] and [Parse].
func Load(files ...string) (*Policy, error) {
	layers, err := Read(files...)
	if err != nil {
		return nil, err
	}
	return Parse(layers...)
}

// Parse reads a policy of one to [MaxLayers] layers, the floor first. Each is a floor for
// those behind it: these may add and may not weaken. Parse compiles all patterns and runs
// all examples, which takes some milliseconds and more with many of them; it reads no
// file, no variable and no key. What is wrong is an *[Error] with all problems.
func Parse(layers ...Layer) (*Policy, error) { return parse(time.Now(), layers) }

func parse(now time.Time, layers []Layer) (*Policy, error) {
	c := &checker{now: now}
	return c.parse(layers)
}

func (c *checker) parse(layers []Layer) (*Policy, error) {
	if len(layers) == 0 || len(layers) > MaxLayers {
		return nil, fmt.Errorf("policy: %d layers, want 1 to %d", len(layers), MaxLayers)
	}
	p, ps := &Policy{}, &problems{}
	c.p, c.ps = p, ps
	for i, l := range layers {
		name := l.Name
		if name == "" {
			name = fmt.Sprintf("layer %d", i+1)
		}
		p.files = append(p.files, name)
		p.dirs = append(p.dirs, l.Dir)
		if doc := decode(name, l.Data, ps); doc != nil {
			p.layers = append(p.layers, doc)
		}
	}
	if err := ps.err(p.files); err != nil {
		return nil, err
	}
	c.check()
	if err := ps.err(p.files); err != nil {
		return nil, err
	}
	p.digest = digest(p.layers)
	return p, nil
}

// Digest names what the policy says, as "sha256:" and hexadecimal digits: equal digests
// redact alike, with the same catalogue, keys and live secrets and at the same time.
// Comments, order of keys, names of files and directories are not in it.
func (p *Policy) Digest() string { return p.digest }

// digestAt is the digest and, where it is not full, the level: what a Redactor tells of
// its policy.
func (p *Policy) digestAt(l Level) string {
	if l == Full {
		return p.digest
	}
	return p.digest + "/" + l.String()
}

// clean removes the signs by which examples are broken up.
func clean(s string) string { return strings.ReplaceAll(s, "¦", "") }

// reasons are the lines of an error of redact, without its prefix.
func reasons(err error) []string {
	var out []string
	for line := range strings.SplitSeq(err.Error(), "\n") {
		out = append(out, strings.TrimPrefix(line, "redact: "))
	}
	return out
}

// tried reports what redact.New says against options.
func tried(opts ...redact.Option) []string {
	if _, err := redact.New(opts...); err != nil {
		return reasons(err)
	}
	return nil
}
