// Command hclog shows how to keep secrets out of what hclog writes, for programs of
// HashiCorp's libraries: its records go through a writer, as JSON.
package main

import (
	"io"
	"os"

	"github.com/hashicorp/go-hclog"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

func main() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	work(newLogger(os.Stdout, r))
}

// newLogger returns a logger whose records are redacted. The format must be JSON: the
// text of hclog writes values of several lines on lines of their own, where nothing
// tells their name, and values without the names inside of them. What other sinks of an
// InterceptLogger are given does not pass here; each needs a writer of its own.
func newLogger(w io.Writer, r *redact.Redactor) hclog.Logger {
	return hclog.New(&hclog.LoggerOptions{
		Name:        "plugin",
		Level:       hclog.Debug,
		Output:      r.NewRecordWriter(w, redact.AsJSON(), redact.ForSink("hclog")),
		JSONFormat:  true,
		DisableTime: true,
	})
}

func work(log hclog.Logger) {
	log.Info("signed in", "user", "ada", "password", "correct\nhorse")
	log.With("dsn", "postgres://app:hunter2@db/orders").Named("db").Error("query failed", "attempt", 3)
	log.StandardLogger(&hclog.StandardLoggerOptions{InferLevels: true}).Print("[DEBUG] token=ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a")
}
