package guard

import (
	"slices"

	"github.com/tacit-go/tacit/redact"
)

// An Option configures [Check].
type Option interface{ apply(*config) }

type option func(*config)

func (o option) apply(c *config) { o(c) }

type config struct {
	sinks   []func() []redact.Sink
	vouched []string
	ignored []string
}

// WithSinks adds what adapters know of the global sinks of their libraries. Each
// function is called once, under recover: one that panics counts as an unguarded sink.
func WithSinks(sinks ...func() []redact.Sink) Option {
	return option(func(c *config) { c.sinks = append(c.sinks, sinks...) })
}

// Vouch names sinks that are guarded although it does not show, such as a handler of
// yours around one of slogredact: "slog.Default()".
func Vouch(names ...string) Option {
	return option(func(c *config) { c.vouched = append(c.vouched, names...) })
}

// Ignore leaves out findings with these IDs.
func Ignore(ids ...string) Option {
	return option(func(c *config) { c.ignored = append(c.ignored, ids...) })
}

// Check looks at the process as it is now. It is meant to be called once, when all
// loggers are set up and before the first request; it costs some microseconds and is
// safe for concurrent use.
func Check(opts ...Option) Report {
	var c config
	for _, o := range opts {
		if o != nil {
			o.apply(&c)
		}
	}
	var r Report
	r.Sinks = known()
	for _, f := range c.sinks {
		r.Sinks = append(r.Sinks, called(f)...)
	}
	for i := range r.Sinks {
		s := &r.Sinks[i]
		if s.Guarded = s.Guarded || slices.Contains(c.vouched, s.Name); s.Guarded {
			continue
		}
		f := Finding{ID: "unguarded:" + s.Name, Severity: Warning, Doc: "what is written there is not redacted", Remedy: s.Remedy}
		if s.Name == transportName {
			f.Severity, f.Doc = Notice, "errors of HTTP clients hold URLs as they are"
		}
		r.Findings = append(r.Findings, f)
	}
	r.Findings = append(r.Findings, hazards(guardsLog(r.Sinks))...)
	r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool { return slices.Contains(c.ignored, f.ID) })
	r.sort()
	return r
}

// called returns the sinks of an adapter.
func called(f func() []redact.Sink) (sinks []redact.Sink) {
	defer func() {
		if recover() != nil {
			sinks = []redact.Sink{{Name: "a function of WithSinks", Remedy: "it has panicked; repair it"}}
		}
	}()
	if f == nil {
		return nil
	}
	return slices.Clone(f())
}
