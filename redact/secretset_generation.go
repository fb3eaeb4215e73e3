package redact

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"sync/atomic"
	"time"
)

// generation is one value of a name. What readers see of it is immutable or
// atomic; prev is for writers.
type generation struct {
	name       string
	meta       *secretConfig // shared by those that were set with equal options
	digest     [16]byte      // masked; see SecretSet.digest
	registered int64         // Unix nanoseconds, as all times here
	life       atomic.Pointer[life]
	id         int32
	number     int32
	prev       int32 // ID of the next one of the same name, the live ones first; -1: none
	top        int32 // of the first of a name: the highest number that the name has had
}

// life is what happens to a generation. Most have none.
type life struct {
	retired, revoked, expired, rotated atomic.Int64
	all, late, last                    atomic.Int64 // uses
	minute, inMinute                   atomic.Int64 // uses of this minute
}

// lived returns the life of g and begins it.
func (g *generation) lived() *life {
	if l := g.life.Load(); l != nil {
		return l
	}
	g.life.CompareAndSwap(nil, new(life))
	return g.life.Load()
}

// The states of a generation.
const (
	stateLive      = "live"
	stateRotated   = "rotated"   // within its grace
	stateTombstone = "tombstone" // after it
	stateExpired   = "expired"
	stateRevoked   = "revoked"
)

func (g *generation) isRetired() bool {
	l := g.life.Load()
	return l != nil && l.retired.Load() != 0
}

// expiry is when g stopped or stops being valid, 0 for never.
func (g *generation) expiry() int64 {
	if l := g.life.Load(); l != nil && l.expired.Load() != 0 {
		return l.expired.Load()
	}
	return g.meta.expiry
}

func (g *generation) state(now int64) string {
	if l := g.life.Load(); l != nil {
		retired := l.retired.Load()
		switch {
		case l.revoked.Load() != 0:
			return stateRevoked
		case retired != 0 && now-retired < int64(g.meta.grace):
			return stateRotated
		case retired != 0:
			return stateTombstone
		}
	}
	if e := g.expiry(); e != 0 && now >= e {
		return stateExpired
	}
	return stateLive
}

// The classes of events about the use of a generation.
const (
	eventLate     = "late"
	eventRevoked  = "revoked"
	eventFrequent = "frequent"
)

// use counts one hidden occurrence and returns the classes of the events that it
// is worth, "" for none. frequent is the number of uses in a minute above which
// there is one.
func (g *generation) use(now time.Time, frequent int) (state, often string) {
	l := g.lived()
	l.all.Add(1)
	at := now.UnixNano()
	switch g.state(at) {
	case stateLive:
	case stateRevoked:
		state = eventRevoked
	default:
		state = eventLate
	}
	if state != "" {
		l.late.Add(1)
		l.last.Store(at)
	}
	if frequent > 0 {
		minute := now.Unix() / 60
		if old := l.minute.Load(); old != minute && l.minute.CompareAndSwap(old, minute) {
			l.inMinute.Store(0)
		}
		if l.inMinute.Add(1) == int64(frequent)+1 {
			often = eventFrequent
		}
	}
	return state, often
}

// digest returns a hash of value that is the same in every process, masked so
// that memory does not show it: an unkeyed hash can be looked up.
func (s *SecretSet) digest(id int32, value []byte) (d [16]byte) {
	inner := sha256.Sum256(value)
	outer := sha256.Sum256(append(inner[:], "tacit secret inventory 1"...))
	copy(d[:], outer[:])
	return s.unmask(id, d)
}

// unmask is its own inverse.
func (s *SecretSet) unmask(id int32, d [16]byte) [16]byte {
	var in [sha256.Size + 4]byte
	copy(in[:], s.mask[:])
	binary.LittleEndian.PutUint32(in[sha256.Size:], uint32(id))
	pad := sha256.Sum256(in[:])
	for i := range d {
		d[i] ^= pad[i]
	}
	return d
}

func newMask() (m [sha256.Size]byte) {
	rand.Read(m[:])
	return m
}

// maxForgotten bounds the forgotten names of which the last number is kept.
const maxForgotten = 1024

// numbers keeps the last number of names that are not held any more, so that no
// name has one number twice. Beyond a bound, their numbers are one floor, above
// which every new name begins.
type numbers struct {
	last  map[string]int32
	floor int32
}

func (n *numbers) next(name string) int32 { return max(n.last[name], n.floor) + 1 }

func (n *numbers) forget(name string, number int32) {
	if len(n.last) >= maxForgotten {
		for _, last := range n.last {
			n.floor = max(n.floor, last)
		}
		n.last = nil
	}
	if n.last == nil {
		n.last = map[string]int32{}
	}
	n.last[name] = max(n.last[name], number)
}
