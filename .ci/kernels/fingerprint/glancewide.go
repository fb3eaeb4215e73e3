package main

import (
	"strconv"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// What stands in the frame of glanceVBMI: the bits of the digits, or a word of each row of what few
// digits spell; what may be skipped behind each; many digits and what fills up behind them; rows of
// four words of what these spell.
const (
	wideSkips  = 64
	wideDigits = wideSkips + 64
	wideSpelt  = wideDigits + 448
	wideRow    = 32
	wideFrame  = wideSpelt + spelts*wideRow
)

// glanceWide is glance of processors with AVX-512: all words of a row stand in one register, or
// those of two rows.
func glanceWide() {
	TEXT("glanceVBMI", 0, "func(text *byte, n int, tables *byte, out *uint64) (some uint64)")
	Pragma("noescape")
	Doc("glanceVBMI is glanceAVX2 but reads no more than there is. It needs AVX-512 BW, DQ, VL, VBMI,",
		"VBMI2 and GFNI, BMI2 and POPCNT.")
	Load(Param("text"), text)
	Load(Param("n"), count)
	Load(Param("tables"), table)
	Load(Param("out"), out)
	AllocLocal(wideFrame)
	wideClassify()
	wideWindows()
	wideRuns()
	wideLists()
	wideGather()
	wideSpell()
	Label("wideDone")
	Store(RBX, ReturnIndex(0))
	VZEROUPPER()
	RET()
	wideRare()
}

// words4 are the four words of vec(i).
func words4(i int) VecPhysical {
	return []VecPhysical{Y0, Y1, Y2, Y3, Y4, Y5, Y6, Y7, Y8, Y9, Y10, Y11, Y12, Y13, Y14, Y15,
		Y16, Y17, Y18, Y19, Y20, Y21, Y22, Y23, Y24, Y25, Y26, Y27, Y28, Y29, Y30, Y31}[i]
}

// What registers hold through the kernel, by number: two rows each, the lower one first. Of some
// the rows are made only where there are lists.
const (
	wideSepDecimal = 16
	wide64Behind   = 17
	wideOddDoubt   = 18
	wideList32     = 19
	wideMay        = 20
	wideLow        = 21 // even rows of two blocks and of two more, not in order yet
	wideLow2       = 22
	wideZero       = 31
)

// wideClassify makes the rows.
func wideClassify() {
	for i, offset := range []int{nearTable, nearTable + 64, 128, 192} {
		VMOVDQU64(at(table, offset), vec(1+i))
	}
	VPBROADCASTQ(fourTimes("turned", 0x8040201008040201), Z5)
	VMOVDQU64(planes(), Z6)
	for i := 1; i < 4; i++ {
		VPXOR(words4(8+i), words4(8+i), words4(8+i))
		VPXOR(words4(12+i), words4(12+i), words4(12+i))
	}
	VPXORQ(words4(wideZero), words4(wideZero), words4(wideZero))
	MOVQ(I32(-1), R9)
	Comment("The first bytes only: what is masked out is not read.")
	MOVQ(U32(64), RAX)
	CMPQ(count, RAX)
	CMOVQLT(count, RAX)
	for i := range 4 {
		if i > 0 {
			MOVQ(count, RAX)
			SUBQ(U32(uint32(64*i)), RAX)
			JLE(LabelRef("wideTurn"))
		}
		label := strconv.Itoa(i)
		near, first := vec(8+i), vec(12+i)
		BZHIQ(RAX, R9, RAX)
		KMOVQ(RAX, K1)
		VMOVDQU8_Z(at(text, 64*i), K1, Z0)
		VPMOVB2M(Z0, K4)
		KANDNQ(K1, K4, K2)
		VMOVDQA64(Z0, near)
		VMOVDQA64(Z0, first)
		VPERMI2B_Z(Z2, Z1, K2, near)
		VPERMI2B_Z(Z4, Z3, K2, first)
		KORTESTQ(K4, K4)
		JNZ(LabelRef("wideRare" + label))
		Label("wideLooked" + label)
		for _, v := range []VecPhysical{near, first} {
			VGF2P8AFFINEQB(Imm(0), v, Z5, v)
			VGF2P8AFFINEQB(Imm(0), Z5, v, v)
			VPERMB(v, Z6, v)
		}
	}
	Label("wideTurn")
}

// wideFill is c in each byte.
func wideFill(c uint64, to VecPhysical) { VPBROADCASTQ(repeated(c), to) }

// wideRare is what classify does about bytes beyond ASCII, of each block.
func wideRare() {
	for i := range 4 {
		label := strconv.Itoa(i)
		Label("wideRare" + label)
		near := vec(8 + i)
		wideFill(1<<(7-glanceBehind), Z7)
		VMOVDQU8(Z7, K4, near)
		for k, c := range []uint64{0xc2, 0xe2, 0xef} {
			wideFill(c, Z7)
			VPCMPEQB(Z7, Z0, []OpmaskPhysical{K5, K6, K7}[k])
		}
		KORQ(K5, K6, K5)
		KORQ(K5, K7, K5)
		wideFill(1<<(7-glanceBehind)|1<<(7-glanceOdd), Z7)
		VMOVDQU8(Z7, K5, near)
		JMP(LabelRef("wideLooked" + label))
	}
}

// pairOf makes two rows of the words of two pairs of blocks.
func pairOf(order Mem, low, high, to VecPhysical) {
	VMOVDQU64(order, to)
	VPERMI2Q(high, low, to)
}

// lower and upper are orders of pairOf.
func lower() Mem { return words8("glanceLower", 2, 3, 10, 11, 0, 1, 8, 9) }
func upper() Mem { return words8("glanceUpper", 6, 7, 14, 15, 4, 5, 12, 13) }

// wideWindows makes the row of where windows stand of which each byte may be at its place.
func wideWindows() {
	for i, first := range []int{8, 12} {
		low, high := vec(wideLow+2*i), vec(wideLow+2*i+1)
		VPUNPCKLQDQ(vec(first+1), vec(first), low)
		VPUNPCKLQDQ(vec(first+3), vec(first+2), high)
		VPUNPCKHQDQ(vec(first+1), vec(first), Z0)
		VPUNPCKHQDQ(vec(first+3), vec(first+2), Z1)
		if i == 0 {
			pairOf(upper(), low, high, vec(wide64Behind))
			pairOf(lower(), Z0, Z1, vec(wideOddDoubt))
			pairOf(upper(), Z0, Z1, vec(wideList32))
			continue
		}
		Comment("Two bytes at once, and then all six.")
		pairOf(lower(), low, high, Z2)
		pairOf(upper(), low, high, Z3)
		pairOf(lower(), Z0, Z1, Z4)
		pairOf(upper(), Z0, Z1, Z5)
	}
	MOVQ(U64(0x77), RAX)
	KMOVB(EAX, K1)
	for i := range 2 {
		VPERMQ_Z(Imm(0x39), vec(4+i), K1, Z0)
		VPSHRDQ(Imm(1), Z0, vec(4+i), Z0)
		VPANDQ(Z0, vec(2+i), vec(2+i))
	}
	// Now the windows of the places 2 and 0 stand in Z2, and of 4 in the upper half of Z3.
	VEXTRACTI64X4(Imm(1), Z2, words4(wideMay))
	VEXTRACTI64X4(Imm(1), Z3, Y3)
	for _, p := range []int{2, 3} {
		VALIGNQ(Imm(1), words4(p), words4(wideZero), Y0)
		VPSHRDQ(Imm(uint64(2*(p-1))), Y0, words4(p), Y0)
		VPANDQ(Y0, words4(wideMay), words4(wideMay))
	}
}

// wideNext has words moved one down, and wideBefore one up.
func wideNext(from, to VecPhysical)   { VALIGNQ(Imm(1), from, words4(wideZero), to) }
func wideBefore(from, to VecPhysical) { VALIGNQ(Imm(3), words4(wideZero), from, to) }

// wideInRow ands x, which next goes on, with itself moved down, again and again.
func wideInRow(x, next, y, z VecPhysical, down ...uint64) {
	for i, n := range down {
		VPSHRDQ(Imm(n), next, x, y)
		if i < len(down)-1 {
			VPSRLQ(Imm(n), next, z)
			VPANDQ(z, next, next)
		}
		VPANDQ(y, x, x)
	}
}

// wideGrown ors x, before which prev stands, with itself moved up, again and again.
func wideGrown(x, prev, y, z VecPhysical, up ...uint64) {
	for i, n := range up {
		VPSHLDQ(Imm(n), prev, x, y)
		if i < len(up)-1 {
			VPSLLQ(Imm(n), prev, z)
			VPORQ(z, prev, prev)
		}
		VPORQ(y, x, x)
	}
}

// outAt is a field of the glance.
func outAt(field int) Mem { return at(out, 8*field) }

// wideTell notes bit of some if x, one of the first 16, is not 0.
func wideTell(x VecPhysical, bit uint64) {
	XORL(EAX, EAX)
	VPTEST(x, x)
	SETNE(AL)
	if bit > 8 {
		SHLL(Imm(map[uint64]uint64{someDoubt: 4, someNumber: 6}[bit]), EAX)
		bit = 1
	}
	LEAQ(Mem{Base: RBX, Index: RAX, Scale: uint8(bit)}, RBX)
}

func wideRuns() {
	XORL(EBX, EBX)
	behind, odd := Y1, Y2
	VEXTRACTI64X4(Imm(1), vec(wide64Behind), behind)
	VMOVDQA64(words4(wideOddDoubt), odd)
	VMOVDQU(odd, outAt(glancedOdd))
	VPTEST(odd, odd)
	JZ(LabelRef("wideNoOdd"))
	Comment("What may belong to tokens: those of the word before too.")
	ORQ(Imm(someOdd), RBX)
	wideBefore(odd, Y3)
	wideGrown(odd, Y3, Y4, Y5, 1, 2, 4, 5)
	VPOR(odd, behind, behind)
	Label("wideNoOdd")

	may := Y6
	VMOVDQA64(words4(wideMay), may)
	more := Y3
	wideNext(behind, more)
	VPSHRDQ(Imm(1), more, behind, Y4)
	VPSRLQ(Imm(1), more, Y5)
	VPAND(Y4, behind, behind)
	VPAND(Y5, more, more)
	for i := range 3 {
		VMOVDQA(behind, Y4)
		VPBROADCASTQ(at(table, 640+8*i), Y5)
		VPSHRDVQ(Y5, more, Y4)
		VPAND(Y4, may, may)
	}
	VMOVDQU(may, outAt(glancedMay))
	wideTell(may, someMay)

	VMOVDQA64(words4(wide64Behind), Y1)
	VMOVDQU(Y1, outAt(glancedIn64))
	wideNext(Y1, Y2)
	wideInRow(Y1, Y2, Y3, Y4, 1, 2, 4, 8, 4)
	VMOVDQU(Y1, outAt(glanced64))
	wideTell(Y1, some64)

	list := words4(wideList32)
	VMOVDQU64(list, outAt(glancedInList))
	VMOVDQA64(vec(wideList32), Z1)
	VPERMQ_Z(Imm(0x39), Z1, K1, Z2)
	for _, n := range []uint64{1, 2, 4} {
		VPSHRDQ(Imm(n), Z2, Z1, Z3)
		VPSRLQ(Imm(n), Z2, Z4)
		VPANDQ(Z3, Z1, Z1)
		VPANDQ(Z4, Z2, Z2)
	}
	VMOVDQA64(Z1, Z3)
	VMOVDQU64(words8("glanceLast", 4, 4, 4, 4, 2, 2, 2, 2), Z4)
	VPSHRDVQ(Z4, Z2, Z3)
	VPANDQ(Z3, Z1, Z1)
	VEXTRACTI64X4(Imm(1), Z1, Y2)
	VMOVDQU(Y2, outAt(glanced32))
	wideTell(Y2, some32)
	VMOVDQU(Y1, outAt(glancedList))
}

// wideLists tells whether lists spell what may begin something. The starts stand in Y1.
func wideLists() {
	VPTEST(Y1, Y1)
	JZ(LabelRef("wideDone"))
	listed := Y1
	wideBefore(listed, Y2)
	wideGrown(listed, Y2, Y3, Y4, 1, 2, 4, 4)
	pairOf(lower(), vec(wideLow), vec(wideLow2), vec(wideSepDecimal))
	sep, doubt, digits := Y2, Y3, Y4
	VMOVDQA64(words4(wideSepDecimal), sep)
	VEXTRACTI64X4(Imm(1), vec(wideOddDoubt), doubt)
	VPOR(sep, doubt, digits)
	VMOVDQA64(words4(wideList32), Y5)
	VPANDN(Y5, digits, digits)
	VPAND(digits, listed, Y5)
	VMOVDQU(Y5, at(StackPointer, 0))
	Comment("Doubt: letters, and eight digits in a row that may be the offset of a dump.")
	inside := Y5
	wideBefore(digits, Y6)
	VPSHLDQ(Imm(1), Y6, digits, inside)
	Comment("With them the decimal bytes, in the upper half.")
	both := Z7
	VINSERTI64X4(Imm(0), digits, vec(wideSepDecimal), both)
	VPERMQ_Z(Imm(0x39), both, K1, Z8)
	for _, n := range []uint64{1, 2, 4} {
		VPSHRDQ(Imm(n), Z8, both, Z9)
		VPSRLQ(Imm(n), Z8, Z10)
		VPANDQ(Z9, both, both)
		VPANDQ(Z10, Z8, Z8)
	}
	VPSHRDQ(Imm(3), Z8, both, Z9)
	VPANDQ(both, Z9, Z9)
	number := Y9
	VEXTRACTI64X4(Imm(1), Z9, number)
	VPAND(listed, number, number)
	VMOVDQU(number, outAt(glancedNumber))
	wideTell(number, someNumber)
	wideNext(sep, Y6)
	for _, n := range []uint64{8, 9} {
		VPSHRDQ(Imm(n), Y6, sep, Y8)
		VPAND(Y8, Y7, Y7)
	}
	VPANDN(Y7, inside, Y7)
	VPOR(Y7, doubt, doubt)
	VPAND(listed, doubt, doubt)
	VMOVDQU(doubt, outAt(glancedDoubt))
	wideTell(doubt, someDoubt)
}

// wideGather packs the digits of lists: few of them in Z12, with what fills up behind them, and more
// in the frame.
func wideGather() {
	POPCNTQ(at(StackPointer, 0), R10)
	for k := 1; k < 4; k++ {
		POPCNTQ(at(StackPointer, 8*k), RAX)
		ADDQ(RAX, R10)
	}
	CMPQ(R10, Imm(12)) // no list has six bytes
	JL(LabelRef("wideDone"))
	wideFill(0x88, Z11)
	VMOVDQU64(nibbles(), Z13)
	CMPQ(R10, Imm(64))
	JG(LabelRef("wideMany"))
	XORL(R8L, R8L)
	each := func(label string, pack func()) {
		for k := range 4 {
			next := label + strconv.Itoa(k)
			MOVQ(at(StackPointer, 8*k), RAX)
			TESTQ(RAX, RAX)
			JZ(LabelRef(next))
			KMOVQ(RAX, K2)
			VMOVDQU8_Z(at(text, 64*k), K2, Z0)
			VPCOMPRESSB_Z(Z0, K2, Z0)
			pack()
			POPCNTQ(RAX, RAX)
			ADDQ(RAX, R8)
			Label(next)
		}
	}
	each("wideFew", func() {
		SHLXQ(R8, R9, R11)
		KMOVQ(R11, K3)
		VPEXPANDB(Z0, K3, Z12)
	})
	VPERMB(Z13, Z12, Z12)
	BZHIQ(R10, R9, RAX)
	KMOVQ(RAX, K2)
	KNOTQ(K2, K2)
	VMOVDQU8(Z11, K2, Z12)
	wideSpellFew()
	JMP(LabelRef("wideDone"))

	Label("wideMany")
	LEAQ(at(StackPointer, wideDigits), R8)
	each("wideMore", func() {
		VPERMB(Z13, Z0, Z0)
		VMOVDQU64(Z0, at(R8, 0))
	})
	VMOVDQU64(Z11, at(R8, 0))
	VMOVDQU64(Z11, at(R8, 64))
}

// nibbles has what a digit stands for, by its lower six bits.
func nibbles() Mem {
	return constant("nibbles", func(i int) int {
		switch {
		case i >= '0' && i <= '9':
			return i - '0'
		case i&0x1f >= 1 && i&0x1f <= 6:
			return i&0x1f + 9
		}
		return 0
	})
}

// wideSpelling loads what looked goes by.
func wideSpelling() {
	for _, f := range []struct {
		c  uint64
		to VecPhysical
	}{{0x01, bit[0]}, {0xc2, Z16}, {0xe2, Z17}, {0xef, Z18}, {0xad, Z24}, {0x80, Z25}, {0xbb, Z26}, {0xfe, Z27}, {0xf0, Z21}} {
		wideFill(f.c, f.to)
	}
	tables(256)
	VMOVDQU64(at(table, 512), Z22)
	VMOVDQU64(at(table, 576), Z23)
}

// wideSpellFew tells whether up to 64 digits, in Z12, spell a window of a form, or what a view reads.
func wideSpellFew() {
	wideSpelling()
	behind := func(name string, n int, from, to VecPhysical) {
		VMOVDQU64(constant(name, func(i int) int { return i + n }), to)
		VPERMI2B(Z11, from, to)
	}
	behind("glanceNext", 1, Z12, Z5)
	VPSLLW(Imm(4), Z12, Z0)
	VPANDQ(Z21, Z0, Z0)
	VPORQ(Z5, Z0, Z0)
	behind("glanceNext2", 2, Z0, Z5)
	looked()
	KMOVQ(K3, RAX)
	VPBROADCASTQ(RAX, Z6)
	VPSRLVQ(words8("glanceSkips", 2, 4, 6, 8, 10, 0, 0, 0), Z6, Z6)
	VMOVDQU64(Z6, at(StackPointer, wideSkips))
	VPBROADCASTQ(fourTimes("turned", 0x8040201008040201), Z5)
	VGF2P8AFFINEQB(Imm(0), Z0, Z5, Z0)
	VGF2P8AFFINEQB(Imm(0), Z5, Z0, Z0)
	VMOVDQU64(planes(), Z5)
	VPERMB(Z0, Z5, Z0)
	VPSRLVQ(words8("glanceSteps", 0, 2, 4, 6, 8, 10, 0, 0), Z0, Z0)
	VMOVDQU64(Z0, at(StackPointer, 0))
	Comment("A place that what is skipped follows, or the next place, from the last on.")
	MOVQ(at(StackPointer, 40), RAX)
	for i := 4; i >= 0; i-- {
		ORQ(at(StackPointer, wideSkips+8*i), RAX)
		ANDQ(at(StackPointer, 8*i), RAX)
	}
	MOVQ(at(StackPointer, 48), RCX)
	for _, n := range []uint64{2, 4, 8, 4} {
		MOVQ(RCX, R8)
		SHRQ(Imm(n), R8)
		ANDQ(R8, RCX)
	}
	XORL(R8L, R8L)
	ORQ(RCX, RAX)
	SETNE(R8B)
	SHLL(Imm(5), R8L)
	ORL(R8L, EBX)
}

// wideSpell tells whether the digits in the frame spell a window of a form, or what a view reads.
func wideSpell() {
	for row := range spelts {
		VMOVDQU64(words4(wideZero), at(StackPointer, wideSpelt+row*wideRow))
	}
	wideSpelling()
	for i := range bit[1:7] {
		VPADDB(bit[i], bit[i], bit[i+1])
	}
	LEAQ(at(StackPointer, wideDigits), text)
	LEAQ(at(StackPointer, wideSpelt), R8)
	Label("wideSpell")
	for i, r := range []VecPhysical{Z0, Z5} {
		VMOVDQU64(at(text, 2*i), r)
		VPSLLW(Imm(4), r, r)
		VPANDQ(Z21, r, r)
		VPORQ(at(text, 2*i+1), r, r)
	}
	VMOVDQU64(vec(wideZero), at(text, 0))
	spelled8(func(row int) Mem { return at(R8, row*wideRow) })
	ADDQ(Imm(64), text)
	ADDQ(Imm(8), R8)
	SUBQ(Imm(64), R10)
	JG(LabelRef("wideSpell"))

	row := func(i int) Mem { return at(StackPointer, wideSpelt+i*wideRow) }
	VMOVDQU(row(0), Y2)
	VMOVDQU(row(7), Y3)
	wideNext(Y3, Y4)
	VPXOR(Y5, Y5, Y5)
	for i := 1; i < 6; i++ {
		VPSHRDQ(Imm(uint64(2*i)), Y4, Y3, Y0)
		VPAND(Y2, Y0, Y0)
		VPOR(Y0, Y5, Y5)
		VMOVDQU(row(i), Y0)
		wideNext(Y0, Y1)
		VPSHRDQ(Imm(uint64(2*i)), Y1, Y0, Y0)
		VPAND(Y0, Y2, Y2)
	}
	VPOR(Y2, Y5, Y5)
	VMOVDQU(row(6), Y0)
	wideNext(Y0, Y1)
	wideInRow(Y0, Y1, Y2, Y3, 2, 4, 8, 4)
	VPOR(Y0, Y5, Y5)
	VPTEST(Y5, Y5)
	JZ(LabelRef("wideDone"))
	ORQ(Imm(someHits), RBX)
}
