//go:build !amd64 || purego

package jsonname

func hasKernel() bool { return false }

func markAsm([]byte, int, []uint64) int { return 0 }
