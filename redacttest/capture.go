package redacttest

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"os"
	"runtime/debug"
	"slices"
	"sync"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// MaxCapture is how many bytes a Capture keeps of each sink, and how many a compressed
// body may have that it looks into. A sink that is given more fails the test.
const MaxCapture = 64 << 20

var (
	errCapture = errors.New("redacttest: more than MaxCapture bytes in a sink")
	errOpened  = errors.New("redacttest: standard output or standard error was opened anew and overwritten: not all is judged, see Main")
)

// A Capture collects what a test writes, to whatever sink, and fails the test if a
// canary is in it: whole or a fragment of 8 bytes, in any encoding of [Leaks], in
// values, keys and names. An encoded fragment is searched within one line. It tells where, and never what.
//
// Standard output and standard error are collected by themselves (on Linux by their
// descriptors, elsewhere by os.Stdout and os.Stderr), and so is what goes there, such as
// package log and the default of log/slog. Everything else is given a
// writer or a wrapper of the Capture as its sink. What is written after the test has
// ended is not seen; a test that ends the process, as log.Fatal does, loses what was held
// of the two streams. A program that opens them anew without O_APPEND, as by > /dev/stdout,
// may overwrite what is held there, which fails the test; [Main] sees that too.
//
// A Capture is safe for concurrent use.
type Capture struct {
	tb        testing.TB
	canaries  []Canary
	inspector inspector
	stdio     *stdio

	testLog sync.Once
	tbLog   io.Writer
	tbMu    sync.Mutex
	tbPart  []byte // of a line

	mu    sync.Mutex
	sinks []*sink
	fault error // why not all was judged
	done  bool
	held  [2][]byte
}

// sink holds the records of one sink, in the order in which they began.
type sink struct {
	name    string
	records []*piece
	size    int
}

type piece struct {
	path string
	text []byte
}

// A CaptureOption configures [NewCapture] and [Main].
type CaptureOption interface{ apply(*captureConfig) }

type captureConfig struct {
	canaries []Canary
	redactor *redact.Redactor
	noStdio  bool
}

type captureOption func(*captureConfig)

func (o captureOption) apply(c *captureConfig) { o(c) }

// WithCanaries says what to look for. The default is Canaries(t, 1).
func WithCanaries(cs ...Canary) CaptureOption {
	return captureOption(func(c *captureConfig) { c.canaries = append(c.canaries, cs...) })
}

// WithRedactor also looks for what r would replace, as [AssertClean] does. The default
// is to look for canaries only.
func WithRedactor(r *redact.Redactor) CaptureOption {
	return captureOption(func(c *captureConfig) { c.redactor = r })
}

// WithoutStdio leaves standard output and standard error alone, for tests that run in
// parallel.
func WithoutStdio() CaptureOption {
	return captureOption(func(c *captureConfig) { c.noStdio = true })
}

// defaultLot keeps the oracle of the default canaries, which takes long to make.
var defaultLot = sync.OnceValues(func() ([]Canary, *Oracle) {
	cs := Canaries(nil, 1)
	return cs, NewOracle(cs...)
})

func newCapture(tb testing.TB, opts []CaptureOption) (*Capture, captureConfig) {
	var cfg captureConfig
	for _, o := range opts {
		o.apply(&cfg)
	}
	c := &Capture{tb: tb, inspector: inspector{redactor: cfg.redactor}}
	if cfg.canaries == nil {
		c.canaries, c.inspector.oracle = defaultLot()
	} else {
		c.canaries, c.inspector.oracle = cfg.canaries, NewOracle(cfg.canaries...)
	}
	return c, cfg
}

// NewCapture begins to collect, and fails t at its end with an error for each
// [Finding]. What was written to standard output and standard error is then written
// there, without the secrets.
//
// A test that is parallel cannot hold the streams of the process; it panics unless
// [WithoutStdio] is given.
func NewCapture(t testing.TB, opts ...CaptureOption) *Capture {
	t.Helper()
	c, cfg := newCapture(t, opts)
	if !cfg.noStdio {
		t.Setenv("TACIT_CAPTURE", "1") // refused if t is parallel
		var err error
		if c.stdio, err = holdStdio(); err != nil {
			t.Fatalf("redacttest: standard streams cannot be held: %v", err)
		}
	}
	t.Cleanup(func() {
		for _, f := range c.end() {
			t.Error("leak in " + f.String())
		}
		if c.fault != nil {
			t.Error(c.fault)
		}
	})
	return c
}

// Canary returns the value to plant of the canary of a shape, or fails the test if
// there is none.
func (c *Capture) Canary(s Shape) string {
	c.tb.Helper()
	i := slices.IndexFunc(c.canaries, func(c Canary) bool { return c.Shape == s })
	if i < 0 {
		c.tb.Fatalf("redacttest: no canary of shape %d", s)
	}
	return c.canaries[i].Value
}

// Writer returns a writer that collects for a sink: of a handler of log/slog, a core of
// zap, a logger of zerolog, an exporter of OpenTelemetry that writes JSON. Each call
// begins a record of its own.
func (c *Capture) Writer(sink string) io.Writer { return c.stream(sink, "") }

// Slog returns a handler that collects records of all levels, as JSON and as text, since
// the two print values in different ways: the sinks "slog json" and "slog text".
func (c *Capture) Slog() slog.Handler {
	opts := &slog.HandlerOptions{Level: slog.Level(math.MinInt)}
	return slog.NewMultiHandler(slog.NewJSONHandler(c.Writer("slog json"), opts), slog.NewTextHandler(c.Writer("slog text"), opts))
}

// Add collects one record of a sink; path tells where it stands there. It does not keep
// text.
func (c *Capture) Add(sink, path string, text []byte) {
	_, _ = c.stream(sink, path).Write(text)
}

func (c *Capture) stream(name, path string) *stream {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.IndexFunc(c.sinks, func(s *sink) bool { return s.name == name })
	if i < 0 {
		i = len(c.sinks)
		c.sinks = append(c.sinks, &sink{name: name})
	}
	r := &piece{path: path}
	c.sinks[i].records = append(c.sinks[i].records, r)
	return &stream{c, c.sinks[i], r}
}

// stream collects the writes to one record.
type stream struct {
	c *Capture
	s *sink
	r *piece
}

func (s *stream) Write(p []byte) (int, error) {
	s.c.mu.Lock()
	defer s.c.mu.Unlock()
	if s.s.size+len(p) > MaxCapture {
		s.c.fault = errCapture
		return len(p), nil // the program under test is not to notice
	}
	s.s.size += len(p)
	s.r.text = append(s.r.text, p...)
	return len(p), nil
}

// Sync does nothing. Writers of zap have it.
func (s *stream) Sync() error { return nil }

// Recover calls f and, if it panics, collects what the runtime would print, as the sink
// "panic", and returns the value. A goroutine that panics by itself ends the process:
// that is for [Main].
func (c *Capture) Recover(f func()) (value any) {
	defer func() {
		if value = recover(); value != nil {
			c.Add("panic", "", fmt.Appendf(nil, "panic: %s\n\n%s", panicText(value), debug.Stack()))
		}
	}()
	f()
	return nil
}

// panicText prints v as the runtime does where a panic ends a process.
func panicText(v any) (text string) {
	defer func() {
		if recover() != nil {
			text = fmt.Sprintf("%T", v)
		}
	}()
	switch v := v.(type) {
	case error:
		return v.Error()
	case fmt.Stringer:
		return v.String()
	default:
		return fmt.Sprintf("%T(%#v)", v, v)
	}
}

// Findings judges what was collected until now.
func (c *Capture) Findings() []Finding {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := c.judgeSinks()
	texts := c.held
	if c.stdio != nil && !c.done {
		var err error
		if texts, err = c.stdio.texts(); err != nil {
			c.fault = err
		}
	}
	for i, name := range [2]string{"stdout", "stderr"} {
		out = append(out, c.inspector.findings(name, "", texts[i])...)
	}
	return out
}

func (c *Capture) judgeSinks() (out []Finding) {
	for _, s := range c.sinks {
		for _, r := range s.records {
			out = append(out, c.inspector.findings(s.name, r.path, r.text)...)
			plain, err := gunzip(r.text)
			if err != nil {
				c.fault = err
			}
			if plain != nil {
				out = append(out, c.inspector.findings(s.name, joinPath(r.path, "gzip"), plain)...)
			}
		}
	}
	return out
}

func joinPath(a, b string) string {
	if a == "" {
		return b
	}
	return a + ", " + b
}

// gunzip returns what text holds if it is gzip, or nil.
func gunzip(text []byte) ([]byte, error) {
	if !bytes.HasPrefix(text, []byte{0x1f, 0x8b, 8}) {
		return nil, nil
	}
	zr, err := gzip.NewReader(bytes.NewReader(text))
	if err != nil {
		return nil, nil
	}
	plain, _ := io.ReadAll(io.LimitReader(zr, MaxCapture+1)) // what is cut off is judged as far as it goes
	if len(plain) > MaxCapture {
		return plain[:MaxCapture], errCapture
	}
	return plain, nil
}

// end releases the streams, writes to them what was held, and judges.
func (c *Capture) end() []Finding {
	_ = c.pass(c.tb, nil, false)
	if c.stdio != nil {
		texts, err := c.stdio.texts()
		c.mu.Lock()
		c.done, c.held = true, texts
		if err != nil {
			c.fault = err
		}
		c.mu.Unlock()
		c.stdio.release()
		_, _ = os.Stdout.Write(c.inspector.mask(texts[0]))
		_, _ = os.Stderr.Write(c.inspector.mask(texts[1]))
	}
	return c.Findings()
}
