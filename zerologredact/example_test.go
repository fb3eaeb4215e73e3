//go:build !binary_log

package zerologredact_test

import (
	"errors"
	"fmt"
	"os"

	"github.com/rs/zerolog"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/zerologredact"
)

func Example() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	log := zerolog.New(zerologredact.NewWriter(os.Stdout, r))

	log.Info().Str("user", "ada").Str("password", "correct horse").Msg("signed in")
	db := log.With().Str("dsn", "postgres://app:hunter2@db/orders").Logger()
	db.Error().Err(errors.New("401 for key sk_" + "live_0000EXAMPLE0000EXAMPLE")).Msg("query failed")
	log.Info().Int("status", 200).Msg("request served")
	// Output:
	// {"level":"info","user":"ada","password":"[REDACTED:password]","message":"signed in"}
	// {"level":"error","dsn":"postgres://app:(REDACTED:url-userinfo)@db/orders","error":"401 for key [REDACTED:stripe-secret-key]","message":"query failed"}
	// {"level":"info","status":200,"message":"request served"}
}

// A ConsoleWriter parses the event, so the Writer stands before it.
func ExampleNewWriter_console() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	console := zerolog.ConsoleWriter{Out: os.Stdout, NoColor: true, PartsExclude: []string{"time"}}
	log := zerolog.New(zerologredact.NewWriter(console, r))

	log.Warn().Str("password", "correct horse").Int("attempt", 3).Msg("bad login")
	// Output:
	// WRN bad login attempt=3 password=[REDACTED:password]
}

func ExamplePanic() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	log := zerolog.New(zerologredact.NewWriter(os.Stdout, r))

	defer func() { fmt.Println("recovered:", recover()) }()
	zerologredact.Panic(log.Panic(), r, "no connection to postgres://app:hunter2@db/orders")
	// Output:
	// {"level":"panic","message":"no connection to postgres://app:(REDACTED:url-userinfo)@db/orders"}
	// recovered: no connection to postgres://app:(REDACTED:url-userinfo)@db/orders
}

// With the two functions the tag redact counts, and a method that panics does no harm.
func ExampleInterfaceMarshalFunc() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	before := zerolog.InterfaceMarshalFunc
	zerolog.InterfaceMarshalFunc = zerologredact.InterfaceMarshalFunc(r)
	defer func() { zerolog.InterfaceMarshalFunc = before }() // a service leaves it

	type account struct {
		Owner string `json:"owner"`
		Notes string `json:"notes" redact:"hide"`
	}
	log := zerolog.New(zerologredact.NewWriter(os.Stdout, r))
	log.Info().Any("account", account{"ada", "born in 1815"}).Msg("opened")
	// Output:
	// {"level":"info","account":{"owner":"ada","notes":"[REDACTED:path]"},"message":"opened"}
}
