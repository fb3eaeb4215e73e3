package promredact

import (
	"crypto/rand"

	"github.com/tacit-go/tacit/redact"
)

// An Option configures what this package wraps.
type Option interface{ apply(*config) }

type option func(*config)

func (o option) apply(c *config) { o(c) }

type config struct{ sink string }

// ForSink names the sink in events of the Redactor. The default is "prometheus". The
// name must be a constant, not a value of telemetry.
func ForSink(name string) Option { return option(func(c *config) { c.sink = name }) }

// engine is what all wrappers have in common. It is safe for concurrent use.
type engine struct {
	r     *redact.Redactor
	scope redact.Scope
	key   [32]byte // of the hashes that keep series apart
}

func newEngine(r *redact.Redactor, opts []Option) *engine {
	c := config{sink: "prometheus"}
	for _, o := range opts {
		if o != nil {
			o.apply(&c)
		}
	}
	e := &engine{r: r, scope: r.Scope(c.sink)}
	_, _ = rand.Read(e.key[:]) // never fails
	return e
}
