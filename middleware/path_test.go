package middleware

import (
	"fmt"
	"math/rand"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// Paths that are made from their patterns show no value of a sensitive name, whatever other patterns
// there are, and stay as they are where no name is sensitive.
func TestMadePaths(t *testing.T) {
	r := newRedactor(t)
	g := rand.New(rand.NewSource(1))
	pick := func(of ...string) string { return of[g.Intn(len(of))] }
	var secrets []string
	count := 0
	value := func(name string, many bool) string {
		parts := make([]string, 1+g.Intn(2))
		for i := range parts {
			if parts[i] = pick("7", "abc", "x", "a"); name == "secret" || name == "password" {
				count++
				parts[i] = fmt.Sprintf("s3Kr%06dqZ", count)
				secrets = append(secrets, parts[i])
			}
			if !many {
				return parts[0]
			}
		}
		return strings.Join(parts, "/")
	}
	made := func() (pattern, path string) {
		for n := 1 + g.Intn(5); n > 0; n-- {
			p, v := pick("a", "b", "x", "v1.2"), ""
			name := pick("id", "secret", "user", "password", "tenant")
			switch k := g.Intn(9); {
			case k < 2:
				p, v = "{"+name+"}", value(name, false)
			case k == 2:
				p, v = "{"+name+":.+}", value(name, true)
			case k == 3:
				p, v = "{"+name+":[^/]+}", value(name, false)
			case k == 4:
				p, v = "v-{"+name+"}.json", "v-"+value(name, false)+".json"
			case k == 5:
				other, by := pick("id", "secret", "user", "password"), pick(":", "-", ".")
				p, v = "{"+name+"}"+by+"{"+other+":.*}", value(name, false)+by+value(other, true)
			case k == 6 && n == 1:
				p, v = "{"+name+"...}", value(name, true)
			case k == 7 && n == 1:
				p, v = pick("", "*"), "q/r"
			default:
				v = p
			}
			pattern, path = pattern+"/"+p, path+"/"+v
		}
		return pattern, path
	}
	for range 20_000 {
		var patterns []string
		for range g.Intn(3) {
			p, _ := made()
			patterns = append(patterns, p)
		}
		secrets = secrets[:0]
		p, uri := made()
		route, how := "", ways(0)
		switch g.Intn(3) {
		case 0:
			route = "GET " + p
		case 1:
			route, how, uri = p, stripped, "/some/where"+uri
		default:
			patterns = append(patterns, p)
		}
		switch g.Intn(7) {
		case 0:
			uri += "/"
		case 1:
			uri = strings.Replace(uri, "/", pick("//", "/./", "/y/../", "/%2e//"), 1)
		case 2:
			uri = "http://h" + uri
		case 3:
			uri += "?a=b"
		case 4:
			uri = strings.NewReplacer(":", "%3A", "7", "%37").Replace(uri)
		case 5:
			uri = uri[:1] + strings.ReplaceAll(uri[1:], "/", "%2F")
		}
		g.Shuffle(len(patterns), func(i, j int) { patterns[i], patterns[j] = patterns[j], patterns[i] })
		got := newConfig([]Option{WithPathPatterns(patterns...)}).find(r.Scope("http"), uri, []string{route}, how)
		for _, s := range secrets {
			if strings.Contains(got, s) || strings.Contains(got, strings.ReplaceAll(s, "7", "%37")) {
				t.Fatalf("%s at %q %q: %s", uri, route, patterns, got)
			}
		}
		if all := route + strings.Join(patterns, ""); got != uri && !strings.Contains(all, "secret") && !strings.Contains(all, "password") {
			t.Fatalf("%s at %q %q became %s", uri, route, patterns, got)
		}
	}
}

// In a path that a route names a number is no count of tokens, and a token of several segments no file.
func TestTokensInPaths(t *testing.T) {
	masking := newRedactor(t, redact.WithReplacement(redact.Mask(0, 4)))
	for _, c := range []struct{ pattern, target, want string }{
		{"/p/{token}", "/p/483920", "/p/(REDACTED:token)"},
		{"/p/{token}", "/p/4839?n=4839", "/p/(REDACTED:token)?n=(REDACTED:token)"},
		{"/p/{token}", "/p/000042", "/p/(REDACTED:token)"},
		{"/p/{token}", "/p/1700000000", "/p/(REDACTED:token)"},
		{"/p/{token}", "/p/1700000004839", "/p/(REDACTED:token)"},
		{"/p/{token}/x", "/p/483-920/x", "/p/(REDACTED:token)/x"},
		{"/p/{token}", "/p/48%3920", "/p/(REDACTED:token)"},
		{"/p/{token}", "/p/483920%2Fx", "/p/(REDACTED:token)"},
		{"/p/{mailToken}", "/p/483920", "/p/(REDACTED:token)"},
		{"/p/{share_TOKEN}", "/p/483920", "/p/(REDACTED:token)"},
		{"/p/{token}.json", "/p/483920.json", "/p/(REDACTED:token).json"},
		{"/p/{id}/{token}", "/p/483921/483920", "/p/483921/(REDACTED:token)"},
		{"/p/{token...}", "/p/483920", "/p/(REDACTED:token)"},
		{"/p/{token...}", "/p/zqhunterx/confirm", "/p/(REDACTED:token)"},
		{"/p/{token...}", "/p/list/483920", "/p/(REDACTED:token)"},
		{"/p/{token...}", "/p/list/zqhunterx", "/p/(REDACTED:token)"},
		{"/p/{token...}", "/p/list%252Fzqhunterx", "/p/(REDACTED:token)"},
		{"/p/{token}", "/p/zqhunterx%2Fconfirm", "/p/(REDACTED:token)"},

		{"/p/{token}", "/p/list", "/p/list"},
		{"/p/{token}", "/p/123", "/p/123"},
		{"/p/{token}", "/p/v2", "/p/v2"},
		{"/p/{token...}", "/p/list/17", "/p/list/17"},
		{"/p/{token...}", "/p/magic-link/list", "/p/magic-link/list"},
		{"/p/{tokenId}", "/p/483920", "/p/483920"},
		{"/p/{token_id}", "/p/483920", "/p/483920"},
		{"/p/{tokens}", "/p/483920", "/p/483920"},
		{"/p/{tokens...}", "/p/zqhunterx/confirm", "/p/zqhunterx/confirm"},
		{"/p/{max_token}", "/p/483920", "/p/483920"},
		{"/p/{page_token}", "/p/483920", "/p/483920"},
		{"/p/{pageToken...}", "/p/zqhunterx/confirm", "/p/zqhunterx/confirm"},
		{"/p/{session}", "/p/483920", "/p/483920"},
		{"/p/{key}", "/p/483920", "/p/483920"},
		{"/p/{key...}", "/p/zqhunterx/confirm", "/p/zqhunterx/confirm"},
		{"/p/{id}", "/p/483920?tokens=483920", "/p/483920?tokens=483920"},
	} {
		target := strings.ReplaceAll(c.target, "%39", "9")
		for name, opts := range map[string][]Option{"route": nil, "pattern": {WithPathPatterns(c.pattern)}} {
			if strings.Contains(c.pattern, "}.") && opts == nil {
				continue // the ServeMux has no such pattern
			}
			var out, lost sink
			mux := http.NewServeMux()
			if opts == nil {
				mux.HandleFunc(c.pattern, func(_ http.ResponseWriter, req *http.Request) { panic("lost " + req.URL.String()) })
			} else {
				mux.HandleFunc("/", func(_ http.ResponseWriter, req *http.Request) { panic("lost " + req.URL.String()) })
			}
			h := Recover(newRedactor(t), lost.logger())(mux)
			AccessLog(newRedactor(t), append(opts, out.logger())...)(h).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", target, nil))
			if url, text := out.record(t)["url"], lost.record(t)["panic"]; url != c.want || text != "lost "+c.want {
				t.Errorf("%s by the %s %s: %v, %v, want %s", target, name, c.pattern, url, text, c.want)
			}
		}
		got := newConfig(nil).names(masking.Scope("http"), target, c.pattern)
		path, _, _ := strings.Cut(got, "?")
		if hides := strings.Contains(c.want, "REDACTED"); hides && strings.HasSuffix(path, "4839") || !hides && got != target {
			t.Errorf("%s at %s: %s", target, c.pattern, got)
		}
	}
}

// A value with slashes that is one segment of a path is no path of a file, whatever its name.
func TestSlashesInOneSegment(t *testing.T) {
	for _, c := range []struct{ pattern, target, location, want, there string }{
		{"/reset/{token}", "/reset/%2FgpGC0%2Fyw" + "Y4=", "/new/%2FgpGC0%2Fyw" + "Y4=", "/reset/(REDACTED:token)", "/new/%2F(REDACTED:token)"},
		{"/reset/{token}", "/reset/%252FgpGC0%252Fyw" + "Y4=", "/x?t=/gpGC0/yw" + "Y4=", "/reset/(REDACTED:token)", "/x?t=/(REDACTED:token)"},
		{"/reset/{token}", "/reset/hunter9%2F" + "zz", "/reset/hunter9%2F" + "zz", "/reset/(REDACTED:token)", "/reset/(REDACTED:token)"},
		{"/reset/{token}/x", "/reset/hunter9%5C%2F" + "zz/x", "/reset/C:%5Chunter9%5C" + "zz/x", "/reset/(REDACTED:token)/x", "/reset/(REDACTED:token)/x"},
		{"/reset/{token}", "/reset/\xff%2FgpGC0%2Fyw" + "Y4=", "/", "/reset/(REDACTED:token)", "/"},
		{"/reset/{token...}", "/reset/%2FgpGC0%2Fyw" + "Y4=", "/x?t=/gpGC0/yw" + "Y4=", "/reset/(REDACTED:token)", "/x?t=/(REDACTED:token)"},
		{"/objects/{key}", "/objects/images%2Fcat.png", "/objects/etc%2Fpasswd", "/objects/images%2Fcat.png", "/objects/etc%2Fpasswd"},
		{"/reset/{token}", "/reset/%25252525" + "2FgpGC0%252525252Fyw" + "Y4=", "/", "/reset/(REDACTED:token)", "/"},
		{"/objects/{key}", "/objects/docs%252Freadme.md", "/objects/my-docs%25252Freadme.md", "/objects/docs%252Freadme.md", "/objects/my-docs%25252Freadme.md"},
		{"/files/{id}", "/files/hunter9%2F" + "zz", "/files/hunter9%2F" + "zz", "/files/hunter9%2Fzz", "/files/hunter9%2Fzz"},
		{"/objects/{key...}", "/objects/docs/v1/users", "/objects/docs/v1/users", "/objects/docs/v1/users", "/objects/docs/v1/users"},
	} {
		for _, opts := range [][]Option{nil, {WithPathPatterns(c.pattern)}} {
			var out sink
			h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Location", c.location) })
			mux := http.NewServeMux()
			mux.Handle(c.pattern, h)
			if opts != nil {
				mux = http.NewServeMux()
				mux.Handle("/", h)
			}
			req := httptest.NewRequest("GET", strings.ReplaceAll(c.target, "\xff", "%FF"), nil)
			AccessLog(newRedactor(t), append(opts, out.logger())...)(mux).ServeHTTP(httptest.NewRecorder(), req)
			rec := out.record(t)
			if url, to := rec["url"], at(rec, "response_headers", "Location"); url != c.want || to != c.there {
				t.Errorf("%s at %s: %v and %v, want %s and %s", c.target, c.pattern, url, to, c.want, c.there)
			}
		}
	}
	out, _ := serve(t, routed("/reset/{token...}"), "GET", "/reset/%2FgpGC0%2Fyw"+"Y4=?t=/gpGC0/yw"+"Y4=")
	if got := out.record(t)["url"]; got != "/reset/(REDACTED:token)?t=/(REDACTED:token)" {
		t.Error(got)
	}
	cfg := newConfig([]Option{WithPathPatterns("/a/{token}.json")})
	if got := cfg.names(newRedactor(t).Scope("http"), "/a/%2FgpGC0%2Fyw"+"Y4=.json"); got != "/a/(REDACTED:token).json" {
		t.Error(got)
	}
}
