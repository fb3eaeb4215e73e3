package redact

import (
	"hash/maphash"
	"math"
	"slices"
	"time"

	"github.com/tacit-go/tacit/redact/internal/fingerprint"
)

// What follows changes a set and its next snapshot. s.mu is held.

// begin returns the state in force and makes the first one.
func (s *SecretSet) begin() *setSnapshot {
	if x := s.cur.Load(); x != nil {
		return x
	}
	s.seed = fingerprint.NewSeed()
	s.masker = s.seed.Masker()
	s.hash = maphash.MakeSeed()
	s.sources = map[string]int{}
	x := &setSnapshot{fp: fingerprint.Build(s.seed)}
	s.cur.Store(x)
	return x
}

func (s *SecretSet) nameHash(name string) uint64 { return maphash.String(s.hash, name) }

// seeded returns the seed of the set's fingerprints, which stays.
func (s *SecretSet) seeded() fingerprint.Seed {
	if s.cur.Load() == nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.begin()
	}
	return s.seed
}

func (s *SecretSet) valueHash(name string, plain fingerprint.Digest) uint64 {
	return s.nameHash(name) ^ maphash.Bytes(s.hash, plain[:])
}

// named returns the place in s.names of a name, -1 if it is not held.
func (s *SecretSet) named(t tree, name string) int {
	return s.namedBy(t, name, s.nameHash(name))
}

func (s *SecretSet) namedBy(t tree, name string, hash uint64) int {
	return s.names.find(hash, func(id int32) bool { return t.get(id).name.String() == name })
}

// newest returns the first generation of name in the order of prev.
func (s *SecretSet) newest(t tree, name string) *generation {
	at := s.named(t, name)
	if at < 0 {
		return nil
	}
	return t.get(s.names.at(at))
}

// known returns the generation of v's name that has its value, and the place of that name.
func (s *SecretSet) known(t tree, v *staged) (g *generation, named int) {
	if named = s.namedBy(t, v.name(), v.nameHash); named < 0 {
		return nil, named
	}
	at := s.values.find(v.valueHash, s.hasValue(t, v.name(), v.g.value.Digest))
	if at < 0 {
		return nil, named
	}
	return t.get(s.values.at(at)), named
}

func (s *SecretSet) hasValue(t tree, name string, plain fingerprint.Digest) func(int32) bool {
	return func(id int32) bool {
		g := t.get(id)
		return g.name.String() == name && s.masker.Masked(g.value.Digest, id) == plain
	}
}

// room makes room for v with forms, or says why there is none. It returns the generation
// that has v, or nil.
func (s *SecretSet) room(v *staged, meta *secretConfig, forms int, now time.Time) (old *generation, reason string) {
	old, _ = s.known(s.cur.Load().gens, v)
	if reason := s.refusal(meta, old, true); reason != "" {
		return nil, reason
	}
	keep := int32(-1)
	if old != nil {
		keep, forms = old.id(), 0
	}
	return old, s.refusal(meta, old, s.makeRoom(forms, now, keep))
}

// refusal says why a value cannot be entered, or "". g is the generation that has it, or nil.
func (s *SecretSet) refusal(meta *secretConfig, g *generation, fits bool) string {
	switch {
	case s.ids == math.MaxInt32:
		return "the set has no more numbers"
	case (g == nil || g.isRetired()) && s.config.full(s, meta):
		return "the quota is used up"
	case !fits:
		return "the set is full"
	}
	return ""
}

// allows tells whether the set's policy lets v in.
func (s *SecretSet) allows(v *staged, meta *secretConfig) bool {
	problems := s.config.problems(meta, v.bound)
	if s.config.refuses(meta, v.bound) {
		v.refused(ErrSecretPolicy, SecretReport{Problems: problems})
		return false
	}
	if problems != nil {
		v.said().Problems = problems
	}
	return true
}

// admit enters v, whose name is at named in s.names, into x, which has it in old or not. It
// tells whether x has it already, and whether the forms in b are to be added, instead of
// those that it has.
func (s *SecretSet) admit(x *setSnapshot, b *fingerprint.Batch, v *staged, meta *secretConfig, old *generation, named int, now time.Time) (again, more bool) {
	more = old == nil || old.meta.short != meta.short // else the forms are the same
	if old == nil {
		s.enter(x, v, meta, named, now)
	} else {
		s.renew(x, old, v, meta)
	}
	if more {
		b.SetID(int(v.from), int(v.to), v.g.id())
	}
	return old != nil, more
}

// enter makes v a new generation of its name.
func (s *SecretSet) enter(x *setSnapshot, v *staged, meta *secretConfig, named int, now time.Time) {
	g := v.g
	g.value = fingerprint.Value{Digest: s.masker.Masked(g.value.Digest, s.ids), ID: s.ids}
	g.prev, g.meta, g.registered = -1, s.shared(meta), now.UnixNano()
	s.ids++
	if named >= 0 {
		first := x.gens.get(s.names.at(named))
		g.number, g.name = first.top+1, first.name
	} else {
		g.number = s.numbers.next(g.name.String())
	}
	g.top = g.number
	x.gens = x.gens.put(g.id(), g)
	s.values.insertNew(v.valueHash, g.id(), s.hashOfValue(x.gens))
	s.link(x.gens, g, v.nameHash, named)
	s.count(g, 1)
}

func (s *SecretSet) hashOfValue(t tree) func(id int32) uint64 {
	return func(id int32) uint64 {
		g := t.get(id)
		return s.valueHash(g.name.String(), s.masker.Masked(g.value.Digest, id))
	}
}

// tidy merges what additions have left unmerged, in a goroutine that ends when it is
// done. Readers see the same forms before and after, so the version stays.
func (s *SecretSet) tidy() {
	if s.merging || !s.cur.Load().fp.Crowded() {
		return
	}
	s.merging = true
	go func() {
		for {
			m := s.cur.Load().fp.Merge()
			s.mu.Lock()
			x := *s.cur.Load()
			if m == nil {
				if s.merging = x.fp.Crowded(); !s.merging {
					s.mu.Unlock()
					return
				}
			} else {
				x.fp = x.fp.Merged(m)
				s.cur.Store(&x)
			}
			s.mu.Unlock()
		}
	}()
}

// link makes g the newest of its name, whose place in s.names is at.
func (s *SecretSet) link(t tree, g *generation, hash uint64, at int) {
	if at < 0 {
		s.names.insertNew(hash, g.id(), func(id int32) uint64 { return s.nameHash(t.get(id).name.String()) })
		return
	}
	first := t.get(s.names.at(at))
	g.prev, g.top = first.id(), max(g.top, first.top)
	s.names.set(at, g.id())
}

// unlink takes g out of the list of its name. The number of a name that ends is
// kept.
func (s *SecretSet) unlink(t tree, g *generation) {
	at := s.named(t, g.name.String())
	first := t.get(s.names.at(at))
	switch {
	case first != g:
		before := first
		for before.prev != g.id() {
			before = t.get(before.prev)
		}
		before.prev = g.prev
	case g.prev < 0:
		s.numbers.forget(g.name.String(), g.top)
		s.names.remove(at)
	default:
		second := t.get(g.prev)
		second.top = max(second.top, g.top)
		s.names.set(at, second.id())
	}
	g.prev = -1
}

// renew makes a generation live again as v, with new options. It puts another in its
// place, since readers read its options.
func (s *SecretSet) renew(x *setSnapshot, old *generation, v *staged, meta *secretConfig) {
	s.count(old, -1)
	g := v.g
	g.value, g.name, g.meta, g.registered = old.value, old.name, s.shared(meta), old.registered
	g.number, g.prev, g.top = old.number, -1, old.top
	if l := old.life.Load(); l != nil {
		l.retired.Store(0)
		l.revoked.Store(0)
		l.expired.Store(0)
		g.life.Store(l)
	}
	first := s.newest(x.gens, v.name()) == old
	if first {
		g.prev = old.prev
	} else {
		s.unlink(x.gens, old)
	}
	x.gens = x.gens.put(g.id(), g)
	if !first {
		s.link(x.gens, g, v.nameHash, s.namedBy(x.gens, v.name(), v.nameHash))
	}
	s.count(g, 1)
}

// count keeps the number of live generations. It counts g if it is live.
func (s *SecretSet) count(g *generation, step int) {
	if g.isRetired() {
		return
	}
	s.live += step
	if g.meta.source != "" {
		if s.sources[g.meta.source] += step; s.sources[g.meta.source] == 0 {
			delete(s.sources, g.meta.source)
		}
	}
}

// shared returns the last options if meta is equal to them, so that many values
// share one.
func (s *SecretSet) shared(meta *secretConfig) *secretConfig {
	if s.config.last != meta && (s.config.last == nil || *s.config.last != *meta) {
		s.config.last = meta
	}
	return s.config.last
}

// retireOthers retires the live generations of g's name. The live ones come first.
func (s *SecretSet) retireOthers(t tree, g *generation, now time.Time) {
	g.lived().rotated.Store(now.UnixNano())
	for o := t.get(g.prev); o != nil && !o.isRetired(); o = t.get(o.prev) {
		s.count(o, -1)
		l := o.lived()
		l.retired.Store(now.UnixNano())
		s.nth++
		l.nth = s.nth
		s.retired = append(s.retired, retirement{o.id(), s.nth})
	}
	s.trimRetired(t)
}

// trimRetired lets go of retirements that have ended, once they are most of all.
func (s *SecretSet) trimRetired(t tree) {
	if held := t.n - s.live; len(s.retired) > 2*held+64 {
		kept := make([]retirement, 0, held)
		for _, r := range s.retired {
			if r.holds(t) {
				kept = append(kept, r)
			}
		}
		s.retired = kept
	}
}

// drop takes generations out of x.
func (s *SecretSet) drop(x *setSnapshot, ids ...int32) {
	for _, id := range ids {
		g := x.gens.get(id)
		s.count(g, -1)
		plain, name := s.masker.Masked(g.value.Digest, id), g.name.String()
		s.values.remove(s.values.find(s.valueHash(name, plain), s.hasValue(x.gens, name, plain)))
		s.unlink(x.gens, g)
		x.gens = x.gens.put(id, nil)
	}
	s.trimRetired(x.gens)
	s.exportDrop(ids...)
	x.fp = x.fp.Without(ids...)
	if x.fp.Empty() {
		x.fp = fingerprint.Build(s.seed) // without traces of what it held
	}
}

// tombstone takes the oldest tombstone but keep from s.retired, -1 for none.
func (s *SecretSet) tombstone(t tree, now int64, keep int32) int32 {
	for len(s.retired) > 0 && !s.retired[0].holds(t) {
		s.retired = s.retired[1:]
	}
	for i, r := range s.retired {
		if !r.holds(t) || r.id == keep {
			continue
		}
		if g := t.get(r.id); now-g.life.Load().retired.Load() >= int64(g.meta.grace) {
			if i == 0 {
				s.retired = s.retired[1:]
			} else {
				s.retired = slices.Delete(s.retired, i, i+1)
			}
			return r.id
		}
	}
	return -1
}

// makeRoom drops the oldest tombstones but keep until forms more fit in. It tells
// whether that was enough.
func (s *SecretSet) makeRoom(forms int, now time.Time, keep int32) bool {
	most := s.config.most()
	return s.dropTombstones(now, keep, func(x *setSnapshot) bool { return x.fp.Len()+forms > most })
}

// trimTombstones drops the oldest tombstones beyond the bound of the set.
func (s *SecretSet) trimTombstones(now time.Time, keep int32) {
	if most := s.config.tombstones; most > 0 {
		s.dropTombstones(now, keep, func(x *setSnapshot) bool { return x.gens.n-s.live > most })
	}
}

// dropTombstones drops the oldest tombstones while there is too much. It tells
// whether that ended.
func (s *SecretSet) dropTombstones(now time.Time, keep int32, tooMuch func(*setSnapshot) bool) bool {
	x := s.cur.Load()
	changed := false
	for tooMuch(x) {
		id := s.tombstone(x.gens, now.UnixNano(), keep)
		if id < 0 {
			break
		}
		if !changed {
			x, changed = x.copy(), true
		}
		s.drop(x, id)
	}
	if changed {
		s.cur.Store(x)
	}
	return !tooMuch(x)
}

// A lease is a generation that a TTL will end.
type lease struct {
	id  int32
	end int64
}

// lease begins the time to live of a generation, if the set gives one.
func (s *SecretSet) lease(id int32, now time.Time) {
	if s.config.ttl == 0 {
		return
	}
	s.leases = slices.DeleteFunc(s.leases, func(l lease) bool { return l.id == id })
	s.leases = append(s.leases, lease{id, now.Add(s.config.ttl).UnixNano()})
	s.arm(now)
}

// arm sets the timer to the end of the first lease.
func (s *SecretSet) arm(now time.Time) {
	if s.clock != nil || s.timer != nil || len(s.leases) == 0 {
		return
	}
	s.timer = time.AfterFunc(time.Duration(s.leases[0].end-now.UnixNano()), func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.timer = nil
		now := s.now()
		s.expireLeases(now)
		s.arm(now)
	})
}

// expireLeases forgets what has outlived its lease.
func (s *SecretSet) expireLeases(now time.Time) {
	var ids []int32
	x := s.cur.Load()
	for len(s.leases) > 0 && s.leases[0].end <= now.UnixNano() {
		if x.gens.get(s.leases[0].id) != nil {
			ids = append(ids, s.leases[0].id)
		}
		s.leases = s.leases[1:]
	}
	if ids != nil {
		next := x.copy()
		s.drop(next, ids...)
		s.cur.Store(next)
	}
}
