package fingerprint

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"hash"
	"math/bits"
	"sync"
	"sync/atomic"
)

const (
	// window is the number of symbols of a fingerprint.
	window     = 6
	windowMask = 1<<(8*window) - 1
	// MinSymbols is the shortest form that a Snapshot takes.
	MinSymbols = 4
)

// A Seed holds the secret numbers of a family of Snapshots. Copies share it.
// The zero Seed is not usable; see NewSeed.
type Seed struct{ s *seed }

type seed struct {
	mul        uint64      // window fingerprint; its low 16 bits are 0, so that only six symbols count
	base, last uint64      // fingerprint of the middle of long forms
	powers     [512]uint64 // of base, the first ones
	salt       [window]uint64
	key        [32]byte
	pad        [64]byte     // hides what a view has read between two calls
	pads       cipher.Block // under key, see masked
	blocks     sync.Pool    // for pads
	hashers    sync.Pool
	epochs     atomic.Uint64
}

// NewSeed returns a random Seed.
func NewSeed() Seed {
	var b [8*(3+window) + 64]byte
	rand.Read(b[:])
	s := new(seed)
	for i, p := range []*uint64{&s.mul, &s.base, &s.last} {
		*p = binary.LittleEndian.Uint64(b[8*i:])
	}
	for i := range s.salt {
		s.salt[i] = binary.LittleEndian.Uint64(b[8*(3+i):])
	}
	s.mul = (s.mul | 1) << 16
	s.base |= 1
	s.last |= 1
	copy(s.pad[:], b[8*(3+window):])
	rand.Read(s.key[:])
	return s.ready()
}

func (s *seed) ready() Seed {
	s.powers[0] = 1
	for n := range s.powers[1:] {
		s.powers[n+1] = s.powers[n] * s.base
	}
	s.pads, _ = aes.NewCipher(s.key[:]) // fails for other lengths only
	s.blocks.New = func() any { return new([2]Digest) }
	s.hashers.New = func() any {
		h := &hasher{seed: s, hash: sha256.New()}
		h.n = copy(h.buf[:], digestLabel)
		return h
	}
	return Seed{s}
}

// mark is the fingerprint of the last symbols in reg, which are window or
// fewer.
func (s *seed) mark(reg uint64, n int) uint32 {
	if n < window {
		reg = reg&(1<<(8*n)-1) ^ s.salt[n]
	}
	return markOf(reg, s.mul)
}

// lowerBits is how many leading bits of a mark are 0 where the symbols have no capital
// letter. Most words of texts have none, and few marks of forms: of a value of mixed case
// hardly one, of any other that of the raw form, but not those of its base64. So what is
// asked for most stands close together, in a near cache.
const lowerBits = 3

// markOf is the fingerprint of the symbols in reg.
func markOf(reg, mul uint64) uint32 {
	// Without a branch, which could not be guessed.
	c := capitals(reg)
	return uint32(reg*mul>>32) >> (lowerBits &^ uint64(int64(c|-c)>>63))
}

// capitals has a bit for each of the six symbols in reg that is a capital letter, or @ or [, or one of
// these beyond ASCII.
func capitals(reg uint64) uint64 {
	return reg >> 1 &^ reg &^ (reg << 1 & (reg << 2) & (reg << 3)) & 0x202020202020
}

// middle is the fingerprint of the n symbols between two states of the running
// sum that step keeps.
func (s *seed) middle(from, to uint64, n int) uint32 {
	if from != 0 {
		to -= from * s.power(n)
	}
	return uint32(to * s.last >> 32)
}

// power is that of base with n.
func (s *seed) power(n int) uint64 {
	if n < len(s.powers) {
		return s.powers[n]
	}
	p, b := uint64(1), s.base
	for ; n > 0; n >>= 1 {
		if n&1 != 0 {
			p *= b
		}
		b *= b
	}
	return p
}

func (s *seed) step(sum uint64, c byte) uint64 { return sum*s.base + uint64(c) + 1 }

// A Digest is a hash of a value, the same in every process.
type Digest [16]byte

// digestLabel sets these hashes apart from those of others. With it most values are still
// one block of the hash.
const digestLabel = "tacit/1 "

// Digest returns the hash of value.
func (s Seed) Digest(value []byte) Digest {
	var one [64]byte
	if len(value) <= len(one)-len(digestLabel) {
		n := copy(one[:], digestLabel)
		n += copy(one[n:], value)
		sum := sha256.Sum256(one[:n])
		clear(one[:])
		return Digest(sum[:])
	}
	h := s.s.hasher()
	for _, c := range value {
		h.add(c)
	}
	return h.done()
}

// Masked hides the digest of the value with id, or shows it again: an unkeyed hash can
// be looked up, and equal ones be told.
func (s Seed) Masked(d Digest, id int32) Digest { return s.s.masked(d, id) }

func (s *seed) masked(d Digest, id int32) Digest {
	b := s.blocks.Get().(*[2]Digest)
	number, pad := b[0][:], b[1][:]
	binary.LittleEndian.PutUint32(number, uint32(id))
	s.pads.Encrypt(pad, number)
	subtle.XORBytes(d[:], d[:], pad)
	s.blocks.Put(b)
	return d
}

// A Masker is Seed.Masked without a pool. It is not safe for concurrent use.
type Masker struct {
	seed        *seed
	number, pad Digest
}

// Masker returns a new one.
func (s Seed) Masker() *Masker { return &Masker{seed: s.s} }

// Masked is Seed.Masked.
func (m *Masker) Masked(d Digest, id int32) Digest {
	binary.LittleEndian.PutUint32(m.number[:], uint32(id))
	m.seed.pads.Encrypt(m.pad[:], m.number[:])
	subtle.XORBytes(d[:], d[:], m.pad[:])
	return d
}

// A hasher computes digests of symbol sequences.
type hasher struct {
	seed *seed
	hash hash.Hash
	n    int
	buf  [64]byte
	sum  [sha256.Size]byte
}

func (s *seed) hasher() *hasher { return s.hashers.Get().(*hasher) }

func (h *hasher) add(c byte) {
	i := h.n & 63
	h.buf[i] = c
	if h.n++; h.n&63 == 0 {
		h.hash.Write(h.buf[:])
	}
}

// done returns the digest of what was added, clears h and gives it back.
func (h *hasher) done() Digest {
	h.hash.Write(h.buf[:h.n&63])
	h.hash.Sum(h.sum[:0])
	d := Digest(h.sum[:])
	// The hash keeps its last block in a buffer that Reset leaves; two writes
	// that together fill it overwrite it.
	clear(h.buf[:])
	h.hash.Reset()
	h.hash.Write(h.buf[:1])
	h.hash.Write(h.buf[1:])
	h.hash.Reset()
	clear(h.sum[:])
	h.n = copy(h.buf[:], digestLabel)
	h.seed.hashers.Put(h)
	return d
}

func log2(n int) int { return bits.Len(uint(n)) }
