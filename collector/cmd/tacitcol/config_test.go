package main

import (
	"path/filepath"
	"slices"
	"testing"
)

func TestConfigurations(t *testing.T) {
	all, err := filepath.Glob("config/*.yaml")
	if err != nil || len(all) != 3 {
		t.Fatal(all, err)
	}
	for _, c := range all {
		for _, bad := range []bool{false, true} {
			cmd := command()
			args := []string{"validate", "--config", c}
			if bad {
				args = append(args, "--set=processors.tacit.detektors=1")
			}
			cmd.SetArgs(args)
			cmd.SilenceErrors, cmd.SilenceUsage = true, true
			if err := cmd.Execute(); (err != nil) != bad {
				t.Errorf("%s: %v", c, err)
			}
		}
	}
}

// README.md names these.
func TestComponents(t *testing.T) {
	f, err := components()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for typ := range f.Processors {
		names = append(names, typ.String())
	}
	for typ := range f.Exporters {
		names = append(names, typ.String())
	}
	for typ := range f.Extensions {
		names = append(names, typ.String())
	}
	for _, want := range []string{"tacit", "batch", "memory_limiter", "debug", "file", "otlp_grpc", "otlp_http", "file_storage", "health_check", "zpages"} {
		if !slices.Contains(names, want) {
			t.Errorf("%s is not among %v", want, names)
		}
	}
}
