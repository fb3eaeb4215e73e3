package redact_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/tacit-go/tacit/redact"
)

// Contract 4: a stream gives the output of the whole, holds back a stated
// number of bytes, and emits nothing raw whatever happens.

// heldBound is the default of MaxMatch and the 8 KiB beside it.
const heldBound = 24 << 10

func TestContractStreamEqualsWhole(t *testing.T) {
	rounds := 60
	if testing.Short() {
		rounds = 10
	}
	r := defaults(t)
	for seed := range uint64(rounds) {
		rng := random(seed)
		text, secrets := corpus(rng, 1+rng.IntN(12))
		want := r.String(text)
		for i, s := range secrets {
			if at := leaked(want, s); at >= 0 {
				t.Errorf("seed %d: secret %d leaks: %q", seed, i, near(want, at))
			}
		}
		check := func(how string, chunks []string) {
			if got := streamed(t, r, chunks...); got != want {
				at := differ(got, want)
				t.Errorf("seed %d, %s: differs at byte %d: got %q, want %q", seed, how, at, near(got, at), near(want, at))
			}
		}
		check("whole", []string{text})
		check("bytes", singles(text))
		check("lines", strings.SplitAfter(text, "\n"))
		for range 10 {
			cuts := make([]int, 1+rng.IntN(9))
			for i := range cuts {
				cuts[i] = rng.IntN(len(text) + 1)
			}
			check(fmt.Sprint("cuts ", cuts), cut(text, cuts...))
		}
	}
}

// TestContractStreamEveryCut tries every cut of every context.
func TestContractStreamEveryCut(t *testing.T) {
	r := defaults(t)
	for i, p := range plantings {
		secret := rare(random(uint64(i)), 36)
		text := p.put(secret) + "\nnext line\n"
		want := r.String(text)
		if at := leaked(want, secret); at >= 0 || !strings.HasSuffix(want, "\nnext line\n") {
			t.Errorf("%s: %q, want the secret gone and the next line as it was", p.name, want)
		}
		for at := range len(text) {
			if got := streamed(t, r, text[:at], text[at:]); got != want {
				d := differ(got, want)
				t.Errorf("%s, cut at %d: differs at byte %d: got %q, want %q", p.name, at, d, near(got, d), near(want, d))
				break
			}
		}
	}
}

// A literal at the end of what has come may be a part of a word, and a run of base64 may
// begin right behind the padding of another: neither depends on where a piece ends.
func TestContractStreamEndsAnywhere(t *testing.T) {
	r := defaults(t)
	encoded := "cGFzc3dvcmQ9" + "aHVudGVyMg=="
	for _, text := range []string{
		"api_key" + encoded + "--" + encoded + "\": >pat",
		encoded + encoded + "__" + encoded + " x",
		"<clean_sessiongocardless\x00cookie12345->" + "api_keysk_",
		"<passenger\x00password=" + "hunter2 x",
		"tokenize\x1b[0mPASSWORD: " + "hunter2 ", "curl -u[@pgp_sym_encrypt(x,'" + "hunter2'",
	} {
		want := r.String(text)
		if want == text {
			t.Errorf("%q: nothing is found", text)
		}
		for at := range len(text) + 1 {
			if got := streamed(t, r, cut(text, at)...); got != want {
				t.Errorf("cut at %d: %q, want %q", at, got, want)
			}
		}
		if got := streamed(t, r, singles(text)...); got != want {
			t.Errorf("byte by byte: %q, want %q", got, want)
		}
	}
}

// TestContractStreamOfNamesInValues has values that end at once, when one more byte comes.
func TestContractStreamOfNamesInValues(t *testing.T) {
	r := defaults(t)
	for _, name := range []string{"key=", "token=", "password="} {
		for n := range 8 {
			text := strings.Repeat(name, n) + "R level=info\nnext line\n"
			want := r.String(text)
			if !strings.HasSuffix(want, " level=info\nnext line\n") {
				t.Errorf("%q became %q", text, want)
			}
			for at := range len(text) {
				if got := streamed(t, r, text[:at], text[at:]); got != want {
					t.Errorf("%q, cut at %d: %q, want %q", text, at, got, want)
				}
			}
		}
	}
}

// TestContractStreamUnclosed tries texts that end within brackets or quote marks.
func TestContractStreamUnclosed(t *testing.T) {
	r := defaults(t)
	for _, text := range []string{
		"\"privkey\":{\"\n\"secret\":\"]a", "\"\"password\":{\n)password=\"l}", "\"password\":{\n)password=\"l}\"",
		"secret:b[auth=interface {", "secret:b[auth=interface {}", "password 'a {\"msg\":\"token 'b\", c'",
		"x {\"msg\":\"secret 'b\", \"c\":\"d'\"}",
	} {
		want := r.String(text)
		for at := range len(text) {
			if got := streamed(t, r, text[:at], text[at:]); got != want {
				t.Errorf("%q, cut at %d: got %q, want %q", text, at, got, want)
			}
		}
		if got := streamed(t, r, singles(text)...); got != want {
			t.Errorf("%q, byte by byte: got %q, want %q", text, got, want)
		}
	}
}

func TestContractReaderEqualsWhole(t *testing.T) {
	r := defaults(t)
	for seed := range uint64(10) {
		text, _ := corpus(random(seed), 12)
		want := r.String(text)
		for name, src := range map[string]io.Reader{
			"whole":     strings.NewReader(text),
			"bytes":     iotest.OneByteReader(strings.NewReader(text)),
			"halves":    iotest.HalfReader(strings.NewReader(text)),
			"data, EOF": iotest.DataErrReader(strings.NewReader(text)),
		} {
			got, err := io.ReadAll(iotest.OneByteReader(r.NewReader(src)))
			if err != nil || string(got) != want {
				t.Errorf("seed %d, %s: error %v, differs at byte %d", seed, name, err, differ(string(got), want))
			}
		}
	}
	secret := rare(random(1), 36)
	broken := io.MultiReader(strings.NewReader("a line\npassword="+secret[:20]), iotest.ErrReader(errBroken))
	got, err := io.ReadAll(r.NewReader(broken))
	if !errors.Is(err, errBroken) {
		t.Errorf("error %v, want that of the source", err)
	}
	if at := leaked(string(got), secret); at >= 0 || !strings.HasPrefix(string(got), "a line\n") {
		t.Errorf("after an error of the source: %q", got)
	}
}

var errBroken = errors.New("broken")

// brittle accepts limit bytes and then fails in the way given.
type brittle struct {
	got   bytes.Buffer
	limit int
	err   error // nil: short writes without an error
	calls int   // after the first failure
	dead  bool
}

func (b *brittle) Write(p []byte) (int, error) {
	if b.dead {
		b.calls++
	}
	n := min(len(p), b.limit-b.got.Len())
	b.got.Write(p[:n])
	if n < len(p) {
		b.dead = true
		return n, b.err
	}
	return n, nil
}

func TestContractStreamDiesWithItsWriter(t *testing.T) {
	r := defaults(t)
	secret := rare(random(9), 36)
	text := strings.Repeat("a clean line of ordinary text\n", 4) + "password=" + secret + "\npassword=" + secret
	whole := r.String(text)
	for _, inner := range []struct {
		name      string
		err, want error
	}{
		{"error", errBroken, errBroken},
		{"short write", nil, io.ErrShortWrite},
	} {
		for limit := range len(whole) {
			b := &brittle{limit: limit, err: inner.err}
			w := r.NewStreamWriter(b)
			var first error
			for i, c := range cut(text, 10, 70, 125, 140, 150) {
				n, err := io.WriteString(w, c)
				if first != nil && (n != 0 || !errors.Is(err, inner.want)) {
					t.Fatalf("%s at %d: Write %d of a dead writer returned %d, %v", inner.name, limit, i, n, err)
				}
				if err == nil && n != len(c) {
					t.Fatalf("%s at %d: Write %d returned %d, nil; want %d", inner.name, limit, i, n, len(c))
				}
				if first == nil {
					first = err
				}
			}
			for i, call := range []func() error{w.Flush, w.Release, w.Close, w.Flush, w.Close} {
				if err := call(); !errors.Is(err, inner.want) {
					t.Fatalf("%s at %d: call %d returned %v, want %v", inner.name, limit, i, err, inner.want)
				}
			}
			if n, err := w.Write([]byte("x")); n != 0 || !errors.Is(err, inner.want) {
				t.Fatalf("%s at %d: Write after Close returned %d, %v", inner.name, limit, n, err)
			}
			if b.calls > 0 {
				t.Fatalf("%s at %d: the dead inner writer was called again", inner.name, limit)
			}
			if got := b.got.String(); !strings.HasPrefix(whole, got) {
				t.Fatalf("%s at %d: emitted other text at byte %d", inner.name, limit, differ(got, whole))
			}
		}
	}
}

func TestContractStreamCountsLostBytes(t *testing.T) {
	r := build(t, redact.WithNames("password"))
	w := r.NewStreamWriter(&brittle{err: errBroken})
	_, _ = io.WriteString(w, "clean\npassword="+rare(random(1), 20))
	if err := w.Close(); !errors.Is(err, errBroken) {
		t.Errorf("Close: %v", err)
	}
	if r.Stats().Lost == 0 {
		t.Error("lost bytes are not counted")
	}
}

func TestContractStreamFlush(t *testing.T) {
	r := fixed(t)
	for _, tt := range []struct{ name, in, want, reason string }{
		{"clean", "half a line", "half a line", "all is emitted"},
		{"open value", "password=hunter2", "password=" + hidden, "the text ends here"},
		{"open quote", `password="hunter2`, `password="` + hidden, "an unclosed quote ends with the text"},
		{"half token", "x " + ghPrefix + "qX", "x " + ghPrefix + "qX", "no match, so it is ordinary text"},
	} {
		var out bytes.Buffer
		w := r.NewStreamWriter(&out)
		_, _ = io.WriteString(w, tt.in)
		if err := w.Flush(); err != nil || out.String() != tt.want {
			t.Errorf("%s: after Flush %q, %v; want %q: %s", tt.name, out.String(), err, tt.want, tt.reason)
		}
		_, _ = io.WriteString(w, "\nnext\n")
		if err := w.Close(); err != nil || out.String() != tt.want+"\nnext\n" {
			t.Errorf("%s: after Close %q, %v", tt.name, out.String(), err)
		}
	}
}

func TestContractStreamHoldsLittle(t *testing.T) {
	alone(t)
	r := defaults(t)
	const size, step = 1 << 20, 4000
	for _, tt := range []struct {
		name, in string
		clean    bool // the output is the input; else it must not hold "x1x1x1x1"
	}{
		{"one letter", strings.Repeat("a", size), true},
		{"base64", strings.Repeat("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0", size/36), true},
		{"blanks", strings.Repeat(" ", size), true},
		{"open brackets", strings.Repeat("[{(", size/3), true},
		{"backslashes", strings.Repeat(`\`, size), true},
		{"open quotes", strings.Repeat(`password="`, size/10), false},
		{"one open quote", `password="` + strings.Repeat("x1", size/2), false},
		{"one open PEM block", pemBegin + "\n" + strings.Repeat(strings.Repeat("Ab1+", 16)+"\n", size/65), false},
		{"schemes", strings.Repeat("https://bob:", size/12), false},
		{"names", strings.Repeat("password=", size/9), false},
		{"halves of tokens", strings.Repeat(ghPrefix, size/4), false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			w := r.NewStreamWriter(&out)
			for in := tt.in; in != ""; in = in[min(step, len(in)):] {
				if _, err := io.WriteString(w, in[:min(step, len(in))]); err != nil {
					t.Fatal(err)
				}
				given := len(tt.in) - len(in) + min(step, len(in))
				if tt.clean && given-out.Len() > heldBound {
					t.Fatalf("after %d bytes %d are held back, want at most %d", given, given-out.Len(), heldBound)
				}
			}
			if out.Len() == 0 {
				t.Fatal("nothing was emitted")
			}
			// What follows on lines of its own is emitted as well.
			_, _ = io.WriteString(w, "\n")
			after := strings.Repeat("an ordinary line\n", heldBound/17+1)
			_, _ = io.WriteString(w, "marker 4711\n"+after)
			if !strings.Contains(out.String(), "marker 4711\n") {
				t.Error("the next line is still held back, or was swallowed")
			}
			if err := w.Close(); err != nil || !strings.HasSuffix(out.String(), after) {
				t.Errorf("Close: %v; the lines after are not as they were", err)
			}
			if strings.Contains(out.String(), "x1x1x1x1") {
				t.Error("leak")
			}
			if tt.clean && out.String() != tt.in+"\nmarker 4711\n"+after {
				t.Error("clean text was changed")
			}
		})
	}
}

func TestContractStreamRelease(t *testing.T) {
	r := defaults(t)
	secret := rare(random(5), 36)
	for _, tt := range []struct {
		name   string
		writes []string // with a Release after each
		want   []string // the output after each; "" for no check
		reason string
	}{
		{"prompt for a password", []string{"Password: ", "\nok\n"}, []string{"Password: ", "Password: \nok\n"}, "a person waits for it"},
		{"question", []string{"Continue? [y/N] "}, []string{"Continue? [y/N] "}, "a person waits for it"},
		{"progress", []string{"\r 50 %", "\r 51 %"}, []string{"\r 50 %", "\r 50 %\r 51 %"}, "a percent sign begins no match"},
		{"shell prompt", []string{"$ "}, []string{"$ "}, "a person waits for it"},
		{"halves of a token", []string{"got " + ghPrefix + secret[:18], secret[18:] + " ok"}, []string{"got ", ""}, "an open candidate stays held"},
		{"halves of a value", []string{"password=" + secret[:10], secret[10:] + " ok\n"}, nil, "an open value stays held"},
		{"halves of a quoted value", []string{`password="one ` + secret[:10] + " ", secret[10:] + "\" ok\n"}, nil, "an open quote stays held"},
		{"prefix alone", []string{"got " + ghPrefix[:2], ghPrefix[2:] + secret}, nil, "the run could begin a match"},
		{"name alone", []string{"pass", "word=" + secret + "\n"}, nil, "the run could begin a name"},
		{"URL", []string{"dial https://bob:" + secret[:9], secret[9:] + "@example.org/\n"}, nil, "userinfo waits for its @"},
		{"header", []string{"Authorization: Bearer ", secret + "\n"}, nil, "the name still counts after the pause"},
		{"after a prompt", []string{"password: ", secret + "\n"}, nil, "the name still counts after the pause"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			w := r.NewStreamWriter(&out)
			for i, s := range tt.writes {
				if _, err := io.WriteString(w, s); err != nil {
					t.Fatal(err)
				}
				if err := w.Release(); err != nil {
					t.Fatal(err)
				}
				if i >= len(tt.want) || tt.want[i] == "" {
					continue
				}
				// More than is due may be out, never less.
				if got := out.String(); !strings.HasPrefix(got, tt.want[i]) {
					t.Errorf("after write %d: %q, want %q: %s", i, got, tt.want[i], tt.reason)
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			if at := leaked(out.String(), secret); at >= 0 {
				t.Errorf("leak at byte %d: %s", at, tt.reason)
			}
		})
	}
}

// TestContractStreamReleaseOfAnEndlessRun feeds a value past every limit with a
// pause after each piece.
func TestContractStreamReleaseOfAnEndlessRun(t *testing.T) {
	for _, opener := range []string{"password=", `password="`, ghPrefix} {
		rng := random(11)
		var out bytes.Buffer
		w := defaults(t).NewStreamWriter(&out)
		_, _ = io.WriteString(w, "x "+opener)
		var all strings.Builder
		for all.Len() < 3*heldBound {
			s := rare(rng, 50)
			all.WriteString(s)
			_, _ = io.WriteString(w, s)
			if err := w.Release(); err != nil {
				t.Fatal(err)
			}
		}
		_, _ = io.WriteString(w, "\nnext line\n")
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		got := strings.TrimPrefix(out.String(), "x "+opener)
		for i := 0; i+8 <= len(got); i++ {
			if at := strings.Index(all.String(), got[i:i+8]); at >= 0 {
				t.Errorf("%q: secret bytes from %d are in the output", opener, at)
				break
			}
		}
		if !strings.HasSuffix(got, "\nnext line\n") {
			t.Errorf("%q: the next line is not as it was", opener)
		}
	}
}

func TestContractRecordWriter(t *testing.T) {
	r := fixed(t)
	var out recorder
	w := r.NewRecordWriter(&out)
	for i, s := range []string{"password=\"hunter2", "next record stays\n", "password=", "hunter2\n", `{"password":1234567890}`} {
		if n, err := io.WriteString(w, s); n != len(s) || err != nil {
			t.Errorf("Write %d returned %d, %v; want %d, nil", i, n, err, len(s))
		}
	}
	want := []string{`password="` + hidden, "next record stays\n", "password=", "hunter2\n", `{"password":"` + hidden + `"}`}
	if got := strings.Join(out.writes, "|"); got != strings.Join(want, "|") {
		t.Errorf("records %q, want %q", out.writes, want)
	}
	for _, inner := range []struct {
		name      string
		err, want error
	}{{"error", errBroken, errBroken}, {"short write", nil, io.ErrShortWrite}} {
		b := &brittle{limit: 3, err: inner.err}
		if _, err := io.WriteString(r.NewRecordWriter(b), "a password=hunter2"); !errors.Is(err, inner.want) {
			t.Errorf("%s: Write returned %v, want %v", inner.name, err, inner.want)
		}
	}
}

type recorder struct{ writes []string }

func (r *recorder) Write(p []byte) (int, error) {
	r.writes = append(r.writes, string(p))
	return len(p), nil
}

// TestContractLongStreamStaysClean feeds enough clean text that the stream drops
// what it has passed on many times.
func TestContractLongStreamStaysClean(t *testing.T) {
	r := defaults(t)
	var in strings.Builder
	for i := range 12000 {
		fmt.Fprintf(&in, `{"time":"2026-01-02T03:04:05.%06dZ","level":"INFO","msg":"sk request done","key_id":%d,"path":"/v1/AKI/eyJ/%d","status":200}`+"\n", i, i, i*7)
	}
	for _, size := range []int{1000, 4096, 32 << 10, 100_000} {
		var out strings.Builder
		w := r.NewStreamWriter(&out)
		for rest := in.String(); rest != ""; {
			n := min(size, len(rest))
			if _, err := io.WriteString(w, rest[:n]); err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if out.String() != in.String() {
			t.Errorf("writes of %d: differs at byte %d", size, differ(out.String(), in.String()))
		}
	}
	if n := r.Stats().Errors; n != 0 {
		t.Errorf("%d panics were contained", n)
	}
}

// TestContractStreamsOfLongFlags has values that are longer than what is kept of them, behind flags
// whose value is read with what stands around.
func TestContractStreamsOfLongFlags(t *testing.T) {
	r := defaults(t)
	for _, flag := range []string{"app --password ", "x --token ", `{"m":"wget --password `} {
		text := flag + strings.Repeat("x7Qm", 4500) + " b\nnext line\n"
		got := streamed(t, r, text[:9000], text[9000:17500], text[17500:])
		if want := r.String(text); got != want || strings.Contains(want, "x7Qm") {
			t.Errorf("%s…: stream %.80q, String %.80q", flag, got, want)
		}
	}
}
