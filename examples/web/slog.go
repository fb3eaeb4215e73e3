package main

import (
	"io"
	"log/slog"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

// newSlog is the logger of the handlers themselves.
func newSlog(r *redact.Redactor, out io.Writer) *slog.Logger {
	return slog.New(slogredact.NewHandler(slog.NewTextHandler(out, nil), r))
}
