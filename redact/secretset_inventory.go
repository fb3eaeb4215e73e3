package redact

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"slices"
	"time"
)

// minInventoryKey is the shortest key of Inventory.
const minInventoryKey = 16

// SecretInfo describes one generation of a secret, never its value.
type SecretInfo struct {
	Name        string
	Generation  int
	State       string // "live", "rotated", "tombstone", "expired" or "revoked"
	Owner       string
	Environment string
	Criticality string
	Source      string
	Kind        SecretKind
	Registered  time.Time
	Expiry      time.Time // zero: none
	Rotated     time.Time // when Rotate made it the current one; zero: never
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
	if x == nil || x.gens.n == 0 {
		return nil
	}
	now := s.now().UnixNano()
	out := make([]SecretInfo, 0, x.gens.n)
	for g := range x.gens.all() {
		i := g.describe(now)
		if len(key) >= minInventoryKey {
			m := hmac.New(sha256.New, key)
			digest := s.seed.Masked(g.value.Digest, g.id())
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

// All goes through what is held when it is called, in no order and without
// fingerprints. It costs less than Inventory, and no memory, for sums over large sets.
func (s *SecretSet) All() iter.Seq[SecretInfo] {
	return func(yield func(SecretInfo) bool) {
		x := s.snapshot()
		if x == nil {
			return
		}
		now := s.now().UnixNano()
		for g := range x.gens.all() {
			if !yield(g.describe(now)) {
				return
			}
		}
	}
}

func (g *generation) describe(now int64) SecretInfo {
	i := SecretInfo{
		Name: g.name.String(), Generation: int(g.number), State: g.state(now),
		Owner: g.meta.owner, Environment: g.meta.environment, Criticality: g.meta.criticality,
		Source: g.meta.source, Kind: g.meta.kind,
		Registered: moment(g.registered), Expiry: moment(g.expiry()),
	}
	l := g.life.Load()
	if l == nil {
		return i
	}
	i.Uses, i.LateUses = l.all.Load(), l.late.Load()
	i.Rotated, i.Retired, i.Revoked = moment(l.rotated.Load()), moment(l.retired.Load()), moment(l.revoked.Load())
	i.LastLateUse = moment(l.last.Load())
	if !i.Retired.IsZero() {
		i.GraceEnd = i.Retired.Add(g.meta.grace)
	}
	if !i.LastLateUse.IsZero() && !i.Revoked.IsZero() {
		i.RevokedToLastUse = max(0, i.LastLateUse.Sub(i.Revoked))
	}
	return i
}

// moment is the time of Unix nanoseconds, the zero one of 0.
func moment(ns int64) time.Time {
	if ns == 0 {
		return time.Time{}
	}
	return time.Unix(0, ns)
}
