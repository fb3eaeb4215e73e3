package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	var first, second bytes.Buffer
	if err := run(&first); err != nil {
		t.Fatal(err)
	}
	if err := run(&second); err != nil {
		t.Fatal(err)
	}
	if first.String() != second.String() {
		t.Errorf("two runs differ:\n%s\n%s", &first, &second)
	}

	var without, with []string
	lines := strings.Split(strings.TrimSuffix(first.String(), "\n"), "\n")
	for _, line := range lines {
		if len(line) > 100 {
			t.Errorf("%d columns: %s", len(line), line)
		}
		if text, ok := strings.CutPrefix(line, "  without  "); ok {
			without = append(without, text)
		}
		if text, ok := strings.CutPrefix(line, "  with     "); ok {
			with = append(with, text)
		}
	}
	if len(lines) > 40 {
		t.Errorf("%d lines are more than a screen", len(lines))
	}
	if len(without) != len(calls) || len(with) != len(calls) || len(secrets) != len(calls) {
		t.Fatalf("%d calls, %d and %d lines, %d secrets", len(calls), len(without), len(with), len(secrets))
	}
	for i, secret := range secrets {
		if !strings.Contains(without[i], secret) {
			t.Errorf("%s: the line without shows no secret: %s", calls[i].title, without[i])
		}
		for _, s := range append(secrets, warehouseKey) {
			if strings.Contains(with[i], s) || strings.Contains(with[i], base64.StdEncoding.EncodeToString([]byte(s))) {
				t.Errorf("%s: the line with shows a secret: %s", calls[i].title, with[i])
			}
		}
		if !strings.Contains(with[i], "REDACTED:") || !json.Valid([]byte(with[i])) {
			t.Errorf("%s: %s", calls[i].title, with[i])
		}
	}
	if !strings.Contains(first.String(), "9 secrets were hidden, 0 errors, 0 limits") {
		t.Errorf("the summary is wrong:\n%s", &first)
	}
}

// TestReadme compares what the README shows of the output.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Skip("the module stands alone")
	}
	var out bytes.Buffer
	if err := run(&out); err != nil {
		t.Fatal(err)
	}
	_, block, _ := strings.Cut(string(text), "```text\n")
	block, _, ok := strings.Cut(block, "```")
	if !ok || len(block) < 500 {
		t.Fatal("there is no block of text")
	}
	for line := range strings.Lines(block) {
		if !strings.Contains(out.String(), line) {
			t.Errorf("it does not print %s", line)
		}
	}
}
