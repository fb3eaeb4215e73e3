package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redacttest"
)

// judge asks for each place in a test of its own, which fails for what gets out.
func judge(t *testing.T, version func(outputs) (telemetry, error)) {
	for _, p := range places {
		t.Run(p.name, func(t *testing.T) {
			c := redacttest.NewCapture(t)
			s := secrets{
				password: c.Canary(redacttest.Password),
				apiKey:   c.Canary(redacttest.Hex),
				token:    c.Canary(redacttest.GitHubToken),
				dsn:      c.Canary(redacttest.URLPassword),
			}
			var all bytes.Buffer
			out := open(func(name string) io.Writer { return io.MultiWriter(c.Writer(name), &all) })
			if err := p.run(version, out, s); err != nil {
				t.Fatal("the place cannot be asked for")
			}
			if len(c.Findings()) == 0 && !strings.Contains(all.String(), "REDACTED:") {
				t.Error("nothing was logged that holds a secret")
			}
		})
	}
}

// TestLeaky fails ten times: it is what a test of the service says before the fix.
func TestLeaky(t *testing.T) {
	if os.Getenv("LEAKY") == "" {
		t.Skip("it fails; LEAKY=1 runs it")
	}
	judge(t, leaky)
}

func TestFixed(t *testing.T) { judge(t, fixed) }

// Each of the ten places is named, in its own sink, and no secret is.
func TestLeakyNamesThePlaces(t *testing.T) {
	paths := map[string]string{
		"URL error":               "$.err: canary hex as raw",
		"config printed with %+v": "$.msg: canary password as raw",
		"panic":                   "line 1: canary url-password as raw",
		"span attribute":          "$.Attributes[0].Value.Value: canary hex as raw",
		"retry log":               "line 1: canary hex as raw",
		"With field":              "$.authorization: canary github-token as raw",
		"header dump":             "$.dump: canary hex as raw",
		"SQL DSN":                 "$.err: canary url-password as raw",
		"JSON body":               "$.body: canary password as raw",
		"metric label":            "$.ScopeMetrics[0].Metrics[0].Data.DataPoints[0].Attributes[0].Value.Value: canary hex as raw",
	}
	if testing.Short() {
		t.Skip("it runs the tests of the leaky version")
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-test.run=^TestLeaky$", "-test.v")
	cmd.Env = append(os.Environ(), "LEAKY=1")
	out, err := cmd.CombinedOutput()
	if err == nil {
		t.Fatalf("TestLeaky passes:\n%s", out)
	}
	if leaks := redacttest.Leaks(out, redacttest.Canaries(t, 1)...); leaks != nil {
		t.Errorf("the report leaks: %v", leaks)
	}
	tests := strings.Split(string(out), "=== RUN ")
	if len(places) != 10 || len(tests) != 2+len(places) {
		t.Fatalf("%d places, %d tests", len(places), len(tests)-2)
	}
	for i, p := range places {
		name := strings.ReplaceAll(p.name, " ", "_")
		want := "leak in " + p.sink + ", " + paths[p.name]
		if got := tests[2+i]; paths[p.name] == "" || !strings.Contains(got, want) {
			t.Errorf("%s is not named as %q:\n%s", p.name, want, got)
		}
		if !strings.Contains(string(out), "--- FAIL: TestLeaky/"+name+" ") {
			t.Errorf("%s does not fail", p.name)
		}
	}
}
