package main

import (
	"sync"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// What stands in the frame of surveyAVX2: rows of 22 words, a word before the first block and
// at least four behind the last; the digits; rows of what they spell; the last bytes.
const (
	longRow    = 176
	longDigits = rows * longRow
	longSpelt  = longDigits + 1152
	longLast   = longSpelt + spelts*longRow
	longFrame  = longLast + 64
)

// words is the survey of processors without AVX-512.
func words() {
	TEXT("surveyAVX2", 0, "func(text *byte, n int, tables *byte, out *uint64)")
	Pragma("noescape")
	Doc("surveyAVX2 fills the words of out that (n+63)/64 blocks have, rounded up to 4. It needs AVX2",
		"and POPCNT.")
	AllocLocal(longFrame)
	w := wordsKernel{
		text: Load(Param("text"), GP64()), n: Load(Param("n"), GP64()),
		table: Load(Param("tables"), GP64()), out: Load(Param("out"), GP64()),
		blocks: GP64(), packed: GP64(),
	}
	MOVQ(w.n, w.blocks)
	ADDQ(Imm(63), w.blocks)
	SHRQ(Imm(6), w.blocks)
	w.classify()
	w.reaching()
	w.combine()
	w.gather()
	w.spell()
	w.chains()
	Label("surveyed")
	VZEROUPPER()
	RET()
}

type wordsKernel struct {
	text, n, table, out Register
	blocks              Register
	packed              Register // how many digits
}

// repeatedBytes is what repeated has made.
var repeatedBytes = map[uint64]Mem{}

// repeated is 32 times c.
func repeated(c uint64) Mem {
	if m, ok := repeatedBytes[c]; ok {
		return m
	}
	m := GLOBL("repeated"+string("0123456789abcdef"[c>>4])+string("0123456789abcdef"[c&15]), RODATA|NOPTR)
	for i := range 4 {
		DATA(8*i, U64(c*0x0101010101010101))
	}
	repeatedBytes[c] = m
	return m
}

// lookUp returns, for each offset, what the bytes of x have in the table of 128 bytes there: 0 for
// bytes beyond ASCII.
func (w *wordsKernel) lookUp(x VecVirtual, offsets ...int) []VecVirtual {
	// The bits of the high nibble, as the highest: each chooses between halves of a table.
	var choose [3]VecVirtual
	for i := range choose {
		choose[i] = YMM()
		VPSLLW(Imm(uint64(3-i)), x, choose[i])
	}
	var outs []VecVirtual
	for _, offset := range offsets {
		// The part of the table that the lowest bits of nibble choose from.
		var part func(nibble, bits int) VecVirtual
		part = func(nibble, bits int) VecVirtual {
			if bits == 0 {
				y := YMM()
				VBROADCASTI128(Mem{Base: w.table, Disp: offset + 16*nibble}, y)
				VPSHUFB(x, y, y)
				return y
			}
			low := part(nibble, bits-1)
			high := part(nibble+1<<(bits-1), bits-1)
			VPBLENDVB(choose[bits-1], high, low, low)
			return low
		}
		outs = append(outs, part(0, len(choose)))
	}
	return outs
}

// lookUpPrintable is lookUp of bytes of printable ASCII.
func (w *wordsKernel) lookUpPrintable(x VecVirtual, offsets ...int) (outs []VecVirtual) {
	var choose [3]VecVirtual
	for i := range choose {
		choose[i] = YMM()
		VPSLLW(Imm(uint64(3-i)), x, choose[i])
	}
	for _, offset := range offsets {
		part := func(nibble int) VecVirtual {
			y := YMM()
			VBROADCASTI128(Mem{Base: w.table, Disp: offset + 16*nibble}, y)
			VPSHUFB(x, y, y)
			return y
		}
		pair := func(nibble int) VecVirtual {
			low, high := part(nibble), part(nibble+1)
			VPBLENDVB(choose[0], high, low, low)
			return low
		}
		low, high := pair(4), pair(6)
		VPBLENDVB(choose[1], high, low, low)
		first := pair(2)
		VPBLENDVB(choose[2], low, first, first)
		outs = append(outs, first)
	}
	return outs
}

// classify writes the rows, a bit for each class of each byte.
func (w *wordsKernel) classify() {
	text, at, left, part := GP64(), GP64(), GP64(), GP64()
	zero := YMM()
	VPXOR(zero, zero, zero)
	zeroWord := GP64()
	XORQ(zeroWord, zeroWord)
	for row := range rows {
		MOVQ(zeroWord, Mem{Base: StackPointer, Disp: row * longRow})
	}
	MOVQ(w.text, text)
	MOVQ(w.n, left)
	LEAQ(Mem{Base: StackPointer, Disp: 8}, at)
	Label("surveyBlock")
	CMPQ(left, Imm(64))
	JGE(LabelRef("surveyWhole"))
	Comment("The last bytes, and behind them some that are in no class.")
	VMOVDQU(repeated(0x80), zero)
	to, word := GP64(), GP64()
	for half := range 2 {
		VMOVDQU(zero, Mem{Base: StackPointer, Disp: longLast + 32*half})
	}
	LEAQ(Mem{Base: StackPointer, Disp: longLast}, to)
	MOVQ(left, part)
	Label("surveyLast8")
	SUBQ(Imm(8), part)
	JL(LabelRef("surveyLast1"))
	MOVQ(Mem{Base: text}, word)
	MOVQ(word, Mem{Base: to})
	ADDQ(Imm(8), text)
	ADDQ(Imm(8), to)
	JMP(LabelRef("surveyLast8"))
	Label("surveyLast1")
	ADDQ(Imm(8), part)
	JZ(LabelRef("surveyCopied"))
	Label("surveyNext1")
	MOVB(Mem{Base: text}, word.As8())
	MOVB(word.As8(), Mem{Base: to})
	INCQ(text)
	INCQ(to)
	DECQ(part)
	JNZ(LabelRef("surveyNext1"))
	Label("surveyCopied")
	LEAQ(Mem{Base: StackPointer, Disp: longLast}, text)
	Label("surveyWhole")

	bits := GP32()
	class, first := YMM(), YMM()
	for half := range 2 {
		looked, rare := "surveyLooked"+string(rune('0'+half)), "surveyRare"+string(rune('0'+half))
		put := func(row int, y VecVirtual) {
			VPMOVMSKB(y, bits)
			MOVL(bits, Mem{Base: at, Disp: longRow*row + 4*half})
		}
		x, blank := YMM(), YMM()
		VMOVDQU(Mem{Base: text, Disp: 32 * half}, x)
		put(16, x)
		VMOVDQU(repeated(0x20), blank)
		VPCMPGTB(x, blank, blank)
		VPTEST(blank, blank)
		JNZ(LabelRef(rare))
		both := w.lookUpPrintable(x, 0, 128)
		VMOVDQA(both[0], class)
		VMOVDQA(both[1], first)
		JMP(LabelRef(looked))
		Label(rare)
		both = w.lookUp(x, 0, 128)
		VMOVDQA(both[0], class)
		other, skips := YMM(), YMM()
		VPCMPEQB(repeated(0xc2), x, skips) // the first bytes of what is skipped
		for _, c := range []uint64{0xe2, 0xef} {
			VPCMPEQB(repeated(c), x, other)
			VPOR(other, skips, skips)
		}
		VPAND(repeated(0x40), skips, skips)
		VPOR(skips, both[1], first)
		Label(looked)
		for k := 7; k >= 0; k-- {
			put(k, class)
			put(8+k, first)
			if k > 0 {
				VPADDB(class, class, class)
				VPADDB(first, first, first)
			}
		}
	}
	ADDQ(Imm(64), text)
	ADDQ(Imm(8), at)
	SUBQ(Imm(64), left)
	JG(LabelRef("surveyBlock"))

	VPXOR(zero, zero, zero)
	for row := range rows {
		VMOVDQU(zero, Mem{Base: at, Disp: longRow * row})
	}
	JE(LabelRef("surveyEven"))
	Comment("The bytes behind the last are not of the text.")
	mask := GP64()
	MOVQ(left, RCX)
	NEGQ(RCX)
	MOVQ(I32(-1), mask)
	SHRQ(CL, mask)
	ANDQ(mask, Mem{Base: at, Disp: longRow*16 - 8})
	Label("surveyEven")
}

// row returns four words of a row from a word on, of the rows at base: those of the text, or of what
// digits spell.
func (w *wordsKernel) row(at Register, base, row, word int) VecVirtual {
	y := YMM()
	VMOVDQU(Mem{Base: at, Disp: base + row*longRow + 8*word}, y)
	return y
}

// after returns x moved n down, which next goes on.
func after(x, next VecVirtual, n uint64) VecVirtual {
	y, z := YMM(), YMM()
	VPSRLQ(Imm(n), x, y)
	VPSLLQ(Imm(64-n), next, z)
	VPOR(z, y, y)
	return y
}

// ahead returns x moved n up, before which prev stands.
func ahead(x, prev VecVirtual, n uint64) VecVirtual {
	y, z := YMM(), YMM()
	VPSLLQ(Imm(n), x, y)
	VPSRLQ(Imm(64-n), prev, z)
	VPOR(z, y, y)
	return y
}

// inRow ands x, which next goes on, with itself moved down, again and again.
func inRow(x, next VecVirtual, down ...uint64) VecVirtual {
	for _, n := range down {
		y, z := after(x, next, n), YMM()
		VPSRLQ(Imm(n), next, z)
		VPAND(y, x, x)
		VPAND(z, next, next)
	}
	return x
}

// grown ors x, before which prev stands, with itself moved up, again and again.
func grown(x, prev VecVirtual, up ...uint64) VecVirtual {
	for _, n := range up {
		y, z := ahead(x, prev, n), YMM()
		VPSLLQ(Imm(n), prev, z)
		VPOR(y, x, x)
		VPOR(z, prev, prev)
	}
	return x
}

// reaching writes row 17: the bytes behind the first symbols of a form, and what may belong to
// a token. What goes on from the last is looked at as far as surveyVBMI does, which reads eight
// words at once.
func (w *wordsKernel) reaching() {
	at, left := GP64(), GP64()
	MOVQ(RSP, at)
	MOVQ(w.blocks, left)
	ANDQ(Imm(7), left)
	CMPQ(left, Imm(4))
	MOVQ(w.blocks, left)
	JNE(LabelRef("surveyReach"))
	INCQ(left)
	Label("surveyReach")
	x := grown(w.row(at, 0, 14, 1), w.row(at, 0, 14, 0), 1, 2, 4, 5)
	VPOR(Mem{Base: at, Disp: 3*longRow + 8}, x, x)
	VPOR(Mem{Base: at, Disp: 16*longRow + 8}, x, x)
	VMOVDQU(x, Mem{Base: at, Disp: 17*longRow + 8})
	ADDQ(Imm(32), at)
	SUBQ(Imm(4), left)
	JG(LabelRef("surveyReach"))
}

// combine makes the fields of rows, four blocks at once.
func (w *wordsKernel) combine() {
	at, to, left := GP64(), GP64(), GP64()
	MOVQ(RSP, at)
	MOVQ(w.out, to)
	MOVQ(w.blocks, left)
	here := func(row int) VecVirtual { return w.row(at, 0, row, 1) }
	prev := func(row int) VecVirtual { return w.row(at, 0, row, 0) }
	next := func(row int) VecVirtual { return w.row(at, 0, row, 2) }
	hereAt := func(row int) Mem { return Mem{Base: at, Disp: row*longRow + 8} }
	field := func(f int) Mem { return Mem{Base: to, Disp: f * fieldSize} }

	Label("surveyFour")
	VMOVDQU(here(15), field(0))
	odd := here(14)
	VMOVDQU(odd, field(1))
	rough := YMM()
	VPOR(hereAt(16), odd, rough)
	VMOVDQU(rough, field(2))
	sep := here(4)
	VMOVDQU(sep, field(3))

	Comment("Line ends, and what they are not easy for.")
	edge := func(of func(int) VecVirtual) VecVirtual {
		y := of(14)
		z := of(16)
		VPOR(z, y, y)
		return y
	}
	hard := ahead(rough, edge(prev), 1)
	either := func(y VecVirtual) { VPOR(y, hard, hard) }
	either(after(rough, edge(next), 1))
	soft := here(7)
	either(ahead(soft, prev(7), 1))
	either(after(soft, next(7), 1))
	either(after(sep, next(4), 1))
	may := here(8)
	for i := 8; i < 13; i++ {
		first := ahead(here(i), prev(i), 1)
		x, y := here(i+1), next(i+1)
		second := after(x, y, 1)
		VPAND(first, second, second)
		either(second)
		VPAND(after(x, y, uint64(i-7)), may, may)
	}
	ends := YMM()
	VPAND(hereAt(15), odd, ends)
	VPANDN(ends, hard, hard)
	VPANDN(odd, hard, hard)
	VMOVDQU(hard, field(4))

	two, more := here(17), next(17)
	two = inRow(two, more, 1)
	for i := range 3 {
		n, rest, y, z := YMM(), YMM(), YMM(), YMM()
		VPBROADCASTQ(Mem{Base: w.table, Disp: 640 + 8*i}, n)
		VPSRLVQ(n, two, y)
		VMOVDQU(fourTimes("sixtyFour", 64), rest)
		VPSUBQ(n, rest, rest)
		VPSLLVQ(rest, more, z)
		VPOR(z, y, y)
		VPAND(y, may, may)
	}
	VMOVDQU(may, field(5))

	x := here(1)
	VMOVDQU(x, field(in64))
	VMOVDQU(inRow(x, next(1), 1, 2, 4, 8, 4), field(6))
	VMOVDQU(inRow(here(2), next(2), 1, 2, 4, 2), field(7))
	VPAND(soft, sep, soft)
	VMOVDQU(soft, field(blank))

	Comment("Lists, those of the block before too.")
	x = here(0)
	VMOVDQU(x, field(inList))
	starts := inRow(x, next(0), 1, 2, 4, 4)
	VMOVDQU(starts, field(8))
	listed := grown(starts, inRow(prev(0), here(0), 1, 2, 4, 4), 1, 2, 4, 4)
	VMOVDQU(listed, field(11))
	y := here(5)
	number := inRow(here(5), next(5), 1, 2, 4, 3)
	VPAND(listed, number, number)
	VMOVDQU(number, field(16))
	VPAND(sep, y, y)
	VPANDN(y, listed, y)
	VMOVDQU(y, field(12))
	hexadecimal := func(of func(int) VecVirtual) VecVirtual {
		y, z := of(4), of(6)
		VPOR(z, y, y)
		z = of(0)
		VPANDN(z, y, y)
		return y
	}
	digits := hexadecimal(here)
	y = YMM()
	VPAND(listed, digits, y)
	VMOVDQU(y, field(10))

	Comment("Doubt.")
	digits = inRow(digits, hexadecimal(next), 1, 2, 4)
	for _, n := range []uint64{8, 9} {
		VPAND(after(sep, next(4), n), digits, digits)
	}
	VPOR(hereAt(6), digits, digits)
	VPAND(listed, digits, digits)
	VMOVDQU(digits, field(9))

	y = YMM()
	VPXOR(y, y, y)
	VMOVDQU(y, field(hits))
	ADDQ(Imm(32), at)
	ADDQ(Imm(32), to)
	SUBQ(Imm(4), left)
	JG(LabelRef("surveyFour"))
}

// packs has, for each byte of bits, where the bytes of its bits stand, and then what is none.
var packs = sync.OnceValue(func() Mem {
	m := GLOBL("packs", RODATA|NOPTR)
	for set := range 256 {
		word, n := ^uint64(0), 0
		for i := range 8 {
			if set>>i&1 != 0 {
				word &^= uint64(0xff-i) << (8 * n)
				n++
			}
		}
		DATA(8*set, U64(word))
	}
	return m
})

// gather writes the digits of lists one after the other, as numbers.
func (w *wordsKernel) gather() {
	text, left, block, to, table := GP64(), GP64(), GP64(), GP64(), GP64()
	word := GP64()
	n := w.packed
	XORQ(n, n)
	XORQ(block, block)
	MOVQ(w.text, text)
	MOVQ(w.n, left)
	LEAQ(Mem{Base: StackPointer, Disp: longDigits}, to)
	LEAQ(packs(), table)

	Label("surveyGather")
	MOVQ(n, Mem{Base: w.out, Disp: before, Index: block, Scale: 8})
	MOVQ(Mem{Base: w.out, Disp: 10 * fieldSize, Index: block, Scale: 8}, word)
	TESTQ(word, word)
	JZ(LabelRef("surveyGathered"))
	CMPQ(left, Imm(64))
	JGE(LabelRef("surveyDigits"))
	LEAQ(Mem{Base: StackPointer, Disp: longLast}, text)
	Label("surveyDigits")
	nibbles := []VecVirtual{YMM(), YMM()}
	for half, x := range nibbles {
		y := YMM()
		VMOVDQU(Mem{Base: text, Disp: 32 * half}, x)
		VPSRLW(Imm(6), x, y)
		VPAND(repeated(0x03), y, y)
		VPAND(repeated(0x0f), x, x)
		VPADDB(y, x, x)
		VPSLLW(Imm(3), y, y)
		VPADDB(y, x, x)
	}
	set := GP64()
	for i := range 8 {
		x, order := XMM(), XMM()
		half := nibbles[i/4]
		if i%4 == 2 {
			upper := YMM()
			VEXTRACTI128(Imm(1), half, upper.AsX())
			nibbles[i/4] = upper
			half = upper
		}
		from := half.AsX()
		if i%2 == 1 {
			VPSRLDQ(Imm(8), from, x)
			from = x
		}
		MOVBQZX(word.As8(), set)
		VMOVQ(Mem{Base: table, Index: set, Scale: 8}, order)
		VPSHUFB(order, from, x)
		VMOVQ(x, Mem{Base: to, Index: n, Scale: 1})
		POPCNTQ(set, set)
		ADDQ(set, n)
		if i < 7 {
			SHRQ(Imm(8), word)
		}
	}
	Label("surveyGathered")
	ADDQ(Imm(64), text)
	INCQ(block)
	SUBQ(Imm(64), left)
	JG(LabelRef("surveyGather"))
	fill := YMM()
	VPXOR(fill, fill, fill)
	for half := range 2 {
		VMOVDQU(fill, Mem{Base: StackPointer, Disp: longLast + 32*half})
	}
	TESTQ(n, n)
	JZ(LabelRef("surveyed"))
	VMOVDQU(repeated(0x88), fill)
	for i := range 3 {
		VMOVDQU(fill, Mem{Base: to, Disp: 32 * i, Index: n, Scale: 1})
	}
}

// shown has bytes of which c and next are the first two of what shows nothing.
func shown(c, next VecVirtual) VecVirtual {
	skip, y := YMM(), YMM()
	VPCMPEQB(repeated(0xc2), c, skip)
	VPCMPEQB(repeated(0xad), next, y)
	VPAND(y, skip, skip)
	for _, pair := range [][3]uint64{{0xef, 0xbb, 0xff}, {0xe2, 0x80, 0xfe}} {
		first, second := YMM(), YMM()
		VPCMPEQB(repeated(pair[0]), c, first)
		VPAND(repeated(pair[2]), next, second)
		VPCMPEQB(repeated(pair[1]), second, second)
		VPAND(first, second, second)
		VPOR(second, skip, skip)
	}
	return skip
}

// spell writes rows of the bytes that digits spell.
func (w *wordsKernel) spell() {
	text, at, left := GP64(), GP64(), GP64()
	LEAQ(Mem{Base: StackPointer, Disp: longDigits}, text)
	LEAQ(Mem{Base: StackPointer, Disp: longSpelt + 8}, at)
	MOVQ(w.packed, left)
	bits := GP32()
	Label("surveySpell")
	for half := range 2 {
		// The bytes, and those behind them.
		byteAt := func(d int) VecVirtual {
			x := YMM()
			VMOVDQU(Mem{Base: text, Disp: 32*half + d}, x)
			VPSLLW(Imm(4), x, x)
			VPAND(repeated(0xf0), x, x)
			VPOR(Mem{Base: text, Disp: 32*half + d + 1}, x, x)
			return x
		}
		c, next := byteAt(0), byteAt(2)
		skip := shown(c, next)
		both := w.lookUp(c, 256, 384)
		inner, token := both[0], both[1]
		second := w.lookUp(next, 512)[0]
		Comment("A byte beyond ASCII follows as any may.")
		y := YMM()
		VPXOR(y, y, y)
		VPCMPGTB(next, y, y)
		VPAND(repeated(0x01), y, y)
		VPOR(y, second, second)
		VPAND(token, second, second)
		VPXOR(y, y, y)
		VPCMPGTB(y, second, y)
		VPOR(y, skip, skip)
		VPMOVMSKB(skip, bits)
		MOVL(bits, Mem{Base: at, Disp: 7*longRow + 4*half})
		for k := 6; k >= 0; k-- {
			VPADDB(inner, inner, inner)
			VPMOVMSKB(inner, bits)
			MOVL(bits, Mem{Base: at, Disp: k*longRow + 4*half})
		}
	}
	zero := YMM()
	VPXOR(zero, zero, zero)
	for half := range 2 {
		VMOVDQU(zero, Mem{Base: text, Disp: 32 * half})
	}
	ADDQ(Imm(64), text)
	ADDQ(Imm(8), at)
	SUBQ(Imm(64), left)
	JG(LabelRef("surveySpell"))
	for row := range spelts {
		VMOVDQU(zero, Mem{Base: at, Disp: longRow * row})
	}
}

// chains tells where what is spelled may begin a form, or is long enough to be read.
func (w *wordsKernel) chains() {
	at, to := GP64(), GP64()
	MOVQ(RSP, at)
	MOVQ(w.out, to)
	spelled := func(row int) VecVirtual { return w.row(at, longSpelt, row, 1) }
	next := func(row int) VecVirtual { return w.row(at, longSpelt, row, 2) }
	Label("surveyChains")
	chain, skips, more, found := spelled(0), spelled(7), next(7), YMM()
	VPXOR(found, found, found)
	for i := 1; i < 6; i++ {
		x := after(skips, more, uint64(2*i))
		VPAND(chain, x, x)
		VPOR(x, found, found)
		VPAND(after(spelled(i), next(i), uint64(2*i)), chain, chain)
	}
	VPOR(chain, found, found)
	VPOR(inRow(spelled(6), next(6), 2, 4, 8, 4), found, found)
	VMOVDQU(found, Mem{Base: to, Disp: hits * fieldSize})
	ADDQ(Imm(32), at)
	ADDQ(Imm(32), to)
	SUBQ(U32(256), w.packed)
	JG(LabelRef("surveyChains"))
}
