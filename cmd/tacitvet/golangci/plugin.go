// Package golangci is the module plugin of tacitvet for golangci-lint. It is named in
// .custom-gcl.yml, from which golangci-lint custom builds a linter that holds it:
//
//	version: v2.15.0
//	plugins:
//	  - module: github.com/tacit-go/tacit/cmd/tacitvet
//	    import: github.com/tacit-go/tacit/cmd/tacitvet/golangci
//	    version: v0.1.0
//
// and then enabled in .golangci.yml:
//
//	version: "2"
//	linters:
//	  enable: [tacitvet]
//	  settings:
//	    custom:
//	      tacitvet:
//	        type: module
//	        settings:
//	          weak: false
//
// Besides //tacit:allow, golangci-lint's own nolint comments excuse a finding here; they
// need no reason unless golangci-lint is told to ask for one.
package golangci

import (
	"fmt"
	"strconv"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/tacit-go/tacit/cmd/tacitvet/secretflow"
)

// init is how a plugin makes itself known to golangci-lint.
func init() { register.Plugin("tacitvet", New) }

// settings are the flags of the analyzer.
type settings struct {
	Safe  bool `json:"safe"`
	Weak  bool `json:"weak"`
	Tests bool `json:"tests"`
}

// New returns the plugin. It takes the analyzer's flags safe, weak and tests as settings,
// all false if conf is nil; an unknown setting is an error.
func New(conf any) (register.LinterPlugin, error) {
	s, err := register.DecodeSettings[settings](conf)
	if err != nil {
		return nil, fmt.Errorf("tacitvet: %w", err)
	}
	return plugin{s}, nil
}

type plugin struct{ settings settings }

// BuildAnalyzers returns the analyzer.
func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	a := secretflow.New()
	for name, on := range map[string]bool{"safe": p.settings.Safe, "weak": p.settings.Weak, "tests": p.settings.Tests} {
		if err := a.Flags.Set(name, strconv.FormatBool(on)); err != nil {
			return nil, fmt.Errorf("tacitvet: %w", err)
		}
	}
	return []*analysis.Analyzer{a}, nil
}

// GetLoadMode says that types are needed.
func (plugin) GetLoadMode() string { return register.LoadModeTypesInfo }
