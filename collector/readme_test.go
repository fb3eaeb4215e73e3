package collector_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"go.opentelemetry.io/collector/confmap"

	"github.com/tacit-go/tacit/collector"
)

// The configuration of README.md is one, and has every key that there is.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllSubmatch(text, -1)
	n := 0
	for _, b := range blocks {
		raw, err := confmap.NewRetrievedFromYAML(b[1])
		if err != nil {
			t.Fatal(err)
		}
		conf, err := raw.AsConf()
		if err != nil {
			t.Fatal(err)
		}
		if !conf.IsSet("processors::tacit") {
			continue
		}
		n++
		cfg := collector.NewFactory().CreateDefaultConfig().(*collector.Config)
		if sub, err := conf.Sub("processors::tacit"); err != nil {
			t.Error(err)
		} else if err := sub.Unmarshal(cfg); err != nil {
			t.Error(err)
		} else if err := confmap.Validate(cfg); err != nil {
			t.Error(err)
		}
	}
	if n < 2 {
		t.Errorf("%d configurations", n)
	}
	all := confmap.New()
	if err := all.Marshal(collector.NewFactory().CreateDefaultConfig()); err != nil {
		t.Fatal(err)
	}
	for key := range all.ToStringMap() {
		if !strings.Contains(string(text), key) {
			t.Errorf("%s is not described", key)
		}
	}
}
