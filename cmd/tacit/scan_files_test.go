package main

import (
	"archive/tar"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// tarball returns an archive of names and texts in turn.
func tarball(t *testing.T, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		h := &tar.Header{Name: files[i], Mode: 0o644, Size: int64(len(files[i+1])), Typeflag: tar.TypeReg, Format: tar.FormatGNU}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// putAll is put that makes the directories.
func putAll(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	put(t, path, text)
}

// TestScanOCI scans an image layout as a directory and as an archive.
func TestScanOCI(t *testing.T) {
	t.Chdir(t.TempDir())
	layer := zip(t, tarball(t, "app/.env", "A=1\nDB_PASSWORD="+canary+"\n", "app/ok", "clean"))
	config := `{"config":{"Env":["PATH=/bin","API_KEY=` + canary + `"]}}`
	files := []string{
		"oci-layout", `{"imageLayoutVersion":"1.0.0"}`,
		"index.json", `{"schemaVersion":2,"manifests":[]}`,
		"blobs/sha256/aa", layer,
		"blobs/sha256/bb", config,
	}
	for i := 0; i < len(files); i += 2 {
		putAll(t, filepath.Join("image", filepath.FromSlash(files[i])), files[i+1])
	}
	putAll(t, "image.tar", tarball(t, files...))
	putAll(t, "image.tgz", zip(t, tarball(t, files...)))
	got := tacit(t, "", "scan", "image", "image.tar", "image.tgz")
	var want strings.Builder
	sep := string(filepath.Separator)
	for _, base := range []string{"image" + sep + "blobs" + sep + "sha256" + sep, "image.tar!blobs/sha256/", "image.tgz!blobs/sha256/"} {
		fmt.Fprintf(&want, "%saa!app/.env:2:13: password\n%sbb:1:40: api-key\n", base, base)
	}
	got.want(t, 1, want.String())
	got = tacit(t, tarball(t, files...), "scan", "-")
	got.want(t, 1, "-!blobs/sha256/aa!app/.env:2:13: password\n-!blobs/sha256/bb:1:40: api-key\n")
	tacit(t, "", "scan", "--no-unpack", "image.tgz").want(t, 0, "")
	r := tacit(t, "", "scan", "--max-depth", "1", "image.tgz")
	r.want(t, 2, "")
	r.complains(t, "nested too deep")
}

// TestScanCutsNames checks that no half of a secret is left of a long name.
func TestScanCutsNames(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, n := range []int{1000, 1010, 1023} {
		putAll(t, "a.tar", tarball(t, strings.Repeat("d", n)+"/"+token, "x "+token))
		r := tacit(t, "", "scan", "a.tar")
		if r.status != 1 || strings.Contains(r.out, token[:5]) {
			t.Errorf("%d: %+v", n, r)
		}
	}
}

// TestScanOrder checks that output is the same whatever runs at once.
func TestScanOrder(t *testing.T) {
	t.Chdir(t.TempDir())
	for i := range 60 {
		putAll(t, fmt.Sprintf("d%d/f%02d", i%7, i), strings.Repeat("clean line\n", 3000*(60-i)/60)+strings.Repeat("x "+token+"\n", i*3))
	}
	putAll(t, "d3/bad.gz", zip(t, "cut", token)[:30])
	one := tacit(t, "", "scan", "-j", "1", ".")
	if n := strings.Count(one.out, "\n"); n != 3*59*60/2 || one.status != 2 {
		t.Fatalf("%d lines, status %d", n, one.status)
	}
	for _, j := range []string{"2", "16"} {
		if many := tacit(t, "", "scan", "-j", j, "."); many != one {
			t.Errorf("-j %s differs from -j 1", j)
		}
	}
}

func TestScanStops(t *testing.T) {
	t.Chdir(t.TempDir())
	for i := range 40 {
		putAll(t, fmt.Sprint(i), strings.Repeat("x "+token+"\n", 200))
	}
	before := runtime.NumGoroutine()
	a := &app{stdout: brokenWriter{}, stderr: &bytes.Buffer{}, terminal: func(any) bool { return false }}
	if status := a.run(t.Context(), []string{"scan", "-j", "4", "."}); status != statusError {
		t.Errorf("status %d", status)
	}
	for i := 0; runtime.NumGoroutine() > before; i++ {
		if i == 200 {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, os.ErrClosed }

// TestScanSwappedFile puts links in the place of files between listing and opening.
func TestScanSwappedFile(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "outside")
	putAll(t, outside, token)
	dir := t.TempDir()
	putAll(t, filepath.Join(dir, "f"), token)
	a := &app{stderr: &bytes.Buffer{}}
	flags := &scanFlags{jobs: 1}
	s := &scanning{app: a, flags: flags}
	for j := range s.tree([]string{dir}) {
		if err := os.Remove(j.name); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(outside, j.name); err != nil {
			t.Skip(err)
		}
		w := &scanner{emit: func(e event) error {
			if e.problem == nil {
				t.Errorf("a link out of the tree was read: %+v", e.located)
			}
			return nil
		}}
		if err := j.scan(t.Context(), w); err != nil {
			t.Error(err)
		}
	}
	for _, root := range s.roots {
		root.Close()
	}
}

func TestScanExecutable(t *testing.T) {
	t.Chdir(t.TempDir())
	junk := string([]byte{0, 1, 2, 0xff, 0x80, 'a', 'b', 0})
	wide := func(s string) string {
		var b []byte
		for _, u := range utf16.Encode([]rune(s)) {
			b = binary.LittleEndian.AppendUint16(b, u)
		}
		return string(b)
	}
	head := "\x7fELF\x02\x01\x01" + strings.Repeat(junk, 40)
	info := "path\tx\nbuild\t-ldflags=\"-X main.password=" + canary + "\"\n"
	text := head + "\x01" + token + "\x00" + junk + info + junk + "\x00" + wide("say "+token) + "\x00\x00\x01password\x01:\x01short\x00"
	putAll(t, "elf", text)
	want := fmt.Sprintf("elf:@%d: %s\nelf:@%d: password\nelf:@%d: %s\n",
		strings.Index(text, token), tokenID, strings.Index(text, canary), strings.Index(text, wide("ghp_")), tokenID)
	tacit(t, "", "scan", "elf").want(t, 1, want)
	r := tacit(t, "", "scan", "--format", "sarif", "elf")
	if got := at(checkSARIF(t, r.out), "runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "byteOffset"); got != json.Number(fmt.Sprint(strings.Index(text, token))) {
		t.Errorf("byteOffset %v", got)
	}
}

// TestStringsReader compares the reader, at all sizes of reads, with one on the whole.
func TestStringsReader(t *testing.T) {
	for in, want := range map[string]string{
		"abcdef":                               "abcdef",
		"abcde":                                "\n\n\n\n\n",
		"\x00abcdef\x00":                       "\nabcdef\n",
		"abcde\x00abcdef":                      "\n\n\n\n\n\nabcdef",
		"ab\x00a\x00b\x00c\x00d\x00e\x00f\x00": "\nb\x00a\x00b\x00c\x00d\x00e\x00f\x00",
		"a\x00b\x00c\x00d\x00e\x00":            "\n\n\n\n\n\n\n\n\n\n",
		"abcdef\x00ghijkl":                     "abcdef\nghijkl",
		"tab\tline\nnext":                      "tab\tline\n\n\n\n\n",
	} {
		for size := 1; size <= len(in)+1; size++ {
			r := newStrings(&chunks{[]byte(in), size})
			var out []byte
			p := make([]byte, 3)
			for {
				n, err := r.Read(p)
				out = append(out, p[:n]...)
				if err != nil {
					break
				}
			}
			if string(out) != want {
				t.Errorf("%q in pieces of %d: %q, want %q", in, size, out, want)
				break
			}
		}
	}
}

type chunks struct {
	rest []byte
	size int
}

func (c *chunks) Read(p []byte) (int, error) {
	if len(c.rest) == 0 {
		return 0, os.ErrClosed
	}
	n := copy(p, c.rest[:min(c.size, len(c.rest))])
	c.rest = c.rest[n:]
	return n, nil
}
