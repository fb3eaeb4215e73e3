// Command kernels writes the assembly of the search kernels. It has a module of its
// own, so that the library does not depend on the generator.
package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// The offsets of the fields of literal.tables.
const (
	offAVX512  = 0    // [groups][window][64]byte: buckets by code
	offAVX2    = 1024 // [groups][window][2][32]byte: buckets by low and by high nibble
	offSpecial = 2048 // [2][2][64]byte: starts of units by low and by high nibble
	groups     = 4
	window     = 4
)

func main() {
	ConstraintExpr("!purego")
	avx512()
	avx2()
	Generate()
}

// avx512 sets bit k of mask word j if a literal or a unit may begin at byte
// 64*j+k. It reads n bytes and no more; what lies behind counts as zeros.
func avx512() {
	TEXT("scanAVX512", NOSPLIT, "func(text *byte, n int, tables *byte, masks *uint64)")
	Pragma("noescape")
	Doc("scanAVX512 needs AVX-512 BW and VBMI, and BMI2. It writes (n+63)/64 words.")
	text, n := Load(Param("text"), GP64()), Load(Param("n"), GP64())
	t, masks := Load(Param("tables"), GP64()), Load(Param("masks"), GP64())

	var table [groups * window]VecPhysical
	regs := []VecPhysical{Z16, Z17, Z18, Z19, Z20, Z21, Z22, Z23, Z24, Z25, Z26, Z27, Z28, Z29, Z30, Z31}
	for i := range table {
		table[i] = regs[i]
		VMOVDQU64(Mem{Base: t, Disp: offAVX512 + 64*i}, table[i])
	}
	special := [4]VecPhysical{Z0, Z1, Z2, Z3}
	for i, r := range special {
		VMOVDQU64(Mem{Base: t, Disp: offSpecial + 64*i}, r)
	}
	nibble, low5 := Z4, Z5
	x := GP64()
	MOVQ(Imm(0x0f0f0f0f0f0f0f0f), x)
	VPBROADCASTQ(x, nibble)
	MOVQ(Imm(0x1f1f1f1f1f1f1f1f), x)
	VPBROADCASTQ(x, low5)

	b := [window]VecPhysical{Z6, Z7, Z8, Z9}
	body := func() {
		lo, hi, u := Z10, Z11, Z12
		for j := range 2 { // bytes 0 and 1 of a unit
			VPANDQ(nibble, b[j], lo)
			VPSRLW(Imm(4), b[j], hi)
			VPANDQ(nibble, hi, hi)
			VPSHUFB(lo, special[2*j], lo)
			VPSHUFB(hi, special[2*j+1], hi)
			if j == 0 {
				VPANDQ(lo, hi, u)
			} else {
				VPTERNLOGQ(Imm(0x80), lo, hi, u)
			}
		}
		// The code of a byte is its bits 0 to 4 and 6: letters lose their case.
		for j := range window {
			VPSRLW(Imm(1), b[j], lo)
			VPTERNLOGQ(Imm(0xd8), low5, b[j], lo) // low5 ? b : lo
			VMOVDQA64(lo, b[j])
		}
		for g := range groups {
			p := [window]VecPhysical{Z10, Z11, Z13, Z14}
			for j := range window {
				VPERMB(table[g*window+j], b[j], p[j])
			}
			VPTERNLOGQ(Imm(0x80), p[1], p[2], p[0])
			VPTERNLOGQ(Imm(0xf8), p[0], p[3], u) // u | p0&p3
		}
		VPTESTMB(u, u, K1)
		KMOVQ(K1, x)
		MOVQ(x, Mem{Base: masks})
		ADDQ(Imm(8), masks)
		ADDQ(Imm(64), text)
		SUBQ(Imm(64), n)
	}

	Label("loop512")
	CMPQ(n, Imm(64+window-1))
	JLT(LabelRef("tail512"))
	for j := range window {
		VMOVDQU64(Mem{Base: text, Disp: j}, b[j])
	}
	body()
	JMP(LabelRef("loop512"))

	Label("tail512")
	TESTQ(n, n)
	JLE(LabelRef("done512"))
	ones, zero, left := GP64(), GP64(), GP64()
	for j := range window {
		MOVQ(I64(-1), ones)
		XORQ(zero, zero)
		MOVQ(n, left)
		SUBQ(Imm(uint64(j)), left)
		CMOVQLT(zero, left)
		BZHIQ(left, ones, ones)
		KMOVQ(ones, K2)
		VMOVDQU8_Z(Mem{Base: text, Disp: j}, K2, b[j])
	}
	body()
	JMP(LabelRef("tail512"))

	Label("done512")
	VZEROUPPER()
	RET()
}

// avx2 does the same in whole words of 64 bytes: it reads 64*words+3 bytes.
func avx2() {
	const name = "scanAVX2"
	TEXT(name, NOSPLIT, "func(text *byte, words int, tables *byte, masks *uint64)")
	Pragma("noescape")
	Doc(name + " needs AVX2.")
	text, words := Load(Param("text"), GP64()), Load(Param("words"), GP64())
	t, masks := Load(Param("tables"), GP64()), Load(Param("masks"), GP64())
	nibble := Y15
	x := GP64()
	MOVQ(Imm(0x0f0f0f0f0f0f0f0f), x)
	MOVQ(x, X15)
	VPBROADCASTQ(X15, nibble)
	bits := GP64()

	loop, done := name+"_loop", name+"_done"
	Label(loop)
	TESTQ(words, words)
	JLE(LabelRef(done))
	for half := range 2 {
		// Y0 to Y7: the low and the high nibbles of the four bytes.
		for j := range window {
			lo, hi := avx2Nibbles(j)
			VMOVDQU(Mem{Base: text, Disp: 32*half + j}, lo)
			VPSRLW(Imm(4), lo, hi)
			VPAND(nibble, lo, lo)
			VPAND(nibble, hi, hi)
		}
		acc := Y8
		for j := range 2 {
			for k := range 2 {
				lo, hi := avx2Nibbles(j)
				at := Mem{Base: t, Disp: offSpecial + 64*(2*j+k)}
				r := []VecPhysical{Y8, Y9}[min(1, 2*j+k)]
				VMOVDQU(at, r)
				VPSHUFB([]VecPhysical{lo, hi}[k], r, r)
				if 2*j+k > 0 {
					VPAND(r, acc, acc)
				}
			}
		}
		for g := range groups {
			for j := range window {
				lo, hi := avx2Nibbles(j)
				at := offAVX2 + 64*(window*g+j)
				VMOVDQU(Mem{Base: t, Disp: at}, Y10)
				VMOVDQU(Mem{Base: t, Disp: at + 32}, Y11)
				VPSHUFB(lo, Y10, Y10)
				VPSHUFB(hi, Y11, Y11)
				if j == 0 {
					VPAND(Y10, Y11, Y12)
				} else {
					VPAND(Y10, Y11, Y10)
					VPAND(Y10, Y12, Y12)
				}
			}
			VPOR(Y12, acc, acc)
		}
		VPXOR(Y13, Y13, Y13)
		VPCMPEQB(Y13, acc, acc)
		VPMOVMSKB(acc, bits.As32())
		if half == 0 {
			MOVL(bits.As32(), x.As32())
		} else {
			SHLQ(Imm(32), bits)
			ORQ(bits, x)
		}
	}
	NOTQ(x)
	MOVQ(x, Mem{Base: masks})
	ADDQ(Imm(8), masks)
	ADDQ(Imm(64), text)
	DECQ(words)
	JMP(LabelRef(loop))
	Label(done)
	VZEROUPPER()
	RET()
}

func avx2Nibbles(j int) (lo, hi VecPhysical) {
	r := []VecPhysical{Y0, Y1, Y2, Y3, Y4, Y5, Y6, Y7}
	return r[2*j], r[2*j+1]
}
