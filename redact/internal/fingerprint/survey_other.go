//go:build !amd64 || purego

package fingerprint

func surveyKernels() []kernel { return nil }

func surveyAsm(kernel, []byte, *tables, *survey) {}

func probeAsm(kernel, []byte, *marks, *marks, int, uint64, *filter) {}
