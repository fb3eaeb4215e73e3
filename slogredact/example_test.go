package slogredact_test

import (
	"errors"
	"log/slog"
	"os"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

func Example() {
	h := slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: dropTime})

	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	log := slog.New(slogredact.NewHandler(h, r))

	log.Info("user signed in", "user", "ada", "password", "correct horse")
	log.With("dsn", "postgres://app:hunter2@db/orders").Error("query failed",
		"err", errors.New("401 for key sk_"+"live_0000EXAMPLE0000EXAMPLE"))
	log.Info("request served", "status", 200)
	// Output:
	// {"level":"INFO","msg":"user signed in","user":"ada","password":"[REDACTED:password]"}
	// {"level":"ERROR","msg":"query failed","dsn":"postgres://app:(REDACTED:url-userinfo)@db/orders","err":"401 for key [REDACTED:stripe-secret-key]"}
	// {"level":"INFO","msg":"request served","status":200}
}

func ExampleReplaceAttr() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	hide := slogredact.ReplaceAttr(r)
	log := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{
		ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr { return hide(groups, dropTime(groups, a)) },
	}))
	log.Info("signed in", "user", "ada", "password", "correct horse")
	// Output:
	// level=INFO msg="signed in" user=ada password=[REDACTED:password]
}
