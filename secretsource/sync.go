package secretsource

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/tacit-go/tacit/redact"
)

// A Sync keeps a set equal to its sources. Its methods are safe for concurrent use.
type Sync struct {
	set     *redact.SecretSet
	sources []Source
	every   time.Duration
	report  func(Report)

	loading sync.Mutex
	mu      sync.Mutex
	secrets map[string]redact.Secret[[]byte]
	held    []map[string]bool // by source
}

// A Report tells what one load of one source did. It holds names and reasons, and
// no value.
type Report struct {
	Source     string
	Registered []string // names of which the value is hidden now
	Refused    []Refused
	Gone       []string // names that the source had before: expired, still hidden
	// Err is why the source failed; what it gave before stays in force, so a service
	// can go on, or degrade safely.
	Err error
}

// Refused is a value that the set's guards did not take. It is not hidden, and
// Secret does not give it. Name is [REDACTED:live-secret] where the name may hold the value.
type Refused struct{ Name, Reason string }

// defaultEvery is how often Run loads the sources.
const defaultEvery = 10 * time.Second

// New returns a Sync of sources, which has loaded nothing yet.
func New(set *redact.SecretSet, sources ...Source) *Sync {
	return &Sync{
		set: set, sources: slices.Clone(sources), every: defaultEvery, report: func(Report) {},
		secrets: map[string]redact.Secret[[]byte]{}, held: make([]map[string]bool, len(sources)),
	}
}

// Every sets how often Run loads, at least a millisecond; the default is 10 seconds.
// Call it before Load.
func (s *Sync) Every(d time.Duration) *Sync { s.every = max(d, time.Millisecond); return s }

// OnReport sets what is called after each load of each source, on the goroutine that
// loads. It may call any method of the Sync. Call it before Load.
func (s *Sync) OnReport(f func(Report)) *Sync { s.report = f; return s }

// Load loads all sources once. It returns the errors of those that failed, and of
// values that were refused, by name; the others are in force.
func (s *Sync) Load(ctx context.Context) error {
	var errs []error
	for i := range s.sources {
		r := s.load(ctx, i)
		if r.Err != nil {
			errs = append(errs, fmt.Errorf("secretsource: %s: %w", r.Source, r.Err))
		}
		for _, f := range r.Refused {
			errs = append(errs, fmt.Errorf("secretsource: %s: %s: refused: %s", r.Source, f.Name, f.Reason))
		}
		s.report(r)
	}
	return errors.Join(errs...)
}

// load loads a source, which others may not do meanwhile.
func (s *Sync) load(ctx context.Context, number int) (r Report) {
	s.loading.Lock()
	defer s.loading.Unlock()
	defer func() {
		if recover() != nil {
			r.Err = errors.New("the source panicked")
		}
	}()
	src := s.sources[number]
	r.Source = src.Name()
	values, err := src.Load(ctx)
	defer func() {
		for _, v := range values {
			clear(v.Value)
		}
	}()
	if err != nil {
		r.Err = err
		return r
	}
	if len(values) > MaxValues {
		r.Err = errTooMany
		return r
	}
	now := map[string]bool{}
	untold := map[string]bool{}
	for i, v := range values {
		name := secretName(v.Name)
		reason, tells := "the source has the name twice", untold[name]
		if !now[name] {
			now[name] = true
			reason, tells = s.store(name, src, v)
		}
		switch {
		case tells:
			untold[name] = true
			r.Refused = append(r.Refused, Refused{"[REDACTED:live-secret]", fmt.Sprintf("%s (value %d of the source)", reason, i+1)})
		case reason != "":
			r.Refused = append(r.Refused, Refused{name, reason})
		default:
			r.Registered = append(r.Registered, name)
		}
	}
	for name := range s.held[number] {
		if !now[name] {
			s.set.Expire(name)
			s.mu.Lock()
			_, had := s.secrets[name]
			delete(s.secrets, name)
			s.mu.Unlock()
			if had { // a value that was refused was never hidden
				r.Gone = append(r.Gone, name)
			}
		}
	}
	slices.Sort(r.Gone)
	for name := range untold {
		delete(now, name) // Gone would tell it
	}
	s.held[number] = now
	return r
}

// store registers a value, then publishes it. It returns why not, or "", and whether the name
// may tell the value.
func (s *Sync) store(name string, src Source, v Value) (reason string, tells bool) {
	s.mu.Lock()
	secret, known := s.secrets[name]
	s.mu.Unlock()
	if !known {
		if _, err := s.set.Bind(name, &secret, redact.WithSource(src.Name())); err != nil {
			return err.Error(), false
		}
	} else if secret.Equal(redact.NewSecret(v.Value)) && len(v.Options) == 0 {
		return "", false
	}
	r, err := secret.Store(v.Value, v.Options...)
	switch {
	case errors.Is(err, redact.ErrSecretRefused) && len(r.Skipped) > 0:
		return r.Skipped[0].Reason, r.Name == ""
	case err != nil:
		return err.Error(), errors.Is(err, redact.ErrSecretLeaks)
	}
	s.mu.Lock()
	s.secrets[name] = secret
	s.mu.Unlock()
	return "", false
}

// Secret returns the value of a name, which is registered. It follows later
// rotations. ok is false for names that no source has or that were refused.
func (s *Sync) Secret(name string) (secret redact.Secret[[]byte], ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	secret, ok = s.secrets[secretName(name)]
	return secret, ok
}

// Names lists what Secret gives.
func (s *Sync) Names() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.secrets))
}

// Run loads again at the interval of Every, and when a Notifier tells of a change,
// until ctx ends. It returns ctx's error.
func (s *Sync) Run(ctx context.Context) error {
	wake := make(chan struct{}, 1)
	for _, src := range s.sources {
		n, ok := src.(Notifier)
		if !ok {
			continue
		}
		changed := n.Changed(ctx)
		go func() {
			for {
				select {
				case <-ctx.Done():
					return
				case _, ok := <-changed:
					if !ok {
						return
					}
					select {
					case wake <- struct{}{}:
					default:
					}
				}
			}
		}()
	}
	tick := time.NewTicker(s.every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		case <-wake:
		}
		_ = s.Load(ctx) // OnReport tells
	}
}

// secretName makes a name of a set.
func secretName(name string) string {
	b := []byte(name)
	for i, c := range b {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '_', c == '.', c == '-':
		default:
			b[i] = '_'
		}
	}
	return string(b[:min(len(b), 64)])
}
