//go:build !purego

package jsonname

import "golang.org/x/sys/cpu"

func hasKernel() bool { return cpu.X86.HasAVX2 }

// hasWide reports that there is a kernel that reads any number of bytes.
func hasWide() bool { return cpu.X86.HasAVX512BW && cpu.X86.HasBMI2 && cpu.X86.HasPOPCNT }

func markWide(text []byte, masks []uint64) (brackets int) {
	_ = masks[(len(text)-1)/Word]
	return markAVX512(&text[0], len(text), &masks[0])
}

func markAsm(text []byte, words int, masks []uint64) (brackets int) {
	_, _ = text[words*Word], masks[words-1]
	return markAVX2(&text[0], words, &masks[0])
}
