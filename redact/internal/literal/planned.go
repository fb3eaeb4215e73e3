package literal

import (
	_ "embed"
	"encoding/binary"
	"slices"
)

// planned holds places that were chosen beforehand: those of the literals of the
// catalogue, as search chooses them. What it lacks is placed around them. Any place is
// right, so a wrong one only costs time.
//
// It begins with the number of entries. An entry is a hash of the literal, by which they
// are sorted, its offset and its bucket, and its parities. Behind stand the literals.
//
//go:embed planned.bin
var planned string

const (
	plannedHash = 4
	plannedEven = plannedHash + 2
	plannedSize = plannedEven + 2
)

// Hash is FNV-1a of the text and of whether it folds.
func (l Literal) Hash() uint32 {
	const first, prime = 2166136261, 16777619
	h := uint32(first)
	for i := range len(l.Text) {
		h = (h ^ uint32(l.Text[i])) * prime
	}
	if l.Fold {
		h ^= 1
	}
	return h * prime
}

// Plan returns the data of some literals, as planned holds it.
func Plan(lits []Literal) []byte {
	entries := make([][plannedSize]byte, len(lits))
	for i := range lits {
		binary.BigEndian.PutUint32(entries[i][:], lits[i].Hash())
	}
	for i, at := range search(lits) {
		entries[i][plannedHash], entries[i][plannedHash+1] = byte(at.off), byte(at.bucket)
	}
	for i, at := range strideSearch(lits) {
		entries[i][plannedEven], entries[i][plannedEven+1] = byte(at[0]), byte(at[1])
	}
	slices.SortFunc(entries, func(a, b [plannedSize]byte) int { return slices.Compare(a[:], b[:]) })
	data := binary.BigEndian.AppendUint32(nil, uint32(len(lits)))
	for i := range entries {
		data = append(data, entries[i][:]...)
	}
	for _, l := range lits {
		n := byte(len(l.Text))
		if l.Fold {
			n |= plannedFold
		}
		data = append(append(data, n), l.Text...)
	}
	return data
}

// plannedFold marks a literal that folds, in the byte of its length.
const plannedFold = 0x80

// Planned returns the literals of the data that Plan has made.
func Planned(data []byte) (lits []Literal) {
	for rest := data[4+int(number32(string(data)))*plannedSize:]; len(rest) > 0; {
		n := int(rest[0] &^ plannedFold)
		lits = append(lits, Literal{string(rest[1 : 1+n]), rest[0]&plannedFold != 0})
		rest = rest[1+n:]
	}
	return lits
}

// placed returns the place of a literal that was chosen beforehand, if there is one and
// its bucket is for windows of that length here too.
func (p *planner) placed(data string, l Literal) (at place, ok bool) {
	e := lookUp(data, l)
	if e == "" {
		return at, false
	}
	at = place{off: int(e[plannedHash]), n: min(width, len(l.Text)), bucket: int(e[plannedHash+1])}
	return at, at.off+at.n <= len(l.Text) && at.bucket < len(p.buckets) && p.buckets[at.bucket].n == at.n
}

// placedEven returns the windows of a literal that were chosen beforehand, if there are some.
func placedEven(data string, l Literal) (at parities, ok bool) {
	e := lookUp(data, l)
	if e == "" {
		return at, false
	}
	at = parities{int8(e[plannedEven]), int8(e[plannedEven+1])}
	return at, at[0]&1 == 0 && at[1]&1 != 0 && known(l.Text, int(at[0])) && known(l.Text, int(at[1]))
}

// lookUp returns the entry of a literal, or nothing.
func lookUp(data string, l Literal) string {
	if len(data) < 4 {
		return ""
	}
	n := int(number32(data))
	if data = data[4:]; n > len(data)/plannedSize {
		return ""
	}
	key, lo, hi := l.Hash(), 0, n
	for lo < hi {
		if mid := (lo + hi) / 2; number32(data[mid*plannedSize:]) < key {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == n || number32(data[lo*plannedSize:]) != key {
		return ""
	}
	return data[lo*plannedSize:][:plannedSize]
}

func number32(s string) uint32 {
	return uint32(s[0])<<24 | uint32(s[1])<<16 | uint32(s[2])<<8 | uint32(s[3])
}
