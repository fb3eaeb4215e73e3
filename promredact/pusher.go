package promredact

import (
	"context"
	"errors"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/push"
	"github.com/prometheus/common/expfmt"

	"github.com/tacit-go/tacit/redact"
)

// A Pusher is a push.Pusher that redacts what it pushes, the job and the grouping key,
// and the errors that it returns. The URL, the header and the credentials of the
// gateway are used as they are. Like a push.Pusher it is used by one goroutine.
type Pusher struct {
	next   *push.Pusher
	engine *engine
	reg    *prometheus.Registry
	names  map[string]bool // of the grouping key
	err    error
}

// NewPusher is push.New. A nil r replaces every value.
func NewPusher(url, job string, r *redact.Redactor, opts ...Option) *Pusher {
	e := newEngine(r, opts)
	p := &Pusher{engine: e, reg: prometheus.NewRegistry(), names: map[string]bool{}}
	p.next = push.New(url, e.scope.Field("job").String(job))
	p.Gatherer(p.reg)
	return p
}

// Gatherer adds a gatherer, as push.Pusher.Gatherer does.
func (p *Pusher) Gatherer(g prometheus.Gatherer) *Pusher {
	p.next.Gatherer(&gatherer{g, p.engine})
	return p
}

// Collector adds a collector, as push.Pusher.Collector does.
func (p *Pusher) Collector(c prometheus.Collector) *Pusher {
	if p.err == nil {
		p.err = p.reg.Register(c)
	}
	return p
}

// Grouping adds a label to the grouping key, as push.Pusher.Grouping does. A label whose
// action is DropField is left out.
func (p *Pusher) Grouping(name, value string) *Pusher {
	f := p.engine.scope.Field(name)
	if f.Action() == redact.DropField {
		return p
	}
	shown := legacy(name, f.Name(), false)
	if shown != name && p.names[shown] && p.err == nil {
		p.err = errors.New("promredact: two names of the grouping key are one when redacted")
	}
	p.names[shown] = true
	p.next.Grouping(shown, f.String(value))
	return p
}

// Client sets the client, as push.Pusher.Client does.
func (p *Pusher) Client(c push.HTTPDoer) *Pusher {
	p.next.Client(c)
	return p
}

// Header sets headers of requests, as push.Pusher.Header does.
func (p *Pusher) Header(h http.Header) *Pusher {
	p.next.Header(h)
	return p
}

// BasicAuth sets credentials, as push.Pusher.BasicAuth does.
func (p *Pusher) BasicAuth(username, password string) *Pusher {
	p.next.BasicAuth(username, password)
	return p
}

// Format sets the encoding, as push.Pusher.Format does.
func (p *Pusher) Format(f expfmt.Format) *Pusher {
	p.next.Format(f)
	return p
}

// Push replaces what the gateway has of the job, as push.Pusher.Push does.
func (p *Pusher) Push() error { return p.PushContext(context.Background()) }

// PushContext is Push with a context.
func (p *Pusher) PushContext(ctx context.Context) error {
	if p.err != nil {
		return p.Error()
	}
	return p.engine.r.Error(p.next.PushContext(ctx))
}

// Add replaces metrics of the same names only, as push.Pusher.Add does.
func (p *Pusher) Add() error { return p.AddContext(context.Background()) }

// AddContext is Add with a context.
func (p *Pusher) AddContext(ctx context.Context) error {
	if p.err != nil {
		return p.Error()
	}
	return p.engine.r.Error(p.next.AddContext(ctx))
}

// Delete deletes what the gateway has of the job, as push.Pusher.Delete does.
func (p *Pusher) Delete() error {
	if p.err != nil {
		return p.Error()
	}
	return p.engine.r.Error(p.next.Delete())
}

// Error returns the first error of the methods that build the Pusher.
func (p *Pusher) Error() error {
	if p.err != nil {
		return p.engine.r.Error(p.err)
	}
	return p.engine.r.Error(p.next.Error())
}

// GuardsSink implements [redact.SinkGuard].
func (p *Pusher) GuardsSink() bool { return true }
