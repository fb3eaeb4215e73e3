package promredact_test

import (
	"fmt"
	"net/http/httptest"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/promredact"
	"github.com/tacit-go/tacit/redact"
)

func ExampleHandlerFor() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	reg := prometheus.NewRegistry()
	failures := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "upstream_failures_total"}, []string{"url"})
	reg.MustRegister(failures)
	failures.WithLabelValues("https://ada:hunter2-correct@db.example.org/a").Inc()
	failures.WithLabelValues("https://ada:another-horse@db.example.org/a").Inc()

	h := promredact.HandlerFor(reg, r, promhttp.HandlerOpts{})
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequest("GET", "/metrics", nil))
	for line := range strings.Lines(rec.Body.String()) {
		if !strings.HasPrefix(line, "#") {
			fmt.Print(line)
		}
	}
	// Output:
	// upstream_failures_total{url="https://ada:(REDACTED:url-userinfo)@db.example.org/a"} 2
}
