//go:build !purego

package fingerprint

import "golang.org/x/sys/cpu"

// surveyKernels are those the machine has, the fastest first.
func surveyKernels() (have []kernel) {
	x := &cpu.X86
	if x.HasAVX512F && x.HasAVX512BW && x.HasAVX512DQ && x.HasAVX512VL && x.HasAVX512VBMI && x.HasAVX512VBMI2 && x.HasAVX512GFNI && x.HasBMI2 && x.HasPOPCNT {
		have = append(have, kernelVBMI)
	}
	if x.HasAVX2 && x.HasBMI1 && x.HasPOPCNT {
		have = append(have, kernelAVX2)
	}
	return have
}

// probeAsm is probeGo of 64 bytes for each of hits and eight behind them.
func probeAsm(k kernel, text []byte, may, hits []uint64, mul uint64, f *filter) {
	n := len(hits)
	text, may = text[:64*n+8], may[:n]
	if k == kernelVBMI {
		probeVBMI(&text[0], n, &may[0], &hits[0], mul, &f.bitmap[0], uint64(f.shift-32))
		return
	}
	probeAVX2(&text[0], n, &may[0], &hits[0], mul, &f.bitmap[0], uint64(f.shift-32))
}

func surveyAsm(k kernel, text []byte, t *tables, out *survey) {
	text = text[:min(len(text), reach)]
	if k == kernelVBMI {
		surveyVBMI(&text[0], len(text), &t.classes[0], &out.wall[0])
		return
	}
	surveyAVX2(&text[0], len(text), &t.classes[0], &out.wall[0])
}

// glanceAsm fills g from text, of up to glanceReach bytes, and tells which of it is not 0.
func glanceAsm(k kernel, text []byte, t *tables, g *glance) some {
	n := len(text)
	if k == kernelVBMI {
		return some(glanceVBMI(&text[0], n, &t.classes[0], &g.odd[0]))
	}
	if n >= leastGlance {
		return some(glanceAVX2(&text[0], n, &t.classes[0], &g.odd[0]))
	}
	last := blanks
	copy(last[:], text)
	found := some(glanceAVX2(&last[0], n, &t.classes[0], &g.odd[0]))
	clear(last[:])
	return found
}

// blanks stand behind a short text.
var blanks = [leastGlance]byte([]byte("                                "))
