package peers

import (
	"strings"
	"testing"

	"github.com/tacit-go/tacit/gitleaksrules"
	"github.com/tacit-go/tacit/redact"
	"github.com/zricethezav/gitleaks/v8/config"
)

// TestDefaultRules loads the published default configuration and reports how many
// of its rules the engine expresses. The floors are what was reached; they rise.
func TestDefaultRules(t *testing.T) {
	for _, c := range []struct {
		name  string
		opts  []gitleaksrules.Option
		floor int
	}{
		{"exact", nil, 109},
		{"widened", []gitleaksrules.Option{gitleaksrules.Widen()}, 209},
	} {
		t.Run(c.name, func(t *testing.T) {
			set, err := gitleaksrules.Read(strings.NewReader(config.DefaultConfig), c.opts...)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := redact.New(redact.WithDetectors(set.Detectors...)); err != nil {
				t.Error(err)
			}
			reasons := map[string][]string{}
			changed := map[string]bool{}
			for _, n := range set.Notes {
				if n.Loaded {
					changed[n.Rule] = true
				} else {
					reasons[n.Text] = append(reasons[n.Text], n.Rule)
				}
			}
			t.Logf("%d of %d rules load, as %d detectors; the meaning of %d changes", set.Loaded, set.Rules, len(set.Detectors), len(changed))
			left := 0
			for text, rules := range reasons {
				left += len(rules)
				t.Logf("%d: %s: %s", len(rules), text, strings.Join(rules, " "))
			}
			if set.Loaded+left != set.Rules {
				t.Errorf("%d loaded and %d refused of %d", set.Loaded, left, set.Rules)
			}
			if set.Loaded < c.floor {
				t.Errorf("%d rules load, want at least %d", set.Loaded, c.floor)
			}
		})
	}
}
