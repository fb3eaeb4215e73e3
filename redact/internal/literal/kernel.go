package literal

// A Kernel is one implementation of the search.
type Kernel uint8

const (
	// Auto is the fastest kernel that this machine has.
	Auto Kernel = iota
	// AVX512 needs an amd64 processor with AVX-512 BW, VBMI, VBMI2 and GFNI.
	AVX512
	// AVX2 needs an amd64 processor with AVX2.
	AVX2
	// Go runs everywhere.
	Go
	// Reference is the automaton that judges the others.
	Reference
)

func (k Kernel) String() string {
	return [...]string{"auto", "avx512", "avx2", "go", "reference"}[k]
}

// Available reports whether the kernel runs on this machine.
func (k Kernel) Available() bool {
	switch k {
	case AVX512, AVX2:
		return available(k)
	}
	return k <= Reference
}

// Best returns the fastest kernel that is available.
func Best() Kernel {
	for _, k := range []Kernel{AVX512, AVX2} {
		if k.Available() {
			return k
		}
	}
	return Go
}

// marks sets bit i of masks for each text[i] at which the window of a literal may
// begin, or a unit other than Plain. It never misses one whose bytes all lie in
// text. Bits from len(text) on are clear. It writes (len(text)+63)/64 words. It
// returns the bits of Runs, which it misses none of. Text has at most maxMarked bytes.
func (k Kernel) marks(text []byte, t *tables, masks []uint64) (runs uint64) {
	if len(text) == 0 {
		return 0
	}
	if k == Go {
		runs = marksGo(text, t.even, masks)
	} else {
		runs = marksAsm(k, text, t, masks)
	}
	if t.even != nil && t.even.firsts != nil {
		t.even.markFirsts(text, masks)
	}
	if n := len(text) % 64; n != 0 {
		masks[len(text)/64] &= 1<<n - 1
	}
	return runs
}

// sift makes finds of the bits of the masks from done on, whose positions have four bytes
// of text each. It returns how many, and the number of masks it has done; the others it
// may have changed.
func (k Kernel) sift(text []byte, masks []uint64, done int, x *index, found *[maxFinds + width - 1]find) (n, now int) {
	if (k == AVX512 || k == AVX2) && len(text) >= minSift {
		return siftAsm(k, text, masks, done, x, found)
	}
	if x.even != nil {
		return x.even.siftGo(text, masks, done, found)
	}
	var marks [maxMarks + 64]uint16
	n, now = collectGo(text, masks, done, &x.sieve, &marks)
	return x.siftMarks(text, marks[:n], masks, now, found)
}

// minSift is the number of bytes from which on siftAsm works.
const minSift = 16
