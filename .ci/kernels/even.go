package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// The offsets of the fields of literal.strided and of its groups, and what it hashes by.
const (
	offSet    = 0
	offUnits  = 1 << setBits
	offHeads  = offUnits + 256
	offOf     = offHeads + 4<<(setBits-3)
	offGroups = offOf + 24
	offStart  = offGroups + 24
	offDigits = offStart + 128
	offCheck  = offDigits + 64
	groupLog  = 6
	offIn     = 40
	offPast   = 48
	offAhead  = 56
	twoBits   = 0x0707
	setBits   = 15
	setFold   = 0x5f5f5f
	setBy     = 0x10000387
	checkBits = 13
	checkBy   = 0x9e3779b1
	lateBy    = 0x85ebca6b
	fourths   = 6
	// maxCollected is the number of marks that are sifted at a time.
	maxCollected = 72
	once         = 4 // marks of a word that are collected without looking whether there are so many
	// maxSeen is the number of marks of a short text.
	maxSeen = 40
)

// padSize is a block and what is read behind it.
const padSize = 64 + 32

// evenData is what the kernels that look at every second position have in memory.
type evenData struct{ fold, third, by, fourths, special, nibble, blank, above, below, slide Mem }

func newEvenData() (d evenData) {
	data := func(name string, bytes func(i int) byte) Mem {
		m := GLOBL(name, RODATA|NOPTR)
		for i := range 32 {
			DATA(i, U8(bytes(i)))
		}
		return m
	}
	all := func(name string, b byte) Mem { return data(name, func(int) byte { return b }) }
	word := func(name string, w uint16) Mem {
		return data(name, func(i int) byte { return byte(w >> (8 * (i % 2))) })
	}
	d.fold = word("evenFold", setFold&0xffff)
	d.third = word("evenThird", setFold>>16)
	d.by = word("evenBy", setBy&0xffff)
	d.fourths = data("evenFourths", func(i int) byte { return 1 << (i % 16 % fourths) })
	// By its low half the byte that begins a unit, or one that has another low half.
	d.special = data("evenSpecial", func(i int) byte {
		for _, b := range []byte{0, 0x1b, '%', '\\'} {
			if int(b&15) == i%16 {
				return b
			}
		}
		return byte(i+1) % 16
	})
	d.nibble = all("evenNibble", 0x0f)
	d.blank = all("evenBlank", ' ')
	d.above = all("evenAbove", 'A'-1)
	d.below = all("evenBelow", 'Z'+1)
	// From an offset on: by it, the bytes behind, and blanks where there are none.
	d.slide = GLOBL("evenSlide", RODATA|NOPTR)
	for i := range 64 {
		b := [4]byte{byte(i % 16), 0x80, 0, ' '}[i/16]
		DATA(i, U8(b))
	}
	return d
}

// hashed is how many blocks are hashed before the first of them is looked up. Small parts of what was
// stored a moment ago are read slowly; with four blocks the search takes about four fifths of its time with one.
const hashed = 4

// evenKernel reads text from the parameter text on, n bytes, of which there are 16 or more.
// Emit has the marks of 64 of them in mask. It returns what scanAVX2 does.
func evenKernel(name string, d evenData, emit func(name string, mask GPVirtual)) GPVirtual {
	hashes, pad, pos, stop := AllocLocal(64*hashed), AllocLocal(padSize), AllocLocal(8), AllocLocal(8)
	// Of what is looked up: the first block, and where its hashes end. Where the last bytes
	// would be that are in pad, and how many they are.
	first, end, last, left := AllocLocal(8), AllocLocal(8), AllocLocal(8), AllocLocal(8)
	text, x := Load(Param("text"), GP64()), GP64()
	XORQ(x, x)
	MOVQ(x, pos)
	MOVQ(x, last)
	Load(Param("n"), x)
	SUBQ(Imm(64+window-2), x)
	MOVQ(x, stop)
	nibble := Y10
	VMOVDQU(d.nibble, nibble)
	run := newRun(text)
	some, hash, tail := name+"_some", name+"_hash", name+"_tail"
	Label(some)
	MOVQ(text, first)
	to := GP64()
	LEAQ(hashes, to)
	fold, third, by := Y15, Y14, Y13
	VMOVDQU(d.fold, fold)
	VMOVDQU(d.third, third)
	VMOVDQU(d.by, by)
	low, high := Y9, Y8
	Load(Param("tables"), x)
	VMOVDQU(Mem{Base: x, Disp: offDigits}, low)
	VMOVDQU(Mem{Base: x, Disp: offDigits + 32}, high)
	// The bytes of a block, and those two further on.
	block, second := [2]VecPhysical{Y0, Y1}, [2]VecPhysical{Y2, Y3}

	Label(hash)
	MOVQ(pos, x)
	CMPQ(x, stop)
	JGE(LabelRef(tail))
	for h := range 2 {
		VMOVDQU(Mem{Base: text, Disp: 32 * h}, block[h])
		VMOVDQU(Mem{Base: text, Disp: 32*h + 2}, second[h])
	}

	Label(name + "_body")
	full := [2]VecPhysical{Y6, Y7}
	for h := range 2 {
		a, b, c := block[h], Y4, Y5
		VPSRLW(Imm(4), a, c)
		VPAND(nibble, c, c)
		VPSHUFB(a, low, b) // 0 for bytes from 0x80 on
		VPSHUFB(c, high, c)
		VPAND(b, c, c)
		VPXOR(b, b, b)
		VPCMPEQB(b, c, c)
		VPCMPEQQ(b, c, full[h])
		VPAND(fold, a, a)
		VPAND(third, second[h], b)
		VPMULHUW(by, a, c)
		VPSLLW(Imm(12), a, a)
		VPMULLW(by, b, b)
		VPADDW(c, a, a)
		VPADDW(b, a, a)
		VPSRLW(Imm(16-setBits), a, a)
		VMOVDQU(a, Mem{Base: to, Disp: 32 * h})
	}
	VMOVMSKPD(full[0], run.full.As32())
	VMOVMSKPD(full[1], x.As32())
	SHLQ(Imm(4), x)
	ORQ(x, run.full)
	run.look(name, text, func(at GPVirtual) { MOVQ(pos, at) }, func(before bool, into GPVirtual) {
		block, bits := Mem{Base: text}, GP64()
		if before {
			block = Mem{Base: run.prev}
		}
		for h := range 2 {
			VMOVDQU(block.Offset(32*h), Y0)
			VMOVDQU(d.below, Y1)
			VPCMPGTB(Y0, Y1, Y1)
			VPCMPGTB(d.above, Y0, Y0)
			VPAND(Y1, Y0, Y0)
			if h == 0 {
				VPMOVMSKB(Y0, into.As32())
				continue
			}
			VPMOVMSKB(Y0, bits.As32())
			SHLQ(Imm(32), bits)
			ORQ(bits, into)
		}
	})
	MOVQ(text, run.prev)
	ADDQ(Imm(64), text)
	ADDQ(Imm(64), pos)
	ADDQ(Imm(64), to)
	CMPQ(last, Imm(0))
	JNE(LabelRef(name + "_sets"))
	LEAQ(hashes.Offset(64*hashed), x)
	CMPQ(to, x)
	JLT(LabelRef(hash))
	Label(name + "_sets")
	LEAQ(hashes, x)
	CMPQ(to, x)
	JEQ(LabelRef(name + "_end"))
	MOVQ(to, end)
	MOVQ(first, text)
	lookUpEven(name, d, text, hashes, pad, end, last, left, emit)
	MOVQ(last, x)
	TESTQ(x, x)
	JEQ(LabelRef(some))
	// One or two bytes may be left.
	LEAQ(Mem{Base: x, Disp: 64}, text)
	XORL(x.As32(), x.As32())
	MOVQ(x, last)
	CMPQ(left, Imm(64))
	JGT(LabelRef(some))
	JMP(LabelRef(name + "_end"))

	Label(tail)
	MOVQ(text, last)
	at := GP64()
	MOVQ(x, at)
	Load(Param("n"), x)
	SUBQ(at, x)
	MOVQ(x, left)
	JLE(LabelRef(name + "_sets"))
	readTail(name, d, at, x, pad, block, second)
	LEAQ(pad, text)
	CMPQ(pos, Imm(0))
	CMOVQEQ(text, run.prev)
	JMP(LabelRef(name + "_body"))
	Label(name + "_end")
	return run.found
}

// lookUpEven looks up the hashes of the blocks from text on, up to end, and moves text behind
// them. Those of the block at last are in pad, so many as left tells.
func lookUpEven(name string, d evenData, text Register, hashes, pad, end, last, left Mem, emit func(name string, mask GPVirtual)) {
	fourth, special, nibble := Y12, Y11, Y10
	VMOVDQU(d.fourths, fourth)
	VMOVDQU(d.special, special)
	each := name + "_each"
	h, keep, t, of := GP64(), GP64(), Load(Param("tables"), GP64()), GP64()
	LEAQ(hashes, h)

	Label(each)
	MOVL(U32(64), keep.As32())
	LEAQ(pad, of)
	CMPQ(text, last)
	CMOVQEQ(left, keep)
	CMOVQEQ(of, text)
	// What the set has for each window.
	VPXOR(X3, X3, X3)
	for half, set := range [2]VecPhysical{X2, X3} {
		if half == 1 {
			CMPQ(keep, Imm(32))
			JLE(LabelRef(name + "_set"))
		}
		for q, to := range [2]VecPhysical{set, X4} {
			for k := range 8 {
				MOVWLZX(Mem{Base: h, Disp: 32*half + 16*q + 2*k}, of.As32())
				in := Mem{Base: t, Index: of, Scale: 1, Disp: offSet}
				if k == 0 {
					MOVBLZX(in, of.As32())
					VMOVD(of.As32(), to)
					continue
				}
				VPINSRB(Imm(uint64(k)), in, to, to)
			}
		}
		VPUNPCKLQDQ(X4, set, set)
	}
	Label(name + "_set")
	mask, bits := GP64(), GP64()
	for h := range 2 {
		set, f, b := VecPhysical([]VecPhysical{Y2, Y3}[h]), VecPhysical([]VecPhysical{Y4, Y5}[h]), VecPhysical([]VecPhysical{Y0, Y1}[h])
		VPMOVZXBW([]VecPhysical{X2, X3}[h], set)
		VPAND(Mem{Base: text, Disp: 32*h + 3}, nibble, f)
		VPSHUFB(f, fourth, f)
		VPAND(set, f, set)
		VPCMPEQB(set, f, f)
		VMOVDQU(Mem{Base: text, Disp: 32 * h}, b)
		VPSHUFB(b, special, set)
		VPCMPEQB(b, set, set)
		VPOR(set, b, b)
	}
	VPMOVMSKB(Y4, mask.As32())
	VPMOVMSKB(Y5, bits.As32())
	SHLQ(Imm(32), bits)
	ORQ(bits, mask)
	VPOR(Y0, Y1, Y0)
	VPMOVMSKB(Y0, bits.As32())
	TESTL(bits.As32(), bits.As32())
	JNE(LabelRef(name + "_units"))
	Label(name + "_marked")
	BZHIQ(keep, mask, mask)
	emit(name, mask)
	ADDQ(Imm(64), text)
	ADDQ(Imm(64), h)
	CMPQ(h, end)
	JLT(LabelRef(each))
	JMP(LabelRef(name + "_looked"))

	// Where a unit begins by the bytes 0 and 1, by their halves.
	Label(name + "_units")
	VPXOR(Y6, Y6, Y6)
	for h := range 2 {
		for j := range 2 {
			VMOVDQU(Mem{Base: text, Disp: 32*h + j}, Y0)
			VPSRLW(Imm(4), Y0, Y1)
			VPAND(nibble, Y0, Y0)
			VPAND(nibble, Y1, Y1)
			VMOVDQU(Mem{Base: t, Disp: offStart + 64*j}, Y2)
			VMOVDQU(Mem{Base: t, Disp: offStart + 64*j + 32}, Y3)
			VPSHUFB(Y0, Y2, Y2)
			VPSHUFB(Y1, Y3, Y3)
			if j == 0 {
				VPAND(Y2, Y3, Y4)
			} else {
				VPAND(Y2, Y4, Y4)
				VPAND(Y3, Y4, Y4)
			}
		}
		VPCMPEQB(Y6, Y4, Y4)
		VPMOVMSKB(Y4, bits.As32())
		NOTL(bits.As32())
		if h == 1 {
			SHLQ(Imm(32), bits)
		}
		ORQ(bits, mask)
	}
	JMP(LabelRef(name + "_marked"))
	Label(name + "_looked")
}

// readTail reads the 64 bytes of the text from pos on, blanks where it has less, and those
// two further on. It leaves them in pad, too. What is stored in parts and then read as a
// whole would have to wait until it has left the processor.
func readTail(name string, d evenData, pos, keep GPVirtual, pad Mem, block, second [2]VecPhysical) {
	text, last, at, off, limit := Load(Param("text"), GP64()), GP64(), GP64(), GP64(), GP64()
	slide := GP64()
	LEAQ(d.slide, slide)
	Load(Param("n"), last)
	SUBQ(Imm(16), last)
	MOVQ(pos, at)
	MOVL(U32(16), limit.As32())
	part := func(x VecPhysical) {
		from := GP64()
		MOVQ(at, from)
		CMPQ(last, at)
		CMOVQLT(last, from)
		MOVQ(at, off)
		SUBQ(from, off)
		CMPQ(off, limit)
		CMOVQGT(limit, off)
		VMOVDQU(Mem{Base: text, Index: from, Scale: 1}, x)
		VPSHUFB(Mem{Base: slide, Index: off, Scale: 1}, x, x)
		VPOR(Mem{Base: slide, Index: off, Scale: 1, Disp: 32}, x, x)
		ADDQ(Imm(16), at)
	}
	for _, x := range []VecPhysical{X0, X4, X1, X5} {
		part(x)
	}
	VINSERTI128(Imm(1), X4, Y0, Y0)
	VINSERTI128(Imm(1), X5, Y1, Y1)
	VMOVDQU(d.blank, Y4)
	CMPQ(keep, Imm(64))
	JLE(LabelRef(name + "_read"))
	part(X4) // one or two bytes
	Label(name + "_read")
	for i, y := range []VecPhysical{Y0, Y1, Y4} {
		VMOVDQU(y, pad.Offset(32*i))
	}
	VPERM2I128(Imm(0x21), Y1, Y0, Y2)
	VPERM2I128(Imm(0x21), Y4, Y1, Y3)
	VPALIGNR(Imm(2), Y0, Y2, Y2)
	VPALIGNR(Imm(2), Y1, Y3, Y3)
}

// scanEven is the kernel for text of any length.
func scanEven(d evenData) {
	const name = "scanAVX2"
	TEXT(name, NOSPLIT, "func(text *byte, n int, tables *byte, masks *uint64) uint64")
	Pragma("noescape")
	Doc(name+" needs AVX2 and BMI2. It reads 16 bytes or more, writes (n+63)/64 words and",
		"returns a bit for each 128 bytes at which a run of base64 may be.")
	masks := Load(Param("masks"), GP64())
	found := evenKernel(name, d, func(_ string, mask GPVirtual) {
		MOVQ(mask, Mem{Base: masks})
		ADDQ(Imm(8), masks)
	})
	VZEROUPPER()
	Store(found, ReturnIndex(0))
	RET()
}

// gather writes the positions of the bits of mask to end on, and moves it behind them.
func gather(name string, mask, pos, end GPVirtual) {
	more, done := name+"_more", name+"_gathered"
	x, n := GP64(), GP64()
	POPCNTQ(mask, n)
	LEAQ(Mem{Base: end, Index: n, Scale: 2}, n)
	for k := range once {
		TZCNTQ(mask, x)
		ADDQ(pos, x)
		MOVW(x.As16(), Mem{Base: end, Disp: 2 * k})
		BLSRQ(mask, mask)
	}
	JEQ(LabelRef(done))
	ADDQ(Imm(2*once), end)
	Label(more)
	TZCNTQ(mask, x)
	ADDQ(pos, x)
	MOVW(x.As16(), Mem{Base: end})
	ADDQ(Imm(2), end)
	BLSRQ(mask, mask)
	JNE(LabelRef(more))
	Label(done)
	MOVQ(n, end)
}

// eight reads eight bytes of the text from x on, zeros behind the end. It uses p.
func eight(text Register, x, p, to GPVirtual) {
	Load(Param("n"), p)
	SUBQ(Imm(8), p)
	CMPQ(x, p)
	CMOVQLT(x, p)
	MOVQ(Mem{Base: text, Index: p, Scale: 1}, to)
	SUBQ(x, p)
	NEGQ(p)
	SHLQ(Imm(3), p)
	SHRXQ(p, to, to)
}

// checkEven leaves those of the positions from first to end at which a window or a unit may
// begin, and moves end behind them. It branches on none of it.
func checkEven(name string, text Register, first, end GPVirtual) {
	each, done := name+"_check", name+"_checked"
	at, to, t := GP64(), GP64(), Load(Param("tables"), GP64())
	MOVQ(first, at)
	MOVQ(first, to)
	CMPQ(at, end)
	JGE(LabelRef(done))
	Label(each)
	x, p, four, unit, late := GP64(), GP64(), GP64(), GP64(), GP64()
	MOVWQZX(Mem{Base: at}, x)
	ADDQ(Imm(2), at)
	eight(text, x, p, four)
	MOVBLZX(four.As8(), unit.As32())
	MOVBLZX(Mem{Base: t, Index: unit, Scale: 1, Disp: offUnits}, unit.As32())
	MOVL(four.As32(), late.As32())
	MOVL(four.As32(), p.As32())
	SHRL(Imm(8), late.As32())
	SHRL(Imm(25), p.As32()) // the number of the bit, of which three bits count
	ANDL(Imm(7), p.As32())
	for _, h := range []struct {
		x  GPVirtual
		by uint32
	}{{four, checkBy}, {late, lateBy}} {
		ANDL(U32(setFold), h.x.As32())
		IMUL3L(U32(h.by), h.x.As32(), h.x.As32())
		SHRL(Imm(32-checkBits), h.x.As32())
		MOVBLZX(Mem{Base: t, Index: h.x, Scale: 1, Disp: offCheck}, h.x.As32())
	}
	ORL(late.As32(), four.As32())
	SHRXL(p.As32(), four.As32(), four.As32())
	ANDL(Imm(1), four.As32())
	ORL(unit.As32(), four.As32())
	MOVW(x.As16(), Mem{Base: to})
	NEGL(four.As32()) // carries unless it is 0
	SBBQ(four, four)
	ANDL(Imm(2), four.As32())
	ADDQ(four, to)
	CMPQ(at, end)
	JLT(LabelRef(each))
	MOVQ(to, end)
	Label(done)
}

// fitEven looks up the groups at the positions from at to end and writes what fits to the
// parameter found. It returns how many it has written. It branches on none of it.
func fitEven(name string, d evenData, text Register, at, end GPVirtual) GPVirtual {
	found, finds, each, done := Load(Param("found"), GP64()), GP64(), name+"_fit", name+"_fitted"
	XORQ(finds, finds)
	CMPQ(at, end)
	JGE(LabelRef(done))
	Label(each)
	x, p, next, four, t, q := GP64(), GP64(), GP64(), GP64(), GP64(), GP64()
	MOVWQZX(Mem{Base: at}, x)
	ADDQ(Imm(2), at)
	eight(text, x, p, next)
	MOVL(next.As32(), four.As32())
	ANDL(U32(setFold), four.As32())
	IMUL3L(U32(setBy), four.As32(), four.As32())
	SHRL(Imm(32-setBits), four.As32())
	Load(Param("tables"), t)
	// The place of the bit of the fourth byte.
	MOVQ(next, p)
	SHRQ(Imm(24), p)
	ANDQ(Imm(15), p)
	LEAQ(d.fourths, q)
	MOVBLZX(Mem{Base: q, Index: p, Scale: 1}, p.As32())
	TZCNTQ(p, p)
	MOVL(four.As32(), q.As32())
	ANDL(Imm(7), q.As32())
	LEAL(Mem{Base: p, Index: q, Scale: 8}, p.As32())
	SHRL(Imm(3), four.As32())
	// How many bits eight sets have below it.
	BZHIQ(p, Mem{Base: t, Index: four, Scale: 8, Disp: offSet}, p)
	POPCNTQ(p, p)
	MOVL(Mem{Base: t, Index: four, Scale: 4, Disp: offHeads}, four.As32())
	ADDQ(p, four)
	MOVQ(Mem{Base: t, Disp: offOf}, q)
	MOVL(Mem{Base: q, Index: four, Scale: 4}, four.As32())
	SHLQ(Imm(groupLog), four)
	ADDQ(Mem{Base: t, Disp: offGroups}, four)
	MOVBLZX(next.As8(), q.As32())
	MOVBLZX(Mem{Base: t, Index: q, Scale: 1, Disp: offUnits}, q.As32())
	past, ahead := GP64(), GP64()
	// two leaves what a set of the group has for two bytes of x, from a bit on.
	two := func(x GPVirtual, bit uint64, set int, to GPVirtual) {
		y := GP64()
		RORXQ(Imm(bit), x, to)
		ANDL(U32(twoBits), to.As32())
		MOVL(to.As32(), y.As32())
		SHRL(Imm(5), y.As32())
		ORL(y.As32(), to.As32())
		SHRXQ(to, Mem{Base: four, Disp: set}, to)
	}
	two(next, 24, offPast, past)
	ANDQ(Mem{Base: four, Disp: 8}, next)
	XORQ(Mem{Base: four}, next)
	// Eight bytes before it, if there are so many.
	zero := GP64()
	XORL(zero.As32(), zero.As32())
	MOVQ(x, p)
	SUBQ(Imm(8), p)
	CMOVQLT(zero, p)
	MOVQ(Mem{Base: text, Index: p, Scale: 1}, p)
	two(p, 48, offAhead, ahead)
	ANDQ(Mem{Base: four, Disp: 24}, p)
	XORQ(Mem{Base: four, Disp: 16}, p)
	CMPQ(x, Imm(8))
	CMOVQLT(zero, p)
	CMOVQLT(past, ahead)
	ANDL(past.As32(), ahead.As32())
	ANDL(Imm(1), ahead.As32())
	DECQ(ahead) // 0 if both have them
	ORQ(p, next)
	NEGQ(next) // carries unless it is 0
	SBBQ(next, next)
	ORQ(ahead, next)
	MOVQ(x, p)
	ANDQ(Imm(1), p)
	NEGQ(p)
	ORQ(p, next) // windows are at even positions
	ANDNQ(Mem{Base: four, Disp: offIn}, next, next)
	ORQ(q, next)
	MOVQ(next, q)
	SHLQ(Imm(16), q)
	ORQ(x, q)
	SHLQ(Imm(32), q)
	MOVQ(q, Mem{Base: found, Index: finds, Scale: 8})
	NEGQ(next)
	ADCQ(Imm(0), finds)
	CMPQ(at, end)
	JLT(LabelRef(each))
	Label(done)
	return finds
}

// siftEven makes finds of masks.
func siftEven(d evenData) {
	const name = "siftAVX2"
	TEXT(name, NOSPLIT, "func(text *byte, n int, masks *uint64, done, words int, tables *byte, found *uint32) (finds, now int)")
	Pragma("noescape")
	Doc(name+" needs BMI1 and BMI2. It writes what fits at the bits of masks, of 16 bytes or more.",
		"It returns how many words are done.")
	masks, words := Load(Param("masks"), GP64()), Load(Param("words"), GP64())
	marks := AllocLocal(2 * (maxCollected + once))
	at, end, limit, base := GP64(), GP64(), GP64(), GP64()
	LEAQ(marks, at)
	MOVQ(at, end)
	LEAQ(marks.Offset(2*maxCollected), limit)
	Load(Param("done"), base)
	each, collected := name+"_collect", name+"_collected"
	Label(each)
	CMPQ(base, words)
	JGE(LabelRef(collected))
	mask, n, pos := GP64(), GP64(), GP64()
	MOVQ(Mem{Base: masks, Index: base, Scale: 8}, mask)
	POPCNTQ(mask, n)
	LEAQ(Mem{Base: end, Index: n, Scale: 2}, n)
	CMPQ(n, limit)
	JGT(LabelRef(collected))
	MOVQ(base, pos)
	SHLQ(Imm(6), pos)
	gather(each, mask, pos, end)
	INCQ(base)
	JMP(LabelRef(each))
	Label(collected)
	Store(base, ReturnIndex(1))
	text := Load(Param("text"), GP64())
	checkEven(name, text, at, end)
	finds := fitEven(name, d, text, at, end)
	Store(finds, ReturnIndex(0))
	RET()
}

// lookEven is scanAVX2 and siftAVX2 in one for a short text.
func lookEven(d evenData) {
	const name = "lookAVX2"
	TEXT(name, NOSPLIT, "func(text *byte, n int, tables *byte, found *uint32) (finds int, runs uint64)")
	Pragma("noescape")
	Doc(name+" needs AVX2, BMI1 and BMI2. It writes what fits in 16 bytes or more, and returns a",
		"bit for each 128 bytes at which a run of base64 may be. It returns -1 finds where there is",
		"no room for all.")
	marks := AllocLocal(2 * (maxSeen + once))
	end, pos := GP64(), GP64()
	LEAQ(marks, end)
	XORQ(pos, pos)
	full := name + "_full"
	runs := evenKernel(name, d, func(name string, mask GPVirtual) {
		n, limit := GP64(), GP64()
		POPCNTQ(mask, n)
		LEAQ(Mem{Base: end, Index: n, Scale: 2}, n)
		LEAQ(marks.Offset(2*maxSeen), limit)
		CMPQ(n, limit)
		JGT(LabelRef(full))
		gather(name, mask, pos, end)
		ADDQ(Imm(64), pos)
	})
	VZEROUPPER()
	Store(runs, ReturnIndex(1))
	at := GP64()
	LEAQ(marks, at)
	text := Load(Param("text"), GP64())
	checkEven(name, text, at, end)
	room := GP64()
	LEAQ(marks.Offset(2*maxShort), room)
	CMPQ(end, room)
	JGT(LabelRef(full))
	finds := fitEven(name, d, text, at, end)
	Store(finds, ReturnIndex(0))
	RET()
	Label(full)
	VZEROUPPER()
	MOVQ(I64(-1), finds)
	Store(finds, ReturnIndex(0))
	RET()
}
