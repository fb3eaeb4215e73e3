package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"go.opentelemetry.io/contrib/bridges/otelslog"

	"github.com/tacit-go/tacit/redacttest"
)

// TestEndToEnd sends the telemetry of a service through an agent and a gateway, which
// are processes of the command with the configurations beside it.
func TestEndToEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds and runs Collectors")
	}
	secrets := map[redacttest.Shape]redacttest.Canary{}
	var planted []redacttest.Canary
	for _, c := range redacttest.Canaries(t, 8) {
		switch secrets[c.Shape] = c; c.Shape {
		case redacttest.Password, redacttest.GitHubToken, redacttest.JWT, redacttest.PEM, redacttest.URLPassword:
			planted = append(planted, c)
		}
	}
	oracle := redacttest.NewOracle(planted...)
	clean := func(what string, text []byte) {
		t.Helper()
		if len(text) == 0 {
			t.Errorf("%s: nothing is there", what)
		}
		for _, l := range oracle.Leaks(text) {
			t.Errorf("%s: %v", what, l)
		}
	}
	token, password, jwt := secrets[redacttest.GitHubToken].Value, secrets[redacttest.Password].Value, secrets[redacttest.JWT].Value

	bin, seen, end := build(t), newBackend(t), newBackend(t)
	file := filepath.Join(t.TempDir(), "telemetry.jsonl")
	gateway := newTier(t, bin, "config/gateway.yaml", "TACIT_BACKEND="+end.addr, "TACIT_FILE="+file)
	gateway.start(t)
	agent := newTier(t, bin, "config/agent.yaml", "TACIT_GATEWAY="+gateway.grpc)
	agent.start(t)

	s := newService(t, agent, seen, password)
	s.work(t, token, password, jwt, secrets[redacttest.PEM].Value, secrets[redacttest.URLPassword].Value)
	s.flush(t)
	sent := records(seen.all())
	if len(sent) < 12 || len(oracle.Leaks(seen.text())) < len(planted) {
		t.Fatalf("%d records were sent with %d leaks", len(sent), len(oracle.Leaks(seen.text())))
	}
	eventually(t, "what was sent", func() bool { return len(records(end.all())) == len(sent) })
	hidden := 0
	for key, got := range records(end.all()) {
		if sent[key] == nil {
			t.Errorf("%s was never sent", key)
			continue
		}
		hidden += alike(t, oracle, key, sent[key], got)
	}
	if hidden < 25 {
		t.Errorf("%d values are hidden", hidden)
	}

	// The gateway dies: what is accepted meanwhile stays with the agent, on disk.
	log := slog.New(otelslog.NewHandler("shop", otelslog.WithLoggerProvider(s.logs)))
	seq := 100
	send := func(n int) {
		t.Helper()
		for range n {
			log.Info("login failed, visible-marker", "seq", seq, "token", token, "password", password)
			seq++
		}
		s.flush(t)
	}
	arrived := func() bool {
		got := records(end.all())
		for i := 100; i < seq; i++ {
			if got["logRecords "+strconv.Itoa(i)] == nil {
				return false
			}
		}
		return true
	}
	gateway.kill()
	send(300)
	onDisk(t, clean, agent.queue)
	gateway.start(t)
	eventually(t, "what the agent has kept", arrived)

	// The backend is down, the gateway has accepted, and dies.
	end.down.Store(true)
	send(300)
	eventually(t, "the queue of the gateway", func() bool { return strings.Count(string(contents(t, gateway.queue)), "visible-marker") >= 300 })
	gateway.kill()
	onDisk(t, clean, gateway.queue)
	gateway.start(t)
	end.down.Store(false)
	eventually(t, "what the gateway has kept", arrived)

	for i, c := range []*tier{agent, gateway} {
		for name, page := range c.pages(t) {
			clean(fmt.Sprint(i, " ", name), page)
		}
		c.stop(t)
		clean(c.config+": log", c.log.bytes())
		clean(c.config+": queue", contents(t, c.queue))
	}
	text, err := os.ReadFile(file)
	if err != nil || strings.Count(string(text), "visible-marker") < 600 {
		t.Errorf("the file has %d records, %v", strings.Count(string(text), "visible-marker"), err)
	}
	for line := range strings.Lines(string(text)) {
		if !json.Valid([]byte(line)) {
			t.Fatalf("no JSON: %.200s", line)
		}
	}
	clean("the file", text)
	clean("the backend", end.text())
}

// onDisk checks that a queue holds what was accepted, and no secret.
func onDisk(t *testing.T, clean func(string, []byte), dir string) {
	t.Helper()
	text := contents(t, dir)
	if !strings.Contains(string(text), "visible-marker") {
		t.Errorf("nothing is in the queue on disk: %d bytes", len(text))
	}
	clean("the queue on disk", text)
}

// contents returns the bytes of all files.
func contents(t *testing.T, dir string) (out []byte) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, b...)
	}
	return out
}

// measured are what differs where two readers collect one after the other.
var measured = map[string]bool{"timeUnixNano": true, "startTimeUnixNano": true}

// alike compares what was sent with what has arrived: all is the same, byte for byte and
// type for type, but for texts with a secret, of which it returns the number.
func alike(t *testing.T, o *redacttest.Oracle, at string, sent, got any) (hidden int) {
	t.Helper()
	switch sent := sent.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok || len(g) != len(sent) {
			t.Errorf("%s: %T with %d members, not %d", at, got, len(g), len(sent))
			return 0
		}
		// Other instruments go on between two readers.
		if name, _ := sent["name"].(string); strings.HasPrefix(at, "metrics ") && (strings.HasPrefix(name, "go.") || strings.HasPrefix(name, "http.")) {
			for _, k := range []string{"name", "unit", "description"} {
				hidden += alike(t, o, at+"."+k, sent[k], g[k])
			}
			return hidden
		}
		for k, v := range sent {
			if _, ok := g[k]; !ok {
				t.Errorf("%s: %s is gone", at, k)
			} else if !strings.HasPrefix(at, "metrics ") || !measured[k] {
				hidden += alike(t, o, at+"."+k, v, g[k])
			}
		}
		return hidden
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(sent) {
			t.Errorf("%s: %T with %d members, not %d", at, got, len(g), len(sent))
			return 0
		}
		for i := range sent {
			hidden += alike(t, o, at+"."+strconv.Itoa(i), sent[i], g[i])
		}
		return hidden
	case string:
		g, ok := got.(string)
		if ok && o.Leaks([]byte(sent)) != nil {
			if strings.HasSuffix(at, ".bytesValue") {
				b, err := base64.StdEncoding.DecodeString(g)
				if g = string(b); err != nil {
					t.Errorf("%s: %v", at, err)
				}
			}
			if !strings.Contains(g, "REDACTED") {
				t.Errorf("%s: a secret became %q", at, g)
			}
			return 1
		}
	}
	if !reflect.DeepEqual(sent, got) {
		t.Errorf("%s: %v became %v", at, sent, got)
	}
	return 0
}
