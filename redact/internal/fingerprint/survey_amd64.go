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

func probeAsm(k kernel, text []byte, may, hits *marks, words int, mul uint64, f *filter) {
	text = text[:64*words+8]
	if k == kernelVBMI {
		probeVBMI(&text[0], words, &may[0], &hits[0], mul, &f.bitmap[0], uint64(f.shift-32))
		return
	}
	probeAVX2(&text[0], words, &may[0], &hits[0], mul, &f.bitmap[0], uint64(f.shift-32))
}

func surveyAsm(k kernel, text []byte, t *tables, out *survey) {
	text = text[:min(len(text), reach)]
	if k == kernelVBMI {
		surveyVBMI(&text[0], len(text), &t.classes[0], &out.wall[0])
		return
	}
	surveyAVX2(&text[0], len(text), &t.classes[0], &out.wall[0])
}
