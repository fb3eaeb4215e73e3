//go:build !amd64 || purego

package fingerprint

func surveyKernels() []kernel { return nil }

func surveyAsm(kernel, []byte, *tables, *survey) {}

func probeAsm(kernel, []byte, []uint64, []uint64, uint64, *filter) {}

func glanceAsm(kernel, []byte, *tables, *glance) some { return 0 }
