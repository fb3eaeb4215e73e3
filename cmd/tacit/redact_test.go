package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestRedactInput(t *testing.T) {
	const in, out = "user=ada token " + token + "\n", "user=ada token " + tokenLabel + "\n"
	tacit(t, in).want(t, 0, out)
	tacit(t, in, "redact").want(t, 0, out)
	tacit(t, in, "redact", "-").want(t, 0, out)
	tacit(t, "", "redact").want(t, 0, "")
	file := write(t, "a.log", in)
	tacit(t, "", "redact", file, file).want(t, 0, out+out)
	tacit(t, in, "redact", file, "-").want(t, 0, out+out)
}

func TestRedactFlags(t *testing.T) {
	long(t)
	key := write(t, "key", strings.Repeat("k", 32)+"\n")
	card := "4111 1111 " + "1111 1111"
	for _, c := range []struct {
		name    string
		in, out string
		args    []string
	}{
		{"only another detector", token, token, []string{"--detectors", "stripe-secret-key"}},
		{"only this detector", token + " password=" + canary, tokenLabel + " password=" + canary, []string{"--detectors", "github-personal-access-token"}},
		{"without", token, token, []string{"--without", "github-personal-access-token"}},
		{"no card", "card " + card, "card " + card, nil},
		{"name", "shoe_size=" + canary, "shoe_size=[REDACTED:name]", []string{"--name", "shoe_size"}},
		{"names only", "shoe_size=" + canary, "shoe_size=[REDACTED:name]", []string{"--detectors", "none", "--name", "shoe_size,hat"}},
		{"fixed", token, "[GONE]", []string{"--replacement", "fixed:[GONE]"}},
		{"mask", token, "gh********45", []string{"--replacement", "mask:2,2"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			tacit(t, c.in, c.args...).want(t, 0, c.out)
			tacit(t, c.in, append([]string{"redact"}, c.args...)...).want(t, 0, c.out)
		})
	}
	if r := tacit(t, "card "+card, "--pii"); strings.Contains(r.out, card) || r.status != 0 {
		t.Errorf("--pii left a card: %+v", r)
	}
	r := tacit(t, token+" "+token, "--replacement", "hmac", "--hmac-key-file", key, "--hmac-key-id", "a7")
	first, second, _ := strings.Cut(r.out, " ")
	if !strings.Contains(first, ".a7.") || first != second {
		t.Errorf("hmac: %+v", r)
	}
}

func TestRedactUsageErrors(t *testing.T) {
	long(t)
	short := write(t, "key", canary)
	for _, args := range [][]string{
		{"--no-such-flag"},
		{"nosuchcommand"},
		{"redact", "--detectors", "nosuch"},
		{"redact", "--without", "nosuch"},
		{"redact", "--replacement", "nosuch"},
		{"redact", "--replacement", "mask:1"},
		{"redact", "--replacement", "mask:a,b"},
		{"redact", "--replacement", "mask:3,3"},
		{"redact", "--replacement", "fixed:"},
		{"redact", "--replacement", "hmac"},
		{"redact", "--replacement", "hmac", "--hmac-key-file", short},
		{"redact", "--hmac-key-file", short},
		{"redact", "--in-place"},
		{"--in-place", "x"},
		{"detectors", "x"},
		{"scan"},
		{"scan", "--format", "xml", "x"},
	} {
		r := tacit(t, token, args...)
		r.want(t, 2, "")
		if !strings.HasPrefix(r.stderr, "tacit: ") || strings.Count(r.stderr, "\n") > 2 {
			t.Errorf("%q: standard error: %q", args, r.stderr)
		}
	}
	for _, args := range [][]string{
		{"redact", "--name", "one_two_three_four_five"},
		{"redact", "--detectors", "none"},
		{"redact", "--replacement", "hmac", "--hmac-key-file", short + "nosuch"},
	} {
		r := tacit(t, token, args...)
		r.want(t, 2, "")
		r.complains(t, "tacit: ")
	}
}

func TestRedactBadFiles(t *testing.T) {
	good := write(t, "good", token)
	dir := t.TempDir()
	r := tacit(t, "", "redact", dir+"/nosuch", dir, good)
	r.want(t, 2, tokenLabel)
	r.complains(t, "nosuch: no such file", dir+": is a directory")
	if os.Getuid() != 0 {
		if err := os.Chmod(good, 0); err != nil {
			t.Fatal(err)
		}
		r := tacit(t, "", "redact", good)
		r.want(t, 2, "")
		r.complains(t, "permission denied")
	}
	r = tacit(t, "", "redact", dir+"/password="+canary, dir+"/\x1b[31m"+token+"\n")
	r.want(t, 2, "")
	r.complains(t, `\x1b[31m`)
	if strings.Contains(r.stderr, "\x1b") || strings.Count(r.stderr, "\n") != 2 {
		t.Errorf("not escaped: %q", r.stderr)
	}
}

func TestRedactToItself(t *testing.T) {
	path := write(t, "app.log", token)
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var stderr bytes.Buffer
	status := run(context.Background(), []string{"redact", path}, strings.NewReader(""), f, &stderr, nil)
	if status != 2 || !strings.Contains(stderr.String(), "is also the output") || read(t, path) != token {
		t.Errorf("status %d, standard error %q", status, &stderr)
	}
}

func TestConstantMemory(t *testing.T) {
	piece := []byte(strings.Repeat("2026-01-01 INFO request served in 12 ms path=/api/v1/things\n", 1000))
	// What lives, without the garbage: how much of that there is depends on
	// the tests before and on the collector.
	live := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for _, args := range [][]string{{"redact"}, {"redact", "--json"}, {"scan", "-"}} {
		var peak, n uint64
		before := live()
		in := readerFunc(func(p []byte) (int, error) {
			if n++; n > 1000 {
				return 0, io.EOF
			}
			if n%100 == 0 {
				peak = max(peak, live())
			}
			return copy(p, piece), nil
		})
		var stderr bytes.Buffer
		if status := run(context.Background(), args, in, io.Discard, &stderr, nil); status != 0 {
			t.Errorf("%q: status %d: %s", args, status, &stderr)
		}
		if peak > before+8<<20 {
			t.Errorf("%q: %d MiB more in use for %d MiB of input", args, (peak-before)>>20, n*chunkSize>>20)
		}
	}
}

func TestRedactReadError(t *testing.T) {
	var out, stderr bytes.Buffer
	in := failingReader("a\npassword="+canary, errors.New("the disk burns"))
	status := run(context.Background(), nil, in, &out, &stderr, nil)
	if status != 2 || out.String() != "a\npassword=[REDACTED:password]" {
		t.Errorf("%d %q", status, &out)
	}
	if stderr.String() != "tacit: standard input: the disk burns\n" {
		t.Errorf("%q", &stderr)
	}
}

func TestRedactPassesAnyBytes(t *testing.T) {
	long(t)
	noise := make([]byte, 300_000)
	random := rand.NewChaCha8([32]byte{1})
	_, _ = random.Read(noise) // it never fails
	var log strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&log, `{"level": "info", "msg": "request served", "path": "/api/v1/things/%d", "user": {"id": %d, "name": "ada"}}`+"\n", i, i)
	}
	for name, text := range map[string]string{
		"log of JSON":      log.String(),
		"invalid UTF-8":    "\xff\xfe\x80 a \xc3(\n",
		"NUL":              "a\x00b\x00\n\x00",
		"no line end":      "abc",
		"CRLF":             "a\r\nb\r\n",
		"gzip magic":       "\x1f\x8b\x08 not really",
		"long line":        strings.Repeat("lorem ipsum dolor ", 16<<20/18),
		"long word":        strings.Repeat("a", 2<<20),
		"noise":            string(noise),
		"terminal control": "\x1b[1mbold\x1b[0m\r 50 %",
	} {
		t.Run(name, func(t *testing.T) {
			tacit(t, text).want(t, 0, text)
			if len(text) < 1<<20 {
				tacit(t, text, "--json").want(t, 0, text)
			}
			tacit(t, text+" "+token+"\n").want(t, 0, text+" "+tokenLabel+"\n")
		})
	}
}

func TestRedactStats(t *testing.T) {
	r := tacit(t, token+" password="+canary+" "+token, "--stats")
	r.complains(t, "bytes in: ", "bytes out: ", "github-personal-access-token: 2\n", "password: 1\n")
	again := tacit(t, `{"password": "`+canary+`", "t": "`+token+`"}`+"\n", "--stats", "--json")
	again.complains(t, "github-personal-access-token: 1\n", "password: 1\n")
}

type failingWriter struct {
	err  error
	left int
}

func (w *failingWriter) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, w.err
	}
	return len(p), nil
}

func TestClosedOutput(t *testing.T) {
	for _, c := range []struct {
		err    error
		stderr string
	}{
		{syscall.EPIPE, ""},
		{&os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}, ""},
		{syscall.ENOSPC, "tacit: standard output: no space left on device\n"},
	} {
		for _, args := range [][]string{nil, {"--json"}, {"detectors"}, {"detectors", "--json"}, {"scan", "-"}, {"--help"}} {
			var stderr bytes.Buffer
			in := strings.NewReader(strings.Repeat("a line\n"+token+"\n", 20_000))
			status := run(context.Background(), args, in, &failingWriter{c.err, 100}, &stderr, nil)
			if len(args) > 0 && args[0] == "--help" {
				continue // the library prints help and drops its errors
			}
			if status != 2 || stderr.String() != c.stderr {
				t.Errorf("%q: status %d, standard error %q", args, status, &stderr)
			}
		}
	}
}

// talk is a run whose input is written piece by piece.
type talk struct {
	t      *testing.T
	in     *io.PipeWriter
	out    syncBuffer
	stderr syncBuffer
	status chan int
	cancel context.CancelCauseFunc
}

func newTalk(t *testing.T, args ...string) *talk {
	pr, pw := io.Pipe()
	ctx, cancel := context.WithCancelCause(context.Background())
	k := &talk{t: t, in: pw, status: make(chan int, 1), cancel: cancel}
	go func() { k.status <- run(ctx, args, pr, &k.out, &k.stderr, nil) }()
	t.Cleanup(func() {
		cancel(context.Canceled)
		pw.Close()
	})
	return k
}

func (k *talk) say(text string) {
	k.t.Helper()
	if _, err := io.WriteString(k.in, text); err != nil {
		k.t.Fatal(err)
	}
}

func (k *talk) hear(want string) {
	k.t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if k.out.String() == want {
			return
		}
	}
	k.t.Fatalf("heard %q, want %q", k.out.String(), want)
}

func (k *talk) ends(status int, out string) {
	k.t.Helper()
	select {
	case got := <-k.status:
		if got != status || k.out.String() != out {
			k.t.Fatalf("status %d, output %q, want %d, %q; standard error %q", got, k.out.String(), status, out, k.stderr.String())
		}
	case <-time.After(10 * time.Second):
		k.t.Fatal("it does not end")
	}
}

func TestLineBuffered(t *testing.T) {
	for _, args := range [][]string{{"--line-buffered"}, {"--line-buffered", "--json"}} {
		k := newTalk(t, args...)
		k.say("first line\n")
		k.hear("first line\n")
		k.say("Password: ")
		k.hear("first line\nPassword: ")
		k.say("\n" + token[:10])
		k.hear("first line\nPassword: \n")
		time.Sleep(2 * idleTime)
		k.hear("first line\nPassword: \n")
		k.say(token[10:] + "\n")
		k.hear("first line\nPassword: \n" + tokenLabel + "\n")
		k.in.Close()
		k.ends(0, "first line\nPassword: \n"+tokenLabel+"\n")
	}
}

func TestLinesAppearWithoutFlag(t *testing.T) {
	k := newTalk(t)
	k.say("one\n")
	k.hear("one\n")
	k.in.Close()
	k.ends(0, "one\n")
}

// Files are one text: what is cut between two, as by a rotation at a size, is found.
func TestFilesAreOneText(t *testing.T) {
	half := len(token) / 2
	a, b := write(t, "a", "x "+token[:half]), write(t, "b", token[half:]+" y\n")
	want := "x [REDACTED:" + tokenID + "] y\n"
	tacit(t, "", "redact", a, b).want(t, 0, want)
	tacit(t, token[half:]+" y\n", "redact", a, "-").want(t, 0, want)
	r := tacit(t, "", "redact", a, write(t, "g", "")+"none", b)
	r.want(t, 2, want)
	r.complains(t, "gnone: no such file")
	tacit(t, "", "redact", "--json", write(t, "c", `{"password":"a1"}`), write(t, "d", `{"password":"b2"}`)).
		want(t, 0, `{"password":"[REDACTED:password]"}{"password":"[REDACTED:password]"}`)
	tacit(t, "", "redact", write(t, "e", "password=\"open\n"), write(t, "f", "clean \"text\"\n")).want(t, 0, "password=\"[REDACTED:password]\nclean \"text\"\n")
}

func TestSignals(t *testing.T) {
	for s, status := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143} {
		for _, args := range [][]string{nil, {"--json"}, {"--line-buffered"}} {
			k := newTalk(t, args...)
			k.say("ok\n")
			k.hear("ok\n")
			k.say("password=" + canary[:8])
			time.Sleep(20 * time.Millisecond)
			k.cancel(signalError{s})
			k.ends(status, "ok\npassword=[REDACTED:password]")
		}
		k := newTalk(t, "scan", "-")
		k.say("clean")
		k.cancel(signalError{s})
		k.ends(status, "")
	}
}

func TestTerminal(t *testing.T) {
	var out, stderr bytes.Buffer
	in := strings.NewReader("")
	a := &app{stdin: in, stdout: &out, stderr: &stderr, terminal: func(s any) bool { return s == any(in) }}
	if status := a.run(context.Background(), nil); status != 2 || out.Len() > 0 || !strings.Contains(stderr.String(), "Usage:") {
		t.Errorf("status %d, output %q, standard error %q", status, &out, &stderr)
	}
}

func TestProgress(t *testing.T) {
	file := write(t, "big", strings.Repeat("0123456 line of text with nothing in it\n", 1<<20/40+1))
	for _, c := range []struct {
		args []string
		want bool
	}{
		{[]string{"redact", file}, true},
		{[]string{"scan", file}, true},
		{[]string{"redact", "--line-buffered", file}, false},
		{[]string{"redact", "-"}, false},
	} {
		var stderr bytes.Buffer
		a := &app{stdin: strings.NewReader("x"), stdout: io.Discard, stderr: &stderr, progressFrom: 1 << 20,
			terminal: func(s any) bool { return s == any(&stderr) }}
		if status := a.run(context.Background(), c.args); status != 0 || (stderr.Len() > 0) != c.want {
			t.Errorf("%q: status %d, standard error %q", c.args, status, &stderr)
		}
		if c.want && !strings.HasSuffix(stderr.String(), "\r") {
			t.Errorf("%q: the bar is not cleared: %q", c.args, &stderr)
		}
	}
}

func TestCorpora(t *testing.T) {
	dir := os.Getenv("TACIT_CORPORA")
	if dir == "" {
		t.Skip("TACIT_CORPORA names no directory of logs")
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text := read(t, dir+"/"+e.Name())
		got := tacit(t, "", "redact", dir+"/"+e.Name()).out
		want, have := strings.Split(text, "\n"), strings.Split(got, "\n")
		for i := range min(len(want), len(have)) {
			if want[i] != have[i] {
				t.Errorf("%s:%d: %s", e.Name(), i+1, have[i])
			}
		}
		if len(want) != len(have) {
			t.Errorf("%s: %d lines became %d", e.Name(), len(want), len(have))
		}
	}
}
