package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// constant is a table of 64 bytes.
func constant(name string, of func(i int) int) Mem {
	m := GLOBL(name, RODATA|NOPTR)
	for i := range 8 {
		var w uint64
		for k := range 8 {
			w |= uint64(of(8*i+k)) << (8 * k)
		}
		DATA(8*i, U64(w))
	}
	return m
}

// probe asks the filter for eight windows at once, as tile.probe does.
func probe() {
	TEXT("probeVBMI", 0, "func(text *byte, n int, may *uint64, hits *uint64, mul uint64, bitmap *uint64, shift uint64)")
	Pragma("noescape")
	Doc("probeVBMI writes n words of hits: the bits of may whose windows the filter has. It reads",
		"64*n+8 bytes of text. It needs AVX-512 BW, DQ, VL, VBMI and VBMI2, BMI2 and POPCNT.")
	may, hits, bitmap := RDX, RDI, R8
	mul, capitals, ones, low, golden, shift := Z16, Z17, Z18, Z20, Z21, X22
	numbers, swap := Z23, Z24
	AllocLocal(64)
	Load(Param("text"), text)
	Load(Param("n"), count)
	Load(Param("may"), may)
	Load(Param("hits"), hits)
	Load(Param("bitmap"), bitmap)
	Load(Param("mul"), RAX)
	VPBROADCASTQ(RAX, mul)
	Load(Param("shift"), RAX)
	VMOVQ(RAX, shift)
	fill64(0x202020202020, capitals)
	fill64(1, ones)
	fill64(63, low)
	fill64(0x9e3779b1, golden)
	VMOVDQU64(constant("numbers", func(i int) int { return i }), numbers)
	VMOVDQU64(constant("swap", func(i int) int { return i&8 | 7 - i&7 }), swap)
	MOVQ(I32(-1), R9)

	Label("word")
	MOVQ(Mem{Base: may}, RBX)
	Comment("The hits, where the next eight windows stand, how many are left, and of which bits.")
	XORQ(R10, R10)
	MOVQ(RSP, R11)
	POPCNTQ(RBX, R12)
	MOVQ(RBX, R13)
	TESTQ(RBX, RBX)
	JZ(LabelRef("asked"))
	KMOVQ(RBX, K1)
	VPCOMPRESSB_Z(numbers, K1, Z0)
	VMOVDQU64(Z0, Mem{Base: StackPointer})

	Label("eight")
	BZHIQ(R12, R9, RAX)
	KMOVB(EAX, K1)
	KMOVQ(K1, K2)
	KMOVQ(K1, K3)
	VPMOVZXBQ(Mem{Base: R11}, Z1)
	VPXORQ(Z2, Z2, Z2)
	VPGATHERQQ(Mem{Base: text, Index: Z1, Scale: 1}, K2, Z2)
	VPSHUFB(swap, Z2, Z2)
	VPSRLQ(Imm(16), Z2, Z2)
	Comment("Marks: the upper half of the product, moved down where there is no capital letter.")
	VPMULLQ(mul, Z2, Z3)
	VPSRLQ(Imm(32), Z3, Z3)
	VPSRLQ(Imm(1), Z2, Z4)
	VPANDNQ(Z4, Z2, Z4)
	VPSLLQ(Imm(1), Z2, Z5)
	VPSLLQ(Imm(2), Z2, Z6)
	VPSLLQ(Imm(3), Z2, Z7)
	VPANDQ(Z5, Z6, Z5)
	VPANDQ(Z5, Z7, Z5)
	VPANDNQ(Z4, Z5, Z4)
	VPTESTNMQ(capitals, Z4, K4)
	VPSRLQ(Imm(3), Z3, K4, Z3)
	Comment("The word of the filter, and its three bits.")
	VPSRLQ(shift, Z3, Z4)
	VPSRLQ(Imm(6), Z4, Z5)
	VPXORQ(Z6, Z6, Z6)
	VPGATHERQQ(Mem{Base: bitmap, Index: Z5, Scale: 8}, K3, Z6)
	VPANDQ(low, Z4, Z4)
	VPMULUDQ(golden, Z3, Z3)
	VPSLLQ(Imm(38), Z3, Z7)
	VPSRLQ(Imm(58), Z7, Z7)
	VPSLLQ(Imm(32), Z3, Z3)
	VPSRLQ(Imm(58), Z3, Z3)
	VPSRLVQ(Z4, Z6, Z4)
	VPSRLVQ(Z7, Z6, Z7)
	VPSRLVQ(Z3, Z6, Z6)
	VPANDQ(Z7, Z4, Z4)
	VPANDQ(ones, Z4, Z4)
	VPTESTMQ(Z4, Z6, K5)
	KMOVB(K5, EAX)
	Comment("Without a branch, which would be guessed while the words are on their way.")
	PDEPQ(R13, RAX, RAX)
	ORQ(RAX, R10)
	SUBQ(Imm(8), R12)
	JLE(LabelRef("asked"))
	ADDQ(Imm(8), R11)
	Comment("Without the first eight bits.")
	MOVQ(U32(255), RAX)
	PDEPQ(R13, RAX, RAX)
	ANDNQ(R13, RAX, R13)
	JMP(LabelRef("eight"))

	Label("asked")
	MOVQ(R10, Mem{Base: hits})
	ADDQ(Imm(8), may)
	ADDQ(Imm(8), hits)
	ADDQ(Imm(64), text)
	DECQ(count)
	JNZ(LabelRef("word"))
	VZEROUPPER()
	RET()
}
