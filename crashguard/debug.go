package crashguard

import (
	"bytes"
	"net/http"
	"strconv"
	"time"

	"github.com/tacit-go/tacit/redact"
)

// Debug returns a handler that answers as h does, with the body redacted as [Dump]
// does it. It is for the handlers of net/http/pprof and expvar:
//
//	mux.Handle("/debug/pprof/", crashguard.Debug(r, http.HandlerFunc(pprof.Index)))
//	mux.Handle("/debug/pprof/cmdline", crashguard.Debug(r, http.HandlerFunc(pprof.Cmdline)))
//	mux.Handle("/debug/vars", crashguard.Debug(r, expvar.Handler()))
//
// The body is held until h returns: at most [MaxDump] bytes, and a small multiple of that
// while it is redacted. A body that cannot be redacted gives status 500 and nothing of
// it. Text headers of h are redacted; the request, without the header Range, and a status
// other than 200 are passed on. This package imports neither net/http/pprof nor expvar, which register their
// handlers in http.DefaultServeMux: what is served there is not redacted.
func Debug(r *redact.Redactor, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if req.Header.Get("Range") != "" { // a part may begin within a secret
			req = req.Clone(req.Context())
			req.Header.Del("Range")
		}
		b := &held{r: r, inner: w, header: http.Header{}}
		h.ServeHTTP(b, req)
		b.send()
	})
}

// held is a response that is kept.
type held struct {
	r      *redact.Redactor
	inner  http.ResponseWriter
	header http.Header
	status int
	body   bytes.Buffer
	full   bool
}

// Header implements http.ResponseWriter.
func (h *held) Header() http.Header { return h.header }

// SetWriteDeadline serves http.ResponseController, for profiles that take their time.
func (h *held) SetWriteDeadline(t time.Time) error {
	return http.NewResponseController(h.inner).SetWriteDeadline(t)
}

// WriteHeader implements http.ResponseWriter.
func (h *held) WriteHeader(status int) {
	if h.status == 0 && status >= 200 {
		h.status = status
	}
}

// Write implements http.ResponseWriter.
func (h *held) Write(b []byte) (int, error) {
	h.WriteHeader(http.StatusOK)
	if h.full = h.full || h.body.Len()+len(b) > MaxDump; h.full {
		return 0, ErrDumpSize
	}
	return h.body.Write(b)
}

// send writes the redacted response.
func (h *held) send() {
	out, err := Dump(h.r, h.body.Bytes())
	if h.full {
		err = ErrDumpSize
	}
	if err != nil {
		http.Error(h.inner, "[REDACTED:error] "+err.Error(), http.StatusInternalServerError)
		return
	}
	to, s := h.inner.Header(), h.r.Scope("debug")
	for name, values := range h.header {
		f := s.Field(name)
		for _, v := range values {
			to.Add(name, f.String(v))
		}
	}
	to.Set("Content-Length", strconv.Itoa(len(out)))
	if h.status != 0 {
		h.inner.WriteHeader(h.status)
	}
	_, _ = h.inner.Write(out)
}
