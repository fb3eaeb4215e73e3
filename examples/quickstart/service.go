package main

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
)

// newService returns a shop's back end. It logs what people log while they look
// for a fault, and knows nothing of redaction.
func newService(log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders", func(w http.ResponseWriter, r *http.Request) {
		log.Info("GET /orders", "headers", headers(r, "Authorization"))
	})
	mux.HandleFunc("GET /callback", func(w http.ResponseWriter, r *http.Request) {
		log.Info("GET " + r.URL.String())
	})
	mux.HandleFunc("GET /cart", func(w http.ResponseWriter, r *http.Request) {
		log.Info("no such cart", "Cookie", r.Header.Get("Cookie"))
	})
	mux.HandleFunc("POST /login", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(io.LimitReader(r.Body, 1<<16))
		log.Info("bad login", "body", string(body))
	})
	mux.HandleFunc("GET /report", func(w http.ResponseWriter, r *http.Request) {
		log.Info("no report", "err", query())
	})
	mux.HandleFunc("GET /config", func(w http.ResponseWriter, r *http.Request) {
		log.Info(fmt.Sprintf("loaded %+v", config{Addr: ":8080", APIKey: mailKey, Retries: 3}))
	})
	mux.HandleFunc("GET /me", func(w http.ResponseWriter, r *http.Request) {
		log.Info("expired: " + r.URL.Query().Get("t"))
	})
	mux.HandleFunc("GET /stock", func(w http.ResponseWriter, r *http.Request) {
		log.Info("warehouse refused", "echo", warehouseEcho)
	})
	mux.HandleFunc("GET /pay", func(w http.ResponseWriter, r *http.Request) {
		panic("charge failed with key " + payKey)
	})
	return recoverer(log, mux)
}

// recoverer logs panics.
func recoverer(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				log.Error("panic", "value", v)
				w.WriteHeader(http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// headers picks the headers that the service logs.
func headers(r *http.Request, names ...string) http.Header {
	h := http.Header{}
	for _, name := range names {
		h[name] = r.Header[name]
	}
	return h
}

type config struct {
	Addr    string
	APIKey  string
	Retries int
}

// query fails as a database driver does: the error names the whole DSN.
func query() error {
	return fmt.Errorf("dial %s: refused", "postgres://shop:"+dbPassword+"@db/shop")
}
