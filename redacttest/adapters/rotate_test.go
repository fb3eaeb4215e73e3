package adapters

import (
	"io"
	"log/slog"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redacttest"
	"github.com/tacit-go/tacit/slogredact"
)

// TestRotation drills the rotation of a secret through the handler of log/slog.
func TestRotation(t *testing.T) {
	var secrets redact.SecretSet
	r := redact.MustNew(redact.WithSecrets(&secrets), redact.WithDetectors(detectors.Default()...))
	redacttest.Rotate(t, &secrets, func(w io.Writer, bound string) redacttest.Logger {
		log := slog.New(slogredact.NewHandler(slog.NewJSONHandler(w, nil), r)).With("bound", bound)
		return redacttest.Logger{Log: func(text string) { log.Info(text) }}
	})
}
