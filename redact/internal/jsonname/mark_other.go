//go:build !amd64 || purego

package jsonname

func hasKernel() bool { return false }

func hasWide() bool { return false }

func markWide([]byte, []uint64) int { return 0 }

func markAsm([]byte, []uint64) int { return 0 }
