package live

import (
	"context"
	"log/slog"
	"time"

	"github.com/tacit-go/tacit/policy"
)

// Recorded returns a function for Config.OnEvent that writes each event to h as a record
// "tacit policy", with who asked for a level, why and until when. Records of what weakens
// the policy are warnings, failures errors. h, which must not be nil, should redact: the
// text of an error may quote a file. Its errors are lost. Bind "audit" to h if that is
// what the policy calls records that are never denied.
func Recorded(h slog.Handler) func(Event) {
	return func(e Event) {
		level := slog.LevelInfo
		switch {
		case e.Err != nil:
			level = slog.LevelError
		case e.Kind == "level" && e.To != policy.Full:
			level = slog.LevelWarn
		}
		ctx := context.Background()
		if !h.Enabled(ctx, level) {
			return
		}
		rec := slog.NewRecord(e.Time, level, "tacit policy", 0)
		rec.AddAttrs(slog.String("kind", e.Kind), slog.String("policy_digest", e.Digest))
		if e.Kind == "level" {
			rec.AddAttrs(slog.String("sink", e.Sink), slog.String("from", e.From.String()), slog.String("to", e.To.String()))
		}
		if e.Owner != "" {
			rec.AddAttrs(slog.String("owner", e.Owner), slog.String("reason", e.Reason), slog.String("until", e.Until.UTC().Format(time.RFC3339)))
		}
		if e.Err != nil {
			rec.AddAttrs(slog.Any("error", e.Err))
		}
		_ = h.Handle(ctx, rec)
	}
}
