package live

import (
	"context"
	"fmt"

	"github.com/tacit-go/tacit/policy"
	"github.com/tacit-go/tacit/secretsource"
)

// secrets registers the live secrets of a policy. The sync is nil if there are none.
func (s *Service) secrets(ctx context.Context, p *policy.Policy) (*secretsource.Sync, error) {
	sources := p.Sources(s.cfg.Env)
	if len(sources) == 0 {
		return nil, nil
	}
	sync := secretsource.New(s.cfg.Secrets, sources...).Every(s.cfg.Interval)
	if err := sync.Load(ctx); err != nil {
		return sync, fmt.Errorf("live: secrets of the policy: %w", err)
	}
	return sync, nil
}

// follow keeps to a sync instead of the one before, whose values stay registered.
func (s *Service) follow(sync *secretsource.Sync) {
	s.stop()
	ctx, stop := context.WithCancel(s.ctx)
	s.stop = stop
	if sync != nil {
		go func() { _ = sync.Run(ctx) }() // it ends with ctx's error
	}
}
