package secretsource

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// A Value is one value of a source. Its bytes belong to who asked for it, and are
// cleared when they are registered.
type Value struct {
	// Name is the secret's name. Characters that a name cannot have become _.
	Name    string
	Value   []byte
	Options []redact.SecretOption
}

// A Source gives values. Load returns all that it has now, or an error, which must
// not hold one of them; it is called by one goroutine at a time.
type Source interface {
	// Name names the source in reports, and is the values' [redact.WithSource].
	Name() string
	Load(ctx context.Context) ([]Value, error)
}

// A Notifier is a Source that tells when Load would give something else.
type Notifier interface {
	Source
	// Changed returns a channel that gets something after a change, until ctx ends.
	Changed(ctx context.Context) <-chan struct{}
}

// MaxValues is the largest number of values of one source; with more, Load fails.
const MaxValues = 10_000

var errTooMany = fmt.Errorf("secretsource: more than %d values", MaxValues)

type env struct{ entries, patterns []string }

// Env gives the variables of entries, each name=value as in os.Environ, of which
// the name matches one of patterns: see path.Match. Empty ones are left out.
func Env(entries []string, patterns ...string) Source {
	return &env{slices.Clone(entries), slices.Clone(patterns)}
}

func (*env) Name() string { return "environment" }

func (e *env) Load(context.Context) ([]Value, error) {
	var out []Value
	for _, entry := range e.entries {
		name, value, _ := strings.Cut(entry, "=")
		for _, p := range e.patterns {
			ok, err := path.Match(p, name)
			if err != nil {
				return nil, fmt.Errorf("secretsource: %q is not a valid pattern", p)
			}
			if ok && strings.TrimSpace(value) != "" {
				out = append(out, Value{Name: name, Value: []byte(value)})
				break
			}
		}
	}
	return out, nil
}

type dotEnv struct {
	path     string
	patterns []string
}

// DotEnv gives the variables of a .env file, of which the name matches one of
// patterns; with none, all. It reads lines name=value and name: value, with export before
// and quotes around, of which backticks are one; in double quotes \n, \r and \t are read,
// and a backslash before any other character is left out. A comment begins with # behind a
// blank or a tab. Values over several lines, of quoted and other parts, and references to
// other variables are not read.
func DotEnv(path string, patterns ...string) Source { return &dotEnv{path, slices.Clone(patterns)} }

func (d *dotEnv) Name() string { return "file " + d.path }

func (d *dotEnv) Load(context.Context) ([]Value, error) {
	text, err := readFile(d.path)
	if err != nil {
		return nil, err
	}
	defer clear(text)
	var out []Value
	for line := range bytes.Lines(bytes.TrimPrefix(text, []byte("\ufeff"))) {
		line = bytes.TrimSpace(line)
		if rest, ok := bytes.CutPrefix(line, []byte("export")); ok && len(rest) > 0 && (rest[0] == ' ' || rest[0] == '\t') {
			line = rest
		}
		name, value, ok := bytes.Cut(line, []byte("="))
		if key, rest, yaml := bytes.Cut(line, []byte(": ")); yaml && len(key) < len(name) {
			name, value, ok = key, rest, true
		}
		if name = bytes.TrimSpace(name); !ok || len(name) == 0 || name[0] == '#' {
			continue
		}
		matches := len(d.patterns) == 0
		for _, p := range d.patterns {
			ok, err := path.Match(p, string(name))
			if err != nil {
				return nil, fmt.Errorf("secretsource: %q is not a valid pattern", p)
			}
			matches = matches || ok
		}
		if value = unquote(bytes.TrimSpace(value)); matches && len(value) > 0 {
			if len(out) == MaxValues {
				return nil, errTooMany
			}
			out = append(out, Value{Name: string(name), Value: value})
		}
	}
	return out, nil
}

// unquote returns a copy of the value behind =.
func unquote(v []byte) []byte {
	if len(v) == 0 {
		return nil
	}
	if q := v[0]; q == '\'' || q == '"' || q == '`' {
		out := make([]byte, 0, len(v))
		for i := 1; i < len(v) && v[i] != q; i++ {
			if q == '"' && v[i] == '\\' && i+1 < len(v) {
				i++
				switch v[i] {
				case 'n':
					out = append(out, '\n')
				case 'r':
					out = append(out, '\r')
				case 't':
					out = append(out, '\t')
				default:
					out = append(out, v[i])
				}
				continue
			}
			out = append(out, v[i])
		}
		return out
	}
	for i, b := range v {
		if b == '#' && i > 0 && (v[i-1] == ' ' || v[i-1] == '\t') {
			v = bytes.TrimSpace(v[:i])
			break
		}
	}
	return bytes.Clone(v)
}
