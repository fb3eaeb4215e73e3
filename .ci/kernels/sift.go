package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// The offsets of the fields of literal.index, and what it hashes by.
const (
	offFirst  = 4 << hashBits    // four bytes by the first byte; before are sets by hash of three bytes
	offPlanes = offFirst + 4*256 // a pointer to octets of entries
	offStride = offPlanes + 8    // bytes of a plane of them
	offLists  = offStride + 8    // two bytes by hash: the first entry
	hashBits  = 12
	hashBy    = 0x3779b100
	lowerCase = 0x202020
	maxMarks  = 64
	inLong    = 1
	inShort   = 2
	maxFinds  = 72
	maxShort  = 16
	maxFits   = 8
	groupFits = 8
)

// hash leaves the hash of the first three bytes of four.
func hash(four GPVirtual) {
	ORL(U32(lowerCase), four)
	IMUL3L(U32(hashBy), four, four)
	SHRL(Imm(32-hashBits), four)
}

// pass keeps of the positions from at to end those at which the sieve lets the bytes
// through, and counts them in to. It does not branch on it.
// Ends tells that fewer than four bytes may be left at a position: the others count as 0.
func pass(name string, text, sieve, at Register, end, to GPVirtual, ends bool) {
	from, x := GP64(), GP64()
	XORQ(to, to)
	MOVQ(at, from)
	four, fourth, first := GP32(), GP32(), GP32()
	each, done := name+"_each", name+"_passed"
	last := GP64()
	if ends {
		Load(Param("n"), last)
		SUBQ(Imm(4), last)
	}
	CMPQ(from, end)
	JGE(LabelRef(done))
	Label(each)
	MOVWQZX(Mem{Base: from}, x)
	ADDQ(Imm(2), from)
	if ends {
		there := GP64()
		MOVQ(x, there)
		CMPQ(x, last)
		CMOVQGT(last, there)
		MOVL(Mem{Base: text, Index: there, Scale: 1}, four)
		SUBQ(x, there)
		NEGQ(there)
		SHLQ(Imm(3), there)
		SHRXL(there.As32(), four, four)
	} else {
		MOVL(Mem{Base: text, Index: x, Scale: 1}, four)
	}
	MOVBLZX(four.As8(), first)
	RORXL(Imm(24), four, fourth)
	hash(four)
	// The low five bits of the fourth byte count, and then the lowest bit.
	SHRXL(fourth, Mem{Base: sieve, Index: four.As64(), Scale: 4}, four)
	ORL(Mem{Base: sieve, Disp: offFirst, Index: first.As64(), Scale: 4}, four)
	MOVW(x.As16(), Mem{Base: at, Index: to, Scale: 2})
	SHRL(Imm(1), four) // carries it
	ADCQ(Imm(0), to)
	CMPQ(from, end)
	JLT(LabelRef(each))
	Label(done)
}

// place writes the positions of the bits of K1, from the offset in each word of y on, to
// end and moves it behind them. They are places of bytes of z; it uses Z5 and Z6.
func place(name string, z, y VecPhysical, n, end GPVirtual) {
	next := name + "_placed"
	VPCOMPRESSB_Z(z, K1, Z5)
	for k := range 4 {
		if k == 1 {
			CMPQ(n, Imm(16))
			JLE(LabelRef(next))
		}
		from := X5
		if k > 0 {
			from = X6
			VEXTRACTI32X4(Imm(uint64(k)), Z5, from)
		}
		VPMOVZXBW(from, Y6)
		VPADDW(y, Y6, Y6)
		VMOVDQU(Y6, Mem{Base: end, Disp: 32 * k})
	}
	Label(next)
	LEAQ(Mem{Base: end, Index: n, Scale: 2}, end)
}

// places is the numbers from 0 to 63, steps 64 in each of 16 words.
func places() (numbers, steps Mem) {
	numbers = GLOBL("places", RODATA|NOPTR)
	for i := range 8 {
		DATA(8*i, U64(0x0706050403020100+uint64(i)*0x0808080808080808))
	}
	steps = GLOBL("steps", RODATA|NOPTR)
	for i := range 4 {
		DATA(8*i, U64(0x0040004000400040))
	}
	return numbers, steps
}

// sift does the same as collect and then compares the bytes around each position with the
// entries of its hash, eight at a time.
func sift(numbers, steps Mem) {
	const name = "siftAVX512"
	TEXT(name, NOSPLIT, "func(text *byte, n int, masks *uint64, done, words int, index *uint32, found *uint32) (finds, now int)")
	Pragma("noescape")
	Doc(name+" needs AVX-512 BW, VBMI2 and BMI2. It writes what fits at the bits of masks,",
		"at each of which there are four bytes, and puts bits back for which there is no room. The",
		"text has 16 bytes or more. It returns how many words are done.")
	masks, words := Load(Param("masks"), GP64()), Load(Param("words"), GP64())
	marks := AllocLocal(2 * (maxMarks + 64))
	used, span := AllocLocal(8), AllocLocal(8)
	at, end, limit, base, n := GP64(), GP64(), GP64(), GP64(), GP64()
	LEAQ(marks, at)
	MOVQ(at, end)
	LEAQ(Mem{Base: at, Disp: 2 * maxMarks}, limit)
	Load(Param("done"), base)
	x := GP64()
	VMOVDQU64(numbers, Z4)
	MOVQ(base, x)
	SHLQ(Imm(6), x)
	VPBROADCASTW(x.As32(), Y1)

	each, collected := name+"_collect", name+"_collected"
	Label(each)
	CMPQ(base, words)
	JGE(LabelRef(collected))
	CMPQ(end, limit)
	JGE(LabelRef(collected))
	KMOVQ(Mem{Base: masks, Index: base, Scale: 8}, K1)
	POPCNTQ(Mem{Base: masks, Index: base, Scale: 8}, n)
	INCQ(base)
	place(each, Z4, Y1, n, end)
	VPADDW(steps, Y1, Y1)
	JMP(LabelRef(each))
	Label(collected)
	MOVQ(base, used)

	text, index, to := Load(Param("text"), GP64()), Load(Param("index"), GP64()), GP64()
	pass(name, text, index, at, end, to, false)
	LEAQ(Mem{Base: at, Index: to, Scale: 2}, end)
	finds := fit(name, text, index, at, end, span, maxFinds)

	Label(name + "_full")
	word, p, again := GP64(), GP64(), name+"_again"
	masks = Load(Param("masks"), GP64())
	base = GP64()
	MOVQ(used, base)
	MOVWQZX(Mem{Base: at}, x)
	SHRQ(Imm(6), x)
	MOVQ(x, word)
	XORQ(p, p)
	Label(name + "_clear")
	MOVQ(p, Mem{Base: masks, Index: x, Scale: 8})
	INCQ(x)
	CMPQ(x, base)
	JLT(LabelRef(name + "_clear"))
	Label(again)
	MOVWQZX(Mem{Base: at}, x)
	BTSQ(x, Mem{Base: masks})
	ADDQ(Imm(2), at)
	CMPQ(at, end)
	JLT(LabelRef(again))
	MOVQ(word, used)

	Label(name + "_done")
	VZEROUPPER()
	Store(finds, ReturnIndex(0))
	base = GP64()
	MOVQ(used, base)
	Store(base, ReturnIndex(1))
	RET()
}

// fit compares the bytes around the positions from at to end and writes what fits to the
// parameter found, which has room for some. It goes on at done, or at full where there is
// no room for the position at at. It returns how many it has written.
func fit(name string, text, index Register, at, end GPVirtual, span Mem, room uint64) GPVirtual {
	found, finds, stride, n, x := Load(Param("found"), GP64()), GP64(), GP64(), GP64(), GP64()
	XORQ(finds, finds)
	Load(Param("n"), n)
	XORQ(x, x)
	SUBQ(Imm(15), n)
	CMOVQLT(x, n)
	MOVQ(n, span)
	MOVQ(Mem{Base: index, Disp: offStride}, stride)
	pairs := GP64()
	MOVL(U32(0x5555), pairs.As32())
	each, group, skip, edge := name+"_fit", name+"_group", name+"_skip", name+"_edge"
	Label(each)
	CMPQ(at, end)
	JGE(LabelRef(name + "_done"))
	CMPQ(finds, Imm(room-maxFits))
	JG(LabelRef(name + "_full"))
	in, four, first, count, p, fits := GP64(), GP32(), GP64(), GP64(), GP64(), GP64()
	MOVWQZX(Mem{Base: at}, x)
	LEAQ(Mem{Base: x, Disp: -8}, p)
	CMPQ(p, span)
	JCC(LabelRef(edge)) // fewer than eight bytes before or behind
	MOVL(Mem{Base: text, Index: x, Scale: 1}, four)
	MOVBLZX(four.As8(), in.As32())
	MOVL(Mem{Base: index, Disp: offFirst, Index: in, Scale: 4}, in.As32())
	ADDL(in.As32(), in.As32()) // inShort
	hash(four)
	MOVWQZX(Mem{Base: index, Disp: offLists, Index: four.As64(), Scale: 2}, first)
	MOVWQZX(Mem{Base: index, Disp: offLists + 2, Index: four.As64(), Scale: 2}, count)
	SUBQ(first, count)
	CMPQ(count, Imm(groupFits*maxFits))
	JGT(LabelRef(edge))
	MOVQ(first, p)
	SHLQ(Imm(4), p)
	ADDQ(Mem{Base: index, Disp: offPlanes}, p)
	VBROADCASTI32X4(Mem{Base: text, Index: x, Scale: 1, Disp: -8}, Z0)
	SHLQ(Imm(32), x)
	ORQ(x, first)

	Label(group)
	for k, z := range []VecPhysical{Z2, Z3} {
		VPANDQ(Mem{Base: p, Disp: 64 * k}, Z0, z)
	}
	VPCMPEQQ(Mem{Base: p, Index: stride, Scale: 1}, Z2, K1)
	VPCMPEQQ(Mem{Base: p, Index: stride, Scale: 1, Disp: 64}, Z3, K2)
	// Two bits of an entry become one.
	q := GP64()
	KUNPCKBW(K1, K2, K1)
	KMOVW(K1, fits.As32())
	MOVQ(fits, q)
	SHRQ(Imm(1), q)
	ANDQ(q, fits)
	PEXTQ(pairs, fits, fits)
	BZHIQ(count, fits, fits)
	MOVQ(fits, q)
	SHLQ(Imm(8), q)
	ORQ(in, q)
	SHLQ(Imm(48), q)
	ORQ(first, q)
	MOVQ(q, Mem{Base: found, Index: finds, Scale: 8})
	ORQ(in, fits)
	NEGQ(fits) // carries unless it is 0
	ADCQ(Imm(0), finds)
	SUBQ(Imm(groupFits), count)
	JLE(LabelRef(skip))
	XORQ(in, in)
	ADDQ(Imm(groupFits), first)
	ADDQ(Imm(128), p)
	JMP(LabelRef(group))
	Label(skip)
	ADDQ(Imm(2), at)
	JMP(LabelRef(each))

	Label(edge)
	ORL(U32((inLong|inShort)<<16), x.As32())
	SHLQ(Imm(32), x)
	MOVQ(x, Mem{Base: found, Index: finds, Scale: 8})
	INCQ(finds)
	JMP(LabelRef(skip))
	return finds
}

// look512 is scanAVX512 and siftAVX512 in one for a short text.
func look512(numbers, steps, escape Mem) {
	const name = "lookAVX512"
	TEXT(name, NOSPLIT, "func(text *byte, n int, tables *byte, index *uint32, found *uint32) (finds int, runs uint64)")
	Pragma("noescape")
	Doc(name+" needs AVX-512 BW, VBMI, VBMI2 and GFNI, and BMI2. It writes what fits in four bytes",
		"or more, and returns a bit for each 128 bytes at which a run of base64 may be. It returns",
		"-1 finds where there is no room for all.")
	marks, span := AllocLocal(2*(maxMarks+64)), AllocLocal(8)
	end, n, limit := GP64(), GP64(), GP64()
	LEAQ(marks, end)
	VPXORQ(Z1, Z1, Z1)
	runs := kernel512(name, escape, nil, func(name string) {
		KMOVQ(K1, n)
		POPCNTQ(n, n)
		VMOVDQU64(numbers, Z4)
		place(name, Z4, Y1, n, end)
		VPADDW(steps, Y1, Y1)
		LEAQ(marks.Offset(2*maxMarks), limit)
		CMPQ(end, limit)
		JGT(LabelRef("lookAVX512_full"))
	})
	Store(runs, ReturnIndex(1))
	at := GP64()
	LEAQ(marks, at)
	text, index, to := Load(Param("text"), GP64()), Load(Param("index"), GP64()), GP64()
	pass(name, text, index, at, end, to, true)
	LEAQ(Mem{Base: at, Index: to, Scale: 2}, end)
	finds := fit(name, text, index, at, end, span, maxShort)

	Label(name + "_full")
	MOVQ(I64(-1), finds)
	Label(name + "_done")
	VZEROUPPER()
	Store(finds, ReturnIndex(0))
	RET()
}

// The masks of runs: 64 bytes at a time are read, of which the first runStep may
// begin a run of runLen.
const (
	runStep     = 40
	smallBits   = 0x30
	capitalBits = 0x0c
)
