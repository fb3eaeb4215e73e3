//go:build !amd64 || purego

package fingerprint

func surveyKernels() []kernel { return nil }

func surveyAsm(kernel, []byte, *tables, *survey) {}

func probeAsm([]byte, *marks, *marks, int, uint64, *filter) {}
