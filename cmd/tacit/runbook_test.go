package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/audit"
	"github.com/tacit-go/tacit/redact"
)

// TestRunbook takes every step of docs/incident.md that is a command, on the day of an
// incident: a service has hidden a live secret, and once, before, it has not.
func TestRunbook(t *testing.T) {
	doc, err := os.ReadFile("../../docs/incident.md")
	if err != nil {
		t.Fatal(err)
	}
	value, key := "zK7-quartz-"+"lemon-41", strings.Repeat("k", 32)
	ring := redact.KeyRing{Current: redact.Key{ID: "k1", Secret: []byte(key)}}
	set := redact.NewSecretSet()
	if _, err := set.Set("db", []byte(value)); err != nil {
		t.Fatal(err)
	}
	var events bytes.Buffer
	log := audit.NewLog(slog.NewTextHandler(&events, nil), audit.WithPager(func(audit.Page) {}))
	r := redact.MustNew(redact.WithSecrets(set), redact.WithNames("password"), redact.WithReplacement(redact.HMAC(ring)), redact.WithFingerprints(ring), redact.WithObserver(log))
	log.Start(r)
	archived := r.String("connecting with " + value)
	log.Close()

	print := regexp.MustCompile(`k1\.[0-9a-f]{12}`).FindString(string(doc))
	if print == "" || !strings.Contains(archived, print) || !strings.Contains(events.String(), "fingerprints=["+print+"]") {
		t.Fatalf("the fingerprint %q of the runbook is not that of %q and %q", print, archived, events.String())
	}
	example := regexp.MustCompile(`(?s)level=\w+ msg="tacit event".*?\n` + "```").FindString(string(doc))
	for field := range strings.FieldsSeq(events.String()) {
		name, _, _ := strings.Cut(field, "=")
		if name != "time" && name != "event\"" && name != "generation" && !strings.Contains(example, field) {
			t.Errorf("%s is not in the example of the runbook", field)
		}
	}

	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.Mkdir("logs", 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, "audit.key", key)
	put(t, "value", value)
	put(t, filepath.Join("logs", "today.log"), "clean\n")
	var old bytes.Buffer
	z := gzip.NewWriter(&old)
	io.WriteString(z, archived+"\nand once "+value+"\n")
	z.Close()
	put(t, filepath.Join("logs", "old.log.gz"), old.String())

	steps := 0
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(doc), -1) {
		for line := range strings.Lines(block[1]) {
			steps++
			line = strings.TrimSpace(line)
			args, file, _ := strings.Cut(line, " <")
			in := ""
			if file != "" {
				b, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				in = string(b)
			}
			words := strings.Fields(args)
			switch {
			case words[0] != "tacit":
				if _, err := exec.LookPath(words[0]); err != nil {
					t.Log("left out: ", err)
					continue
				}
				out, err := exec.Command("sh", "-c", line).CombinedOutput()
				if got := string(out); err != nil || got != "logs/old.log.gz\n" {
					t.Errorf("%s: %v: %s", line, err, out)
				}
			case words[1] == "scan":
				got := tacit(t, in, words[1:]...)
				if got.status != statusFinding || !strings.Contains(got.out, "old.log.gz") || !strings.Contains(got.out, ":2:10: live-secret") || strings.Contains(got.out+got.stderr, value) {
					t.Errorf("%s: %+v", line, got)
				}
			default:
				got := tacit(t, in, words[1:]...)
				if got.status != 0 || got.stderr != "" || strings.Contains(got.out, print) == strings.Contains(line, "--detector") {
					t.Errorf("%s: %+v", line, got)
				}
			}
		}
	}
	if steps < 4 {
		t.Errorf("%d steps", steps)
	}
	if got := tacit(t, value, "fingerprint", "--detector", "github-token", "--hmac-key-file", "audit.key"); got.status != 0 || !strings.Contains(got.stderr, "one of your own") {
		t.Errorf("a detector that there is not: %+v", got)
	}
}
