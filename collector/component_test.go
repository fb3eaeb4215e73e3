package collector_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/processor/processortest"

	"github.com/tacit-go/tacit/collector"
)

func TestFactory(t *testing.T) {
	f := collector.NewFactory()
	if f.Type() != component.MustNewType("tacit") {
		t.Error(f.Type())
	}
	if err := componenttest.CheckConfigStruct(f.CreateDefaultConfig()); err != nil {
		t.Error(err)
	}
	meta, err := os.ReadFile("metadata.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if l := f.TracesStability(); l != f.LogsStability() || l != f.MetricsStability() ||
		!strings.Contains(string(meta), strings.ToLower(l.String())+": [traces, logs, metrics]") {
		t.Errorf("metadata.yaml does not say %v", l)
	}
}

func TestLifecycle(t *testing.T) {
	f, ctx := collector.NewFactory(), context.Background()
	set := processortest.NewNopSettings(f.Type())
	for _, yaml := range []string{"{}", "{report_only: true}"} {
		cfg := mustConfig(t, yaml)
		traces, err1 := f.CreateTraces(ctx, set, cfg, consumertest.NewNop())
		logs, err2 := f.CreateLogs(ctx, set, cfg, consumertest.NewNop())
		metrics, err3 := f.CreateMetrics(ctx, set, cfg, consumertest.NewNop())
		if err1 != nil || err2 != nil || err3 != nil {
			t.Fatal(err1, err2, err3)
		}
		for _, c := range []component.Component{traces, logs, metrics} {
			if got := c.(interface{ Capabilities() consumer.Capabilities }).Capabilities().MutatesData; got != (yaml == "{}") {
				t.Errorf("%s: MutatesData is %v", yaml, got)
			}
			if err := c.Shutdown(ctx); err != nil { // without Start
				t.Error(err)
			}
			if err := c.Start(ctx, componenttest.NewNopHost()); err != nil {
				t.Error(err)
			}
			if err := c.Shutdown(ctx); err != nil {
				t.Error(err)
			}
		}
	}
	processortest.VerifyShutdown(t, f, f.CreateDefaultConfig())
}

func TestConfigErrorsNameTheKey(t *testing.T) {
	const never = "s3cr3t-in-a-wrong-place"
	for _, c := range []struct{ yaml, key string }{
		{"detector: {}", "detector"},
		{"detectors: {presets: [default], colour: red}", "colour"},
		{"detectors: {presets: [" + never + "]}", "detectors::presets::0"},
		{"detectors: {presets: []}", "detectors"},
		{"detectors: {pii: [cards, " + never + "]}", "detectors::pii::1"},
		{"detectors: {version: 99.0.0}", "detectors::version"},
		{"detectors: {enabled: [" + never + "]}", "detectors::enabled::0"},
		{"detectors: {disabled: [" + never + "]}", "detectors::disabled::0"},
		{"detectors: {replacements: {no-such: {type: fixed, text: x}}}", "detectors::replacements"},
		{"detectors: {replacements: {github-personal-access-token: {type: fixed, text: '" + never + " \"'}}}", "detectors::replacements::github-personal-access-token"},
		{"detectors: {custom: [{id: acme, pattern: 'acme_[0-9]{8}'}, {id: bad, pattern: 'x(" + never + "'}]}", "detectors::custom::1"},
		{"detectors: {custom: [{id: acme, pattern: 'acme_.*?x'}]}", "detectors::custom::0"},
		{"detectors: {custom: [{id: 'Not An Id', names: [x]}]}", "detectors::custom::0"},
		{"detectors: {custom: [{id: a}]}", "detectors::custom::0"},
		{"names: ['" + never + " !!']", "names::0"},
		{"harmless_names: ['']", "harmless_names::0"},
		{"paths: [{path: a.b}, {path: 'a..b'}]", "paths::1::path"},
		{"paths: [{path: a, action: " + never + "}]", "paths::0::action"},
		{"paths: [{path: a, action: keep, replacement: {type: fixed, text: x}}]", "paths::0::replacement"},
		{"paths: [{path: a, replacement: {type: hmac}}]", "paths::0::replacement::key"},
		{"strict: {allowed: [a]}", "strict::allowed"},
		{"allowed: {sha256: [" + never + "]}", "allowed::sha256::0"},
		{"replacement: {type: " + never + "}", "replacement::type"},
		{"replacement: {type: hmac}", "replacement::key"},
		{"replacement: {type: hmac, key: ''}", "replacement::key"},
		{"replacement: {type: hmac, key: " + never + "}", "replacement::key"},
		{"replacement: {key: " + never + "}", "replacement::key"},
		{"replacement: {type: hmac, key: " + never + never + ", previous_key: " + never + "}", "replacement::previous_key"},
		{"replacement: {type: mask, head: 9}", "replacement"},
		{"replacement: {type: fixed}", "replacement"},
		{"limits: {max_match: 1}", "limits"},
		{"limits: {max_depth: -1}", "limits"},
		{"summary: loud", "summary"},
		{"hash_function: crc32", "hash_function"},
		{"{hash_function: hmac-sha256, hmac_key: ''}", "hmac_key"},
		{"{hash_function: hmac-sha512, hmac_key: " + never + never + "}", "hmac_key"},
		{"{hash_function: sha1, masking_string: x}", "masking_string"},
		{"masking_string: '" + never + " \"'", "masking_string"},
		{"blocked_values: [ok, '" + never + "(']", "blocked_values::1"},
		{"blocked_values: ['x*']", "blocked_values::0"},
		{"blocked_key_patterns: ['[']", "blocked_key_patterns::0"},
		{"ignored_key_patterns: ['[']", "ignored_key_patterns::0"},
		{"allowed_values: ['[']", "allowed_values::0"},
	} {
		_, err := config(t, c.yaml)
		switch {
		case err == nil:
			t.Errorf("%s: no error", c.yaml)
		case !strings.Contains(err.Error(), c.key):
			t.Errorf("%s: the error does not name %s: %v", c.yaml, c.key, err)
		case strings.Contains(err.Error(), never):
			t.Errorf("%s: the error quotes a value: %v", c.yaml, err)
		}
	}
}

func TestEveryProblemAtOnce(t *testing.T) {
	_, err := config(t, "{summary: loud, replacement: {type: hmac}, names: ['!']}")
	for _, key := range []string{"summary", "replacement::key", "names::0"} {
		if err == nil || !strings.Contains(err.Error(), key) {
			t.Errorf("%s is missing in %v", key, err)
		}
	}
}

func TestKeysAreNotPrinted(t *testing.T) {
	const key = "0123456789abcdef0123456789abcdef"
	cfg := mustConfig(t, "{replacement: {type: hmac, key: "+key+"}, hash_function: hmac-sha256, hmac_key: "+key+", allow_all_keys: true}")
	text, err := cfg.Replacement.Key.MarshalText()
	if err != nil || strings.Contains(string(text), key) || strings.Contains(cfg.HMACKey.String(), key) {
		t.Error("a key is printed")
	}
}
