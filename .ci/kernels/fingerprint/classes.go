package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// classRows writes what the classes and the first symbols of 64 bytes at a time are, a row for each
// bit, and which bytes are beyond ASCII.
func classRows() {
	TEXT("rowsAVX2", NOSPLIT, "func(text *byte, blocks int, tables *byte, rows *uint64)")
	Pragma("noescape")
	Doc("rowsAVX2 writes a word of each row, and of one more of bytes beyond ASCII, for every 64 bytes",
		"of text. It needs AVX2.")
	constant := func(name string, c uint64) Mem {
		m := GLOBL(name, RODATA|NOPTR)
		for i := range 4 {
			DATA(8*i, U64(c*0x0101010101010101))
		}
		return m
	}
	var nibbles [8]Mem
	for i := range nibbles {
		nibbles[i] = constant("nibble"+string(rune('0'+i)), uint64(i<<4))
	}
	odd := constant("bitOdd", 0x40)
	skips := [...]Mem{constant("byteC2", 0xc2), constant("byteE2", 0xe2), constant("byteEF", 0xef)}
	above := constant("above", 0x70)

	text, n, t, out := Load(Param("text"), GP64()), Load(Param("blocks"), GP64()), Load(Param("tables"), GP64()), Load(Param("rows"), GP64())
	var x, at, class, first, other, limit VecPhysical = Y0, Y1, Y2, Y3, Y4, Y5
	tables := []VecPhysical{Y8, Y9, Y10, Y11, Y12, Y13, Y14, Y15} // of the classes
	for i, y := range tables {
		VBROADCASTI128(Mem{Base: t, Disp: 16 * i}, y)
	}
	VMOVDQU(above, limit)
	bits := GP32()
	Label("rowsBlock")
	for half := range 2 {
		VMOVDQU(Mem{Base: text, Disp: 32 * half}, x)
		VPXOR(class, class, class)
		VPXOR(first, first, first)
		for i := range nibbles {
			// The low nibble where the high one is i; elsewhere the highest bit, which looks up 0.
			VPXOR(nibbles[i], x, at)
			VPADDUSB(limit, at, at)
			VPSHUFB(at, tables[i], other)
			VPOR(other, class, class)
			VBROADCASTI128(Mem{Base: t, Disp: 128 + 16*i}, other)
			VPSHUFB(at, other, other)
			VPOR(other, first, first)
		}
		VPCMPEQB(skips[0], x, at) // the first bytes of what is skipped
		for _, c := range skips[1:] {
			VPCMPEQB(c, x, other)
			VPOR(other, at, at)
		}
		VPAND(odd, at, at)
		VPOR(at, first, first)
		put := func(row int, y VecPhysical) {
			VPMOVMSKB(y, bits)
			MOVL(bits, Mem{Base: out, Disp: rowSize*row + 4*half})
		}
		put(16, x)
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
	ADDQ(Imm(8), out)
	DECQ(n)
	JNZ(LabelRef("rowsBlock"))
	VZEROUPPER()
	RET()
}
