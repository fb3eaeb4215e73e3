package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// ask is probe for processors without AVX-512: it gathers where windows stand and asks for four at
// once.
func ask() {
	const at = 2 * (1024 + 8)
	TEXT("probeAVX2", 0, "func(text *byte, n int, may *uint64, hits *uint64, mul uint64, bitmap *uint64, shift uint64)")
	Pragma("noescape")
	Doc("probeAVX2 writes n words of hits, up to 16: the bits of may whose windows the filter has. It",
		"reads 64*n+8 bytes of text. It needs AVX2, BMI1 and POPCNT.")
	places := AllocLocal(at)
	text, n := Load(Param("text"), GP64()), Load(Param("n"), GP64())
	may, hits := Load(Param("may"), GP64()), Load(Param("hits"), GP64())
	base, to, end, mask, x, zero := GP64(), GP64(), GP64(), GP64(), GP64(), GP64()
	XORQ(base, base)
	XORQ(zero, zero)
	LEAQ(places, end)

	Label("askWord")
	MOVQ(Mem{Base: may}, mask)
	MOVQ(zero, Mem{Base: hits})
	ADDQ(Imm(8), may)
	ADDQ(Imm(8), hits)
	MOVQ(end, to)
	POPCNTQ(mask, x)
	LEAQ(Mem{Base: end, Index: x, Scale: 2}, end)
	TESTQ(mask, mask)
	JZ(LabelRef("askGathered"))
	Label("askGather")
	for i := range 4 { // behind the last are some that the next word writes over
		TZCNTQ(mask, x)
		ADDQ(base, x)
		MOVW(x.As16(), Mem{Base: to, Disp: 2 * i})
		BLSRQ(mask, mask)
	}
	LEAQ(Mem{Base: to, Disp: 8}, to)
	JNZ(LabelRef("askGather"))
	Label("askGathered")
	ADDQ(Imm(64), base)
	DECQ(n)
	JNZ(LabelRef("askWord"))

	LEAQ(places, to)
	CMPQ(to, end)
	JEQ(LabelRef("askedAll"))
	Comment("The last of them also stands for those that lack to four.")
	MOVWQZX(Mem{Base: end, Disp: -2}, x)
	for i := range 3 {
		MOVW(x.As16(), Mem{Base: end, Disp: 2 * i})
	}
	Load(Param("hits"), hits)
	bitmap := Load(Param("bitmap"), GP64())
	mul, upper, shift := YMM(), YMM(), XMM()
	Load(Param("mul"), x)
	VMOVQ(x, shift)
	VPBROADCASTQ(shift, mul)
	VPSRLQ(Imm(32), mul, upper)
	Load(Param("shift"), x)
	VMOVQ(x, shift)
	// four has what stands at the four places of some memory.
	four := func(at func(i int) Mem) VecVirtual {
		low, high, y := XMM(), XMM(), YMM()
		VMOVQ(at(0), low)
		VPINSRQ(Imm(1), at(1), low, low)
		VMOVQ(at(2), high)
		VPINSRQ(Imm(1), at(3), high, high)
		VINSERTI128(Imm(1), high, low.AsY(), y)
		return y
	}
	// moved has x moved by n.
	up := func(n uint64, x VecVirtual) VecVirtual {
		y := YMM()
		VPSLLQ(Imm(n), x, y)
		return y
	}
	down := func(n uint64, x VecVirtual) VecVirtual {
		y := YMM()
		VPSRLQ(Imm(n), x, y)
		return y
	}

	Label("askFour")
	place := [4]GPVirtual{GP64(), GP64(), GP64(), GP64()}
	for i, p := range place {
		MOVWQZX(Mem{Base: to, Disp: 2 * i}, p)
	}
	reg := four(func(i int) Mem { return Mem{Base: text, Index: place[i], Scale: 1} })
	VPSHUFB(twice("askSwap", 0x8080000102030405, 0x808008090a0b0c0d), reg, reg)
	Comment("Marks: the upper half of the product, moved down where there is no capital letter.")
	mark, y, z := YMM(), YMM(), YMM()
	VPMULUDQ(mul, reg, mark)
	VPSRLQ(Imm(32), mark, mark)
	VPMULUDQ(upper, reg, y)
	VPADDQ(y, mark, mark)
	VPMULUDQ(mul, down(32, reg), y)
	VPADDQ(y, mark, mark)
	VPAND(fourTimes("askLow", 0xffffffff), mark, mark)
	VPANDN(down(1, reg), reg, y)
	z = up(1, reg)
	VPAND(up(2, reg), z, z)
	VPAND(up(3, reg), z, z)
	VPANDN(y, z, y)
	VPAND(fourTimes("askCapitals", 0x202020202020), y, y)
	VPXOR(z, z, z)
	VPCMPEQQ(z, y, y)
	VPAND(fourTimes("askMoved", 3), y, y)
	VPSRLVQ(y, mark, mark)
	Comment("The word of the filter, and its three bits.")
	bit := YMM()
	VPSRLQ(shift, mark, bit)
	words := down(6, bit)
	var high Register = XMM()
	low := words.AsX()
	VEXTRACTI128(Imm(1), words, high)
	word := [4]GPVirtual{GP64(), GP64(), GP64(), GP64()}
	for i, half := range []Register{low, high} {
		VMOVQ(half, word[2*i])
		VPEXTRQ(Imm(1), half, word[2*i+1])
	}
	words = four(func(i int) Mem { return Mem{Base: bitmap, Index: word[i], Scale: 8} })
	VPMULUDQ(fourTimes("askGolden", 0x9e3779b1), mark, mark)
	VPAND(fourTimes("askBit", 63), bit, bit)
	VPSRLVQ(bit, words, bit)
	for _, n := range []uint64{32, 38} {
		third := YMM()
		VPSRLVQ(down(58, up(n, mark)), words, third)
		VPAND(third, bit, bit)
	}
	VPSLLQ(Imm(63), bit, bit)
	VMOVMSKPD(bit, x.As32())
	TESTL(x.As32(), x.As32())
	JZ(LabelRef("askNext"))
	for i, p := range place {
		label := "askLacks" + string(rune('0'+i))
		BTL(Imm(uint64(i)), x.As32())
		JCC(LabelRef(label))
		k := GP64()
		MOVQ(p, k)
		SHRQ(Imm(6), k)
		MOVQ(Mem{Base: hits, Index: k, Scale: 8}, mask)
		BTSQ(p, mask)
		MOVQ(mask, Mem{Base: hits, Index: k, Scale: 8})
		Label(label)
	}
	Label("askNext")
	ADDQ(Imm(8), to)
	CMPQ(to, end)
	JLT(LabelRef("askFour"))
	Label("askedAll")
	VZEROUPPER()
	RET()
}

var wordsOf = map[string]Mem{}

// fourTimes is four times w.
func fourTimes(name string, w uint64) Mem { return twice(name, w, w) }

// twice is low and high, twice.
func twice(name string, low, high uint64) Mem {
	if m, ok := wordsOf[name]; ok {
		return m
	}
	m := GLOBL(name, RODATA|NOPTR)
	for i, w := range []uint64{low, high, low, high} {
		DATA(8*i, U64(w))
	}
	wordsOf[name] = m
	return m
}
