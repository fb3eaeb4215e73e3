package middleware

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/http/httputil"
	"net/textproto"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func newRequest(t *testing.T, method, url, body string) *http.Request {
	t.Helper()
	var in io.Reader
	if body != "" {
		in = strings.NewReader(body)
	}
	req, err := http.NewRequest(method, url, in)
	if err != nil {
		t.Fatal(err)
	}
	return req
}

func TestTransport(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/a" {
			w.Header().Set("Location", "/b?token="+token)
			w.WriteHeader(307)
			return
		}
		b, err := io.ReadAll(r.Body)
		if err != nil || string(b) != `{"password":"`+password+`"}` || r.Header.Get("Authorization") == "" {
			t.Errorf("%q, %v", b, err)
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Set-Cookie", "sid="+password)
		_, _ = io.WriteString(w, `{"api_key":"`+stripe+`"}`)
	}))
	defer srv.Close()
	var out sink
	c := srv.Client()
	c.Transport = NewTransport(c.Transport, newRedactor(t), out.logger(), WithAllHeaders(), WithRequestBody(0), WithResponseBody(0))
	req := newRequest(t, "POST", strings.Replace(srv.URL, "http://", "http://"+token+"@", 1)+"/a?access_token="+token, `{"password":"`+password+`"}`)
	req.Header.Set("Content-Type", "application/json")
	before := req.Header.Clone()
	body := req.Body
	resp, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(resp.Body)
	if err != nil || string(got) != `{"api_key":"`+stripe+`"}` {
		t.Errorf("%q, %v", got, err)
	}
	_ = resp.Body.Close()
	if fmt.Sprint(before) != fmt.Sprint(req.Header) || req.Body != body {
		t.Error("the request was changed")
	}
	c.CloseIdleConnections()
	mustHide(t, out.String())
	recs := out.records(t)
	if len(recs) != 2 {
		t.Fatalf("%s", out.String())
	}
	if at(recs[0], "status") != 307.0 || !strings.HasSuffix(at(recs[0], "url").(string), "/a?access_token=[REDACTED:github-personal-access-token]") ||
		!strings.Contains(at(recs[0], "response_headers", "Location").(string), "/b?token=[REDACTED:") {
		t.Errorf("%v", recs[0])
	}
	if at(recs[1], "request_body", "text") != `{"password":"[REDACTED:password]"}` || at(recs[1], "response_body", "text") != `{"api_key":"[REDACTED:stripe-secret-key]"}` ||
		at(recs[1], "request_headers", "Authorization") != "[REDACTED:authorization]" || at(recs[1], "response_headers", "Set-Cookie") != "[REDACTED:cookie]" {
		t.Errorf("%v", recs[1])
	}
}

func TestTransportPassesErrorsOn(t *testing.T) {
	own := &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("password=" + password)}
	var out sink
	tr := NewTransport(roundTrip(func(*http.Request) (*http.Response, error) { return nil, own }), newRedactor(t), out.logger(), WithResponseBody(0))
	if _, err := tr.RoundTrip(newRequest(t, "", "http://h/?password="+password, "")); err != error(own) {
		t.Errorf("%v", err)
	}
	mustHide(t, out.String())
	if got := out.record(t); got["level"] != "ERROR" || got["error"] != "dial tcp: password=[REDACTED:password]" || got["method"] != "GET" || got["status"] != nil {
		t.Errorf("%v", got)
	}
	// What breaks the rules of net/http is not our business.
	tr = NewTransport(roundTrip(func(*http.Request) (*http.Response, error) { return nil, nil }), newRedactor(t), out.logger())
	if resp, err := tr.RoundTrip(&http.Request{}); resp != nil || err != nil {
		t.Errorf("%v, %v", resp, err)
	}
}

// readWriter is the body of a response to an upgrade.
type readWriter struct{ io.ReadCloser }

func (readWriter) Write(p []byte) (int, error) { return len(p), nil }

func TestTransportKeepsBodies(t *testing.T) {
	r := newRedactor(t)
	upgraded := readWriter{io.NopCloser(strings.NewReader(""))}
	for _, body := range []io.ReadCloser{upgraded, http.NoBody} {
		var out sink
		tr := NewTransport(roundTrip(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 101, Header: http.Header{}, Body: body}, nil
		}), r, out.logger(), WithRequestBody(0), WithResponseBody(0))
		req := newRequest(t, "GET", "http://h/", "")
		resp, err := tr.RoundTrip(req)
		if err != nil || resp.Body != body {
			t.Errorf("%v, %v", resp, err)
		}
		out.record(t)
	}
}

// A body that breaks off gives its error to the reader, and one record.
func TestTransportBodyErrors(t *testing.T) {
	var out sink
	broken := errors.New("broken off")
	tr := NewTransport(roundTrip(func(*http.Request) (*http.Response, error) {
		h := http.Header{"Content-Type": {"text/plain"}}
		return &http.Response{StatusCode: 200, Header: h, Body: io.NopCloser(io.MultiReader(strings.NewReader("password="+password), failingReader{broken}))}, nil
	}), newRedactor(t), out.logger(), WithResponseBody(0))
	resp, err := tr.RoundTrip(newRequest(t, "GET", "http://h/", ""))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(resp.Body)
	if err != broken || string(b) != "password="+password || resp.Body.Close() != nil {
		t.Errorf("%q, %v", b, err)
	}
	mustHide(t, out.String())
	out.record(t)
}

type failingReader struct{ err error }

func (f failingReader) Read([]byte) (int, error) { return 0, f.err }

// A request that is sent once more is logged as it was sent last.
func TestTransportSendsAgain(t *testing.T) {
	var out sink
	tr := NewTransport(roundTrip(func(req *http.Request) (*http.Response, error) {
		_, _ = io.ReadAll(req.Body)
		body, err := req.GetBody()
		if err != nil {
			t.Error(err)
		}
		_, _ = io.ReadAll(body)
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody}, nil
	}), newRedactor(t), out.logger(), WithRequestBody(0))
	req := newRequest(t, "POST", "http://h/", "password="+password)
	req.Header.Set("Content-Type", "text/plain")
	if _, err := tr.RoundTrip(req); err != nil {
		t.Fatal(err)
	}
	mustHide(t, out.String())
	if got := out.record(t); at(got, "request_body", "bytes") != float64(len("password="+password)) {
		t.Errorf("%v", got)
	}
}

// The transport of net/http may read a body after RoundTrip has returned.
func TestTransportConcurrent(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "answer before the request is read")
	}))
	defer srv.Close()
	var out sink
	c := &http.Client{Transport: NewTransport(nil, newRedactor(t), out.logger(), WithRequestBody(0), WithResponseBody(0))}
	var wg sync.WaitGroup
	var failed atomic.Int32
	for range 8 {
		wg.Go(func() {
			for range 5 {
				req, _ := http.NewRequest("POST", srv.URL, strings.NewReader(strings.Repeat("password="+password+"\n", 20_000)))
				req.Header.Set("Content-Type", "text/plain")
				resp, err := c.Do(req)
				if err != nil {
					failed.Add(1) // the server may close before all is sent
					continue
				}
				_, _ = io.Copy(io.Discard, resp.Body)
				_ = resp.Body.Close()
			}
		})
	}
	wg.Wait()
	mustHide(t, out.String())
	if n := len(out.records(t)); n < 40 {
		t.Errorf("%d records, %d requests failed", n, failed.Load())
	}
}

func TestDoErrors(t *testing.T) {
	r := newRedactor(t)
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
	layered := &url.Error{Op: "Post", URL: "http://u:" + password + "@h/?api_key=" + stripe, Err: &url.Error{Op: "Get", URL: "https://" + token + "@h/", Err: io.ErrUnexpectedEOF}}
	for _, c := range []struct {
		name, url string
		err       error
		target    error
	}{
		{"password", "http://u:" + password + "@h/", refused, refused},
		{"user alone", "http://" + token + "@h/", refused, refused},
		{"plain user", "http://adalovelace@h/", refused, refused},
		{"query", "http://h/?access_token=" + password + "&x=1", refused, refused},
		{"signature", "http://h/?X-Amz-Signature=" + strings.Repeat("0a1b2c3d", 8), refused, refused},
		{"layers", "http://h/", layered, io.ErrUnexpectedEOF},
		{"timeout", "http://h/?token=" + token, context.DeadlineExceeded, context.DeadlineExceeded},
	} {
		client := &http.Client{Transport: roundTrip(func(*http.Request) (*http.Response, error) { return nil, c.err })}
		for name, do := range map[string]func() (*http.Response, error){
			"Do":   func() (*http.Response, error) { return Do(client, newRequest(t, "GET", c.url, ""), r) },
			"Get":  func() (*http.Response, error) { return NewClient(client, r).Get(c.url) },
			"Head": func() (*http.Response, error) { return NewClient(client, r).Head(c.url) },
			"Post": func() (*http.Response, error) { return NewClient(client, r).Post(c.url, "text/plain", nil) },
			"PostForm": func() (*http.Response, error) {
				return NewClient(client, r).PostForm(c.url, url.Values{"password": {password}})
			},
			"Client.Do": func() (*http.Response, error) { return NewClient(client, r).Do(newRequest(t, "GET", c.url, "")) },
		} {
			_, err := do()
			var u *url.Error
			if !errors.As(err, &u) || u != err {
				t.Errorf("%s, %s: %T", c.name, name, err)
				continue
			}
			if !errors.Is(err, c.target) || u.Timeout() != (c.name == "timeout") {
				t.Errorf("%s, %s: Is or Timeout was lost", c.name, name)
			}
			text := fmt.Sprintf("%v %+v %#v %s", err, err, err, u.URL)
			for e := error(u); e != nil; e = errors.Unwrap(e) {
				text += e.Error()
			}
			mustHide(t, text, strings.Repeat("0a1b2c3d", 8), "adalovelace")
			if strings.Contains(u.URL, "@") {
				t.Errorf("%s, %s: user info in %s", c.name, name, u.URL)
			}
			if _, _, ok := strings.Cut(u.URL, "://h/"); !ok {
				t.Errorf("%s, %s: the URL is gone: %s", c.name, name, u.URL)
			}
		}
	}
}

// What does not parse is quoted in pieces by net/url.
func TestDoErrorsOfParsing(t *testing.T) {
	c := NewClient(nil, newRedactor(t))
	for _, u := range []string{
		"http://u:" + password + "@h:port/", "http://u:p%zz" + password + "@h/", "http://u:p/" + password + "@h/", "http://u:" + password + "\x00@h/",
		"http://u:" + password + "#@h:1:2/", "http://[u:" + password + "@h", "://u:" + password + "@h", "http://h\x7f/?password=" + password,
		"http://h/%zz?token=" + token, "postgres://u:" + password + "@h:1/x?sslmode=off", "u:" + password + "@tcp(h)/db", "http://h:" + password + "/",
	} {
		_, err := c.Get(u)
		if err == nil {
			t.Errorf("no error")
			continue
		}
		mustHide(t, fmt.Sprintf("%v %#v", err, err))
	}
}

// A Location that does not parse is quoted twice.
func TestDoErrorsOfLocations(t *testing.T) {
	for _, location := range []string{
		"http://u:" + password + "#x@h/", "//u:" + password + "/x@h/", "http://u:a b" + password + "@h/", "http://h:" + password + "/",
		"http:// u:" + password + "@h", "http://[u:" + password + "@h/",
	} {
		client := &http.Client{Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 302, Header: http.Header{"Location": {location}}, Body: http.NoBody, Request: req}, nil
		})}
		_, err := NewClient(client, newRedactor(t)).Get("http://h/")
		if err == nil {
			t.Errorf("%q: no error", location)
			continue
		}
		mustHide(t, fmt.Sprintf("%v %#v", err, err))
	}
}

func TestDoKeepsRedirectErrors(t *testing.T) {
	srv := httptest.NewServer(http.RedirectHandler("/next?token="+token, http.StatusFound))
	defer srv.Close()
	own := errors.New("no further")
	client := srv.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return own }
	resp, err := NewClient(client, newRedactor(t)).Get(srv.URL)
	if !errors.Is(err, own) || resp == nil || resp.StatusCode != 302 {
		t.Errorf("%v, %v", resp, err)
	}
	mustHide(t, err.Error())
	_ = resp.Body.Close()
	NewClient(client, newRedactor(t)).CloseIdleConnections()
}

// A proxy's URL has user info of its own.
func TestDoThroughProxy(t *testing.T) {
	proxy, err := url.Parse("http://u:" + password + "@127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	c := NewClient(&http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(proxy)}}, newRedactor(t))
	for _, u := range []string{"http://h/?token=" + token, "https://h/?token=" + token} {
		_, err := c.Get(u)
		if err == nil {
			t.Fatal("no error")
		}
		mustHide(t, err.Error())
	}
}

func TestTrace(t *testing.T) {
	r := newRedactor(t)
	var b bytes.Buffer
	log := slog.New(slog.NewTextHandler(&b, nil))
	own := errors.New("password=" + password)
	tr := Trace(&httptrace.ClientTrace{
		GetConn:          func(hp string) { log.Info("GetConn", "v", hp) },
		PutIdleConn:      func(err error) { log.Info("PutIdleConn", "v", err) },
		Got1xxResponse:   func(code int, h textproto.MIMEHeader) error { log.Info("Got1xxResponse", "v", h); return own },
		DNSStart:         func(i httptrace.DNSStartInfo) { log.Info("DNSStart", "v", i) },
		DNSDone:          func(i httptrace.DNSDoneInfo) { log.Info("DNSDone", "v", i) },
		ConnectStart:     func(n, a string) { log.Info("ConnectStart", "v", a) },
		ConnectDone:      func(n, a string, err error) { log.Info("ConnectDone", "v", err) },
		TLSHandshakeDone: func(_ tls.ConnectionState, err error) { log.Info("TLSHandshakeDone", "v", err) },
		WroteHeaderField: func(k string, vs []string) { log.Info("WroteHeaderField", k, vs) },
		WroteRequest:     func(i httptrace.WroteRequestInfo) { log.Info("WroteRequest", "v", i.Err) },
	}, r)
	tr.GetConn(token + ".example:443")
	tr.PutIdleConn(own)
	h := textproto.MIMEHeader{"Set-Cookie": {"a=" + password, "b=" + password}, "Link": {"</x?token=" + token + ">"}}
	if err := tr.Got1xxResponse(103, h); err != own {
		t.Errorf("%v", err)
	}
	tr.DNSStart(httptrace.DNSStartInfo{Host: token})
	tr.DNSDone(httptrace.DNSDoneInfo{Err: own})
	tr.ConnectStart("tcp", token)
	tr.ConnectDone("tcp", "h", own)
	tr.TLSHandshakeDone(tls.ConnectionState{}, own)
	vs := []string{"Bearer " + password}
	tr.WroteHeaderField("Authorization", vs)
	tr.WroteHeaderField("Dpop", []string{"zq7vbn3mkx"})
	tr.WroteRequest(httptrace.WroteRequestInfo{Err: own})
	mustHide(t, b.String(), "zq7vbn3mkx")
	if vs[0] != "Bearer "+password || h["Set-Cookie"][0] != "a="+password {
		t.Error("a header was changed")
	}
	if n := strings.Count(b.String(), "\n"); n != 11 {
		t.Errorf("%d records: %s", n, b.String())
	}
	if empty := Trace(&httptrace.ClientTrace{}, r); empty.GetConn != nil || empty.WroteHeaderField != nil {
		t.Error("functions out of nothing")
	}
	if Trace(nil, r) == nil {
		t.Error("nil")
	}
}

func TestDumps(t *testing.T) {
	r := newRedactor(t)
	body := `{"user":"ada","password":"` + password + `","token":"` + token + `"}`
	request := func(chunked bool) *http.Request {
		req := newRequest(t, "POST", "http://h.example/x?api_key="+stripe, body)
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Authorization", "Basic "+password)
		req.Header.Set("Cookie", "sid="+password)
		req.Header.Set("Dpop", "zq7vbn3mkx")
		if chunked {
			req.TransferEncoding = []string{"chunked"}
			// Chunks end in the middle of the token.
			req.Body = io.NopCloser(&slowReader{[]byte(body), len(body) - 20})
			req.ContentLength = -1
		}
		return req
	}
	for _, chunked := range []bool{false, true} {
		for name, dump := range map[string]func(bool) ([]byte, error){
			"DumpRequest":    func(body bool) ([]byte, error) { return DumpRequest(request(chunked), body, r) },
			"DumpRequestOut": func(body bool) ([]byte, error) { return DumpRequestOut(request(chunked), body, r) },
			"DumpResponse": func(b bool) ([]byte, error) {
				req := request(chunked)
				return DumpResponse(&http.Response{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Header: req.Header, Body: req.Body, ContentLength: req.ContentLength, TransferEncoding: req.TransferEncoding}, b, r)
			},
		} {
			for _, with := range []bool{false, true} {
				out, err := dump(with)
				if err != nil {
					t.Errorf("%s: %v", name, err)
				}
				mustHide(t, string(out), "zq7vbn3mkx", token[:20], token[20:])
				if with != strings.Contains(string(out), `"user":"ada"`) || !strings.Contains(string(out), "Cookie: [REDACTED:cookie]\r\n") {
					t.Errorf("%s, body %v: %s", name, with, out)
				}
			}
		}
	}
	for _, c := range []struct{ ctype, coding, body, want string }{
		{"image/png", "", "\x89PNG password=" + password, "[REDACTED:content-type]"},
		{"text/plain", "br", "password=" + password, "[REDACTED:content-encoding]"},
		{"text/plain", "gzip", compressed("gzip", "a\npassword="+password), "a\npassword=[REDACTED:password]"},
		{"multipart/form-data; boundary=b", "", "--b\r\nContent-Disposition: form-data; name=f\r\n\r\n" + password + "\r\n--b--", "[REDACTED:multipart] f"},
		{"text/plain", "", strings.Repeat("line\n", 300_000) + "password=" + password, "[REDACTED:limit]"},
	} {
		req := newRequest(t, "POST", "http://h/", c.body)
		req.Header.Set("Content-Type", c.ctype)
		if c.coding != "" {
			req.Header.Set("Content-Encoding", c.coding)
		}
		out, err := DumpRequest(req, true, r)
		if err != nil || !strings.HasSuffix(string(out), c.want) {
			t.Errorf("%.300s, %v", out, err)
		}
		mustHide(t, string(out))
		if left, _ := io.ReadAll(req.Body); string(left) != c.body {
			t.Error("the body is gone")
		}
	}
	// A clean dump is what httputil gives.
	clean := func() *http.Request {
		req := newRequest(t, "POST", "http://h/x", `{"a": 1}`)
		req.Header.Set("Content-Type", "application/json")
		req.TransferEncoding = []string{"chunked"}
		return req
	}
	want, _ := httputil.DumpRequest(clean(), true)
	if got, err := DumpRequest(clean(), true, r); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// slowReader gives its text in two pieces.
type slowReader struct {
	rest []byte
	n    int
}

func (s *slowReader) Read(p []byte) (int, error) {
	if len(s.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(p, s.rest[:min(s.n, len(s.rest))])
	s.rest = s.rest[n:]
	return n, nil
}

func TestUserInfoOfOpaqueURLs(t *testing.T) {
	for in, want := range map[string]string{
		"http://ada:s3-7d1f90aa@h/x": "http://h/x", "u:s3-7d1f90aa@h/x": "u:h/x", "http:u:s3-7d1f90aa@h": "http:h", "http:u:s3/7d@1f90aa@h?a=b": "http:h?a=b", "http://h/a@b": "http://h/a@b",
		"http:/u:s3-7d1f90aa@h/x?a@b": "http:/h/x?a@b", "https:///s3-7d1f90aa@h": "https:///h", "http:/u:s3/7d1f90aa@h/x": "http:/h/x",
		"http:/h:8080/@scope/pkg": "http:/h:8080/@scope/pkg", "/a@b": "/a@b", "file:/u:a@b": "file:/u:a@b",
	} {
		u, err := url.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := withoutUser(u); got != want {
			t.Errorf("%s became %s", in, got)
		}
		if got := errorURL(newRedactor(t), in); strings.Contains(got, "7d") {
			t.Errorf("in an error %s is %s", in, got)
		}
	}
	for in, want := range map[string]string{"//h/@scope/pkg": "https://h/@scope/pkg", "//u:s3@h/@a": "https://h/@a", "//u:s3@h": "https://h"} {
		if got := withoutUser(&url.URL{Scheme: "https", Opaque: in}); got != want {
			t.Errorf("%s became %s", in, got)
		}
	}
}

// What a pattern names is hidden also where the query repeats it.
func TestTransportRepeatedInQueries(t *testing.T) {
	const v = "q7w2hunter" + "9zz"
	long := strings.Repeat("&b", maxURL/2)
	for target, want := range map[string]string{
		"/reset/" + v + "?a=" + v:                       "/reset/(REDACTED:token)?a=(REDACTED:token)",
		"/reset/" + v + "?next=%2Fx%2F" + v + "%3Fa&b":  "/reset/(REDACTED:token)?next=%2Fx%2F(REDACTED:token)%3Fa&b",
		"/reset/" + v + "?a=x" + v + "&b=" + v + "y":    "/reset/(REDACTED:token)?a=x" + v + "&b=" + v + "y",
		"/reset/" + v + "?a=" + v + long:                "/reset/(REDACTED:token)?(REDACTED:limit)",
		"/reset/" + v + "?" + strings.Repeat(v+"&", 99): "/reset/(REDACTED:token)?" + strings.Repeat("(REDACTED:token)&", 99),
		"/reset/list?a=list" + long:                     "/reset/list?a=list" + long,
		"/list/" + v + "?a=" + v:                        "/list/" + v + "?a=" + v,
		"/" + v + "/reset/" + v + "?b":                  "/" + v + "/reset/" + v + "?b",
	} {
		for how, opt := range map[string]Option{"patterns": WithPathPatterns("/reset/{token}"), "route": WithRoute(func(req *http.Request) string {
			if strings.HasPrefix(req.URL.Path, "/reset/") {
				return "/reset/{token}"
			}
			return ""
		})} {
			var out sink
			if how == "patterns" {
				answers := roundTrip(func(*http.Request) (*http.Response, error) {
					return &http.Response{StatusCode: 200, Body: http.NoBody}, nil
				})
				if _, err := NewTransport(answers, newRedactor(t), out.logger(), opt).RoundTrip(httptest.NewRequest("GET", target, nil)); err != nil {
					t.Fatal(err)
				}
			} else {
				AccessLog(newRedactor(t), out.logger(), opt)(http.HandlerFunc(nothing)).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", target, nil))
			}
			if got := out.record(t)["url"]; strings.TrimPrefix(got.(string), "http://example.com") != want {
				t.Errorf("%s, %s: %.300v", how, target, got)
			}
		}
	}
}
