package unpack

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

type member struct{ name, text string }

func tarOf(t *testing.T, ms ...member) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, m := range ms {
		must(t, w.WriteHeader(&tar.Header{Name: m.name, Mode: 0o644, Size: int64(len(m.text)), Typeflag: tar.TypeReg}))
		_, err := w.Write([]byte(m.text))
		must(t, err)
	}
	must(t, w.Close())
	return b.String()
}

func zipOf(t *testing.T, ms ...member) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range ms {
		f, err := w.Create(m.name)
		must(t, err)
		_, err = f.Write([]byte(m.text))
		must(t, err)
	}
	must(t, w.Close())
	return b.String()
}

func gzipOf(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(text))
	must(t, err)
	must(t, w.Close())
	return b.String()
}

func zstdOf(t *testing.T, text string, opts ...zstd.EOption) string {
	t.Helper()
	w, err := zstd.NewWriter(nil, append(opts, zstd.WithEncoderConcurrency(1))...)
	must(t, err)
	return string(w.EncodeAll([]byte(text), nil))
}

// What xz and bzip2 make of "hello\n".
const (
	helloXZ = "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAFaGVsbG8KAAAApWCX8ZT2/eAAAR4GwS+kHR+2830BAAAAAARZWg=="
	helloBZ = "QlpoOTFBWSZTWcHAgOIAAAFBAAAQAkSgADDNAMNGKZcXckU4UJDBwIDi"
)

func fromBase64(t *testing.T, s string) string {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(s)
	must(t, err)
	return string(b)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// collector collects what it visits, the first bytes of each.
type collector struct {
	lines    []string
	problems []string
	errs     []error
	bytes    int64
}

func (c *collector) Text(name string, text *bufio.Reader) error {
	head := make([]byte, 40)
	n, err := io.ReadFull(text, head)
	if err == nil {
		var k int64
		k, err = io.Copy(io.Discard, text)
		c.bytes += k
	}
	c.bytes += int64(n)
	c.lines = append(c.lines, fmt.Sprintf("%s=%q", name, head[:n]))
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		c.Problem(name, err)
	}
	return nil
}

func (c *collector) Problem(name string, err error) {
	c.errs = append(c.errs, err)
	c.problems = append(c.problems, name+": "+err.Error())
}

func walkText(t *testing.T, l Limits, text string, at bool) *collector {
	t.Helper()
	c := &collector{}
	f := File{Name: "f", Text: strings.NewReader(text)}
	if at {
		f.At, f.Size = strings.NewReader(text), int64(len(text))
	}
	must(t, New(l).Walk(context.Background(), f, c))
	return c
}

func TestWalk(t *testing.T) {
	inner := tarOf(t, member{"a/b.txt", "one"}, member{"c.gz", gzipOf(t, "two")})
	for _, c := range []struct{ name, text, want string }{
		{"plain", "hello", `f="hello"`},
		{"empty", "", `f=""`},
		{"gzip", gzipOf(t, "x") + gzipOf(t, "y"), `f="xy"`},
		{"zstd", zstdOf(t, "zz"), `f="zz"`},
		{"bzip2", fromBase64(t, helloBZ), `f="hello\n"`},
		{"xz", fromBase64(t, helloXZ), `f="hello\n"`},
		{"tar", inner, `f!a/b.txt="one" f!c.gz="two"`},
		{"tar.gz", gzipOf(t, inner), `f!a/b.txt="one" f!c.gz="two"`},
		{"zip in tar.zst", zstdOf(t, tarOf(t, member{"in.zip", zipOf(t, member{"d", "three"}, member{"t.tar", inner})})), `f!in.zip!d="three" f!in.zip!t.tar!a/b.txt="one" f!in.zip!t.tar!c.gz="two"`},
		{"almost tar", strings.Repeat("x", 600), `f="` + strings.Repeat("x", 40) + `"`},
		{"word", "BZh is a prefix, PK too", `f="BZh is a prefix, PK too"`},
	} {
		for _, at := range []bool{false, true} {
			got := walkText(t, Limits{}, c.text, at)
			if s := strings.Join(got.lines, " "); s != c.want || len(got.problems) > 0 {
				t.Errorf("%s: %s, want %s; %v", c.name, s, c.want, got.problems)
			}
		}
	}
}

// TestLimits checks that each bound ends in a problem and not in silence.
func TestLimits(t *testing.T) {
	zeros := strings.Repeat("\x00", 80<<20)
	deep := "bottom"
	for range 9 {
		deep = tarOf(t, member{"t", deep})
	}
	many := make([]member, 20)
	for i := range many {
		many[i] = member{fmt.Sprint(i), "x"}
	}
	bomb := gzipOf(t, zeros)
	big := zipOf(t, member{"big", strings.Repeat("0123456789abcdef", 1<<19)})
	for _, c := range []struct {
		name  string
		l     Limits
		text  string
		want  error
		bytes int64 // at most so much comes out
	}{
		{"depth", Limits{}, deep, ErrDepth, 0},
		{"members", Limits{Members: 10}, tarOf(t, many...), ErrMembers, 10},
		{"members of a zip", Limits{Members: 10}, zipOf(t, many...), ErrMembers, 10},
		{"gzip bomb", Limits{}, bomb, ErrRatio, slack + 200*int64(len(bomb))},
		{"zip bomb", Limits{}, zipOf(t, member{"z", zeros}), ErrRatio, slack + 200*int64(len(bomb)+200)},
		{"zip bomb in gzip", Limits{Ratio: 5}, gzipOf(t, zipOf(t, member{"z", zeros})), ErrRatio, slack + 10*int64(len(bomb)+200)},
		{"sum of members", Limits{Ratio: 1}, tarOf(t, member{"a", gzipOf(t, zeros[:40<<20])}, member{"b", gzipOf(t, zeros[:40<<20])}), ErrRatio, slack + 200_000},
		{"window", Limits{}, zstdOf(t, zeros, zstd.WithWindowSize(128<<20), zstd.WithSingleSegment(false)), ErrMemory, 0},
		{"spool", Limits{Spool: 5 << 20}, tarOf(t, member{"z", zipOf(t, member{"s", noise(6 << 20)})}), ErrSpool, 0},
		{"spooled", Limits{}, tarOf(t, member{"z", big + ""}), nil, 8 << 20},
	} {
		for _, at := range []bool{false, true} {
			got := walkText(t, c.l, c.text, at)
			if c.want == nil {
				if len(got.errs) > 0 || got.bytes != c.bytes {
					t.Errorf("%s: %v, %d bytes", c.name, got.problems, got.bytes)
				}
				continue
			}
			if len(got.errs) == 0 || !errors.Is(got.errs[0], c.want) || len(got.errs) > 2 {
				t.Errorf("%s: %v, want %v", c.name, got.problems, c.want)
			}
			if got.bytes > c.bytes {
				t.Errorf("%s: %d bytes came out, at most %d may", c.name, got.bytes, c.bytes)
			}
		}
	}
}

// noise returns text that does not compress.
func noise(n int) string {
	b := make([]byte, n)
	x := uint64(1)
	for i := range b {
		x = x*6364136223846793005 + 1442695040888963407
		b[i] = byte(x >> 56)
	}
	return string(b)
}

// TestDamaged cuts and breaks archives: each is a problem, none a panic.
func TestDamaged(t *testing.T) {
	long := noise(4000)
	for name, text := range map[string]string{
		"gzip": gzipOf(t, long),
		"zstd": zstdOf(t, long),
		"xz":   fromBase64(t, helloXZ),
		"bz":   fromBase64(t, helloBZ),
		"tar":  tarOf(t, member{"a", long}),
		"zip":  zipOf(t, member{"a", long}),
	} {
		for _, cut := range []int{len(text) / 2, len(text) * 2 / 3} {
			if got := walkText(t, Limits{}, text[:cut], true); len(got.problems) == 0 {
				t.Errorf("%s cut at %d: no problem, %v", name, cut, got.lines)
			}
		}
		for i := 0; i < len(text); i += 1 + len(text)/97 {
			broken := []byte(text)
			broken[i] ^= 0x41
			walkText(t, Limits{}, string(broken), i%2 == 0)
		}
	}
}

func TestMembersThatAreNoFiles(t *testing.T) {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	must(t, w.WriteHeader(&tar.Header{Name: "link", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink}))
	must(t, w.WriteHeader(&tar.Header{Name: "pipe", Typeflag: tar.TypeFifo}))
	must(t, w.WriteHeader(&tar.Header{Name: "dir/", Typeflag: tar.TypeDir}))
	must(t, w.Close())
	if got := walkText(t, Limits{}, b.String(), true); len(got.lines)+len(got.problems) > 0 {
		t.Errorf("%v %v", got.lines, got.problems)
	}
}

// TestMembersWithBytes gives bytes to members that are no regular files by their type.
func TestMembersWithBytes(t *testing.T) {
	contiguous := []byte(tarOf(t, member{"a", "one"}))
	contiguous[156] = '7'
	copy(contiguous[148:], fmt.Sprintf("%06o", sumOf(contiguous[:512])))
	// An entry of the old sparse format of GNU: no map, a size of 3.
	sparse := []byte(tarOf(t, member{"s", "two"}))
	sparse[156] = 'S'
	copy(sparse[257:], "ustar  \x00")
	copy(sparse[386:], "00000000000\x0000000000003\x00")
	copy(sparse[483:], "00000000003\x00")
	copy(sparse[148:], fmt.Sprintf("%06o", sumOf(sparse[:512])))

	var b bytes.Buffer
	w := zip.NewWriter(&b)
	link := &zip.FileHeader{Name: "link"}
	link.SetMode(os.ModeSymlink | 0o777)
	f, err := w.CreateHeader(link)
	must(t, err)
	_, err = f.Write([]byte("three"))
	must(t, err)
	must(t, w.Close())
	for _, c := range []struct{ text, want string }{
		{string(contiguous), `f!a="one"`},
		{string(sparse), `f!s="two"`},
		{b.String(), `f!link="three"`},
	} {
		got := walkText(t, Limits{}, c.text, true)
		if s := strings.Join(got.lines, " "); s != c.want || len(got.problems) > 0 {
			t.Errorf("%s, want %s; %v", s, c.want, got.problems)
		}
	}
}

// sumOf is the checksum of a header of tar.
func sumOf(header []byte) (sum int) {
	for i, b := range header {
		if i >= 148 && i < 156 {
			b = ' '
		}
		sum += int(b)
	}
	return sum
}

// TestBehindTheEnd writes more behind the end of an archive than its padding.
func TestBehindTheEnd(t *testing.T) {
	one, two := tarOf(t, member{"a", "one"}), tarOf(t, member{"b", "two"})
	z := zipOf(t, member{"a", "one"})
	commented := z[:len(z)-2] + "\x04\x00note"
	cut := gzipOf(t, one+noise(1000))
	for _, c := range []struct {
		name, text, want string
		problem          error
	}{
		{"tar and tar", one + two + one, `f!a="one" f!b="two" f!a="one"`, nil},
		{"tar and text", one + strings.Repeat("\x00", 2048) + "three", `f!a="one" f!(rest)="three"`, nil},
		{"tar and gzip", one + gzipOf(t, "three"), `f!a="one" f!(rest)="three"`, nil},
		{"zeros", one + strings.Repeat("\x00", 100_000), `f!a="one"`, nil},
		{"comment", commented, `f!a="one" f!(comment)="note"`, nil},
		{"zip and text", z + "three", `f!a="one" f!(comment)="three"`, nil},
		{"zip and zip", z + zipOf(t, member{"b", "two"}), `f!a="one"`, ErrUnlisted},
		{"zip and longer zip", z + zipOf(t, member{"b", "two"}, member{"c", "three"}), `f!b="two" f!c="three"`, ErrUnlisted},
		{"not at the beginning", "PK\x03\x04" + noise(60) + z, `f!a="one"`, ErrUnlisted},
		{"zip and empty zip", z + zipOf(t), ``, ErrUnlisted},
		{"empty zip", zipOf(t), ``, nil},
		{"wrong checksum", gzipOf(t, one)[:len(gzipOf(t, one))-8] + "12345678", `f!a="one"`, gzip.ErrChecksum},
		{"cut behind the end", cut[:len(cut)-100], `f!a="one" f!(rest)="`, io.ErrUnexpectedEOF},
	} {
		for _, at := range []bool{false, true} {
			got := walkText(t, Limits{}, c.text, at)
			if s := strings.Join(got.lines, " "); s != c.want && (c.problem != io.ErrUnexpectedEOF || !strings.HasPrefix(s, c.want)) {
				t.Errorf("%s: %s, want %s", c.name, s, c.want)
			}
			if c.problem == nil && len(got.errs) > 0 || c.problem != nil && (len(got.errs) != 1 || !errors.Is(got.errs[0], c.problem) || strings.Count(got.problems[0], "damaged") > 1) {
				t.Errorf("%s: %v, want %v", c.name, got.problems, c.problem)
			}
		}
	}
}

// TestNamesAreCut checks that a long name is cut, and redacted before.
func TestNamesAreCut(t *testing.T) {
	text := zipOf(t, member{strings.Repeat("é", 500) + "/hunter2hunter2hunter2hunter2", "x"}, member{strings.Repeat("é", 1000), "y"})
	var names []string
	c := &collector{}
	must(t, New(Limits{}).Walk(context.Background(), File{Name: "a", Text: strings.NewReader(text), Hide: func(s string) string {
		names = append(names, s)
		return strings.ReplaceAll(s, "hunter2", "*")
	}}, c))
	if len(names) != 2 || len(c.lines) != 2 || strings.Contains(c.lines[0], "hunter") || !strings.Contains(c.lines[0], "/****=") {
		t.Errorf("%q %q", names, c.lines)
	}
	if name, _, _ := strings.Cut(c.lines[1], "="); len(name) > maxName+5 || !strings.HasSuffix(name, "...") {
		t.Errorf("%d bytes", len(name))
	}
}
