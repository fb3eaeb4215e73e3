package sentryredact_test

import (
	"fmt"

	"github.com/getsentry/sentry-go"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/sentryredact"
)

func ExampleApply() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	transport := &sentry.MockTransport{} // in a program: none, but a Dsn
	opts := sentry.ClientOptions{
		Transport:  transport,
		BeforeSend: func(e *sentry.Event, _ *sentry.EventHint) *sentry.Event { e.Logger = "shop"; return e },
	}
	sentryredact.Apply(&opts, r)
	client, err := sentry.NewClient(opts)
	if err != nil {
		panic(err)
	}

	client.CaptureException(fmt.Errorf("no connection to %s", "postgres://app:hunter2@db/orders"), nil, nil)
	e := transport.Events()[0]
	fmt.Println(e.Logger, e.Exception[0].Value)
	// Output:
	// shop no connection to postgres://app:(REDACTED:url-userinfo)@db/orders
}
