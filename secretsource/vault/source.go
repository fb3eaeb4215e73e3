package vault

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/secretsource"
)

const (
	// MaxResponse is the longest response that is read.
	MaxResponse = 1 << 20
	// MaxToken is the longest TokenFile that is read, in bytes.
	MaxToken = 64 << 10
	// timeout is that of the default client.
	timeout = 10 * time.Second
	// retry is the shortest time between two wake-ups.
	retry = time.Second
	idle  = time.Hour
)

// Config says how Vault is reached.
type Config struct {
	// Address is the server's, such as https://vault:8200.
	Address string
	// TokenFile holds the token, in up to MaxToken bytes; it is read for each request, so
	// that it may change.
	// Without it, Token is used.
	TokenFile string
	Token     redact.Secret[[]byte]
	// Namespace is sent as X-Vault-Namespace, if it is set.
	Namespace string
	// Client makes the requests. The default one waits ten seconds and follows a
	// redirect only to the same host, since the token goes with it.
	Client *http.Client
}

// A Path is something that is read.
type Path struct {
	api, name string
	leased    bool
	options   []redact.SecretOption
}

// KV reads the newest version of a secret of the key-value store, version 2, at mount.
// Each key of it is a value, which is named path.key. Where the custom metadata has an
// owner, it is the values'. A version that was deleted has no values.
func KV(mount, path string, options ...redact.SecretOption) Path {
	return Path{api: strings.Trim(mount, "/") + "/data/" + strings.Trim(path, "/"), name: strings.Trim(path, "/"), options: options}
}

// Lease reads dynamic credentials, such as database/creds/shop. They are values of the
// kind redact.Dynamic that expire with the lease, named path.key. A lease is renewed
// when two thirds of it are over; where that does not give a third of its first
// duration, new credentials are read.
func Lease(path string, options ...redact.SecretOption) Path {
	return Path{api: strings.Trim(path, "/"), name: strings.Trim(path, "/"), leased: true, options: options}
}

// A Source is a secretsource.Notifier. Use it in one Sync.
type Source struct {
	client client
	paths  []Path
	now    func() time.Time
	moved  chan struct{} // a lease has begun

	mu     sync.Mutex
	leases map[string]*lease // by path
}

// lease is what is held of dynamic credentials.
type lease struct {
	id        string
	renewable bool
	first     time.Duration // how long it was at first
	begun     time.Time     // or renewed
	duration  time.Duration
	values    []named
}

type named struct {
	key   string
	value redact.Secret[[]byte]
}

// due is when the lease is renewed or replaced.
func (l *lease) due() time.Time { return l.begun.Add(l.duration * 2 / 3) }
func (l *lease) end() time.Time { return l.begun.Add(l.duration) }

// New returns a Source of paths. It makes no request yet. The error joins all that is
// wrong with c.
func New(c Config, paths ...Path) (*Source, error) {
	var errs []error
	u, err := url.Parse(c.Address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		errs = append(errs, errors.New("vault: Address must be http:// or https:// and a host"))
	}
	if c.TokenFile == "" && len(c.Token.Reveal()) == 0 {
		errs = append(errs, errors.New("vault: neither TokenFile nor Token is set"))
	}
	seen := map[string]bool{}
	for _, p := range paths {
		for part := range strings.SplitSeq(p.api, "/") {
			if part == "" || part == "." || part == ".." {
				errs = append(errs, fmt.Errorf("vault: %q is not a path", p.name))
				break
			}
		}
		if seen[p.name] {
			errs = append(errs, fmt.Errorf("vault: %q is read twice", p.name))
		}
		seen[p.name] = true
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return &Source{
		client: newClient(c, u), paths: paths, now: time.Now,
		moved: make(chan struct{}, 1), leases: map[string]*lease{},
	}, nil
}

// Name implements secretsource.Source.
func (s *Source) Name() string { return "vault " + s.client.base.Host }

// Load implements secretsource.Source. The error joins those of all paths; the text of
// Vault's own errors is not in it.
func (s *Source) Load(ctx context.Context) ([]secretsource.Value, error) {
	var out []secretsource.Value
	var errs []error
	for _, p := range s.paths {
		values, err := s.read(ctx, p)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", p.name, err))
		}
		out = append(out, values...)
	}
	select {
	case s.moved <- struct{}{}:
	default:
	}
	if err := errors.Join(errs...); err != nil {
		for _, v := range out {
			clear(v.Value)
		}
		return nil, err
	}
	return out, nil
}

func (s *Source) read(ctx context.Context, p Path) ([]secretsource.Value, error) {
	if p.leased {
		return s.readLease(ctx, p)
	}
	r, err := s.client.get(ctx, p.api)
	if err != nil {
		return nil, err
	}
	defer r.clear()
	options := p.options
	if r.owner != "" {
		options = append([]redact.SecretOption{redact.WithOwner(r.owner)}, options...)
	}
	var out []secretsource.Value
	for _, f := range r.fields {
		out = append(out, secretsource.Value{Name: p.name + "." + f.key, Value: f.value, Options: options})
	}
	r.fields = nil // the caller's now
	return out, nil
}

func (s *Source) readLease(ctx context.Context, p Path) ([]secretsource.Value, error) {
	s.mu.Lock()
	l := s.leases[p.api]
	s.mu.Unlock()
	if l == nil || !s.now().Before(l.due()) {
		var err error
		if l, err = s.extend(ctx, p, l); err != nil {
			return nil, err
		}
		s.mu.Lock()
		s.leases[p.api] = l
		s.mu.Unlock()
	}
	var out []secretsource.Value
	options := append([]redact.SecretOption{redact.WithKind(redact.Dynamic), redact.WithExpiry(l.end()), redact.WithGrace(l.first)}, p.options...)
	for _, n := range l.values {
		out = append(out, secretsource.Value{Name: p.name + "." + n.key, Value: n.value.Reveal(), Options: options})
	}
	return out, nil
}

// extend renews l, or reads new credentials.
func (s *Source) extend(ctx context.Context, p Path, l *lease) (*lease, error) {
	if l != nil && l.renewable && s.now().Before(l.end()) {
		begun := s.now()
		r, err := s.client.renew(ctx, l.id, l.first)
		if err == nil {
			r.clear()
			if d := r.duration(); d >= l.first/3 {
				next := *l
				next.begun, next.duration, next.renewable = begun, d, r.Renewable
				return &next, nil
			}
		} else if !errors.As(err, new(statusError)) {
			return nil, err // not reached: the old ones are still good
		}
	}
	begun := s.now()
	r, err := s.client.get(ctx, p.api)
	if err != nil {
		return nil, err
	}
	defer r.clear()
	if r.LeaseID == "" || r.duration() <= 0 {
		return nil, errors.New("the response has no lease")
	}
	next := &lease{id: r.LeaseID, renewable: r.Renewable, first: r.duration(), begun: begun, duration: r.duration()}
	for _, f := range r.fields {
		next.values = append(next.values, named{f.key, redact.NewSecret(f.value)})
	}
	return next, nil
}

// Changed implements secretsource.Notifier: it tells when a lease is to be renewed.
func (s *Source) Changed(ctx context.Context) <-chan struct{} {
	out := make(chan struct{})
	go func() {
		defer close(out)
		for {
			wait := idle
			at, ok := s.next()
			if ok {
				wait = max(at.Sub(s.now()), retry)
			}
			t := time.NewTimer(wait)
			select {
			case <-ctx.Done():
				t.Stop()
				return
			case <-s.moved:
				t.Stop()
				continue
			case <-t.C:
			}
			if !ok {
				continue
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

// next returns when the first lease is due.
func (s *Source) next() (at time.Time, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range s.leases {
		if d := l.due(); !ok || d.Before(at) {
			at, ok = d, true
		}
	}
	return at, ok
}
