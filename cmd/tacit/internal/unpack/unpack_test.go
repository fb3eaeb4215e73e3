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

func TestJoinCuts(t *testing.T) {
	if got := Join("a", strings.Repeat("é", 1000)); len(got) > maxName+5 || !strings.HasSuffix(got, "...") {
		t.Errorf("%d bytes", len(got))
	}
}
