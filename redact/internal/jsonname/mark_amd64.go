//go:build !purego

package jsonname

import "golang.org/x/sys/cpu"

func hasKernel() bool { return cpu.X86.HasAVX2 }

// markAVX2 writes so many words, for each of which it reads 64 bytes, and one byte more.
//
//go:noescape
func markAVX2(text *byte, words int, masks *uint64) (brackets int)

func markAsm(text []byte, words int, masks []uint64) (brackets int) {
	_, _ = text[words*Word], masks[words-1]
	return markAVX2(&text[0], words, &masks[0])
}
