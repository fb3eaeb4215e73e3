package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

const tokenID = "github-personal-access-token"

func TestScanPositions(t *testing.T) {
	for _, c := range []struct {
		in   string
		want string
	}{
		{"nothing\n", ""},
		{token, "1:1"},
		{"a\r\n" + token + "\r\n", "2:1"},
		{"é日 " + token, "1:7"},
		{"\n\n  " + token + " " + token + "\n" + token, "3:3 3:44 4:1"},
		{"\xff\x00\n\x00 " + token, "2:3"},
	} {
		var want strings.Builder
		for _, p := range strings.Fields(c.want) {
			fmt.Fprintf(&want, "-:%s: %s\n", p, tokenID)
		}
		tacit(t, c.in, "scan", "-").want(t, min(len(c.want), 1), want.String())
	}
}

func TestScanFiles(t *testing.T) {
	long(t)
	dir := t.TempDir()
	put := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("a.log", "x "+token)
	put("sub/b.gz", zip(t, "\n", "yy"+" "+token))
	put("sub/clean", "clean")
	put("sub/bin", "\x00\x01 "+token)
	put(".git/config", token)
	put("sub/.git/config", token)
	for name, target := range map[string]string{"loop": dir, "sub/loop": "..", "link": "a.log", "dead": "nosuch"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	in := func(name string) string { return filepath.Join(dir, name) }
	bin := in("sub/bin") + ":1:4: " + tokenID + "\n"
	rest := in("a.log") + ":1:3: " + tokenID + "\n"
	gz := in("sub/b.gz") + ":2:4: " + tokenID + "\n"
	tacit(t, "", "scan", dir).want(t, 1, rest+gz+bin)
	tacit(t, "", "scan", "--skip-binary", dir).want(t, 1, rest+gz)
	tacit(t, "", "scan", in("sub/clean")).want(t, 0, "")
	tacit(t, "", "scan", in("link")).want(t, 1, in("link")+":1:3: "+tokenID+"\n")
	if r := tacit(t, "", "scan", in("loop")); r.status != 1 || strings.Count(r.out, "\n") != 3 {
		t.Errorf("a named link to a directory: %+v", r)
	}
	r := tacit(t, "", "scan", in("dead"), dir+"/nosuch", dir)
	r.want(t, 2, rest+gz+bin)
	r.complains(t, "dead: no such file", "nosuch: no such file")
	tacit(t, "", "scan", "--without", tokenID, dir).want(t, 0, "")
	if os.Getuid() != 0 {
		if err := os.Chmod(in("a.log"), 0); err != nil {
			t.Fatal(err)
		}
		r := tacit(t, "", "scan", dir)
		r.want(t, 2, gz+bin)
		r.complains(t, "a.log: permission denied")
	}
}

func TestScanFormats(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "esc\x1b[31m é "+token)
	if err := os.WriteFile(name, []byte("\n password="+canary), 0o644); err != nil {
		t.Skip(err)
	}
	want := filepath.Join(dir, "esc\x1b[31m é "+tokenLabel)
	tacit(t, "", "scan", dir).want(t, 1, escape(want)+":2:11: password\n")
	r := tacit(t, "", "scan", "--format", "jsonl", dir)
	var f jsonFinding
	if err := json.Unmarshal([]byte(r.out), &f); err != nil || r.status != 1 {
		t.Fatalf("%v in %+v", err, r)
	}
	if len(f.Fingerprint) != 32 || f != (jsonFinding{File: want, Line: 2, Column: 11, Offset: 11, Detector: "password", Fingerprint: f.Fingerprint}) {
		t.Errorf("%+v", f)
	}
	for _, b := range []byte(strings.TrimSuffix(r.out, "\n")) {
		if b < ' ' || b > '~' {
			t.Errorf("byte %#x in %q", b, r.out)
		}
	}
}

// TestScanWindows moves secrets across the borders of small windows.
func TestScanWindows(t *testing.T) {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	key := "-----BEGIN " + "PRIVATE KEY-----\n" + strings.Repeat("MIIEvAIBADANBgkqhkiG9w0BAQEFAASC\n", 3) + "-----END PRIVATE KEY-----\n"
	for _, filler := range []string{"0123 678\n", "no line end ", "a\r\nbc é\r\n"} {
		for shift := 0; shift < 60; shift += 3 {
			for _, secret := range []string{" " + token + " ", "\npassword=" + canary + "\n", "\n" + key, "\n" + token + " " + token + "\n"} {
				var text strings.Builder
				for range 12 {
					text.WriteString(strings.Repeat(filler, 40)[:300+7*shift%11])
					text.WriteString(strings.Repeat("-", shift))
					text.WriteString(secret)
				}
				s := text.String()
				var want, got []string
				for _, m := range r.AppendMatches(nil, []byte(s)) {
					head := s[:m.Start]
					line := int64(strings.Count(head, "\n")) + 1
					want = append(want, fmt.Sprint(line, m.Start-strings.LastIndexByte(head, '\n'), m))
				}
				if len(want) < 12 {
					t.Fatalf("%d findings in %q", len(want), s)
				}
				w := window{r: r, size: 2048, overlap: 400, report: func(f finding) error {
					got = append(got, fmt.Sprint(f.Line, f.Column, redact.Match{Start: int(f.Start), End: int(f.End), Detector: f.Detector}))
					return nil
				}}
				if err := w.scan(strings.NewReader(s)); err != nil {
					t.Fatal(err)
				}
				if fmt.Sprint(got) != fmt.Sprint(want) {
					t.Fatalf("shift %d of %q:\n got %v\nwant %v", shift, secret, got, want)
				}
			}
		}
	}
}

func TestScanLong(t *testing.T) {
	// One line of 16 MiB with a secret on every border of a window, and a run
	// that is longer than a window.
	word := []byte("lorem ipsum ")
	text := bytes.Repeat(word, 16<<20/len(word))
	want := 0
	for i := 1 << 18; i+200 < len(text); i += 1 << 18 {
		copy(text[i:], " "+token+" ")
		want++
	}
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	check := func(text []byte, want int) {
		t.Helper()
		var last int64
		got := 0
		err := findings(r, bytes.NewReader(text), func(f finding) error {
			if f.Line != 1 || f.Column <= last || string(text[f.Column-1:][:4]) != token[:4] {
				t.Errorf("%+v", f)
			}
			last = f.Column
			got++
			return nil
		})
		if err != nil || got != want {
			t.Errorf("%d findings, want %d; %v", got, want, err)
		}
	}
	check(text, want)
	run := append([]byte("x "+"glpat"+"-"), bytes.Repeat([]byte("a1B2c3D4"), 3<<20/8)...)
	run = append(run, " "+token...)
	n := 0
	if err := findings(r, bytes.NewReader(run), func(f finding) error { n++; return nil }); err != nil || n != 2 {
		t.Errorf("%d findings in a long run, want 2; %v", n, err)
	}
}

// TestScanSameBytes has windows of one byte, which are searched once, also where that byte
// is what is looked for.
func TestScanSameBytes(t *testing.T) {
	r := redact.MustNew(redact.WithDetectors(redact.Detector{ID: "a", Pattern: "aaaaaaaa"}, redact.Detector{ID: "b", Pattern: "hunter2"}))
	for _, pad := range []string{"\x00", "\n", "a", "\xff", "-"} {
		text := strings.Repeat(pad, 4000) + "hunter2" + strings.Repeat(pad, 9000) + "hunter2" + strings.Repeat("\x00", 9000) + "hunter2"
		want := map[string]int{}
		for _, m := range r.AppendMatches(nil, []byte(text)) {
			want[m.Detector]++
		}
		got := map[string]int{}
		w := window{r: r, size: 1024, overlap: 100, report: func(f finding) error {
			if text[f.Start:][:7] != "hunter2" && f.Detector == "b" {
				t.Errorf("%q: %+v", pad, f)
			}
			got[f.Detector]++
			return nil
		}}
		if err := w.scan(strings.NewReader(text)); err != nil {
			t.Fatal(err)
		}
		if got["b"] != want["b"] || want["b"] == 0 || (got["a"] > 0) != (want["a"] > 0) {
			t.Errorf("%q: %v, want %v", pad, got, want)
		}
	}
}
