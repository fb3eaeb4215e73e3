package redact_test

import (
	"encoding/base64"
	"net/url"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact/internal/scan"
)

// base64Forms are the ways in which base64 stands in telemetry.
var base64Forms = []struct {
	name string
	to   func(text string) string
}{
	{"std", func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }},
	{"raw", func(s string) string { return base64.RawStdEncoding.EncodeToString([]byte(s)) }},
	{"url", func(s string) string { return base64.URLEncoding.EncodeToString([]byte(s)) }},
	{"twice", func(s string) string {
		return base64.StdEncoding.EncodeToString([]byte(base64.StdEncoding.EncodeToString([]byte(s))))
	}},
	{"percent", func(s string) string { return url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(s))) }},
	{"slashes", func(s string) string {
		return strings.ReplaceAll(base64.StdEncoding.EncodeToString([]byte(s)), "/", `\/`)
	}},
}

// TestEncoded: what is secret in text is secret in base64, at every alignment.
func TestEncoded(t *testing.T) {
	r := defaults(t)
	secret := ghPrefix + "16C7e42F292c6912E7710c838347Ae178B4a"
	for _, form := range base64Forms {
		for _, before := range []string{"", "x", "ab", "ref=", `{"id":7,"v":"`, "né? ", strings.Repeat("a b? ", 1000)} {
			for _, after := range []string{"", " rest", `","n":1}`, strings.Repeat(" a b?", 1000)} {
				if raced && len(before)+len(after) > 100 {
					continue
				}
				enc := form.to(before + secret + after)
				for _, c := range [...][2]string{{"data: ", " n=1"}, {`{"payload":"`, `","n":1}`}, {"/v1/x?state=", "&n=1"}, {"first\\n", "\\nlast"}} {
					in := c[0] + enc + c[1]
					out := r.String(in)
					plain := out
					for range 2 {
						plain = decodeRuns(plain)
						if at := leaked(plain, secret); at >= 0 {
							t.Fatalf("%s, %.20q before, %.20q after: a part is left: %q", form.name, before, after, near(plain, at))
						}
					}
					if !strings.HasPrefix(out, c[0]) || !strings.HasSuffix(out, c[1]) {
						t.Errorf("%s: the text around has changed: %.80q", form.name, out)
					}
					if again := r.String(out); again != out {
						t.Errorf("%s: twice is not once: %.80q", form.name, again)
					}
					if got := streamed(t, r, cut(in, 7, 100, 101, 333, 4090, 4100)...); got != out {
						at := differ(got, out)
						t.Fatalf("%s: the stream differs: %q, want %q", form.name, near(got, at), near(out, at))
					}
				}
			}
		}
	}
}

// decodeRuns decodes what looks like base64, at every place of a group.
func decodeRuns(s string) string {
	s = strings.ReplaceAll(s, `\/`, "/")
	if u, err := url.PathUnescape(s); err == nil {
		s = u
	}
	var b strings.Builder
	for _, run := range strings.FieldsFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("+/-_", r))
	}) {
		run = strings.NewReplacer("-", "+", "_", "/").Replace(run)
		for k := range min(4, len(run)) {
			part := run[k:]
			part = part[:len(part)/4*4]
			d, _ := base64.RawStdEncoding.DecodeString(part)
			b.Write(append(d, '\n'))
		}
	}
	return b.String()
}

// TestEncodedSpans: only the groups that carry a bit of the secret go.
func TestEncodedSpans(t *testing.T) {
	r := fixed(t)
	for _, c := range []struct{ text, want string }{
		{`{"user":"ada","password":"hunter2","n":1}`, `eyJ1c2VyIjoiYWRhIiwicGFzc3dvcmQi[HIDDEN]IiwibiI6MX0=`},
		{"user=ada password=guest n=1", "dXNlcj1hZGEgcGFzc3dvcmQ9[HIDDEN]bj0x"},
		{"postgres://app:hunter2@db-1/shop", "cG9zdGdyZXM6Ly9hcHA6[HIDDEN]Yi0xL3Nob3A="},
	} {
		in := "body=" + base64.StdEncoding.EncodeToString([]byte(c.text)) + " n=1"
		if got, want := r.String(in), "body="+c.want+" n=1"; got != want {
			t.Errorf("%s:\n got %s\nwant %s", c.text, got, want)
		}
	}
}

// TestEncodedClean: base64 of other things stays, and so does what looks like it.
func TestEncodedClean(t *testing.T) {
	rng := random(7)
	image := make([]byte, 20_000)
	for i := range image {
		image[i] = byte(rng.Uint32())
	}
	r := defaults(t)
	for _, s := range []string{
		base64.StdEncoding.EncodeToString(image),
		base64.StdEncoding.EncodeToString([]byte(`{"user":"ada","max_tokens":4096,"password":null}`)),
		base64.StdEncoding.EncodeToString([]byte("the token is expired, password is required")),
		"sha512-" + base64.StdEncoding.EncodeToString(image[:64]), "4bf92f3577b34da6a3ce929d0e0e4736", "AbstractSingletonProxyFactoryBeanDefinitionReader",
		"/var/lib/Docker/overlay2/AbCdEf0123456789AbCdEf0123456789/merged",
	} {
		for _, c := range [...][2]string{{"", ""}, {"data:image/png;base64,", ""}, {`{"v":"`, `"}`}} {
			if in := c[0] + s + c[1]; r.String(in) != in {
				t.Errorf("%.60q has changed", in)
			}
		}
	}
}

// TestBoundEncoded: a run is decoded in parts, which overlap; base64 of base64 of
// base64 is text.
func TestBoundEncoded(t *testing.T) {
	r := defaults(t)
	secret := ghPrefix + "16C7e42F292c6912E7710c838347Ae178B4a"
	enc := secret
	for depth := range scan.MaxDecodings + 1 {
		enc = base64.StdEncoding.EncodeToString([]byte(enc))
		if found := r.String("v="+enc) != "v="+enc; found != (depth < scan.MaxDecodings) {
			t.Errorf("encoded %d times: found %v", depth+1, found)
		}
	}
	for n := scan.MaxEncoded - 400; n < scan.MaxEncoded+400; n += 7 {
		text := strings.Repeat("a b? ", n/5)[:n*3/4] + " " + secret + strings.Repeat(" a b?", 700)
		in := "v=" + base64.StdEncoding.EncodeToString([]byte(text)) + " n=1"
		out := r.String(in)
		if at := leaked(decodeRuns(out), secret); at >= 0 {
			t.Fatalf("behind %d bytes a part is left", n)
		}
		if !strings.HasSuffix(out, " n=1") {
			t.Fatalf("behind %d bytes the rest has changed", n)
		}
	}
	// A value that does not end is hidden to the end of the run.
	in := "v=" + base64.StdEncoding.EncodeToString([]byte("password="+strings.Repeat("hunter2", 2000)))
	if out := r.String(in + " n=1"); len(out) > 60 || !strings.HasSuffix(out, " n=1") {
		t.Errorf("a long value: %d bytes are left: %.80q", len(out), out)
	}
}

// TestContractPaddingInEscapes has base64 that is text, its padding as it is and encoded, and base64
// of a password behind it.
func TestContractPaddingInEscapes(t *testing.T) {
	r := defaults(t)
	for _, padding := range []string{"=%3D", "=%253D", `=\u003d`} {
		text := "cGxhaW4gdGV4dCBvZiBhIGZldyB3b3Jkcy4" + padding + "aGVsbG8geyJwYXNzd29yZCI6Imh1bnRlcjIyeHl6IiwibiI6MX0gbW9yZQ=="
		got := r.String(text)
		if stream := streamed(t, r, singles(text)...); got == text || got != stream {
			t.Errorf("%s: %s, in a stream %s", text, got, stream)
		}
	}
}
