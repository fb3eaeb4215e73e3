package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// What stands in the frame of glanceAVX2: rows of four words, with as many behind them; what the
// tables have of each byte, of up to 256; the digits; rows of what they spell.
const (
	glanceRow     = 64
	glanceRows    = 9
	glanceClasses = glanceRows * glanceRow
	glanceFirsts  = glanceClasses + 288
	glancePairs   = glanceFirsts + 320
	glanceNibbles = glancePairs + 320
	glanceDigits  = glanceNibbles + 288
	glanceSpelt   = glanceDigits + 384
	glanceFrame   = glanceSpelt + spelts*glanceRow
)

// The rows, the first ones by the bits of tables.near from the highest on.
const (
	glanceList = iota
	glance64
	glance32
	glanceBehind
	glanceOdd
	glanceSep
	glanceDoubt
	glanceDecimal
	glanceMay
)

// The fields of a glance, in words.
const (
	glancedOdd = 4 * iota
	glancedMay
	glanced64
	glanced32
	glancedList
	glancedIn64
	glancedInList
	glancedDoubt
	glancedNumber
)

const nearTable = 1176

// glance is a survey of up to 256 bytes that tells no more than what a line without anything is
// told by.
func glance() {
	TEXT("glanceAVX2", 0, "func(text *byte, n int, tables *byte, out *uint64) (some uint64)")
	Pragma("noescape")
	Doc("glanceAVX2 fills out from up to 256 bytes and tells which of it is not 0. It reads 32 bytes if",
		"there are fewer. It needs AVX2 and POPCNT.")
	AllocLocal(glanceFrame)
	g := glanceKernel{wordsKernel: wordsKernel{
		text: Load(Param("text"), GP64()), n: Load(Param("n"), GP64()),
		table: Load(Param("tables"), GP64()), out: Load(Param("out"), GP64()), packed: GP64(),
	}, some: GP64()}
	g.classify()
	g.windows()
	g.runs()
	g.lists()
	Label("glanced")
	Store(g.some, ReturnIndex(0))
	VZEROUPPER()
	RET()
}

type glanceKernel struct {
	wordsKernel
	some Register
}

func onStack(offset int) Mem { return Mem{Base: StackPointer, Disp: offset} }

// zeroed is 0.
func zeroed() VecVirtual {
	y := YMM()
	VPXOR(y, y, y)
	return y
}

// classify writes the rows that each text has, and of each byte what the tables have.
func (g *glanceKernel) classify() {
	zero := zeroed()
	for row := range 5 {
		VMOVDQU(zero, onStack(row*glanceRow))
		VMOVDQU(zero, onStack(row*glanceRow+32))
	}
	VMOVDQU(zero, onStack(glanceMay*glanceRow))
	text, place, row, left, over, bits := GP64(), GP64(), GP64(), GP64(), GP64(), GP32()
	MOVQ(g.text, text)
	MOVQ(RSP, place)
	MOVQ(RSP, row)
	MOVQ(g.n, left)
	XORQ(over, over)
	class, first, x := YMM(), YMM(), YMM()
	Label("glanceHalf")
	CMPQ(left, Imm(32))
	JGE(LabelRef("glanceWhole"))
	CMPQ(g.n, Imm(32))
	JL(LabelRef("glanceWhole"))
	Comment("The last 32 bytes, of which some have been read.")
	MOVQ(U32(32), over)
	SUBQ(left, over)
	SUBQ(over, text)
	SUBQ(over, place)
	Label("glanceWhole")
	VMOVDQU(Mem{Base: text}, x)
	blank := YMM()
	VMOVDQU(repeated(0x20), blank)
	VPCMPGTB(x, blank, blank)
	VPTEST(blank, blank)
	JNZ(LabelRef("glanceRare"))
	both := g.lookUpPrintable(x, nearTable, 128)
	VMOVDQA(both[0], class)
	VMOVDQA(both[1], first)
	Label("glanceLooked")
	VMOVDQU(class, Mem{Base: place, Disp: glanceClasses})
	VMOVDQU(first, Mem{Base: place, Disp: glanceFirsts})
	for k := range 5 {
		if k > 0 {
			VPADDB(class, class, class)
		}
		VPMOVMSKB(class, bits)
		MOVL(bits, Mem{Base: row, Disp: k * glanceRow})
	}
	ADDQ(Imm(32), text)
	ADDQ(Imm(32), place)
	ADDQ(Imm(4), row)
	SUBQ(Imm(32), left)
	JG(LabelRef("glanceHalf"))
	JZ(LabelRef("glanceEven"))
	Comment("Without those that have been read, and those behind the text.")
	mask := GP32()
	MOVQ(left, RCX)
	NEGQ(RCX)
	MOVL(U32(0xffffffff), mask)
	SHRL(CL, mask)
	MOVQ(over, RCX)
	for k := range 5 {
		MOVL(Mem{Base: row, Disp: k*glanceRow - 4}, bits)
		SHRL(CL, bits)
		ANDL(mask, bits)
		MOVL(bits, Mem{Base: row, Disp: k*glanceRow - 4})
	}
	JMP(LabelRef("glanceEven"))

	Label("glanceRare")
	rare := g.lookUp(x, nearTable, 128)
	VMOVDQA(rare[0], class)
	VMOVDQA(rare[1], first)
	high, skips := YMM(), zeroed()
	for _, c := range []uint64{0xc2, 0xe2, 0xef} {
		other := YMM()
		VPCMPEQB(repeated(c), x, other)
		VPOR(other, skips, skips)
	}
	VPAND(repeated(1<<(7-glanceOdd)), skips, skips)
	VPOR(skips, class, class)
	VPAND(repeated(0x80), x, high)
	VPSRLW(Imm(glanceBehind), high, high)
	VPOR(high, class, class)
	JMP(LabelRef("glanceLooked"))
	Label("glanceEven")
}

// windows writes where windows stand of which each byte may be at its place.
func (g *glanceKernel) windows() {
	halves, left, at, bits := GP64(), GP64(), GP64(), GP32()
	MOVQ(g.n, halves)
	ADDQ(Imm(31), halves)
	ANDQ(I32(-32), halves)
	zero := zeroed()
	for _, of := range []int{glanceClasses, glanceFirsts} {
		VMOVDQU(zero, Mem{Base: StackPointer, Disp: of, Index: g.n, Scale: 1})
	}
	MOVQ(RSP, at)
	MOVQ(halves, left)
	Comment("Two bytes, and then four and six: bit 0 is that of the first place.")
	Label("glancePairs")
	y := YMM()
	VMOVDQU(Mem{Base: at, Disp: glanceFirsts + 1}, y)
	VPSRLW(Imm(1), y, y)
	VPAND(Mem{Base: at, Disp: glanceFirsts}, y, y)
	VMOVDQU(y, Mem{Base: at, Disp: glancePairs})
	ADDQ(Imm(32), at)
	SUBQ(Imm(32), left)
	JNZ(LabelRef("glancePairs"))
	VMOVDQU(zero, Mem{Base: at, Disp: glancePairs})
	MOVQ(RSP, at)
	row := GP64()
	MOVQ(RSP, row)
	Label("glanceChain")
	y, z := YMM(), YMM()
	VMOVDQU(Mem{Base: at, Disp: glancePairs + 2}, y)
	VPSRLW(Imm(2), y, y)
	VMOVDQU(Mem{Base: at, Disp: glancePairs + 4}, z)
	VPSRLW(Imm(4), z, z)
	VPAND(Mem{Base: at, Disp: glancePairs}, y, y)
	VPAND(z, y, y)
	VPSLLW(Imm(7), y, y)
	VPMOVMSKB(y, bits)
	MOVL(bits, Mem{Base: row, Disp: glanceMay * glanceRow})
	ADDQ(Imm(32), at)
	ADDQ(Imm(4), row)
	SUBQ(Imm(32), halves)
	JNZ(LabelRef("glanceChain"))
}

func (g *glanceKernel) here(row int) VecVirtual {
	y := YMM()
	VMOVDQU(onStack(row*glanceRow), y)
	return y
}

// next returns the row from the second word on.
func (g *glanceKernel) next(row int) VecVirtual {
	y := YMM()
	VMOVDQU(onStack(row*glanceRow+8), y)
	return y
}

// tell writes a field, and notes a bit of some if there is anything in it.
func (g *glanceKernel) tell(y VecVirtual, field int, bit uint32, label string) {
	VMOVDQU(y, Mem{Base: g.out, Disp: 8 * field})
	VPTEST(y, y)
	JZ(LabelRef(label))
	ORQ(U32(bit), g.some)
	Label(label)
}

const (
	someOdd = 1 << iota
	someMay
	some64
	some32
	someDoubt
	someHits
	someNumber
)

func (g *glanceKernel) runs() {
	XORQ(g.some, g.some)
	odd := g.here(glanceOdd)
	behind := g.here(glanceBehind)
	VMOVDQU(odd, Mem{Base: g.out, Disp: 8 * glancedOdd})
	VPTEST(odd, odd)
	JZ(LabelRef("glanceNoOdd"))
	ORQ(U32(someOdd), g.some)
	Comment("What may belong to tokens: those of the word before too.")
	VPOR(odd, behind, behind)
	before := YMM()
	VPERMQ(Imm(0x90), odd, before)
	VPBLENDD(Imm(3), zeroed(), before, before)
	grown(odd, before, 1, 2, 4, 5)
	VPOR(odd, behind, behind)
	VMOVDQU(behind, onStack(glanceBehind*glanceRow))
	Label("glanceNoOdd")

	may := g.here(glanceMay)
	more := g.next(glanceBehind)
	two := inRow(behind, more, 1)
	for i := range 3 {
		n, rest, y, z := YMM(), YMM(), YMM(), YMM()
		VPBROADCASTQ(Mem{Base: g.table, Disp: 640 + 8*i}, n)
		VPSRLVQ(n, two, y)
		VMOVDQU(fourTimes("sixtyFour", 64), rest)
		VPSUBQ(n, rest, rest)
		VPSLLVQ(rest, more, z)
		VPOR(z, y, y)
		VPAND(y, may, may)
	}
	g.tell(may, glancedMay, someMay, "glanceNoMay")
	in64 := g.here(glance64)
	VMOVDQU(in64, Mem{Base: g.out, Disp: 8 * glancedIn64})
	g.tell(inRow(in64, g.next(glance64), 1, 2, 4, 8, 4), glanced64, some64, "glanceNo64")
	g.tell(inRow(g.here(glance32), g.next(glance32), 1, 2, 4, 2), glanced32, some32, "glanceNo32")
}

// lists tells whether lists spell what may begin something.
func (g *glanceKernel) lists() {
	inList := g.here(glanceList)
	VMOVDQU(inList, Mem{Base: g.out, Disp: 8 * glancedInList})
	starts := inRow(inList, g.next(glanceList), 1, 2, 4, 4)
	VMOVDQU(starts, Mem{Base: g.out, Disp: 8 * glancedList})
	VPTEST(starts, starts)
	JZ(LabelRef("glanced"))

	// before has words moved one up.
	before := func(y VecVirtual) VecVirtual {
		x := YMM()
		VPERMQ(Imm(0x90), y, x)
		VPBLENDD(Imm(3), zeroed(), x, x)
		return x
	}
	listed := grown(starts, before(starts), 1, 2, 4, 4)
	VMOVDQU(listed, onStack(glanceMay*glanceRow))
	zero := zeroed()
	for row := glanceSep; row <= glanceDecimal; row++ {
		VMOVDQU(zero, onStack(row*glanceRow))
		VMOVDQU(zero, onStack(row*glanceRow+32))
	}
	Comment("What else the bytes in lists are, and the digits.")
	from, place, row, left, bits := GP64(), GP64(), GP64(), GP64(), GP32()
	text, to := GP64(), GP64()
	MOVQ(g.text, from)
	MOVQ(RSP, place)
	MOVQ(RSP, row)
	MOVQ(g.n, left)
	Label("glanceClass")
	MOVL(Mem{Base: row, Disp: glanceMay * glanceRow}, bits)
	TESTL(bits, bits)
	JZ(LabelRef("glanceNoList"))
	MOVQ(from, text)
	MOVQ(place, to)
	CMPQ(left, Imm(32))
	JGE(LabelRef("glanceDigits"))
	CMPQ(g.n, Imm(32))
	JL(LabelRef("glanceDigits"))
	LEAQ(Mem{Base: text, Disp: -32, Index: left, Scale: 1}, text)
	LEAQ(Mem{Base: to, Disp: -32, Index: left, Scale: 1}, to)
	Label("glanceDigits")
	x, y := YMM(), YMM()
	VMOVDQU(Mem{Base: text}, x)
	VPSRLW(Imm(6), x, y)
	VPAND(repeated(0x03), y, y)
	VPAND(repeated(0x0f), x, x)
	VPADDB(y, x, x)
	VPSLLW(Imm(3), y, y)
	VPADDB(y, x, x)
	VMOVDQU(x, Mem{Base: to, Disp: glanceNibbles})
	class := YMM()
	VMOVDQU(Mem{Base: place, Disp: glanceClasses}, class)
	VPSLLW(Imm(5), class, class)
	for k := range 3 {
		if k > 0 {
			VPADDB(class, class, class)
		}
		VPMOVMSKB(class, bits)
		MOVL(bits, Mem{Base: row, Disp: (glanceSep + k) * glanceRow})
	}
	Label("glanceNoList")
	ADDQ(Imm(32), from)
	ADDQ(Imm(32), place)
	ADDQ(Imm(4), row)
	SUBQ(Imm(32), left)
	JG(LabelRef("glanceClass"))

	hexadecimal := func(of func(int) VecVirtual) VecVirtual {
		y, z := of(glanceSep), of(glanceDoubt)
		VPOR(z, y, y)
		z = of(glanceList)
		VPANDN(z, y, y)
		return y
	}
	digits := hexadecimal(g.here)
	y = YMM()
	VPAND(listed, digits, y)
	VMOVDQU(y, onStack(glanceMay*glanceRow))
	Comment("Doubt: letters, and eight digits in a row that may be the offset of a dump.")
	inside := ahead(digits, before(digits), 1)
	sep, more := g.here(glanceSep), g.next(glanceSep)
	digits = inRow(digits, hexadecimal(g.next), 1, 2, 4)
	for _, n := range []uint64{8, 9} {
		VPAND(after(sep, more, n), digits, digits)
	}
	VPANDN(digits, inside, digits)
	VPOR(onStack(glanceDoubt*glanceRow), digits, digits)
	VPAND(listed, digits, digits)
	g.tell(digits, glancedDoubt, someDoubt, "glanceNoDoubt")
	number := inRow(g.here(glanceDecimal), g.next(glanceDecimal), 1, 2, 4, 3)
	VPAND(listed, number, number)
	g.tell(number, glancedNumber, someNumber, "glanceNoNumber")
	g.gather()
	g.spell()
	Label("glanceClean")
	zero = zeroed()
	for i := range 9 {
		VMOVDQU(zero, onStack(glanceNibbles+32*i))
	}
}

// gather writes the digits of lists one after the other.
func (g *glanceKernel) gather() {
	word, sum, x := GP64(), GP64(), GP64()
	XORQ(sum, sum)
	for k := range 4 {
		POPCNTQ(onStack(glanceMay*glanceRow+8*k), x)
		ADDQ(x, sum)
	}
	CMPQ(sum, Imm(12)) // no list has six bytes
	JL(LabelRef("glanceClean"))
	n, at, from, left, set, table := g.packed, GP64(), GP64(), GP64(), GP64(), GP64()
	XORQ(n, n)
	MOVQ(RSP, at)
	MOVQ(RSP, from)
	MOVQ(U32(4), left)
	LEAQ(packs(), table)
	Label("glanceGather")
	MOVQ(Mem{Base: at, Disp: glanceMay * glanceRow}, word)
	TESTQ(word, word)
	JZ(LabelRef("glanceGathered"))
	for i := range 8 {
		order, d := XMM(), XMM()
		MOVBQZX(word.As8(), set)
		VMOVQ(Mem{Base: table, Index: set, Scale: 8}, order)
		VMOVQ(Mem{Base: from, Disp: glanceNibbles + 8*i}, d)
		VPSHUFB(order, d, d)
		VMOVQ(d, Mem{Base: StackPointer, Disp: glanceDigits, Index: n, Scale: 1})
		POPCNTQ(set, set)
		ADDQ(set, n)
		if i < 7 {
			SHRQ(Imm(8), word)
		}
	}
	Label("glanceGathered")
	ADDQ(Imm(8), at)
	ADDQ(Imm(64), from)
	DECQ(left)
	JNZ(LabelRef("glanceGather"))
	fill := YMM()
	VMOVDQU(repeated(0x88), fill)
	for i := range 3 {
		VMOVDQU(fill, Mem{Base: StackPointer, Disp: glanceDigits + 32*i, Index: n, Scale: 1})
	}
}

// spell tells whether the digits spell a window of a form, or what a view reads.
func (g *glanceKernel) spell() {
	zero := zeroed()
	for row := range spelts {
		VMOVDQU(zero, onStack(glanceSpelt+row*glanceRow))
		VMOVDQU(zero, onStack(glanceSpelt+row*glanceRow+32))
	}
	from, at, left, bits := GP64(), GP64(), GP64(), GP32()
	spelt := func(d int) VecVirtual {
		x := YMM()
		VMOVDQU(Mem{Base: from, Disp: glanceDigits + d}, x)
		VPSLLW(Imm(4), x, x)
		VPAND(repeated(0xf0), x, x)
		VPOR(Mem{Base: from, Disp: glanceDigits + d + 1}, x, x)
		return x
	}
	begin := func() {
		MOVQ(RSP, from)
		MOVQ(RSP, at)
		MOVQ(g.packed, left)
	}
	again := func(label string) {
		ADDQ(Imm(32), from)
		ADDQ(Imm(4), at)
		SUBQ(Imm(32), left)
		JG(LabelRef(label))
	}
	begin()
	Label("glanceSpell")
	c := spelt(0)
	both := g.lookUp(c, 256, 384)
	inner, token := both[0], both[1]
	for k := 6; k >= 0; k-- {
		VPADDB(inner, inner, inner)
		VPMOVMSKB(inner, bits)
		MOVL(bits, Mem{Base: at, Disp: glanceSpelt + k*glanceRow})
	}
	Comment("What may be skipped, whatever follows.")
	y := zeroed()
	VPCMPGTB(y, token, token)
	for _, lead := range []uint64{0xc2, 0xe2, 0xef} {
		VPCMPEQB(repeated(lead), c, y)
		VPOR(y, token, token)
	}
	VPMOVMSKB(token, bits)
	MOVL(bits, Mem{Base: at, Disp: glanceSpelt + 7*glanceRow})
	again("glanceSpell")

	here := func(row int) VecVirtual {
		y := YMM()
		VMOVDQU(onStack(glanceSpelt+row*glanceRow), y)
		return y
	}
	next := func(row int) VecVirtual {
		y := YMM()
		VMOVDQU(onStack(glanceSpelt+row*glanceRow+8), y)
		return y
	}
	found := inRow(here(6), next(6), 2, 4, 8, 4)
	VPTEST(found, found)
	JNZ(LabelRef("glanceHit"))
	// begins jumps to glanceSpelt where none begins, with what is skipped in it.
	begins := func() {
		chain, skips, more, hit := here(0), here(7), next(7), zeroed()
		for i := 1; i < 6; i++ {
			x := after(skips, more, uint64(2*i))
			VPAND(chain, x, x)
			VPOR(x, hit, hit)
			VPAND(after(here(i), next(i), uint64(2*i)), chain, chain)
		}
		VPOR(chain, hit, hit)
		VPTEST(hit, hit)
		JZ(LabelRef("glanceSpelt"))
	}
	begins()
	begin()
	Label("glanceSkips")
	c = spelt(0)
	skip := shown(c, spelt(2))
	second := g.lookUp(spelt(2), 512)[0]
	Comment("A byte beyond ASCII follows as any may.")
	z := zeroed()
	VPCMPGTB(spelt(2), z, z)
	VPAND(repeated(0x01), z, z)
	VPOR(z, second, second)
	token = g.lookUp(c, 384)[0]
	VPAND(token, second, second)
	y = zeroed()
	VPCMPGTB(y, second, y)
	VPOR(y, skip, skip)
	VPMOVMSKB(skip, bits)
	MOVL(bits, Mem{Base: at, Disp: glanceSpelt + 7*glanceRow})
	again("glanceSkips")
	begins()
	Label("glanceHit")
	ORQ(U32(someHits), g.some)
	Label("glanceSpelt")
	zero = zeroed()
	for i := range 11 {
		VMOVDQU(zero, onStack(glanceDigits+32*i))
	}
}
