package patch

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// read returns each section as "commit file:line text", where new lines bear a plus.
func read(t *testing.T, in io.Reader) (string, error) {
	t.Helper()
	var b strings.Builder
	r := NewReader(in)
	for {
		s, err := r.Next()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
		text, err := io.ReadAll(s)
		if err != nil {
			return b.String(), err
		}
		fmt.Fprintf(&b, "%s %s:%d", s.Commit, s.File, s.Line)
		var pos int64
		for l := range strings.Lines(string(text)) {
			sign := " "
			if s.Added(pos, pos+int64(len(l))) {
				sign = "+"
			}
			pos += int64(len(l))
			fmt.Fprintf(&b, "|%s%s", sign, strings.TrimSuffix(l, "\n"))
		}
		b.WriteString("\n")
	}
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"git diff", "diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1,3 +1,4 @@ func f\n a\n-b\n+B\n+C\n c\n@@ -9 +10 @@\n-y\n+z\n\\ No newline at end of file\n",
			" x:1| a|+B|+C| c\n x:10|+z\n"},
		{"log", "commit abc\n A message\n\n diff --git in it\n\ndiff --git a/x b/x\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+n\n\ncommit def\n m\n",
			"abc :1|+A message|+|+diff --git in it|+\nabc x:1|+n\ndef :1|+m\n"},
		{"headers in a hunk", "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n---- a/y\n-+++ b/y\n+commit 0\n++++ b/z\n", " x:1|+commit 0|++++ b/z\n"},
		{"combined", "diff --cc x\n--- a/x\n+++ b/x\n@@@ -1,3 -1,2 +1,3 @@@\n  a\n -b\n- c\n++evil\n +d\n", " x:1| a|+evil|+d\n"},
		{"names", "--- \"a/\\303\\251\\t\\\"\"\n+++ \"b/\\303\\251\\t\\\"\"\n@@ -0,0 +1 @@\n+n\n--- a/a b\t\n+++ b/a b\t\n@@ -0,0 +1 @@\n+n\n", " é\t\":1|+n\n a b:1|+n\n"},
		{"deleted", "--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-gone\n", " x:0\n"},
		{"lost blank", "--- x\n+++ x\n@@ -1,3 +1,3 @@\n a\n\n-b\n+c\n", " x:1| a| |+c\n"},
		{"nothing", "hello\nworld", ""},
	} {
		for _, in := range []io.Reader{strings.NewReader(c.in), iotest.OneByteReader(strings.NewReader(c.in))} {
			if got, err := read(t, in); got != c.want || err != nil {
				t.Errorf("%s: %v\n got %q\nwant %q", c.name, err, got, c.want)
			}
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, in := range []string{
		"@@ nonsense\n", "@@\n", "@@ -1 +1\n", "@@ -x +1 @@\n", "@@ -1 +1 @@@\n",
		"@@ -1,2 +1,2 @@\n a\nxb\n", "@@ -1,1 +1,5 @@\n+a\n", "@@ -0,0 +1 @@\n-a\n+b\n", "@@ -1 +1,0 @@\n+b\n",
	} {
		if got, err := read(t, strings.NewReader(in)); err == nil {
			t.Errorf("%q gives %q", in, got)
		}
	}
}

// TestLongLines checks that lines longer than the buffer stay whole, and that runs have
// a bound.
func TestLongLines(t *testing.T) {
	long := strings.Repeat("abc", bufferSize)
	in := "+++ b/x\n@@ -1,2 +1,2 @@\n-" + long + "\n+" + long + "x\n " + long + "\n"
	if got, err := read(t, strings.NewReader(in)); err != nil || got != " x:1|+"+long+"x| "+long+"\n" {
		t.Errorf("%v, %d bytes", err, len(got))
	}
	n := 2 * maxRuns
	in = fmt.Sprintf("+++ b/x\n@@ -1,%d +1,%d @@\n%s", n, 2*n, strings.Repeat(" a\n+b\n", n))
	r := NewReader(strings.NewReader(in))
	s, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, s); err != nil || len(s.runs) != maxRuns {
		t.Errorf("%v, %d runs", err, len(s.runs))
	}
	if !s.Added(s.pos-2, s.pos) || s.Added(0, 2) {
		t.Error("runs")
	}
}
