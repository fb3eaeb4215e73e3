package live

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/tacit-go/tacit/policy"
	"github.com/tacit-go/tacit/redact"
)

const (
	// settle is how long it must be silent after an event: files are written in steps.
	settle = 20 * time.Millisecond
	// patience bounds that.
	patience = 500 * time.Millisecond
	// longest is how long a timer waits, since clocks are set.
	longest = time.Minute
)

// run follows files, the remote layer and the clock until ctx ends.
func (s *Service) run(ctx context.Context, changes <-chan struct{}) {
	if s.remote != nil {
		go s.poll(ctx)
	}
	look := time.NewTicker(s.cfg.Interval)
	defer look.Stop()
	lapse := time.NewTimer(s.next())
	defer lapse.Stop()
	for {
		select {
		case <-ctx.Done():
			s.changing.Lock()
			s.stop()
			s.changing.Unlock()
			return
		case <-changes:
			_ = s.reload(ctx, false) // what is wrong is told of and in Status
		case <-look.C:
			_ = s.reload(ctx, false)
		case <-s.wake:
			s.lapse()
		case <-lapse.C:
			s.lapse()
		}
		lapse.Reset(s.next())
	}
}

// poll asks for the remote layer until ctx ends.
func (s *Service) poll(ctx context.Context) {
	for {
		changed, err := s.remote.fetch(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil && s.remote.news(err) {
			s.changing.Lock()
			s.tell(Event{Kind: "broken", Err: err})
			s.changing.Unlock()
		}
		if changed {
			_ = s.reload(ctx, false)
		}
		timer := time.NewTimer(s.remote.interval)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
	}
}

// next is how long until something lapses.
func (s *Service) next() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	now, wait := s.now(), longest
	if t, ok := s.pol.Changes(now); ok {
		wait = min(wait, t.Sub(now))
	}
	for _, o := range s.overrides {
		wait = min(wait, o.Until.Sub(now))
	}
	return max(wait, time.Millisecond)
}

// lapse builds the plans anew, without what has lapsed, and sets the levels.
func (s *Service) lapse() {
	s.changing.Lock()
	defer s.changing.Unlock()
	s.mu.Lock()
	var failed error
	if t, ok := s.pol.Changes(s.built); ok && !s.now().Before(t) {
		built := s.now()
		plan, err := s.build(s.pol, policy.Full)
		if failed = err; err == nil {
			if !s.makeshift.IsZero() {
				s.err = nil
			}
			s.plans, s.built, s.makeshift = map[policy.Level]*redact.Redactor{policy.Full: plan}, built, time.Time{}
		} else {
			s.err = err // it is tried again
			s.withoutKeys()
		}
	}
	events, err := s.turn()
	s.mu.Unlock()
	s.tell(events...)
	if err = errors.Join(failed, err); err != nil {
		s.tell(Event{Kind: "broken", Err: err})
	}
}

// withoutKeys builds the plan with labels for tokens whose key cannot be read: what has
// lapsed is over all the same. s.mu is held.
func (s *Service) withoutKeys() {
	now := s.now()
	if t, ok := s.pol.Changes(s.makeshift); !s.makeshift.IsZero() && (!ok || now.Before(t)) {
		return
	}
	in := policy.Place{Now: now, Instance: s.cfg.Instance, Env: s.cfg.Env, Secrets: s.cfg.Secrets, Labels: true}
	if plan, err := s.buildIn(s.pol, policy.Full, in); err == nil {
		s.plans, s.makeshift = map[policy.Level]*redact.Redactor{policy.Full: plan}, now
	}
}

// watch tells of events in the directories of the files.
func (s *Service) watch(ctx context.Context) <-chan struct{} {
	out := make(chan struct{})
	if len(s.cfg.Files) == 0 {
		return out
	}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return out // the interval remains
	}
	for _, f := range s.cfg.Files {
		_ = watcher.Add(filepath.Dir(f)) // the interval remains
	}
	go func() {
		defer watcher.Close()
		for {
			select {
			case <-ctx.Done():
				return
			case _, ok := <-watcher.Errors:
				if !ok {
					return
				}
			case _, ok := <-watcher.Events:
				if !ok {
					return
				}
				quiet(watcher)
			}
			select {
			case <-ctx.Done():
				return
			case out <- struct{}{}:
			}
		}
	}()
	return out
}

// quiet waits until events are over.
func quiet(w *fsnotify.Watcher) {
	for end := time.Now().Add(patience); time.Now().Before(end); {
		timer := time.NewTimer(settle)
		select {
		case _, ok := <-w.Events:
			timer.Stop()
			if !ok {
				return
			}
		case <-timer.C:
			return
		}
	}
}
