package crashguard_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"expvar"
	"io"
	"net/http"
	"net/http/httptest"
	httppprof "net/http/pprof"
	"os"
	"runtime/pprof"
	"runtime/trace"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/crashguard"
	"github.com/tacit-go/tacit/redact"
)

// labelled runs f while another goroutine has secrets in its labels.
func labelled(f func()) {
	stop, ready := make(chan bool), make(chan bool)
	go pprof.Do(context.Background(), pprof.Labels("password", password, "token", token, "route", "/orders"), func(context.Context) {
		close(ready)
		<-stop
	})
	<-ready
	defer close(stop)
	f()
}

func goroutines(t *testing.T, debug int) []byte {
	var b bytes.Buffer
	labelled(func() {
		if err := pprof.Lookup("goroutine").WriteTo(&b, debug); err != nil {
			t.Fatal(err)
		}
	})
	return b.Bytes()
}

func unzip(t *testing.T, b []byte) string {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestDumpOfProfiles(t *testing.T) {
	r := redactor(t)
	for debug := range 3 {
		raw := goroutines(t, debug)
		if debug == 0 && !strings.Contains(unzip(t, raw), password) {
			t.Fatal("the profile has no labels")
		}
		out, err := crashguard.Dump(r, raw)
		if err != nil {
			t.Fatal(debug, err)
		}
		if debug == 0 {
			out = []byte(unzip(t, out))
		}
		clean(t, string(out))
		wants(t, string(out), "labelled", "dump_test.go")
		if debug < 2 {
			wants(t, string(out), "/orders", "REDACTED")
		}
		if debug == 0 { // uncompressed
			again, err := crashguard.Dump(r, slices.Clone(out))
			if err != nil || !bytes.Equal(again, out) {
				t.Error("a redacted profile was changed", err)
			}
		}
	}
}

func TestDumpKeepsCleanProfiles(t *testing.T) {
	var b bytes.Buffer
	if err := pprof.Lookup("heap").WriteTo(&b, 0); err != nil {
		t.Fatal(err)
	}
	want := unzip(t, b.Bytes())
	out, err := crashguard.Dump(redactor(t), b.Bytes())
	if err != nil || unzip(t, out) != want {
		t.Errorf("it was changed: %v", err)
	}
}

func TestDumpOfTrace(t *testing.T) {
	var b bytes.Buffer
	if err := trace.Start(&b); err != nil {
		t.Skip(err)
	}
	ctx, task := trace.NewTask(context.Background(), "order")
	trace.Log(ctx, "header", "Authorization: Bearer "+token)
	trace.Logf(ctx, "dsn", "postgres://app:%s@db/x", password)
	trace.WithRegion(ctx, "region "+token, func() {})
	task.End()
	trace.Stop()
	raw := slices.Clone(b.Bytes())
	if !bytes.Contains(raw, []byte(token)) {
		t.Fatal("the trace has no text")
	}
	r := redactor(t)
	out, err := crashguard.Dump(r, b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	clean(t, string(out))
	wants(t, string(out), "order", "Authorization: Bearer [REDACTED:")
	if len(out) != len(raw) {
		t.Errorf("%d bytes, were %d", len(out), len(raw))
	}
	for n := range len(raw) { // cut anywhere: an error, or nothing of a secret
		if n > 20 && n < len(raw)-20 && n%199 != 0 || race && n%7 != 0 {
			continue
		}
		if out, err := crashguard.Dump(r, slices.Clone(raw[:n])); err == nil {
			clean(t, string(out))
		}
	}
}

// What a flight recorder hands out holds several generations, each with a table.
func TestDumpOfFlightRecorder(t *testing.T) {
	f := trace.NewFlightRecorder(trace.FlightRecorderConfig{MinAge: time.Minute})
	if err := f.Start(); err != nil {
		t.Skip(err)
	}
	defer f.Stop()
	for range 3 {
		ctx, task := trace.NewTask(context.Background(), "order")
		trace.Log(ctx, "header", "Authorization: Bearer "+token)
		trace.Logf(ctx, "dsn", "postgres://app:%s@db/x", password)
		task.End()
		time.Sleep(5 * time.Millisecond)
	}
	var raw, out bytes.Buffer
	if _, err := f.WriteTo(&raw); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(raw.Bytes(), []byte(token)) {
		t.Fatal("the trace has no text")
	}
	size := raw.Len()
	if err := crashguard.CopyDump(redactor(t), &out, &raw); err != nil || out.Len() != size {
		t.Fatalf("%d bytes, were %d: %v", out.Len(), size, err)
	}
	clean(t, out.String())
	wants(t, out.String(), "order", "Authorization: Bearer [REDACTED:")
}

func TestDumpRefuses(t *testing.T) {
	r := redactor(t)
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	io.WriteString(w, "not a profile: "+token)
	w.Close()
	var bomb bytes.Buffer
	w = gzip.NewWriter(&bomb)
	if race { // there it would take long: the stream is cut
		w.Write([]byte("x"))
		w.Flush()
	} else {
		w.Write(make([]byte, crashguard.MaxDump+1))
		w.Close()
	}
	good := []byte(unzip(t, goroutines(t, 0)))
	for name, src := range map[string][]byte{
		"gzip":    z.Bytes(),
		"cut":     z.Bytes()[:z.Len()-6],
		"bomb":    bomb.Bytes(),
		"binary":  append([]byte{0xff, 0xfe, 1, 2}, token...),
		"heap":    []byte("go1.7 heap dump\n" + token),
		"profile": good[:len(good)-3],
		"trace":   []byte("go 1.26 trace\x00\x00\x00" + token),
		"unknown": append(slices.Clone(good), append([]byte{0x7a, byte(len(token))}, token...)...),                             // doc_url is a number
		"inner":   append(slices.Clone(good), append([]byte{0x1a, byte(len(token) + 2), 0x2a, byte(len(token))}, token...)...), // in a Mapping
		"label":   append(slices.Clone(good), append([]byte{0x12, byte(len(token) + 4), 0x1a, byte(len(token) + 2), 0x4a, byte(len(token))}, token...)...),
		"index":   append(slices.Clone(good), 0x12, 6, 0x1a, 4, 8, 1, 0x10, 0x7f), // a label beyond the table
	} {
		out, err := crashguard.Dump(r, src)
		if err == nil || out != nil {
			t.Errorf("%s: %q, %v", name, out, err)
		} else if clean(t, err.Error()); !errors.Is(err, crashguard.ErrDump) && !errors.Is(err, crashguard.ErrDumpSize) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := crashguard.CopyDump(r, io.Discard, iotestErr{}); err == nil {
		t.Error("an error of the reader was lost")
	}
}

type iotestErr struct{}

func (iotestErr) Read([]byte) (int, error) { return 0, os.ErrDeadlineExceeded }

func TestArgs(t *testing.T) {
	r := redactor(t)
	for _, c := range []struct{ in, want []string }{
		{[]string{"svc", "--addr", ":80"}, []string{"svc", "--addr", ":80"}},
		{[]string{"svc", "--password", password, "-v"}, []string{"svc", "--password", "[REDACTED:password]", "-v"}},
		{[]string{"svc", "--password=" + password}, []string{"svc", "--password=[REDACTED:password]"}},
		{[]string{"svc", token, "x"}, []string{"svc", "[REDACTED:github-personal-access-token]", "x"}},
		{[]string{"svc", "--password", "a b " + password, "-v"}, []string{"svc", "--password", "[REDACTED:password]", "-v"}},
		{[]string{"svc", "--password", "a\n" + password}, []string{"svc", "--password", "[REDACTED:password]"}},
		{[]string{"svc", "--password", "a\"b c" + password}, []string{"svc", "--password", "[REDACTED:password]"}},
		{[]string{"svc", "--password", "a=b&c=" + password}, []string{"svc", "--password", "[REDACTED:password]"}},
		{[]string{"svc", "--password=a b " + password, "x"}, []string{"svc", "--password=[REDACTED:password]", "x"}},
		{[]string{"svc", "-password", "correct horse battery"}, []string{"svc", "-password", "[REDACTED:password]"}},
		{[]string{"sshpass", "-p", "a; " + password, "ssh", "keep"}, []string{"sshpass", "-p", "[REDACTED:password]", "ssh", "keep"}},
		{[]string{"redis-cli", "-a", "a' " + password, "ping"}, []string{"redis-cli", "-a", "[REDACTED:password]", "ping"}},
		{[]string{"mysql", "-pa; " + password, "db"}, []string{"mysql", "-p[REDACTED:password]", "db"}},
		{[]string{"x", "--Env=db-password=a b " + password, "keep"}, []string{"x", "--Env=db-password=[REDACTED:password]", "keep"}},
		{[]string{"svc", "--note", "a b", "-v", "--x=a b"}, []string{"svc", "--note", "a b", "-v", "--x=a b"}},
		{[]string{"curl", "-H", "X-Note: " + token + " b"}, []string{"curl", "-H", "X-Note: [REDACTED:github-personal-access-token] b"}},
		{[]string{"svc", "--password", "a=b&c=" + password + " d"}, []string{"svc", "--password", "[REDACTED:password]"}},
		{[]string{"mysql", "-pab1 " + password, "db"}, []string{"mysql", "-p[REDACTED:password]", "db"}},
		{[]string{"curl", "-u", "bob:ab1 " + password, "https://h"}, []string{"curl", "-u", "bob:[REDACTED:password]", "https://h"}},
		{[]string{"sshpass", "-p", "ab1 " + password, "ssh", "h"}, []string{"sshpass", "-p", "[REDACTED:password]", "ssh", "h"}},
		{[]string{"env", "DB_PASSWORD=ab1 " + password, "svc"}, []string{"env", "DB_PASSWORD=[REDACTED:password]", "svc"}},
		{[]string{"docker", "run", "--env=DB_PASSWORD=ab1 " + password, "i"}, []string{"docker", "run", "--env=DB_PASSWORD=[REDACTED:password]", "i"}},
		{[]string{"docker", "run", "--env=NOTE=a b", "i"}, []string{"docker", "run", "--env=NOTE=a b", "i"}},
		{[]string{"sh", "-c", "DB_PASSWORD=" + password + " svc --x 1"}, []string{"sh", "-c", "DB_PASSWORD=[REDACTED:password] svc --x 1"}},
		{[]string{"sh", "-c", "mysql -p" + password + " db"}, []string{"sh", "-c", "mysql -p[REDACTED:password] db"}},
		{[]string{"env", "NOTE=a b", "svc"}, []string{"env", "NOTE=a b", "svc"}},
		{[]string{"svc", "a b", "postgres://u:" + password + "@h/d"}, nil},
		{nil, nil},
	} {
		in := slices.Clone(c.in)
		got := crashguard.Args(r, in)
		clean(t, strings.Join(got, " "))
		if c.want != nil && !slices.Equal(got, c.want) || len(got) != len(c.in) || !slices.Equal(in, c.in) {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

func TestStack(t *testing.T) {
	labelled(func() {
		for _, all := range []bool{false, true} {
			out := string(crashguard.Stack(redactor(t), all))
			clean(t, out)
			wants(t, out, "TestStack")
		}
	})
}

func TestDebug(t *testing.T) {
	r := redactor(t)
	args := os.Args
	os.Args = []string{"svc", "--password", password, "--url=https://" + token + "@host/x"}
	defer func() { os.Args = args }()
	if expvar.Get("dsn") == nil { // it stays for the next -count
		expvar.NewString("dsn").Set("postgres://app:" + password + "@db/x")
		expvar.NewMap("config").Set("password", expvar.Func(func() any { return password }))
	}
	mux := http.NewServeMux()
	for path, h := range map[string]http.Handler{
		"/debug/pprof/":        http.HandlerFunc(httppprof.Index),
		"/debug/pprof/cmdline": http.HandlerFunc(httppprof.Cmdline),
		"/debug/pprof/symbol":  http.HandlerFunc(httppprof.Symbol),
		"/debug/pprof/trace":   http.HandlerFunc(httppprof.Trace),
		"/debug/vars":          expvar.Handler(),
		"/debug/dump":          http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte{0xff, 0x08}) }),
		"/debug/file": http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			http.ServeContent(w, req, "x.txt", time.Time{}, strings.NewReader("a "+token+" b"))
		}),
		"/debug/teapot": http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Token", token)
			w.WriteHeader(http.StatusTeapot)
		}),
	} {
		mux.Handle(path, crashguard.Debug(r, h))
	}
	srv := httptest.NewServer(mux)
	defer srv.Close()
	get := func(path string, status int) string {
		t.Helper()
		req, err := http.NewRequest("GET", srv.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Range", "bytes=9-")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode != status {
			t.Fatalf("%s: %s %v", path, resp.Status, err)
		}
		clean(t, resp.Header.Get("X-Token"))
		if bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
			body = []byte(unzip(t, body))
		}
		clean(t, string(body))
		return string(body)
	}
	labelled(func() {
		wants(t, get("/debug/pprof/", 200), "<title>")
		wants(t, get("/debug/file", 200), "a [REDACTED:github-personal-access-token] b")
		for _, debug := range []string{"0", "1", "2"} {
			wants(t, get("/debug/pprof/goroutine?debug="+debug, 200), "labelled")
		}
		wants(t, get("/debug/pprof/cmdline", 200), "svc\x00--password\x00[REDACTED:password]\x00--url=https://")
		wants(t, get("/debug/pprof/symbol", 200), "num_symbols")
		wants(t, get("/debug/pprof/trace?seconds=0.05", 200), "go 1.")
		vars := get("/debug/vars", 200)
		wants(t, vars, `"memstats": {"Alloc":`, `"svc"`)
		if !json.Valid([]byte(vars)) {
			t.Error("/debug/vars is not JSON")
		}
		wants(t, get("/debug/dump", 500), "REDACTED:error")
		get("/debug/teapot", http.StatusTeapot)
		get("/debug/nothing", 404)
	})
}

// The name of a flag may hold a secret of its own, also where its value is hidden whole, and
// a Redactor that is none hides both.
func TestArgsNameOfAFlag(t *testing.T) {
	args := []string{"app", "--password-" + token + "=a b c", "--password=two words"}
	for _, r := range []*redact.Redactor{redactor(t), nil, {}} {
		out := strings.Join(crashguard.Args(r, args), "\n")
		clean(t, out)
		if strings.Contains(out, "b c") || strings.Contains(out, "words") {
			t.Error(out)
		}
	}
}

// TestDumpLeavesCleanVars has variables that another than expvar wrote, with blanks of its own.
func TestDumpLeavesCleanVars(t *testing.T) {
	const in = `{"cmdline": [ "svc", "--n=7" ] , "x": 1}`
	if out, err := crashguard.Dump(redactor(t), []byte(in)); err != nil || string(out) != in {
		t.Errorf("%s, %v", out, err)
	}
}
