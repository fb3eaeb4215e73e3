// Quickstart is a small service that logs the way services do, with secrets in
// all the usual places. It asks itself a few requests and shows each log line
// twice: as it would have been without Tacit, and as it is.
//
//	go run ./examples/quickstart
package main

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(out io.Writer) error {
	// What the process holds it can register: this value has no shape that a
	// detector could know.
	var live redact.SecretSet
	if _, err := live.Set("warehouse", []byte(warehouseKey)); err != nil {
		return err
	}

	// The three lines that protect a service, and a second handler to compare.
	r, err := redact.New(redact.WithDetectors(detectors.Default()...), redact.WithSecrets(&live))
	if err != nil {
		return err
	}
	var without, with bytes.Buffer
	log := slog.New(slog.NewMultiHandler(
		slog.NewJSONHandler(&without, short),
		slogredact.NewHandler(slog.NewJSONHandler(&with, short), r),
	))

	server := httptest.NewServer(newService(log))
	defer server.Close()
	for _, c := range calls {
		if err := c.do(server.Client(), server.URL); err != nil {
			return err
		}
		fmt.Fprintf(out, "%s\n  without  %s  with     %s", c.title, take(&without), take(&with))
	}
	return summary(out, r.Stats())
}

// short leaves out what differs between two runs.
var short = &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && (a.Key == slog.TimeKey || a.Key == slog.LevelKey) {
		return slog.Attr{}
	}
	return a
}}

// take empties a buffer.
func take(b *bytes.Buffer) string {
	s := b.String()
	b.Reset()
	return s
}
