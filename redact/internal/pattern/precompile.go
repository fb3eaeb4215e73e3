package pattern

import (
	"crypto/sha256"
	"encoding/binary"
	"reflect"
	"slices"
)

// Compare compares what Precompile has returned with what the expressions compile to: how
// many of them are missing, and how many are there otherwise.
func Compare(data, guards []byte, exprs []string) (missing, wrong int) {
	var (
		c Compiler
		s Surveyor
	)
	l := library{string(data), guards}
	for _, expr := range exprs {
		p, err := c.compile(expr)
		switch q := l.prog(expr, &c.room); {
		case err != nil:
		case l.find(expr, &c.room) < 0:
			missing++
		case q == nil || !same(p, q, &s):
			wrong++
		}
	}
	return missing, wrong
}

// same reports that q, which was compiled beforehand, is what p is.
func same(p, q *Prog, s *Surveyor) (same bool) {
	defer func() {
		if recover() != nil {
			same = false
		}
	}()
	same = p.classes == q.classes && p.stride == q.stride && p.rows == q.rows && p.shift == q.shift && p.starts == q.starts &&
		p.left == q.left && p.right == q.right && p.length == q.length &&
		reflect.DeepEqual(p.anchors, q.anchors) && reflect.DeepEqual(p.Table(), q.Table()) && s.Blank(p) == s.Blank(q)
	for _, a := range p.anchors {
		same = same && *s.Guard(p, a) == *s.Guard(q, a)
	}
	for _, to := range []int{1, int(q.facts.reach.to), MaxReach} {
		same = same && reflect.DeepEqual(s.sets(p, to), s.sets(q, to))
	}
	return same
}

// sets returns what Reach tells.
func (s *Surveyor) sets(p *Prog, to int) (sets []ByteSet) {
	s.Reach(p, to, func(_ int, bytes ByteSet) { sets = append(sets, bytes) })
	return sets
}

// Precompile returns the data of some expressions, as compiled and guards hold it. An
// expression that is not valid is left out. Of those that far names all is kept that
// Surveyor.Reach tells, of the others which bytes a match begins with.
func Precompile(exprs []string, far func(expr string) bool) (data, guards []byte) {
	var c Compiler
	w := writer{sets: map[ByteSet]int{}, guards: map[Guard]int{}}
	keys, blobs := []string{}, map[string][]byte{}
	for _, expr := range exprs {
		sum := sha256.Sum256([]byte(expr))
		key := string(sum[:keySize])
		if p, err := c.compile(expr); err == nil && blobs[key] == nil {
			w.out = nil
			to := 1
			if far(expr) {
				to = MaxReach
			}
			w.prog(p, to)
			keys, blobs[key] = append(keys, key), w.out
		}
	}
	slices.Sort(keys)
	data = binary.LittleEndian.AppendUint32(nil, uint32(len(keys)))
	data = binary.LittleEndian.AppendUint32(data, uint32(len(w.sets)))
	at := headSize + len(keys)*indexSize + len(w.sets)*setSize
	for _, key := range keys {
		data = binary.LittleEndian.AppendUint32(append(data, key...), uint32(at))
		at += len(blobs[key])
	}
	for _, set := range byNumber(w.sets) {
		for _, word := range set {
			data = binary.LittleEndian.AppendUint64(data, word)
		}
	}
	for _, key := range keys {
		data = append(data, blobs[key]...)
	}
	for _, g := range byNumber(w.guards) {
		guards = append(guards, g[:]...)
	}
	return data, guards
}

// byNumber returns the keys in the order of their numbers.
func byNumber[K comparable](numbers map[K]int) []K {
	keys := make([]K, len(numbers))
	for k, i := range numbers {
		keys[i] = k
	}
	return keys
}

// numberOf returns the number of a key, which it gives one if it has none.
func numberOf[K comparable](numbers map[K]int, key K) int {
	i, ok := numbers[key]
	if !ok {
		i = len(numbers)
		numbers[key] = i
	}
	return i
}

// A writer writes what a reader reads.
type writer struct {
	out    []byte
	sets   map[ByteSet]int
	guards map[Guard]int
	survey Surveyor
}

func (w *writer) number(n int) { w.out = binary.AppendUvarint(w.out, uint64(n)) }

// prog writes p: its numbers, its anchors with their guards, what else is known of it, with
// which bytes it has at the distances below to, its classes as runs, and its rows. A row is runs of equal transitions, which count from the
// number of the row; rows that are written alike are written once.
func (w *writer) prog(p *Prog, to int) {
	unit := int(p.stride >> p.shift)
	for _, n := range []int{int(p.left), int(p.right), p.MinLen(), p.MaxLen() + 1, int(p.classes), int(p.shift), int(p.rows)} {
		w.number(n)
	}
	for _, s := range p.starts {
		w.number(int(s) / unit)
	}
	w.number(len(p.anchors))
	for _, a := range p.anchors {
		fold := 0
		if a.Fold {
			fold = 1
		}
		for _, n := range []int{fold, a.Lo, a.Hi, len(a.Text)} {
			w.number(n)
		}
		w.out = append(w.out, a.Text...)
		w.number(numberOf(w.guards, *w.survey.Guard(p, a)))
	}
	w.number(w.survey.Blank(p))
	w.number(to)
	head := w.out
	w.out = nil
	each(w.survey.sets(p, to), func(n int, set ByteSet) {
		w.number(n)
		w.number(numberOf(w.sets, set))
	})
	runs := w.out
	w.out = head
	w.number(len(runs))
	w.out = append(w.out, runs...)

	t := p.Table()
	each(t.Class[:], func(n int, class uint8) {
		w.number(n)
		w.number(int(class))
	})
	rows := make([]string, p.rows)
	for s := range rows {
		rows[s] = string(p.appendRow(nil, t, s))
	}
	each(rows, func(n int, row string) {
		w.number(n)
		w.out = append(w.out, row...)
	})
}

// each calls fn for each run of equal values.
func each[T comparable](values []T, fn func(n int, value T)) {
	for i := 0; i < len(values); {
		n := 1
		for i+n < len(values) && values[i+n] == values[i] {
			n++
		}
		fn(n, values[i])
		i += n
	}
}

// appendRow appends the row of a state. A run is its length and its transition: 0 and
// 1 lead to Dead.
func (p *Prog) appendRow(out []byte, t *Table, s int) []byte {
	unit := int(p.stride >> p.shift)
	each(t.Next[s*int(p.stride):][:p.stride], func(n int, to State) {
		accept := uint64(to >> 15)
		x := accept
		if to &^= Accept; to != Dead {
			d := int64(int(to)/unit - s)
			x = 2 + (uint64(d<<1)^uint64(d>>63))<<1 | accept
		}
		out = binary.AppendUvarint(binary.AppendUvarint(out, uint64(n)), x)
	})
	return out
}
