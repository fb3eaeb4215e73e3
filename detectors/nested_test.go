package detectors

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// nestings are the ways in which text becomes a string in other text. Each writes the
// inside of a string, piece by piece.
var nestings = []struct {
	name string
	to   func(s string) string
}{
	{"json", func(s string) string { return jsonString(s, true) }},
	{"json without HTML", func(s string) string { return jsonString(s, false) }},
	{"%q", func(s string) string { return inner(fmt.Sprintf("%q", s)) }},
	{"%+q", func(s string) string { return inner(fmt.Sprintf("%+q", s)) }},
}

func inner(quoted string) string { return quoted[1 : len(quoted)-1] }

func jsonString(s string, html bool) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(html)
	if err := e.Encode(s); err != nil {
		panic(err)
	}
	return inner(strings.TrimSuffix(b.String(), "\n"))
}

// nest returns text as the value of a member, in as many strings as level says, and
// where a byte of the text is in it.
func nest(text string, level int, to func(string) string) (string, func(int) int) {
	if level == 0 {
		return text, func(i int) int { return i }
	}
	deeper, at := nest(`{"a":"`+to(text)+`"}`, level-1, to)
	return deeper, func(i int) int { return at(len(`{"a":"`) + len(to(text[:i]))) }
}

// nestedTexts are further texts, with names and elements.
var nestedTexts = []string{
	`password=7Qx2mZ0cLr9VtB4n user=ada`, `{"password":"7Qx2mZ0cLr9VtB4n","n":1}`, "Authorization: Bearer 7Qx2mZ0cLr9VtB4n\r\nAccept: */*", "Cookie: sid=7Qx2mZ0cLr9VtB4n; theme=dark\r\nAccept: */*",
	`https://h.example/x?a=1&access_token=7Qx2mZ0cLr9VtB4n&z=1 `, `postgres://ada:7Qx2mZ0cLr9VtB4n@db:5432/shop`, "curl -u ada:7Qx2mZ0cLr9VtB4n https://h\n", `ALTER USER ada IDENTIFIED BY '7Qx2mZ0cLr9VtB4n';`,
	`<password>7Qx2mZ0cLr9VtB4n</password>`, `&lt;password&gt;7Qx2mZ0cLr9VtB4n&lt;/password&gt;`, `<add key="password" value="7Qx2mZ0cLr9VtB4n"/>`, `<db:password>7Qx2mZ0cLr9VtB4n</db:password>`,
	`<password><![CDATA[7Qx2mZ0cLr9VtB4n]]></password>`, `<key>password</key><string>7Qx2mZ0cLr9VtB4n</string>`, `&lt;name&gt;password&lt;/name&gt;&lt;value&gt;7Qx2mZ0cLr9VtB4n&lt;/value&gt;`, `&quot;password&quot;:&quot;7Qx2mZ0cLr9VtB4n&quot;`,
	"db:\n  password: 7Qx2mZ0cLr9VtB4n\n  host: x\n", `msg="login" password="7Qx2mZ0cLr9VtB4n" n=1`, `{Addr::8080 APIKey:7Qx2mZ0cLr9VtB4n Retries:3}`, `map[password:7Qx2mZ0cLr9VtB4n user:x]`, `{\"client_secret\":\"7Qx2mZ0cLr9VtB4n\"}`,
	`"password" => "7Qx2mZ0cLr9VtB4n",`, `{"kty":"EC","crv":"P-256","d":"0EXAMPLE-only_1Synthetic20EXAMPLE"}`,
	`<user>7Qx2mZ0cLr9VtB4n</user>`, `a < b && c > d, max_tokens=4096 & author=ada`, `<input type="password" name="q"/>`, `<password/><user>ada</user>`, `&lt;user&gt;ada&lt;/user&gt;`, `<token><a>x</a></token>`,
}

// widerNested are examples of which more is hidden in a string, by detector, and texts.
var widerNested = map[string]string{
	"pem-private-key":       "the last line of a key that is cut off may be of any length, and the word behind its end looks like one",
	"putty-private-key":     "the same",
	"url-port-error-nested": "so deep no quote mark is known to be one: the mark goes too",
	`<password><![CDATA[7Qx2mZ0cLr9VtB4n]]></password>`: "the marks of the section go too, where < is escaped",
	`<token><a>x</a></token>`:                           "an element in the element goes, where < is escaped",
}

// lostNested are hits that are not found at a level, by detector.
var lostNested = map[string]int{
	"json-web-key":       1, // a blank before what may be a key would have a stream hold back each line
	"payment-card-first": 1, // n and a number are as good as one word where \n stands for a line end
	"facebook-app-token": 3, // the marks between put the word that must be near too far away
}

func TestNested(t *testing.T) {
	r := engine(t, All()...)
	for _, d := range All() {
		t.Run(d.ID, func(t *testing.T) {
			for _, hit := range d.Hits {
				text, _ := parseExample(t, hit)
				checkNested(t, r, d.ID, text)
			}
			for _, miss := range d.Misses {
				checkNested(t, r, "", miss)
			}
		})
	}
	for _, text := range nestedTexts {
		checkNested(t, r, text, text)
	}
}

// checkNested checks that of text the same is hidden in a string of any level, whole and in
// pieces.
func checkNested(t *testing.T, r *redact.Redactor, id, text string) {
	t.Helper()
	plain := r.AppendMatches(nil, []byte(text))
	wider := widerNested[id] != ""
	for _, n := range nestings {
		for level := 1; level <= 3; level++ {
			if lost := lostNested[id]; lost > 0 && level >= lost {
				continue
			}
			in, at := nest(text, level, n.to)
			var want, got []span
			for _, m := range plain {
				want = append(want, span{at(m.Start), at(m.End)})
			}
			for _, m := range r.AppendMatches(nil, []byte(in)) {
				got = append(got, span{m.Start, m.End})
			}
			if wider && len(want) == 0 {
				continue
			}
			if !slices.EqualFunc(got, want, func(g, w span) bool {
				return g == w || wider && g.start <= w.start && g.end >= w.end && g.end-g.start < w.end-w.start+40
			}) {
				t.Errorf("%s, level %d: %s: got %v, want %v", n.name, level, in, got, want)
			}
			whole := r.String(in)
			for _, size := range []int{1, 2 + 3*level}[level%2:] {
				if got := inPieces(t, r, in, size); got != whole {
					t.Errorf("%s, level %d, pieces of %d: %s: got %s, want %s", n.name, level, size, in, got, whole)
				}
			}
		}
	}
}

func inPieces(t *testing.T, r *redact.Redactor, text string, size int) string {
	t.Helper()
	var out bytes.Buffer
	w := r.NewStreamWriter(&out)
	for i := 0; i < len(text); i += size {
		if _, err := io.WriteString(w, text[i:min(len(text), i+size)]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
