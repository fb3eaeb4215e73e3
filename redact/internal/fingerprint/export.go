package fingerprint

import (
	"encoding/binary"
	"errors"
)

// What follows hands forms to another process. It gets what a memory of this one
// holds, fingerprints and masked digests under the seed's key, and less: not which
// byte may stand at which place of the first symbols, which for a few forms comes near
// to telling them. A Snapshot there takes any byte to be possible; it finds the same
// and is slower.

const (
	seedSize = 8*(3+window) + 32 + 64
	formSize = 1 + 4*4 + len(Digest{}) // lane, mark, tail, meta, ID, digest
)

var errExport = errors.New("fingerprint: broken export")

// AppendBinary appends the numbers of s, the key included.
func (s Seed) AppendBinary(dst []byte) []byte {
	for _, n := range append([]uint64{s.s.mul, s.s.base, s.s.last}, s.s.salt[:]...) {
		dst = binary.LittleEndian.AppendUint64(dst, n)
	}
	return append(append(dst, s.s.key[:]...), s.s.pad[:]...)
}

// ParseSeed returns the Seed that AppendBinary has written.
func ParseSeed(b []byte) (Seed, error) {
	if len(b) != seedSize {
		return Seed{}, errExport
	}
	s := new(seed)
	for _, p := range []*uint64{&s.mul, &s.base, &s.last, &s.salt[0], &s.salt[1], &s.salt[2], &s.salt[3], &s.salt[4], &s.salt[5]} {
		*p, b = binary.LittleEndian.Uint64(b), b[8:]
	}
	copy(s.pad[:], b[copy(s.key[:], b):])
	return s.ready(), nil
}

func appendForm(dst []byte, lane int, e *entry, v *Value) []byte {
	dst = append(dst, byte(lane))
	for _, n := range [...]uint32{e.mark, e.tail, uint32(e.meta), uint32(v.ID)} {
		dst = binary.LittleEndian.AppendUint32(dst, n)
	}
	return append(dst, v.Digest[:]...)
}

// AppendBinary appends the forms of b whose values have their IDs, for Import. b must
// not have been given to a Snapshot yet.
func (b *Batch) AppendBinary(dst []byte) []byte {
	for lane := range b.lanes {
		l := &b.lanes[lane]
		for i := range l.entries {
			if v := l.values[l.entries[i].value]; v.ID >= 0 {
				dst = appendForm(dst, lane, &l.entries[i], v)
			}
		}
	}
	return dst
}

// Export calls yield with all forms of s, in pieces of at most size bytes, or of one
// form, for Import. The pieces must not be kept.
func (s *Snapshot) Export(size int, yield func(piece []byte)) {
	var buf []byte
	for lane := range s.lanes {
		for _, t := range s.lanes[lane].tiers {
			for i := range t.entries {
				if len(buf) > 0 && len(buf)+formSize > size {
					yield(buf)
					buf = buf[:0]
				}
				buf = appendForm(buf, lane, &t.entries[i], t.values[t.entries[i].value])
			}
		}
	}
	if len(buf) > 0 {
		yield(buf)
	}
}

// Import returns a Snapshot that also has forms that were exported under its seed.
func (s *Snapshot) Import(forms []byte) (*Snapshot, error) {
	if len(forms)%formSize != 0 {
		return nil, errExport
	}
	b := NewBatch(Seed{s.seed})
	var last *Value
	for ; len(forms) > 0; forms = forms[formSize:] {
		lane, n := forms[0], func(i int) uint32 { return binary.LittleEndian.Uint32(forms[1+4*i:]) }
		e, v := entry{mark: n(0), tail: n(1), meta: meta(n(2))}, Value{ID: int32(n(3))}
		copy(v.Digest[:], forms[17:])
		if int(lane) >= len(b.lanes) || v.ID < 0 || e.meta.length() < MinSymbols {
			return nil, errExport
		}
		if last == nil || *last != v {
			last = &v
		}
		b.lanes[lane].add(e, last)
	}
	if b.Len() == 0 {
		return s, nil
	}
	for c := range b.firsts {
		b.firsts[c] = 1<<window - 1
	}
	if len(b.lanes[laneFolded].entries) > 0 {
		b.blanks = 1<<(window+1) - 1
	}
	b.rest = unknown
	b.many = new([prefixBits / 64]uint64)
	for i := range b.many {
		b.many[i] = 1<<64 - 1
	}
	return s.WithBatch(b), nil
}
