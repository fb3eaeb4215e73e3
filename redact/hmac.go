package redact

import (
	"bytes"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"sync"
	"sync/atomic"
)

// A Key is a key of a [KeyRing]. The ID, 1 to 4 letters and digits, appears in
// every token; the Secret must have at least 32 bytes.
type Key struct {
	ID     string
	Secret []byte
}

// A KeyRing holds the keys of [HMAC]. New tokens are made with Current. While
// Previous is set they bear a token of that key too, so that what was written
// before a change of keys can still be joined with what is written after.
type KeyRing struct {
	Current  Key
	Previous *Key
	// Tenant separates tokens: equal secrets of two tenants have different ones.
	Tenant string
}

const tokenHex = 12 // 48 bits of the HMAC

// The parts of a token are set apart by dots: # would begin a fragment in a URL,
// and a colon would make a detector's ID a sensitive name with a value.
const tokenDot = '.'

// HMAC returns a replacement by a keyed token, as in
// [REDACTED:github-token.k1.9f2c4e11d0aa]: equal secrets give equal tokens, so
// that records can be joined, and without the key nobody can test a guess.
// Whoever has the key can; for values that can be guessed Fixed is the answer.
// The token is HMAC-SHA-256 under a subkey for each detector and tenant (HKDF,
// RFC 5869), cut to 48 bits, of the first match's bytes, at most MaxMatch of
// them. HMAC copies the keys; a key under 32 bytes is an error of New. An ID that
// would make the token longer than 64 bytes is cut in it.
func HMAC(keys KeyRing) Replacement {
	h := &hmacToken{tenant: keys.Tenant, keys: []Key{cloneKey(keys.Current)}}
	if keys.Previous != nil {
		h.keys = append(h.keys, cloneKey(*keys.Previous))
	}
	return h
}

func cloneKey(k Key) Key { return Key{k.ID, append([]byte(nil), k.Secret...)} }

type hmacToken struct {
	keys   []Key
	tenant string

	mu   sync.Mutex
	subs atomic.Pointer[map[string][]subkey] // by detector ID; copied on change
}

func (h *hmacToken) check() error {
	var errs []error
	for i, k := range h.keys {
		which := [...]string{"Current", "Previous"}[i]
		if len(k.Secret) < 32 {
			errs = append(errs, fmt.Errorf("HMAC: the key %s has %d bytes, want at least 32", which, len(k.Secret)))
		}
		ok := len(k.ID) >= 1 && len(k.ID) <= 4
		for j := range len(k.ID) {
			ok = ok && alnum(k.ID[j])
		}
		if !ok {
			errs = append(errs, fmt.Errorf("HMAC: the ID of the key %s must be 1 to 4 letters and digits", which))
		}
	}
	if len(h.keys) == 2 && h.keys[0].ID == h.keys[1].ID {
		errs = append(errs, errors.New("HMAC: the keys Current and Previous have the same ID"))
	}
	return errors.Join(errs...)
}

func (h *hmacToken) AppendReplacement(dst []byte, m MatchInfo, secret []byte) []byte {
	dst = append(append(append(dst, '['), tokenHead...), h.cut(m.Detector)...)
	return append(h.appendTokens(dst, m.Detector, secret), ']')
}

// appendTokens appends, for each key, its ID and the token of a secret.
func (h *hmacToken) appendTokens(dst []byte, detector string, secret []byte) []byte {
	subs := h.subkeys(detector)
	for i := range subs {
		sum := subs[i].mac(secret)
		dst = append(append(append(dst, tokenDot), h.keys[i].ID...), tokenDot)
		dst = hex.AppendEncode(dst, sum[:tokenHex/2])
	}
	return dst
}

// A subkey is a key of HMAC-SHA-256 as it is used: with each of the two pads.
type subkey struct{ inner, outer [sha256.BlockSize]byte }

func newSubkey(key []byte) (k subkey) {
	copy(k.inner[:], key)
	copy(k.outer[:], key)
	for i := range k.inner {
		k.inner[i] ^= 0x36
		k.outer[i] ^= 0x5c
	}
	return k
}

// maxOnStack is the longest secret of which the HMAC is computed on the stack; most
// are shorter.
const maxOnStack = 256

// mac returns the HMAC-SHA-256 of secret, as package hmac computes it.
func (k *subkey) mac(secret []byte) [sha256.Size]byte {
	var buf [sha256.BlockSize + maxOnStack]byte
	text := buf[:]
	if len(secret) > maxOnStack {
		text = make([]byte, sha256.BlockSize+len(secret))
	}
	text = text[:copy(text, k.inner[:])+copy(text[sha256.BlockSize:], secret)]
	sum := sha256.Sum256(text)
	clear(text)
	text = buf[:copy(buf[:], k.outer[:])+copy(buf[sha256.BlockSize:], sum[:])]
	sum = sha256.Sum256(text)
	clear(text)
	return sum
}

const tokenHead = "REDACTED:"

// cut returns an ID as it stands in a token.
func (h *hmacToken) cut(id string) string {
	room := maxReplacement - len("[]") - len(tokenHead)
	for _, k := range h.keys {
		room -= 2 + len(k.ID) + tokenHex
	}
	return id[:min(len(id), room)]
}

// subkeys derives the keys of a detector once. The number of detectors is fixed.
func (h *hmacToken) subkeys(id string) []subkey {
	if known := h.subs.Load(); known != nil {
		if subs, ok := (*known)[id]; ok {
			return subs
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	next := map[string][]subkey{}
	if known := h.subs.Load(); known != nil {
		maps.Copy(next, *known)
	}
	subs := make([]subkey, 0, len(h.keys))
	for _, k := range h.keys {
		key, err := hkdf.Key(sha256.New, k.Secret, []byte(h.tenant), "tacit redact token v1 "+id, sha256.Size)
		if err != nil {
			panic("redact: HKDF failed") // contained; the match becomes [REDACTED:error]
		}
		subs = append(subs, newSubkey(key))
	}
	next[id] = subs
	h.subs.Store(&next)
	return subs
}

// cutToken returns what stands between the bracket and the ID of a token, and the
// bracket behind it.
func cutToken(text []byte) (inner []byte, ok bool) {
	n := len(text) - 1
	if n < 1 || (text[0] != '[' || text[n] != ']') && (text[0] != '(' || text[n] != ')') {
		return nil, false
	}
	return bytes.CutPrefix(text[1:n], []byte(tokenHead))
}

// isToken reports whether text, behind its head, is a token of one of the detectors.
func (h *hmacToken) isToken(text []byte, ids map[string]bool) bool {
	dot := bytes.IndexByte(text, tokenDot)
	if dot < 0 || !ids[string(text[:dot])] {
		return false
	}
	text = text[dot:]
	for _, k := range h.keys {
		n := 2 + len(k.ID)
		if len(text) < n+tokenHex || text[0] != tokenDot || string(text[1:n-1]) != k.ID || text[n-1] != tokenDot {
			return false
		}
		for _, b := range text[n : n+tokenHex] {
			if (b < '0' || b > '9') && (b < 'a' || b > 'f') {
				return false
			}
		}
		text = text[n+tokenHex:]
	}
	return len(text) == 0
}
