package redact

import (
	"bytes"
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tacit-go/tacit/redact/internal/encode"
	"github.com/tacit-go/tacit/redact/internal/fingerprint"
)

// Bounds of a SecretSet.
const (
	// MaxSecretBytes is the longest value that a SecretSet takes.
	MaxSecretBytes = encode.MaxValue
	// MaxSecretForms bounds the forms that a SecretSet holds; a random value has
	// 14 if it is alphanumeric, up to about 60 if it needs escapes everywhere. When it is full, the oldest tombstones make room; without any,
	// Set fails.
	MaxSecretForms = 1 << 17
)

// minInventoryKey is the shortest key of Inventory.
const minInventoryKey = 16

// Errors of a SecretSet. They hold no text of a name or a value.
var (
	ErrSecretName    = errors.New("redact: a secret's name must be 1 to 64 bytes of A-Z a-z 0-9 _ . -")
	ErrSecretLeaks   = errors.New("redact: a secret's name, owner or environment holds its value")
	ErrSecretRefused = errors.New("redact: secret value refused; the report says why")
	ErrSecretsFull   = errors.New("redact: the secret set is full")
)

var errNilSet = errors.New("redact: the secret set is nil")

// A SecretSet holds live secrets: exact values that the process knows. Each is
// found raw, percent-encoded, JSON- and Go-quoted (these three also twice over),
// XML-escaped, as hex, as base64 at any alignment, as decimal bytes, in UTF-16 and
// quoted-printable; across CRLF, folded and escaped white space, in base64 and
// quoted-printable also where lines are broken; and with NUL bytes, zero-width
// characters or ANSI sequences inside. Where a line of base64 ends inside a group of
// four digits, digits of that group beyond it, of at most four bits of the value,
// stay. A name may have any number of generations, and each stays
// hidden until Forget.
//
// The zero value is empty and usable; in a nil set Set and Rotate fail, and all
// else finds nothing. It is safe for concurrent use and must not be copied; readers take an immutable snapshot with one atomic load, and one set
// may serve many Redactors. A change copies the set: it costs time proportional
// to the forms held.
//
// # What it protects
//
// The set keeps no value, and no eight consecutive bytes of one: of each form it
// has seeded fingerprints of its first and last six symbols and a keyed hash of
// the whole. A search of a heap dump or core file for the value finds nothing in
// it. It does not protect from someone who analyses the whole memory: seed and
// key are there too, so a guessed value can be confirmed, and the ends of a
// value, or all of a short one, can be found by trying. The caller's own copy of
// a value is the caller's to clear.
type SecretSet struct {
	mu      sync.Mutex
	cur     atomic.Pointer[setSnapshot]
	seed    fingerprint.Seed
	mask    [sha256.Size]byte // key of generation.masked
	ids     int32             // generations ever made
	numbers numbers
	clock   func() time.Time
}

// setSnapshot is one immutable state of a set. generations are in the order of
// their IDs, which are those of fp and are not used again: an ID of an older
// snapshot means the same generation or none.
type setSnapshot struct {
	fp          *fingerprint.Snapshot
	generations []*generation
	version     uint64
}

// generation is one value of a name. It is immutable but for uses, which its
// successors share.
type generation struct {
	id     int32
	name   string
	number int
	meta   secretConfig
	tag    [16]byte
	masked [sha256.Size]byte // of the digest that Inventory needs

	registered, retired, revoked time.Time
	uses                         *uses
}

type uses struct{ all, late, last atomic.Int64 }

// The states of a generation.
const (
	stateLive      = "live"
	stateRotated   = "rotated"   // within its grace
	stateTombstone = "tombstone" // after it
	stateExpired   = "expired"
	stateRevoked   = "revoked"
)

func (g *generation) state(now time.Time) string {
	switch {
	case !g.revoked.IsZero():
		return stateRevoked
	case !g.retired.IsZero() && now.Before(g.retired.Add(g.meta.grace)):
		return stateRotated
	case !g.retired.IsZero():
		return stateTombstone
	case !g.meta.expiry.IsZero() && !now.Before(g.meta.expiry):
		return stateExpired
	}
	return stateLive
}

// A SecretReport says what became of a value. It never holds text of the value.
type SecretReport struct {
	Name       string
	Generation int // 0 when nothing was registered
	// Registered lists the kinds of forms that are hidden from now on: "raw",
	// "percent", "utf-16", "json", "quote", "xml", "hex", "base64", "decimal",
	// "quoted-printable".
	Registered []string
	Forms      int // how many they are
	Skipped    []SkippedForm
	// WordBound tells that the value is short or of low randomness: it is found only
	// where no letter, digit or _ adjoins it, but for its hex and base64. Of values
	// under 6 bytes only the raw one, its escapes and UTF-16 are found.
	WordBound bool
}

// A SkippedForm is a kind of form that was not registered, and why.
type SkippedForm struct{ Form, Reason string }

// Set hides value under name, beside the values that name already has. It is
// hidden before Set returns. White space around value is not part of it. Setting
// a value that name has already makes that generation live again, with the new
// options. value is neither kept nor changed.
//
// Values that would mask ordinary text are refused with ErrSecretRefused: under
// 6 bytes, one repeated byte, digits only under 8 bytes, common words; and those over
// MaxSecretBytes, and those that hold the beginning of one of our own marks.
func (s *SecretSet) Set(name string, value []byte, opts ...SecretOption) (SecretReport, error) {
	return s.add(name, value, opts, false)
}

// Rotate is Set, and retires the other generations of name: they stay hidden,
// and each use of them is counted as late. After their grace they are
// tombstones.
func (s *SecretSet) Rotate(name string, value []byte, opts ...SecretOption) (SecretReport, error) {
	return s.add(name, value, opts, true)
}

func (s *SecretSet) add(name string, value []byte, opts []SecretOption, rotate bool) (SecretReport, error) {
	if s == nil {
		return SecretReport{}, errNilSet
	}
	meta := newSecretConfig(opts)
	value = bytes.TrimSpace(value)
	if !validSecretName(name) {
		return SecretReport{}, ErrSecretName
	}
	if reason := refuse(value, meta.short); reason != "" {
		r := SecretReport{Name: name, Skipped: []SkippedForm{{"raw", reason}}}
		if holds(name, value) {
			r.Name = ""
		}
		return r, ErrSecretRefused
	}
	if holds(name, value) || holds(meta.owner, value) || holds(meta.environment, value) {
		return SecretReport{}, ErrSecretLeaks
	}

	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	old := s.begin()
	next := old.copy()
	tag := s.seed.Tag(value)
	report := SecretReport{Name: name, WordBound: weak(value)}

	at := slices.IndexFunc(next.generations, func(g *generation) bool { return g.name == name && g.tag == tag })
	if at >= 0 {
		next.fp = next.fp.Without(next.generations[at].id)
	} else {
		if s.ids == math.MaxInt32 {
			return SecretReport{Name: name, Skipped: []SkippedForm{{"raw", "the set has no more numbers"}}}, ErrSecretsFull
		}
		at = len(next.generations)
		g := &generation{id: s.ids, name: name, number: s.numbers.next(name), tag: tag, masked: s.digest(tag, value), registered: now, uses: new(uses)}
		next.generations = append(next.generations, g)
	}
	g := *next.generations[at]
	g.meta, g.retired, g.revoked = meta, time.Time{}, time.Time{}
	next.generations[at] = &g
	report.Generation = g.number

	var entries []fingerprint.Entry
	defer func() {
		for _, e := range entries {
			clear(e.Form)
		}
	}()
	encode.Visit(value, len(value) < minSecret, func(f encode.Form) {
		if reason := refuseForm(f.Text, meta.short); reason != "" {
			skipped := SkippedForm{f.Kind, reason}
			if !slices.Contains(report.Skipped, skipped) {
				report.Skipped = append(report.Skipped, skipped)
			}
			return
		}
		report.Forms++
		if !slices.Contains(report.Registered, f.Kind) {
			report.Registered = append(report.Registered, f.Kind)
		}
		entries = append(entries, fingerprint.Entry{
			Form: bytes.Clone(f.Text), ID: g.id, WordBound: report.WordBound && !f.Embedded(), Before: f.Before, After: f.After, Joined: f.Joined})
	})
	if report.Forms == 0 {
		return SecretReport{Name: name, Skipped: report.Skipped}, ErrSecretRefused
	}
	if rotate {
		for i, o := range next.generations {
			if i != at && o.name == name && o.retired.IsZero() {
				c := *o
				c.retired = now
				next.generations[i] = &c
			}
		}
	}
	next.fp = next.fp.With(entries...)
	if !next.makeRoom(now, g.id) {
		return SecretReport{Name: name, Skipped: []SkippedForm{{"raw", "the set is full"}}}, ErrSecretsFull
	}
	s.ids = max(s.ids, g.id+1)
	s.numbers.use(name, g.number)
	s.cur.Store(next)
	return report, nil
}

// Expire marks the live generations of name as expired: they stay hidden, and
// each use counts as late. It tells whether name is held.
func (s *SecretSet) Expire(name string) bool {
	return s.change(name, func(g *generation, now time.Time) {
		if g.meta.expiry.IsZero() || now.Before(g.meta.expiry) {
			g.meta.expiry = now
		}
	})
}

// Revoke marks all generations of name as revoked: they stay hidden, each use
// counts as late, and the time from now to the last use is kept. It tells
// whether name is held.
func (s *SecretSet) Revoke(name string) bool {
	return s.change(name, func(g *generation, now time.Time) {
		if g.revoked.IsZero() {
			g.revoked = now
		}
	})
}

func (s *SecretSet) change(name string, edit func(*generation, time.Time)) bool {
	if s == nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	next := s.begin().copy()
	held := false
	for i, g := range next.generations {
		if g.name == name {
			c := *g
			edit(&c, now)
			next.generations[i] = &c
			held = true
		}
	}
	if held {
		s.cur.Store(next)
	}
	return held
}

// Forget drops all generations of name: their values are no longer hidden. It
// tells whether name was held. A generation's number is not given to that name
// again, so that a late report is not taken for one of a new value.
func (s *SecretSet) Forget(name string) bool {
	if s == nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	next := s.begin().copy()
	var ids []int32
	for _, g := range next.generations {
		if g.name == name {
			ids = append(ids, g.id)
		}
	}
	if ids == nil {
		return false
	}
	next.drop(ids...)
	if next.fp.Empty() {
		next.fp = fingerprint.Build(s.seed) // without traces of what it held
	}
	s.numbers.trim(next.generations)
	s.cur.Store(next)
	return true
}

// Len is the number of generations held, tombstones included.
func (s *SecretSet) Len() int {
	if x := s.snapshot(); x != nil {
		return len(x.generations)
	}
	return 0
}

// String describes the set without naming what it holds.
func (s *SecretSet) String() string { return "redact.SecretSet" }

// GoString is String.
func (s *SecretSet) GoString() string { return "redact.SecretSet" }

// SecretInfo describes one generation of a secret, never its value.
type SecretInfo struct {
	Name        string
	Generation  int
	State       string // "live", "rotated", "tombstone", "expired" or "revoked"
	Owner       string
	Environment string
	Criticality string
	Kind        SecretKind
	Registered  time.Time
	Expiry      time.Time // zero: none
	Retired     time.Time // when Rotate replaced it
	GraceEnd    time.Time // when it becomes a tombstone
	Revoked     time.Time
	// Uses counts the occurrences that were hidden, LateUses those while the
	// generation was not live; LastLateUse is the last of these.
	Uses, LateUses int64
	LastLateUse    time.Time
	// RevokedToLastUse is the time from Revoke to the last use after it.
	RevokedToLastUse time.Duration
	// Fingerprint is HMAC-SHA-256 under the caller's key, in hex: equal for equal
	// values in any process. It confirms a guess to whoever has the key. It is
	// empty without a key of 16 bytes.
	Fingerprint string
}

// Inventory lists what is held, by name and generation. Equal fingerprints under
// one key, also from other processes, mean equal values. key should be random;
// with one under 16 bytes there are no fingerprints.
func (s *SecretSet) Inventory(key []byte) []SecretInfo {
	x := s.snapshot()
	if x == nil {
		return nil
	}
	now := s.now()
	var out []SecretInfo
	for _, g := range x.generations {
		i := SecretInfo{
			Name: g.name, Generation: g.number, State: g.state(now),
			Owner: g.meta.owner, Environment: g.meta.environment, Criticality: g.meta.criticality, Kind: g.meta.kind,
			Registered: g.registered, Expiry: g.meta.expiry, Retired: g.retired, Revoked: g.revoked,
			Uses: g.uses.all.Load(), LateUses: g.uses.late.Load(),
		}
		if !g.retired.IsZero() {
			i.GraceEnd = g.retired.Add(g.meta.grace)
		}
		if last := g.uses.last.Load(); last != 0 {
			i.LastLateUse = time.Unix(0, last)
			if !g.revoked.IsZero() {
				i.RevokedToLastUse = max(0, i.LastLateUse.Sub(g.revoked))
			}
		}
		if len(key) >= minInventoryKey {
			m := hmac.New(sha256.New, key)
			digest := s.unmask(g.tag, g.masked)
			m.Write(digest[:])
			i.Fingerprint = hex.EncodeToString(m.Sum(nil))
		}
		out = append(out, i)
	}
	slices.SortFunc(out, func(a, b SecretInfo) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Generation, b.Generation))
	})
	return out
}

// snapshot returns the state in force, nil for a set that was never written.
func (s *SecretSet) snapshot() *setSnapshot {
	if s == nil {
		return nil
	}
	return s.cur.Load()
}

// generation returns the one with an ID, nil if x does not have it.
func (x *setSnapshot) generation(id int32) *generation {
	at, ok := slices.BinarySearchFunc(x.generations, id, func(g *generation, id int32) int { return cmp.Compare(g.id, id) })
	if !ok {
		return nil
	}
	return x.generations[at]
}

// info describes the generation with an ID of x.fp.
func (x *setSnapshot) info(id int32) (name string, generation int, state string) {
	g := x.generation(id)
	return g.name, g.number, g.state(time.Now())
}

// noteUse counts one hidden occurrence of the generation with an ID of a
// snapshot of s. The clock is read for generations that are not plainly live.
func (s *SecretSet) noteUse(id int32) {
	x := s.snapshot()
	if x == nil {
		return
	}
	g := x.generation(id)
	if g == nil {
		return
	}
	g.uses.all.Add(1)
	if g.retired.IsZero() && g.revoked.IsZero() && g.meta.expiry.IsZero() {
		return
	}
	if now := s.now(); g.state(now) != stateLive {
		g.uses.late.Add(1)
		g.uses.last.Store(now.UnixNano())
	}
}

func (s *SecretSet) now() time.Time {
	if s.clock != nil {
		return s.clock()
	}
	return time.Now()
}

// begin returns the state in force and makes the first one. s.mu is held.
func (s *SecretSet) begin() *setSnapshot {
	if x := s.cur.Load(); x != nil {
		return x
	}
	s.seed = fingerprint.NewSeed()
	s.mask = newMask()
	x := &setSnapshot{fp: fingerprint.Build(s.seed)}
	s.cur.Store(x)
	return x
}

// copy returns a copy with the next version that may be changed.
func (x *setSnapshot) copy() *setSnapshot {
	return &setSnapshot{fp: x.fp, generations: slices.Clone(x.generations), version: x.version + 1}
}

func (x *setSnapshot) drop(ids ...int32) {
	x.fp = x.fp.Without(ids...)
	x.generations = slices.DeleteFunc(x.generations, func(g *generation) bool { return slices.Contains(ids, g.id) })
}

// makeRoom drops the oldest tombstones while x holds too much. It tells whether
// that was enough.
func (x *setSnapshot) makeRoom(now time.Time, keep int32) bool {
	for x.fp.Len() > MaxSecretForms {
		var oldest *generation
		for _, g := range x.generations {
			if g.id != keep && g.state(now) == stateTombstone && (oldest == nil || g.retired.Before(oldest.retired)) {
				oldest = g
			}
		}
		if oldest == nil {
			return false
		}
		x.drop(oldest.id)
	}
	return true
}
