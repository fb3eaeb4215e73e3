package main

import (
	"io"
	"net/http"

	"github.com/tacit-go/tacit/middleware"
	"github.com/tacit-go/tacit/redact"
)

func newStandard(r *redact.Redactor, out io.Writer) http.Handler {
	log := newLogger(out)
	own := newSlog(r, out)
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", func(w http.ResponseWriter, req *http.Request) {
		_, _ = io.Copy(io.Discard, req.Body)
		answer(w)
	})
	mux.HandleFunc("GET /reset/{token}", func(w http.ResponseWriter, _ *http.Request) { answer(w) })
	mux.HandleFunc("GET /fail", func(w http.ResponseWriter, _ *http.Request) {
		own.Error("no report", "err", errDatabase)
		w.WriteHeader(http.StatusBadGateway)
	})
	mux.HandleFunc("GET /panic", func(http.ResponseWriter, *http.Request) { fails(key) })

	access := middleware.AccessLog(r, middleware.WithLogger(log), middleware.WithAllHeaders(), middleware.WithRequestBody(0))
	return access(middleware.Recover(r, middleware.WithLogger(log))(mux))
}
