package collector_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/collector/pdata/plog"

	"github.com/tacit-go/tacit/policy"
	"github.com/tacit-go/tacit/redact"
)

const acmeToken = "acme_" + "0a1b2c3d4e5f6g7h8i9j0k1l"

const shopPolicy = `version: 1
detectors:
  preset: none
  on: [password, secret]
  own:
    - id: acme-token
      pattern: '\bacme_[a-z0-9]{24}\b'
      hits: ["using ⟦acme_¦0a1b2c3d4e5f6g7h8i9j0k1l⟧ now"]
pii: [emails]
names: [badge]
replacements:
  - {detector: acme-token, replacement: "fixed:[ACME]"}
paths:
  - {path: debug.**, action: drop_field}
  - {path: user.*.name, replacement: "fixed:NAME"}
`

func writePolicy(t *testing.T, name, text string) string {
	t.Helper()
	if name == "" {
		name = filepath.Join(t.TempDir(), "policy.yaml")
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// through passes a text as a body, and an object as attributes.
func (p *pipes) through(t *testing.T, body string, attrs map[string]any) (string, map[string]any) {
	t.Helper()
	ld := plog.NewLogs()
	rec := ld.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords().AppendEmpty()
	rec.Body().SetStr(body)
	if err := rec.Attributes().FromRaw(attrs); err != nil {
		t.Fatal(err)
	}
	out := p.throughLogs(t, ld).ResourceLogs().At(0).ScopeLogs().At(0).LogRecords().At(0)
	return out.Body().Str(), out.Attributes().AsRaw()
}

// TestPolicyAgreesWithLibrary gives one corpus to the processor and to the library, with
// one policy. The command is compared with the library in cmd/tacit.
func TestPolicyAgreesWithLibrary(t *testing.T) {
	file := writePolicy(t, "", shopPolicy)
	pol, err := policy.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	opts, err := pol.Options(policy.Place{})
	if err != nil {
		t.Fatal(err)
	}
	lib := redact.MustNew(opts...)
	p := newPipes(t, "policy_files: ["+file+"]")
	hidden := 0
	for _, line := range []string{
		`{"msg":"password=hunter2 and ` + acmeToken + `"}`,
		`{"msg":"mail to ada@acme.org","time":"2026-11-26T12:00:00Z"}`,
		`{"debug":{"dump":"x"},"user":{"a":{"name":"Ada"}},"other":"q"}`,
		`{"n":{"badge":"zq7wx4","password":"hunter2","plain":"stays"}}`,
		`{"badge":"zq7wx4","debug.dump":"x","user.a.name":"Ada","on":true}`,
		`{"msg":"nothing here"}`,
		`{"n":{"list":["a",{"secret":"hunter2"}]}}`,
	} {
		var attrs, want map[string]any
		if err := json.Unmarshal([]byte(line), &attrs); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(lib.AppendJSON(nil, []byte(line)), &want); err != nil {
			t.Fatal(err)
		}
		body, got := p.through(t, line, attrs)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s\nprocessor %v\nlibrary   %v", line, got, want)
		}
		if body != lib.String(line) {
			t.Errorf("%s\nprocessor %s\nlibrary   %s", line, body, lib.String(line))
		}
		if body != line || !reflect.DeepEqual(attrs, got) {
			hidden++
		}
	}
	if hidden != 6 {
		t.Errorf("%d records changed", hidden)
	}
}

func TestPolicyIsFollowed(t *testing.T) {
	file := writePolicy(t, "", shopPolicy)
	p := newPipes(t, "policy_files: ["+file+"]")
	hides := func(name string) bool {
		body, _ := p.through(t, name+"=zq7wx4", nil)
		return body != name+"=zq7wx4"
	}
	if !hides("badge") || hides("desk") {
		t.Fatal("the first policy")
	}
	writePolicy(t, file, "version: 1\nnamse: []\n")
	time.Sleep(100 * time.Millisecond)
	if !hides("badge") {
		t.Error("a broken policy counts")
	}
	writePolicy(t, file, strings.Replace(shopPolicy, "badge", "desk", 1))
	for end := time.Now().Add(10 * time.Second); !hides("desk"); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the new policy is not taken")
		}
	}
}

func TestPolicyRefuses(t *testing.T) {
	good, bad := writePolicy(t, "", shopPolicy), writePolicy(t, "", "version: 1\nnamse: []\n")
	for yaml, want := range map[string]string{
		"policy_files: [" + bad + "]":                           "policy.yaml:2:1: unknown key; write names",
		"policy_files: [" + good + ".none]":                     "policy_files",
		"policy_files: [" + good + "]\nnames: [x]":              "policy_files: goes with summary only",
		"policy_files: [" + good + "]\nreport_only: true":       "policy_files: goes with summary only",
		"policy_files: [" + good + "]\nblocked_values: ['abc']": "policy_files: goes with summary only",
	} {
		if _, err := config(t, yaml); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", yaml, err, want)
		}
	}
	if _, err := config(t, "policy_files: ["+good+"]\nsummary: info"); err != nil {
		t.Error(err)
	}
}
