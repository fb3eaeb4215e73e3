package zapredact

import (
	"io"
	"os"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redact"
)

// A CoreOption configures [NewCore], [NewEncoder] and [Options].
type CoreOption interface{ apply(*config) }

type option func(*config)

func (o option) apply(c *config) { o(c) }

type config struct {
	sink   string
	errors zapcore.WriteSyncer
	panic  zapcore.CheckWriteHook
}

func newConfig(opts []CoreOption) config {
	c := config{sink: "zap", panic: zapcore.WriteThenPanic}
	for _, o := range opts {
		if o != nil {
			o.apply(&c)
		}
	}
	return c
}

// ForSink names the sink in events. The default is "zap". The name must be a
// constant, not a value of a record.
func ForSink(name string) CoreOption { return option(func(c *config) { c.sink = name }) }

// WithErrorOutput sets where [Options] lets the logger write its own errors. The
// default is standard error, as zap's. A nil w is the default.
func WithErrorOutput(w zapcore.WriteSyncer) CoreOption {
	return option(func(c *config) { c.errors = w })
}

// WithPanicHook sets what [Options] lets Panic do when the entry is written. The
// default is [zapcore.WriteThenPanic], with the redacted message. A nil hook is the
// default.
func WithPanicHook(h zapcore.CheckWriteHook) CoreOption {
	return option(func(c *config) {
		if h != nil {
			c.panic = h
		}
	})
}

// Options returns the options of a logger that redacts: its core is wrapped as by
// [NewCore], Panic and DPanic panic with the redacted message, also at a level that
// is off, and what the logger tells of its own errors is redacted.
//
//	logger := zap.New(core, zapredact.Options(r)...)
//
// Put them before zap.Fields: fields of options that come first are bound to the
// core as they are.
func Options(r *redact.Redactor, opts ...CoreOption) []zap.Option {
	c := newConfig(opts)
	if c.errors == nil {
		c.errors = zapcore.Lock(os.Stderr)
	}
	return []zap.Option{
		zap.WrapCore(func(core zapcore.Core) zapcore.Core { return NewCore(core, r, opts...) }),
		zap.WithPanicHook(PanicHook(c.panic, r)),
		zap.ErrorOutput(ErrorOutput(c.errors, r)),
	}
}

// PanicHook returns a hook that redacts the entry that h sees. A nil h is
// [zapcore.WriteThenPanic].
func PanicHook(h zapcore.CheckWriteHook, r *redact.Redactor) zapcore.CheckWriteHook {
	if h == nil {
		h = zapcore.WriteThenPanic
	}
	return &hook{h, r.Scope("zap")}
}

type hook struct {
	next  zapcore.CheckWriteHook
	scope redact.Scope
}

// OnWrite implements zapcore.CheckWriteHook.
func (h *hook) OnWrite(ce *zapcore.CheckedEntry, fields []zapcore.Field) {
	fields, _ = redactEntry(h.scope, h.scope, redact.Record{}, false, &ce.Entry, fields)
	h.next.OnWrite(ce, fields)
}

// ErrorOutput returns a writer for [zap.ErrorOutput] that redacts what it writes to
// w. It is safe for concurrent use if w is.
func ErrorOutput(w zapcore.WriteSyncer, r *redact.Redactor) zapcore.WriteSyncer {
	return &syncer{r.NewRecordWriter(w, redact.ForSink("zap")), w}
}

type syncer struct {
	io.Writer
	w zapcore.WriteSyncer
}

// Sync implements zapcore.WriteSyncer.
func (s *syncer) Sync() error { return s.w.Sync() }
