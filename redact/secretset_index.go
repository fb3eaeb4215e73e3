package redact

import (
	"encoding/binary"
	"math/bits"
)

// An idIndex finds IDs by a hash of what they stand for. It is a table of the IDs alone, in
// groups of a cache line each, that are filled in order; what finds no room goes to the next
// group. The zero idIndex is empty. Writers only.
type idIndex struct {
	groups []idGroup // as many as a power of two
	used   int       // slots that are not free
}

const groupSlots = 12

type idGroup struct {
	tags  [groupSlots]uint8 // of hashes, so that few IDs are looked at; 0: free
	n     int32             // slots that are not free
	slots [groupSlots]int32 // ID+1; -1: was used
}

func hashTag(hash uint64) uint8 { return max(1, uint8(hash>>56)) }

func (x *idIndex) group(hash uint64) *idGroup { return &x.groups[hash&uint64(len(x.groups)-1)] }

// size is how many slots there are.
func (x *idIndex) size() int { return groupSlots * len(x.groups) }

// at is the ID at a place.
func (x *idIndex) at(place int) int32 {
	return x.groups[place/groupSlots].slots[place%groupSlots] - 1
}

// set puts another ID with the same hash at a place.
func (x *idIndex) set(place int, id int32) {
	x.groups[place/groupSlots].slots[place%groupSlots] = id + 1
}

func (x *idIndex) remove(place int) { x.set(place, -2) }

// find returns the place of the ID with hash that is the one, or -1.
func (x *idIndex) find(hash uint64, is func(id int32) bool) int {
	if len(x.groups) == 0 {
		return -1
	}
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	tag := uint64(hashTag(hash)) * ones
	for ; ; hash++ {
		g := x.group(hash)
		// High bits of bytes that are the tag; of one above such a byte it may be set too.
		first := binary.LittleEndian.Uint64(g.tags[:]) ^ tag
		last := uint64(binary.LittleEndian.Uint32(g.tags[8:])) ^ tag
		first, last = (first-ones)&^first&highs, (last-ones)&^last&(highs>>32)
		for ; first != 0; first &= first - 1 {
			i := bits.TrailingZeros64(first) / 8
			if id := g.slots[i]; id > 0 && is(id-1) {
				return groupSlots*int(hash&uint64(len(x.groups)-1)) + i
			}
		}
		for ; last != 0; last &= last - 1 {
			i := 8 + bits.TrailingZeros64(last)/8
			if id := g.slots[i]; id > 0 && is(id-1) {
				return groupSlots*int(hash&uint64(len(x.groups)-1)) + i
			}
		}
		if g.n < groupSlots {
			return -1
		}
	}
}

// touch brings the place of hash near and returns what is there. Done for many hashes, one wait for
// memory serves several of them.
func (x *idIndex) touch(hash uint64) int32 {
	if len(x.groups) == 0 {
		return 0
	}
	return x.group(hash).n
}

// insertNew adds id with its hash, which it does not have. hash gives the hash of any ID
// that it has.
func (x *idIndex) insertNew(of uint64, id int32, hash func(id int32) uint64) {
	x.reserve(1, hash)
	x.insert(of, id+1)
}

// reserve makes room for n more.
func (x *idIndex) reserve(n int, hash func(id int32) uint64) {
	if 4*(x.used+n) <= 3*x.size() {
		return
	}
	ids := x.ids()
	size := 1
	for 2*groupSlots*size < 3*(len(ids)+n) {
		size *= 2
	}
	x.groups, x.used = make([]idGroup, size), 0
	for _, id := range ids {
		x.insert(hash(id), id+1)
	}
}

// ids returns the IDs in x, in their order where they are dense: what hash reads of them stands
// in that order too, and is a million times a wait for memory otherwise.
func (x *idIndex) ids() []int32 {
	ids := make([]int32, 0, x.used)
	last := int32(0)
	for i := range x.groups {
		g := &x.groups[i]
		for _, slot := range g.slots[:g.n] {
			if slot > 0 {
				ids, last = append(ids, slot-1), max(last, slot-1)
			}
		}
	}
	if int(last)/64 > len(ids) {
		return ids
	}
	in := make([]uint64, last/64+1)
	for _, id := range ids {
		in[id/64] |= 1 << (id % 64)
	}
	ids = ids[:0]
	for i, w := range in {
		for ; w != 0; w &= w - 1 {
			ids = append(ids, int32(64*i+bits.TrailingZeros64(w)))
		}
	}
	return ids
}

func (x *idIndex) insert(hash uint64, slot int32) {
	g, tag := x.group(hash), hashTag(hash)
	for g.n == groupSlots {
		hash++
		g = x.group(hash)
	}
	g.slots[g.n], g.tags[g.n] = slot, tag
	g.n++
	x.used++
}
