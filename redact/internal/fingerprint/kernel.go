package fingerprint

import (
	"encoding/binary"
	"math/rand/v2"
	"sync"
)

// A kernel surveys and asks the filter.
type kernel uint8

const (
	kernelGo kernel = iota
	kernelAVX2
	kernelVBMI
)

// fastSurvey is the fastest kernel there is that does what surveyGo and probeGo do.
var fastSurvey = sync.OnceValue(func() kernel {
	for _, k := range surveyKernels() {
		if k.agrees() {
			return k
		}
	}
	return kernelGo
})

// fastGlance is the fastest kernel there is that sees what surveyGo does, or kernelGo, which does not
// glance.
var fastGlance = sync.OnceValue(func() kernel {
	if fastSurvey() == kernelGo {
		return kernelGo
	}
	for _, k := range surveyKernels() {
		if k.glanceAgrees() {
			return k
		}
	}
	return kernelGo
})

func (k kernel) glanceAgrees() bool {
	r := rand.New(rand.NewPCG(3, 4))
	var text [glanceReach]byte
	for round := range 24 {
		for i := range text {
			text[i] = "0123456789abcdef67:, \\n=\nXYZ\x00\xc2\xad"[r.IntN(10+6*(round%4))]
		}
		t, n := surveyTables(r), 1+r.IntN(len(text))
		var want survey
		var have glance
		surveyGo(text[:n], t, &want)
		glanceAsm(k, text[:n], t, &have)
		for i := range have.odd {
			if want.odd[i] != have.odd[i] || want.may[i]&^have.may[i] != 0 || want.run64[i] != have.run64[i] ||
				want.run32[i] != have.run32[i] || want.list[i] != have.list[i] {
				return false
			}
		}
	}
	return true
}

// agrees tells whether k does what plain Go does.
func (k kernel) agrees() bool {
	r := rand.New(rand.NewPCG(1, 2))
	var text [reach]byte
	for round := range 12 {
		for i := 0; i < len(text); i += 8 {
			binary.LittleEndian.PutUint64(text[i:], r.Uint64())
		}
		if round%3 > 0 { // what is long enough for lists and forms
			for i := range text {
				text[i] = "0123456789abcdef67:, \\n=\nXYZ"[int(text[i])%(10+9*(round%3))]
			}
		}
		if !k.surveys(text[:1+r.IntN(len(text))], surveyTables(r)) || !k.probes(text[:], r) {
			return false
		}
	}
	return true
}

// surveyTables returns tables of random places.
func surveyTables(r *rand.Rand) *tables {
	f := noFirsts
	behind := rest{lack: r.IntN(mostLack + 3)}
	for c := range f {
		f[c] |= byte(r.Uint32()|r.Uint32()) & (bitOdd - 1)
		if r.IntN(4) > 0 {
			behind.add(byte(c))
		}
	}
	return newTables(f, r.IntN(2) == 0, behind)
}

// surveys tells whether k finds in text what surveyGo does.
func (k kernel) surveys(text []byte, t *tables) bool {
	var want, have survey
	surveyGo(text, t, &want)
	surveyAsm(k, text, t, &have)
	return want == have
}

// probes tells whether k has the hits in text, of whole blocks, that probeGo has, but for the
// last block.
func (k kernel) probes(text []byte, r *rand.Rand) bool {
	f := newFilter(1 << r.IntN(16))
	for i := range f.bitmap {
		f.bitmap[i] = r.Uint64()
	}
	mul, words := (r.Uint64()|1)<<16, len(text)/64-1
	var may, want, have marks
	for i := range words {
		for n := r.IntN(4); n > 0; n-- {
			may[i] |= r.Uint64() & r.Uint64()
		}
	}
	probeGo(text, may[:words], want[:words], mul, f)
	probeAsm(k, text, may[:words], have[:words], mul, f)
	return want == have
}
