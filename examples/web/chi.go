package main

import (
	"io"
	"log"
	"net/http"
	"runtime/debug"

	"github.com/go-chi/chi/v5"
	chimw "github.com/go-chi/chi/v5/middleware"

	"github.com/tacit-go/tacit/middleware"
	"github.com/tacit-go/tacit/redact"
)

func newChi(r *redact.Redactor, out io.Writer) http.Handler {
	own := newSlog(r, out)
	format := &chiFormat{
		LogFormatter: &chimw.DefaultLogFormatter{Logger: log.New(r.NewRecordWriter(out), "", 0), NoColor: true},
		panics:       log.New(middleware.ErrorWriter(out, r), "", 0),
	}
	mux := chi.NewRouter()
	mux.Use(chimw.RequestLogger(format), chimw.Recoverer)
	mux.Post("/login", func(w http.ResponseWriter, _ *http.Request) { answer(w) })
	mux.Get("/reset/{token}", func(w http.ResponseWriter, _ *http.Request) { answer(w) })
	mux.Get("/fail", func(w http.ResponseWriter, _ *http.Request) {
		own.Error("no report", "err", errDatabase)
		w.WriteHeader(http.StatusBadGateway)
	})
	mux.Get("/panic", func(http.ResponseWriter, *http.Request) { fails(key) })
	return mux
}

// chiFormat prints panics to a logger. chi's own entry prints them to os.Stderr,
// whatever its logger is.
type chiFormat struct {
	chimw.LogFormatter
	panics *log.Logger
}

// NewLogEntry implements chi's LogFormatter.
func (f *chiFormat) NewLogEntry(req *http.Request) chimw.LogEntry {
	return &chiEntry{f.LogFormatter.NewLogEntry(req), f.panics}
}

type chiEntry struct {
	chimw.LogEntry
	panics *log.Logger
}

// Panic implements chi's LogEntry.
func (e *chiEntry) Panic(v any, _ []byte) { e.panics.Printf("panic: %v\n%s", v, debug.Stack()) }
