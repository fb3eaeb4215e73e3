//go:build !purego

package jsonname

import "golang.org/x/sys/cpu"

func hasKernel() bool { return cpu.X86.HasAVX2 && cpu.X86.HasBMI1 && cpu.X86.HasBMI2 }

// hasWide reports that there is a kernel that reads any number of bytes.
func hasWide() bool { return cpu.X86.HasAVX512BW && cpu.X86.HasBMI2 && cpu.X86.HasPOPCNT }

func markWide(text []byte, masks []uint64) (brackets int) {
	_ = masks[(len(text)-1)/Word]
	return markAVX512(&text[0], len(text), &masks[0])
}

func markAsm(text []byte, masks []uint64) (brackets int) {
	_, _ = text[Word], masks[(len(text)-2)/Word]
	return markAVX2(&text[0], len(text), &masks[0])
}
