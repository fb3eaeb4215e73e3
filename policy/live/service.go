package live

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/tacit-go/tacit/policy"
	"github.com/tacit-go/tacit/redact"
)

// Config says what a [Service] lives from.
type Config struct {
	// Files are the layers of the policy, behind the remote one, the floor first.
	Files []string
	// Remote is the layer in front of them; nil is none.
	Remote *Remote
	// Instance, such as the name of the host or pod, decides which share it is in.
	Instance string
	// Env are the variables, as in os.Environ; nil is the environment.
	Env []string
	// Secrets is where the live secrets of the policy are registered; nil is a set of
	// the service's own.
	Secrets *redact.SecretSet
	// Options come behind those of the policy. The observer is the service's own: give
	// yours as Observer.
	Options  []redact.Option
	Observer redact.Observer
	// Interval is how often files are looked at besides their events. The default is
	// 10 s, the least 10 ms.
	Interval time.Duration
	// OnEvent is told of each change and each failure, one at a time, on the goroutine
	// that makes it. It may call all methods but Reload and SetLevel. [Recorded] makes
	// records of them.
	OnEvent func(Event)
}

// An Event tells what happened to the policy. It holds no value.
type Event struct {
	Time time.Time
	// Kind is "loaded", "broken" (the policy before stays), "level", or "secrets" (a
	// source of live secrets failed).
	Kind string
	// Digest names the policy in force.
	Digest string
	// Err is what is wrong.
	Err error
	// Sink is whose level changed, From what To what; the rest says who asked for it
	// until when, if anyone did.
	Sink          string
	From, To      policy.Level
	Owner, Reason string
	Until         time.Time
}

// An Override changes the level of a sink, or of all if Sink is empty.
type Override struct {
	Level policy.Level
	Sink  string
	// All three must be given, unless the level is full. Until is at most
	// policy.MaxRelaxed ahead, for the level off policy.MaxOff.
	Owner, Reason string
	Until         time.Time
}

// Status is what a service does at a moment. It holds no value.
type Status struct {
	Digest string
	Serial int       // of the remote layer
	Loaded time.Time // when the policy in force was taken
	// Err is why the last change was not taken, nil if it was.
	Err error
	// Levels are those of the sinks that asked for a Redactor.
	Levels    map[string]policy.Level
	Overrides []Override
	// Relaxed is what makes the policy weaker now.
	Relaxed []policy.Relaxation
	// Reported is what detectors have found that only report, by ID.
	Reported map[string]Reports
}

// MaxSinks bounds the sinks that have a Redactor of their own; further ones share that of
// the sink "".
//
// It also bounds the overrides by SetLevel.
const MaxSinks = 64

// A Service keeps Redactors at a policy. Its methods are safe for concurrent use.
type Service struct {
	cfg    Config
	now    func() time.Time
	remote *remote
	wake   chan struct{}
	found  samples

	changing sync.Mutex // one change at a time; events are told under it

	mu        sync.Mutex // what follows
	pol       *policy.Policy
	loaded    time.Time
	layers    []policy.Layer
	tried     []policy.Layer // that were last looked at
	err       error
	plans     map[policy.Level]*redact.Redactor
	built     time.Time // when the plans were: what lapses later is in them
	makeshift time.Time // when they were built without a key that cannot be read, or zero
	sinks     map[string]*redact.Redactor
	levels    map[string]policy.Level
	overrides []Override

	ctx  context.Context    // of the service
	stop context.CancelFunc // of the sync of live secrets; under changing
}

// Start loads a policy and keeps to it until ctx ends. A policy that is broken is an error
// here, as are live secrets and keys that cannot be read; a remote layer that cannot be had is not.
func Start(ctx context.Context, cfg Config) (*Service, error) {
	return start(ctx, cfg, time.Now)
}

func start(ctx context.Context, cfg Config, now func() time.Time) (*Service, error) {
	if cfg.Secrets == nil {
		cfg.Secrets = redact.NewSecretSet()
	}
	if cfg.Interval == 0 {
		cfg.Interval = 10 * time.Second
	}
	cfg.Interval = max(cfg.Interval, 10*time.Millisecond)
	s := &Service{cfg: cfg, now: now, ctx: ctx, stop: func() {}, wake: make(chan struct{}, 1),
		sinks: map[string]*redact.Redactor{"": {}}, levels: map[string]policy.Level{}}
	if cfg.Remote != nil {
		r, err := newRemote(*cfg.Remote)
		if err != nil {
			return nil, err
		}
		s.remote = r
		if err := r.load(); err != nil {
			s.tell(Event{Kind: "broken", Err: err})
		}
	}
	watched, stop := context.WithCancel(ctx)
	changes := s.watch(watched) // before the files are read, so that no change is missed
	if err := s.reload(ctx, true); err != nil {
		stop()
		return nil, err
	}
	go func() {
		defer stop()
		s.run(ctx, changes)
	}()
	return s, nil
}

// Redactor returns the Redactor of a sink: the same one for a name at each call.
func (s *Service) Redactor(sink string) *redact.Redactor {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r, ok := s.sinks[sink]; ok {
		return r
	}
	if len(s.sinks) >= MaxSinks {
		return s.sinks[""]
	}
	r := &redact.Redactor{}
	s.sinks[sink] = r
	s.levels[sink] = policy.Full
	r.Replace(s.plans[policy.Full])
	s.kick() // its level may be another one
	return r
}

// Redactors returns those of all sinks so far, "" first. Sinks at one level share their
// counters: see [redact.Redactor.Plan].
func (s *Service) Redactors() []*redact.Redactor {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*redact.Redactor
	for _, sink := range slices.Sorted(maps.Keys(s.sinks)) {
		out = append(out, s.sinks[sink])
	}
	return out
}

// Policy returns the policy in force.
func (s *Service) Policy() *policy.Policy {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pol
}

// Status returns what the service does now.
func (s *Service) Status() Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := Status{Digest: s.pol.Digest(), Serial: s.pol.Serial(), Loaded: s.loaded, Err: s.err,
		Levels: map[string]policy.Level{}, Overrides: slices.Clone(s.overrides), Reported: s.found.reports()}
	for sink, l := range s.levels {
		st.Levels[sink] = l
	}
	for _, r := range s.pol.Relaxed(s.now()) {
		if !r.Lapsed {
			st.Relaxed = append(st.Relaxed, r)
		}
	}
	return st
}

// Reload looks at the files and, if there is one, at the remote layer now. It returns why
// the policy before stays, if it does.
func (s *Service) Reload(ctx context.Context) error {
	var err error
	if s.remote != nil {
		_, err = s.remote.fetch(ctx)
	}
	return errors.Join(err, s.reload(ctx, false))
}

// SetLevel sets the level of a sink until a time, at once; full ends an earlier call for
// that sink. What the policy itself says of levels holds where no call does. It is
// refused if a layer in front of the last file does not delegate the level.
func (s *Service) SetLevel(o Override) error {
	if err := s.check(o); err != nil {
		return err
	}
	s.changing.Lock()
	defer s.changing.Unlock()
	s.mu.Lock()
	floors := s.floors(s.layers)
	var refused error
	before := slices.Clone(s.overrides)
	s.overrides = slices.DeleteFunc(s.overrides, func(x Override) bool { return x.Sink == o.Sink })
	switch {
	case o.Level == policy.Full:
	case !s.pol.DelegatesLevel(floors):
		refused = errors.New("live: SetLevel: a layer of the policy does not delegate the level; have its owner list level under delegate")
	case len(s.overrides) >= MaxSinks:
		refused = fmt.Errorf("live: SetLevel: %d sinks have a level of their own already", MaxSinks)
	default:
		s.overrides = append(s.overrides, o)
	}
	if refused != nil {
		s.overrides = before
		s.mu.Unlock()
		return refused
	}
	events, err := s.turn()
	if err != nil {
		s.overrides = before
		more, _ := s.turn() // as it was
		events = append(events, more...)
	}
	s.mu.Unlock()
	s.tell(events...)
	s.kick() // it ends sooner than what is waited for
	return err
}

// floors is the number of layers in front of the last file.
func (s *Service) floors(layers []policy.Layer) int {
	if len(s.cfg.Files) > 0 {
		return len(layers) - 1
	}
	return len(layers)
}

// kick makes run look at the levels.
func (s *Service) kick() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *Service) check(o Override) error {
	if o.Level > policy.Off {
		return errors.New("live: SetLevel: there is no such level")
	}
	if o.Level == policy.Full {
		return nil
	}
	var errs []error
	if o.Owner == "" || o.Reason == "" || len(o.Owner) > 64 || len(o.Reason) > 200 {
		errs = append(errs, errors.New("live: SetLevel: give an owner of at most 64 bytes and a reason of at most 200"))
	}
	most := policy.MaxRelaxed
	if o.Level == policy.Off {
		most = policy.MaxOff
	}
	if now := s.now(); !o.Until.After(now) || o.Until.After(now.Add(most)) {
		errs = append(errs, fmt.Errorf("live: SetLevel: until must be in the next %d hours", int(most.Hours())))
	}
	return errors.Join(errs...)
}

// asked returns the level of a sink now and who has asked for it. s.mu is held.
func (s *Service) asked(sink string) (policy.Level, Override) {
	now := s.now()
	for _, want := range []string{sink, ""} {
		for _, o := range s.overrides {
			if o.Sink == want && now.Before(o.Until) {
				return o.Level, o
			}
		}
	}
	l := s.pol.Level(policy.Place{Now: now, Sink: sink, Instance: s.cfg.Instance})
	var by Override
	for _, r := range s.pol.Relaxed(now) {
		if r.Kind == "level" && r.Rule == l.String() && !r.Lapsed && (r.Sink == "" || r.Sink == sink) {
			by = Override{l, sink, r.Owner, r.Reason, r.Until}
		}
	}
	return l, by
}

// plan returns the plan of a level. s.mu is held.
func (s *Service) plan(l policy.Level) (*redact.Redactor, error) {
	if r, ok := s.plans[l]; ok {
		return r, nil
	}
	r, err := s.build(s.pol, l)
	if err == nil {
		s.plans[l] = r
	}
	return r, err
}

func (s *Service) build(p *policy.Policy, l policy.Level) (*redact.Redactor, error) {
	return s.buildIn(p, l, policy.Place{Now: s.now(), Instance: s.cfg.Instance, Env: s.cfg.Env, Secrets: s.cfg.Secrets})
}

func (s *Service) buildIn(p *policy.Policy, l policy.Level, in policy.Place) (*redact.Redactor, error) {
	opts, err := p.OptionsAt(l, in)
	if err != nil {
		return nil, err
	}
	opts = append(opts, s.cfg.Options...)
	return redact.New(append(opts, redact.WithReportShapes(), redact.WithObserver(redact.Observers(&s.found, s.cfg.Observer)))...)
}

// turn gives each sink the plan of its level, or the whole policy where that cannot be
// built. s.mu is held.
func (s *Service) turn() (events []Event, err error) {
	now := s.now()
	s.overrides = slices.DeleteFunc(s.overrides, func(o Override) bool { return !now.Before(o.Until) })
	for _, sink := range slices.Sorted(maps.Keys(s.sinks)) {
		l, by := s.asked(sink)
		plan, failed := s.plan(l)
		if failed != nil {
			err = failed
			l, by, plan = policy.Full, Override{}, s.plans[policy.Full]
		}
		s.sinks[sink].Replace(plan)
		if before := s.levels[sink]; before != l {
			s.levels[sink] = l
			events = append(events, Event{Kind: "level", Sink: sink, From: before, To: l, Owner: by.Owner, Reason: by.Reason, Until: by.Until})
		}
	}
	return events, err
}

// tell hands events on.
func (s *Service) tell(events ...Event) {
	if s.cfg.OnEvent == nil {
		return
	}
	for _, e := range events {
		e.Time = s.now()
		if p := s.Policy(); p != nil {
			e.Digest = p.Digest()
		}
		func() {
			defer func() { _ = recover() }()
			s.cfg.OnEvent(e)
		}()
	}
}

// reload takes what the layers say now.
func (s *Service) reload(ctx context.Context, first bool) error {
	s.changing.Lock()
	defer s.changing.Unlock()
	layers, err := s.read(ctx, first)
	if s.remote != nil {
		if l, ok := s.remote.layer(); ok {
			layers = slices.Insert(layers, 0, l)
		}
	}
	if err == nil && len(layers) == 0 {
		// The preset of the catalogue, until a document comes.
		layers = []policy.Layer{{Name: "default", Data: []byte("version: 1\n")}}
	}
	s.mu.Lock()
	same := err == nil && sameLayers(layers, s.tried)
	told := s.err
	s.mu.Unlock()
	if same {
		return nil
	}
	if err == nil {
		err = s.take(ctx, layers, first)
	}
	s.mu.Lock()
	if s.tried, s.err = layers, err; err != nil {
		s.tried = nil // look again
	}
	s.mu.Unlock()
	if err != nil && !first && (told == nil || told.Error() != err.Error()) {
		s.tell(Event{Kind: "broken", Err: err})
	}
	return err
}

// read reads the files, and again while they change: what is half written may read as a
// whole policy that hides less.
func (s *Service) read(ctx context.Context, first bool) ([]policy.Layer, error) {
	layers, err := policy.Read(s.cfg.Files...)
	for end := time.Now().Add(patience); err == nil && !first && !s.knows(layers) && time.Now().Before(end); {
		select {
		case <-ctx.Done():
			return layers, ctx.Err()
		case <-time.After(settle):
		}
		before := layers
		if layers, err = policy.Read(s.cfg.Files...); err == nil && sameLayers(layers, before) {
			break
		}
	}
	return layers, err
}

// knows reports that files are as they were last tried.
func (s *Service) knows(files []policy.Layer) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.tried) >= len(files) && sameLayers(files, s.tried[len(s.tried)-len(files):])
}

func sameLayers(a, b []policy.Layer) bool {
	return b != nil && slices.EqualFunc(a, b, func(x, y policy.Layer) bool { return x.Name == y.Name && bytes.Equal(x.Data, y.Data) })
}

// take makes layers the policy in force, or leaves all as it is.
func (s *Service) take(ctx context.Context, layers []policy.Layer, first bool) error {
	p, err := policy.Parse(layers...)
	if err != nil {
		return err
	}
	// What is to be hidden is hidden before the policy counts.
	sync, err := s.secrets(ctx, p)
	if err != nil && first {
		return err
	}
	failed := err
	built := s.now()
	plan, err := s.build(p, policy.Full)
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.pol, s.plans, s.makeshift = p, map[policy.Level]*redact.Redactor{policy.Full: plan}, time.Time{}
	if !p.DelegatesLevel(s.floors(layers)) {
		s.overrides = nil // a floor takes back what it let them do
	}
	events, err := s.turn()
	s.layers, s.loaded, s.built = layers, built, built
	s.mu.Unlock()
	s.follow(sync)
	s.tell(append([]Event{{Kind: "loaded"}}, events...)...)
	if failed != nil {
		s.tell(Event{Kind: "secrets", Err: failed})
	}
	if err != nil {
		s.tell(Event{Kind: "broken", Err: err})
	}
	return nil
}
