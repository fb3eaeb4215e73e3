package matrix

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"

	"github.com/tacit-go/tacit/crashguard"
	"github.com/tacit-go/tacit/middleware"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redacttest"
)

// web is a service that logs what it gets, sends and fails with.
type web struct {
	r   *redact.Redactor
	out io.Writer
	log *slog.Logger
}

// blind finds nothing: it stands for no guard at all.
func blind() *redact.Redactor {
	return redact.MustNew(redact.WithDetectors(redact.Detector{ID: "none", Pattern: `\bnever_[0-9]{9}\b`}))
}

func newWeb(out io.Writer, r *redact.Redactor) *web {
	return &web{r, out, slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && (a.Key == slog.TimeKey || a.Key == "duration" || a.Key == "stack") {
			return slog.Attr{}
		}
		return a
	}}))}
}

// serve logs one request as a server, and what h does with it.
func (s *web) serve(req *http.Request, h http.HandlerFunc) {
	logs := middleware.WithLogger(s.log)
	middleware.AccessLog(s.r, logs, middleware.WithAllHeaders(), middleware.WithRequestBody(0), middleware.WithResponseBody(0))(
		middleware.Recover(s.r, logs)(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			_, _ = io.Copy(io.Discard, req.Body)
			h(w, req)
		}))).ServeHTTP(httptest.NewRecorder(), req)
}

func nothing(http.ResponseWriter, *http.Request) {}

func post(ctype, body string) *http.Request {
	req := httptest.NewRequest("POST", "/orders", strings.NewReader(body))
	req.Header.Set("Content-Type", ctype)
	return req
}

// A transport answers with an error or a body.
type transport struct {
	err  error
	body string
}

func (t transport) RoundTrip(*http.Request) (*http.Response, error) {
	if t.err != nil {
		return nil, t.err
	}
	return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(t.body))}, nil
}

// send logs one request as a client.
func (s *web) send(target string, t transport) {
	c := &http.Client{Transport: middleware.NewTransport(t, s.r, middleware.WithLogger(s.log), middleware.WithResponseBody(0))}
	resp, err := middleware.NewClient(c, s.r).Get(target)
	if err != nil {
		fmt.Fprintln(s.out, err)
		return
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}

func body(k, v string) string {
	b, _ := json.Marshal(map[string]string{k: v})
	return string(b)
}

// httpAdapter is middleware for a server and a client.
func httpAdapter() redacttest.Adapter[*web] {
	type L = *web
	return redacttest.Adapter[L]{
		Open:  func(s redacttest.Sinks) L { return newWeb(s.Records, s.Redactor) },
		Plain: func(s redacttest.Sinks) L { return newWeb(s.Records, blind()) },
		Entries: []redacttest.Entry[L]{
			redacttest.EntryOf("JSON", func(s L, k string, v string) { s.serve(post("application/json", body(k, v)), nothing) }),
			redacttest.EntryOf("query", func(s L, k string, v string) {
				s.serve(httptest.NewRequest("GET", "/orders?n=1&"+url.Values{k: {v}}.Encode(), nil), nothing)
			}),
			redacttest.EntryOf("form", func(s L, k string, v string) {
				s.serve(post("application/x-www-form-urlencoded", url.Values{k: {v}, "n": {"1"}}.Encode()), nothing)
			}),
			redacttest.EntryOf("request header", func(s L, k string, v string) {
				req := httptest.NewRequest("GET", "/orders", nil)
				req.Header[k] = []string{v}
				s.serve(req, nothing)
			}),
			redacttest.EntryOf("response header", func(s L, k string, v string) {
				s.serve(httptest.NewRequest("GET", "/orders", nil), func(w http.ResponseWriter, _ *http.Request) { w.Header()[k] = []string{"a", v} })
			}),
			redacttest.EntryOf("response", func(s L, k string, v string) {
				s.serve(httptest.NewRequest("GET", "/orders", nil), func(w http.ResponseWriter, _ *http.Request) {
					w.Header().Set("Content-Type", "application/json")
					_, _ = io.WriteString(w, body(k, v))
				})
			}),
			redacttest.EntryOf("query of a client", func(s L, k string, v string) {
				s.send("https://h/orders?"+url.Values{k: {v}}.Encode(), transport{err: errors.New("refused")})
			}),
			redacttest.EntryOf("response to a client", func(s L, k string, v string) { s.send("https://h/orders", transport{body: body(k, v)}) }),
			redacttest.EntryOf("dump", func(s L, k string, v string) {
				b, err := middleware.DumpRequest(post("application/json", body(k, v)), true, s.r)
				fmt.Fprintln(s.out, string(b), err)
			}),
			redacttest.TextOf("ErrorLog", func(s L, v string) { middleware.ErrorLog(s.r, middleware.WithLogger(s.log)).Print("http: ", v) }),
			redacttest.TextOf("path", func(s L, v string) {
				req := httptest.NewRequest("GET", "/", nil)
				req.URL = &url.URL{Path: "/orders/" + v}
				req.RequestURI = req.URL.EscapedPath()
				s.serve(req, nothing)
			}),
			redacttest.TextOf("text", func(s L, v string) { s.serve(post("text/plain", v), nothing) }),
			redacttest.TextOf("panic", func(s L, v string) {
				s.serve(httptest.NewRequest("GET", "/orders", nil), func(http.ResponseWriter, *http.Request) { panic(v) })
			}),
			redacttest.TextOf("panic with an error", func(s L, v error) {
				s.serve(httptest.NewRequest("GET", "/orders", nil), func(http.ResponseWriter, *http.Request) { panic(v) })
			}),
			redacttest.TextOf("error of a client", func(s L, v error) { s.send("https://h/orders", transport{err: v}) }),
			redacttest.TextOf("ErrorWriter", func(s L, v string) { fmt.Fprintln(middleware.ErrorWriter(s.out, s.r), "http:", v) }),
		},
		Owned: []redacttest.Owned[L]{{
			Name: "request",
			Args: func(k, v string) any {
				return http.Header{k: {v}, "X-Other": {"a", v}}
			},
			Log: func(s L, args any) {
				req := httptest.NewRequest("GET", "/orders", nil)
				req.Header = args.(http.Header)
				s.serve(req, nothing)
			},
		}},
		Scripts: []redacttest.Script[L]{
			{Name: "requests", Run: func(s L) {
				s.serve(httptest.NewRequest("GET", "/orders?page=2", nil), func(w http.ResponseWriter, _ *http.Request) { http.NotFound(w, nil) })
				s.serve(post("text/plain", ""), func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok") })
				s.send("https://h/orders?page=2", transport{body: "[1,2]"})
			}},
		},
		Lacks: map[string]string{
			"groups": "a request has none",
			"levels": "the logger behind it has them",
			"bound":  "nothing is bound to a request",
			"late":   "nothing is bound to a request",
			"policy": "nothing is bound to a request",

			"deny/ErrorLog/*": httpTold, "deny/ErrorWriter/*": httpTold, "deny/panic*/*": httpTold,
			"deny/error of a client/*": "an error is no record",

			"values/query*/string/json/live-pem":  "the line ends of a live value are found escaped or percent-encoded, not both",
			"values/query*/string/quote/live-pem": "the line ends of a live value are found escaped or percent-encoded, not both",
			"keys/query*/json/live-pem":           "the line ends of a live value are found escaped or percent-encoded, not both",
			"keys/query*/quote/live-pem":          "the line ends of a live value are found escaped or percent-encoded, not both",
		},
	}
}

// A program fails and shows its inside.
type program struct {
	r   *redact.Redactor
	out io.Writer
}

func (f *program) fail(with any) {
	defer crashguard.Recover(f.r, func(p *crashguard.Panic) { fmt.Fprintln(f.out, p.Error()) })
	panic(with)
}

func (f *program) dump(text string) {
	b, err := crashguard.Dump(f.r, []byte(text))
	fmt.Fprintln(f.out, string(b), err)
}

// panicAdapter is what of crashguard needs no process of its own.
func panicAdapter() redacttest.Adapter[*program] {
	type L = *program
	return redacttest.Adapter[L]{
		Open:  func(s redacttest.Sinks) L { return &program{s.Redactor, s.Records} },
		Plain: func(s redacttest.Sinks) L { return &program{blind(), s.Records} },
		Entries: []redacttest.Entry[L]{
			redacttest.TextOf("panic", func(f L, v string) { f.fail(v) }),
			redacttest.TextOf("panic with an error", func(f L, v error) { f.fail(v) }),
			redacttest.EntryOf("formatted panic", func(f L, k string, v string) { f.fail(fmt.Sprintf("%s=%q", k, v)) }),
			redacttest.EntryOf("Args", func(f L, k string, v string) {
				fmt.Fprintf(f.out, "%q\n", crashguard.Args(f.r, []string{"app", "--" + k + "=" + v}))
			}),
			redacttest.EntryOf("JSON of a page", func(f L, k string, v string) { f.page("application/json", body(k, v)) }),
			redacttest.EntryOf("Dump", func(f L, k string, v string) { f.dump(body(k, v)) }),
			redacttest.TextOf("page", func(f L, v string) { f.page("text/plain", v+"\n") }),
			redacttest.TextOf("text of a dump", func(f L, v string) { f.dump(v + "\n") }),
		},
		Owned: []redacttest.Owned[L]{{
			Name: "arguments",
			Args: func(k, v string) any { return []string{"app", "--" + k, v} },
			Log:  func(f L, args any) { fmt.Fprintf(f.out, "%q\n", crashguard.Args(f.r, args.([]string))) },
		}},
		Scripts: []redacttest.Script[L]{
			{Name: "dumps", Run: func(f L) {
				f.fail("index out of range")
				f.page("application/json", `{"cmdline":["app","-v"],"n":{"a":1}}`)
				f.dump("goroutine profile: total 1\n1 @ 0x1 0x2\n")
			}},
		},
		Lacks: map[string]string{
			"groups": "a panic has none",
			"levels": "a panic has none",
			"bound":  "nothing is bound to a panic",
			"late":   "nothing is bound to a panic",
			"policy": "nothing is bound to a panic",
			"deny":   "a panic and a dump are no records",
		},
	}
}

func (f *program) page(ctype, body string) {
	w := httptest.NewRecorder()
	crashguard.Debug(f.r, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", ctype)
		_, _ = io.WriteString(w, body)
	})).ServeHTTP(w, httptest.NewRequestWithContext(context.Background(), "GET", "/debug/vars", nil))
	_, _ = io.Copy(f.out, bytes.NewReader(w.Body.Bytes()))
}

// httpTold is why nothing of these is denied.
const httpTold = "what a server tells of itself and of its panics is told, redacted"
