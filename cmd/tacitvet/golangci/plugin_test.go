package golangci_test

import (
	"testing"

	"github.com/golangci/plugin-module-register/register"

	_ "github.com/tacit-go/tacit/cmd/tacitvet/golangci"
)

func TestPlugin(t *testing.T) {
	create, err := register.GetPlugin("tacitvet")
	if err != nil {
		t.Fatal(err)
	}
	for _, conf := range []any{nil, map[string]any{"weak": true}} {
		p, err := create(conf)
		if err != nil {
			t.Fatal(err)
		}
		as, err := p.BuildAnalyzers()
		if err != nil || len(as) != 1 || as[0].Name != "tacitvet" {
			t.Fatalf("BuildAnalyzers = %v, %v", as, err)
		}
		want := "false"
		if conf != nil {
			want = "true"
		}
		if got := as[0].Flags.Lookup("weak").Value.String(); got != want {
			t.Errorf("weak = %s, want %s", got, want)
		}
		if p.GetLoadMode() != register.LoadModeTypesInfo {
			t.Errorf("GetLoadMode = %s", p.GetLoadMode())
		}
	}
	if _, err := create(map[string]any{"unknown": 1}); err == nil {
		t.Error("an unknown setting is no error")
	}
}
