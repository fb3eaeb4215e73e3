package redact

import "github.com/tacit-go/tacit/redact/internal/literal"

// A Kernel is an implementation of the search for literals. All find the same;
// they differ in speed.
type Kernel string

const (
	// KernelAuto is the default: the fastest kernel that the machine has.
	KernelAuto Kernel = "auto"
	// KernelAVX512 needs an amd64 processor with AVX-512 BW, VBMI, VBMI2 and GFNI.
	KernelAVX512 Kernel = "avx512"
	// KernelAVX2 needs an amd64 processor with AVX2.
	KernelAVX2 Kernel = "avx2"
	// KernelGo has no assembly and runs everywhere. With the build tag purego it
	// is the only one beside the reference.
	KernelGo Kernel = "go"
	// KernelReference is the plain automaton by which the others are judged.
	KernelReference Kernel = "reference"
)

// internal returns the kernel, or false if there is none of this name.
func (k Kernel) internal() (literal.Kernel, bool) {
	for i := literal.Auto; i <= literal.Reference; i++ {
		if i.String() == string(k) {
			return i, true
		}
	}
	return 0, k == ""
}

// Available reports whether the machine has the kernel.
func (k Kernel) Available() bool {
	i, ok := k.internal()
	return ok && i.Available()
}

// WithKernel chooses the search; the default is KernelAuto. A kernel that the
// machine does not have is an error of New. Every kernel is tested when it is
// built; one that fails is replaced by the next: [Redactor.Describe] tells which
// is in force.
func WithKernel(k Kernel) Option {
	return option(func(c *config) { c.kernel = k })
}
