package peers

import (
	"context"
	"io"
	"log"
	"log/slog"
	"time"

	"github.com/rs/zerolog"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
	"github.com/tacit-go/tacit/zapredact"
	"github.com/tacit-go/tacit/zerologredact"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// A Logger writes one clean record: a message and six attributes.
type Logger struct {
	Family, Name string
	Log          func()
}

// sink takes records and drops them; io.Discard is known to some loggers, which
// would then do nothing at all.
type sink struct{ n int }

func (s *sink) Write(p []byte) (int, error) {
	s.n += len(p)
	return len(p), nil
}

const (
	message = "request done"
	method  = "GET"
	route   = "/v1/orders/{id}"
	trace   = "4bf92f3577b34da6a3ce929d0e0e4736"
	status  = 200
	written = 5120
	took    = 12 * time.Millisecond
)

// Loggers returns each logger plain and with us, the plain one of a family
// first.
func Loggers(r *redact.Redactor) []Logger {
	records := func() io.Writer { return r.NewRecordWriter(&sink{}) }
	plain := func(opts *slog.HandlerOptions, w io.Writer) slog.Handler { return slog.NewJSONHandler(w, opts) }
	return []Logger{
		slogger("plain", plain(nil, &sink{})),
		slogger("with slogredact", slogredact.NewHandler(plain(nil, &sink{}), r)),
		slogger("with a RecordWriter", plain(nil, records())),
		slogger("reflective redaction (ReplaceAttr)", plain(&slog.HandlerOptions{ReplaceAttr: Reflective(nil)}, &sink{})),
		zapper("plain", &sink{}),
		zapper("with zapredact", &sink{}, zapredact.Options(r)...),
		zapper("with a RecordWriter", records()),
		zerologger("plain", &sink{}),
		zerologger("with zerologredact", zerologredact.NewWriter(&sink{}, r)),
		zerologger("with a RecordWriter", records()),
		stdLogger("plain", &sink{}),
		stdLogger("with a RecordWriter", records()),
	}
}

func slogger(name string, h slog.Handler) Logger {
	l, ctx := slog.New(h), context.Background()
	return Logger{"slog JSON", name, func() {
		l.LogAttrs(ctx, slog.LevelInfo, message, slog.String("method", method), slog.String("route", route), slog.Int("status", status),
			slog.Int("bytes", written), slog.Duration("took", took), slog.String("trace_id", trace))
	}}
}

func zapper(name string, w io.Writer, opts ...zap.Option) Logger {
	l := zap.New(zapcore.NewCore(zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig()), zapcore.AddSync(w), zap.InfoLevel), opts...)
	return Logger{"zap JSON", name, func() {
		l.Info(message, zap.String("method", method), zap.String("route", route), zap.Int("status", status),
			zap.Int("bytes", written), zap.Duration("took", took), zap.String("trace_id", trace))
	}}
}

func zerologger(name string, w io.Writer) Logger {
	l := zerolog.New(w).With().Timestamp().Logger()
	return Logger{"zerolog JSON", name, func() {
		l.Info().Str("method", method).Str("route", route).Int("status", status).
			Int("bytes", written).Dur("took", took).Str("trace_id", trace).Msg(message)
	}}
}

func stdLogger(name string, w io.Writer) Logger {
	l := log.New(w, "", log.LstdFlags)
	return Logger{"log", name, func() {
		l.Printf("%s method=%s route=%s status=%d bytes=%d took=%s trace_id=%s", message, method, route, status, written, took, trace)
	}}
}
