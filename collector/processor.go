package collector

import (
	"context"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/processor"
	"go.uber.org/zap"

	"github.com/tacit-go/tacit/redact"
)

// engine redacts what one pipeline gives it. It is safe for concurrent use.
type engine struct {
	*plan
	scope redact.Scope
	// untold is the scope of values without a name, such as the body of a record: path
	// rules say nothing of a field "" in it.
	untold       redact.Scope
	keeps, hides redact.Scope
	tel          *telemetry
	log          *zap.Logger
	batches      bool // a record may be asked about as a whole
	ruleOf       func(key string, top bool) keyRule
	failuresTold onceEvery
	signal       string
	files        []string // of a policy
	stop         context.CancelFunc
}

// newEngine builds what a pipeline of a signal needs.
func newEngine(set processor.Settings, c *Config, signal string) (*engine, error) {
	tel, err := newTelemetry(set, signal)
	if err != nil {
		return nil, err
	}
	p, err := newPlan(c, redact.WithObserver(tel))
	if err != nil {
		return nil, err
	}
	e := &engine{plan: p, tel: tel, log: set.Logger, ruleOf: p.keys.of, signal: signal, files: c.PolicyFiles}
	e.look()
	if p.keys != nil {
		e.hides = p.hidden.Scope(signal)
		if p.kept != nil {
			e.keeps = p.kept.Scope(signal)
		}
	}
	e.batches = len(p.slow) == 0
	return e, nil
}

// look opens the scopes of the Redactor in force.
func (e *engine) look() {
	e.scope = e.main.Scope(e.signal)
	e.untold = e.scope.WithRecordNames("")
}

// start tells what is in force.
func (e *engine) start(context.Context, component.Host) error {
	if err := e.follow(); err != nil {
		return err
	}
	d := e.main.Describe()
	e.log.Info("redacting", zap.Int("detectors", len(d.Detectors)), zap.String("kernel", string(d.Kernel)), zap.Bool("report_only", e.reportOnly))
	for _, w := range e.warnings {
		e.log.Warn(w)
	}
	return nil
}

// A verdict says what became of something.
type verdict uint8

const (
	same verdict = iota
	changed
	dropped
)

// guard runs work, and if that panics blank, which must leave nothing that can hold
// text. What the panic says is not told: it may quote the record.
func (e *engine) guard(work func() verdict, blank func()) (v verdict) {
	defer func() {
		if recover() != nil {
			e.failed("a record could not be redacted and was blanked")
			blank()
			v = changed
		}
	}()
	return work()
}

// failed counts a failure and tells of it, once in a minute.
func (e *engine) failed(what string) {
	e.tel.failure("error")
	if e.failuresTold.now() {
		e.log.Error(what + "; see otelcol_processor_tacit_failures")
	}
}

// whole runs over a whole batch. If even that fails the batch is not passed on.
func (e *engine) whole(ctx context.Context, work func()) (ok bool) {
	start := time.Now()
	defer func() {
		if recover() != nil {
			e.failed("a batch could not be redacted and was dropped")
			ok = false
		}
		e.tel.took(ctx, time.Since(start))
	}()
	work()
	return true
}
