//go:build !purego

package fingerprint

import "golang.org/x/sys/cpu"

func hasSurvey() bool {
	x := &cpu.X86
	return x.HasAVX512F && x.HasAVX512BW && x.HasAVX512VBMI
}

// surveyVBMI writes (n+63)/64 blocks.
//
//go:noescape
func surveyVBMI(text *byte, n int, tables *[256]byte, out *block)

func surveyAsm(text []byte, tables *[256]byte, out []block) {
	_ = out[(len(text)-1)/64]
	surveyVBMI(&text[0], len(text), tables, &out[0])
}
