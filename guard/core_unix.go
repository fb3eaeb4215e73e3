//go:build unix && !solaris && !aix && !illumos

package guard

import "syscall"

// coreLimit returns the limit for core files, if it is known.
func coreLimit() (limit uint64, ok bool) {
	var r syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_CORE, &r) != nil {
		return 0, false
	}
	return uint64(r.Cur), true
}
