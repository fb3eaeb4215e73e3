package audit

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
)

// Sizes of what is looked for.
const (
	minCanary = 8
	fragment  = 12 // bytes of a form of the random canary that are one too many
	gram      = 8
)

// fold makes small letters of capitals, and leaves digits as they are, in eight bytes at
// once. What it does to other bytes does not matter.
const fold = 0x2020202020202020

// needles are what must not come out: of the random canary any fragment, since what cuts
// text may cut it, and of further ones, which may hold ordinary words, all of it. They are
// in small letters, since what comes out may be.
type needles struct {
	whole [][]byte
	forms [][]byte
	grams map[uint64]place // of forms, which are random: none stands at two places
	sieve [1024]uint64     // bits of the grams, by a hash
	keep  int              // bytes that are kept from one text to the next
}

type place struct{ form, at int }

func newNeedles(canary string, more []string) *needles {
	n := &needles{grams: map[uint64]place{}, keep: fragment - 1}
	for _, f := range forms(canary) {
		for at := 0; at+gram <= len(f); at++ {
			g := binary.LittleEndian.Uint64(f[at:]) | fold
			n.grams[g] = place{len(n.forms), at}
			word, bit := hash(g)
			n.sieve[word] |= bit
		}
		n.forms = append(n.forms, f)
	}
	for _, c := range more {
		n.whole = append(n.whole, forms(c)...)
	}
	for _, w := range n.whole {
		n.keep = max(n.keep, len(w)-1)
	}
	return n
}

func hash(g uint64) (word int, bit uint64) {
	h := g * 0x9e3779b97f4a7c15 >> 48
	return int(h >> 6), 1 << (h & 63)
}

// in reports whether text holds one of them. Of a fragment one gram stands at one of the
// places that are looked at.
func (n *needles) in(text []byte) bool {
	for i := 0; i+gram <= len(text); i += fragment - gram + 1 {
		g := binary.LittleEndian.Uint64(text[i:]) | fold
		if word, bit := hash(g); n.sieve[word]&bit == 0 {
			continue
		}
		if p, ok := n.grams[g]; ok && n.fits(text, i, p) {
			return true
		}
	}
	if len(n.whole) == 0 {
		return false
	}
	text = lower(make([]byte, 0, len(text)), text)
	for _, w := range n.whole {
		if bytes.Contains(text, w) {
			return true
		}
	}
	return false
}

// fits reports whether a gram that stands at i belongs to a fragment.
func (n *needles) fits(text []byte, i int, p place) bool {
	form, from, to := n.forms[p.form], 0, gram
	for i+from > 0 && p.at+from > 0 && text[i+from-1]|0x20 == form[p.at+from-1] {
		from--
	}
	for i+to < len(text) && p.at+to < len(form) && text[i+to]|0x20 == form[p.at+to] {
		to++
	}
	return to-from >= fragment
}

// forms are the spellings of a canary that are looked for, in small letters. Of base64
// and base32 those digits that do not depend on what stands beside it.
func forms(canary string) [][]byte {
	out := [][]byte{[]byte(canary), []byte(hex.EncodeToString([]byte(canary)))}
	digits := func(size, bits int, encode func([]byte) string) { // groups of size bytes
		for shift := range size {
			padded := append(make([]byte, shift), canary...)
			text := encode(padded[:len(padded)/size*size])
			if from := (shift*8 + bits - 1) / bits; from < len(text) {
				out = append(out, []byte(text[from:]))
			}
		}
	}
	digits(3, 6, base64.StdEncoding.EncodeToString)
	digits(5, 5, base32.StdEncoding.EncodeToString)
	for i := range out {
		out[i] = lower(nil, out[i])
	}
	return out
}

// lower appends text in small letters.
func lower(dst, text []byte) []byte {
	for _, c := range text {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}
