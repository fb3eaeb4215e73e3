package crashguard

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

var small = redact.MustNew(redact.WithNames("password"), redact.WithDetectors(redact.Detector{ID: "gh", Doc: "d", Pattern: `ghp_[0-9A-Za-z]{8}`}))

func newLines(out *bytes.Buffer, whole *bool) *lines {
	return &lines{r: small, out: out, whole: func() bool { return *whole }}
}

// However the text is cut, the result is that of the whole.
func TestLinesAtAnyCut(t *testing.T) {
	const in = "start f(0x1)\npassword=abcdef ghp_" + "01234567 x\n\ngoroutine 1 [running]:\nmain.f({0x1, 0x2})\n\t/f.go:1\nmain.g(0x5"
	const want = "start f(0x1)\npassword=[REDACTED:name] [REDACTED:gh] x\n\ngoroutine 1 [running]:\nmain.f(...)\n\t/f.go:1\nmain.g(..."
	for cut := range len(in) {
		var out bytes.Buffer
		l := newLines(&out, new(bool))
		l.write([]byte(in[:cut]))
		l.write([]byte(in[cut:]))
		l.end()
		if out.String() != want {
			t.Fatalf("cut at %d:\n%s", cut, out.String())
		}
	}
}

func TestLinesWhenIdle(t *testing.T) {
	for _, c := range []struct{ first, shown, rest, all string }{
		{"Password: ", "Password: ", "\n", "Password: \n"},
		{"at ghp_0123", "at ", "4567 x\n", "at [REDACTED:gh] x\n"},
		{"gorou", "", "tine 1 [running]:\nmain.f(0x1)\n", "goroutine 1 [running]:\nmain.f(...)\n"},
		{"goroutine 1 [running]:\nmain.f({0x1,", "goroutine 1 [running]:\n", " 0x2})\n", "goroutine 1 [running]:\nmain.f(...)\n"},
	} {
		var out bytes.Buffer
		l := newLines(&out, new(bool))
		l.write([]byte(c.first))
		l.idle()
		if out.String() != c.shown {
			t.Errorf("%q: %q is shown, want %q", c.first, out.String(), c.shown)
		}
		l.write([]byte(c.rest))
		l.end()
		if out.String() != c.all {
			t.Errorf("%q: %q, want %q", c.first, out.String(), c.all)
		}
	}
}

func TestLinesGap(t *testing.T) {
	var out bytes.Buffer
	l := newLines(&out, new(bool))
	long := strings.Repeat("y", 2*maxLine)
	l.gap([]byte("one\ntwo ghp_0123"), 4)
	l.write([]byte("4567 rest of a line\nMIIEvQIBADANBgkqhkiG\n\tQsdfghjkqwertyuiop\nthree and four\n"))
	l.write([]byte(long))
	l.gap([]byte(long), 4)
	l.write([]byte("tail\nfive and six"))
	l.end()
	want := "one\n[REDACTED:limit]\nthree and four\n" + long + "\n[REDACTED:limit]\nfive and six"
	if out.String() != want {
		t.Errorf("%.200q\n%.200q", out.String(), want)
	}
}

// Where a monitor takes over from another, nothing is shown of what was open.
func TestLinesHandOver(t *testing.T) {
	for _, c := range []struct{ first, rest, want string }{
		{"clean\n", "more\n", "clean\nmore\n"},
		{"", "more\n", "more\n"},
		{"clean\nat ghp_0123", "4567 x\nand more\n", "clean\n[REDACTED:limit]\nand more\n"},
		{"goroutine 1 [running]:\nmain.f(0x1)\n", "main.g(0x2, 0x3)\n\t/f.go:1 +0x2\nmain.h(0x4)\n", "goroutine 1 [running]:\nmain.f(...)\n[REDACTED:limit]\n\t/f.go:1 +0x2\nmain.h(...)\n"},
		{strings.Repeat("y ", maxLine), "tail\nand more\n", strings.Repeat("y ", maxLine) + "\n[REDACTED:limit]\nand more\n"},
	} {
		var out bytes.Buffer
		old := newLines(&out, new(bool))
		old.write([]byte(c.first))
		open := old.quit()
		l := newLines(&out, new(bool))
		if open {
			l.torn()
		}
		l.write([]byte(c.rest))
		l.end()
		if out.String() != c.want {
			t.Errorf("%.80q then %q: %.300q, want %.300q", c.first, c.rest, out.String(), c.want)
		}
	}
}

func TestLinesWhole(t *testing.T) {
	var out bytes.Buffer
	whole := false
	l := newLines(&out, &whole)
	l.write([]byte("shown\nhalf"))
	l.idle()
	whole = true
	l.write([]byte(" a line\nsecret line\n" + strings.Repeat("z", 3*maxLine)))
	l.write([]byte("zz\nlast"))
	l.end()
	if got, want := out.String(), "shown\nhalf"+strings.Repeat("[REDACTED:error]\n", 4); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestMessages(t *testing.T) {
	b := append(message('a', []byte("body")), message('b', nil)...)
	for n := range b {
		var got string
		for rest, i := b[:n], 0; i < 3; i++ {
			kind, body, more, ok := cutMessage(rest)
			if !ok {
				break
			}
			got += fmt.Sprintf("%c:%s ", kind, body)
			rest = more
		}
		if want := map[bool]string{true: "a:body "}[n >= 9]; got != want {
			t.Errorf("%d bytes: %q", n, got)
		}
	}
}
