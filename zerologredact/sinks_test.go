package zerologredact_test

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/rs/zerolog/diode"
	"github.com/rs/zerolog/log"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/zerologredact"
)

// dirty logs a secret of each kind, with levels.
func dirty(l zerolog.Logger) {
	l = l.With().Str("dsn", "postgres://app:"+password+"@db/orders").Logger()
	l.Warn().Str("password", password).Int("status", 200).Msg("token " + token)
	l.Error().Err(errors.New("401 for " + stripe)).Msg("failed")
}

// The orders that the documentation names, outermost first.
func TestOrders(t *testing.T) {
	r := newRedactor(t)
	for name, build := range map[string]func(*sink) (io.Writer, func()){
		"ConsoleWriter below": func(s *sink) (io.Writer, func()) {
			return zerologredact.NewWriter(zerolog.ConsoleWriter{Out: s}, r), nil
		},
		"ConsoleWriter above": func(s *sink) (io.Writer, func()) {
			return zerolog.ConsoleWriter{Out: zerologredact.NewWriter(s, r)}, nil
		},
		"MultiLevelWriter below": func(s *sink) (io.Writer, func()) {
			return zerologredact.NewWriter(zerolog.MultiLevelWriter(s, s), r), nil
		},
		"MultiLevelWriter above": func(s *sink) (io.Writer, func()) {
			return zerolog.MultiLevelWriter(zerologredact.NewWriter(s, r), zerologredact.NewWriter(s, r)), nil
		},
		"diode below": func(s *sink) (io.Writer, func()) {
			d := diode.NewWriter(s, 100, 0, nil)
			return zerologredact.NewWriter(d, r), func() { _ = d.Close() }
		},
		"diode above": func(s *sink) (io.Writer, func()) {
			d := diode.NewWriter(zerologredact.NewWriter(s, r), 100, time.Millisecond, nil)
			return d, func() { _ = d.Close() }
		},
		"SyncWriter below": func(s *sink) (io.Writer, func()) { return zerologredact.NewWriter(zerolog.SyncWriter(s), r), nil },
		"TriggerLevelWriter below": func(s *sink) (io.Writer, func()) {
			return zerologredact.NewWriter(&zerolog.TriggerLevelWriter{Writer: s, ConditionalLevel: zerolog.WarnLevel, TriggerLevel: zerolog.ErrorLevel}, r), nil
		},
		"FilteredLevelWriter below": func(s *sink) (io.Writer, func()) {
			return zerologredact.NewWriter(&zerolog.FilteredLevelWriter{Writer: s, Level: zerolog.WarnLevel}, r), nil
		},
		"twice": func(s *sink) (io.Writer, func()) {
			return zerologredact.NewWriter(zerologredact.NewWriter(s, r), r), nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			if binary && (strings.HasPrefix(name, "Trigger") || strings.HasSuffix(name, "above") && strings.HasPrefix(name, "Console")) {
				t.Skip("not for events without a line end")
			}
			failures := handleErrors(t)
			var s sink
			w, done := build(&s)
			dirty(zerolog.New(w))
			if done != nil {
				done()
			}
			out := s.String()
			mustHide(t, out, password, token, stripe)
			for _, keep := range []string{"orders", "status", "failed", "401 for", "postgres://app:"} {
				if !strings.Contains(out, keep) {
					t.Errorf("%q is lost: %s", keep, out)
				}
			}
			if len(*failures) > 0 {
				t.Errorf("errors of the writer: %v", *failures)
			}
			if !binary {
				want := 2
				if strings.HasPrefix(name, "Multi") {
					want = 4
				}
				if n := strings.Count(out, "\n"); n != want {
					t.Errorf("%d lines, want %d: %s", n, want, out)
				}
			}
		})
	}
}

// handleErrors collects what zerolog would print to standard error.
func handleErrors(t *testing.T) *[]error {
	var all []error
	before := zerolog.ErrorHandler
	zerolog.ErrorHandler = func(err error) { all = append(all, err) }
	t.Cleanup(func() { zerolog.ErrorHandler = before })
	return &all
}

func TestLevels(t *testing.T) {
	var s sink
	l := zerolog.New(zerologredact.NewWriter(&s, newRedactor(t)))
	l.Trace().Msg("a")
	l.Warn().Msg(token)
	l.Log().Msg("b")
	l.WithLevel(zerolog.Level(12)).Msg("c")
	if _, err := io.WriteString(zerologredact.NewWriter(&s, nil), "{}"); err != nil {
		t.Error(err)
	}
	if want := []zerolog.Level{zerolog.TraceLevel, zerolog.WarnLevel, zerolog.NoLevel, 12}; !slices.Equal(s.levels, want) {
		t.Errorf("levels %v, want %v", s.levels, want)
	}
}

func TestFatalCloses(t *testing.T) {
	before := zerolog.FatalExitFunc
	exits := 0
	zerolog.FatalExitFunc = func() { exits++ }
	defer func() { zerolog.FatalExitFunc = before }()
	var s sink
	l := zerolog.New(zerologredact.NewWriter(&s, newRedactor(t)))
	l.Fatal().Msg("bye " + token)
	mustHide(t, s.String(), token)
	if s.closed != 1 || exits != 1 {
		t.Errorf("closed %d times, exited %d times", s.closed, exits)
	}
	if err := zerologredact.NewWriter(io.Discard, nil).Close(); err != nil {
		t.Errorf("a writer without Close: %v", err)
	}
}

// The errors of a sink may quote what it was given, or its own address.
func TestErrorsOfTheSink(t *testing.T) {
	failures := handleErrors(t)
	cause := errors.New("refused")
	s := sink{err: &url.Error{Op: "Post", URL: "https://log:" + password + "@host/", Err: cause}}
	w := zerologredact.NewWriter(&s, newRedactor(t))
	l := zerolog.New(w)
	l.Info().Msg("m")
	if len(*failures) != 1 {
		t.Fatalf("%d errors", len(*failures))
	}
	err := (*failures)[0]
	mustHide(t, err.Error(), password)
	if !errors.Is(err, cause) || !strings.Contains(err.Error(), "refused") {
		t.Errorf("the error is another one: %v", err)
	}
	if n, err := w.Write([]byte("{}\n")); n != 0 || err == nil {
		t.Errorf("Write = %d, %v", n, err)
	}
	if n, err := zerologredact.NewWriter(short{}, newRedactor(t)).Write([]byte("{}\n")); n != 0 || !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("a short write gives %d, %v", n, err)
	}
	// MultiLevelWriter takes any other length for a short write.
	event := []byte(`{"password":"` + password + `"}` + "\n")
	if n, err := zerologredact.NewWriter(io.Discard, newRedactor(t)).Write(event); n != len(event) || err != nil {
		t.Errorf("Write = %d, %v, want %d", n, err, len(event))
	}
}

type short struct{}

func (short) Write(p []byte) (int, error) { return len(p) - 1, nil }

// An event that cannot be redacted stays an event, with its level and its line end.
func TestFailClosed(t *testing.T) {
	handleErrors(t) // in binary builds a ConsoleWriter tells MultiLevelWriter a wrong length
	var console strings.Builder
	l := zerolog.New(zerologredact.NewWriter(zerolog.MultiLevelWriter(zerolog.ConsoleWriter{Out: &console, NoColor: true}), nil))
	l.Warn().Str("k", token).Msg("m")
	if got := console.String(); !strings.Contains(got, "WRN [REDACTED]") || strings.Contains(got, token) {
		t.Errorf("console: %q", got)
	}
	out := logged(nil, func(l *zerolog.Logger) { l.Error().Str("k", token).Msg("m"); l.Log().Msg("m") })
	if !binary && out != `{"level":"error","message":"[REDACTED]"}`+"\n"+`{"message":"[REDACTED]"}`+"\n" {
		t.Errorf("nil Redactor: %q", out)
	}
	r := newRedactor(t)
	for _, p := range []string{"", "\n", "text with " + token + "\n", "{", "{\"a\":\"" + token, "[1,\"" + token + "\"]\n", "\xbf", "\xbf\x61a\x78\xff" + token, "\x00" + token} {
		var s sink
		if n, err := zerologredact.NewWriter(&s, r).Write([]byte(p)); n != len(p) || err != nil {
			t.Errorf("Write(%q) = %d, %v", p, n, err)
		}
		if strings.Contains(s.String(), token) {
			t.Errorf("%q shows %q", p, s.String())
		}
		if s.String() == "" && p != "" {
			t.Errorf("%q is lost", p)
		}
	}
}

func TestSinks(t *testing.T) {
	before := log.Logger
	defer func() { log.Logger, zerolog.DefaultContextLogger = before, nil }()
	guarded := log.Output(zerologredact.NewWriter(io.Discard, newRedactor(t)))
	for _, c := range []struct {
		logger zerolog.Logger
		want   bool
	}{
		{before, false}, {guarded, true}, {guarded.With().Int("a", 1).Logger(), true}, {zerolog.Nop(), true},
		{log.Output(zerolog.MultiLevelWriter(zerologredact.NewWriter(io.Discard, nil))), false}, {zerolog.Logger{}, false},
	} {
		log.Logger, zerolog.DefaultContextLogger = c.logger, &c.logger
		s := zerologredact.Sinks()
		if len(s) != 2 || s[0].Guarded != c.want || s[1].Guarded != c.want {
			t.Errorf("%+v, want %v", s, c.want)
		}
	}
	zerolog.DefaultContextLogger = nil
	if s := zerologredact.Sinks(); len(s) != 1 {
		t.Errorf("%+v", s)
	}
}

func TestNilWriter(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a nil writer is taken")
		}
	}()
	zerologredact.NewWriter(nil, nil)
}

type observed []redact.Event

func (o *observed) Observe(e redact.Event) { *o = append(*o, e) }

func TestForSink(t *testing.T) {
	for _, c := range []struct {
		opts []zerologredact.Option
		want string
	}{{nil, "zerolog"}, {[]zerologredact.Option{nil, zerologredact.ForSink("audit")}, "audit"}} {
		var seen observed
		l := zerolog.New(zerologredact.NewWriter(io.Discard, newRedactor(t, redact.WithObserver(&seen)), c.opts...))
		l.Info().Str("password", password).Msg(token)
		if len(seen) != 2 || seen[0].Sink != c.want || seen[1].Sink != c.want {
			t.Errorf("events %+v, want sink %s", seen, c.want)
		}
	}
}

// Loggers that were derived from one are used at once, while the policy and the live
// secrets change.
func TestConcurrent(t *testing.T) {
	var set redact.SecretSet
	r := newRedactor(t, redact.WithSecrets(&set))
	other := newRedactor(t, redact.WithSecrets(&set), redact.WithNames("note"))
	var out sink
	l := zerolog.New(zerologredact.NewWriter(zerolog.SyncWriter(&out), r))
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			mine := l.With().Int("i", i).Str("password", password).Logger()
			for n := range 50 {
				mine.Info().Str("k", token).Int("n", n).Msg("m")
			}
		})
	}
	wg.Go(func() {
		for i := range 20 {
			if _, err := set.Set(fmt.Sprint("s", i), fmt.Append(nil, "zK7-quartz-lemon-", i)); err != nil {
				t.Error(err)
			}
			r.Replace(other)
		}
	})
	wg.Wait()
	mustHide(t, out.String(), password, token)
	if n := strings.Count(out.String(), "[REDACTED:password]"); n != 200 {
		t.Errorf("%d of 200 events", n)
	}
}

type measured []redact.Measurement

func (m *measured) Measure(x redact.Measurement) { *m = append(*m, x) }

func TestMeasured(t *testing.T) {
	var m measured
	l := zerolog.New(zerologredact.NewWriter(io.Discard, newRedactor(t, redact.WithMeter(&m, 1))))
	l.Info().Str("key", "value").Msg("m")
	l.Info().Str("password", password).Msg("m")
	if len(m) != 2 || m[0].Changed || !m[1].Changed || m[0].Sink != "zerolog" || m[1].Bytes <= len(password) {
		t.Errorf("%+v", m)
	}
}
