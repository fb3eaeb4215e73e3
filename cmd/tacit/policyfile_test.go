package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/policy"
	"github.com/tacit-go/tacit/redact"
)

const acmeToken = "acme_" + "0a1b2c3d4e5f6g7h8i9j0k1l"

const shopPolicy = `version: 1
title: What the shop hides
detectors:
  own:
    - id: acme-token
      pattern: '\bacme_[a-z0-9]{24}\b'
      hits: ["using ⟦acme_¦0a1b2c3d4e5f6g7h8i9j0k1l⟧ now"]
      misses: [acme_short]
pii: [emails]
names: [badge]
replacements:
  - {detector: acme-token, replacement: "fixed:[ACME]"}
paths:
  - {path: debug.**, action: drop_field}
  - {path: user.*.name, replacement: "fixed:NAME"}
strict: {show: [msg, time, "user.*.name", "n.**"]}
secrets:
  - env: ["*_SECRET"]
`

// policyCorpus is what every way of using a policy must make the same of: JSON on lines.
var policyCorpus = []string{
	`{"msg":"password=hunter2 and ` + acmeToken + `"}`,
	`{"msg":"mail to ada@acme.org","time":"2026-11-26T12:00:00Z"}`,
	`{"debug":{"dump":"x"},"user":{"a":{"name":"Ada"}},"other":"q"}`,
	`{"n":{"badge":"zq7wx4","password":"hunter2","plain":"stays"}}`,
	`{"msg":"live q7We9Rt2Yu#x-1 value"}`,
	`{"msg":"nothing here","time":1}`,
	`{"time":"t","n":{"list":[1,2,{"secret":"hunter2"}]}}`,
}

func writePolicy(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "policy.yaml")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestPolicyAgreesWithLibrary runs the command and the library with one policy over one
// corpus, as text and as JSON, which the command also reads as text: see --json.
func TestPolicyAgreesWithLibrary(t *testing.T) {
	file := writePolicy(t, shopPolicy)
	p, err := policy.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	set := redact.NewSecretSet()
	if _, err := set.Set("one", []byte("q7We9Rt2Yu#x-1")); err != nil {
		t.Fatal(err)
	}
	opts, err := p.Options(policy.Place{Secrets: set})
	if err != nil {
		t.Fatal(err)
	}
	lib := redact.MustNew(opts...)
	text := strings.Join(policyCorpus, "\n")
	var asJSON []string
	for _, line := range policyCorpus {
		asJSON = append(asJSON, string(lib.AppendJSON(nil, []byte(line))))
	}
	env := []string{"SHOP_SECRET=q7We9Rt2Yu#x-1"}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"redact", "--policy", file}, lib.String(text)},
		{[]string{"redact", "--json", "--policy", file}, lib.String(strings.Join(asJSON, "\n"))},
	} {
		r := tacitEnv(t, env, text, c.args...)
		if r.status != 0 || r.out != c.want || r.out == text {
			t.Errorf("%v\ncommand %d %s %s\nlibrary %s", c.args, r.status, r.out, r.stderr, c.want)
		}
	}
	found := lib.AppendMatches(nil, []byte(text))
	if r := tacitEnv(t, env, text, "scan", "--format", "jsonl", "--policy", file, "-"); r.status != 1 || strings.Count(r.out, "\n") != len(found) {
		t.Errorf("scan: %d, %s, want %d findings", r.status, r.out, len(found))
	}
}

func TestPolicyOfRun(t *testing.T) {
	file := writePolicy(t, strings.Replace(shopPolicy, "secrets:\n  - env: [\"*_SECRET\"]\n", "", 1))
	r := tacit(t, "", "run", "--no-pty", "--policy", file, "--", "echo", "badge=zq7wx4", acmeToken)
	if r.status != 0 || r.out != "badge=[REDACTED:name] [ACME]\n" {
		t.Errorf("%+v", r)
	}
}

func TestPolicyCommands(t *testing.T) {
	file := writePolicy(t, shopPolicy+"report_only:\n  - {detector: acme-token, owner: shop, reason: first week, until: "+time.Now().AddDate(0, 0, 3).UTC().Format(time.DateOnly)+"}\n")
	r := tacit(t, "", "policy", "check", file)
	for _, want := range []string{"What the shop hides", "sha256:", "acme-token (until 20", "shop: first week", "strict"} {
		if r.status != 0 || !strings.Contains(r.out, want) {
			t.Errorf("check lacks %q: %+v", want, r)
		}
	}
	if r := tacit(t, "", "policy", "test", file); r.status != 0 || strings.Count(r.out, "ok   ") != 2 {
		t.Errorf("test: %+v", r)
	}
	bad := writePolicy(t, strings.Replace(shopPolicy, "acme_short", `"acme_¦0a1b2c3d4e5f6g7h8i9j0k1l"`, 1))
	if r := tacit(t, "", "policy", "test", bad); r.status != 1 || !strings.Contains(r.out, "FAIL") || !strings.Contains(r.out, ":8:16: detectors.own[1].misses[1]") {
		t.Errorf("test: %+v", r)
	}
	if r := tacit(t, "", "policy", "check", bad); r.status != 2 || !strings.Contains(r.stderr, "policy.yaml:8:16: detectors.own[1].misses[1]: the example does not hold") {
		t.Errorf("check: %+v", r)
	}
	if r := tacit(t, "", "policy", "schema"); r.status != 0 || !strings.Contains(r.out, `"$schema"`) {
		t.Errorf("schema: %+v", r)
	}
	team := writePolicy(t, "version: 1\ndetectors: {preset: none}\n")
	if r := tacit(t, "", "policy", "check", file, team); r.status != 2 || !strings.Contains(r.stderr, "weakens") {
		t.Errorf("layers: %+v", r)
	}
}

func TestPolicyRefuses(t *testing.T) {
	file := writePolicy(t, shopPolicy)
	for _, args := range [][]string{
		{"redact", "--policy", file, "--without", tokenID},
		{"redact", "--policy", file, "--name", "x"},
		{"redact", "--policy", file, "--replacement", "fixed:X"},
		{"scan", "--policy", file, "--pii", "-"},
		{"redact", "--policy", file + ".none"},
		{"redact", "--policy", writePolicy(t, "version: 1\nnamse: []\n")},
	} {
		if r := tacit(t, "password=hunter2", args...); r.status != 2 || r.out != "" || r.stderr == "" {
			t.Errorf("%v: %+v", args, r)
		}
	}
}

func TestPolicyLevelIsTold(t *testing.T) {
	soon := time.Now().Add(time.Hour).UTC().Format(time.RFC3339)
	file := writePolicy(t, "version: 1\nlevels:\n  - {level: off, sink: tacit, owner: a, reason: r, until: "+soon+"}\n")
	r := tacit(t, "password=hunter2", "redact", "--policy", file)
	if r.status != 0 || r.out != "password=hunter2" || !strings.Contains(r.stderr, "warning: the policy is at the level off") {
		t.Errorf("%+v", r)
	}
}
