package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"
)

// build returns the path of the command, as go run makes it.
func build(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "tacitcol")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return bin
}

// free returns an address that nothing listens to.
func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// output is what a process has written.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) bytes() []byte {
	o.mu.Lock()
	defer o.mu.Unlock()
	return bytes.Clone(o.b.Bytes())
}

// A tier is a Collector as a process, which can be started again with what it has on
// disk.
type tier struct {
	bin, config                string
	env                        []string
	grpc, http, health, zpages string
	metrics, queue             string
	log                        output
	cmd                        *exec.Cmd
}

func newTier(t *testing.T, bin, config string, env ...string) *tier {
	t.Helper()
	c := &tier{bin: bin, config: config, grpc: free(t), http: free(t), health: free(t), zpages: free(t), metrics: free(t), queue: t.TempDir()}
	_, port, _ := net.SplitHostPort(c.metrics)
	c.env = append(append(os.Environ(), "TACIT_GRPC="+c.grpc, "TACIT_HTTP="+c.http, "TACIT_HEALTH="+c.health, "TACIT_ZPAGES="+c.zpages,
		"TACIT_METRICS_PORT="+port, "TACIT_QUEUE="+c.queue, "TACIT_INSECURE=true", "TACIT_RETRY=100ms", "TACIT_RETRY_MAX=300ms", "TACIT_LOG_LEVEL=debug"), env...)
	t.Cleanup(c.kill)
	return c
}

// start returns when the Collector takes data.
func (c *tier) start(t *testing.T) {
	t.Helper()
	c.cmd = exec.Command(c.bin, "--config", c.config)
	c.cmd.Env, c.cmd.Stdout, c.cmd.Stderr = c.env, &c.log, &c.log
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the Collector of "+c.config, func() bool {
		resp, err := http.Get("http://" + c.health)
		if err != nil {
			return false
		}
		defer resp.Body.Close()
		return resp.StatusCode == http.StatusOK
	}, func() string { return string(c.log.bytes()) })
}

// kill ends the process at once.
func (c *tier) kill() {
	if c.cmd != nil {
		_ = c.cmd.Process.Kill()
		_ = c.cmd.Wait()
		c.cmd = nil
	}
}

// stop ends the process in its own way.
func (c *tier) stop(t *testing.T) {
	t.Helper()
	_ = c.cmd.Process.Signal(syscall.SIGTERM)
	if err := c.cmd.Wait(); err != nil {
		t.Errorf("%s: %v", c.config, err)
	}
	c.cmd = nil
}

// pages are what the Collector tells of itself: by name.
func (c *tier) pages(t *testing.T) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, url := range []string{"http://" + c.zpages + "/debug/servicez", "http://" + c.zpages + "/debug/pipelinez", "http://" + c.zpages + "/debug/extensionz",
		"http://" + c.zpages + "/debug/featurez", "http://" + c.metrics + "/metrics", "http://" + c.health} {
		resp, err := http.Get(url)
		if err != nil {
			t.Errorf("%s: %v", url, err)
			continue
		}
		out[url], _ = io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusOK || len(out[url]) == 0 {
			t.Errorf("%s: %s", url, resp.Status)
		}
	}
	cmd := exec.Command(c.bin, "print-config", "--config", c.config)
	cmd.Env = c.env
	text, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("print-config: %v %s", err, text)
	}
	out["print-config"] = text
	return out
}

// eventually waits until ok.
func eventually(t *testing.T, what string, ok func() bool, told ...func() string) {
	t.Helper()
	for end := time.Now().Add(60 * time.Second); !ok(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			text := ""
			for _, f := range told {
				text += f()
			}
			t.Fatalf("%s: not in time\n%s", what, fmt.Sprintf("%.4000s", text))
		}
	}
}

// short bounds a call.
func short() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), 30*time.Second)
}
