//go:build !purego

package jsonname

import "golang.org/x/sys/cpu"

func hasKernel() bool { return cpu.X86.HasAVX2 }

func markAsm(text []byte, words int, masks []uint64) (brackets int) {
	_, _ = text[words*Word], masks[words-1]
	return markAVX2(&text[0], words, &masks[0])
}
