package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

func TestJSON(t *testing.T) {
	long(t)
	const pem = "-----BEGIN " + "PRIVATE KEY-----\nMIIEvAIBADANBgkqhkiG9w0BAQEFAASC" + canary + "\nMIIEvAIBADANBgkqhkiG9w0BAQEFAASC" + live + "\n-----END PRIVATE KEY-----\n"
	for _, c := range []struct{ name, in, hidden, kept string }{
		{"lines", `{"a":1,"password":"` + canary + `"}` + "\n" + `{"b":"ok"}` + "\n", canary, `{"b":"ok"}`},
		{"escaped name", `{"pass\u0077ord":"` + canary + `","b":"ok"}`, canary, `"b":"ok"`},
		{"escaped name, pretty", "{\n  \"pass\\u0077ord\":\n \"" + canary + "\",\n \"b\":\"ok\"\n}\n", canary, `"b":"ok"`},
		{"number", `{"password":918273645,"b":7}`, "918273645", `"b":7`},
		{"object", `{"secret":{"x":{"y":["` + canary + `"]}},"b":7}`, canary, `"b":7`},
		{"concatenated", `{"a":1}{"pass\u0077ord":"` + canary + `"}{"b":7}`, canary, `{"b":7}`},
		{"array", `[1,{"pass\u0077ord":"` + canary + `"},[]]`, canary, "[1,"},
		{"text before", "plain text\n" + `{"pass\u0077ord":"` + canary + `"}`, canary, "plain text"},
		{"indented", "  \t" + `{"pass\u0077ord":"` + canary + `"}` + " \n", canary, "  \t{"},
		{"text lines", "password=" + canary + "\nok\n", canary, "ok"},
		{"text behind", `{"a":1} password=` + canary + "\n{}\n", canary, "{}"},
		{"cut line", `{"pass\u0077ord":"` + canary[:8] + "\n" + `{"b":7}` + "\n", canary[:8], `{"b":7}`},
		{"cut line, then one", `{"a":1` + "\n" + `{"pass\u0077ord":"` + canary + `","b":7}` + "\n", canary, `"b":7`},
		{"cut at the end", `{"pass\u0077ord":"` + canary[:8], canary[:8], "{"},
		{"bad syntax", `{"a" 1,"password":"` + canary + `"}` + "\n" + `{"b":7}`, canary, `{"b":7}`},
		{"bad line with a key", `{"a":"` + pem + "{\"b\":7}\n", canary, `{"b":7}`},
		{"key lines", "{}\n" + pem + "{\"b\":7}\n", live, `{"b":7}`},
		{"key after a cut line", `{"a":1` + "\n" + pem + "{\"b\":7}\n", live, `{"b":7}`},
		{"deep", strings.Repeat("[", 10_000) + `"` + token + `"` + strings.Repeat("]", 10_000) + "\n{}", token, "{}"},
		{"too deep", strings.Repeat("[", maxNesting+1) + "\"" + token + "\"\n{}\n", token, "{}\n"},
		{"live across documents", `{"a":1}` + token + "\n", token, `{"a":1}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := tacit(t, c.in, "--json")
			if r.status != 0 || strings.Contains(r.out, c.hidden) || !strings.Contains(r.out, c.kept) {
				t.Errorf("status %d, output %.500q", r.status, r.out)
			}
		})
	}
}

func TestJSONKeepsCleanText(t *testing.T) {
	long(t)
	for _, in := range []string{
		"", "\n", "{}", "[]\n", "{}[]{}\n\n", "{\"a\": 1,\r\n \"b\": [true, null, -1.5e+3]}\r\n",
		"\"a string\"\n12\nnull\n", "{\"a\":", "{]}\n[}\n", "[1,]\n{,}\n{\"a\"}\n", "{\"\\u00e9\\\\\":\"\\\"\"}\n",
		"[1\x00]\n", "{\"a\":1\n{\"b\":2\n{\"c\":3\n}",
	} {
		tacit(t, in, "--json").want(t, 0, in)
	}
}

// TestJSONAtAnyCut writes the same text in pieces.
func TestJSONAtAnyCut(t *testing.T) {
	text := "x\n{\"a\":1\n {\"pass\\u0077ord\":\"" + canary + "\"} tail\n[\"" + token + "\"]{\"pin\":{}}\n{\"q\\n\":\n\"w\"}\n{\"secret\":[1,\n2,\n3"
	opts := []redact.Option{redact.WithDetectors(detectors.Default()...)}
	r, err := redact.New(opts...)
	if err != nil {
		t.Fatal(err)
	}
	through := func(max int, pieces ...string) string {
		var out bytes.Buffer
		w := newJSONWriter(r, opts, &out)
		w.max, w.probe = max, r
		for _, p := range pieces {
			if _, err := w.Write([]byte(p)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	want := through(maxDocument, text)
	if strings.Contains(want, canary) || strings.Contains(want, token) {
		t.Fatalf("leak: %q", want)
	}
	for i := range text {
		if got := through(maxDocument, text[:i], text[i:]); got != want {
			t.Fatalf("cut at %d: %q\nwant %q", i, got, want)
		}
	}
	if got := through(maxDocument, strings.Split(text, "")...); got != want {
		t.Fatalf("byte by byte: %q\nwant %q", got, want)
	}
	// Behind the bound a document is text, also where a piece ends at it.
	long := `{"a":"` + strings.Repeat("x", 50) + `","password":"` + canary + `"}` + "\n" + `{"pass\u0077ord":"` + canary + `"}` + "\n"
	for i := range long {
		if got := through(40, long[:i], long[i:]); strings.Contains(got, canary) || !strings.Contains(got, strings.Repeat("x", 50)) {
			t.Fatalf("cut at %d: %q", i, got)
		}
	}
}

func TestJSONStaysValid(t *testing.T) {
	in := `{"password":{"a":[1,2]},"n":{"token":123456789,"x":"` + token + `"},"url":"https://u:` + canary + `@h/"}`
	for _, rep := range []string{"label", "fixed:X", "mask:2,2"} {
		r := tacit(t, in+"\n"+in, "--json", "--replacement", rep)
		dec := json.NewDecoder(strings.NewReader(r.out))
		for range 2 {
			var v any
			if err := dec.Decode(&v); err != nil {
				t.Errorf("%s: %v in %q", rep, err, r.out)
			}
		}
		r.noSecret(t, r.out)
	}
}
