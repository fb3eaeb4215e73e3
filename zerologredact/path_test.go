package zerologredact_test

import (
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"github.com/tacit-go/tacit/redact"
)

// TestPathRules: strict rules leave what zerolog itself writes; drops hold.
func TestPathRules(t *testing.T) {
	r := newRedactor(t, redact.WithStrict("n", "http.status"), redact.WithPath("gone", redact.Deny), redact.WithPath("left", redact.DropField))
	var got string
	for _, log := range []func(*zerolog.Logger){
		func(l *zerolog.Logger) {
			l.Info().Int("n", 1).Str("x", "zebra").Dict("http", zerolog.Dict().Int("status", 200).Str("agent", "lemur")).Str("left", "okapi").Msg("served")
		},
		func(l *zerolog.Logger) { l.Info().Str("gone", "tapir").Msg("not written") },
		func(l *zerolog.Logger) { l.Warn().Msg("the end") },
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

// TestDeny: of an event that is denied a stub is left, as JSON and as CBOR.
func TestDeny(t *testing.T) {
	for _, r := range []*redact.Redactor{
		newRedactor(t, redact.WithPath("**.gone", redact.Deny), redact.WithAuditFields("audit")),
		newRedactor(t, redact.WithPath("**.gone", redact.Deny), redact.WithAuditFields("audit"), redact.WithoutStubs()),
	} {
		for i, log := range []func(*zerolog.Logger){
			func(l *zerolog.Logger) { l.Info().Str("gone", "tapir").Str("password", password).Msg("not written") },
			func(l *zerolog.Logger) { l.Info().Dict("d", zerolog.Dict().Int("gone", 1)).Send() },
			func(l *zerolog.Logger) { l.Info().Bool("audit", true).Str("gone", "tapir").Msg("written") },
		} {
			got := logged(r, log)
			if got != "" {
				got = strings.TrimSpace(text(t, got))
			}
			want := `{"level":"info","message":"[DENIED:path]"}`
			switch {
			case i == 2: // an event of an audit log
				if !strings.Contains(got, `"gone":"[REDACTED:path]"`) || !strings.Contains(got, `"message":"written"`) {
					t.Errorf("got %s", got)
				}
				continue
			case r.Stats().Dropped > 0:
				want = ""
			}
			if got != want {
				t.Errorf("%d:\ngot  %s\nwant %s", i, got, want)
			}
		}
	}
}
