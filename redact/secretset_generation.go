package redact

import (
	"sync/atomic"
	"time"

	"github.com/tacit-go/tacit/redact/internal/fingerprint"
)

// generation is one value of a name. What readers see of it is immutable or
// atomic; prev is for writers.
type generation struct {
	value      fingerprint.Value // what its forms stand for
	number     int32
	prev       int32 // ID of the next one of the same name, the live ones first; -1: none
	top        int32 // of the first of a name: the highest number that the name has had
	registered int64 // Unix nanoseconds, as all times here
	name       secretName
	meta       *secretConfig // shared by those that were set with equal options
	life       atomic.Pointer[life]
}

func (g *generation) id() int32 { return g.value.ID }

// A secretName is a valid name in one word: a million of them are held.
type secretName struct{ length *byte } // its bytes follow

// newSecretName copies name, to the end of buf if there is room.
func newSecretName(name string, buf []byte) (n secretName, rest []byte) {
	if cap(buf)-len(buf) <= len(name) {
		buf = make([]byte, 0, 1+len(name))
	}
	at := len(buf)
	buf = append(append(buf, byte(len(name))), name...)
	return secretName{&buf[at]}, buf
}

func (n secretName) String() string {
	return stringBehind(n.length)
}

// life is what happens to a generation. Most have none.
type life struct {
	retired, revoked, expired, rotated atomic.Int64
	all, late, last                    atomic.Int64 // uses
	minute, inMinute                   atomic.Int64 // uses of this minute
	nth                                uint32       // retirement, for writers
}

// A retirement is that of a generation, which may have ended: it is forgotten, or came back and
// may have been retired again.
type retirement struct {
	id  int32
	nth uint32
}

// holds tells whether it has not ended.
func (r retirement) holds(t tree) bool {
	g := t.get(r.id)
	return g != nil && g.isRetired() && g.life.Load().nth == r.nth
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
