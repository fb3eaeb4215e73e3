package middleware

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// TestPartialBodies: of a body that is not read or written to its end nothing is shown that would be
// hidden if it were.
func TestPartialBodies(t *testing.T) {
	const live = "Zq8vT2mK" + "9wLx4RbN"
	set := &redact.SecretSet{}
	if _, err := set.Set("live", []byte(live)); err != nil {
		t.Fatal(err)
	}
	r := newRedactor(t, redact.WithSecrets(set))
	stops := map[string]func(body string, n int) http.HandlerFunc{
		"request, read in part": func(_ string, n int) http.HandlerFunc {
			return func(_ http.ResponseWriter, req *http.Request) { _, _ = io.CopyN(io.Discard, req.Body, int64(n)) }
		},
		"request, of unknown length": func(_ string, n int) http.HandlerFunc {
			return func(_ http.ResponseWriter, req *http.Request) { _, _ = io.CopyN(io.Discard, req.Body, int64(n)) }
		},
		"request, limited": func(_ string, n int) http.HandlerFunc {
			return func(w http.ResponseWriter, req *http.Request) {
				_, _ = io.ReadAll(http.MaxBytesReader(w, req.Body, int64(n)))
			}
		},
		"response, aborted": func(body string, n int) http.HandlerFunc {
			return func(w http.ResponseWriter, _ *http.Request) {
				_, _ = io.WriteString(w, body[:n])
				panic(http.ErrAbortHandler)
			}
		},
		"response, shorter than declared": func(body string, n int) http.HandlerFunc {
			return func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Length", strconv.Itoa(len(body)))
				_, _ = io.WriteString(w, body[:n])
			}
		},
		"response, longer than declared": func(body string, n int) http.HandlerFunc {
			return func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Length", strconv.Itoa(n))
				_, _ = io.WriteString(w, body)
			}
		},
		"client, read in part": func(body string, _ int) http.HandlerFunc {
			return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) }
		},
	}
	for name, stop := range stops {
		for _, body := range [][2]string{
			{"text/plain", "hello there " + live + " more"},
			{"text/plain", "hello there " + token + " more"},
			{"application/json", `{"value":"` + password + `","name":"password","more":1}`},
			{"application/x-www-form-urlencoded", "value=" + password + "&name=password&more=1"},
		} {
			for n := 1; n < len(body[1])-5; n++ {
				var s sink
				handler := stop(body[1], n)
				typed := http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
					w.Header().Set("Content-Type", body[0])
					handler(w, req)
				})
				req := httptest.NewRequest("POST", "/x", strings.NewReader(body[1]))
				req.Header.Set("Content-Type", body[0])
				if strings.Contains(name, "unknown") {
					req.ContentLength = -1
				}
				if !strings.HasPrefix(name, "client") {
					func() {
						defer func() { _ = recover() }()
						AccessLog(r, s.logger(), WithRequestBody(0), WithResponseBody(0))(typed).ServeHTTP(limitedWriter{httptest.NewRecorder()}, req)
					}()
				} else {
					req.RequestURI = ""
					next := roundTrip(func(req *http.Request) (*http.Response, error) {
						w := httptest.NewRecorder()
						typed.ServeHTTP(w, req)
						return w.Result(), nil
					})
					resp, err := NewTransport(next, r, s.logger(), WithResponseBody(0)).RoundTrip(req)
					if err != nil {
						t.Fatal(err)
					}
					_, _ = io.CopyN(io.Discard, resp.Body, int64(n))
					resp.Body.Close()
				}
				got := s.String()
				for _, v := range []string{live[:4], token[:6], password[:4]} {
					if strings.Contains(got, v) {
						t.Errorf("%s, %d bytes of %q: %s", name, n, body[1], got)
					}
				}
				if !strings.Contains(got, `_body":{"bytes":`) || !strings.Contains(got, `"truncated":true`) {
					t.Errorf("%s, %d bytes of %q: %s", name, n, body[1], got)
				}
			}
		}
	}
}

// TestWholeBodies: what is read or written to its end, or is all that one who decodes a document reads,
// is shown.
func TestWholeBodies(t *testing.T) {
	for name, length := range map[string]int64{"declared": 0, "of unknown length": -1} {
		for _, body := range [][2]string{{"text/plain", "hello there"}, {"application/json", `{"a":"b","n":[1,2]}`}, {"application/x-www-form-urlencoded", "a=b&c=d"}} {
			var s sink
			req := httptest.NewRequest("POST", "/x", strings.NewReader(body[1]))
			req.Header.Set("Content-Type", body[0])
			if length < 0 {
				req.ContentLength = length
			}
			AccessLog(newRedactor(t), s.logger(), WithRequestBody(0), WithResponseBody(0))(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
				w.Header().Set("Content-Type", body[0])
				buf := make([]byte, len(body[1]))
				if _, err := io.ReadFull(req.Body, buf); err != nil {
					t.Error(err)
				}
				if body[0] != "application/json" {
					_, _ = req.Body.Read(buf) // the end
				}
				_, _ = io.WriteString(w, body[1])
			})).ServeHTTP(httptest.NewRecorder(), req)
			rec := s.records(t)[0]
			for _, side := range []string{"request_body", "response_body"} {
				if got, ok := rec[side].(map[string]any); !ok || got["text"] != body[1] || got["truncated"] != nil {
					t.Errorf("%s, %s: %v", name, side, rec[side])
				}
			}
		}
	}
}

// A limitedWriter takes no more than the header declares, as net/http does.
type limitedWriter struct{ *httptest.ResponseRecorder }

func (w limitedWriter) Write(p []byte) (int, error) {
	if n := declared(w.Header()); n >= 0 && int64(len(p)) > n-int64(w.Body.Len()) {
		n, _ := w.ResponseRecorder.Write(p[:n-int64(w.Body.Len())])
		return n, http.ErrContentLength
	}
	return w.ResponseRecorder.Write(p)
}

func (w limitedWriter) WriteString(s string) (int, error) { return w.Write([]byte(s)) }
