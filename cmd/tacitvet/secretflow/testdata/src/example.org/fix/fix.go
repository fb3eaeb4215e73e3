package fix

import (
	"log"
	"log/slog"
	"os/exec"

	"github.com/tacit-go/tacit/redact"
)

func f(password string, s redact.Secret[string]) {
	log.Print(password)            // want `password flows into log.Print`
	log.Print("pw " + password)    // want `password flows into log.Print`
	log.Print(s.Reveal())          // want `flows into log.Print`
	slog.String("x", password)     // want `password flows into slog.String`
	slog.String("x", s.Reveal())   // want `flows into slog.String`
	exec.Command("psql", password) // want `password flows into exec.Command`
}
