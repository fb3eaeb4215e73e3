package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
)

func TestHelpAndVersion(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"help"}, {"redact", "--help"}, {"scan", "--help"}, {"detectors", "--help"}} {
		if r := tacit(t, "", args...); r.status != 0 || !strings.Contains(r.out, "Usage:") || r.stderr != "" {
			t.Errorf("%q: %+v", args, r)
		}
	}
	if r := tacit(t, "", "--version"); r.status != 0 || !strings.HasPrefix(r.out, "tacit ") || strings.Count(r.out, "\n") != 1 {
		t.Errorf("--version: %+v", r)
	}
}

// TestEmptyFlags gives flags what a variable of the shell holds that is not set.
func TestEmptyFlags(t *testing.T) {
	t.Chdir(t.TempDir())
	putAll(t, "f", token)
	for _, args := range [][]string{
		{"redact", "--secrets-file", "", "f"}, {"redact", "--secrets-env=", "f"}, {"redact", "--detectors=", "f"},
		{"redact", "--secrets-dir=", "f"}, {"--secrets-file="}, {"explain", "--secrets-file=", "f"},
		{"scan", "--secrets-file=", "f"}, {"scan", "--git-history=", "f"}, {"scan", "--git-diff=", "f"},
		{"scan", "--baseline=", "f"}, {"scan", "--write-baseline=", "f"}, {"scan", "--fingerprint-key-file=", "f"},
	} {
		if r := tacit(t, token, args...); r.status != statusError || r.out != "" || !strings.Contains(r.stderr, " is empty") {
			t.Errorf("%q: %+v", args, r)
		}
	}
	tacit(t, "", "scan", "--without=", "f").want(t, 1, "f:1:1: "+tokenID+"\n")
}

// TestErrorsQuoteNoSecret has a secret where a command, a file or an ID is expected.
func TestErrorsQuoteNoSecret(t *testing.T) {
	const value = "Qm2Zb8" + "Wn7k"
	word := "password=" + value
	for _, args := range [][]string{
		{word}, {"redact", word}, {"scan", word}, {"run", "--", word}, {"policy", "check", word}, {"explain", "--secrets-file", word},
		{"redact", "--hmac-key-file", word, "--replacement", "hmac"}, {"redact", "--detectors", word}, {"redact", "--policy", word},
		{"redact", "--policy=" + word}, {"redact", "--secrets-file", word}, {"redact", "--replacement", word}, {"scan", "--baseline", word, "x"},
		{"redact", "--detectors", "password=\"" + value + "\""}, {"fingerprint", "--hmac-key-file", word},
	} {
		if r := tacit(t, "", args...); r.status == 0 || r.stderr == "" || strings.Contains(r.stderr+r.out, value) {
			t.Errorf("%q: %+v", args, r)
		}
	}
}

// TestFlagErrorsQuoteNoArgument has a secret of no known shape where a flag or its value is expected.
func TestFlagErrorsQuoteNoArgument(t *testing.T) {
	const value = "Qm2Zb8" + "Wn7k"
	for word, args := range map[string][]string{
		"unknown flag; those":                   {"run", "--secrets-env", "APP_*", "--" + value},
		"unknown flag; those of":                {"run", "-" + value},
		"unknown flag: --tokn":                  {"run", "--tokn=" + value},
		"unknown flag; ":                        {"run", "--=" + value},
		`not a valid value for "-j, --jobs"`:    {"scan", "-j", value},
		`not a valid value for "--max-depth"`:   {"scan", "--max-depth=" + value},
		"flag needs an argument: --secrets-env": {"redact", "--secrets-env"},
	} {
		r := tacit(t, "", args...)
		r.want(t, 2, "")
		if r.complains(t, word); strings.Contains(r.stderr, value) {
			t.Errorf("%q: %s", args, r.stderr)
		}
	}
}

func TestCompletion(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if r := tacit(t, "", "completion", shell); r.status != 0 || !strings.Contains(r.out, "tacit") {
			t.Errorf("%s: status %d, %s", shell, r.status, r.stderr)
		}
	}
	for flag, want := range map[string]string{"--detectors": tokenID, "--without": tokenID, "--replacement": "hmac"} {
		if r := tacit(t, "", "__complete", "redact", flag, ""); !strings.Contains(r.out, want) {
			t.Errorf("%s completes to %q", flag, r.out)
		}
	}
	if r := tacit(t, "", "__complete", "scan", "--format", ""); !strings.Contains(r.out, "jsonl") {
		t.Errorf("--format completes to %q", r.out)
	}
}

func TestDetectors(t *testing.T) {
	all := detectors.All()
	r := tacit(t, "", "detectors")
	if lines := strings.Split(r.out, "\n"); r.status != 0 || len(lines) != len(all)+2 {
		t.Errorf("status %d, %d lines for %d detectors", r.status, len(lines), len(all))
	}
	r = tacit(t, "", "detectors", "--json")
	dec := json.NewDecoder(strings.NewReader(r.out))
	for _, d := range all {
		var line detectorLine
		if err := dec.Decode(&line); err != nil {
			t.Fatal(err)
		}
		if line.ID != d.ID || line.Tier != d.Tier.String() || line.Doc != d.Doc || line.Source != d.Source {
			t.Errorf("%s: %+v", d.ID, line)
		}
	}
}

func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"plain/file name.log": "plain/file name.log",
		"日本.log":              "日本.log",
		"a\x1b[31m\n":         `a\x1b[31m\n`,
		"\xff\u202e\u009b":    `\xff\u202e\u009b`,
	} {
		if got := escape(in); got != want || escape(got) != got {
			t.Errorf("escape(%q) = %q", in, got)
		}
	}
	text, err := json.Marshal("a\x1b\x7fé\u009b\u202e😀\"\\")
	if err != nil {
		t.Fatal(err)
	}
	var back string
	out := asciiJSON(text)
	for _, b := range out {
		if b < ' ' || b > '~' {
			t.Errorf("asciiJSON lets %#x through: %q", b, out)
		}
	}
	if err := json.Unmarshal(out, &back); err != nil || back != "a\x1b\x7fé\u009b\u202e😀\"\\" {
		t.Errorf("asciiJSON: %q %v", back, err)
	}
}

// long leaves a test out of short runs: it starts the command many times, each time
// with the whole catalogue, and nothing in it runs at once.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("starts the command many times")
	}
}
