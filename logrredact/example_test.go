package logrredact_test

import (
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/go-logr/logr"
	"github.com/go-logr/logr/funcr"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/logrredact"
	"github.com/tacit-go/tacit/redact"
)

func Example() {
	print := func(prefix, args string) { fmt.Println(prefix, args) }

	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	log := logrredact.New(funcr.New(print, funcr.Options{}), r).WithName("api")

	log.Info("signed in", "user", "ada", "password", "correct horse")
	log.WithValues("dsn", "postgres://app:hunter2@db/orders").
		Error(errors.New("401 for key sk_"+"live_0000EXAMPLE0000EXAMPLE"), "query failed")
	// Output:
	// api "level"=0 "msg"="signed in" "user"="ada" "password"="[REDACTED:password]"
	// api "msg"="query failed" "error"="401 for key [REDACTED:stripe-secret-key]" "dsn"="postgres://app:(REDACTED:url-userinfo)@db/orders"
}

// A library that makes its own sink wraps it before logr.New.
func ExampleNewSink() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	log := logr.New(logrredact.NewSink(lines{}, r))
	log.Info("token: ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a")
	// Output:
	// token: [REDACTED:github-personal-access-token]
}

// lines is a sink that prints messages.
type lines struct{ discard }

func (lines) Info(_ int, msg string, _ ...any) { fmt.Println(msg) }

// With log/slog below, groups and levels stay.
func ExampleNew_slog() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	h := slog.NewTextHandler(os.Stdout, noTime)
	log := logrredact.New(logr.FromSlogHandler(h), r)
	slog.New(logr.ToSlogHandler(log)).WithGroup("db").Warn("bad login", "user", "app", "password", "correct horse")
	// Output:
	// level=WARN msg="bad login" db.user=app db.password=[REDACTED:password]
}
