package literal

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
)

// What the windows of a place in strided.set cost at a position that fits: the mark, what the
// sieve lets through of it, and each entry that is compared then.
const (
	costMark  = 8
	costFind  = 40
	costEntry = 1
	costModel = 1 << 16 // a mark at each position, as the model knows it
)

// A weigher tells what windows cost. One that joins a bit of strided.set marks no more text,
// but what the windows of the bit then have in common lets more of the marks through.
type weigher struct {
	lits   []Literal
	model  *model
	where  map[int][]int32  // positions by bit
	in     map[int][]window // the windows of a bit
	places []parities
}

// A window is one of the two of a literal, or would be.
type window struct {
	lit   int32
	off   int8
	share int32 // what the model takes for its share of a log, in parts of costModel
	e     *entry
}

// strideSearch is stride with time for it: it moves windows as long as that lets less of the
// sample through. It is deterministic.
func strideSearch(lits []Literal) []parities {
	w := newWeigher(lits)
	for range maxRounds {
		moved := false
		for i, l := range lits {
			for parity := 0; parity < 2 && len(l.Text) >= minListed; parity++ {
				moved = w.move(i, parity) || moved
			}
		}
		if !moved {
			break
		}
	}
	return w.places
}

// maxRounds bounds strideSearch.
const maxRounds = 20

// newWeigher has the windows of stride.
func newWeigher(lits []Literal) *weigher {
	w := &weigher{lits: lits, model: newModel(), where: map[int][]int32{}, in: map[int][]window{}, places: stride(lits, "")}
	for i := 8; i+16 < len(sample); i++ {
		four := binary.LittleEndian.Uint32([]byte(sample[i : i+4]))
		bit := bitOf(setOf(four), fourth(byte(four>>24)))
		w.where[bit] = append(w.where[bit], int32(i))
	}
	var at []int
	for i, l := range lits {
		if len(l.Text) < minListed {
			continue
		}
		for _, off := range w.places[i] {
			x := w.window(i, int(off))
			at = w.bits(at[:0], &x)
			w.put(at, x)
		}
	}
	return w
}

// bitOf numbers the bits of strided.set.
func bitOf(at uint32, fourth uint8) int { return int(at)*fourths + bits.TrailingZeros8(fourth) }

func (w *weigher) window(i, off int) window {
	l := w.lits[i]
	e := newEntry(l, place{off: off}, int32(i))
	share := w.model.shareOf(l.Text[max(off, 0):min(off+width, len(l.Text))])
	return window{int32(i), int8(off), int32(math.Round(float64(share * costModel))), &e}
}

// bits appends the numbers of the bits of a window.
func (w *weigher) bits(buf []int, x *window) []int {
	at, fourths := windowed(nil, w.lits[x.lit], int(x.off))
	for _, k := range at {
		for rest := fourths; rest != 0; rest &= rest - 1 {
			buf = append(buf, bitOf(uint32(k), rest&-rest))
		}
	}
	slices.Sort(buf)
	return slices.Compact(buf)
}

func (w *weigher) put(at []int, x window) {
	for _, bit := range at {
		w.in[bit] = append(w.in[bit], x)
	}
}

func (w *weigher) drop(at []int, x *window) {
	for _, bit := range at {
		w.in[bit] = slices.DeleteFunc(slices.Clone(w.in[bit]), func(y window) bool { return y.lit == x.lit && y.off == x.off })
	}
}

// cost is that of some bits.
func (w *weigher) cost(at []int) (sum int) {
	for _, bit := range at {
		sum += w.costOf(bit)
	}
	return sum
}

func (w *weigher) costOf(bit int) (sum int) {
	in := w.in[bit]
	if len(in) == 0 {
		return 0
	}
	next, before := in[0].e.next, in[0].e.before
	var past, ahead uint64
	for i := range in {
		e := in[i].e
		next.meet(&e.next)
		before.meet(&e.before)
		past |= e.next.twos(3)
		ahead |= e.before.twos(6)
		sum += int(in[i].share)
	}
	for _, i := range w.where[bit] {
		here := binary.LittleEndian.Uint64([]byte(sample[i : i+8]))
		there := binary.LittleEndian.Uint64([]byte(sample[i-8 : i]))
		sum += costMark
		if next.miss(here)|before.miss(there)|^(past>>twoOf(uint16(here>>24)))&1|^(ahead>>twoOf(uint16(there>>48)))&1 == 0 {
			sum += costFind + costEntry*len(in)
		}
	}
	return sum
}

// move gives a literal another window for a parity if that costs less.
func (w *weigher) move(i, parity int) bool {
	was := w.window(i, int(w.places[i][parity]))
	old := w.bits(nil, &was)
	text := w.lits[i].Text
	before := w.cost(old)
	w.drop(old, &was)
	without := w.cost(old)
	least, best, at := before-without, was, old
	for off := -parity; off < len(text); off += 2 {
		if off == int(was.off) || !known(text, off) {
			continue
		}
		x := w.window(i, off)
		to := w.bits(nil, &x)
		cost := -w.cost(to)
		if w.put(to, x); cost+w.cost(to) < least {
			least, best, at = cost+w.cost(to), x, to
		}
		w.drop(to, &x)
	}
	w.put(at, best)
	w.places[i][parity] = best.off
	return best.off != was.off
}
