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
	offAVX512 = 0    // [groups][window][64]byte: buckets by code
	offDigit  = 1024 // [64]byte: what is no digit of base64, by code
	offRare   = 1088 // [2][2][64]byte: starts of units that are rare, by low and by high nibble
	groups    = 4
	window    = 4

	// codeMatrix makes the code of a byte of its bits 0 to 4 and 6: letters lose their
	// case. Its last row makes the first bit.
	codeMatrix = 0x0102040810400000
)

func main() {
	ConstraintExpr("!purego")
	escape := escapes()
	avx512(escape)
	numbers, steps := places()
	sift(numbers, steps)
	look512(numbers, steps, escape)
	d := newEvenData()
	scanEven(d)
	siftEven(d)
	lookEven(d)
	runs()
	Generate()
}

// avx512 sets bit k of mask word j if a literal or a unit may begin at byte
// 64*j+k. It reads n bytes and no more; what lies behind counts as zeros.
func avx512(escape Mem) {
	const name = "scanAVX512"
	TEXT(name, NOSPLIT, "func(text *byte, n int, tables *byte, masks *uint64, ahead int) uint64")
	Pragma("noescape")
	Doc(name+" needs AVX-512 BW, VBMI and GFNI, and BMI2. It writes (n+63)/64 words and",
		"returns a bit for each 128 bytes at which a run of base64 may be. What it reads next is",
		"fetched from so many bytes ahead.")
	masks, x := Load(Param("masks"), GP64()), GP64()
	ahead := Load(Param("ahead"), GP64())
	found := kernel512(name, escape, ahead, func(string) {
		KMOVQ(K1, x)
		MOVQ(x, Mem{Base: masks})
		ADDQ(Imm(8), masks)
	})
	VZEROUPPER()
	Store(found, ReturnIndex(0))
	RET()
}

// escapes is eight ESC, memory that is broadcast.
func escapes() Mem {
	m := GLOBL("escapes", RODATA|NOPTR)
	DATA(0, U64(0x1b1b1b1b1b1b1b1b))
	return m
}

// kernel512 reads text from the parameter text on, n bytes. Emit has the marks of 64 of
// them in K1, none behind the end; it may use Z4 to Z15. Z1 is left alone. It returns
// what scanAVX512 does. Escape is where escapes are. Ahead is nil if nothing is to be
// fetched: a line of the cache is as long as a block.
func kernel512(name string, escape Mem, ahead Register, emit func(name string)) GPVirtual {
	text, n, t := Load(Param("text"), GP64()), Load(Param("n"), GP64()), Load(Param("tables"), GP64())
	var table [groups * window]VecPhysical
	regs := []VecPhysical{Z16, Z17, Z18, Z19, Z20, Z21, Z22, Z23, Z24, Z25, Z26, Z27, Z28, Z29, Z30, Z31}
	for i := range table {
		table[i] = regs[i]
		VMOVDQU64(Mem{Base: t, Disp: offAVX512 + 64*i}, table[i])
	}
	x := GP64()
	broadcast := func(v uint64, z VecPhysical) {
		MOVQ(Imm(v), x)
		VPBROADCASTQ(x, z)
	}
	code, minus, digits := Z0, Z2, Z3
	broadcast(codeMatrix, code)
	VPTERNLOGQ(Imm(0xff), minus, minus, minus)
	VMOVDQU64(Mem{Base: t, Disp: offDigit}, digits)
	KXNORQ(K3, K3, K3)
	run := newRun(text)

	b := [window]VecPhysical{Z4, Z5, Z6, Z7}
	body := func(name string) {
		lo, hi, u := Z8, Z9, Z10
		c := [window]VecPhysical{Z11, Z12, Z13, Z14}
		// A NUL, an ESC or a byte from 0x81 on is rare. Behind the subtraction the high
		// bits tell of one.
		VPXORQ_BCST(escape, b[0], lo)
		VPMINUB(b[0], lo, lo)
		VPADDB(minus, lo, lo)
		VPMOVB2M(lo, K1)
		VPXORQ(u, u, u)
		KTESTQ(K1, K3)
		JNE(LabelRef(name + "_units"))
		Label(name + "_plain")
		for j := range window {
			VGF2P8AFFINEQB(Imm(0), code, b[j], c[j])
		}
		VPERMB(digits, c[0], lo)
		VPTESTNMQ(lo, lo, K4)
		KMOVB(K4, run.full.As32())
		run.look(name, text, func(at GPVirtual) {
			MOVQ(text, at)
			SUBQ(Load(Param("text"), GP64()), at)
		}, func(before bool, into GPVirtual) {
			if before {
				VMOVDQU64(Mem{Base: run.prev}, lo)
			} else {
				VMOVDQA64(b[0], lo)
			}
			broadcast(0x4141414141414141, hi)
			VPCMPUB(Imm(5), hi, lo, K4) // not less than A
			broadcast(0x5a5a5a5a5a5a5a5a, hi)
			VPCMPUB(Imm(2), hi, lo, K4, K4) // and at most Z
			KMOVQ(K4, into)
		})
		MOVQ(text, run.prev)
		for g := range groups {
			p := [window]VecPhysical{lo, hi, Z15, b[0]}
			for j := range window {
				VPERMB(table[g*window+j], c[j], p[j])
			}
			VPTERNLOGQ(Imm(0x80), p[1], p[2], p[0])
			VPTERNLOGQ(Imm(0xf8), p[0], p[3], u) // u | p0&p3
		}
		VPTESTMB(u, u, K3, K1)
		emit(name)
		ADDQ(Imm(64), text)
		SUBQ(Imm(64), n)
	}
	// units tells where a unit begins by the bytes 0 and 1, by their halves.
	units := func(name string) {
		lo, hi, u, nibble, half := Z8, Z9, Z10, Z11, Z12
		Label(name + "_units")
		broadcast(0x0f0f0f0f0f0f0f0f, nibble)
		for j := range 2 {
			VPANDQ(nibble, b[j], lo)
			VPSRLW(Imm(4), b[j], hi)
			VPANDQ(nibble, hi, hi)
			VMOVDQU64(Mem{Base: t, Disp: offRare + 128*j}, half)
			VPSHUFB(lo, half, lo)
			VMOVDQU64(Mem{Base: t, Disp: offRare + 128*j + 64}, half)
			VPSHUFB(hi, half, hi)
			if j == 0 {
				VPANDQ(lo, hi, u)
			} else {
				VPTERNLOGQ(Imm(0x80), lo, hi, u)
			}
		}
		JMP(LabelRef(name + "_plain"))
	}

	loop, tail, past := name+"_loop", name+"_tail", name+"_past"
	Label(loop)
	CMPQ(n, Imm(64+window-1))
	JLT(LabelRef(tail))
	for j := range window {
		VMOVDQU64(Mem{Base: text, Disp: j}, b[j])
	}
	if ahead != nil {
		PREFETCHT1(Mem{Base: text, Index: ahead, Scale: 1})
	}
	body(loop)
	JMP(LabelRef(loop))

	Label(tail)
	TESTQ(n, n)
	JLE(LabelRef(past))
	ones, zero, left := GP64(), GP64(), GP64()
	for j := range window {
		MOVQ(I64(-1), ones)
		XORQ(zero, zero)
		MOVQ(n, left)
		SUBQ(Imm(uint64(j)), left)
		CMOVQLT(zero, left)
		BZHIQ(left, ones, ones)
		KMOVQ(ones, K2)
		if j == 0 {
			KMOVQ(ones, K3)
		}
		VMOVDQU8_Z(Mem{Base: text, Disp: j}, K2, b[j])
	}
	body(tail)
	JMP(LabelRef(tail))

	units(loop)
	units(tail)
	Label(past)
	return run.found
}

// A run is what the kernels know of runs of 24 digits of base64 with a capital. Such
// a run fills two words of 8 bytes, and lies in these and the words beside them.
type run struct {
	full  GPVirtual // words of a block that digits fill, a bit each
	last  GPVirtual // the last two of the block before
	prev  GPVirtual // that block, or this one if it is the first
	found GPVirtual // a bit for each 128 bytes at which a run may be
}

func newRun(text Register) run {
	r := run{GP64(), GP64(), GP64(), GP64()}
	XORQ(r.last, r.last)
	XORQ(r.found, r.found)
	MOVQ(text, r.prev)
	return r
}

// look looks for a run in a block and across its beginning. Capitals loads the mask
// of the capitals in this block, or in the one before; offset loads where it begins. The
// caller moves prev on.
func (r run) look(name string, text Register, offset func(into GPVirtual), capitals func(before bool, into GPVirtual)) {
	found, next := name+"_found", name+"_next"
	words, pairs := GP64(), GP64()
	LEAQ(Mem{Base: r.last, Index: r.full, Scale: 4}, words)
	MOVQ(words, pairs)
	SHRQ(Imm(1), pairs)
	ANDQ(words, pairs) // bit k: words k-2 and k-1 of this block
	JEQ(LabelRef(next))

	near, x, here := GP64(), GP64(), GP64()
	MOVQ(pairs, near)
	for _, k := range []uint64{1, 2} { // three more below
		MOVQ(near, x)
		SHRQ(Imm(k), x)
		ORQ(x, near)
	}
	MOVQ(Imm(0x0101010101010101), x)
	PDEPQ(x, near, near)
	MOVQ(near, x)
	SHLQ(Imm(8), x)
	SUBQ(near, x) // a byte for each bit
	capitals(false, here)
	TESTQ(x, here)
	JNE(LabelRef(found))
	TESTQ(U32(6), pairs)
	JEQ(LabelRef(next))
	CMPQ(r.prev, text)
	JEQ(LabelRef(next))
	capitals(true, here)
	SHRQ(Imm(48), here)
	JEQ(LabelRef(next))
	Label(found)
	at := GP64()
	offset(at)
	SHRQ(Imm(7), at)
	BTSQ(at, r.found)

	Label(next)
	SHRQ(Imm(8), words)
	MOVQ(words, r.last)
}

// runs returns the number of blocks, runStep bytes apart, before the first in which a
// run of 24 digits of base64 with a capital and a small letter begins, and where.
func runs() {
	const name = "runsAVX2"
	TEXT(name, NOSPLIT, "func(text *byte, blocks int, tables *byte) (n, at int)")
	Pragma("noescape")
	Doc(name + " needs AVX2 and BMI1. It reads 64 bytes for each block.")
	text, blocks := Load(Param("text"), GP64()), Load(Param("blocks"), GP64())
	t := Load(Param("tables"), GP64())
	lows, highs, nibble, zero := Y12, Y13, Y15, Y14
	VMOVDQU(Mem{Base: t}, lows)
	VMOVDQU(Mem{Base: t, Disp: 32}, highs)
	broadcast := func(v uint64, y VecPhysical, x VecPhysical) {
		r := GP64()
		MOVQ(Imm(v), r)
		VMOVQ(r, x)
		VPBROADCASTQ(x, y)
	}
	broadcast(0x0f0f0f0f0f0f0f0f, nibble, X15)
	broadcast(0x0101010101010101*smallBits, Y11, X11)
	broadcast(0x0101010101010101*capitalBits, Y10, X10)
	VPXOR(zero, zero, zero)
	i, at := GP64(), GP64()
	XORQ(i, i)
	XORQ(at, at)
	masks := [3]GPVirtual{GP64(), GP64(), GP64()}
	bits, shifted := GP64(), GP64()

	// The masks tell what is not there. Behind smear, bit w of the first tells whether
	// a byte of the 24 from w on is no digit, and bit w of the others whether none is
	// such a letter.
	mask := func(y [2]VecPhysical, m GPVirtual) {
		for half := range 2 {
			VPCMPEQB(zero, y[half], y[half])
			VPMOVMSKB(y[half], bits.As32())
			if half == 0 {
				MOVL(bits.As32(), m.As32())
			} else {
				SHLQ(Imm(32), bits)
				ORQ(bits, m)
			}
		}
	}
	smear := func(m GPVirtual, join func(a, b Op)) {
		for _, k := range []uint64{1, 2, 4, 8, 8} {
			MOVQ(m, shifted)
			SHRQ(Imm(k), shifted)
			join(shifted, m)
		}
	}
	loop, next, done := name+"_loop", name+"_next", name+"_done"
	Label(loop)
	CMPQ(i, blocks)
	JGE(LabelRef(done))
	for half, y := range [2][2]VecPhysical{{Y0, Y1}, {Y2, Y3}} {
		VMOVDQU(Mem{Base: text, Disp: 32 * half}, y[0])
		VPSRLW(Imm(4), y[0], y[1])
		VPAND(nibble, y[1], y[1])
		VPSHUFB(y[0], lows, y[0]) // 0 for bytes from 0x80 on
		VPSHUFB(y[1], highs, y[1])
		VPAND(y[0], y[1], y[0])
		VMOVDQA(y[0], y[1])
	}
	mask([2]VecPhysical{Y1, Y3}, masks[0])
	smear(masks[0], ORQ)
	MOVQ(masks[0], shifted)
	NOTQ(shifted)
	SHLQ(Imm(64-runStep-1), shifted)
	JEQ(LabelRef(next))
	for j, class := range []VecPhysical{Y11, Y10} {
		VPAND(class, Y0, Y1)
		VPAND(class, Y2, Y3)
		mask([2]VecPhysical{Y1, Y3}, masks[j+1])
		smear(masks[j+1], ANDQ)
		ORQ(masks[j+1], masks[0])
	}
	NOTQ(masks[0])
	SHLQ(Imm(64-runStep-1), masks[0])
	TZCNTQ(masks[0], at)
	SUBQ(Imm(64-runStep-1), at)
	TESTQ(masks[0], masks[0])
	JNE(LabelRef(done))
	Label(next)
	ADDQ(Imm(runStep), text)
	INCQ(i)
	JMP(LabelRef(loop))
	Label(done)
	VZEROUPPER()
	Store(i, ReturnIndex(0))
	Store(at, ReturnIndex(1))
	RET()
}
