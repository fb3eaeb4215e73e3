package logrusredact_test

import (
	"errors"
	"fmt"
	"os"

	"github.com/sirupsen/logrus"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/logrusredact"
	"github.com/tacit-go/tacit/redact"
)

func Example() {
	log := logrus.New()
	log.SetOutput(os.Stdout)
	log.SetFormatter(&logrus.JSONFormatter{DisableTimestamp: true})

	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	logrusredact.Install(log, r)

	log.WithField("user", "ada").WithField("password", "correct horse").Info("signed in")
	log.WithField("dsn", "postgres://app:hunter2@db/orders").
		WithError(errors.New("401 for key sk_" + "live_0000EXAMPLE0000EXAMPLE")).Error("query failed")
	// Output:
	// {"level":"info","msg":"signed in","password":"[REDACTED:password]","user":"ada"}
	// {"dsn":"postgres://app:(REDACTED:url-userinfo)@db/orders","error":"401 for key [REDACTED:stripe-secret-key]","level":"error","msg":"query failed"}
}

// What recovers from Panic, and hooks that export entries, get them redacted.
func ExampleInstall() {
	log := logrus.New()
	log.SetOutput(os.Stdout)
	log.SetFormatter(&logrus.TextFormatter{DisableTimestamp: true, DisableColors: true})
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	logrusredact.Install(log, r)

	defer func() { fmt.Println("recovered:", recover().(*logrus.Entry).Message) }()
	log.Panicf("no connection to %s", "postgres://app:hunter2@db/orders")
	// Output:
	// level=panic msg="no connection to postgres://app:(REDACTED:url-userinfo)@db/orders"
	// recovered: no connection to postgres://app:(REDACTED:url-userinfo)@db/orders
}

// A formatter alone is for loggers whose hooks belong to somebody else.
func ExampleNewFormatter() {
	log := logrus.New()
	log.SetOutput(os.Stdout)
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	log.SetFormatter(logrusredact.NewFormatter(&logrus.TextFormatter{DisableTimestamp: true, DisableColors: true}, r))
	log.WithField("token", "ghp_"+"16C7e42F292c6912E7710c838347Ae178B4a").Warn("expired")
	// Output:
	// level=warning msg=expired token="[REDACTED:github-personal-access-token]"
}
