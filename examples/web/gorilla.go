package main

import (
	"io"
	"log"
	"net/http"

	"github.com/gorilla/handlers"
	"github.com/gorilla/mux"

	"github.com/tacit-go/tacit/middleware"
	"github.com/tacit-go/tacit/redact"
)

func newGorilla(r *redact.Redactor, out io.Writer) http.Handler {
	own := newSlog(r, out)
	m := mux.NewRouter()
	m.HandleFunc("/login", func(w http.ResponseWriter, _ *http.Request) { answer(w) }).Methods("POST")
	m.HandleFunc("/reset/{token}", func(w http.ResponseWriter, _ *http.Request) { answer(w) })
	m.HandleFunc("/fail", func(w http.ResponseWriter, _ *http.Request) {
		own.Error("no report", "err", errDatabase)
		w.WriteHeader(http.StatusBadGateway)
	})
	m.HandleFunc("/panic", func(http.ResponseWriter, *http.Request) { fails(key) })

	recoverer := handlers.RecoveryHandler(handlers.PrintRecoveryStack(true),
		handlers.RecoveryLogger(log.New(middleware.ErrorWriter(out, r), "", 0)))
	// The combined format has the Referer in it.
	return handlers.CombinedLoggingHandler(r.NewRecordWriter(out), recoverer(m))
}
