package redact_test

import (
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// A pattern whose literals are too short to be looked for everywhere is found near
// the words that it needs, in streams too.
func TestShortLiteralsNearWords(t *testing.T) {
	r := build(t, redact.WithDetectors(redact.Detector{ID: "short", Doc: "x", Pattern: `\bq\.[0-9a-z]{6,}\b`, Near: []string{"vendor", "vnd"}}))
	const mark = "[REDACTED:short]"
	for _, tt := range []struct{ text, want string }{
		{"vendor q.abc123 end", "vendor " + mark + " end"},
		{"VENDOR=q.abc123,q.def456 q.ghi789", "VENDOR=" + mark + "," + mark + " " + mark},
		{"q.abc123 vendor", "q.abc123 vendor"},
		{"q.abcvnd123 end", mark + " end"},
		{"vendor\nq.abc123 end", "vendor\nq.abc123 end"},
		{"vendor" + strings.Repeat(" ", 58) + "q.abc123", "vendor" + strings.Repeat(" ", 58) + mark},
		{"vendor" + strings.Repeat(" ", 59) + "q.abc123", "vendor" + strings.Repeat(" ", 59) + "q.abc123"},
		{"q." + strings.Repeat("a", 251) + "vnd end", mark + " end"},
		{"q." + strings.Repeat("a", 252) + "vnd end", "q." + strings.Repeat("a", 252) + "vnd end"},
		{"vendor q.abc vendor q.abcdef", "vendor q.abc vendor " + mark},
	} {
		checkAnyCut(t, r, tt.text, tt.want)
	}
}

// The literal of a pattern may stand far behind the start of its match, near which the word is.
func TestLiteralFarFromTheWord(t *testing.T) {
	r := build(t, redact.WithDetectors(redact.Detector{ID: "far", Doc: "x", Pattern: `\b[0-9a-f]{32}\.[0-9A-Za-z]{6}\b`, Near: []string{"vendor"}}))
	key := strings.Repeat("0f1e2d3c", 4) + ".EXAMPL"
	for n := 1; n < 64; n++ {
		text, want := "vendor"+strings.Repeat(" ", n)+key, "vendor"+strings.Repeat(" ", n)+"[REDACTED:far]"
		if n > 58 {
			want = text
		}
		if got := r.String(text); got != want {
			t.Errorf("%d bytes between: %q", n, got)
		}
		if got := streamed(t, r, singles(text)...); got != want {
			t.Errorf("%d bytes between, in bytes: %q", n, got)
		}
	}
}

// checkAnyCut compares the output of a text, whole, in two pieces and in bytes.
func checkAnyCut(t *testing.T, r *redact.Redactor, text, want string) {
	t.Helper()
	if got := r.String(text); got != want {
		t.Errorf("%q: %q, want %q", text, got, want)
	}
	for i := range len(text) {
		if got := streamed(t, r, text[:i], text[i:]); got != want {
			t.Errorf("%q cut at %d: %q, want %q", text, i, got, want)
		}
	}
	if got := streamed(t, r, singles(text)...); got != want {
		t.Errorf("%q in bytes: %q, want %q", text, got, want)
	}
}

// What stands between a literal and the start of its match may be written with escapes,
// and so may the literal itself be near a word.
func TestDistanceOverEscapes(t *testing.T) {
	far := redact.Detector{ID: "far", Doc: "x", Pattern: `[a-z+/]{9}SIGN[a-z]{4}`}
	short := redact.Detector{ID: "short", Doc: "x", Pattern: `[0-9a-f/]{6}:[a-z/]{6}`, Near: []string{"vendor"}}
	r := build(t, redact.WithDetectors(far, short))
	for _, tt := range []struct{ text, want string }{
		{"v=abc+/defgSIGNabcd;", "v=[REDACTED:far];"},
		{"v=abc%2B%2FdefgSIGNabcd;", "v=[REDACTED:far];"},
		{"v=%2Babc%2F%2fdefSIGNabcd;", "v=[REDACTED:far];"},
		{"v=abc%252B%252FdefgSIGNabcd;", "v=[REDACTED:far];"},
		{`"v":"\/abcdefghSIGNabcd"`, `"v":"[REDACTED:far]"`},
		{`"v":"\\/abc\\/defgSIGNabcd"`, `"v":"[REDACTED:far]"`},
		{"v=abc\u200bdefghi\u200bSIGNabcd;", "v=[REDACTED:far];"},
		{"v=ab%2FcdefSIGNabcd;", "v=ab%2FcdefSIGNabcd;"},
		{"vendor v=0a1b2c:abcdef&n=1", "vendor v=[REDACTED:short]&n=1"},
		{"vendor v=0a1b2c%3Aabcdef&n=1", "vendor v=[REDACTED:short]&n=1"},
		{"vendor v=0a%2Fb2c%3Aabcdef&n=1", "vendor v=[REDACTED:short]&n=1"},
		{"vendor v=0a%252Fb2c%253Aabc%252Fef&n=1", "vendor v=[REDACTED:short]&n=1"},
		{`vendor "0a1b2c\u003aabcdef"`, `vendor "[REDACTED:short]"`},
		{"v=0a1b2c%3Aabcdef", "v=0a1b2c%3Aabcdef"},
	} {
		checkAnyCut(t, r, tt.text, tt.want)
	}
}

// A pattern without a literal is found where a part of a run of base64 begins, in
// streams too.
func TestRun(t *testing.T) {
	const (
		key  = "q7Wm2Xv9Lk4Rt8Yz3Bn6Hd1Fs5" // 26 characters
		mark = "[REDACTED:run]"
	)
	alone := build(t, redact.WithDetectors(redact.Detector{ID: "run", Doc: "x", Pattern: `(?:\b|_)q[0-9][0-9A-Za-z]{24}\b`, Run: []int{0, 1}}))
	second := build(t, redact.WithDetectors(redact.Detector{ID: "run", Doc: "x", Pattern: `\b[0-9]{2,3}\.q[0-9A-Za-z/]{25}\b`, Run: []int{3, 4}}))
	for _, tt := range []struct {
		r          *redact.Redactor
		text, want string
	}{
		{alone, key, mark},
		{alone, "v=" + key + " " + key + "\n" + key, "v=" + mark + " " + mark + "\n" + mark},
		{alone, "prefix_" + key, "prefix" + mark},
		{alone, "/hook/" + key + "/x-" + key, "/hook/" + mark + "/x-" + mark},
		{alone, strings.Repeat("a/", 400) + key, strings.Repeat("a/", 400) + mark},
		{alone, strings.Repeat("aB/", 2000) + key + "/", strings.Repeat("aB/", 2000) + mark + "/"},
		{alone, `first\n` + key + `\tlast`, `first\n` + mark + `\tlast`},
		{alone, "a%3D" + key + "%26b", "a%3D" + mark + "%26b"},
		{alone, "a%253D" + key + "%2526b", "a%253D" + mark + "%2526b"},
		{alone, "a%2F" + key + "%2Fb", "a%2F" + mark + "%2Fb"},
		{alone, `{"v":"\/` + key + `\/"}`, `{"v":"\/` + mark + `\/"}`},
		{alone, `{"v":"\u003d` + key + `"}`, `{"v":"\u003d` + mark + `"}`},
		{alone, "\x1b[1;31m" + key + "\x1b[0m", "\x1b[1;31m" + mark + "\x1b[0m"},
		{alone, `"\u001b[32m` + key + `\u001b[0m"`, `"\u001b[32m` + mark + `\u001b[0m"`},
		{alone, "x" + key, "x" + key},
		{alone, key + "x", key + "x"},
		{alone, strings.ToLower(key), strings.ToLower(key)},
		{second, "12." + key + " 345." + key, mark + " " + mark},
		{second, "v=12%2E" + key + "&n=1", "v=" + mark + "&n=1"},
		{second, strings.Repeat("x", 300) + " 12." + key, strings.Repeat("x", 300) + " " + mark},
		{second, "1." + key, "1." + key},
	} {
		if len(tt.text) < 200 {
			checkAnyCut(t, tt.r, tt.text, tt.want)
			continue
		}
		if got := tt.r.String(tt.text); got != tt.want {
			t.Errorf("%.60q…: %q", tt.text, got)
		}
		if got := streamed(t, tt.r, singles(tt.text)...); got != tt.want {
			t.Errorf("%.60q… in bytes: %q", tt.text, got)
		}
	}
	for _, run := range [][]int{{-1}, {65}, {1, 2, 3, 4, 5, 6, 7, 8, 9}} {
		if _, err := redact.New(redact.WithDetectors(redact.Detector{ID: "run", Doc: "x", Pattern: "abcd", Run: run})); err == nil {
			t.Errorf("Run %v is taken", run)
		}
	}
}

// A literal too far from the start of its match, in bytes, and a pair that is too long
// are not found.
func TestNearBounds(t *testing.T) {
	far := build(t, redact.WithDetectors(redact.Detector{ID: "far", Doc: "x", Pattern: `[a-z+]{60}SIGN[a-z]{4}`}))
	for n, found := range map[int]bool{0: true, 40: true, 47: true, 48: true, 60: false} { // 4 more bytes for each
		text := "v=" + strings.Repeat("%252B", n) + strings.Repeat("a", 60-n) + "SIGNabcd;"
		if got := far.String(text) != text; got != found {
			t.Errorf("%d escapes: found %v, want %v", n, got, found)
		}
	}
	r := defaults(t)
	for n, found := range map[int]bool{10: true, 900: true, 1100: false} {
		text := `{"value":"` + strings.Repeat("h", n) + `","name":"DB_PASSWORD"}`
		if got := r.String(text) != text; got != found {
			t.Errorf("a value of %d bytes before its name: found %v, want %v", n, got, found)
		}
	}
}

func TestMembersBounds(t *testing.T) {
	r := defaults(t)
	for _, c := range []struct {
		between string
		found   bool
	}{
		{`"x":"` + strings.Repeat("h", 900) + `",`, true}, {`"x":"` + strings.Repeat("h", 1100) + `",`, false},
		{`"x":{"a":[1]},`, true}, {`"x":[],"y":{},`, false}, {`},{`, false},
	} {
		for _, text := range []string{`{"field":"password",` + c.between + `"rejectedValue":"hx7q"}`, `{"rejectedValue":"hx7q",` + c.between + `"field":"password"}`} {
			for _, got := range []string{r.String(text), streamed(t, r, singles(text)...)} {
				if found := !strings.Contains(got, "hx7q"); found != c.found {
					t.Errorf("%.80q: found %v, want %v", text, found, c.found)
				}
			}
		}
	}
	text := `{"aValue":"hx1","bValue":"hx2","cValue":"hx3","dValue":"hx4","eValue":"hx5","field":"password"}`
	if got := r.String(text); !strings.HasPrefix(got, `{"aValue":"hx1","bValue":"[`) || strings.Count(got, "hx") != 1 {
		t.Errorf("%q gives %q", text, got)
	}
}

// TestBesideBounds holds how far from its name a value in a cell, a column, a list or a line of its own may stand.
func TestBesideBounds(t *testing.T) {
	r := defaults(t)
	blanks := func(n int) string { return strings.Repeat(" ", n) }
	value := "hx7q" + strings.Repeat("z", 8)
	for _, c := range []struct {
		text  string
		found bool
	}{
		{"<td>password</td>" + blanks(200) + "<td>" + value + "</td>", true}, {"<td>password</td>" + blanks(300) + "<td>" + value + "</td>", false},
		{"token: Some(\n" + blanks(100) + `"` + value + `",`, true}, {"token: Some(\n" + blanks(200) + `"` + value + `",`, false},
		{"password    " + value + strings.Repeat("y", 200) + "\n", true}, {"password    " + value + strings.Repeat("y", 300) + "\n", false},
		{`["password":"` + strings.Repeat("C", 100) + `":private]=> string(12) "` + value + `"`, true},
		{"password: | # " + strings.Repeat("r", 90) + "\n  " + value, true}, {"password: | # " + strings.Repeat("r", 200) + "\n  " + value, false},
		{"Key (" + strings.Repeat("a", 80) + ", token)=(1, " + value + ") already exists", true}, {"Key (" + strings.Repeat("a", 100) + ", token)=(1, " + value + ") already exists", false},
		{"Key (token, " + strings.Repeat("a", 80) + ")=(" + value + ", 1) already exists", true}, {"Key (token, " + strings.Repeat("a", 100) + ")=(" + value + ", 1) already exists", false},
		{"'authorization'," + blanks(12) + "'Bearer " + value + "', 'accept'", true}, {"'authorization'," + blanks(20) + "'Bearer " + value + "', 'accept'", false},
		{"token NOT IN" + blanks(80) + "('" + value + "')", true}, {"token NOT IN" + blanks(100) + "('" + value + "')", false},
		{"WHERE lower(token" + strings.Repeat(")", 80) + " = '" + value + "'", true}, {"WHERE lower(token" + strings.Repeat(")", 100) + " = '" + value + "'", false},
		{"{DB_PASSWORD " + value + strings.Repeat("y", 200) + " nil}", true}, {"{DB_PASSWORD " + value + strings.Repeat("y", 300) + " nil}", false},
		{blanks(40) + "- --password\n" + blanks(40) + "- " + value, true}, {blanks(90) + "- --password\n" + blanks(90) + "- " + value, false},
	} {
		for _, got := range []string{r.String(c.text), streamed(t, r, singles(c.text)...)} {
			if found := !strings.Contains(got, value); found != c.found {
				t.Errorf("%.90q: found %v, want %v", c.text, found, c.found)
			}
		}
	}
}

// TestSparedBounds holds how much of a message, an expression and an object is read in which no secret is.
func TestSparedBounds(t *testing.T) {
	r := defaults(t)
	for text, spared := range map[string]bool{
		"session: cache " + strings.Repeat("word", 5):            true,
		"session: cache " + strings.Repeat("word", 7):            false,
		"token=a.b(s(r(w(b()))))":                                false,
		"token=a.b(s(r(w())))":                                   true,
		"token = a.b(s(r(w(b(x(n())))))":                         false,
		"token = a.b(s(r(w(b(x())))))":                           true,
		"token = a.b(" + strings.Repeat("user, ", 40) + "user)":  true,
		"token = a.b(" + strings.Repeat("user, ", 50) + "user)":  false,
		`{"secret":{"a":{"a":{"a":{"secretName":"db"}}}}}`:       true,
		`{"secret":{"a":{"a":{"a":{"a":{"secretName":"db"}}}}}}`: false,
	} {
		if got := r.String(text); (got == text) != spared {
			t.Errorf("%q became %q", text, got)
		}
	}
}
