package pattern

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"slices"
)

// compiled holds automata that were compiled beforehand, since that takes most of the
// time: those of the catalogue. What it lacks is compiled.
//
// It begins with an index, sorted by key: a key is the beginning of the SHA-256 of an
// expression, so an expression that changes is not found. Behind the index stand the
// automata. Numbers are varints, but for those in the index.
//
//go:embed compiled.bin
var compiled string

const (
	keySize   = 16
	indexSize = keySize + 4 // a key and where its automaton begins
)

func keyOf(expr string) string {
	sum := sha256.Sum256([]byte(expr))
	return string(sum[:keySize])
}

// precompiled returns the automaton of an expression that was compiled beforehand, or
// nil.
func precompiled(data, expr string) *Prog {
	at := find(data, expr)
	if at < 0 {
		return nil
	}
	r := reader{data: data[at:]}
	if p := r.prog(); !r.bad {
		return p
	}
	return nil
}

// find returns where the automaton of an expression begins in data, or -1.
func find(data, expr string) int {
	if len(data) < 4 {
		return -1
	}
	key, number := keyOf(expr), func(at int) int { return int(binary.LittleEndian.Uint32([]byte(data[at : at+4]))) }
	n := number(0)
	if n > (len(data)-4)/indexSize {
		return -1
	}
	lo, hi := 0, n
	for lo < hi {
		if mid := (lo + hi) / 2; data[4+mid*indexSize:][:keySize] < key {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	at := 4 + lo*indexSize
	if lo == n || data[at:][:keySize] != key {
		return -1
	}
	if at = number(at + keySize); at > len(data) {
		return -1
	}
	return at
}

// Compare compares data with what the expressions compile to: how many of them it lacks,
// and how many it has otherwise.
func Compare(data []byte, exprs []string) (missing, wrong int) {
	var c Compiler
	for _, expr := range exprs {
		p, err := c.compile(expr)
		switch at := find(string(data), expr); {
		case err != nil:
		case at < 0:
			missing++
		case !bytes.HasPrefix(data[at:], p.appendTo(nil)):
			wrong++
		}
	}
	return missing, wrong
}

// Precompile returns the data of some expressions, as compiled holds it. An expression
// that is not valid is left out, and so is one whose table is very large.
func Precompile(exprs []string) []byte {
	var c Compiler
	keys, blobs := []string{}, map[string][]byte{}
	for _, expr := range exprs {
		key := keyOf(expr)
		if p, err := c.compile(expr); err == nil && p.shift == 0 && blobs[key] == nil {
			keys, blobs[key] = append(keys, key), p.appendTo(nil)
		}
	}
	slices.Sort(keys)
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(keys)))
	at := 4 + len(keys)*indexSize
	for _, key := range keys {
		out = binary.LittleEndian.AppendUint32(append(out, key...), uint32(at))
		at += len(blobs[key])
	}
	for _, key := range keys {
		out = append(out, blobs[key]...)
	}
	return out
}

// appendTo appends p as a reader reads it: its numbers, its anchors, its classes as
// runs, and its rows. A row is runs of equal transitions, which count from the number
// of the row; rows that are written alike are written once.
func (p *Prog) appendTo(out []byte) []byte {
	put := func(n int) { out = binary.AppendUvarint(out, uint64(n)) }
	rows := p.States()
	for _, n := range []int{p.left, p.right, p.length.lo, p.length.hi + 1, p.stride, rows, len(p.anchors)} {
		put(n)
	}
	for _, s := range p.starts {
		put(int(s) / p.stride)
	}
	for _, a := range p.anchors {
		fold := 0
		if a.Fold {
			fold = 1
		}
		for _, n := range []int{fold, a.Lo, a.Hi, len(a.Text)} {
			put(n)
		}
		out = append(out, a.Text...)
	}
	for i := 0; i < len(p.class); {
		n := i + 1
		for n < len(p.class) && p.class[n] == p.class[i] {
			n++
		}
		put(n - i)
		put(int(p.class[i]))
		i = n
	}
	var last []byte
	for s, same := 0, 0; s <= rows; s++ {
		var row []byte
		if s < rows {
			row = p.appendRow(nil, s)
		}
		if same > 0 && string(row) != string(last) {
			put(same)
			out = append(out, last...)
			same = 0
		}
		last = row
		same++
	}
	return out
}

// appendRow appends the row of a state. A run is its length and its transition: 0 and
// 1 lead to Dead.
func (p *Prog) appendRow(out []byte, s int) []byte {
	row := p.next[s*p.stride:][:p.stride]
	for c := 0; c < len(row); {
		n := c + 1
		for n < len(row) && row[n] == row[c] {
			n++
		}
		accept := uint64(row[c] >> 15)
		t := accept
		if to := row[c] &^ Accept; to != Dead {
			d := int64(int(to)/p.stride - s)
			t = 2 + (uint64(d<<1)^uint64(d>>63))<<1 | accept
		}
		out = binary.AppendUvarint(binary.AppendUvarint(out, uint64(n-c)), t)
		c = n
	}
	return out
}

// A reader reads what appendTo has written.
type reader struct {
	data string
	bad  bool // data is not what it should be
}

// number reads a number below a bound.
func (r *reader) number(bound int) int {
	n, shift := uint64(0), 0
	for i := 0; i < len(r.data) && shift < 56; i++ {
		b := r.data[i]
		n |= uint64(b&0x7f) << shift
		if shift += 7; b < 0x80 {
			r.data = r.data[i+1:]
			if n < uint64(bound) {
				return int(n)
			}
			break
		}
	}
	r.bad, r.data = true, ""
	return 0
}

func (r *reader) prog() *Prog {
	const most = 1 << 20
	p := &Prog{left: r.number(most), right: r.number(most)}
	p.length = span{r.number(most), r.number(most) - 1}
	p.stride = max(1, r.number(258))
	rows := r.number(int(Accept)/p.stride + 1)
	p.anchors = make([]Anchor, r.number(maxLiterals+1))
	p.eofClass = p.stride - 1
	for k := range p.starts {
		p.starts[k] = State(r.number(max(rows, 1)) * p.stride)
	}
	for i := range p.anchors {
		a := &p.anchors[i]
		a.Fold = r.number(2) == 1
		a.Lo, a.Hi = r.number(most), r.number(most)
		n := r.number(maxLiteralLen + 1)
		if n > len(r.data) {
			r.bad, n = true, len(r.data)
		}
		a.Text, r.data = r.data[:n], r.data[n:]
	}
	for i := 0; i < len(p.class) && !r.bad; {
		n, c := r.number(len(p.class)-i+1), uint8(r.number(p.stride))
		r.bad = r.bad || n == 0
		for ; n > 0; n-- {
			p.class[i] = c
			i++
		}
	}
	if r.bad {
		return nil
	}
	p.next = make([]State, rows*p.stride)
	for s := 0; s < rows && !r.bad; {
		same, from := r.number(rows-s+1), s
		for c := 0; c < p.stride && !r.bad; {
			n, t := r.number(p.stride-c+1), r.number(1<<20)
			if n == 0 {
				r.bad = true
			}
			r.fill(p, from, same, c, n, t)
			c += n
		}
		if s += same; same == 0 {
			r.bad = true
		}
	}
	return p
}

// fill writes a run of transitions into rows that are written alike.
func (r *reader) fill(p *Prog, from, same, c, n, t int) {
	accept := State(t&1) << 15
	if t < 2 {
		if accept != 0 {
			for s := from; s < from+same; s++ {
				for k := range n {
					p.next[s*p.stride+c+k] = Accept
				}
			}
		}
		return
	}
	t = (t - 2) >> 1
	d := t>>1 ^ -(t & 1)
	if from+d < 0 || (from+same+d)*p.stride > len(p.next) {
		r.bad = true
		return
	}
	for s := from; s < from+same; s++ {
		to := State((s+d)*p.stride) | accept
		for k := range n {
			p.next[s*p.stride+c+k] = to
		}
	}
}
