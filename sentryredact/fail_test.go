package sentryredact

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/getsentry/sentry-go"
)

// replaced checks that a panic leaves nothing of in.
func replaced[T any](t *testing.T, in *T, replace func(*T) *T) {
	t.Helper()
	out := guarded(in, func(*T) *T { panic("canary") }, replace)
	text, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "canary") || !strings.Contains(string(text), mark) {
		t.Errorf("%T became %s", in, text)
	}
}

func TestGuarded(t *testing.T) {
	replaced(t, &sentry.Event{Message: "canary", EventID: "canary"}, failedEvent)
	replaced(t, &sentry.Event{Type: typeTransaction, Transaction: "canary",
		Contexts: map[string]sentry.Context{"trace": {"trace_id": "canary"}}}, failedEvent)
	replaced(t, &sentry.Event{Type: typeCheckIn, CheckIn: &sentry.CheckIn{ID: "canary", MonitorSlug: "canary"}}, failedEvent)
	replaced(t, &sentry.Event{Type: typeCheckIn}, failedEvent)
	replaced(t, &sentry.Breadcrumb{Message: "canary"}, failedBreadcrumb)
	replaced(t, &sentry.Log{Body: "canary"}, failedLog)
	replaced(t, &sentry.Metric{Name: "canary"}, failedMetric)
	if guarded(nil, func(*sentry.Log) *sentry.Log { panic("called") }, failedLog) != nil {
		t.Error("nil became something")
	}
}
