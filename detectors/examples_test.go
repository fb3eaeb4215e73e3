package detectors

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// span is a half-open range of bytes.
type span struct{ start, end int }

// parseExample removes the marks of a hit and returns the text and what is to be
// replaced in it.
func parseExample(t *testing.T, hit string) (string, span) {
	t.Helper()
	hit = strings.ReplaceAll(hit, "¦", "")
	before, rest, ok1 := strings.Cut(hit, "⟦")
	secret, tail, ok2 := strings.Cut(rest, "⟧")
	if !ok1 || !ok2 || strings.ContainsAny(before+secret+tail, "⟦⟧") {
		t.Fatalf("not exactly one pair of marks in %q", hit)
	}
	return before + secret + tail, span{len(before), len(before) + len(secret)}
}

// model finds what a pattern detector replaces, by package regexp alone.
type model struct {
	re *regexp.Regexp
	d  redact.Detector
}

func newModel(t *testing.T, d redact.Detector) model {
	t.Helper()
	re, err := regexp.Compile(d.Pattern)
	if err != nil {
		t.Fatal(err)
	}
	re.Longest()
	return model{re, d}
}

// find returns the merged spans of the matches in text.
func (m model) find(text string) []span {
	var out []span
	for _, loc := range m.re.FindAllSubmatchIndex([]byte(text), -1) {
		s := span{loc[0], loc[1]}
		for g := loc[2:]; len(g) > 0; g = g[2:] { // of which one alternative has one
			if g[0] >= 0 {
				s = span{g[0], g[1]}
			}
		}
		if !m.near(text, span{loc[0], loc[1]}) {
			continue
		}
		if m.d.Verify != nil && m.d.Verify([]byte(text[s.start:s.end])) == redact.Rejected {
			continue
		}
		if n := len(out); n > 0 && out[n-1].end >= s.start {
			out[n-1].end = max(out[n-1].end, s.end)
			continue
		}
		out = append(out, s)
	}
	return out
}

// near reports whether the condition of Near holds for a match.
func (m model) near(text string, s span) bool {
	line := strings.LastIndexByte(text[:s.start], '\n') + 1
	window := strings.ToLower(text[max(line, s.start-64):min(s.end, s.start+256)])
	return len(m.d.Near) == 0 || slices.ContainsFunc(m.d.Near, func(w string) bool {
		return strings.Contains(window, strings.ToLower(w))
	})
}

// logContexts are places in telemetry where a token can stand, as %s.
var logContexts = []struct{ name, format string }{
	{"alone", `%s`},
	{"line start", `%s was refused`},
	{"line end", "refused %s\nnext line"},
	{"CRLF end", "refused %s\r\nnext line"},
	{"JSON value", `{"level":"info","v":"%s","n":1}`},
	{"JSON array", `["%s","b"]`},
	{"escaped JSON", `{"msg":"{\"v\":\"%s\"}"}`},
	{"twice escaped JSON", `{"m":"{\\\"v\\\":\\\"%s\\\"}"}`},
	{"logfmt", `level=info v=%s status=401`},
	{"query", `GET /v1/x?v=%s&page=2 HTTP/1.1`},
	{"single quotes", `bad value '%s' given`},
	{"backticks", "bad value `%s` given"},
	{"parentheses", `refused (%s) twice`},
	{"header", `X-Custom: %s`},
	{"comma", `tried %s, then gave up`},
	{"semicolon", `v=%s;path=x`},
	{"brackets", `args=[%s] n=1`},
	{"struct", `{Name:app Value:%s Retries:3}`},
	{"struct end", `{Retries:3 Value:%s}`},
	{"XML element", `<v>%s</v>`},
	{"XML attribute", `<v a="%s"/>`},
	{"escaped line end", `{"msg":"v: %s\nnext"}`},
	{"escaped line start", `{"msg":"first\n%s\tx"}`},
	{"colour", "\x1b[1;31m%s done"},
	{"escaped colour", `{"msg":"\u001b[32m%s done"}`},
	{"percent-encoded", `next=%%2Fx%%3Fv%%3D%s%%26n%%3D1`},
	{"path end", `GET /hook/%s?x=1`},
	{"colon", `value:%s`},
	{"pipe", `a|%s|b`},
	{"underscore", `prefix_%s`},
}

// place puts the token of a hit into a context. The token is all that the
// pattern matched, with the text that its group leaves out; the word of a Near
// condition goes before it.
func place(t *testing.T, d redact.Detector, hit, format string) (string, span) {
	t.Helper()
	text, want := parseExample(t, hit)
	locs := newModel(t, d).re.FindAllStringIndex(text, -1)
	i := slices.IndexFunc(locs, func(l []int) bool { return l[0] <= want.start && l[1] >= want.end })
	if i < 0 {
		t.Fatalf("the pattern does not find the hit %q", text)
	}
	token := text[locs[i][0]:locs[i][1]]
	if len(d.Near) > 0 {
		format = d.Near[0] + " " + format
	}
	at := strings.Index(strings.ReplaceAll(format, "%%", "%"), "%s")
	out := strings.ReplaceAll(strings.Replace(format, "%s", token, 1), "%%", "%")
	shift := at - locs[i][0]
	return out, span{want.start + shift, want.end + shift}
}

// escapes are what the engine, unlike package regexp, reads as what it stands for.
var escapes = regexp.MustCompile(`%[0-9A-Fa-f]{2}|\\+(?:[nrt]|u00[0-9A-Fa-f]{2}(?:\[[0-9;]*m)?)|\x1b\[[0-9;]*m`)

// blanked returns text with blanks in the place of the escapes before n.
func blanked(text string, n int) string {
	return escapes.ReplaceAllStringFunc(text[:n], func(e string) string { return strings.Repeat(" ", len(e)) }) + text[n:]
}

// covers reports whether got hides want and no more than the underscore before it.
func covers(text string, got, want span) bool {
	return got.end == want.end && (got.start == want.start || got.start == want.start-1 && text[got.start] == '_')
}

// contextHits returns the hits of d that can stand within one line. A key that is
// cut off before its END line is left out: what follows in the same string could
// be the rest of it and is hidden too.
func contextHits(d redact.Detector) []string {
	return slices.DeleteFunc(slices.Clone(d.Hits), func(h string) bool {
		cutOff := strings.Contains(h, "BEGIN") && !strings.Contains(h, "END ") || strings.Contains(h, "Private-")
		return cutOff || strings.ContainsAny(h, "\n\r")
	})
}
