//go:build !purego

package fingerprint

import "golang.org/x/sys/cpu"

func hasSurvey() bool {
	x := &cpu.X86
	return x.HasAVX512F && x.HasAVX512BW && x.HasAVX512DQ && x.HasAVX512VL && x.HasAVX512VBMI && x.HasAVX512VBMI2 && x.HasAVX512GFNI && x.HasBMI2 && x.HasPOPCNT
}

func probeAsm(text []byte, may, hits *marks, words int, mul uint64, f *filter) {
	probeVBMI(&text[:64*words+8][0], words, &may[0], &hits[0], mul, &f.bitmap[0], uint64(f.shift-32))
}

func surveyAsm(text []byte, t *tables, out *survey) {
	text = text[:min(len(text), reach)]
	surveyVBMI(&text[0], len(text), &t.classes[0], &out.wall[0])
}

func hasRows() bool { return cpu.X86.HasAVX2 }

// readAsm is readBlocks with the kernel.
func (r *rows) readAsm(text []byte, t *tables, k int) {
	n := len(text) / 64
	_ = r[rowHigh][k+1 : k+1+n]
	rowsAVX2(&text[:64*n][0], n, &t.classes[0], &r[0][k+1])
}
