//go:build !purego

package literal

//go:generate bash ../../../.ci/kernels/generate

import "golang.org/x/sys/cpu"

func available(k Kernel) bool {
	switch x := &cpu.X86; k {
	case AVX512:
		return x.HasAVX512F && x.HasAVX512BW && x.HasAVX512VBMI && x.HasAVX512VBMI2 && x.HasAVX512GFNI && x.HasBMI1 && x.HasBMI2 && x.HasPOPCNT
	case AVX2:
		return x.HasAVX2 && x.HasBMI1 && x.HasBMI2 && x.HasPOPCNT
	}
	return false
}

func marksAsm(k Kernel, text []byte, t *tables, masks []uint64) (runs uint64) {
	_ = masks[(len(text)-1)/64]
	if k == AVX512 {
		// What stands behind is looked at next. The processor foresees no more than the rest
		// of a page.
		ahead := min(block, cap(text)-len(text))
		return scanAVX512(&text[0], len(text), &t.code[0][0][0], &masks[0], ahead)
	}
	if len(text) < minSift {
		part := blanks
		copy(part[:], text)
		text = part[:minSift]
	}
	return scanAVX2(&text[0], len(text), &t.even.set[0], &masks[0])
}

func siftAsm(k Kernel, text []byte, masks []uint64, done int, x *index, found *[maxFinds + width - 1]find) (n, now int) {
	if k == AVX2 {
		return siftAVX2(&text[0], len(text), &masks[0], done, len(masks), &x.even.set[0], &found[0].first)
	}
	return siftAVX512(&text[0], len(text), &masks[0], done, len(masks), &x.sieve.fourth[0], &found[0].first)
}

// lookAsm is marks and sift in one for a text of up to small bytes. It returns -1 where there
// is no room for what it finds, or too little text.
func lookAsm(k Kernel, text []byte, t *tables, x *index, found *[maxShort]find) (n int, runs uint64) {
	if k == AVX2 {
		if len(text) < minSift {
			// What is found of the blanks is none in the text.
			part := [minSift]byte(blanks[:minSift])
			copy(part[:], text)
			return lookAVX2(&part[0], minSift, &x.even.set[0], &found[0].first)
		}
		return lookAVX2(&text[0], len(text), &x.even.set[0], &found[0].first)
	}
	if len(text) < 4 {
		part := [4]byte(blanks[:4])
		copy(part[:], text)
		return lookAVX512(&part[0], 4, &t.code[0][0][0], &x.sieve.fourth[0], &found[0].first)
	}
	return lookAVX512(&text[0], len(text), &t.code[0][0][0], &x.sieve.fourth[0], &found[0].first)
}

func skipRunsAsm(text []byte, i int) (from int, exact bool) {
	if n := len(text) - i; n >= runBlock {
		blocks := (n-runBlock)/runStep + 1
		k, at := runsAVX2(&text[i], blocks, &runTables[0][0])
		if i += k * runStep; k < blocks {
			return i + at, true
		}
	}
	if len(text)-i < MinRun {
		return len(text), false
	}
	last := max(0, len(text)-runBlock)
	var part [runBlock]byte
	block := &part[0]
	if len(text) >= runBlock {
		block = &text[last]
	} else {
		copy(part[:], text)
	}
	if k, at := runsAVX2(block, 1, &runTables[0][0]); k == 0 {
		at += last
		return max(i, at), at >= i
	}
	return len(text), false
}
