package redacttest

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// Ways by which a secret could pass a Capture, or be shown by it.
func TestCaptureSeesAllWays(t *testing.T) {
	ask := func(c *Capture, change func(req *http.Request)) {
		req, err := http.NewRequest("GET", "http://127.0.0.1:1/", nil)
		if err != nil {
			panic(err)
		}
		change(req)
		if resp, err := c.Transport(refused{}).RoundTrip(req); err == nil {
			_ = resp.Body.Close()
		}
	}
	hijack := func(c *Capture, write func(conn net.Conn, w io.Writer)) {
		srv := http.Server{Handler: c.Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			conn, rw, err := w.(http.Hijacker).Hijack()
			if err != nil {
				panic(err)
			}
			write(conn, rw)
			_ = rw.Flush()
			_ = conn.Close()
		}))}
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			panic(err)
		}
		go srv.Serve(l)
		defer srv.Close()
		conn, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			panic(err)
		}
		defer conn.Close()
		fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		if got, err := io.ReadAll(conn); err != nil || len(got) == 0 {
			panic("nothing was sent")
		}
	}
	shell := func(line string) {
		cmd := exec.Command("sh", "-c", line)
		cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
		if err := cmd.Run(); err != nil {
			panic(err)
		}
	}
	for _, c := range []struct {
		name, want string
		test       func(c *Capture)
		linux      bool
	}{
		{"host", `^leak in http request, request 1, header Host: canary hex`, func(c *Capture) {
			ask(c, func(req *http.Request) { req.Host = c.Canary(Hex) + ".example.org" })
		}, false},
		{"method", `^leak in http request, request 1, method: canary hex`, func(c *Capture) {
			ask(c, func(req *http.Request) { req.Method = c.Canary(Hex) })
		}, false},
		{"connection", `^leak in http response, response 1, connection: canary hex`, func(c *Capture) {
			hijack(c, func(conn net.Conn, _ io.Writer) { _, _ = io.Copy(conn, strings.NewReader(c.Canary(Hex))) })
		}, false},
		{"connection, buffered", `^leak in http response, response 1, connection: canary hex`, func(c *Capture) {
			hijack(c, func(_ net.Conn, w io.Writer) { _, _ = io.WriteString(w, c.Canary(Hex)) })
		}, false},
		{"name of a sink", `^leak in queue \[canary hex\]: canary hex`, func(c *Capture) {
			fmt.Fprint(c.Writer("queue "+c.Canary(Hex)), c.Canary(Hex))
		}, false},
		{"path", `^leak in queue, message \[canary hex\]: canary hex`, func(c *Capture) {
			c.Add("queue", "message "+c.Canary(Hex), []byte(c.Canary(Hex)))
		}, false},
		{"opened for appending", `^leak in stdout, line 2: canary hex`, func(c *Capture) {
			fmt.Println("first")
			shell("echo " + c.Canary(Hex) + " >>/dev/stdout")
			fmt.Println(strings.Repeat("x", 200))
		}, true},
		{"opened and emptied", `^redacttest: standard output .* opened anew`, func(c *Capture) {
			fmt.Fprintln(os.Stderr, c.Canary(Hex))
			shell("echo x >/dev/stderr")
		}, true},
		{"opened and written over", `opened anew`, func(c *Capture) {
			fmt.Println(c.Canary(Hex))
			shell("echo ................................................................................ 1<>/dev/stdout >&1")
		}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.linux && runtime.GOOS != "linux" {
				t.Skip("it needs /dev/stdout")
			}
			errs := try(t, c.test)
			if len(errs) == 0 || !regexp.MustCompile(c.want).MatchString(strings.Join(errs, "\n")) {
				t.Errorf("%q, want %s", errs, c.want)
			}
		})
	}
}

type refused struct{}

func (refused) RoundTrip(*http.Request) (*http.Response, error) { return nil, net.ErrClosed }

// What is written to the output of a test in pieces is shown without secrets too, and
// all of it.
func TestCaptureOutputInPieces(t *testing.T) {
	tr := &trial{TB: t}
	c := NewCapture(tr, WithoutStdio())
	want := ""
	for i := range 3 {
		for _, b := range []byte(c.Canary(Hex) + " é\n"[:1+3*(i%2)]) {
			_, _ = c.TB().Output().Write([]byte{b})
		}
		want += "[canary hex]" + " é\n"[:1+3*(i%2)]
	}
	tr.cleanups[0]()
	if got := tr.log.String(); got != want || len(tr.errors) == 0 {
		t.Errorf("%q, want %q; %q", got, want, tr.errors)
	}
}
