//go:build !purego

#include "textflag.h"

#define FILL(byte, x, y) \
	MOVQ         $byte, AX \
	VMOVQ        AX, x     \
	VPBROADCASTB x, y

// Sets the low and the high half of out to the bits of two vectors.
#define BITS(low, high, out, tmp) \
	VPMOVMSKB low, out   \
	VPMOVMSKB high, tmp  \
	SHLQ      $32, tmp   \
	ORQ       tmp, out

// func markAVX2(text *byte, words int, masks *uint64) (brackets int)
// Requires: AVX, AVX2, POPCNT
TEXT ·markAVX2(SB), NOSPLIT, $0-32
	MOVQ text+0(FP), SI
	MOVQ words+8(FP), CX
	MOVQ masks+16(FP), DI
	FILL(0x22, X8, Y8)   // quote mark
	FILL(0x3a, X9, Y9)   // colon
	FILL(0x20, X10, Y10) // blank, and what is smaller
	FILL(0x61, X11, Y11) // a
	FILL(0x19, X12, Y12) // z - a
	FILL(0x7b, X13, Y13) // opening brace; with bit 5, a bracket too
	XORQ R8, R8          // 1: a quote mark ended the word before
	XORQ R9, R9          // not 0: a name goes on from the word before
	XORQ R10, R10        // brackets

loop:
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1

	VPOR     Y0, Y10, Y2
	VPOR     Y1, Y10, Y3
	VPCMPEQB Y2, Y13, Y2
	VPCMPEQB Y3, Y13, Y3
	BITS(Y2, Y3, AX, BX)
	POPCNTQ  AX, AX
	ADDQ     AX, R10

	VPCMPEQB Y0, Y8, Y2
	VPCMPEQB Y1, Y8, Y3
	BITS(Y2, Y3, R11, BX)

	VPSUBB   Y11, Y0, Y0
	VPSUBB   Y11, Y1, Y1
	VPMINUB  Y0, Y12, Y2
	VPMINUB  Y1, Y12, Y3
	VPCMPEQB Y0, Y2, Y2
	VPCMPEQB Y1, Y3, Y3
	BITS(Y2, Y3, R12, BX)

	VMOVDQU  1(SI), Y0
	VMOVDQU  33(SI), Y1
	VPCMPEQB Y0, Y9, Y2
	VPCMPEQB Y1, Y9, Y3
	VPMINUB  Y0, Y10, Y4
	VPMINUB  Y1, Y10, Y5
	VPCMPEQB Y0, Y4, Y4
	VPCMPEQB Y1, Y5, Y5
	VPOR     Y2, Y4, Y2
	VPOR     Y3, Y5, Y3
	BITS(Y2, Y3, R13, BX)

	// A letter behind a quote mark begins a word; to add it carries to its end.
	LEAQ (R8)(R11*2), AX
	MOVQ R11, R8
	SHRQ $63, R8
	ANDQ R12, AX
	MOVQ R12, BX
	NEGQ R9
	ADCQ AX, BX
	SBBQ R9, R9
	NEGQ R9
	NOTQ R12
	ANDQ R12, BX
	NOTQ BX
	ANDQ R11, R13
	ANDQ BX, R13
	MOVQ R13, (DI)

	ADDQ $64, SI
	ADDQ $8, DI
	DECQ CX
	JNE  loop
	VZEROUPPER
	MOVQ R10, brackets+24(FP)
	RET
