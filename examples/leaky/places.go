package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
)

// secrets are what the service and its callers know.
type secrets struct{ password, apiKey, token, dsn string }

// A place is one of the ten at which something gets out.
type place struct {
	name string
	sink string
	ask  func(s secrets) *http.Request
}

var places = []place{
	{"URL error", "log", func(secrets) *http.Request { return ask("POST", "/charge", "") }},
	{"config printed with %+v", "log", func(secrets) *http.Request { return ask("GET", "/config", "") }},
	{"panic", "server log", func(secrets) *http.Request { return ask("GET", "/webhook", "") }},
	{"span attribute", "traces", func(s secrets) *http.Request { return ask("GET", "/callback?state=ok&access_token="+s.apiKey, "") }},
	{"retry log", "server log", func(s secrets) *http.Request { return ask("POST", "/notify?token="+s.apiKey, "") }},
	{"With field", "log", func(s secrets) *http.Request {
		req := ask("GET", "/cart", "")
		req.Header.Set("Authorization", "Bearer "+s.token)
		return req
	}},
	{"header dump", "log", func(s secrets) *http.Request {
		req := ask("GET", "/orders", "")
		req.Header.Set("Cookie", "theme=dark; sid="+s.apiKey)
		return req
	}},
	{"SQL DSN", "log", func(secrets) *http.Request { return ask("GET", "/report", "") }},
	{"JSON body", "log", func(s secrets) *http.Request {
		return ask("POST", "/login", `{"user":"ada","password":`+strconv.Quote(s.password)+`,"otp":`)
	}},
	{"metric label", "metrics", func(s secrets) *http.Request { return ask("GET", "/search?q=tea&api_key="+s.apiKey, "") }},
}

func ask(method, target, body string) *http.Request {
	return httptest.NewRequest(method, target, strings.NewReader(body))
}

// run starts the service with telemetry from open, and asks for the place.
func (p place) run(open func(outputs) (telemetry, error), out outputs, s secrets) error {
	t, err := open(out)
	if err != nil {
		return err
	}
	service, err := newShop(t, config{
		Addr: ":8080", Password: s.password, PayURL: "https://pay.example.org", PayAPIKey: s.apiKey,
		HookURL: strings.Replace(s.dsn, ":5432", ":54.32", 1), // with a slip of the finger
		DSN:     s.dsn,
	})
	if err != nil {
		return err
	}
	server := httptest.NewUnstartedServer(service.handler())
	server.Config.ErrorLog = t.std
	server.Start()
	req := p.ask(s)
	req.RequestURI = ""
	req.URL.Scheme, req.URL.Host = "http", server.Listener.Addr().String()
	resp, err := server.Client().Do(req)
	server.Close()
	if err == nil {
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
	} else if p.name != "panic" {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	return t.flush(context.Background())
}

// handlerOptions show all levels, and no time.
var handlerOptions = &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}}
