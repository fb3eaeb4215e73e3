package collector

import (
	"context"
	"errors"
	"os"
	"reflect"

	"go.uber.org/zap"

	"github.com/tacit-go/tacit/policy"
	"github.com/tacit-go/tacit/policy/live"
	"github.com/tacit-go/tacit/redact"
)

// policySink is the name by which levels of a policy mean the processor.
const policySink = "collector"

// policyPlan is the plan of a policy, at the level full: start follows its files.
func (c *Config) policyPlan(f *faults, further []redact.Option) (*plan, error) {
	other := *c
	other.PolicyFiles, other.Summary = nil, ""
	if !reflect.DeepEqual(&other, defaultConfig()) {
		f.say("policy_files", "goes with summary only: the policy says what is hidden")
	}
	p := &plan{summary: oneOf(f, "summary", c.Summary, summarySilent, summaryInfo, summaryDebug)}
	pol, err := policy.Load(c.PolicyFiles...)
	f.add("policy_files", err)
	if len(*f) > 0 {
		return nil, errors.Join(*f...)
	}
	opts, err := pol.OptionsAt(policy.Full, policy.Place{})
	f.add("policy_files", err)
	if len(*f) > 0 {
		return nil, errors.Join(*f...)
	}
	if p.main = build(f, append(opts, further...)); len(*f) > 0 {
		return nil, errors.Join(*f...)
	}
	limits := p.main.Describe().Limits
	p.depth, p.nodes = limits.MaxDepth, limits.MaxNodes
	return p, nil
}

// follow keeps to the files of a policy until shutdown.
func (e *engine) follow() error {
	if len(e.files) == 0 {
		return nil
	}
	host, err := os.Hostname()
	if err != nil {
		host = "" // in no share
	}
	ctx, stop := context.WithCancel(context.Background())
	s, err := live.Start(ctx, live.Config{Files: e.files, Instance: host, Observer: e.tel, OnEvent: e.told})
	if err != nil {
		stop()
		return err
	}
	e.stop, e.main = stop, s.Redactor(policySink)
	e.look()
	return nil
}

// told logs what happens to the policy.
func (e *engine) told(x live.Event) {
	switch x.Kind {
	case "loaded":
		e.log.Info("the policy is in force", zap.String("digest", x.Digest))
	case "level":
		e.log.Warn("the level of the policy changes", zap.Stringer("from", x.From), zap.Stringer("to", x.To), zap.String("sink", x.Sink),
			zap.String("owner", x.Owner), zap.String("reason", x.Reason), zap.Time("until", x.Until))
	default:
		e.log.Error("the policy before stays in force", zap.String("kind", x.Kind), zap.Error(x.Err))
	}
}

// shutdown ends what start began.
func (e *engine) shutdown(context.Context) error {
	if e.stop != nil {
		e.stop()
	}
	return nil
}
