package redact

import (
	"github.com/tacit-go/tacit/redact/internal/fingerprint"
)

// leaks tells whether the name or the metadata of v holds its value, or a part of it, as a
// set would find it. Its forms are in the batch already.
func (s *stager) leaks(v *staged, name string, value []byte) bool {
	texts := [...]string{name, s.meta.owner, s.meta.environment, s.meta.criticality, s.meta.source}
	parts := v.remark != nil && len(v.remark.report.Parts) > 0
	plain := !parts && fingerprint.IsPlain(value)
	var fp *fingerprint.Snapshot
	for _, text := range texts {
		if text == "" || plain && !mayEncode(text, value) {
			continue
		}
		if fp == nil {
			fp = s.alone(name, value, parts)
		}
		if len(fp.Advance(new(fingerprint.State), []byte(text), len(text), true, nil)) > 0 {
			return true
		}
	}
	return false
}

// alone returns a set of value only.
func (s *stager) alone(name string, value []byte, parts bool) *fingerprint.Snapshot {
	b := fingerprint.NewBatch(s.seed)
	g := new(generation)
	g.value = fingerprint.Value{Digest: s.seed.Masker().Masked(b.Digest(value), 0)} // its ID is 0
	(&stager{seed: s.seed, batch: b, hash: s.hash, meta: s.meta}).others(&staged{g: g}, name, value, parts)
	b.SetID(0, b.Own(), 0)
	return fingerprint.Build(s.seed).WithBatch(b)
}

// mayEncode tells whether text may hold a form of value, of symbols only, other than itself.
// It is asked for each of many values, so it looks for four digits that each form must have,
// and only where one fits in.
func mayEncode(text string, value []byte) bool {
	n := len(value)
	if n < 5 || len(text) < (8*n-6+5)/6 {
		return len(text) > n && n < 5 // the other forms are longer
	}
	var base64s [3]uint32
	for k := range base64s {
		base64s[k] = spelled(urlDigits, 6, uint32(value[k])<<16|uint32(value[k+1])<<8|uint32(value[k+2]))
	}
	hexs, base32s := uint32(0), uint32(0) // 0: does not fit
	if len(text) >= 2*n {
		hexs = spelled(hexDigits, 4, uint32(value[0])<<8|uint32(value[1]))
	}
	if len(text) >= 8*n/5 {
		base32s = spelled(base32Digits, 5, (uint32(value[0])<<16|uint32(value[1])<<8|uint32(value[2]))>>4) | fold
	}
	var last uint32
	decimals := 0
	for i := range len(text) {
		c := wordBytes[text[i]]
		if c == 0 {
			return true // perhaps of an escape
		}
		if c-'0' <= 9 {
			decimals++
		}
		last = last<<8 | uint32(c)
		if last == base64s[0] || last == base64s[1] || last == base64s[2] || last|fold == hexs || last|fold == base32s {
			return true
		}
	}
	return decimals >= n && len(text) >= 2*n-1
}

// spelled returns four digits of the lower bits of x, of so many bits each.
func spelled(alphabet string, bits uint, x uint32) (text uint32) {
	for i := uint(4); i > 0; i-- {
		text = text<<8 | uint32(alphabet[x>>((i-1)*bits)&(1<<bits-1)])
	}
	return text
}

const (
	urlDigits    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	base32Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	hexDigits    = "0123456789abcdef"
)

const fold = 0x20202020 // makes letters small, and leaves digits

// wordBytes are the bytes that are no part of an escape, those of base64 as in URLs.
var wordBytes = func() (t [256]byte) {
	for _, c := range []byte(urlDigits + " .:@") {
		t[c] = c
	}
	t['+'], t['/'] = '-', '_'
	return t
}()
