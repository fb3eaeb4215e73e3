// Package engine lists the variants of Tacit that are measured.
package engine

import (
	"slices"
	"strings"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// A Variant is one way to build the engine.
type Variant struct {
	Name   string
	kernel redact.Kernel
}

// Variants returns the variants that this machine can run, the default first. A
// new kernel is one more line here.
func Variants() []Variant {
	return slices.DeleteFunc([]Variant{
		{"Tacit", redact.KernelAuto},
		{"Tacit, AVX2", redact.KernelAVX2},
		{"Tacit, plain Go", redact.KernelGo},
		{"Tacit, reference", redact.KernelReference},
	}, func(v Variant) bool { return !v.kernel.Available() })
}

// New builds a Redactor with the default catalogue and more options.
func (v Variant) New(more ...redact.Option) (*redact.Redactor, error) {
	opts := []redact.Option{redact.WithDetectors(detectors.Default()...), redact.WithKernel(v.kernel)}
	return redact.New(append(opts, more...)...)
}

// MustNew is New for programs.
func (v Variant) MustNew(more ...redact.Option) *redact.Redactor {
	r, err := v.New(more...)
	if err != nil {
		panic(err)
	}
	return r
}

// Keys returns keys for an HMAC replacement; they protect nothing.
func Keys() redact.KeyRing {
	return redact.KeyRing{Current: redact.Key{ID: "k1", Secret: []byte(strings.Repeat("bench-only-", 3))}, Tenant: "bench"}
}
