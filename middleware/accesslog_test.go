package middleware

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// served logs one request to a handler.
func served(t *testing.T, r *redact.Redactor, req *http.Request, h http.HandlerFunc, opts ...Option) map[string]any {
	t.Helper()
	var out sink
	AccessLog(r, append(opts, out.logger())...)(h).ServeHTTP(httptest.NewRecorder(), req)
	mustHide(t, out.String())
	return out.record(t)
}

func nothing(http.ResponseWriter, *http.Request) {}

func readAll(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) }

func TestAccessLogRecord(t *testing.T) {
	req := httptest.NewRequest("POST", "/orders/7?page=2&access_token="+token, strings.NewReader("abc"))
	req.Header.Set("User-Agent", "test/1.0")
	req.Header.Set("X-Request-Id", stripe)
	req.Header.Set("Authorization", "Bearer "+password)
	req.Header.Set("Cookie", "sid="+password)
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders/{id}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "/x?token="+token)
		w.Header().Set("Set-Cookie", "sid="+password)
		w.WriteHeader(201)
		fmt.Fprint(w, "12345")
	})
	got := served(t, newRedactor(t), req, mux.ServeHTTP)
	for _, c := range []struct {
		want any
		keys []string
	}{
		{"request", []string{"msg"}},
		{"INFO", []string{"level"}},
		{"POST", []string{"method"}},
		{"/orders/7?page=2&access_token=[REDACTED:github-personal-access-token]", []string{"url"}},
		{"example.com", []string{"host"}},
		{"POST /orders/{id}", []string{"route"}},
		{201.0, []string{"status"}},
		{5.0, []string{"bytes"}},
		{"test/1.0", []string{"request_headers", "User-Agent"}},
		{"[REDACTED:stripe-secret-key]", []string{"request_headers", "X-Request-Id"}},
		{nil, []string{"request_headers", "Authorization"}},
		{nil, []string{"request_headers", "Cookie"}},
		{"/x?token=[REDACTED:github-personal-access-token]", []string{"response_headers", "Location"}},
		{nil, []string{"response_headers", "Set-Cookie"}},
		{nil, []string{"remote"}},
		{nil, []string{"request_body"}},
		{nil, []string{"hijacked"}},
		{nil, []string{"panicked"}},
	} {
		if v := at(got, c.keys...); v != c.want {
			t.Errorf("%v is %v, want %v", c.keys, v, c.want)
		}
	}
	if d, ok := got["duration"].(float64); !ok || d < 0 {
		t.Errorf("duration is %v", got["duration"])
	}
}

func TestAccessLogHidesCredentialHeaders(t *testing.T) {
	names := []string{
		"Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "Dpop", "Sec-WebSocket-Key", "Sec-WebSocket-Protocol",
		"X-Api-Key", "X-Auth-Token", "X-Amz-Security-Token", "X-Vault-Token", "Private-Token", "Job-Token", "X-Forwarded-Client-Cert",
		"X-Amzn-Oidc-Data", "X-Amzn-Oidc-Accesstoken", "X-Goog-Iap-Jwt-Assertion", "Cf-Access-Jwt-Assertion",
		"X-Otp", "X-Secret", "X-Password", "X-Access-Token", "X-Goog-Api-Key", "X-Hub-Signature-256", "Api-Key", "Apikey",
	}
	const plain = "zq7vbn3mkx"
	// Even a Redactor that knows no name hides what is a credential by its header.
	bare := redact.MustNew(redact.WithDetectors(redact.Detector{ID: "x", Pattern: `\bnever_[0-9]{9}\b`}))
	for _, n := range names[:18] {
		req := httptest.NewRequest("GET", "/", nil)
		req.Header[strings.ToLower(n)] = []string{plain} // as a handler or a proxy may have put it
		var out sink
		AccessLog(bare, WithAllHeaders(), out.logger())(http.HandlerFunc(nothing)).ServeHTTP(httptest.NewRecorder(), req)
		if strings.Contains(out.String(), plain) {
			t.Errorf("%s: %s", n, out.String())
		}
	}
	for _, c := range []struct {
		r     *redact.Redactor
		names []string
	}{{newRedactor(t), names}, {bare, names[:18]}, {nil, names}} {
		for _, opt := range []Option{WithAllHeaders(), WithRequestHeaders(c.names...)} {
			for _, n := range c.names {
				req := httptest.NewRequest("GET", "/", nil)
				req.Header.Add(n, plain)
				req.Header.Add(n, plain)
				var out sink
				AccessLog(c.r, opt, out.logger())(http.HandlerFunc(nothing)).ServeHTTP(httptest.NewRecorder(), req)
				if strings.Contains(out.String(), plain) || !strings.Contains(out.String(), "REDACTED") {
					t.Errorf("%s: %s", n, out.String())
				}
			}
		}
	}
}

func TestAccessLogPolicy(t *testing.T) {
	req := httptest.NewRequest("GET", "/x", nil)
	req.Header.Set("Authorization", "Bearer visible-by-policy")
	req.Header.Set("X-Other", "dropped")
	r := newRedactor(t, redact.WithPath("request_headers.Authorization", redact.Keep),
		redact.WithPath("request_headers.X-Other", redact.DropField), redact.WithPath("host", redact.DropField))
	got := served(t, r, req, nothing, WithAllHeaders())
	if at(got, "request_headers", "Authorization") != "Bearer visible-by-policy" || at(got, "request_headers", "X-Other") != nil || got["host"] != nil {
		t.Errorf("%v", got)
	}
	r = newRedactor(t, redact.WithPath("request_headers.X-Other", redact.Deny))
	var out sink
	AccessLog(r, out.logger(), WithAllHeaders())(http.HandlerFunc(nothing)).ServeHTTP(httptest.NewRecorder(), req)
	if got := out.String(); !strings.Contains(got, `"msg":"[DENIED:path]"`) || strings.Contains(got, "url") || strings.Contains(got, "X-Other") {
		t.Errorf("%s", got)
	}
	if v := Request(req, r, WithAllHeaders()).String(); v != "[denied=[DENIED:path]]" {
		t.Errorf("the view of a request is %s", v)
	}
	out = sink{}
	r = newRedactor(t, redact.WithPath("request_headers.X-Other", redact.Deny), redact.WithPath("request_body.gone", redact.Deny), redact.WithoutStubs())
	AccessLog(r, out.logger(), WithAllHeaders())(http.HandlerFunc(nothing)).ServeHTTP(httptest.NewRecorder(), req)
	req = httptest.NewRequest("POST", "/x", strings.NewReader(`{"gone":1}`))
	req.Header.Set("Content-Type", "application/json")
	AccessLog(r, out.logger(), WithRequestBody(100))(http.HandlerFunc(readAll)).ServeHTTP(httptest.NewRecorder(), req)
	if out.String() != "" || r.Stats().Denied["path"] != 2 || r.Stats().Dropped != 2 {
		t.Errorf("%s, %+v", out.String(), r.Stats())
	}
}

func TestBodyPolicy(t *testing.T) {
	for _, c := range []struct {
		path   string
		action redact.Action
		want   any
	}{
		{"request_body", redact.Redact, "[REDACTED:path]"},
		{"request_body", redact.DropField, nil},
		{"request_body.note", redact.Redact, `{"note":"[REDACTED:path]","a":1}`},
		{"request_body.other", redact.Redact, `{"note":"n","a":1}`},
	} {
		for _, ctype := range []string{"application/json", "text/plain"} {
			if strings.Contains(c.path, ".") && ctype == "text/plain" {
				continue
			}
			for _, more := range []string{"", strings.Repeat(" ", 100)} {
				req := httptest.NewRequest("POST", "/", strings.NewReader(`{"note":"n","a":1}`+more))
				req.Header.Set("Content-Type", ctype)
				got := served(t, newRedactor(t, redact.WithPath(c.path, c.action)), req, readAll, WithRequestBody(18))
				text, _ := at(got, "request_body", "text").(string)
				if c.want == nil && got["request_body"] != nil || c.want != nil && c.action == redact.Redact && !strings.Contains(c.path, ".") && strings.Contains(text, "note") ||
					strings.Contains(c.path, ".") && text != c.want {
					t.Errorf("%s as %s: %v", c.path, ctype, got["request_body"])
				}
			}
		}
	}
}

func TestAccessLogNilRedactorHidesEverything(t *testing.T) {
	req := httptest.NewRequest("POST", "/path-"+password, strings.NewReader(`{"a":"`+password+`"}`))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", password)
	got := served(t, nil, req, readAll, WithRequestBody(0))
	if got["url"] != "[REDACTED]" || got["status"] != 200.0 {
		t.Errorf("%v", got)
	}
}

func TestAccessLogDoesNotTouchTheRequest(t *testing.T) {
	r := newRedactor(t)
	req := httptest.NewRequest("POST", "/x?token="+token, strings.NewReader(`{"password":"x"}`))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+token)
	want := req.Header.Clone()
	body := req.Body
	for _, opts := range [][]Option{nil, {WithAllHeaders(), WithRequestBody(0), WithResponseBody(0)}} {
		AccessLog(r, append(opts, WithLogger(discard))...)(http.HandlerFunc(func(_ http.ResponseWriter, in *http.Request) {
			if len(opts) == 0 && in != req {
				t.Error("the handler got another request")
			}
			if in.URL != req.URL || !reflect.DeepEqual(in.Header, want) || in.Context() != req.Context() {
				t.Error("the handler got a different request")
			}
		})).ServeHTTP(httptest.NewRecorder(), req)
		if req.Body != body || !reflect.DeepEqual(req.Header, want) || req.RequestURI != "/x?token="+token {
			t.Error("the request was changed")
		}
	}
}

// What a handler sets in the copy that bodies need is found in the server's own
// request, which removes the files of multipart forms.
func TestAccessLogHandsBack(t *testing.T) {
	body := "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--\r\n"
	req := httptest.NewRequest("POST", "/u/7", strings.NewReader(body))
	req.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	mux := http.NewServeMux()
	mux.HandleFunc("/u/{id}", func(_ http.ResponseWriter, r *http.Request) { _ = r.ParseMultipartForm(1) })
	got := served(t, newRedactor(t), req, mux.ServeHTTP, WithRequestBody(0))
	if req.MultipartForm == nil || req.Pattern != "/u/{id}" || req.PathValue("id") != "7" || got["route"] != "/u/{id}" {
		t.Errorf("%+v, %v", req, got)
	}
}

func TestAccessLogOfPanics(t *testing.T) {
	var out sink
	h := AccessLog(newRedactor(t), out.logger())(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(202)
		panic("password=" + password)
	}))
	func() {
		defer func() {
			if v := recover(); v != "password="+password {
				t.Errorf("the panic was changed: %v", v)
			}
		}()
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	}()
	mustHide(t, out.String())
	if got := out.record(t); got["panicked"] != true || got["status"] != 202.0 || got["level"] != "ERROR" {
		t.Errorf("%v", got)
	}
}

func TestAccessLogOfHijacks(t *testing.T) {
	var out sink
	srv := httptest.NewServer(AccessLog(newRedactor(t), out.logger())(http.HandlerFunc(hijack)))
	resp, err := srv.Client().Get(srv.URL)
	if err == nil {
		_ = resp.Body.Close()
	}
	out.wait()
	srv.Close()
	if got := out.record(t); got["hijacked"] != true || got["status"] != nil {
		t.Errorf("%v", got)
	}
}

// A logger of any kind; one that fails does not fail the request.
type badLogger struct{ calls int }

func (b *badLogger) LogAttrs(context.Context, slog.Level, string, ...slog.Attr) {
	b.calls++
	panic(password)
}

func TestLoggerThatPanics(t *testing.T) {
	r := newRedactor(t) // which others have used
	before := r.Stats().Errors
	var l badLogger
	w := httptest.NewRecorder()
	AccessLog(r, WithLogger(&l))(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) })).
		ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	ErrorLog(r, WithLogger(&l)).Print("x")
	if n := r.Stats().Errors - before; w.Code != 204 || l.calls != 2 || n != 2 {
		t.Errorf("status %d, %d calls, %d errors", w.Code, l.calls, n)
	}
}

type levels struct{ slog.Handler }

func (levels) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelError }

func TestAccessLogAsksForTheLevel(t *testing.T) {
	var out sink
	l := slog.New(levels{slog.NewJSONHandler(&out, nil)})
	h := AccessLog(newRedactor(t), WithLogger(l), WithSkip(func(r *http.Request) bool { return r.URL.Path == "/health" }))
	for _, path := range []string{"/200", "/health", "/503"} {
		h(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/200" {
				w.WriteHeader(503)
			}
		})).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", path, nil))
	}
	if got := out.record(t); got["url"] != "/503" {
		t.Errorf("%v", got)
	}
}

func TestPlainRoute(t *testing.T) {
	for route, want := range map[string]string{
		"GET /a": "GET /a", "/a/{token:[^/]+}": "/a/{token}", "h:8080/{a:x{2}}/{b}:{c:.}/{d": "h:8080/{a}/{b}:{c}/{d", "/a:b/{c...}": "/a:b/{c...}",
	} {
		if got := plainRoute(route); got != want {
			t.Errorf("%s became %s", route, got)
		}
	}
}

func TestPathsByTheirNames(t *testing.T) {
	r := newRedactor(t)
	const secret = "s3-7d1f90aa"
	for _, c := range []struct{ route, patterns, uri, want string }{
		{"GET /reset/{token}", "", "/reset/" + secret, "/reset/(REDACTED:token)"},
		{"/a/{id}/b/{password}/c", "", "/a/7/b/" + secret + "/c?x=1", "/a/7/b/(REDACTED:password)/c?x=1"},
		{"h.example/s/{secret...}", "", "/s/" + secret + "/" + secret, "/s/(REDACTED:secret)"},
		{"/s/{secret}/{$}", "", "/s/" + secret + "/", "/s/(REDACTED:secret)/"},
		{"/s/{secret}/", "", "/s/" + secret + "/more/of/it", "/s/(REDACTED:secret)/more/of/it"},
		{"/u/{id}", "", "/u/" + "17", "/u/17"},
		{"/u/{token}", "", "/u/list", "/u/list"}, // a word under a weak name
		{"/u/{token:[a-z0-9-]+}", "", "/u/" + secret, "/u/(REDACTED:token)"},
		{"/u/{password}", "", "/u/" + "s3%2D7d1f90aa", "/u/(REDACTED:password)"},
		// As chi and gorilla have them.
		{"/u/{token:[^/]+}", "", "/u/" + secret, "/u/(REDACTED:token)"},
		{"/u/{token:[a-z0-9-]{4,}}/x", "", "/u/" + secret + "/x", "/u/(REDACTED:token)/x"},
		{"/u/{token}.json", "", "/u/" + secret + ".json", "/u/(REDACTED:token).json"},
		{"/u/v-{token}", "", "/u/v-" + secret + "?a", "/u/v-(REDACTED:token)?a"},
		{"/u/{user}:{password}", "", "/u/ada:" + secret, "/u/ada:(REDACTED:password)"},
		{"/u/{user}:{password}/{id}", "", "/u/ada%3A" + secret + "/7", "/u/ada%3A(REDACTED:password)/7"},
		{"/u/{token}.json", "", "/u/" + secret + ".xml", "/u/" + secret + ".xml"},
		{"/u/{token}/*", "", "/u/" + secret + "/a/b", "/u/(REDACTED:token)/a/b"},
		{"/u/{secret:.*}", "", "/u/" + secret + "/" + secret, "/u/(REDACTED:secret)"},
		{"/u/{id}-{", "", "/u/7-x", "/u/7-x"},
		{"/u/{token}/}{", "", "/u/" + secret + "/}{", "/u/(REDACTED:token)/}{"},
		{"/u/{token:[^}]+}/x", "", "/u/" + secret + "/x", "/u/(REDACTED:token)/x"},
		{"/u/{token:[^]{]+}/x", "", "/u/" + secret + "/x", "/u/(REDACTED:token)/x"},
		{"/u/{token:\\}+}", "", "/u/" + secret, "/u/(REDACTED:token)"},
		{"/u/{token}-{id:[0-9]+}", "", "/u/" + secret + "-55", "/u/(REDACTED:token)"},
		{"/u/{id}{token}", "", "/u/" + secret, "/u/(REDACTED:token)"},
		{"/u/{password}:{user}", "", "/u/s3:7d1f90aa:ada", "/u/(REDACTED:password)"},
		{"/u/{id}-{token}", "", "/u/7-" + secret, "/u/(REDACTED:token)"},
		{"", "/u/{id:[0-9]+} /u/{id}/{token}", "/u/5/" + secret, "/u/5/(REDACTED:token)"},
		{"", "/api/* /api/reset/{token}", "/api/reset/" + secret, "/api/reset/(REDACTED:token)"},
		{"", "/f/{name}.json /f/{token}", "/f/" + secret + ".json", "/f/(REDACTED:token)"},
		{"", "/reset/{token:[^/]+}", "http://h/reset/" + secret, "http://h/reset/(REDACTED:token)"},
		{"", "/v1/auth/token/lookup/{token}", "/v1/auth/token/lookup/" + secret, "/v1/auth/token/lookup/(REDACTED:token)"},
		{"", "/other/{token} /x/{token}", "http://h:1/x/" + secret + "#f", "http://h:1/x/(REDACTED:token)"}, // for the server it is no fragment,
		{"/x/{token}", "", "/prefix/x/v1", "/prefix/x/v1"},
		{"/x/{token}", "/prefix/x/{token}", "/prefix/x/" + secret, "/prefix/x/(REDACTED:token)"},
		{"/x/{token}", "", "*", "*"},
		{"/x/{token}", "", "//x/" + secret + "?a=1", "/x/(REDACTED:token)?a=1"}, // the ServeMux redirects these
		{"/x/{token}", "", "/x/./" + secret, "/x/(REDACTED:token)"},
		{"/x/{token}", "", "/x//" + secret, "/x/(REDACTED:token)"},
		{"/x/{token}", "", "http://h/y/../x/" + secret, "http://h/x/(REDACTED:token)"},
		{"/x/{token}/", "", "/x//" + secret, "/x/(REDACTED:token)"},
		{"/x/{token}/", "", "/x//" + secret + "/", "/x/(REDACTED:token)/"},
		{"/x/{token}/", "", "/x/" + secret, "/x/(REDACTED:token)"},
		{"/x/{token}/{$}", "", "/x/" + secret, "/x/(REDACTED:token)"},
		{"/x/{token}", "", "/x/" + secret + "/", "/x/(REDACTED:token)/"}, // as with chi's StripSlashes
		{"/x/{token}.json", "", "/x/" + secret + ".json/?a", "/x/(REDACTED:token).json/?a"},
		{"/x/{token}", "", "/x/" + secret + "//", "/x/(REDACTED:token)/"},
		{"", "/x/{token}", "/x/" + secret + "/y", "/x/" + secret + "/y"},
		{"/x/{token}", "", "/x/" + secret + "/y", "/x/(REDACTED:token)/y"}, // as with gorilla's PathPrefix
		// A value with slashes.
		{"/u/{secret:.+}/x", "", "/u/a/" + secret + "/x", "/u/(REDACTED:secret)/x"},
		{"/u/{secret:[^.]+}/{id}/x", "", "/u/a/" + secret + "/7/x", "/u/(REDACTED:secret)/7/x"},
		{"/u/{secret:.+}.json", "", "/u/a/" + secret + ".json", "/u/(REDACTED:secret).json"},
		{"/u/v-{secret:.+}.json", "", "/u/v-a/" + secret + ".txt", "/u/v-a/" + secret + ".txt"},
		{"/u/{secret:.+}/x/*", "", "/u/a/" + secret + "/x/b/c", "/u/(REDACTED:secret)/x/b/c"},
		{"", "/u/{id:[0-9]+}/x/{secret:.*}", "/u/5/x/a/" + secret + "/", "/u/5/x/(REDACTED:secret)"},
		{"", "/u/{id:[0-9]+}/x/{secret}", "/u/5/6/x/" + secret, "/u/5/6/x/" + secret},
		{"/u/{token}/b*", "", "/u/" + secret + "/bar/x", "/u/(REDACTED:token)/bar/x"},
		// What any pattern names.
		{"/{tenant}/{id}", "/{tenant}/{token} /{password}/x", "/" + secret + "/x", "/(REDACTED:password)/x"},
		{"", "/{a}/{token} /{secret}/{b}", "/" + secret + "/" + secret, "/(REDACTED:secret)/(REDACTED:token)"},
		{"", "/x/{a}/{token} /x/{secret...}", "/x/a/" + secret, "/x/(REDACTED:secret)"},
		// Slashes that are escaped are some for gorilla and gin.
		{"", "/f/{id}/{token}", "/f/5%2F" + secret, "/f/5%2F(REDACTED:token)"},
		{"", "/f/{id}/{token}", "/f%2f5//" + secret, "/f%2f5/(REDACTED:token)"},
		{"/f/{secret}", "", "/f/a%2F" + secret, "/f/(REDACTED:secret)"},
		{"", "/f/{user}:{password}", "/f/ada%3As3%zz7d", "/f/ada%3A(REDACTED:password)"},
		{"", "/f/{token}", "/f;v=1/" + secret, "/f;v=1/(REDACTED:token)"},
		{"/proxy/{token}/{url...}", "", "/proxy/" + secret + "/http://h/x", "/proxy/(REDACTED:token)/http://h/x"},
		// A route of a router below a path.
		{"/x/{token}", "", "/prefix/x/" + secret, "/prefix/x/(REDACTED:token)"},
		{"/{token}/y", "", "/a/b/" + secret + "/y", "/a/b/(REDACTED:token)/y"},
		{"/x/{id}", "", "/prefix/x/17", "/prefix/x/17"},
		{"", "/" + strings.Repeat("{a}/", 70) + "{token}", strings.Repeat("/b", 70) + "/" + secret, strings.Repeat("/b", 70) + "/(REDACTED:token)"},
		{"", "/{token}" + strings.Repeat("/a", 60) + "/x/y", "/" + secret + strings.Repeat("/a", 60) + "/x/y", "/(REDACTED:token)" + strings.Repeat("/a", 60) + "/x/y"},
		{"", strings.Repeat("/a", 60) + "/x/y/{token}", strings.Repeat("/a", 60) + "/x/y/" + secret, strings.Repeat("/a", 60) + "/x/y/(REDACTED:token)"},
		{"", strings.Repeat("/a", 60) + "/x/{token}/y", strings.Repeat("/a", 60) + "/x//" + secret + "/y/", strings.Repeat("/a", 60) + "/(REDACTED:limit)"},
		// A path that is not clean, as the ServeMux reads it, and as other routers do.
		{"", "/reset/{token}", "//reset/s3Kr000001dqZ%2Fcd", "/reset/(REDACTED:token)"},
		{"", "/reset/{token}", "/reset/./s3Kr000001dqZ%2Fcd", "/reset/(REDACTED:token)"},
		{"", "/reset/{token}", "/reset/s3Kr000001dqZ%2Fq/../s3Kr000001dqZ%2Fq", "/reset/(REDACTED:token)"},
		{"", "/reset/{token}", "/reset/" + secret + "/.", "/reset/(REDACTED:token)"},
		{"/reset/{token}", "", "/reset//s3Kr000001dqZ%2Fcd", "/reset/(REDACTED:token)"},
		{"/x/{id}/{token}", "", "/x//%2e%2e/" + secret, "/x/%2e%2e/(REDACTED:token)"},
		// A route with a router of prefixes, of which the path has more.
		{"/{token}", "", "/" + secret + "/orders/list", "/(REDACTED:token)/orders/list"},
		{"/u/{token}", "", "/u/" + secret + "/files/u/list", "/u/(REDACTED:token)/files/u/list"},
		{"", "/x/{id} /x/{token}/", "/x/" + secret + "/", "/x/(REDACTED:token)/"},
		{"/x/{id}", "", "/x/17/", "/x/17/"},
		{"/x/{token}", "", "/%78/" + secret, "/%78/(REDACTED:token)"},
		{"/x%20y/{token}", "", "/x%20y/" + secret, "/x%20y/(REDACTED:token)"},
		// A path in another case, which routers redirect or take as it is.
		{"", "/a/:token", "/A/" + secret, "/A/(REDACTED:token)"},
		{"/Reset/{token}/x", "", "/rESET/" + secret + "/X", "/rESET/(REDACTED:token)/X"},
		{"", "/größe/{token}", "/GR%C3%96ßE/" + secret, "/GR%C3%96ßE/(REDACTED:token)"},
		{"", "/u/V-{token}.json", "/U/v-" + secret + ".JSON", "/U/v-(REDACTED:token).JSON"},
		{"", "/u/{id}x{password}", "/u/7X" + secret, "/u/7X(REDACTED:password)"},
		{"", "/u/{password}x{id}", "/u/aXbx" + secret, "/u/(REDACTED:password)"},
		{"", "/a/{id}", "/A/17", "/A/17"},
		{"", "/a/{token}", "/Ab/" + secret + "x", "/Ab/" + secret + "x"},
		{"", "/a/{token}", "/A/list", "/A/list"},
		{"/u/{id}", "", "//u/./17", "//u/./17"},
		{"/{token}", "", "", ""},
	} {
		cfg := newConfig([]Option{WithPathPatterns(strings.Fields(c.patterns)...)})
		got := cfg.names(r.Scope("http"), c.uri, c.route)
		if got != c.want {
			t.Errorf("%s at %q %q: %s, want %s", c.uri, c.route, c.patterns, got, c.want)
		}
		if again := r.String(got); again != got {
			t.Errorf("%s is redacted again: %s", got, again)
		}
	}
}

func TestSlashes(t *testing.T) {
	for _, e := range []string{".", ".+", "[^.]+", "a/b", `\S+`, `\x2f`, `\/`, "[!-~]", "[a/]", "[.-9]", "[+--/]", "[[:print:]]", "[^a", "[", `[\D]`, "(a|.)", `[^\]a]`} {
		if !slashes(e) {
			t.Errorf("%s matches no slash", e)
		}
	}
	for _, e := range []string{"", "[0-9]+", "[a-zA-Z0-9_-]{4,}", "[^/]+", "[^/.]+", `\d+`, `\w*\.x`, "a|b", "(?i:abc)?", "[]a]", "[^]/]", `[\w.-]+`, "[-a]"} {
		if slashes(e) {
			t.Errorf("%s matches a slash", e)
		}
	}
}

// Patterns with several ways to fit cost no more than parts times segments.
func TestLongPaths(t *testing.T) {
	r := newRedactor(t)
	cfg := newConfig([]Option{WithPathPatterns("/" + strings.Repeat("{a:.+}/x/", 25) + "{password:.*}/y")})
	uri := strings.Repeat("/x", maxSegments-2)
	for _, end := range []string{"/z", "/x/y"} {
		if got := cfg.names(r.Scope("http"), uri+end, "/{secret}/{b:.*}/w"); end == "/z" && got != uri+end || end != "/z" && strings.Count(got, "x") > 60 {
			t.Errorf("%d bytes", len(got))
		}
	}
	// Longer ones are hidden, where a name is sensitive.
	for _, uri := range []string{uri + "/x/x/x", strings.Repeat("/", 1e6), strings.Repeat("/%2F", maxSegments/2+1), "/" + strings.Repeat("x", maxPath)} {
		if got := cfg.names(r.Scope("http"), "http://h"+uri+"?a"); got != "http://h/(REDACTED:limit)?a" {
			t.Errorf("%.100s", got)
		}
		if got := newConfig([]Option{WithPathPatterns("/{id}")}).names(r.Scope("http"), uri, "/{a...}"); got != uri {
			t.Errorf("%.100s", got)
		}
	}
	runs := newConfig([]Option{WithPathPatterns("/{a:.*}/{token}/{b:.*}")})
	if got := runs.names(r.Scope("http"), strings.Repeat("/s3-7d1f90aa", 20)); strings.Count(got, "token") != 1 || strings.Count(got, "s3") > 2 {
		t.Error(got)
	}
}

// A redirect must not show what the url hides.
func TestNamedPartsInHeaders(t *testing.T) {
	const secret = "s3-7d1f90aa"
	for _, c := range []struct{ location, referer, wantLocation, wantReferer string }{
		{"/reset/" + secret, "https://h/v1/" + secret + "?a=b", "/reset/(REDACTED:token)", "https://h/v1/(REDACTED:password)?a=b"},
		{"http://h/reset/" + secret, "/v1/./" + secret, "http://h/reset/(REDACTED:token)", "/v1/(REDACTED:password)"},
		{"//h/reset/" + secret, "//h//v1/" + secret, "//h/reset/(REDACTED:token)", "//h/v1/(REDACTED:password)"},
		{"/done/" + "17", "https://h/", "/done/17", "https://h/"},
		{"", "about:client", "", "about:client"},
		{"/done/17\n/reset/" + secret, "https://h/\nhttps://h/v1/" + secret, "/done/17, /reset/(REDACTED:token)", "https://h/, https://h/v1/(REDACTED:password)"},
	} {
		var log sink
		mux := http.NewServeMux()
		mux.HandleFunc("/reset/{token}", func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Location"] = strings.Split(c.location, "\n")
			w.WriteHeader(http.StatusFound)
		})
		h := AccessLog(newRedactor(t), log.logger(), WithRequestHeaders("Referer"), WithPathPatterns("/v1/{password}"))(mux)
		req := httptest.NewRequest("GET", "/reset/"+secret, nil)
		req.Header["Referer"] = strings.Split(c.referer, "\n")
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, req)
		if strings.Join(rec.Header()["Location"], "\n") != c.location || strings.Join(req.Header["Referer"], "\n") != c.referer {
			t.Error("the exchange was changed")
		}
		got := log.records(t)[0]
		if l, r := at(got, "response_headers", "Location"), at(got, "request_headers", "Referer"); l != c.wantLocation || r != c.wantReferer {
			t.Errorf("%v, %v, want %s, %s", l, r, c.wantLocation, c.wantReferer)
		}
	}
}

func compressed(coding, s string) string {
	var b bytes.Buffer
	var w io.WriteCloser = gzip.NewWriter(&b)
	if coding == "deflate" {
		w = zlib.NewWriter(&b)
	}
	_, _ = io.WriteString(w, s)
	_ = w.Close()
	return b.String()
}

func TestBodies(t *testing.T) {
	r := newRedactor(t)
	long := strings.Repeat("a", 100)
	for _, c := range []struct {
		name, ctype, coding, body string
		limit                     int
		text, omitted             any
		cut                       bool
	}{
		{"JSON", "application/json; charset=utf-8", "", `{"user":"ada","password":"` + password + `"}`, 0, `{"user":"ada","password":"[REDACTED:password]"}`, nil, false},
		{"JSON by +json", "application/problem+json", "", `{"token":"` + token + `"}`, 0, `{"token":"[REDACTED:github-personal-access-token]"}`, nil, false},
		{"clean JSON", "application/json", "", ` {"a" : 1}`, 0, ` {"a" : 1}`, nil, false},
		{"cut JSON", "application/json", "", `{"a":[1,{"b":"x"}],"note":"` + token + long, 40, `{"a":[1,{"b":"x"}]}`, nil, true},
		{"cut number", "application/json", "", `{"a":1,"card":4111111111111111,` + long, 24, `{"a":1}`, nil, true},
		{"cut under a name", "application/json", "", "{\"secrets\":[\n\"" + password + "\",\n\"" + long, 60, "{\"secrets\":[\n\"[REDACTED:secret]\"]}", nil, true},
		{"cut lines", "application/x-ndjson", "", "{\"password\":\"" + password + "\"}\n{\"a\":1}\n{\"b\":" + long, 50, "{\"password\":\"[REDACTED:password]\"}\n{\"a\":1}\n{}", nil, true},
		{"broken JSON", "application/json", "", `{"password":"` + password, 0, `{"password":"[REDACTED:password]`, nil, false},
		{"form", "application/x-www-form-urlencoded", "", "a=1&password=" + password + "&%70assword=" + password + "&b=2", 0, "a=1&password=[REDACTED:password]&%70assword=[REDACTED:password]&b=2", nil, false},
		{"cut form", "application/x-www-form-urlencoded", "", "a=1&b=" + token + long, 30, "a=1", nil, true},
		{"text", "text/plain", "", "hello password=" + password + " bye", 0, "hello password=[REDACTED:password] bye", nil, false},
		{"cut text", "text/plain", "", "first line\nthe key is " + token + long, 50, "first line\nthe key is ", nil, true},
		{"XML", "application/xml", "", "<a><password>" + password + "</password></a>", 0, "<a><password>[REDACTED:password]</password></a>", nil, false},
		{"multipart", "multipart/form-data; boundary=b", "", "--b\r\nContent-Disposition: form-data; name=user\r\n\r\nada\r\n--b\r\nContent-Disposition: form-data; name=password\r\n\r\n" + password + "\r\n--b--\r\n", 0, "user, password", nil, false},
		{"multipart name", "multipart/form-data; boundary=b", "", "--b\r\nContent-Disposition: form-data; name=\"" + token + "\"\r\n\r\n1\r\n--b--\r\n", 0, "[REDACTED:github-personal-access-token]", nil, false},
		{"multipart without boundary", "multipart/form-data", "", "--b\r\n\r\n" + password, 0, "", nil, false},
		{"gzip", "application/json", "gzip", compressed("gzip", `{"password":"`+password+`"}`), 0, `{"password":"[REDACTED:password]"}`, nil, false},
		{"deflate", "text/plain", "deflate", compressed("deflate", "password="+password), 0, "password=[REDACTED:password]", nil, false},
		{"gzip that swells", "application/json", "gzip", compressed("gzip", `{"a":"`+strings.Repeat("b", 1<<20)+`"}`), 1100, `{}`, nil, true},
		{"broken gzip", "text/plain", "gzip", "password=" + password, 0, nil, "content encoding", false},
		{"truncated gzip", "text/plain", "gzip", compressed("gzip", "first\npassword="+password)[:20], 0, "first\n", nil, true},
		{"brotli", "text/plain", "br", "password=" + password, 0, nil, "content encoding", false},
		{"image", "image/png", "", "password=" + password, 0, nil, "content type", false},
		{"broken type", ";;", "", "password=" + password, 0, nil, "content type", false},
		{"UTF-16", "text/plain; charset=UTF-16", "", "p\x00", 0, nil, "character set", false},
		{"UTF-16 that is not named", "application/json", "", wide(2, false, `{"password":"`+password+`"}`), 0, nil, "character set", false},
		{"UTF-16, big end first", "text/plain", "", wide(2, true, "password="+password), 0, nil, "character set", false},
		{"UTF-16 in a form", "application/x-www-form-urlencoded", "", "a=b&c=" + wide(2, false, "x&password="+password), 0, nil, "character set", false},
		{"UTF-16 without a type", "", "", "{" + wide(2, true, "password="+password), 0, nil, "character set", false},
		{"UTF-16, compressed", "text/plain", "gzip", compressed("gzip", wide(2, false, "password="+password)), 0, nil, "character set", false},
		{"UTF-32", "text/plain", "", wide(4, false, "password="+password), 0, nil, "character set", false},
		{"UTF-32, big end first", "text/plain", "", wide(4, true, "password="+password), 0, nil, "character set", false},
		{"a NUL", "text/plain", "", "one\x00two\x00\x00\x00", 0, "one\x00two\x00\x00\x00", nil, false},
		{"JSON without a type", "", "", ` {"password":"` + password + `"}`, 0, ` {"password":"[REDACTED:password]"}`, nil, false},
		{"text without a type", "", "", "password=" + password, 0, "password=[REDACTED:password]", nil, false},
		{"binary without a type", "", "", "\x00\x01\x02" + password, 0, nil, "content type", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			req := httptest.NewRequest("POST", "/", strings.NewReader(c.body))
			head := http.Header{}
			if c.ctype != "" {
				head.Set("Content-Type", c.ctype)
			}
			if c.coding != "" {
				head.Set("Content-Encoding", c.coding)
			}
			req.Header = head
			got := served(t, r, req, func(w http.ResponseWriter, in *http.Request) {
				for k, v := range head {
					w.Header()[k] = v
				}
				b, err := io.ReadAll(in.Body)
				if string(b) != c.body || err != nil {
					t.Errorf("the handler read %d bytes, %v", len(b), err)
				}
				switch len(b) % 3 {
				case 0:
					_, _ = io.WriteString(w, c.body)
				case 1:
					_, _ = io.Copy(w, bytes.NewReader(b))
				default:
					for len(b) > 0 {
						n, _ := w.Write(b[:min(len(b), 7)])
						b = b[n:]
					}
				}
			}, WithRequestBody(c.limit), WithResponseBody(c.limit))
			for _, body := range []string{"request_body", "response_body"} {
				if v := at(got, body, "text"); v != c.text {
					t.Errorf("%s is %v, want %v", body, v, c.text)
				}
				if v := at(got, body, "omitted"); v != c.omitted {
					t.Errorf("%s was left out for %v, want %v", body, v, c.omitted)
				}
				if v := at(got, body, "truncated") == true; v != c.cut {
					t.Errorf("%s truncated: %v", body, v)
				}
				if v := at(got, body, "bytes"); v != float64(len(c.body)) {
					t.Errorf("%s had %v bytes, want %d", body, v, len(c.body))
				}
			}
		})
	}
}

// However JSON is cut, what is shown is JSON and holds no part of a secret.
func TestCutJSON(t *testing.T) {
	r := newRedactor(t)
	doc := `{"a":"x\"}],{","password":["` + password + `",{"b":"` + password + `"}],"n":[1,2,{"token":"` + token + `"}],"k":"` + stripe + `","c":{"d":[]}}`
	for n := range doc {
		c := newCapture(n + 1)
		c.form = formJSON
		c.add([]byte(doc + strings.Repeat(" ", 10)))
		text, cut := c.render(r, r.Scope("http"), "http")
		if !cut || text != "" && !json.Valid([]byte(text)) {
			t.Fatalf("at %d: %q", n, text)
		}
		for _, s := range []string{password, token, stripe} {
			for i := 0; i+8 <= len(s); i++ {
				if strings.Contains(text, s[i:i+8]) {
					t.Fatalf("at %d: %q", n, text)
				}
			}
		}
	}
}

func TestCutJSONDeep(t *testing.T) {
	deep := strings.Repeat("[", maxOpen) + "1"
	if n, closers := cutJSON([]byte(deep + "[[[[" + password)); n != maxOpen || len(closers) != maxOpen {
		t.Errorf("%d, %d", n, len(closers))
	}
}

func TestManyParts(t *testing.T) {
	var b strings.Builder
	for i := range maxParts + 10 {
		fmt.Fprintf(&b, "--b\r\nContent-Disposition: form-data; name=f%d\r\n\r\n%s\r\n", i, password)
	}
	got := partNames(newRedactor(t).Scope("http"), []byte(b.String()+"--b--\r\n"), "b")
	if n := strings.Count(got, ","); n != maxParts-1 || !strings.HasPrefix(got, "f0, f1, ") {
		t.Errorf("%d: %s", n, got)
	}
}

// However text is cut, it holds no part of a secret.
func TestCutText(t *testing.T) {
	r := newRedactor(t)
	doc := "one two\npassword: " + password + "\nAuthorization: Bearer " + token + "\nkey=" + stripe + " and more\n"
	for n := range doc {
		for _, f := range []form{formText, formURL} {
			c := newCapture(n + 1)
			c.form = f
			c.add([]byte(doc + strings.Repeat("x", 300)))
			text, cut := c.render(r, r.Scope("http"), "http")
			if !cut {
				t.Fatalf("at %d", n)
			}
			for _, s := range []string{password, token, stripe} {
				for i := 0; i+6 <= len(s); i++ {
					if strings.Contains(text, s[i:i+6]) {
						t.Fatalf("at %d: %q", n, text)
					}
				}
			}
		}
	}
}

func TestView(t *testing.T) {
	r := newRedactor(t)
	req, err := http.NewRequest("PUT", "https://"+token+"@h.example/x?password="+password, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+password)
	resp := &http.Response{StatusCode: 302, Header: http.Header{"Location": {"/?token=" + token}, "Set-Cookie": {"a=" + password}}}
	var out sink
	slog.New(slog.NewJSONHandler(&out, nil)).Info("m", "request", Request(req, r, WithAllHeaders()), "response", Response(resp, r, WithAllHeaders()),
		"none", Request(nil, r), "nil", Response(nil, r))
	mustHide(t, out.String())
	got := out.record(t)
	if at(got, "request", "url") != "https://h.example/x?password=[REDACTED:password]" || at(got, "response", "status") != 302.0 ||
		at(got, "response", "response_headers", "Location") == nil {
		t.Errorf("%v", got)
	}
}

type traces struct{ ids map[[16]byte]int }

func (s *traces) Observe(e redact.Event) { s.ids[e.Origin.TraceID]++ }

// Events tell the trace of the request, of servers and of clients.
func TestTraceID(t *testing.T) {
	type key struct{}
	id := [16]byte{7}
	seen := &traces{map[[16]byte]int{}}
	r := newRedactor(t, redact.WithObserver(seen))
	opts := []Option{WithLogger(discard), WithRequestBody(0), WithTraceID(func(ctx context.Context) [16]byte { return ctx.Value(key{}).([16]byte) })}
	req := httptest.NewRequest("POST", "/?token="+token, strings.NewReader(`{"password":"`+password+`"}`))
	req.Header.Set("Content-Type", "application/json")
	ctx := context.WithValue(req.Context(), key{}, id)
	for name, do := range map[string]func(){
		"AccessLog": func() {
			AccessLog(r, opts...)(http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) { _, _ = io.Copy(io.Discard, req.Body) })).ServeHTTP(httptest.NewRecorder(), req.WithContext(ctx))
		},
		"Recover": func() {
			Recover(r, opts...)(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("with " + token) })).ServeHTTP(httptest.NewRecorder(), req.WithContext(ctx))
		},
		"Transport": func() {
			_, _ = NewTransport(roundTrip(func(*http.Request) (*http.Response, error) { return nil, io.EOF }), r, opts...).RoundTrip(req.WithContext(ctx))
		},
		"Request": func() { Request(req.WithContext(ctx), r, opts...) },
	} {
		clear(seen.ids)
		if do(); seen.ids[id] == 0 || len(seen.ids) != 1 {
			t.Errorf("%s: %v", name, seen.ids)
		}
	}
	clear(seen.ids)
	AccessLog(r, opts...)(http.NotFoundHandler()).ServeHTTP(httptest.NewRecorder(), req) // the function panics
	if len(seen.ids) != 1 || seen.ids[[16]byte{}] == 0 {
		t.Errorf("%v", seen.ids)
	}
}

// wide is text of ASCII with n bytes for each character.
func wide(n int, bigEndian bool, text string) string {
	zeros := strings.Repeat("\x00", n-1)
	var b strings.Builder
	for i := range len(text) {
		if bigEndian {
			b.WriteString(zeros + text[i:i+1])
		} else {
			b.WriteString(text[i:i+1] + zeros)
		}
	}
	return b.String()
}

// What is read for a body that is not sent is not logged.
func TestBodiesThatAreNotSent(t *testing.T) {
	for code, want := range map[int]any{200: "xyz", 304: nil, 204: nil} {
		var out sink
		srv := httptest.NewServer(AccessLog(newRedactor(t), out.logger(), WithResponseBody(0))(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if code == 200 {
				w.Header().Set("Content-Type", "text/plain")
			}
			w.WriteHeader(code)
			_, _ = io.Copy(w, strings.NewReader("x"))
			_, _ = w.(io.ReaderFrom).ReadFrom(io.LimitReader(strings.NewReader("yz"), 5))
		})))
		resp, err := srv.Client().Get(srv.URL)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		out.wait()
		srv.Close()
		if got := out.record(t); at(got, "response_body", "text") != want || (at(got, "response_body") == nil) != (want == nil) {
			t.Errorf("%d: %v", code, got)
		}
	}
}
