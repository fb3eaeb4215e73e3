//go:build !unix || solaris || aix || illumos

package guard

// coreLimit returns the limit for core files, if it is known.
func coreLimit() (limit uint64, ok bool) { return 0, false }
