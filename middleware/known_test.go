package middleware

import (
	"net/url"
	"testing"
)

func TestUnescapedPath(t *testing.T) {
	for in, want := range map[string]string{"": "", "/Ab": "/ab", "%41%2fb%": "a/b%", "%252525": "%", "%25%34%31": "a", "%2%35": "%", "%zz%4": "%zz%4", "%%3235": "#5"} {
		q := newUnescaped(in)
		if q.text != want || len(q.at) != len(want)+1 || q.at[len(want)] != len(in) {
			t.Errorf("%s became %q %v", in, q.text, q.at)
		}
		if twice := newUnescaped(url.PathEscape(url.PathEscape(in))); twice.text != want {
			t.Errorf("%s, escaped twice, became %q", in, twice.text)
		}
	}
	q := newUnescaped("/a%2Fb/a%252Fb;c/ab/x?n=a%2Fb")
	for i, s := range q.find(nil, newShown("A%2fb/", "")) {
		if want := []string{"a%2Fb", "a%252Fb", "a%2Fb"}; i >= 3 || "/a%2Fb/a%252Fb;c/ab/x?n=a%2Fb"[s.from:s.to] != want[i] {
			t.Errorf("%d: %v", i, s)
		}
	}
}
