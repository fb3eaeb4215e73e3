// Command jsonname writes the assembly that finds names in JSON.
package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

func main() {
	ConstraintExpr("!purego")
	mark512()
	mark()
	Generate()
}

// mark512 writes a mask for each 64 bytes, of which the last word may have less.
func mark512() {
	TEXT("markAVX512", NOSPLIT, "func(text *byte, n int, masks *uint64) (brackets int)")
	Pragma("noescape")
	Doc("markAVX512 writes (n+63)/64 words for n bytes, at least one, and reads no more. It needs", "AVX-512 BW and BMI2.")
	text, n := Load(Param("text"), GP64()), Load(Param("n"), GP64())
	masks := Load(Param("masks"), GP64())
	tmp, full, ones := GP64(), GP64(), GP64()

	fill := func(b byte) VecVirtual {
		z := ZMM()
		MOVL(U32(uint32(b)), tmp.As32())
		VPBROADCASTB(tmp.As32(), z)
		return z
	}
	quote, colon, blank := fill('"'), fill(':'), fill(' ')
	small, letters := fill('a'), fill('z'-'a')
	brace := fill('{') // with bit 5, a bracket too

	begun, name, brackets := GP64(), GP64(), GP64()
	XORQ(begun, begun)
	XORQ(name, name)
	XORQ(brackets, brackets)
	MOVQ(I32(-1), ones)
	MOVQ(U32(64), full)

	const lessOrEqual = 2
	at, next, bracket := ZMM(), ZMM(), ZMM()
	quotes, word, ends, done := GP64(), GP64(), GP64(), GP64()

	Label("loop")
	Comment("The bytes that are left, and those that have one behind.")
	CMPQ(n, full)
	MOVQ(full, tmp)
	CMOVQLT(n, tmp)
	BZHIQ(tmp, ones, tmp)
	KMOVQ(tmp, K1)
	DECQ(n)
	CMPQ(n, full)
	MOVQ(full, tmp)
	CMOVQLT(n, tmp)
	BZHIQ(tmp, ones, tmp)
	KMOVQ(tmp, K2)
	VMOVDQU8_Z(Mem{Base: text}, K1, at)
	VMOVDQU8_Z(Mem{Base: text, Disp: 1}, K2, next)

	VPORQ(at, blank, bracket)
	VPCMPEQB(bracket, brace, K3)
	KMOVQ(K3, tmp)
	POPCNTQ(tmp, tmp)
	ADDQ(tmp, brackets)
	VPCMPEQB(at, quote, K4)
	KMOVQ(K4, quotes)
	VPSUBB(small, at, at)
	VPCMPUB(Imm(lessOrEqual), letters, at, K5)
	KMOVQ(K5, word)
	VPCMPEQB(next, colon, K2, K3)
	VPCMPUB(Imm(lessOrEqual), blank, next, K2, K6)
	KORQ(K3, K6, K3)
	KMOVQ(K3, ends)

	Comment("A letter behind a quote mark begins a word; to add it carries to its end.")
	LEAQ(Mem{Base: begun, Index: quotes, Scale: 2}, tmp)
	MOVQ(quotes, begun)
	SHRQ(Imm(63), begun)
	ANDQ(word, tmp)
	MOVQ(word, done)
	NEGQ(name)
	ADCQ(tmp, done)
	SBBQ(name, name)
	NEGQ(name)
	ANDNQ(done, word, done)
	ANDQ(quotes, ends)
	ANDNQ(ends, done, ends)
	MOVQ(ends, Mem{Base: masks})

	ADDQ(Imm(64), text)
	ADDQ(Imm(8), masks)
	SUBQ(Imm(63), n)
	JG(LabelRef("loop"))
	VZEROUPPER()
	Store(brackets, ReturnIndex(0))
	RET()
}

// mark writes a mask for each word of 64 bytes that has one behind.
func mark() {
	TEXT("markAVX2", NOSPLIT, "func(text *byte, n int, masks *uint64) (brackets int)")
	Pragma("noescape")
	Doc("markAVX2 writes (n+62)/64 words for n bytes, at least 65, and reads no more. It counts in", "up to 4096, but for the last byte. It needs AVX2, BMI1 and BMI2.")
	text, masks := Load(Param("text"), GP64()), Load(Param("masks"), GP64())
	left, tmp, half := GP64(), GP64(), GP64()
	Load(Param("n"), left)

	// 32 times a byte.
	fill := func(name string, b byte) Mem {
		m := GLOBL("mark"+name, RODATA|NOPTR)
		for i := range 4 {
			DATA(8*i, U64(0x0101010101010101*uint64(b)))
		}
		return m
	}
	keep := func(m Mem) VecVirtual {
		y := YMM()
		VMOVDQU(m, y)
		return y
	}
	quote, colon, blank := keep(fill("Quote", '"')), keep(fill("Colon", ':')), keep(fill("Blank", ' '))
	brace := keep(fill("Brace", '{')) // with bit 5, a bracket too
	// The small letters become the smallest of signed bytes.
	small, behind := keep(fill("Small", 128-'a')), keep(fill("Behind", 128+'z'-'a'+1))

	begun, name, shift := GP64(), GP64(), GP64()
	count := YMM()
	Comment("1: a quote mark ended the word before.")
	XORL(begun.As32(), begun.As32())
	Comment("Not 0: a name goes on from the word before.")
	XORL(name.As32(), name.As32())
	Comment("Bits of the last word that were told before.")
	XORL(shift.As32(), shift.As32())
	VPXOR(count, count, count)
	Comment("What is left behind this word, but for the last byte.")
	SUBQ(Imm(65), left)

	low, high := YMM(), YMM()
	a, b, c, d := YMM(), YMM(), YMM(), YMM()
	bits := func(x, y VecVirtual, out GPVirtual) {
		VPMOVMSKB(x, out.As32())
		VPMOVMSKB(y, half.As32())
		SHLQ(Imm(32), half)
		ORQ(half, out)
	}
	quotes, word, ends := GP64(), GP64(), GP64()

	Label("loop")
	VMOVDQU(Mem{Base: text}, low)
	VMOVDQU(Mem{Base: text, Disp: 32}, high)

	VPOR(low, blank, a)
	VPOR(high, blank, b)
	VPCMPEQB(a, brace, a)
	VPCMPEQB(b, brace, b)
	VPSUBB(a, count, count)
	VPSUBB(b, count, count)

	VPCMPEQB(low, quote, a)
	VPCMPEQB(high, quote, b)
	bits(a, b, quotes)

	VPADDB(small, low, low)
	VPADDB(small, high, high)
	VPCMPGTB(low, behind, a)
	VPCMPGTB(high, behind, b)
	bits(a, b, word)

	Comment("What stands behind each byte: a colon, or a blank or less.")
	VMOVDQU(Mem{Base: text, Disp: 1}, low)
	VMOVDQU(Mem{Base: text, Disp: 33}, high)
	VPCMPEQB(low, colon, a)
	VPCMPEQB(high, colon, b)
	VPMINUB(low, blank, c)
	VPMINUB(high, blank, d)
	VPCMPEQB(low, c, c)
	VPCMPEQB(high, d, d)
	VPOR(a, c, a)
	VPOR(b, d, b)
	bits(a, b, ends)

	Comment("A letter behind a quote mark begins a word; to add it carries to its end.")
	LEAQ(Mem{Base: begun, Index: quotes, Scale: 2}, tmp)
	MOVQ(quotes, begun)
	SHRQ(Imm(63), begun)
	ANDQ(word, tmp)
	MOVQ(word, half)
	NEGQ(name)
	ADCQ(tmp, half)
	SBBQ(name, name)
	NEGQ(name)
	ANDNQ(half, word, half)
	ANDQ(quotes, ends)
	ANDNQ(ends, half, ends)
	SHRXQ(shift, ends, ends)
	MOVQ(ends, Mem{Base: masks})

	ADDQ(Imm(64), text)
	ADDQ(Imm(8), masks)
	SUBQ(Imm(64), left)
	JGE(LabelRef("loop"))
	CMPQ(left, I8(-64))
	JEQ(LabelRef("done"))
	Comment("The last 64 bytes that have one behind, some of them again.")
	ADDQ(left, text)
	MOVQ(left, shift)
	NEGQ(shift)
	XORL(left.As32(), left.As32())
	XORL(begun.As32(), begun.As32())
	XORL(name.As32(), name.As32())
	JMP(LabelRef("loop"))

	Label("done")
	sum, more := XMM(), XMM()
	VPXOR(a, a, a)
	VPSADBW(a, count, count)
	VEXTRACTI128(Imm(1), count, more)
	VPADDQ(more, count.AsX(), sum)
	VPSHUFD(Imm(0b01001110), sum, more)
	VPADDQ(more, sum, sum)
	VMOVQ(sum, tmp)
	VZEROUPPER()
	Store(tmp, ReturnIndex(0))
	RET()
}
