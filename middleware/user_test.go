package middleware

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// User info stands in no host, and its password in no URL that has no scheme.
func TestUsersInHeaders(t *testing.T) {
	const secret = "zq" + "hunterx"
	for _, c := range []struct{ name, value, want string }{
		{"Referer", "//bob:" + secret + "@h/x", "//bob:(REDACTED:url-userinfo)@h/x"},
		{"Referer", " //bob:" + secret + "@h", " //bob:(REDACTED:url-userinfo)@h"},
		{"Referer", `\\bob:` + secret + `@h\x`, `\\bob:(REDACTED:url-userinfo)@h\x`},
		{"Referer", `/\bob:` + secret + `@h\x`, `/\bob:(REDACTED:url-userinfo)@h\x`},
		{"Referer", "//bob:zq/" + secret + "@h/x", "//bob:(REDACTED:url-userinfo)@h/x"},
		{"Referer", "//bob:a@" + secret + "@h/x?a=b@c", "//bob:(REDACTED:url-userinfo)@h/x?a=b@c"},
		{"Referer", "/a, //bob:" + secret + "@h/x,//bob:" + secret + "@h/y", "/a, //bob:(REDACTED:url-userinfo)@h/x,//bob:(REDACTED:url-userinfo)@h/y"},
		{"Referer", "https://h/x?next=//bob:" + secret + "@h/x", "https://h/x?next=//bob:(REDACTED:url-userinfo)@h/x"},
		{"Hx-Location", `{"path":"//bob:` + secret + `@h/x"}`, `{"path":"//bob:(REDACTED:url-userinfo)@h/x"}`},
		{"X-Original-Url", "//bob:" + secret + "@h/x", "//bob:(REDACTED:url-userinfo)@h/x"},
		{"X-Forwarded-Host", "bob:" + secret + "@h", "h"},
		{"x-forwarded-host", "bob:" + secret + "@h:8080", "h:8080"},
		{"X-Original-Host", "bob:" + secret + "@h", "h"},
		{"Forwarded", `for=10.0.0.1;host="bob:` + secret + `@h";proto=https`, `for=10.0.0.1;host="h";proto=https`},
		{"Forwarded", `Host=bob:` + secret + `@h, for=x;host=bob:` + secret + `@i:80`, `Host=h, for=x;host=i:80`},

		{"Referer", "//h/x@y", "//h/x@y"},
		{"Referer", "//h:80/@bob/x:y", "//h:80/@bob/x:y"},
		{"Referer", "//bob@h/x", "//bob@h/x"},
		{"Referer", "//@h/x", "//@h/x"},
		{"Referer", "//bob:@h/x", "//bob:@h/x"},
		{"Referer", "/a//b:c@d/x", "/a//b:c@d/x"},
		{"Referer", "https://medium.com/@bob/x//y:z@w", "https://medium.com/@bob/x//y:z@w"},
		{"Referer", "https://h/x?mail=bob@h.example", "https://h/x?mail=bob@h.example"},
		{"Referer", "android-app://com.example@h/x", "android-app://com.example@h/x"},
		{"X-Forwarded-Host", "a.example, b.example:8080", "a.example, b.example:8080"},
		{"Forwarded", `for="[2001:db8::1]:80";by=_x;host=h:80;proto=http`, `for="[2001:db8::1]:80";by=_x;host=h:80;proto=http`},
		{"Forwarded", `for=_a;ghost="x@y"`, `for=_a;ghost="x@y"`},
		{"From", "bob:b@h.example", "bob:b@h.example"},
	} {
		req := httptest.NewRequest("GET", "/", nil)
		req.Header[c.name] = []string{c.value}
		var out sink
		AccessLog(newRedactor(t), out.logger(), WithAllHeaders())(http.HandlerFunc(nothing)).ServeHTTP(httptest.NewRecorder(), req)
		if got := at(out.record(t), "request_headers", c.name); got != c.want {
			t.Errorf("%s: %s became %v, want %s", c.name, c.value, got, c.want)
		}
		if got := withoutUsers(newRedactor(t).Scope("http"), field{c.name, c.want}); got != c.want {
			t.Errorf("%s: %s is redacted again: %s", c.name, c.want, got)
		}
		dumped, err := DumpRequest(req, false, newRedactor(t))
		if err != nil || !strings.Contains(string(dumped), c.name+": "+c.want+"\r\n") && !strings.HasPrefix(c.want, " ") {
			t.Errorf("%v in %s", err, dumped)
		}
	}
	// The time is that of the length.
	for _, part := range []string{"=//", "=//a:b", "=//a:b/@", "=//a:b@", `\\`, `"//a:b?@`} {
		start := time.Now()
		withoutUsers(newRedactor(t).Scope("http"), field{"Referer", strings.Repeat(part, 1<<16) + "@"})
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%s: %v", part, d)
		}
	}
}
