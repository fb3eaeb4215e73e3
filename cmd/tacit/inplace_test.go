package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func zip(t *testing.T, texts ...string) string {
	t.Helper()
	var b bytes.Buffer
	for _, text := range texts {
		z := gzip.NewWriter(&b)
		z.Name, z.ModTime = "app.log", time.Unix(1e9, 0)
		if _, err := io.WriteString(z, text); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func unzip(t *testing.T, text string) string {
	t.Helper()
	z, err := gzip.NewReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if z.Name != "app.log" || z.ModTime.Unix() != 1e9 {
		t.Errorf("header %+v", z.Header)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// alone checks that path is the only file in its directory.
func alone(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 {
		t.Errorf("the directory holds %v", entries)
	}
}

func TestInPlace(t *testing.T) {
	path := write(t, "app.log", "a "+token+"\n")
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	tacit(t, "", "redact", "--in-place", path).want(t, 0, "")
	if got := read(t, path); got != "a "+tokenLabel+"\n" {
		t.Errorf("%q", got)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode() != 0o640 {
		t.Errorf("mode %v", info.Mode())
	}
	alone(t, path)

	// Nothing is found any more: the file is the same one.
	old := time.Unix(1e9, 0)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	tacit(t, "", "redact", "-i", path).want(t, 0, "")
	again, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(info, again) || !again.ModTime().Equal(old) {
		t.Error("a clean file was replaced")
	}
	alone(t, path)
}

func TestInPlaceJSON(t *testing.T) {
	path := write(t, "app.log", `{"pass\u0077ord":"`+canary+`"}`)
	tacit(t, "", "redact", "-i", "--json", path).want(t, 0, "")
	if got := read(t, path); strings.Contains(got, canary) {
		t.Errorf("%q", got)
	}
}

func TestInPlaceGzip(t *testing.T) {
	half := len(token) / 2
	path := write(t, "app.log.gz", zip(t, "a\n"+token[:half], token[half:]+"\nb\n"))
	tacit(t, "", "redact", "--in-place", path).want(t, 0, "")
	if got := unzip(t, read(t, path)); got != "a\n"+tokenLabel+"\nb\n" {
		t.Errorf("%q", got)
	}
	tacit(t, "", "redact", path).want(t, 0, "a\n"+tokenLabel+"\nb\n")
	clean := write(t, "clean.gz", zip(t, "a", "b"))
	before := read(t, clean)
	tacit(t, "", "redact", "--in-place", clean).want(t, 0, "")
	if read(t, clean) != before {
		t.Error("a clean file was changed")
	}
}

func TestInPlaceLinks(t *testing.T) {
	path := write(t, "app.log", token)
	dir := t.TempDir()
	link := filepath.Join(dir, "link")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	tacit(t, "", "redact", "--in-place", link).want(t, 0, "")
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v %v", info, err)
	}
	if got := read(t, path); got != tokenLabel {
		t.Errorf("%q", got)
	}
	alone(t, path)
	alone(t, link)

	hard := write(t, "hard", token)
	if err := os.Link(hard, hard+"2"); err != nil {
		t.Skip(err)
	}
	r := tacit(t, "", "redact", "--in-place", hard)
	r.want(t, 2, "")
	r.complains(t, "hard links")
	if read(t, hard) != token {
		t.Error("changed")
	}
}

func TestInPlaceErrors(t *testing.T) {
	long(t)
	text := zip(t, strings.Repeat("some line\n", 100_000)+token)
	for name, text := range map[string]string{
		"truncated":        text[:len(text)-9],
		"checksum":         text[:len(text)-8] + "\x00\x00\x00\x00" + text[len(text)-4:],
		"bad body":         text[:20] + "\xff\xff\xff\xff" + text[24:],
		"bad header":       "\x1f\x8b\x08\xff",
		"trailing garbage": text + "garbage",
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, "app.log.gz", text)
			good := write(t, "good", token)
			r := tacit(t, "", "redact", "--in-place", path, good)
			r.want(t, 2, "")
			r.complains(t, "app.log.gz: ")
			if read(t, path) != text {
				t.Error("the file was changed")
			}
			alone(t, path)
			if read(t, good) != tokenLabel {
				t.Error("the other file was not done")
			}
			if r := tacit(t, "", "redact", path); r.status != 2 {
				t.Errorf("to standard output: status %d", r.status)
			}
			if r := tacit(t, "", "scan", path); r.status != 2 {
				t.Errorf("scan: status %d", r.status)
			}
		})
	}
	dir := t.TempDir()
	r := tacit(t, token, "redact", "--in-place", dir, dir+"/nosuch", "-")
	r.want(t, 2, "")
	r.complains(t, "is a directory", "nosuch: ", "standard input: cannot")
}

func TestInPlaceMeanwhile(t *testing.T) {
	for name, meanwhile := range map[string]func(cancel context.CancelCauseFunc, path string) error{
		"signal": func(cancel context.CancelCauseFunc, _ string) error {
			cancel(signalError{os.Interrupt})
			return nil
		},
		"append": func(_ context.CancelCauseFunc, path string) error {
			f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			_, err = f.WriteString("more\n")
			return errors.Join(err, f.Close())
		},
		"replace": func(_ context.CancelCauseFunc, path string) error {
			if err := os.WriteFile(path+"2", []byte("other"), 0o600); err != nil {
				return err
			}
			return os.Rename(path+"2", path)
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, "app.log", token)
			var stderr bytes.Buffer
			ctx, cancel := context.WithCancelCause(context.Background())
			defer cancel(nil)
			a := &app{stdin: strings.NewReader(""), stdout: io.Discard, stderr: &stderr, terminal: isTerminal}
			opts, err := new(policyFlags).options(t.Context(), a)
			if err != nil {
				t.Fatal(err)
			}
			r, err := a.build(opts)
			if err != nil {
				t.Fatal(err)
			}
			j := &redaction{app: a, flags: &redactFlags{inPlace: true}, r: r, opts: opts}
			var after string
			j.beforeRename = func() {
				if err := meanwhile(cancel, path); err != nil {
					t.Error(err)
				}
				after = read(t, path)
			}
			if err := j.inPlace(ctx, path); err == nil {
				t.Error("no error")
			}
			if got := read(t, path); got != after || after == tokenLabel {
				t.Errorf("the file holds %q", got)
			}
			alone(t, path)
		})
	}
}
