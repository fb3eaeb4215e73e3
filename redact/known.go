package redact

import (
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact/internal/pattern"
)

// known names the detectors of the catalogue: their sums, cut, one behind the other and
// sorted. None of them, nor any choice of them, finds anything in the label of one, and New
// does not look for that again.
//
//go:embed known.bin
var known string

// catalogue is detectors like known.
type catalogue string

const sumSize = 16

// A detectorSum identifies a detector, but for its functions and what is only said of it.
type detectorSum [sha256.Size]byte

func (d *Detector) sum() detectorSum {
	b := make([]byte, 0, 1024)
	number := func(n int) { b = binary.AppendVarint(b, int64(n)) }
	text := func(s string) {
		number(len(s))
		b = append(b, s...)
	}
	texts := func(list []string) {
		number(len(list))
		for _, s := range list {
			text(s)
		}
	}
	text(d.ID)
	number(d.Revision)
	number(int(d.Tier))
	text(d.Pattern)
	texts(d.Near)
	number(len(d.Run))
	for _, n := range d.Run {
		number(n)
	}
	texts(d.Names)
	number(int(d.Extent))
	for _, is := range []bool{d.Weak, d.Userinfo} {
		n := 0
		if is {
			n = 1
		}
		number(n)
	}
	return sha256.Sum256(b)
}

func (c catalogue) has(sum *detectorSum) bool {
	lo, hi := 0, len(c)/sumSize
	for lo < hi {
		if mid := (lo + hi) / 2; string(c[mid*sumSize:][:sumSize]) < string(sum[:sumSize]) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(c)/sumSize && string(c[lo*sumSize:][:sumSize]) == string(sum[:sumSize])
}

// catalogueOf returns the catalogue of some detectors.
func catalogueOf(ds []Detector) catalogue {
	sums := make([]string, len(ds))
	for i := range ds {
		sum := ds[i].sum()
		sums[i] = string(sum[:sumSize])
	}
	slices.Sort(sums)
	return catalogue(strings.Join(sums, ""))
}

// strangers are the detectors of a plan that known lacks.
type strangers struct {
	dets []int32 // ascending
	// One of literals is in all that a pattern of theirs matches, and one of names in all
	// that is a name of theirs, without separators. Both are in lower case.
	literals, names []string
	all             bool // they may find anything
}

func (s *strangers) has(det int32) bool {
	_, ok := slices.BinarySearch(s.dets, det)
	return ok
}

// add adds a detector, but for its pattern.
func (s *strangers) add(d *Detector, det int32) {
	s.dets = append(s.dets, det)
	s.all = s.all || d.Userinfo
	for _, name := range d.Names {
		s.names = append(s.names, joined(name))
	}
}

func (s *strangers) addPattern(p *pattern.Prog) {
	for _, a := range p.Anchors() {
		s.literals = append(s.literals, strings.ToLower(a.Text))
	}
}

// joined returns text in lower case, without what is neither letter nor digit in ASCII.
func joined(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, text)
}
