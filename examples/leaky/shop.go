package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httputil"
	"net/url"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"
)

// telemetry is what the service reports by.
type telemetry struct {
	log    *slog.Logger
	std    *log.Logger // older code, and the ErrorLog of the server
	tracer trace.Tracer
	meter  metric.Meter
	flush  func(context.Context) error
}

// config is what the service is started with.
type config struct {
	Addr      string
	Password  string
	PayURL    string
	PayAPIKey string
	HookURL   string
	DSN       string
}

type shop struct {
	telemetry
	cfg      config
	client   *http.Client
	requests metric.Int64Counter
}

func newShop(t telemetry, cfg config) (*shop, error) {
	requests, err := t.meter.Int64Counter("shop.requests")
	return &shop{telemetry: t, cfg: cfg, client: &http.Client{Transport: down{}}, requests: requests}, err
}

func (s *shop) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /charge", s.charge)
	mux.HandleFunc("GET /config", s.config)
	mux.HandleFunc("GET /webhook", s.webhook)
	mux.HandleFunc("GET /callback", s.callback)
	mux.HandleFunc("POST /notify", s.notify)
	mux.HandleFunc("GET /cart", s.cart)
	mux.HandleFunc("GET /orders", s.orders)
	mux.HandleFunc("GET /report", s.report)
	mux.HandleFunc("POST /login", s.login)
	mux.HandleFunc("GET /search", s.search)
	return mux
}

// charge fails with a *url.Error, which quotes the whole URL.
func (s *shop) charge(w http.ResponseWriter, req *http.Request) {
	resp, err := s.client.Get(s.cfg.PayURL + "/charge?api_key=" + s.cfg.PayAPIKey)
	if err != nil {
		s.log.Error("charge failed", "err", err)
		http.Error(w, "try again", http.StatusBadGateway)
		return
	}
	_ = resp.Body.Close()
}

// config prints a struct with all its fields.
func (s *shop) config(http.ResponseWriter, *http.Request) {
	s.log.Info(fmt.Sprintf("starting with %+v", config{Addr: s.cfg.Addr, Password: s.cfg.Password}))
}

// webhook panics with the error of a URL that does not parse; the server prints it.
func (s *shop) webhook(_ http.ResponseWriter, req *http.Request) {
	target, err := url.Parse(s.cfg.HookURL)
	if err != nil {
		panic(err)
	}
	s.log.Info("webhook", "host", target.Host)
}

// callback puts the URL of the request into a span.
func (s *shop) callback(_ http.ResponseWriter, req *http.Request) {
	_, span := s.tracer.Start(req.Context(), "GET /callback")
	defer span.End()
	span.SetAttributes(attribute.String("url.full", "https://shop.example.org"+req.URL.String()))
}

// notify logs each of its retries, by the logger it has had for years.
func (s *shop) notify(_ http.ResponseWriter, req *http.Request) {
	target := "https://hooks.example.org/notify?token=" + req.FormValue("token")
	for try := range 2 {
		resp, err := s.client.Post(target, "text/plain", nil)
		if err == nil {
			_ = resp.Body.Close()
			return
		}
		s.std.Printf("retry %d of POST %s", try+1, target)
	}
}

// cart binds what identifies the caller to its logger.
func (s *shop) cart(_ http.ResponseWriter, req *http.Request) {
	l := s.log.With("request_id", 7, "authorization", req.Header.Get("Authorization"))
	l.Info("cart opened", "items", 3)
}

// orders dumps the request, as one does while looking for a fault.
func (s *shop) orders(_ http.ResponseWriter, req *http.Request) {
	dump, err := httputil.DumpRequest(req, false)
	s.log.Debug("request", "dump", string(dump), "err", err)
}

// report cannot connect to its database; the driver names the whole DSN.
func (s *shop) report(w http.ResponseWriter, req *http.Request) {
	db := sql.OpenDB(connector{s.cfg.DSN})
	defer db.Close()
	if err := db.PingContext(req.Context()); err != nil {
		s.log.Error("no report", "err", fmt.Errorf("report: %w", err))
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}

// login logs the body of a request that it does not understand.
func (s *shop) login(w http.ResponseWriter, req *http.Request) {
	body, err := io.ReadAll(io.LimitReader(req.Body, 1<<16))
	s.log.Warn("bad login", "body", string(body), "err", err)
	w.WriteHeader(http.StatusBadRequest)
}

// search counts requests by what they asked for.
func (s *shop) search(_ http.ResponseWriter, req *http.Request) {
	s.requests.Add(req.Context(), 1, metric.WithAttributes(attribute.String("target", req.URL.String())))
}

// down is a network that refuses all connections.
type down struct{}

func (down) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("connection refused")
}

// connector is a database driver that cannot connect, and says to what.
type connector struct{ dsn string }

func (c connector) Connect(context.Context) (driver.Conn, error) {
	return nil, fmt.Errorf("cannot connect to %q: connection refused", c.dsn)
}
func (c connector) Driver() driver.Driver { return nil }
