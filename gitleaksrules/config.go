package gitleaksrules

import (
	"errors"
	"fmt"
	"io"

	"github.com/pelletier/go-toml/v2"
)

// maxConfig bounds the bytes of a configuration.
const maxConfig = 8 << 20

// config is the part of a configuration that concerns texts. The keys are those
// of https://github.com/gitleaks/gitleaks#configuration; others are ignored.
type config struct {
	Extend     extend      `toml:"extend"`
	Rules      []rule      `toml:"rules"`
	Allowlist  *allowlist  `toml:"allowlist"`
	Allowlists []allowlist `toml:"allowlists"`
}

type extend struct {
	Path       string `toml:"path"`
	URL        string `toml:"url"`
	UseDefault bool   `toml:"useDefault"`
}

type rule struct {
	ID          string      `toml:"id"`
	Description string      `toml:"description"`
	Path        string      `toml:"path"`
	Regex       string      `toml:"regex"`
	SecretGroup int         `toml:"secretGroup"`
	Entropy     float64     `toml:"entropy"`
	Keywords    []string    `toml:"keywords"`
	Allowlist   *allowlist  `toml:"allowlist"`
	Allowlists  []allowlist `toml:"allowlists"`
	Required    []any       `toml:"required"`
	SkipReport  bool        `toml:"skipReport"`
}

type allowlist struct {
	TargetRules []string `toml:"targetRules"`
	Condition   string   `toml:"condition"`
	Commits     []string `toml:"commits"`
	Paths       []string `toml:"paths"`
	RegexTarget string   `toml:"regexTarget"`
	Regexes     []string `toml:"regexes"`
	StopWords   []string `toml:"stopwords"`
}

// parse reads a configuration. Its errors hold no text of it.
func parse(r io.Reader) (*config, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxConfig+1))
	if err != nil {
		return nil, fmt.Errorf("gitleaksrules: %w", err)
	}
	if len(text) > maxConfig {
		return nil, errors.New("gitleaksrules: the configuration has more than 8 MiB")
	}
	var c config
	if err := toml.Unmarshal(text, &c); err != nil {
		var at *toml.DecodeError
		if errors.As(err, &at) {
			line, column := at.Position()
			return nil, fmt.Errorf("gitleaksrules: no TOML, or a key of another type, at line %d, column %d", line, column)
		}
		return nil, errors.New("gitleaksrules: no TOML, or a key of another type")
	}
	if len(c.Rules) == 0 && c.Extend == (extend{}) {
		return nil, errors.New("gitleaksrules: the configuration has no rules")
	}
	return &c, nil
}
