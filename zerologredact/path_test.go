package zerologredact_test

import (
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"github.com/tacit-go/tacit/redact"
)

// TestPathRules: strict rules leave what zerolog itself writes; drops hold.
func TestPathRules(t *testing.T) {
	r := newRedactor(t, redact.WithStrict("n", "http.status"), redact.WithPath("gone", redact.DropRecord), redact.WithPath("left", redact.DropField))
	var got string
	for _, log := range []func(*zerolog.Logger){
		func(l *zerolog.Logger) {
			l.Info().Int("n", 1).Str("x", "zebra").Dict("http", zerolog.Dict().Int("status", 200).Str("agent", "lemur")).Str("left", "okapi").Msg("served")
		},
		func(l *zerolog.Logger) {
			if !binary { // in one output they could not be told apart
				l.Info().Str("gone", "tapir").Msg("not written")
			}
			l.Warn().Msg("the end")
		},
	} {
		got += text(t, logged(r, log))
	}
	for _, secret := range []string{"zebra", "lemur", "okapi", "tapir", "not written"} {
		if strings.Contains(got, secret) {
			t.Errorf("%s is shown: %s", secret, got)
		}
	}
	for _, want := range []string{`"level":"info"`, `"message":"served"`, `"n":1`, `"status":200`, `"level":"warn"`, `"message":"the end"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing: %s", want, got)
		}
	}
}

func TestDropRecord(t *testing.T) {
	r := newRedactor(t, redact.WithPath("**.gone", redact.DropRecord))
	for _, log := range []func(*zerolog.Logger){
		func(l *zerolog.Logger) { l.Info().Str("gone", "tapir").Str("password", password).Msg("not written") },
		func(l *zerolog.Logger) { l.Info().Dict("d", zerolog.Dict().Int("gone", 1)).Send() },
	} {
		if got := logged(r, log); got != "" {
			t.Errorf("%q is written", got)
		}
	}
}
