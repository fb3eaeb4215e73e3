package middleware

import (
	"bytes"
	"context"
	"io"
	"log"
	"log/slog"

	"github.com/tacit-go/tacit/redact"
)

// ErrorLog returns a logger for the ErrorLog of [net/http.Server] and
// [net/http/httputil.ReverseProxy], which print panics with their stacks, and
// errors with URLs in them. Each line becomes a record of the level error: the
// message, and under stack what follows the first line, without the argument words
// of functions; redacted by r.
func ErrorLog(r *redact.Redactor, opts ...Option) *log.Logger {
	return log.New(&errorLog{r, newConfig(opts)}, "", 0)
}

type errorLog struct {
	r   *redact.Redactor
	cfg *config
}

var (
	_ redact.SinkGuard = (*errorLog)(nil)
	_ redact.SinkGuard = (*errorWriter)(nil)
)

// GuardsSink implements [redact.SinkGuard].
func (e *errorLog) GuardsSink() bool { return true }

// GuardsSink implements [redact.SinkGuard].
func (e *errorWriter) GuardsSink() bool { return true }

// Write implements io.Writer: one call is one record.
func (e *errorLog) Write(p []byte) (int, error) {
	defer contain(e.r, e.cfg.sink)
	ctx := context.Background()
	l := e.cfg.log()
	if !enabled(ctx, l, slog.LevelError) {
		return len(p), nil
	}
	text := bytes.TrimSuffix(e.r.AppendTrace(nil, p), []byte("\n"))
	var attrs []slog.Attr
	msg, stack, ok := bytes.Cut(text, []byte("\n"))
	if ok {
		attrs = append(attrs, slog.String("stack", string(stack)))
	}
	write(ctx, l, slog.LevelError, string(msg), attrs)
	return len(p), nil
}

// ErrorWriter returns a writer for a [log.Logger] that writes to w, as
//
//	srv.ErrorLog = log.New(middleware.ErrorWriter(os.Stderr, r), "", log.LstdFlags)
//
// Each Write is one Write of the redacted text to w; tracebacks in it lose the
// argument words of functions. It is safe for concurrent use if w is.
func ErrorWriter(w io.Writer, r *redact.Redactor) io.Writer { return &errorWriter{w, r} }

type errorWriter struct {
	w io.Writer
	r *redact.Redactor
}

// Write implements io.Writer.
func (e *errorWriter) Write(p []byte) (int, error) {
	out := e.r.AppendTrace(nil, p)
	n, err := e.w.Write(out)
	if err == nil && n < len(out) {
		err = io.ErrShortWrite
	}
	if err != nil {
		return 0, err
	}
	return len(p), nil
}
