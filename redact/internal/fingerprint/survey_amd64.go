//go:build !purego

package fingerprint

import "golang.org/x/sys/cpu"

func hasSurvey() bool {
	x := &cpu.X86
	return x.HasAVX512F && x.HasAVX512BW && x.HasAVX512VL && x.HasAVX512VBMI && x.HasAVX512VBMI2 && x.HasPOPCNT
}

// surveyVBMI fills the words of out that (n+63)/64 blocks have, rounded up to 8.
//
//go:noescape
func surveyVBMI(text *byte, n int, t *tables, out *survey)

func surveyAsm(text []byte, t *tables, out *survey) {
	text = text[:min(len(text), reach)]
	surveyVBMI(&text[0], len(text), t, out)
}
