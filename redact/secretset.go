package redact

import (
	"errors"
	"hash/maphash"
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
	// MaxSecretForms bounds the forms that a SecretSet holds, unless MaxForms says
	// otherwise. A random value has four if it is alphanumeric, and up to about 80
	// if it needs escapes everywhere; each takes about 20 to 45 bytes. When the set is full,
	// the oldest tombstones make room; without any, Set fails.
	MaxSecretForms = 1 << 22
)

// Errors of a SecretSet. They hold no text of a name or a value.
//
// ErrSecretLeaks is what is refused because events and reports would show the value: its name
// or metadata holds it, or a part of it that is registered, as it is or in a form that the set
// looks for.
//
// ErrSecretPolicy is what the set's own policy refuses, see [RequireOwner].
var (
	ErrSecretName    = errors.New("redact: a secret's name must be 1 to 64 bytes of A-Z a-z 0-9 _ . -")
	ErrSecretLeaks   = errors.New("redact: a secret's name, owner or environment holds its value")
	ErrSecretRefused = errors.New("redact: secret value refused; the report says why")
	ErrSecretPolicy  = errors.New("redact: secret refused by the set's policy; the report says why")
	ErrSecretsFull   = errors.New("redact: the secret set is full")
)

var errNilSet = errors.New("redact: the secret set is nil")

// A SecretSet holds live secrets: exact values that the process knows. Each is
// found raw, percent-encoded, JSON- and Go-quoted (these three also twice over), escaped in the
// ways of XML, HTML, CSV and MySQL, of JSON in .NET, Gson, Flask and Django, and of bytes in Python, Apache,
// nginx and C, these also in a string of JSON, as hex, base32, base64 at any alignment, decimal bytes, in UTF-16 and
// quoted-printable; across CRLF, folded and escaped white space, in base64 and
// quoted-printable also where lines are broken; and with NUL bytes, zero-width
// characters or ANSI sequences inside. Where a line of base64 ends inside a group of
// four digits, digits of that group beyond it, of at most four bits of the value,
// stay. Where a writer escapes single characters that need it not (\u0032, \x32, \062,
// &#50; or %32 for a 2), as no usual encoder does, the value is not found, in JSON and in
// text; all of them escaped are, but in octal digits. A name may have any number of generations, and each stays
// hidden until Forget.
//
// A value that is WordBound, which all of 6 to 11 bytes are and longer ones of lower-case letters
// only or of fewer than 6 different characters, is found in fewer forms, so that clean text is not
// taken for it: not as bytes with something between them or before each, as in "6b 33", "6b:33",
// \x6b\x33, &#107;&#51; and []byte{0x6b, 0x33}, nor as decimal bytes with commas; and if it has
// more than 16 bytes, not in a hex dump, which breaks it. Hexadecimal digits in a row, base32,
// base64, \u006b, %6B and [107 51] are found. One of 6 bytes is not found as base32, and as base64
// only where it begins at a group of four digits: alone, but not behind "bob:".
//
// The zero value is empty and usable; in a nil set Set and Rotate fail, and all
// else finds nothing. It is safe for concurrent use and must not be copied; readers
// take an immutable snapshot with one atomic load, and one set may serve many
// Redactors. Set and Rotate cost some tens of microseconds at any size; now and then
// they start a goroutine that reorders the table and ends. Forget of old values copies
// it.
//
// # What it protects
//
// The set keeps no value, and no eight consecutive bytes of one: of each form it
// has seeded fingerprints of its first and last six symbols, and of the value or the
// form a hash of the whole, masked under a key. A search of a heap dump or core file for the value finds nothing in
// it. It does not protect from someone who analyses the whole memory: seed and
// key are there too, so a guessed value can be confirmed, and the ends of a
// value, or all of a short one, can be found by trying. The caller's own copy of
// a value is the caller's to clear.
type SecretSet struct {
	cur      atomic.Pointer[setSnapshot]
	frequent atomic.Int64 // see AlertAbove; 0: the default
	clock    func() time.Time

	mu      sync.Mutex // of writers, for all below
	config  setConfig
	seed    fingerprint.Seed
	hash    maphash.Seed
	masker  *fingerprint.Masker
	ids     int32 // generations ever made
	numbers numbers
	names   idIndex      // the newest generation of each name
	values  idIndex      // generations by name and value
	retired []retirement // in their order, and perhaps some that have ended
	nth     uint32       // of the last one
	live    int          // generations that are not retired
	sources map[string]int
	leases  []lease // what a TTL will end, in that order
	timer   *time.Timer
	merging bool // see tidy
	exports []*feed

	imported atomic.Bool // see ImportSecrets
}

// setSnapshot is one immutable state of a set. The IDs of its generations are
// those of fp and are not used again: an ID of an older snapshot means the same
// generation or none.
type setSnapshot struct {
	fp      *fingerprint.Snapshot
	gens    tree
	version uint64
}

// Set hides value under name, beside the values that name already has. It is
// hidden before Set returns. White space around value is not part of it. Setting
// a value that name has already makes that generation live again, with the new
// options. value is neither kept nor changed.
//
// Secrets inside a structured value are found too, in all forms, and the report
// lists them: the password of a URL or DSN (as it is and decoded) and its sensitive
// parameters, the sensitive leaves of JSON, of YAML lines and of .env files, of PEM
// private keys the body however it is broken, each line and the DER, and the
// password of user:password. Guards hold for each.
//
// Values that would mask ordinary text are refused with ErrSecretRefused: under
// 6 bytes, one repeated byte, digits only under 8 bytes, common words, host names, addresses
// and paths; and those over MaxSecretBytes, and those that hold the beginning of one of our own marks.
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
	if s.imported.Load() {
		return SecretReport{}, errImported
	}
	b := fingerprint.NewBatch(s.seeded())
	b.Reserve(leastForms, 1)
	meta := newSecretConfig(opts)
	var v staged
	(&stager{seed: s.seed, batch: b, hash: s.hash, meta: meta}).stage(&v, new(generation), name, value)
	if err := v.err(); err != nil {
		return v.finished(), err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.allows(&v, meta) {
		return v.finished(), v.err()
	}
	now := s.now()
	s.expireLeases(now)
	old, reason := s.room(&v, meta, b.Len(), now)
	if reason != "" {
		return SecretReport{Name: name, Skipped: []SkippedForm{{"raw", reason}}}, ErrSecretsFull
	}
	next := s.cur.Load().copy()
	if again, more := s.admit(next, b, &v, meta, old, s.namedBy(next.gens, name, v.nameHash), now); more {
		if again {
			s.exportDrop(v.g.id())
			next.fp = next.fp.Without(v.g.id())
		}
		s.exportForms(b)
		next.fp = next.fp.WithBatch(b)
	}
	if rotate {
		s.retireOthers(next.gens, v.g, now)
	}
	s.cur.Store(next)
	s.trimTombstones(now, v.g.id())
	s.lease(v.g.id(), now)
	s.tidy()
	return v.finished(), nil
}

// Expire marks the live generations of name as expired: they stay hidden, and
// each use counts as late. It tells whether name is held.
func (s *SecretSet) Expire(name string) bool {
	return s.change(name, func(g *generation, now int64) {
		if e := g.expiry(); e == 0 || now < e {
			g.lived().expired.Store(now)
		}
	})
}

// Revoke marks all generations of name as revoked: they stay hidden, each use
// counts as late and raises an event of the class "revoked", and the time from now
// to the last use is kept. It tells whether name is held.
func (s *SecretSet) Revoke(name string) bool {
	return s.change(name, func(g *generation, now int64) {
		g.lived().revoked.CompareAndSwap(0, now)
	})
}

func (s *SecretSet) change(name string, edit func(*generation, int64)) bool {
	if s == nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now().UnixNano()
	next := s.begin().copy()
	held := false
	for g := s.newest(next.gens, name); g != nil; g = next.gens.get(g.prev) {
		edit(g, now)
		held = true
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
	for g := s.newest(next.gens, name); g != nil; g = next.gens.get(g.prev) {
		ids = append(ids, g.id())
	}
	if ids == nil {
		return false
	}
	s.drop(next, ids...)
	s.cur.Store(next)
	return true
}

// Len is the number of generations held, tombstones included.
func (s *SecretSet) Len() int {
	if x := s.snapshot(); x != nil {
		return x.gens.n
	}
	return 0
}

// String describes the set without naming what it holds.
func (s *SecretSet) String() string { return "redact.SecretSet" }

// GoString is String.
func (s *SecretSet) GoString() string { return "redact.SecretSet" }

// snapshot returns the state in force, nil for a set that was never written.
func (s *SecretSet) snapshot() *setSnapshot {
	if s == nil {
		return nil
	}
	return s.cur.Load()
}

// info describes the generation with an ID of x.fp, or of that of an older snapshot:
// then it may be unknown.
func (x *setSnapshot) info(id int32) (name string, generation int) {
	g := x.gens.get(id)
	if g == nil {
		return "", 0
	}
	return g.name.String(), int(g.number)
}

// noteUse counts one hidden occurrence of the generation with an ID of a
// snapshot of s, and returns the classes of the events that it is worth.
func (s *SecretSet) noteUse(id int32) (classes [2]string) {
	x := s.snapshot()
	if x == nil {
		return classes
	}
	g := x.gens.get(id)
	if g == nil {
		return classes
	}
	frequent := int(s.frequent.Load())
	if frequent == 0 {
		frequent = defaultFrequent
	}
	classes[0], classes[1] = g.use(s.now(), frequent)
	return classes
}

func (s *SecretSet) now() time.Time {
	if s.clock != nil {
		return s.clock()
	}
	return time.Now()
}

// copy returns a copy with the next version that may be changed.
func (x *setSnapshot) copy() *setSnapshot {
	return &setSnapshot{fp: x.fp, gens: x.gens, version: x.version + 1}
}
