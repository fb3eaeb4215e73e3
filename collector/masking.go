package collector

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding/hex"
	"hash"

	"github.com/tacit-go/tacit/redact"
)

// A masking is what stands in the place of blocked values: a text, or a sum of the
// value as the redaction processor writes it.
type masking struct {
	text string
	sum  func() hash.Hash
	key  []byte
}

// sums are the functions for sums. Whoever reads one that has no key can try guesses.
var sums = map[string]func() hash.Hash{
	"md5":         md5.New,
	"sha1":        sha1.New,
	"sha3":        func() hash.Hash { return sha3.New256() },
	"hmac-sha256": sha256.New,
	"hmac-sha512": sha512.New,
}

// maxSum bounds the digits of a sum, since a replacement has at most 64 bytes.
const maxSum = 64

func (m masking) replacement() redact.Replacement {
	if m.sum == nil {
		return redact.Fixed(m.text)
	}
	return m
}

// AppendReplacement implements redact.Replacement.
func (m masking) AppendReplacement(dst []byte, _ redact.MatchInfo, secret []byte) []byte {
	if m.sum == nil {
		return append(dst, m.text...)
	}
	h := m.sum()
	if len(m.key) > 0 {
		h = hmac.New(m.sum, m.key)
	}
	h.Write(secret)
	n := len(dst)
	dst = hex.AppendEncode(dst, h.Sum(nil))
	return dst[:min(len(dst), n+maxSum)]
}
