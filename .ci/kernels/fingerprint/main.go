// Command fingerprint writes the assembly of the survey of live secrets.
package main

import (
	"strconv"
	"sync"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// What stands in the frame: rows as those of rows.combine, of 18 words each with a word before
// the first block; the digits; and rows of what they spell.
const (
	rowSize = 144
	rows    = 18
	digits  = rows * rowSize
	spelt   = digits + 1152
	spelts  = 8
	frame   = spelt + spelts*rowSize
)

// The fields of a survey are of 17 words, and so is what stands behind them.
const (
	fieldSize = 136
	hits      = 13
	in64      = 14
	inList    = 15
	number    = 16
	blank     = 17
	before    = 18 * fieldSize
)

// Registers that keep what they hold through a part of the kernel.
var (
	text, count, table, out = RSI, RCX, RDX, RDI
	bit                     = [8]VecPhysical{Z8, Z9, Z10, Z11, Z12, Z13, Z14, Z15} // of each byte
	zero                    = Z19
)

func main() {
	ConstraintExpr("!purego")
	survey()
	words()
	probe()
	ask()
	glance()
	glanceWide()
	Generate()
}

func survey() {
	TEXT("surveyVBMI", 0, "func(text *byte, n int, tables *byte, out *uint64)")
	Pragma("noescape")
	Doc("surveyVBMI fills the words of out that (n+63)/64 blocks have, rounded up to 8. It needs",
		"AVX-512 BW, VL, VBMI, VBMI2 and GFNI, BMI2 and POPCNT.")
	Load(Param("text"), text)
	Load(Param("n"), count)
	Load(Param("tables"), table)
	Load(Param("out"), out)
	AllocLocal(frame)
	MOVQ(count, RBX)

	classify()
	reaching()
	combine()
	gather()
	spell()
	chains()

	Label("done")
	VZEROUPPER()
	RET()
}

// at is the word of a row in the frame; base is where its first word stands.
func at(base Register, offset int) Mem { return Mem{Base: base, Disp: offset} }

func fill64(v uint64, to VecPhysical) {
	MOVQ(U64(v), RAX)
	VPBROADCASTQ(RAX, to)
}

func fill8(v uint64, to VecPhysical) {
	MOVQ(U64(v), RAX)
	VPBROADCASTB(EAX, to)
}

// tables loads four vectors of a table.
func tables(offset int) {
	for i, r := range []VecPhysical{Z1, Z2, Z3, Z4} {
		VMOVDQU64(at(table, offset+64*i), r)
	}
}

// edges zeroes words of rows of the frame.
func edges(offset, n int, words ...int) {
	for row := range n {
		for _, w := range words {
			VMOVQ(zero.AsX(), Mem{Base: StackPointer, Disp: offset + row*rowSize + 8*w})
		}
	}
}

// classify writes the rows: a bit for each class of each byte, eight blocks at once.
func classify() {
	tables(0)
	Comment("As bytes, a bit each; as a matrix, it turns the bits of each byte around.")
	turned := Z5
	fill64(0x8040201008040201, turned)
	VMOVDQU64(planes(), Z6)
	fill8(0x40, Z7)
	VPXORQ(zero.AsX(), zero.AsX(), zero.AsX())
	edges(0, rows, 0, 9)
	CMPQ(count, U32(512))
	JLE(LabelRef("edged"))
	edges(0, rows, 17)
	Label("edged")

	MOVQ(RSP, R8)
	MOVQ(I32(-1), R9)
	MOVQ(U32(64), R10)
	XORQ(R11, R11)
	KMOVQ(R9, K1)

	Label("classify")
	CMPQ(count, U32(512))
	JL(LabelRef("some"))
	for i := range 8 {
		block(i, "whole")
	}
	JMP(LabelRef("turn"))
	Label("some")
	for i := range 8 {
		Comment("The first bytes only: what is masked out is not read.")
		MOVQ(count, RAX)
		if i > 0 {
			VPXORQ(vec(8+i), vec(8+i), vec(8+i))
			VPXORQ(vec(16+i), vec(16+i), vec(16+i))
			MOVQ(R11, at(R8, 16*rowSize+8+8*i))
			SUBQ(U32(uint32(64*i)), RAX)
			JLE(LabelRef("some" + strconv.Itoa(i)))
		}
		CMPQ(RAX, R10)
		CMOVQGT(R10, RAX)
		BZHIQ(RAX, R9, RAX)
		KMOVQ(RAX, K1)
		block(i, "some")
	}
	Label("turn")
	for half, first := range []int{8, 16} {
		turn(first)
		for i := range 8 {
			VMOVDQU64(vec(24+i), at(R8, (8*half+i)*rowSize+8))
		}
	}
	ADDQ(U32(512), text)
	ADDQ(Imm(64), R8)
	SUBQ(U32(512), count)
	JG(LabelRef("classify"))
}

// planes puts bit i of each of eight words in a row to word i, of what an affine map has turned.
var planes = sync.OnceValue(func() Mem {
	return constant("planes", func(i int) int { return i%8*8 + i/8 })
})

// wordsNamed is what words8 has made.
var wordsNamed = map[string]Mem{}

// words8 are eight words.
func words8(name string, words ...uint64) Mem {
	if m, ok := wordsNamed[name]; ok {
		return m
	}
	m := GLOBL(name, RODATA|NOPTR)
	for i, w := range words {
		DATA(8*i, U64(w))
	}
	wordsNamed[name] = m
	return m
}

// vec is Z0 to Z31 by its number.
func vec(i int) VecPhysical {
	return []VecPhysical{Z0, Z1, Z2, Z3, Z4, Z5, Z6, Z7, Z8, Z9, Z10, Z11, Z12, Z13, Z14, Z15,
		Z16, Z17, Z18, Z19, Z20, Z21, Z22, Z23, Z24, Z25, Z26, Z27, Z28, Z29, Z30, Z31}[i]
}

// block makes eight words of each half of the tables, one for each bit, of block i: the
// bytes that K1 has.
func block(i int, label string) {
	high := label + "High" + strconv.Itoa(i)
	label += strconv.Itoa(i)
	a, b := vec(8+i), vec(16+i)
	VMOVDQU8_Z(at(text, 64*i), K1, Z0)
	VPMOVB2M(Z0, K4)
	KMOVQ(K4, at(R8, 16*rowSize+8+8*i))
	KANDNQ(K1, K4, K2)
	VMOVDQA64(Z0, a)
	VMOVDQA64(Z0, b)
	VPERMI2B_Z(Z2, Z1, K2, a)
	VPERMI2B_Z(Z4, Z3, K2, b)
	KORTESTQ(K4, K4)
	JZ(LabelRef(high))
	Comment("The first bytes of what shows nothing.")
	for k, c := range []uint64{0xc2, 0xe2, 0xef} {
		fill8(c, Z24)
		VPCMPEQB(Z24, Z0, []OpmaskPhysical{K5, K6, K7}[k])
	}
	KORQ(K5, K6, K5)
	KORQ(K5, K7, K5)
	VMOVDQU8(Z7, K5, b)
	Label(high)
	for _, v := range []VecPhysical{a, b} {
		VGF2P8AFFINEQB(Imm(0), v, Z5, v)
		VGF2P8AFFINEQB(Imm(0), Z5, v, v)
		VPERMB(v, Z6, v)
	}
	Label(label)
}

// turn writes word i of eight vectors, from first on, to Z24+i.
func turn(first int) {
	for i := range 4 {
		a, b := vec(first+2*i), vec(first+2*i+1)
		VPUNPCKLQDQ(b, a, vec(24+i))
		VPUNPCKHQDQ(b, a, vec(28+i))
	}
	for odd := range 2 {
		t := 24 + 4*odd
		for k, lanes := range []uint64{0x88, 0xdd} {
			for i := range 2 {
				VSHUFI64X2(Imm(lanes), vec(t+2*i+1), vec(t+2*i), vec(first+4*odd+2*k+i))
			}
		}
	}
	for odd := range 2 {
		for k := range 2 {
			a, b := vec(first+4*odd+2*k), vec(first+4*odd+2*k+1)
			for high, lanes := range []uint64{0x88, 0xdd} {
				VSHUFI64X2(Imm(lanes), b, a, vec(24+odd+2*k+4*high))
			}
		}
	}
}

// reaching writes the row of bytes behind the first symbols of a form, and what may belong
// to a token.
func reaching() {
	VPXORQ(zero, zero, zero)
	MOVQ(RSP, R9)
	MOVQ(RBX, count)
	Label("reaching")
	VMOVDQU64(here(14), Z0)
	VMOVDQU64(prev(14), Z1)
	grow(1, 2, 4, 5)
	VPORQ(here(3), Z0, Z0)
	VPORQ(here(16), Z0, Z0)
	VMOVDQU64(Z0, here(17))
	ADDQ(Imm(64), R9)
	SUBQ(U32(512), count)
	JG(LabelRef("reaching"))
}

// Eight blocks of a row, those before them and those behind them.
func here(row int) Mem { return at(R9, row*rowSize+8) }
func prev(row int) Mem { return at(R9, row*rowSize) }
func next(row int) Mem { return at(R9, row*rowSize+16) }

// The same of what digits spell.
func spelled(row int) Mem   { return at(R9, spelt+row*rowSize+8) }
func speltNext(row int) Mem { return at(R9, spelt+row*rowSize+16) }

// field is where eight blocks of a field are written.
func field(f int) Mem { return at(R11, f*fieldSize) }

// run ands Z0, which Z1 goes on, with itself moved down, again and again.
func run(down ...uint64) {
	for _, n := range down {
		VPSHRDQ(Imm(n), Z1, Z0, Z6)
		VPSRLQ(Imm(n), Z1, Z7)
		VPANDQ(Z6, Z0, Z0)
		VPANDQ(Z7, Z1, Z1)
	}
}

// grow ors Z0, before which Z1 stands, with itself moved up, again and again.
func grow(up ...uint64) {
	for _, n := range up {
		VPSHLDQ(Imm(n), Z1, Z0, Z6)
		VPSLLQ(Imm(n), Z1, Z7)
		VPORQ(Z6, Z0, Z0)
		VPORQ(Z7, Z1, Z1)
	}
}

// combine makes the fields of rows, eight blocks at once.
func combine() {
	MOVQ(RSP, R9)
	MOVQ(out, R11)
	MOVQ(RBX, count)

	Label("eight")
	VMOVDQU64(here(15), Z0)
	VMOVDQU64(Z0, field(0))
	odd, rough := Z20, Z21
	VMOVDQU64(here(14), odd)
	VMOVDQU64(odd, field(1))
	VPORQ(here(16), odd, rough)
	VMOVDQU64(rough, field(2))
	VMOVDQU64(here(4), Z22)
	VMOVDQU64(Z22, field(3))

	across(odd, rough)

	for _, f := range []struct {
		row, field int
		down       []uint64
	}{{1, 6, []uint64{1, 2, 4, 8, 4}}, {2, 7, []uint64{1, 2, 4, 2}}} {
		VMOVDQU64(here(f.row), Z0)
		VMOVDQU64(next(f.row), Z1)
		run(f.down...)
		VMOVDQU64(Z0, field(f.field))
	}

	for _, f := range []struct{ row, field int }{{1, in64}, {0, inList}} {
		VMOVDQU64(here(f.row), Z0)
		VMOVDQU64(Z0, field(f.field))
	}

	VMOVDQU64(here(4), Z0)
	VPANDQ(here(7), Z0, Z0)
	VMOVDQU64(Z0, field(blank))

	Comment("Lists, those of the block before too.")
	listed := Z22
	VMOVDQU64(prev(0), Z0)
	VMOVDQU64(here(0), Z1)
	run(1, 2, 4, 4)
	VMOVDQA64(Z0, listed)
	VMOVDQU64(here(0), Z0)
	VMOVDQU64(next(0), Z1)
	run(1, 2, 4, 4)
	VMOVDQU64(Z0, field(8))
	VMOVDQA64(listed, Z1)
	grow(1, 2, 4, 4)
	VMOVDQA64(Z0, listed)
	VMOVDQU64(listed, field(11))
	VMOVDQU64(here(4), Z0)
	VPANDQ(here(5), Z0, Z0)
	VPANDNQ(Z0, listed, Z0)
	VMOVDQU64(Z0, field(12))
	hexadecimal(here, Z0)
	VPANDQ(Z0, listed, Z2)
	VMOVDQU64(Z2, field(10))

	Comment("Doubt.")
	doubt := Z23
	VMOVDQU64(here(6), doubt)
	VMOVDQU64(here(5), Z0)
	VMOVDQU64(next(5), Z1)
	run(1, 2, 4, 3)
	VPANDQ(Z0, listed, Z0)
	VMOVDQU64(Z0, field(number))
	hexadecimal(here, Z0)
	hexadecimal(next, Z1)
	run(1, 2, 4)
	VMOVDQU64(here(4), Z1)
	VMOVDQU64(next(4), Z2)
	for _, n := range []uint64{8, 9} {
		VPSHRDQ(Imm(n), Z2, Z1, Z3)
		VPANDQ(Z3, Z0, Z0)
	}
	VPORQ(Z0, doubt, doubt)
	VPANDQ(listed, doubt, doubt)
	VMOVDQU64(doubt, field(9))

	VMOVDQU64(zero, field(hits))
	ADDQ(Imm(64), R9)
	ADDQ(Imm(64), R11)
	SUBQ(U32(512), count)
	JG(LabelRef("eight"))
}

// hexadecimal makes the digits of a row: what may stand in a list, but for separators and
// letters.
func hexadecimal(of func(row int) Mem, to VecPhysical) {
	VMOVDQU64(of(4), to)
	VPORQ(of(6), to, to)
	VPANDNQ(of(0), to, to)
}

// across tells where a value may go on behind a line end, and where one may begin.
func across(odd, rough VecPhysical) {
	ends, hard, may := Z23, Z24, Z25
	Comment("Line ends, and what they are not easy for.")
	VPANDQ(Z0, odd, ends)
	VMOVDQU64(prev(14), Z0)
	VPORQ(prev(16), Z0, Z0)
	VPSHLDQ(Imm(1), Z0, rough, hard)
	VMOVDQU64(next(14), Z0)
	VPORQ(next(16), Z0, Z0)
	VPSHRDQ(Imm(1), Z0, rough, Z0)
	VPORQ(Z0, hard, hard)
	VMOVDQU64(here(7), Z0)
	VMOVDQU64(prev(7), Z1)
	VPSHLDQ(Imm(1), Z1, Z0, Z1)
	VPORQ(Z1, hard, hard)
	VMOVDQU64(next(7), Z1)
	VPSHRDQ(Imm(1), Z1, Z0, Z1)
	VPORQ(Z1, hard, hard)
	VMOVDQU64(next(4), Z1)
	VPSHRDQ(Imm(1), Z1, Z22, Z1)
	VPORQ(Z1, hard, hard)
	VMOVDQU64(here(8), may)
	for i := 8; i < 13; i++ {
		VMOVDQU64(here(i), Z0)
		VMOVDQU64(prev(i), Z1)
		VPSHLDQ(Imm(1), Z1, Z0, Z0)
		VMOVDQU64(here(i+1), Z2)
		VMOVDQU64(next(i+1), Z3)
		VPSHRDQ(Imm(1), Z3, Z2, Z1)
		VPANDQ(Z0, Z1, Z1)
		VPORQ(Z1, hard, hard)
		VPSHRDQ(Imm(uint64(i-7)), Z3, Z2, Z1)
		VPANDQ(Z1, may, may)
	}
	VMOVDQU64(here(17), Z0)
	VMOVDQU64(next(17), Z1)
	run(1)
	for i := range 3 {
		VPBROADCASTQ(at(table, 640+8*i), Z2)
		VMOVDQA64(Z0, Z3)
		VPSHRDVQ(Z2, Z1, Z3)
		VPANDQ(Z3, may, may)
	}
	VPANDNQ(ends, hard, hard)
	VPANDNQ(odd, hard, hard)
	VMOVDQU64(hard, field(4))
	VMOVDQU64(may, field(5))
}

// gather writes the digits of lists one after the other, as numbers.
func gather() {
	Load(Param("text"), text)
	LEAQ(at(StackPointer, digits), R8)
	Comment("So many digits, and the block.")
	XORQ(R10, R10)
	XORQ(R11, R11)
	MOVQ(RBX, count)
	fill64(0x0f0f0f0f0f0f0f0f, Z20)
	fill64(0x0303030303030303, Z21)

	Label("gather")
	MOVQ(R10, Mem{Base: out, Disp: before, Index: R11, Scale: 8})
	MOVQ(Mem{Base: out, Disp: 10 * fieldSize, Index: R11, Scale: 8}, RAX)
	KMOVQ(RAX, K1)
	VMOVDQU8_Z(at(text, 0), K1, Z0)
	VPSRLW(Imm(6), Z0, Z1)
	VPANDQ(Z21, Z1, Z1)
	VPANDQ(Z20, Z0, Z0)
	VPADDB(Z1, Z0, Z0)
	VPSLLW(Imm(3), Z1, Z1)
	VPADDB(Z1, Z0, Z0)
	VPCOMPRESSB_Z(Z0, K1, Z0)
	VMOVDQU64(Z0, Mem{Base: R8, Index: R10, Scale: 1})
	POPCNTQ(RAX, RAX)
	ADDQ(RAX, R10)

	ADDQ(Imm(64), text)
	INCQ(R11)
	SUBQ(Imm(64), count)
	JG(LabelRef("gather"))
	TESTQ(R10, R10)
	JZ(LabelRef("done"))
	fill64(0x8888888888888888, Z0)
	VMOVDQU64(Z0, Mem{Base: R8, Index: R10, Scale: 1})
	VMOVDQU64(Z0, Mem{Base: R8, Disp: 64, Index: R10, Scale: 1})
}

// spell writes rows of the bytes that digits spell.
func spell() {
	for row := range spelts {
		VMOVDQU64(zero, at(StackPointer, spelt+row*rowSize+8))
	}
	edges(spelt, spelts, 9)
	CMPQ(R10, U32(512))
	JLE(LabelRef("few"))
	for row := range spelts {
		VMOVDQU64(zero, at(StackPointer, spelt+row*rowSize+72))
	}
	edges(spelt, spelts, 17)
	Label("few")
	fill64(0x0101010101010101, bit[0])
	for i := range bit[1:] {
		VPADDB(bit[i], bit[i], bit[i+1])
	}
	for k, c := range []uint64{0xc2, 0xe2, 0xef} {
		fill8(c, vec(16+k))
	}
	tables(256)
	VMOVDQU64(at(table, 512), Z22)
	VMOVDQU64(at(table, 576), Z23)
	fill64(0xf0f0f0f0f0f0f0f0, Z21)
	Comment("What follows the first byte of what shows nothing.")
	fill8(0xad, Z24)
	fill8(0x80, Z25)
	fill8(0xbb, Z26)
	fill8(0xfe, Z27)
	LEAQ(at(StackPointer, digits), text)
	MOVQ(RSP, R8)
	MOVQ(R10, count)

	Label("spell")
	Comment("The bytes, and those behind them.")
	for i, r := range []VecPhysical{Z0, Z5} {
		VMOVDQU64(at(text, 2*i), r)
		VPSLLW(Imm(4), r, r)
		VPANDQ(Z21, r, r)
		VPORQ(at(text, 2*i+1), r, r)
	}
	VMOVDQU64(zero, at(text, 0))

	spelled8(func(row int) Mem { return at(R8, spelt+row*rowSize+8) })
	ADDQ(Imm(64), text)
	ADDQ(Imm(8), R8)
	SUBQ(Imm(64), count)
	JG(LabelRef("spell"))
}

// spelled8 writes a word of each row, of the bytes Z0 and of those behind them, Z5.
func spelled8(to func(row int) Mem) {
	looked()
	KMOVQ(K3, to(7))
	for i, b := range bit[:7] {
		VPTESTMB(b, Z0, K3)
		KMOVQ(K3, to(i))
	}
}

// looked looks up the bytes Z0, which Z5 stand behind. K3 has what may be skipped.
func looked() {
	VPCMPEQB(Z16, Z0, K5)
	VPCMPEQB(Z24, Z5, K5, K5)
	VPCMPEQB(Z18, Z0, K6)
	VPCMPEQB(Z26, Z5, K6, K6)
	KORQ(K5, K6, K5)
	VPANDQ(Z27, Z5, Z6)
	VPCMPEQB(Z17, Z0, K6)
	VPCMPEQB(Z25, Z6, K6, K6)
	KORQ(K5, K6, K5)

	VPMOVB2M(Z0, K4)
	KNOTQ(K4, K2)
	VPMOVB2M(Z5, K6)
	VMOVDQA64(Z0, Z6)
	VPERMI2B_Z(Z2, Z1, K2, Z0)
	VPERMI2B_Z(Z4, Z3, K2, Z6)
	VPERMI2B(Z23, Z22, Z5)
	VMOVDQU8(bit[0], K6, Z5)
	VPTESTMB(Z5, Z6, K3)
	KORQ(K3, K5, K3)
}

// chains tells where what is spelled may begin a form, or is long enough to be read.
func chains() {
	MOVQ(RSP, R9)

	Label("chains")
	VMOVDQU64(spelled(0), Z2)
	VMOVDQU64(spelled(7), Z3)
	VMOVDQU64(speltNext(7), Z4)
	VPXORQ(Z5, Z5, Z5)
	for i := 1; i < 6; i++ {
		VPSHRDQ(Imm(uint64(2*i)), Z4, Z3, Z0)
		VPANDQ(Z2, Z0, Z0)
		VPORQ(Z0, Z5, Z5)
		VMOVDQU64(spelled(i), Z0)
		VMOVDQU64(speltNext(i), Z1)
		VPSHRDQ(Imm(uint64(2*i)), Z1, Z0, Z0)
		VPANDQ(Z0, Z2, Z2)
	}
	VPORQ(Z2, Z5, Z5)
	VMOVDQU64(spelled(6), Z0)
	VMOVDQU64(speltNext(6), Z1)
	run(2, 4, 8, 4)
	VPORQ(Z0, Z5, Z5)
	VMOVDQU64(Z5, at(out, hits*fieldSize))
	ADDQ(Imm(64), R9)
	ADDQ(Imm(64), out)
	SUBQ(U32(512), R10)
	JG(LabelRef("chains"))
}
