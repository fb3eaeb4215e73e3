package redact_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"
	"unsafe"

	"github.com/tacit-go/tacit/redact"
)

// Contract 2: clean is untouched.

var cleanTexts = []struct{ name, text string }{
	{"20 bytes", "GET /orders/17 200 3"},
	{"200 bytes", strings.Repeat(`level=info msg="request done" method=GET path=/orders/17 status=200 `, 3)[:200]},
	{"2000 bytes", strings.Repeat(strings.Join(cleanLines, "\n")+"\nuser=bob token_count=12 trace_id=4bf92f3577b34da6a3ce929d0e0e4736\n", 6)[:2000]},
}

func TestContractCleanIsTheSame(t *testing.T) {
	r := defaults(t)
	for _, tt := range cleanTexts {
		t.Run(tt.name, func(t *testing.T) {
			s, b := tt.text, []byte(tt.text)
			if got := r.String(s); unsafe.StringData(got) != unsafe.StringData(s) || len(got) != len(s) {
				t.Errorf("String returned another string: %q", near(got, differ(got, s)))
			}
			if got := r.Bytes(b); &got[0] != &b[0] || len(got) != len(b) {
				t.Error("Bytes returned another slice")
			}
			if got := r.Append([]byte("x"), b); string(got) != "x"+s {
				t.Errorf("Append changed clean text: %q", near(string(got), differ(string(got), "x"+s)))
			}
			if got := string(r.AppendString(nil, s)); got != s {
				t.Error("AppendString changed clean text")
			}
			if got := r.AppendMatches(nil, b); len(got) != 0 {
				t.Errorf("AppendMatches found %v", got)
			}
			if got := streamed(t, r, singles(s)...); got != s {
				t.Errorf("stream changed clean text: %q", near(got, differ(got, s)))
			}
			if string(b) != s {
				t.Error("the argument was written to")
			}
		})
	}
	if got := r.Bytes(nil); got != nil {
		t.Errorf("Bytes(nil) = %q", got)
	}
	if got := r.String(""); got != "" {
		t.Errorf(`String("") = %q`, got)
	}
}

func TestContractCleanAllocatesNothing(t *testing.T) {
	if raced {
		t.Skip("the race detector makes pools forget")
	}
	r := defaults(t)
	for _, tt := range cleanTexts {
		s, b := tt.text, []byte(tt.text)
		dst, ms := make([]byte, 0, len(b)+64), make([]redact.Match, 0, 4)
		for _, call := range []struct {
			name string
			run  func()
		}{
			{"String", func() { sinkString = r.String(s) }},
			{"Bytes", func() { sinkBytes = r.Bytes(b) }},
			{"Append", func() { sinkBytes = r.Append(dst, b) }},
			{"AppendString", func() { sinkBytes = r.AppendString(dst, s) }},
			{"AppendMatches", func() { sinkMatches = r.AppendMatches(ms, b) }},
			{"AppendMatches to nil", func() { sinkMatches = r.AppendMatches(nil, b) }},
		} {
			call.run()
			if sinkString != "" && sinkString != s {
				t.Fatalf("%s: not clean", tt.name)
			}
			if n := testing.AllocsPerRun(200, call.run); n != 0 {
				t.Errorf("%s, %s: %v allocations, want 0", tt.name, call.name, n)
			}
		}
	}
}

var (
	sinkString  string
	sinkBytes   []byte
	sinkMatches []redact.Match
)

func TestContractLinesThatMustSurvive(t *testing.T) {
	file, err := os.ReadFile("testdata/must-survive.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := defaults(t)
	n := 0
	for sc := bufio.NewScanner(bytes.NewReader(file)); sc.Scan(); n++ {
		line := sc.Text()
		if got := r.String(line); got != line {
			t.Errorf("line %d: %q became %q", n+1, line, got)
		}
		quoted, err := json.Marshal(map[string]string{"msg": line})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.AppendJSON(nil, quoted); !bytes.Equal(got, quoted) {
			t.Errorf("line %d as a JSON message: %s became %s", n+1, quoted, got)
		}
		if got := r.String(string(quoted)); got != string(quoted) {
			t.Errorf("line %d as JSON in text: %s became %s", n+1, quoted, got)
		}
	}
	if n < 50 {
		t.Errorf("%d lines, want at least 50", n)
	}
	if got := streamed(t, r, string(file)); got != string(file) {
		t.Errorf("whole file, stream: differs at byte %d", differ(got, string(file)))
	}
	if got := streamed(t, r, singles(string(file))...); got != string(file) {
		t.Errorf("whole file, byte by byte: differs at byte %d", differ(got, string(file)))
	}
}

func TestContractNeighboursOfSecretsStay(t *testing.T) {
	r := fixed(t)
	for _, tt := range []struct{ name, in, want, reason string }{
		{"JSON", `{"user":"bob","password":"hunter2","n":1}`, `{"user":"bob","password":"` + hidden + `","n":1}`, "quotes and comma are not the value's"},
		{"JSON, number", `{"password":12345678,"n":1}`, `{"password":"` + hidden + `","n":1}`, "JSON needs a string"},
		{"logfmt", `user=bob password=hunter2 n=1`, `user=bob password=` + hidden + ` n=1`, "the value ends at the blank"},
		{"logfmt, quoted", `password="hun ter2" n=1`, `password="` + hidden + `" n=1`, "the quotes stay"},
		{"logfmt, escaped quote", `password="hun\"ter2" n=1`, `password="` + hidden + `" n=1`, "an escaped quote does not end the value"},
		{"bearer", "Authorization: Bearer hunter2hunter2\r\nHost: x", "Authorization: Bearer " + hidden + "\r\nHost: x", "scheme and line end stay"},
		{"basic", "Authorization: Basic aHVudGVyMjpodW50ZXIy\r\nHost: x", "Authorization: Basic " + hidden + "\r\nHost: x", "scheme and line end stay"},
		{"YAML", "password: hunter2\nport: 1", "password: " + hidden + "\nport: 1", "one line"},
		{"YAML, flow", "{password: hunter2, port: 1}", "{password: " + hidden + ", port: 1}", "comma ends the value"},
		{"query", "GET /a?password=hunter2&x=1 HTTP/1.1", "GET /a?password=" + hidden + "&x=1 HTTP/1.1", "the ampersand ends the value"},
		{"%+v", "{User:bob Password:hunter2 Port:1}", "{User:bob Password:" + hidden + " Port:1}", "the brace stays"},
		{"%+v, last", "{User:bob Password:hunter2}", "{User:bob Password:" + hidden + "}", "the brace stays"},
		{"map", "map[password:hunter2 user:bob]", "map[password:" + hidden + " user:bob]", "the bracket stays"},
		{"XML", "<password>hunter2</password><n>1</n>", "<password>" + hidden + "</password><n>1</n>", "markup stays"},
		{"SQL", "ALTER USER bob PASSWORD 'hunter2' VALID UNTIL 'x'", "ALTER USER bob PASSWORD '" + hidden + "' VALID UNTIL 'x'", "quotes and what follows stay"},
		{"DSN", "host=db password=hunter2 dbname=o", "host=db password=" + hidden + " dbname=o", "the value ends at the blank"},
		{"logfmt, quotes inside", `query="CREATE USER app IDENTIFIED BY 'hunter2'" ms=3`, `query="CREATE USER app IDENTIFIED BY '` + hidden + `'" ms=3`, "the string ends at its quote"},
		{"logfmt, header inside", `msg="> Cookie: connect.sid=hunter2abc" n=1`, `msg="> Cookie: ` + hidden + `" n=1`, "the string ends at its quote"},
		{"logfmt, index inside", `level=info msg="$cfg['password']=" next=visible`, `level=info msg="$cfg['password']=" next=visible`, "there is no value"},
		{"error", "bad option redis_password=hunter2: EOF", "bad option redis_password=" + hidden + ": EOF", "the colon is the sentence's"},
		{"wire log", `>> "Pwd: hunter2abc[\r][\n]"`, `>> "Pwd: ` + hidden + `[\r][\n]"`, "the bracket is the log's"},
		{"connection string, bracket", "Password=oFMy(=CJ;Encrypt=true", "Password=" + hidden + ";Encrypt=true", "a bracket that does not close is a sign"},
		{"environment, bracket", "[A=b PASSCODE=mbu7(}{.tz HOME=/root]", "[A=b PASSCODE=" + hidden + " HOME=/root]", "brackets of different kinds do not close each other"},
		{"list of one", `map[X-Api-Key:[hunter2abc]] http.Header{"X-Api-Key":[]string{"hunter2abc"}} Some("a")`, `map[X-Api-Key:[` + hidden + `]] http.Header{"X-Api-Key":[]string{"` + hidden + `"}} Some("a")`, "a list stays a list"},
		{"pair", `<add key="DbPassword" value="hunter2"/>`, `<add key="DbPassword" value="` + hidden + `"/>`, "the key of a pair is a name"},
		{"cookies", "cookies={sessionid=hunter2abc1, theme=dark}", "cookies={sessionid=" + hidden + ", theme=dark}", "each member has its own name"},
		{"invalid UTF-8", "\xff password=hunter2 \xfe", "\xff password=" + hidden + " \xfe", "bytes, not runes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			src := []byte(tt.in)
			if got := r.String(tt.in); got != tt.want {
				t.Errorf("String(%q) = %q, want %q: %s", tt.in, got, tt.want, tt.reason)
			}
			if got := string(r.Append(nil, src)); got != tt.want {
				t.Errorf("Append(%q) = %q, want %q: %s", tt.in, got, tt.want, tt.reason)
			}
			if got := streamed(t, r, singles(tt.in)...); got != tt.want {
				t.Errorf("stream(%q) = %q, want %q: %s", tt.in, got, tt.want, tt.reason)
			}
			if string(src) != tt.in {
				t.Error("the argument was written to")
			}
		})
	}
}

// TestContractAppendMatchesAgrees rebuilds Append's output from the matches.
func TestContractAppendMatchesAgrees(t *testing.T) {
	r := fixed(t)
	for seed := range uint64(20) {
		text, _ := corpus(random(seed), 30)
		var want strings.Builder
		end := 0
		for i, m := range r.AppendMatches(nil, []byte(text)) {
			if m.Start < end || m.End <= m.Start || m.End > len(text) || i > 0 && m.Start == end || m.Detector == "" {
				t.Fatalf("seed %d: match %d [%d, %d) %q after %d: not sorted, disjoint and merged", seed, i, m.Start, m.End, m.Detector, end)
			}
			want.WriteString(text[end:m.Start] + hidden)
			end = m.End
		}
		want.WriteString(text[end:])
		// In URLs and JSON the replacement may be written another way.
		plain := strings.NewReplacer(`"`+hidden+`"`, hidden, "(HIDDEN)", hidden)
		if got := plain.Replace(string(r.Append(nil, []byte(text)))); got != plain.Replace(want.String()) {
			at := differ(got, plain.Replace(want.String()))
			t.Errorf("seed %d: Append differs from its matches at byte %d: %q", seed, at, near(got, at))
		}
	}
}

func TestContractURLsStillParse(t *testing.T) {
	r := defaults(t)
	for _, tt := range []struct{ name, format string }{
		{"password", "https://bob:%s@example.org:8443/a/b?x=1#f"},
		{"user name only", "https://" + ghPrefix + "%s@example.org/a.git"},
		{"query", "https://example.org/cb?access_token=%s&x=1"},
		{"fragment", "https://example.org/cb#access_token=%s&x=1"},
		{"path", "https://example.org/t/" + ghPrefix + "%s/x"},
		{"IPv6", "postgres://bob:%s@[::1]:5432/orders"},
		{"no host", "redis://:%s@/0"},
	} {
		secret := rare(random(3), 36)
		in := fmt.Sprintf(tt.format, secret)
		before, err := url.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		for call, got := range map[string]string{"String": r.String(in), "URL": r.URL(in)} {
			if at := leaked(got, secret); at >= 0 {
				t.Errorf("%s, %s: leak at byte %d", tt.name, call, at)
			}
			after, err := url.Parse(got)
			if err != nil {
				t.Errorf("%s, %s: does not parse any more", tt.name, call)
			} else if after.Host != before.Host || after.Scheme != before.Scheme {
				t.Errorf("%s, %s: host %q, want %q", tt.name, call, after.Host, before.Host)
			}
		}
	}
}
