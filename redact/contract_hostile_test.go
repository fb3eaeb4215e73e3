package redact_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// Contracts 6, 10 and 12: hostile input, hostile configuration.

func TestContractHostileInput(t *testing.T) {
	alone(t)
	// What is told of a text by a look, and what a machine takes, depends on its size.
	for _, size := range []int{300, 4 << 10, 16 << 10, 1 << 20} {
		t.Run(fmt.Sprint(size), func(t *testing.T) { hostileInput(t, size) })
	}
}

func hostileInput(t *testing.T, size int) {
	r := defaults(t)
	secret := rare(random(1), 36)
	line := "\npassword=" + secret + "\nnext line stays\n"
	for _, tt := range []struct{ name, in, reason string }{
		{"NUL", "a\x00b\x00password=\x00" + line, "NUL is a byte like others"},
		{"NUL in the value", "x password=a\x00" + secret + line, "NUL does not end a value"},
		{"invalid UTF-8", "\xff\xfe\xc3\x28\xed\xa0\x80 \xf8" + line, "bytes, not runes"},
		{"invalid UTF-8 in the value", "x password=\xff\xfe" + secret + line, "bytes, not runes"},
		{"cut rune before", "naïv\xc3" + line, "bytes, not runes"},
		{"BOM", "\xef\xbb\xbfpassword=" + secret + line, "a mark is not part of the name"},
		{"carriage returns", "a\rb\r\r\npassword=" + secret + "\r\r\n" + line, "a line end of any kind"},
		{"ANSI", "\x1b[31mpassword\x1b[0m=\x1b[1m" + secret + "\x1b[0m" + line, "colour is not part of the name"},
		{"line separator", "a\u2028b\u0085" + line, "only a newline is a line end"},
		{"long key", `{"` + strings.Repeat("k", size) + `":"x","password":"` + secret + `"}` + line, "a long name hides nothing"},
		{"key of brackets", `{"` + strings.Repeat("[", size) + `":"x","a":1}` + line, "a bracket is looked for as far as a mark goes"},
		{"key of many words", strings.Repeat("key_", size/4) + "x=1 password=" + secret + line, "a long name hides nothing"},
		{"key in logfmt", strings.Repeat("k", size) + "=x password=" + secret + line, "a long name hides nothing"},
		{"brackets", strings.Repeat("[", size) + line, "depth is bounded"},
		{"quotes", strings.Repeat(`"`, size+1) + line, "an open quote ends with its line"},
		{"backslashes", strings.Repeat(`\`, size) + `"` + line, "levels of quoting are bounded"},
		{"percent signs", strings.Repeat("%25", size/3) + line, "levels of encoding are bounded"},
		{"JSON openers", strings.Repeat(`{"a":`, size/5) + line, "depth is bounded"},
		{"sensitive JSON openers", strings.Repeat(`{"password":`, size/12) + line, "depth is bounded"},
		{"tags", strings.Repeat("<password>", size/10) + line, "depth is bounded"},
		{"paths that structs begin", strings.Repeat("{Secret:/etc/x", size/14) + line, "each name is read for itself"},
		{"marks of shells", strings.Repeat(`password='\''`, size/13) + line, "a mark is read once"},
		{"strings in brackets", strings.Repeat(`password=f("x `, size/14) + line, "a bracket that does not close is bounded"},
		{"arguments of auditd", `a0="curl" ` + strings.Repeat("a1=2D75 ", size/8) + line, "an argument is read once"},
		{"arguments of auditd that are decoded", `argc=9 a0="x" ` + strings.Repeat("a1=70773D612062 ", size/16) + line, "an argument is decoded once"},
		{"digits of auditd", "argc=2 a1=" + strings.Repeat("41", size/2) + line, "digits are decoded in parts"},
		{"names and colons", strings.Repeat("key:", size/32) + line, "each name is read for itself"},
		{"long line", strings.Repeat("word ", size/5) + "password=" + secret + line, "a line has no bound"},
		{"long value", "password=" + strings.Repeat("v", size) + secret + line, "a decided secret is swallowed to its end"},
		{"long quoted value", `password="` + strings.Repeat("v ", size/2) + secret + `"` + line, "a decided secret is swallowed to its end"},
		{"long token", ghPrefix + strings.Repeat("v", size) + secret + line, "a decided secret is swallowed to its end"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			src := []byte(tt.in)
			for call, got := range map[string]string{
				"String":     r.String(tt.in),
				"Append":     string(r.Append(nil, src)),
				"stream":     streamed(t, r, cut(tt.in, len(tt.in)/2, len(tt.in)-60)...),
				"AppendJSON": string(r.AppendJSON(nil, src)),
			} {
				if at := leaked(got, secret); at >= 0 {
					t.Errorf("%s: leak at byte %d: %q: %s", call, at, near(got, at), tt.reason)
				}
				if !strings.HasSuffix(got, "\nnext line stays\n") {
					t.Errorf("%s: the next line is gone: %s", call, tt.reason)
				}
				if grown := len(got) - len(tt.in); grown > len(tt.in)+4096 {
					t.Errorf("%s: output grew by %d bytes", call, grown)
				}
			}
			if string(src) != tt.in {
				t.Error("the argument was written to")
			}
		})
	}
}

func TestContractHugeLine(t *testing.T) {
	size := 100 << 20
	if testing.Short() {
		t.Skip("long")
	}
	if raced {
		size = 16 << 20
	}
	secret := rare(random(1), 36)
	chunk := []byte(strings.Repeat("level=info msg=ok n=12 ", 3000))
	var out tail
	w := defaults(t).NewStreamWriter(&out)
	n := 0
	for n < size {
		m, err := w.Write(chunk)
		if err != nil {
			t.Fatal(err)
		}
		n += m
	}
	m, _ := io.WriteString(w, "password="+secret+" end")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if at := leaked(string(out.last), secret); at >= 0 || !bytes.HasSuffix(out.last, []byte(" end")) {
		t.Errorf("the end of the line: %q", out.last[max(0, len(out.last)-100):])
	}
	if lost := n + m - out.n; lost < -100 || lost > 100 {
		t.Errorf("%d bytes in, %d out", n+m, out.n)
	}
}

// tail counts and keeps the end.
type tail struct {
	n    int
	last []byte
}

func (w *tail) Write(p []byte) (int, error) {
	w.n += len(p)
	w.last = append(w.last, p...)
	w.last = w.last[max(0, len(w.last)-1000):]
	return len(p), nil
}

// TestContractNeighbours: nothing hostile changes how the next line is treated.
func TestContractNeighbours(t *testing.T) {
	r := fixed(t)
	for _, open := range append(openers, "-----BEGIN CERTIFICATE-----", `<!--`, `<![CDATA[`, `/*`, "'''", `"""`, "password: |", "password: >-", `password='`, "$(", `\`, `{"a":"\`, "%", "Cookie: ", "[REDACTED:", "[HIDDEN") {
		before := r.String(open + "\n")
		if !strings.HasSuffix(before, "\n") {
			t.Errorf("%q: its line end is gone: %q", open, before)
			continue
		}
		for _, next := range []struct{ in, want string }{
			{"next line stays user=bob\n", "next line stays user=bob\n"},
			{"{\"level\":\"info\",\"msg\":\"next\"}\n", "{\"level\":\"info\",\"msg\":\"next\"}\n"},
			{"password=hunter2 user=bob\n", "password=" + hidden + " user=bob\n"},
			{`{"password":"hunter2","n":1}` + "\n", `{"password":"` + hidden + `","n":1}` + "\n"},
		} {
			for call, got := range map[string]string{
				"String": r.String(open + "\n" + next.in),
				"stream": streamed(t, r, open, "\n", next.in),
			} {
				if got != before+next.want {
					t.Errorf("%s: %q before %q gives %q, want %q", call, open, next.in, got, before+next.want)
				}
			}
		}
	}
	for _, tt := range []struct{ name, in, want, reason string }{
		{"unclosed quote", "password=\"unclosed\nnext line stays", `password="` + hidden + "\nnext line stays", "an unclosed quote ends at the newline"},
		{"PEM body", pemBegin + "\nqXzJvQjKxZQwWvkQ\nnot base64, so it stays\n", "not base64, so it stays\n", "the body ends where it stops being one"},
		{"attribute", `a="password=\"x" b="stays" password=hunter2 c=stays`, "c=stays", "no attribute hides the next"},
		{"header", "X-Api-Key: \r\nHost: stays\r\n", "X-Api-Key: \r\nHost: stays\r\n", "an empty header takes nothing from the next"},
		{"parameter", "/?password=&x=stays", "/?password=&x=stays", "an empty parameter takes nothing from the next"},
		{"JSON member", `{"password":"","x":"stays"}`, `{"password":"","x":"stays"}`, "an empty member takes nothing from the next"},
		{"userinfo", "https://bob:hunter2 see admin@example.org stays", "admin@example.org stays", "userinfo holds no blank"},
	} {
		if got := r.String(tt.in); !strings.HasSuffix(got, tt.want) {
			t.Errorf("%s: %q became %q, want it to end in %q: %s", tt.name, tt.in, got, tt.want, tt.reason)
		}
	}
}

// TestContractSecretsInPlaceholders: only a whole mark of this Redactor's own is
// left alone.
func TestContractSecretsInPlaceholders(t *testing.T) {
	for name, rep := range replacements(t) {
		r := build(t, redact.WithNames("password"), redact.WithReplacement(rep))
		own := strings.TrimPrefix(r.String("password=0123456789abcdefghij"), "password=")
		for _, value := range []string{
			"[REDACTED:hunter2hunter2]", "[REDACTED]hunter2hunter2", "[REDACTED:limit]hunter2hunter2", "hunter2hunter2[REDACTED]",
			"[REDACTED:name.k1.hunter2hunter2]", "[REDACTED:name:hunter2hunter2]", "[REDACTED:hunter2hunter2", "(REDACTED:hunter2hunter2)",
			"[HIDDEN]hunter2hunter2", "[HIDDEN:hunter2hunter2]", "hunter2hunter2****", "****hunter2hunter2", "hu****hunter2hunter2", "ab****realsecrethunter2hunter2",
			"xxxxhunter2hunter2", "***hunter2hunter2***", "${hunter2hunter2}", "{{hunter2hunter2}}", "<hunter2hunter2>", "${x}hunter2hunter2",
			"%s-hunter2hunter2", "null-hunter2hunter2", "nil.hunter2hunter2", "REDACTEDhunter2hunter2",
			own + "hunter2hunter2", "hunter2hunter2" + own,
		} {
			for _, in := range []string{"password=" + value, `password="` + value + `"`, `{"password":"` + value + `"}`, "password: " + value + "\n"} {
				for call, got := range map[string]string{"String": r.String(in), "AppendJSON": string(r.AppendJSON(nil, []byte(in)))} {
					if strings.Contains(got, "hunter2") {
						t.Errorf("%s, %s: %q became %q", name, call, in, got)
					}
				}
			}
		}
		for _, mark := range []string{own, "[REDACTED:limit]", "[REDACTED:error]"} {
			if got := r.String("password=" + mark); got != "password="+mark {
				t.Errorf("%s: own mark became %q", name, got)
			}
		}
	}
}

// A token behind a mark is found although the mark is left alone.
func TestContractSecretsBehindMarks(t *testing.T) {
	r := defaults(t)
	secret := rare(random(1), 36)
	for _, in := range []string{
		`password="[REDACTED:limit] ` + secret + `"`,
		"[REDACTED:limit] " + ghPrefix + secret,
		"[REDACTED:" + ghPrefix + secret + "]",
		"[REDACTED:error]password=" + secret,
		"password=[REDACTED:limit]," + ghPrefix + secret,
	} {
		if got := r.String(in); leaked(got, secret) >= 0 {
			t.Errorf("%q leaks: %q", in[:20], got)
		}
	}
}

func TestContractVerifyThatPanics(t *testing.T) {
	r := build(t, redact.WithDetectors(redact.Detector{
		ID: "panics", Doc: "x", Pattern: `zq_[a-z]{8}`,
		Verify: func(secret []byte) redact.Verdict { panic(string(secret)) },
	}))
	if got, want := r.String("a zq_abcdefgh b"), "a [REDACTED:panics] b"; got != want {
		t.Errorf("String = %q, want %q: a panic counts as Unknown", got, want)
	}
	if got, want := streamed(t, r, "a zq_abc", "defgh b"), "a [REDACTED:panics] b"; got != want {
		t.Errorf("stream = %q, want %q", got, want)
	}
	if got := r.AppendMatches(nil, []byte("a zq_abcdefgh b")); len(got) != 1 {
		t.Errorf("AppendMatches = %v", got)
	}
	if r.Stats().Errors == 0 {
		t.Error("contained panics are not counted")
	}
}

// A Verify that changes its argument must not change the caller's memory.
func TestContractVerifyThatWrites(t *testing.T) {
	r := build(t, redact.WithDetectors(redact.Detector{
		ID: "writes", Doc: "x", Pattern: `zq_[a-z]{8}`,
		Verify: func(secret []byte) redact.Verdict { clear(secret); return redact.Rejected },
	}))
	src := []byte("a zq_abcdefgh b")
	r.Append(nil, src)
	r.AppendMatches(nil, src)
	if string(src) != "a zq_abcdefgh b" {
		t.Errorf("the source became %q", src)
	}
}

type replacementFunc func(dst []byte, m redact.MatchInfo, secret []byte) []byte

func (f replacementFunc) AppendReplacement(dst []byte, m redact.MatchInfo, secret []byte) []byte {
	return f(dst, m, secret)
}

func TestContractReplacementsThatMisbehave(t *testing.T) {
	const secret = "hunter2hunter2"
	for name, rep := range map[string]replacementFunc{
		"panics":         func(_ []byte, _ redact.MatchInfo, s []byte) []byte { panic(string(s)) },
		"writes nothing": func(dst []byte, _ redact.MatchInfo, _ []byte) []byte { return dst },
		"drops dst":      func(_ []byte, _ redact.MatchInfo, _ []byte) []byte { return []byte("[X]") },
		"shortens dst":   func(dst []byte, _ redact.MatchInfo, _ []byte) []byte { return dst[:0] },
		"returns nil":    func(_ []byte, _ redact.MatchInfo, _ []byte) []byte { return nil },
		"bad bytes":      func(dst []byte, _ redact.MatchInfo, _ []byte) []byte { return append(dst, "a\" b\n"...) },
		"too long": func(dst []byte, _ redact.MatchInfo, _ []byte) []byte {
			return append(dst, bytes.Repeat([]byte("x"), 65)...)
		},
		"writes a secret": func(dst []byte, _ redact.MatchInfo, _ []byte) []byte {
			return append(dst, ghPrefix+rare(random(1), 36)...)
		},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := redact.New(redact.WithNames("password"), redact.WithReplacement(rep),
				redact.WithDetectors(redact.Detector{ID: "token", Doc: "x", Pattern: ghPrefix + `[0-9A-Za-z]{36}`}))
			if err != nil {
				if strings.Contains(err.Error(), secret) {
					t.Error("the error leaks")
				}
				return // refused at once is as good
			}
			for call, got := range map[string]string{
				"String": r.String("user=bob password=" + secret + " n=1"),
				"stream": streamed(t, r, "user=bob password="+secret, " n=1"),
			} {
				if name == "drops dst" {
					if !strings.HasPrefix(got, "user=bob password=") || strings.Contains(got, secret) {
						t.Errorf("%s: %q", call, got)
					}
				} else if want := "user=bob password=[REDACTED:error] n=1"; got != want {
					t.Errorf("%s: %q, want %q", call, got, want)
				}
			}
		})
	}
}

// TestContractReplacementThatEchoes: a Replacement that writes the secret, or most
// of it, is not let through, however short the secret.
func TestContractReplacementThatEchoes(t *testing.T) {
	for _, secret := range []string{"zq7k", "hunter2", "hunter22", "hunter2hunter2"} {
		r := build(t, redact.WithNames("password"), redact.WithReplacement(replacementFunc(
			func(dst []byte, _ redact.MatchInfo, s []byte) []byte { return append(append(dst, '('), s...) })))
		if got, want := r.String("password="+secret+" n=1"), "password=[REDACTED:error] n=1"; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

type panicky struct{}

func (panicky) Observe(redact.Event) { panic("observer") }

func TestContractObserverThatPanics(t *testing.T) {
	r := build(t, redact.WithNames("password"), redact.WithObserver(panicky{}))
	if got := r.String("password=hunter2"); strings.Contains(got, "hunter2") || r.Stats().Errors == 0 {
		t.Errorf("String = %q, %d errors counted", got, r.Stats().Errors)
	}
}

func TestContractErrorsOfNew(t *testing.T) {
	const literal = "zqliteralzq"
	det := func(d redact.Detector) redact.Option { return redact.WithDetectors(d) }
	pattern := func(p string) redact.Option {
		return det(redact.Detector{ID: "bad-one", Doc: "x", Pattern: p})
	}
	ok := det(redact.Detector{ID: "good", Doc: "x", Pattern: `good_[a-z]{4}`})
	for _, tt := range []struct {
		name string
		opts []redact.Option
		want string // part of the error
	}{
		{"nothing to look for", nil, ""},
		{"no detectors", []redact.Option{redact.WithDetectors()}, ""},
		{"bad pattern", []redact.Option{pattern(literal + `(`)}, "bad-one"},
		{"bad repeat", []redact.Option{pattern(literal + `{5,2}`)}, "bad-one"},
		{"lazy quantifier", []redact.Option{pattern(literal + `a+?`)}, "bad-one"},
		{"empty match", []redact.Option{pattern(`(?:` + literal + `)?`)}, "bad-one"},
		{"start of text", []redact.Option{pattern(`\A` + literal)}, "bad-one"},
		{"end of text", []redact.Option{pattern(literal + `\z`)}, "bad-one"},
		{"two groups", []redact.Option{pattern(`(` + literal + `)(a)`)}, "bad-one"},
		{"group behind an open left side", []redact.Option{pattern(literal + `a*(b)`)}, "bad-one"},
		{"group before an open right side", []redact.Option{pattern(literal + `(b)a*`)}, "bad-one"},
		{"no literal", []redact.Option{pattern(`[a-z]{20}`)}, "bad-one"},
		{"literal too far", []redact.Option{pattern(`[a-y]+z` + literal)}, "bad-one"},
		{"duplicate ID", []redact.Option{ok, ok}, "good"},
		{"no ID", []redact.Option{det(redact.Detector{Doc: "x", Pattern: literal})}, ""},
		{"bad ID", []redact.Option{det(redact.Detector{ID: "Bad One", Doc: "x", Pattern: literal})}, ""},
		{"long ID", []redact.Option{det(redact.Detector{ID: strings.Repeat("a", 49), Doc: "x", Pattern: literal})}, ""},
		{"reserved ID", []redact.Option{det(redact.Detector{ID: "live-secret", Doc: "x", Pattern: literal})}, "live-secret"},
		{"neither pattern nor names", []redact.Option{det(redact.Detector{ID: "bad-one", Doc: "x"})}, "bad-one"},
		{"pattern and names", []redact.Option{det(redact.Detector{ID: "bad-one", Doc: "x", Pattern: literal, Names: []string{"a"}})}, "bad-one"},
		{"empty keyword", []redact.Option{det(redact.Detector{ID: "bad-one", Doc: "x", Names: []string{"pass", ""}})}, "bad-one"},
		{"blank keyword", []redact.Option{det(redact.Detector{ID: "bad-one", Doc: "x", Names: []string{" _ "}})}, "bad-one"},
		{"empty word in Near", []redact.Option{det(redact.Detector{ID: "bad-one", Doc: "x", Pattern: literal, Near: []string{""}})}, "bad-one"},
		{"empty name", []redact.Option{ok, redact.WithNames("")}, "WithNames"},
		{"empty harmless name", []redact.Option{ok, redact.WithHarmlessNames("")}, "WithHarmlessNames"},
		{"empty replacement", []redact.Option{ok, redact.WithReplacement(redact.Fixed(""))}, "Fixed"},
		{"long replacement", []redact.Option{ok, redact.WithReplacement(redact.Fixed(strings.Repeat("x", 65)))}, "Fixed"},
		{"replacement with a quote", []redact.Option{ok, redact.WithReplacement(redact.Fixed(`a"b`))}, "Fixed"},
		{"nil replacement", []redact.Option{ok, redact.WithReplacement(nil)}, "WithReplacement"},
		{"nil secret set", []redact.Option{ok, redact.WithSecrets(nil)}, "WithSecrets"},
		{"nil observer", []redact.Option{ok, redact.WithObserver(nil)}, "WithObserver"},
		{"replacement that is a secret", []redact.Option{ok, redact.WithReplacement(redact.Fixed("good_abcd"))}, ""},
		{"mask shows too much", []redact.Option{ok, redact.WithReplacement(redact.Mask(4, 4))}, "Mask"},
		{"negative mask", []redact.Option{ok, redact.WithReplacement(redact.Mask(-1, 2))}, "Mask"},
		{"short key", []redact.Option{ok, redact.WithReplacement(redact.HMAC(redact.KeyRing{Current: redact.Key{ID: "k1", Secret: []byte("short-" + literal)}}))}, "HMAC"},
		{"key without an ID", []redact.Option{ok, redact.WithReplacement(redact.HMAC(redact.KeyRing{Current: redact.Key{Secret: testKey("k1").Secret}}))}, "HMAC"},
		{"two keys of one ID", []redact.Option{ok, redact.WithReplacement(redact.HMAC(redact.KeyRing{Current: testKey("k1"), Previous: &redact.Key{ID: "k1", Secret: testKey("k2").Secret}}))}, "HMAC"},
		{"nil replacement of a detector", []redact.Option{ok, redact.WithDetectorReplacement("good", nil)}, `WithDetectorReplacement: detector "good"`},
		{"unknown tier", []redact.Option{det(redact.Detector{ID: "bad-one", Doc: "x", Pattern: literal, Tier: redact.PII + 1})}, "bad-one"},
		{"unknown extent", []redact.Option{det(redact.Detector{ID: "bad-one", Doc: "x", Names: []string{"pass"}, Extent: redact.ExtentLine + 1})}, "bad-one"},
		{"replacement of an unknown detector", []redact.Option{ok, redact.WithDetectorReplacement("unknown", redact.Label())}, "WithDetectorReplacement"},
		{"action of an unknown detector", []redact.Option{ok, redact.WithAction("unknown", redact.Redact)}, "WithAction"},
		{"unknown action", []redact.Option{ok, redact.WithAction("good", redact.Action(99))}, "WithAction"},
		{"empty path", []redact.Option{ok, redact.WithPath("", redact.Redact)}, "WithPath"},
		{"empty path segment", []redact.Option{ok, redact.WithPath("a..b", redact.Redact)}, "WithPath"},
		{"limit too small", []redact.Option{ok, redact.WithLimits(redact.Limits{MaxMatch: 10})}, "MaxMatch"},
		{"limit too large", []redact.Option{ok, redact.WithLimits(redact.Limits{MaxMatch: 1 << 30})}, "MaxMatch"},
		{"negative limit", []redact.Option{ok, redact.WithLimits(redact.Limits{MaxDepth: -1})}, "MaxDepth"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := redact.New(tt.opts...)
			if err == nil {
				t.Fatal("New accepted it")
			}
			if r != nil {
				t.Error("New returned a Redactor with the error")
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %q does not name %q", err, tt.want)
			}
			if strings.Contains(err.Error(), literal) || strings.Contains(err.Error(), "good_") {
				t.Error("the error holds a pattern's literal")
			}
		})
	}
	_, err := redact.New(pattern(literal+`(`), redact.WithNames(""), det(redact.Detector{ID: "bad-two", Doc: "x"}))
	for _, part := range []string{"bad-one", "bad-two", "WithNames"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("every problem at once: error %v does not name %q", err, part)
		}
	}
}

func TestContractZeroAndNilRedactor(t *testing.T) {
	const text = "ordinary text"
	for name, r := range map[string]*redact.Redactor{"nil": nil, "zero": {}} {
		t.Run(name, func(t *testing.T) {
			var stream, record bytes.Buffer
			w := r.NewStreamWriter(&stream)
			if n, err := io.WriteString(w, text); n != len(text) || err != nil {
				t.Errorf("stream: Write returned %d, %v", n, err)
			}
			if err := errors.Join(w.Release(), w.Flush(), w.Close()); err != nil {
				t.Errorf("stream: %v", err)
			}
			if n, err := io.WriteString(r.NewRecordWriter(&record), text); n != len(text) || err != nil {
				t.Errorf("record: Write returned %d, %v", n, err)
			}
			read, err := io.ReadAll(r.NewReader(strings.NewReader(text)))
			if err != nil {
				t.Errorf("reader: %v", err)
			}
			scope := r.Scope("test")
			field := scope.Enter("group").Field("name")
			number, numberHidden := field.Int64(4711)
			flag, flagHidden := field.Bool(true)
			value, changed := field.Value(text)
			if !numberHidden || !flagHidden || !changed {
				t.Errorf("Field hides: number %v, bool %v, value %v", numberHidden, flagHidden, changed)
			}
			asJSON := r.AppendJSON(nil, []byte(`{"a":"`+text+`"}`))
			if !json.Valid(asJSON) {
				t.Errorf("AppendJSON = %s, not valid", asJSON)
			}
			for call, got := range map[string]string{
				"String": r.String(text), "Bytes": string(r.Bytes([]byte(text))),
				"Append": string(r.Append(nil, []byte(text))), "AppendString": string(r.AppendString(nil, text)),
				"AppendJSON": string(asJSON), "URL": r.URL("https://ordinary/text"),
				"Value": fmt.Sprint(r.Value(text)), "Error": fmt.Sprint(r.Error(errors.New(text))),
				"stream": stream.String(), "record": record.String(), "reader": string(read),
				"Text": scope.Text(text), "Field": field.String(text), "Field.Bytes": string(field.Bytes([]byte(text))),
				"Int64": fmt.Sprint(number), "Bool": fmt.Sprint(flag), "Field.Value": fmt.Sprint(value),
			} {
				if strings.Contains(got, "ordinary") || strings.Contains(got, "4711") || got == "" || got == "true" {
					t.Errorf("%s = %q, want everything replaced", call, got)
				}
			}
			if ms := r.AppendMatches(nil, []byte(text)); len(ms) != 1 || ms[0].Start != 0 || ms[0].End != len(text) {
				t.Errorf("AppendMatches = %v, want the whole text", ms)
			}
			if err := r.Error(nil); err != nil {
				t.Errorf("Error(nil) = %v", err)
			}
			_ = r.Stats()
			_ = r.Describe()
		})
	}
}

// What begins in more than eight values is hidden to the end of its line or string;
// what stands around it is not touched, and no byte of any of the values stays.
func TestValuesInsideOneAnother(t *testing.T) {
	r := defaults(t)
	deep := func(n int) string {
		return strings.Repeat("sig=@x(", n) + "vQ7kZx2Wq9"
	}
	for _, n := range []int{1, 7, 8, 9, 20, 200} {
		for _, text := range []string{
			"before\n" + deep(n) + "\nafter=1 b=2\n",
			`{"a":"` + deep(n) + `","b":"after"}`,
			`{"a":"` + strings.Repeat(`\"sig=sig=@tcp(`, n) + `vQ7kZx2Wq9","b":"after"}`,
		} {
			out := r.String(text)
			if strings.Contains(out, "vQ7kZx2Wq9") {
				t.Errorf("%d: %q: the value is shown: %q", n, text, out)
			}
			if !strings.Contains(out, "after") || strings.HasPrefix(text, "before") && !strings.HasPrefix(out, "before\n") {
				t.Errorf("%d: %q: a neighbour is gone: %q", n, text, out)
			}
			if json.Valid([]byte(text)) && !json.Valid([]byte(out)) {
				t.Errorf("%d: %q is no JSON any more: %q", n, text, out)
			}
			if twice := r.String(out); twice != out {
				t.Errorf("%d: once %q, twice %q", n, out, twice)
			}
			for how, chunks := range map[string][]string{"bytes": singles(text), "halves": cut(text, len(text)/2)} {
				if got := streamed(t, r, chunks...); got != out {
					t.Errorf("%d, %s: stream %q, whole %q", n, how, got, out)
				}
			}
		}
	}
}

// TestContractEncodedReports finds in base64 what is only reported, and what makes a
// Verify panic.
func TestContractEncodedReports(t *testing.T) {
	r := build(t,
		redact.WithDetectors(
			redact.Detector{ID: "told", Doc: "x", Pattern: `zr_[a-z]{8}`},
			redact.Detector{ID: "panics", Doc: "x", Pattern: `zq_[a-z]{8}`, Verify: func([]byte) redact.Verdict { panic("boom") }},
		),
		redact.WithAction("told", redact.Report),
	)
	encode := func(s string) string {
		return "data " + base64.StdEncoding.EncodeToString([]byte("some text before "+s+" and behind")) + " end"
	}
	if text := encode("zr_abcdefgh"); r.String(text) != text || r.Stats().Errors != 0 || r.Stats().Reported["told"] != 1 {
		t.Errorf("got %s, %+v", r.String(text), r.Stats())
	}
	got := r.String(encode("zq_abcdefgh"))
	if !strings.HasPrefix(got, "data c29t") || !strings.HasSuffix(got, " end") || !strings.Contains(got, "[REDACTED:panics]") || r.Stats().Errors != 1 {
		t.Errorf("got %s, %+v", got, r.Stats())
	}
}
