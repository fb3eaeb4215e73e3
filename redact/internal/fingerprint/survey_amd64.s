//go:build !purego

#include "textflag.h"

#define BIT(bit, src, off) \
	VPTESTMB bit, src, K3 \
	KMOVQ    K3, off(DI)

// func surveyVBMI(text *byte, n int, tables *[256]byte, out *block)
// Requires: AVX512BW, AVX512F, AVX512VBMI
TEXT ·surveyVBMI(SB), NOSPLIT, $0-32
	MOVQ text+0(FP), SI
	MOVQ n+8(FP), CX
	MOVQ tables+16(FP), DX
	MOVQ out+24(FP), DI
	VMOVDQU64 (DX), Z1
	VMOVDQU64 64(DX), Z2
	VMOVDQU64 128(DX), Z3
	VMOVDQU64 192(DX), Z4
	MOVQ $0x0101010101010101, AX
	VPBROADCASTQ AX, Z8
	VPADDB Z8, Z8, Z9
	VPADDB Z9, Z9, Z10
	VPADDB Z10, Z10, Z11
	VPADDB Z11, Z11, Z12
	VPADDB Z12, Z12, Z13
	VPADDB Z13, Z13, Z14
	VPADDB Z14, Z14, Z15
	MOVQ $-1, AX
	KMOVQ AX, K1

loop:
	CMPQ CX, $64
	JGE  whole
	TESTQ CX, CX
	JLE  done
	// The first CX bytes only: what is masked out is not read.
	MOVQ $1, AX
	SHLQ CX, AX
	DECQ AX
	KMOVQ AX, K1

whole:
	VMOVDQU8.Z (SI), K1, Z0
	VPMOVB2M Z0, K4
	KANDNQ K1, K4, K2
	VMOVDQA64 Z0, Z5
	VPERMI2B.Z Z2, Z1, K2, Z0
	VPERMI2B.Z Z4, Z3, K2, Z5
	BIT(Z8, Z0, 0)
	BIT(Z9, Z0, 8)
	BIT(Z10, Z0, 16)
	BIT(Z11, Z0, 24)
	BIT(Z12, Z0, 32)
	BIT(Z13, Z0, 40)
	BIT(Z14, Z0, 48)
	BIT(Z15, Z0, 56)
	BIT(Z8, Z5, 64)
	BIT(Z9, Z5, 72)
	BIT(Z10, Z5, 80)
	BIT(Z11, Z5, 88)
	BIT(Z12, Z5, 96)
	BIT(Z13, Z5, 104)
	BIT(Z14, Z5, 112)
	BIT(Z15, Z5, 120)
	KMOVQ K4, 128(DI)
	ADDQ $64, SI
	ADDQ $136, DI
	SUBQ $64, CX
	JMP  loop

done:
	VZEROUPPER
	RET
