package policy

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/secretsource"
)

// A Place is where and when a policy is used. The zero value is a process that has no
// name, now, with the environment of the process.
type Place struct {
	// Now decides what has lapsed; zero is the present.
	Now time.Time
	// Sink decides which levels hold; empty are those that name none.
	Sink string
	// Instance decides which share of the instances this one is in, by a hash. Without
	// a name it is in none but the whole.
	Instance string
	// Env are the variables that keys are read from, name=value as in os.Environ; nil
	// is the environment.
	Env []string
	// Secrets is the set of the live secrets; see [Policy.Sources]. Nil is none.
	Secrets *redact.SecretSet
	// Labels lets labels stand for tokens of a key ring whose keys cannot be read, which
	// is an error otherwise: labels show less.
	Labels bool
}

func (pl Place) now() time.Time {
	if pl.Now.IsZero() {
		return time.Now()
	}
	return pl.Now
}

func (pl Place) env() []string {
	if pl.Env == nil {
		return os.Environ()
	}
	return pl.Env
}

// Options returns what the policy means to [redact.New] in a place. It reads the keys
// of the key rings that are used: what is wrong with them is an *[Error]. The Redactor
// tells the digest of the policy, and a level that is not full behind a slash, as the
// Policy of its redact.Description.
func (p *Policy) Options(pl Place) ([]redact.Option, error) { return p.OptionsAt(p.Level(pl), pl) }

// OptionsAt is [Policy.Options] at a level, whatever the entries of levels say.
func (p *Policy) OptionsAt(level Level, pl Place) ([]redact.Option, error) {
	if level == Off {
		// A plan needs something to look for.
		return []redact.Option{redact.WithSecrets(new(redact.SecretSet)), redact.WithPolicyDigest(p.digestAt(level))}, nil
	}
	r := p.rules(pl.now())
	ps := &problems{}
	keys := p.keys(r, pl, ps)
	if err := ps.err(p.files); err != nil && !pl.Labels {
		return nil, err
	}
	return append(p.options(r, level, keys, pl.Secrets), redact.WithPolicyDigest(p.digestAt(level))), nil
}

// options makes options of rules. Key rings that are not in keys are labels.
func (p *Policy) options(r *rules, level Level, keys map[string]redact.Replacement, set *redact.SecretSet) []redact.Option {
	on := r.detectors
	if level == Essential {
		on = slices.DeleteFunc(slices.Clone(on), func(d redact.Detector) bool {
			return d.Tier == redact.Entropy || d.Tier == redact.PII || d.Weak
		})
	}
	has := map[string]bool{liveID: true, nameID: len(r.names) > 0, pathID: true}
	for _, d := range on {
		has[d.ID] = true
	}
	opts := []redact.Option{
		redact.WithDetectors(on...), redact.WithNames(r.names...), redact.WithHarmlessNames(r.harmless...),
		redact.WithAllowed(r.sums...), redact.WithLimits(r.limits), redact.WithReplacement(p.replacement(r.replacement, keys)),
	}
	if set != nil {
		opts = append(opts, redact.WithSecrets(set))
	} else if len(on)+len(r.names)+len(r.paths) == 0 && !r.strict {
		opts = append(opts, redact.WithSecrets(new(redact.SecretSet)))
	}
	if r.stable {
		opts = append(opts, redact.WithStableTypes())
	}
	for _, id := range slices.Sorted(maps.Keys(r.replacements)) {
		if has[id] {
			opts = append(opts, redact.WithDetectorReplacement(id, p.replacement(r.replacements[id], keys)))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.actions)) {
		if has[id] {
			opts = append(opts, redact.WithAction(id, r.actions[id]))
		}
	}
	if r.noStubs {
		opts = append(opts, redact.WithoutStubs())
	}
	if len(r.audit) > 0 {
		opts = append(opts, redact.WithAuditFields(r.audit...))
	}
	if r.strict {
		opts = append(opts, redact.WithStrict(r.show...))
	}
	for _, rule := range r.paths {
		if rule.report {
			opts = append(opts, redact.WithPath(rule.path.v, redact.Report))
			continue
		}
		if rule.replacement.v != "" {
			opts = append(opts, redact.WithPathReplacement(rule.path.v, p.replacement(rule.replacement.v, keys)))
			continue
		}
		opts = append(opts, redact.WithPath(rule.path.v, rule.action))
	}
	return opts
}

// replacement reads the form of a replacement, which the decoder has checked.
func (p *Policy) replacement(form string, keys map[string]redact.Replacement) redact.Replacement {
	kind, arg, _ := strings.Cut(form, ":")
	switch kind {
	case "fixed":
		return redact.Fixed(arg)
	case "mask":
		return maskOf(arg)
	case "hmac":
		if rep := keys[arg]; rep != nil {
			return rep
		}
	}
	return redact.Label()
}

// keys reads the keys of the rings that replacements name.
func (p *Policy) keys(r *rules, pl Place, ps *problems) map[string]redact.Replacement {
	keys := map[string]redact.Replacement{}
	for _, l := range p.layers {
		for _, rep := range l.allReplacements() {
			name, ok := strings.CutPrefix(rep.v, "hmac:")
			if !ok || keys[name] != nil {
				continue
			}
			g, wrong := r.rings[name], len(ps.list)
			var kr redact.KeyRing
			kr.Current, kr.Tenant = g.key(g.entry.Current, pl, ps), g.entry.Tenant.v
			if g.entry.Previous != nil {
				k := g.key(g.entry.Previous, pl, ps)
				kr.Previous = &k
			}
			if len(ps.list) == wrong {
				keys[name] = redact.HMAC(kr)
			}
			clear(kr.Current.Secret)
			if kr.Previous != nil {
				clear(kr.Previous.Secret)
			}
		}
	}
	return keys
}

const (
	minKey = 32
	maxKey = 64 << 10
)

// key reads a key.
func (g ring) key(e *keyEntry, pl Place, ps *problems) redact.Key {
	var secret []byte
	place := e.Env.at
	if e.File.v != "" {
		place = e.File.at
		data, err := readFile(g.path(e.File.v), maxKey+2)
		if err != nil {
			ps.add(place, "mount it, or correct the reference", "the key cannot be read: %s", cause(err))
			return redact.Key{ID: e.ID.v}
		}
		secret = bytes.TrimSuffix(bytes.TrimSuffix(data, []byte("\n")), []byte("\r"))
	} else {
		for _, v := range pl.env() {
			if name, value, _ := strings.Cut(v, "="); name == e.Env.v {
				secret = []byte(value)
			}
		}
	}
	switch {
	case len(secret) > maxKey:
		ps.add(place, "shorten it", "the key has more than %d bytes", maxKey)
	case len(secret) < minKey:
		ps.add(place, fmt.Sprintf("give it %d random bytes or more", minKey), "the key has %d bytes, want %d to %d", len(secret), minKey, maxKey)
	}
	return redact.Key{ID: e.ID.v, Secret: secret}
}

func (g ring) path(name string) string { return under(g.dir, name) }

func under(dir, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// cause is why a file cannot be read, without its name.
func cause(err error) error {
	if pe, ok := err.(*os.PathError); ok {
		return pe.Err
	}
	return err
}

// Sources returns where the policy's live secrets come from, for [secretsource.New]. env
// are the variables as in os.Environ; nil is the environment.
func (p *Policy) Sources(env []string) []secretsource.Source {
	env = Place{Env: env}.env()
	var list []secretsource.Source
	for i, l := range p.layers {
		for _, e := range l.Secrets {
			switch {
			case e.Dir.v != "":
				list = append(list, secretsource.Dir(under(p.dirs[i], e.Dir.v)))
			case e.DotEnv.v != "":
				list = append(list, secretsource.DotEnv(under(p.dirs[i], e.DotEnv.v), values(e.Patterns)...))
			case len(e.Env) > 0:
				list = append(list, secretsource.Env(env, values(e.Env)...))
			}
		}
	}
	return list
}
