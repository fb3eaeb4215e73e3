package matrix

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"time"

	"github.com/getsentry/sentry-go"
	"github.com/getsentry/sentry-go/attribute"

	"github.com/tacit-go/tacit/redacttest"
	"github.com/tacit-go/tacit/sentryredact"
)

// reports is a client of Sentry with a hub for each report.
type reports struct{ client *sentry.Client }

func newReports(s redacttest.Sinks, guarded bool) *reports {
	opts := sentry.ClientOptions{
		Dsn: "https://public@sentry.example/1", Release: "app@1", Environment: "test", ServerName: "host",
		EnableTracing: true, TracesSampleRate: 1, DataCollection: &sentry.DataCollection{}, DisableClientReports: true,
		Transport: sentry.NewHTTPSyncTransport(), HTTPTransport: envelopes{s.Records},
		Integrations: func([]sentry.Integration) []sentry.Integration { return nil }, // they tell of the machine
	}
	if guarded {
		sentryredact.Apply(&opts, s.Redactor)
	}
	c, err := sentry.NewClient(opts)
	if err != nil {
		fmt.Fprintln(s.Errors, err)
	}
	l := &reports{c}
	runtime.AddCleanup(l, (*sentry.Client).Close, c)
	return l
}

// with hands out a hub, whose scope is used for one report.
func (s *reports) with(do func(*sentry.Hub, *sentry.Scope)) {
	scope := sentry.NewScope()
	do(sentry.NewHub(s.client, scope), scope)
}

// report sends an error with what set has put into its scope.
func (s *reports) report(set func(*sentry.Scope)) {
	s.with(func(h *sentry.Hub, scope *sentry.Scope) {
		set(scope)
		h.CaptureMessage("payment declined")
	})
}

func (s *reports) trace(do func(*sentry.Span)) {
	s.with(func(h *sentry.Hub, _ *sentry.Scope) {
		t := sentry.StartTransaction(sentry.SetHubOnContext(context.Background(), h), "GET /orders")
		do(t)
		t.Finish()
	})
}

// batched sends what the SDK would gather for five seconds.
func (s *reports) batched(do func(context.Context)) {
	s.with(func(h *sentry.Hub, _ *sentry.Scope) { do(sentry.SetHubOnContext(context.Background(), h)) })
	s.client.Flush(10 * time.Second)
}

// envelopes writes what is sent, without what differs from one run to the next.
type envelopes struct{ w io.Writer }

// RoundTrip implements http.RoundTripper.
func (e envelopes) RoundTrip(req *http.Request) (*http.Response, error) {
	text, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	for line := range bytes.Lines(text) {
		var v any
		if json.Unmarshal(line, &v) == nil {
			line = nil
			for _, item := range items(v) {
				b, _ := json.Marshal(settled(item))
				line = append(append(line, b...), '\n')
			}
		}
		if _, err := e.w.Write(line); err != nil {
			return nil, err
		}
	}
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(nil)), Request: req}, nil
}

// items are the logs or metrics that were sent as one.
func items(v any) []any {
	if m, ok := v.(map[string]any); ok {
		if list, ok := m["items"].([]any); ok {
			return list
		}
	}
	return []any{v}
}

// settled leaves out times, identifiers, stacks and lengths.
func settled(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			switch k {
			case "timestamp", "start_timestamp", "sent_at", "event_id", "trace_id", "span_id", "parent_span_id", "check_in_id", "length", "item_count", "stacktrace", "sdk", "sentry.sdk.version":
				delete(v, k)
			default:
				v[k] = settled(x)
			}
		}
	case []any:
		for i, x := range v {
			v[i] = settled(x)
		}
	}
	return v
}

func sentryAdapter() redacttest.Adapter[*reports] {
	type L = *reports
	return redacttest.Adapter[L]{
		Open:  func(s redacttest.Sinks) L { return newReports(s, true) },
		Plain: func(s redacttest.Sinks) L { return newReports(s, false) },
		Entries: []redacttest.Entry[L]{
			redacttest.TextOf("message", func(l L, v string) {
				l.with(func(h *sentry.Hub, _ *sentry.Scope) { h.CaptureMessage("it says " + v) })
			}),
			redacttest.TextOf("exception", func(l L, v error) {
				l.with(func(h *sentry.Hub, _ *sentry.Scope) { h.CaptureException(v) })
			}),
			otelEntry("context", func(l L, k string, v any) {
				l.report(func(s *sentry.Scope) { s.SetContext("order", sentry.Context{"id": 7, k: v}) })
			}),
			redacttest.EntryOf("tag", func(l L, k string, v string) { l.report(func(s *sentry.Scope) { s.SetTag(k, v) }) }),
			redacttest.EntryOf("user", func(l L, k string, v string) {
				l.report(func(s *sentry.Scope) { s.SetUser(sentry.User{ID: "7", Data: map[string]string{k: v}}) })
			}),
			redacttest.EntryOf("breadcrumb", func(l L, k string, v string) {
				l.with(func(h *sentry.Hub, _ *sentry.Scope) {
					h.AddBreadcrumb(&sentry.Breadcrumb{Category: "db", Message: "queried", Data: map[string]any{k: v}}, nil)
					h.CaptureMessage("declined")
				})
			}),
			redacttest.TextOf("text of a breadcrumb", func(l L, v string) {
				l.with(func(h *sentry.Hub, _ *sentry.Scope) {
					h.AddBreadcrumb(&sentry.Breadcrumb{Category: "db", Message: v}, nil)
					h.CaptureMessage("declined")
				})
			}),
			redacttest.EntryOf("request", func(l L, k string, v string) {
				req := httptest.NewRequest("GET", "/orders?"+url.Values{k: {v}}.Encode(), nil)
				req.Header[k] = []string{v}
				l.report(func(s *sentry.Scope) { s.SetRequest(req) })
			}),
			redacttest.TextOf("attachment", func(l L, v string) {
				l.report(func(s *sentry.Scope) {
					s.AddAttachment(&sentry.Attachment{Filename: "a.txt", ContentType: "text/plain", Payload: []byte(v)})
				})
			}),
			redacttest.EntryOf("span", func(l L, k string, v string) {
				l.trace(func(t *sentry.Span) {
					s := t.StartChild("db")
					s.SetData(k, v)
					s.Finish()
				})
			}),
			redacttest.TextOf("text of a span", func(l L, v string) {
				l.trace(func(t *sentry.Span) { t.StartChild("db", sentry.WithDescription("queried "+v)).Finish() })
			}),
			redacttest.TextOf("check-in", func(l L, v string) {
				l.with(func(h *sentry.Hub, _ *sentry.Scope) {
					h.CaptureCheckIn(&sentry.CheckIn{MonitorSlug: v, Status: sentry.CheckInStatusOK}, nil)
				})
			}),
			redacttest.EntryOf("log", func(l L, k string, v string) {
				l.batched(func(ctx context.Context) { sentry.NewLogger(ctx).Info().String(k, v).Emit("it says") })
			}),
			redacttest.TextOf("text of a log", func(l L, v string) {
				l.batched(func(ctx context.Context) { sentry.NewLogger(ctx).Info().Emitf("it says %s", v) })
			}),
			redacttest.EntryOf("metric", func(l L, k string, v string) {
				l.batched(func(ctx context.Context) {
					sentry.NewMeter(ctx).Count("orders", 1, sentry.WithAttributes(attribute.String(k, v)))
				})
			}),
		},
		Owned: []redacttest.Owned[L]{{
			Name: "context",
			Args: func(k, v string) any {
				return sentry.Context{k: v, "m": map[string]any{"l": []string{v}}}
			},
			Log: func(l L, args any) {
				l.report(func(s *sentry.Scope) { s.SetContext("order", args.(sentry.Context)) })
			},
		}},
		Scripts: []redacttest.Script[L]{
			{Name: "reports", Run: func(l L) {
				l.trace(func(t *sentry.Span) { t.Status = sentry.SpanStatusOK })
				l.report(func(s *sentry.Scope) { s.SetLevel(sentry.LevelWarning); s.SetTag("route", "/orders/{id}") })
			}},
		},
		Lacks: map[string]string{
			"groups": "there are none", "levels": "there are none",
			"bound": "a scope is bound, and redacted when a report is sent", "late": "nothing is redacted before it is sent",
			"policy": "nothing is redacted before it is sent",

			"values/request/string/json/live-pem":  "the line ends of a live value are found escaped or percent-encoded, not both",
			"values/request/string/quote/live-pem": "the line ends of a live value are found escaped or percent-encoded, not both",
			"keys/request/json/live-pem":           "the line ends of a live value are found escaped or percent-encoded, not both",
			"keys/request/quote/live-pem":          "the line ends of a live value are found escaped or percent-encoded, not both",
		},
	}
}
