package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"hash"

	"github.com/tacit-go/tacit/redact"
)

// contextSize is how much of the line on each side of a finding is its context.
const contextSize = 96

// contextOf returns a sum of what stands around a match on its line: of text without
// any match, the detectors of those in their place. Neither the match nor its length
// goes into it. Blanks count as one, at the ends of the line as none.
func contextOf(text []byte, matches []redact.Match, i int) [32]byte {
	h := sha256.New()
	before := text[:matches[i].Start]
	var parts [][]byte // from right to left
	left, at := contextSize, len(before)
	for k := i - 1; left > 0; k-- {
		from := max(0, at-left)
		gap := 0
		if k >= 0 {
			gap = matches[k].End
		}
		from = max(from, gap)
		part := before[from:at]
		nl := bytes.LastIndexByte(part, '\n')
		part = part[nl+1:]
		parts = append(parts, part)
		left -= len(part)
		if nl >= 0 || k < 0 || from > gap {
			break
		}
		name := []byte("\x00" + matches[k].Detector + "\x00")
		parts = append(parts, name)
		left -= len(name)
		at = matches[k].Start
	}
	var line []byte
	for k := len(parts) - 1; k >= 0; k-- {
		line = append(line, parts[k]...)
	}
	line = append(line, "\x00\x00"...)
	left, at = contextSize, matches[i].End
	for k := i + 1; left > 0; k++ {
		to := min(len(text), at+left)
		gap := len(text)
		if k < len(matches) {
			gap = matches[k].Start
		}
		to = min(to, gap)
		part := text[at:to]
		nl := bytes.IndexByte(part, '\n')
		if nl >= 0 {
			part = part[:nl]
		}
		line = append(line, part...)
		left -= len(part)
		if nl >= 0 || k >= len(matches) || to < gap {
			break
		}
		line = append(append(append(line, 0), matches[k].Detector...), 0)
		left -= len(matches[k].Detector) + 2
		at = matches[k].End
	}
	h.Write(bytes.Join(bytes.Fields(line), []byte{' '}))
	return [32]byte(h.Sum(nil))
}

// A fingerprinter makes fingerprints of findings: by detector, file and context, or,
// with a key, by detector, file and secret.
type fingerprinter struct{ key []byte }

func (f *fingerprinter) by() string {
	if f.key != nil {
		return "key"
	}
	return "context"
}

func (f *fingerprinter) of(file string, x *finding) string {
	var h hash.Hash
	sum := func(part []byte) {
		n := len(part)
		h.Write([]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
		h.Write(part)
	}
	last := x.Context[:]
	if f.key != nil {
		h = hmac.New(sha256.New, f.key)
		last = x.secret[:min(len(x.secret), 16<<10)]
	} else {
		h = sha256.New()
	}
	sum([]byte("tacit scan 1 " + f.by()))
	sum([]byte(x.Detector))
	sum([]byte(file))
	sum(last)
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// keyID tells two keys apart.
func (f *fingerprinter) keyID() string {
	if f.key == nil {
		return ""
	}
	h := hmac.New(sha256.New, f.key)
	h.Write([]byte("tacit scan 1 key id"))
	return hex.EncodeToString(h.Sum(nil)[:4])
}
