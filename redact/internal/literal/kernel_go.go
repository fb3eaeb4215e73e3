package literal

// marksGo is the kernel without assembly. A lane of 16 bits of a word tells the
// buckets that a byte fits at one position: words of four bytes in a row, each
// moved to the first lane, leave the buckets that fit.
func marksGo(text []byte, t *tables, masks []uint64) {
	i := 0
	for ; i+64+width-1 <= len(text); i += 64 {
		masks[i/64] = marksWord((*[64 + width - 1]byte)(text[i:]), t)
	}
	for ; i < len(text); i += 64 {
		var part [64 + width - 1]byte
		copy(part[:], text[i:])
		masks[i/64] = marksWord(&part, t)
	}
}

func marksWord(b *[64 + width - 1]byte, t *tables) (mask uint64) {
	v0 := t.word[b[0]]
	v1 := t.word[b[1]]
	v2 := t.word[b[2]]
	y0 := v0 & (v1 >> 16)
	y1 := v1 & (v2 >> 16)
	for k := 0; k < 64; k += 4 {
		v3 := t.word[b[k+3]]
		y2 := v2 & (v3 >> 16)
		v4 := t.word[b[min(k+4, 66)]]
		y3 := v3 & (v4 >> 16)
		v5 := t.word[b[min(k+5, 66)]]
		y4 := v4 & (v5 >> 16)
		v6 := t.word[b[min(k+6, 66)]]
		y5 := v5 & (v6 >> 16)
		// The lanes of four positions in one word, of which one sum tells which are not 0.
		x := y0&(y2>>32)&lane | y1&(y3>>32)&lane<<16 | y2&(y4>>32)&lane<<32 | y3&(y5>>32)<<48
		x = (x&low + low | x) &^ low >> 15
		mask |= x * (1<<48 | 1<<33 | 1<<18 | 1<<3) >> 48 & 15 << k
		v2, y0, y1 = v6, y4, y5
	}
	return mask
}

const (
	lane = 1<<16 - 1
	low  = 0x7fff7fff7fff7fff // all but the highest bit of each lane
)
